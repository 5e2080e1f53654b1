/**
 * The request log: who (by id), what kind of request, what came of it, how long it took. No address, no query, no path with ids of
 * people, no browser: what officers did is in the ledger, which nobody can edit; this is for whoever keeps the process running.
 */
export type Request = Readonly<{
  time: Date
  method: string
  /** The pattern, e.g. `/api/t/{tenant}/releases/{release}`; never the path asked. */
  route: string
  status: number
  ms: number
  /** The officer's id, null without a session. */
  officer: string | null
  /** The code of the refusal, null when it was done. */
  refusal: string | null
}>

export type Log = (request: Request) => void

/** One line of JSON on a stream. */
export function logTo(stream: Readonly<{ write(text: string): unknown }>): Log {
  return ({ time, ms, ...rest }) => {
    stream.write(`${JSON.stringify({ time: time.toISOString(), room: 'console', ...rest, ms: Math.round(ms) })}\n`)
  }
}

/** A fault of ours, on standard error: the kind of error and where in our code, never its message, which may quote data. */
export function fault(route: string, cause: unknown): void {
  const error = cause instanceof Error ? cause : new Error('not an error')
  const frames = (error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 6)
    .map(line => line.trim().replace(/\(?(?:file:\/\/)?\/.*\/((?:src|apps|node_modules)\/)/, '($1'))
  const code = (error as NodeJS.ErrnoException).code ?? null
  const line = {
    time: new Date().toISOString(),
    room: 'console',
    alarm: 'console/fault',
    route,
    error: error.name,
    code,
    frames,
  }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
