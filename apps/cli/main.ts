import { langOf, productName } from '#kernel'
import { langAsked, readArguments } from './arguments.ts'
import { helpOf } from './help.ts'
import type { Surroundings } from './inspect.ts'
import { type CliWords, cliWordsIn } from './words/words.ts'

/**
 * `parefuite VERB …`: reads the line, runs the verb, sets the exit code. Holds no rule. A verb is loaded when it is asked for,
 * so that help is instant and a part that cannot be loaded is exit code 2 like any failure: Node's own answer to a crash is
 * 1, which here means "something found".
 */

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
// How long a run may take to put itself away after Ctrl-C; then it is ended all the same.
const PATIENCE_MS = 1500
// Ctrl-C comes twice where a launcher passes it on: by the terminal and from the launcher.
const SAME_SIGNAL_MS = 250

const undo: (() => void)[] = []
const stopping = new AbortController()
let stopCode = 0
let stopTime = 0
let interrupted = ''
let unwritable = (code: string): string => `The answer could not be written (${code}).`

function leave(code: number): never {
  for (const one of undo) one()
  process.exit(code)
}

function stopOn(name: keyof typeof SIGNALS): void {
  process.on(name, () => {
    if (stopCode > 0 && performance.now() - stopTime < SAME_SIGNAL_MS) return
    if (stopCode > 0) leave(stopCode)
    stopCode = SIGNALS[name]
    stopTime = performance.now()
    stopping.abort(new Error('interrupted'))
    setTimeout(() => {
      process.stderr.write(interrupted)
      leave(stopCode)
    }, PATIENCE_MS).unref()
  })
}

/** A reader that has seen enough (`| head`) is not an error; a disk that is full is. */
function stopQuietlyWhenUnread(stream: NodeJS.WriteStream): void {
  stream.on('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EPIPE') {
      process.stderr.write(`${unwritable(cause.code ?? 'EUNKNOWN')}\n`)
      leave(2)
    }
    leave(typeof process.exitCode === 'number' ? process.exitCode : 0)
  })
}

async function run(argv: readonly string[], around: Surroundings): Promise<number> {
  const set = Object.fromEntries(Object.entries(around.env).filter(([, value]) => value !== ''))
  const lang = langOf(langAsked(argv), set)
  const words = cliWordsIn(lang)
  interrupted = `${words.interrupted}\n`
  unwritable = words.outputUnwritable
  const asked = readArguments(argv, words)
  switch (asked.verb) {
    case 'version':
      around.stdout.write(`${productName()}\n`)
      return 0
    case 'help':
      around.stdout.write(asked.topic === null ? words.help : helpOf(asked.topic, words))
      return 0
    case 'misuse':
      around.stderr.write(`${await shown(asked.sentence)}\n${words.seeHelp(asked.topic)}\n`)
      return 2
    case 'inspect':
      return await explained(words, async () => {
        const { runInspect } = await import('./inspect.ts')
        return await runInspect(asked.inspect, lang, words, around)
      })
    case 'exposure':
      return await explained(words, async () => {
        const { runExposure } = await import('./exposure.ts')
        return await runExposure(asked.exposure, lang, words, around)
      })
    case 'exposure verify':
      return await explained(words, async () => {
        const { runExposureVerify } = await import('./exposure-verify.ts')
        return await runExposureVerify(asked.verify, lang, words, around)
      })
    case 'ledger':
      return await explained(words, async () => {
        const { runLedger } = await import('./ledger.ts')
        return await runLedger(asked.ledger, lang, words, around)
      })
    case 'act':
      interrupted = `${words.interruptedAct}\n`
      return await explained(words, async () => {
        const { runAct } = await import('./wall/run.ts')
        return await runAct(asked.asked, lang, words, around)
      })
  }
}

async function shown(text: string): Promise<string> {
  const { printable } = await import('#page')
  return printable(text)
}

async function explained(words: CliWords, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (cause) {
    if (stopCode > 0) process.stderr.write(interrupted)
    else process.stderr.write(`${words.bug}\n${chainOf(cause)}\n`)
    return stopCode || 2
  }
}

/**
 * Each layer's name, code and place in the code, never its message: parsers and database engines quote what they read, and a
 * value from the data must not reach a terminal or a log.
 */
function chainOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause
  const frames = cause.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? []
  const name = 'code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name
  const chain = [name, ...frames.slice(0, 6).map(frame => `  ${frame.trim()}`)].join('\n')
  return cause.cause ? `${chain}\n${chainOf(cause.cause)}` : chain
}

process.on('uncaughtException', cause => {
  if (stopCode === 0) process.stderr.write(`parefuite: ${chainOf(cause)}\n`)
  leave(stopCode || 2)
})
stopOn('SIGINT')
stopOn('SIGTERM')
stopOn('SIGHUP')
stopQuietlyWhenUnread(process.stdout)
stopQuietlyWhenUnread(process.stderr)

const code = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: stopping.signal,
  onStop: one => undo.push(one),
})
process.exitCode = stopCode || code
