import type { MatchedLines, ReadLogs } from '../contract.ts'
import type { Counted } from './assemble.ts'
import { type CountingOptions, counted } from './assemble.ts'

/** One line for a test: what is left out is a whole GET of `/a` at second 0 by the first client. */
export type TestLine = Readonly<{
  at?: number
  server?: number
  client?: string
  object?: string
  agent?: string
  method?: number
  status?: number
  bytes?: number
  range?: readonly [number, number]
  ended?: number
  flags?: number
}>

export const FILE_BYTES = 100_001
/** The time of second 0. */
export const START = Date.UTC(2026, 2, 2, 12)

/** What readers would give for these lines: one server a number, which wrote a line of another object in every minute of `minutes`. */
export function logsOf(lines: readonly TestLine[], minutes: readonly number[] = range(0, 120), servers = 1): ReadLogs {
  const clients = distinct(lines.map(line => line.client ?? '192.0.2.1'))
  const objects = distinct(['/a', ...lines.map(line => line.object ?? '/a')])
  const agents = distinct(lines.map(line => line.agent ?? 'curl/8'))
  const column = (of: (line: TestLine) => number) => Float64Array.from(lines, of)
  const at = column(line => START + (line.at ?? 0) * 1000)
  const matched: MatchedLines = {
    count: lines.length,
    server: column(line => line.server ?? 0),
    at: i => at[i],
    client: column(line => clients.indexOf(line.client ?? '192.0.2.1')),
    object: column(line => objects.indexOf(line.object ?? '/a')),
    agent: column(line => agents.indexOf(line.agent ?? 'curl/8')),
    method: column(line => line.method ?? 0),
    status: column(line => line.status ?? 200),
    bytes: column(line => line.bytes ?? FILE_BYTES),
    rangeFirst: column(line => line.range?.[0] ?? -1),
    rangeLast: column(line => line.range?.[1] ?? -1),
    ended: column(line => line.ended ?? 0),
    flags: column(line => line.flags ?? 0),
  }
  const read = minutes.length * 20 * servers
  return {
    kind: 'exposure/read-logs',
    inputs: [],
    servers: Array.from({ length: servers }, (_, s) => serverOf(`s${s}`, minutes)),
    matched,
    clients,
    objects,
    agents,
    lines: { read, malformed: 0 },
    malformed: [],
    assumptions: [],
  }
}

function serverOf(name: string, minutes: readonly number[]): ReadLogs['servers'][number] {
  const first = START / 60_000
  return {
    name,
    minutes: Float64Array.from(minutes, minute => first + minute),
    counts: Uint32Array.from(minutes, minute => (Math.abs(minute) < 1_000_000 ? 20 : 1)),
    first: START + minutes[0] * 60_000,
    last: START + (minutes[minutes.length - 1] + 1) * 60_000 - 1,
    lines: minutes.length * 20,
    malformed: 0,
  }
}

/** Whole numbers from one up to another, which is left out. */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

/** Counts lines of the file `/a` of `FILE_BYTES` bytes. Throws where that is refused. */
export function countOf(logs: ReadLogs, options: Partial<CountingOptions> = {}): Counted {
  const answer = counted(logs, {
    reachable: { from: null, to: null },
    file: { name: 'a', sizeBytes: FILE_BYTES, packedBytes: null, columns: [] },
    servers: null,
    cache: false,
    crawlerRanges: [],
    pseudonymKey: new Uint8Array(32),
    showClients: false,
    ...options,
  })
  if ('code' in answer) throw new Error(answer.code)
  return answer
}

/** Low and high of whole, partial, any transfers and clients, and the number of probes: `1 0 1 1 0`, or `0–1 …`. */
export function briefly({ figures: { transfers, clients } }: Counted): string {
  const { whole, partial, any } = transfers
  const shown = [whole, partial, any, clients].map(({ low, high }) =>
    low === high ? `${low}` : `${low}–${high ?? '?'}`,
  )
  return [...shown, transfers.probes].join(' ')
}
