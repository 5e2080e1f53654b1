import type {
  ExposureQuestion,
  LogInput,
  MalformedLine,
  ReadingAssumption,
  ReadLogs,
  ServerReading,
} from '../contract.ts'
import { MALFORMED_SHOWN } from './chunk-sums.ts'
import { Columns } from './columns.ts'
import { copiedStretches, insideOf, type Written } from './copies.ts'
import type { Crew } from './crew.ts'
import type { InputReading } from './input.ts'
import { addMinute, edgesOf, linesOf, type Minutes, takeLines } from './minutes.ts'
import { NEAR } from './near.ts'
import type { RowColumns } from './rows.ts'

/** Of lines that stand in an error log against all expectation. */
const ERROR_LOG_SERVER = 'error.log'

type ServerSum = {
  name: string
  minutes: Minutes
  first: number
  last: number
  lines: number
  malformed: number
}

/** What all inputs gave together. */
export class LogSum {
  readonly #question: ExposureQuestion
  readonly #columns = new Columns()
  readonly #servers: ServerSum[] = []
  readonly #inputs: LogInput[] = []
  readonly #malformed: MalformedLine[] = []
  readonly #assumptions: ReadLogs['assumptions'][number][] = []
  readonly #seen = new Map<string, string>()
  readonly #written: (Written & Readonly<{ place: string }>)[] = []
  #begun = 0
  #lines = 0
  #wrong = 0
  #naming = 0
  #unreadable = 0
  readonly #near = new Float64Array(NEAR.length)

  constructor(question: ExposureQuestion) {
    this.#question = question
  }

  /** Begins the next input. Its lines come while it is read: of inputs with the same content, those of the first stay. */
  begin(serverName: string | null): (rows: RowColumns) => void {
    const input = this.#begun++
    if (serverName === null) {
      return rows => {
        if (rows.count > 0) this.#columns.add(input, this.#server(ERROR_LOG_SERVER), rows)
      }
    }
    const server = this.#server(serverName)
    return rows => this.#columns.add(input, server, rows)
  }

  /** Adds what an input gave besides, in the order in which they began. */
  add(reading: InputReading, named: string | null): void {
    const { input, sha256, contentSha256, contentBytes } = reading
    if (named === null && reading.lines === 0) {
      this.#addErrorLog(reading)
      return
    }
    const server = this.#server(named ?? ERROR_LOG_SERVER)
    const same = contentBytes === 0 ? undefined : this.#seen.get(contentSha256)
    const { place, sizeBytes } = input
    const { format, cut, first, last } = reading
    const base = { place, sha256, sizeBytes, server, format, cut, sameAs: same ?? null }
    if (cut !== null) this.#assume('exposure/input-cut', { place, reason: cut })
    if (same !== undefined) {
      this.#assume('exposure/same-input', { place, same })
      this.#columns.drop(this.#inputs.length)
      this.#inputs.push(Object.freeze({ ...base, lines: 0, malformed: 0, directives: 0, first: null, last: null }))
      return
    }
    this.#seen.set(contentSha256, place)
    if (reading.isZoneAssumed) this.#assume('exposure/zone-assumed', { place, zone: this.#question.zone ?? 'UTC' })
    if (reading.repeated > 0) this.#assume('exposure/hour-repeated', { place, lines: reading.repeated })
    const { lines, malformed, directives } = reading
    this.#inputs.push(Object.freeze({ ...base, lines, malformed, directives, first, last }))
    this.#count(reading, this.#servers[server])
    if (first !== null && last !== null) this.#written.push({ server, place, first, last, minutes: reading.minutes })
    for (const wrong of reading.wrongs) if (this.#malformed.length < MALFORMED_SHOWN) this.#malformed.push(wrong)
  }

  /** An error log is evidence that was looked at, and no server's. */
  #addErrorLog({ input, sha256, lines, malformed, directives, cut, format, first, last }: InputReading): void {
    const { place, sizeBytes } = input
    const counts = { lines, malformed, directives, first, last }
    this.#inputs.push(Object.freeze({ place, sha256, sizeBytes, server: -1, format, cut, sameAs: null, ...counts }))
    this.#wrong += malformed
    this.#assume('exposure/error-log', { place, lines: malformed })
  }

  /** A server that is there, with or without a log. */
  declare(serverName: string): void {
    this.#server(serverName)
  }

  take(crew: Crew): ReadLogs {
    const { clients, objects, agents, objectSizes } = crew
    const copied = this.#takeCopied()
    return Object.freeze({
      kind: 'exposure/read-logs',
      inputs: this.#inputs,
      servers: this.#servers.map(serverReading),
      matched: this.#columns.take(),
      clients,
      objects,
      objectSizes: objects.map((_, id) => objectSizes.get(id) ?? -1),
      agents,
      copied,
      lines: { read: this.#lines, malformed: this.#wrong },
      malformed: this.#malformed,
      malformedNaming: this.#naming,
      unreadable: this.#unreadable,
      near: NEAR.map((how, i) => ({ how, lines: this.#near[i] })).filter(({ lines }) => lines > 0),
      assumptions: this.#assumptions,
    })
  }

  /** Takes lines that are in two logs of a server out of its minutes. */
  #takeCopied(): NonNullable<ReadLogs['copied']> {
    return copiedStretches(this.#written).map(({ input, original, from, to }) => {
      const { server, place, minutes } = this.#written[input]
      this.#assume('exposure/overlapping-input', { place, same: this.#written[original].place })
      const [first, last] = insideOf({ from, to })
      const all = this.#servers[server].minutes
      for (const [minute, value] of minutes) {
        if (minute >= first && minute <= last) takeLines(all, minute, linesOf(value))
      }
      return { server, from, to }
    })
  }

  #server(name: string): number {
    const known = this.#servers.findIndex(each => each.name === name)
    if (known !== -1) return known
    const [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    return this.#servers.push({ name, minutes: new Map(), first, last, lines: 0, malformed: 0 }) - 1
  }

  #count(reading: InputReading, server: ServerSum): void {
    for (const [minute, value] of reading.minutes) addMinute(server.minutes, minute, value)
    server.first = Math.min(server.first, reading.first ?? Number.POSITIVE_INFINITY)
    server.last = Math.max(server.last, reading.last ?? Number.NEGATIVE_INFINITY)
    server.lines += reading.lines
    server.malformed += reading.malformed
    this.#lines += reading.lines
    this.#wrong += reading.malformed
    this.#naming += reading.naming
    this.#unreadable += reading.unreadable
    for (const [i, lines] of reading.near.entries()) this.#near[i] += lines
  }

  #assume(code: ReadingAssumption, facts: Readonly<Record<string, string | number>>): void {
    this.#assumptions.push({ code, facts })
  }
}

function serverReading(server: ServerSum): ServerReading {
  const minutes = Float64Array.from(server.minutes.keys()).sort()
  const { name, lines, malformed } = server
  return Object.freeze({
    name,
    minutes,
    counts: Uint32Array.from(minutes, minute => linesOf(server.minutes.get(minute)!)),
    edges: Uint16Array.from(minutes, minute => edgesOf(server.minutes.get(minute)!)),
    first: lines === 0 ? null : server.first,
    last: lines === 0 ? null : server.last,
    lines,
    malformed,
  })
}
