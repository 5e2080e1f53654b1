import { availableParallelism } from 'node:os'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { openBytes, type RawInput, type RawInputs } from '#sources'
import type { ExposureQuestion, LogInput, MalformedLine, ReadLogs, ServerReading } from '../contract.ts'
import { foundBySize } from '../counting/found-by-size.ts'
import { chunkReader, type ReadingTask } from './chunk.ts'
import { MALFORMED_SHOWN } from './chunk-sums.ts'
import { Columns } from './columns.ts'
import { copiedStretches, insideOf, type Written } from './copies.ts'
import { type Crew, crewOf, crewOfOne, TooManyTexts } from './crew.ts'
import { isErrorLog } from './error-log.ts'
import { type InputReading, readInput } from './input.ts'
import { addMinute, edgesOf, linesOf, type Minutes } from './minutes.ts'
import { NEAR } from './near.ts'
import type { RowColumns } from './rows.ts'
import { namedPlace, serverNames } from './servers.ts'
import { unseenObjects } from './targets.ts'

export type ReadOptions = Readonly<{
  signal?: AbortSignal
  /** Threads that read lines; as many as the machine has by default, none beside this one for small logs. */
  threads?: number
  /** Unpacked bytes read so far, and the bytes of all inputs as they lie on disk. */
  onProgress?: (progress: Readonly<{ bytes: number; totalBytes: number }>) => void
  /** What `-` reads; the standard input of the process by default. */
  stdin?: AsyncIterable<Uint8Array>
}>

/** What a reading may have had to assume, each with its facts. */
export const READING_ASSUMPTIONS = [
  'exposure/zone-assumed', // times without a zone: {place, zone}
  'exposure/hour-repeated', // lines of an hour that the clock showed twice: {place, lines}
  'exposure/error-log', // an error log, which holds no accesses: {place, lines}
  'exposure/input-cut', // read only as far as it could be: {place, reason}
  'exposure/same-input', // the same content was read before: {place, same}
  'exposure/overlapping-input', // lines of it are in another log too: {place, same}
] as const

/** Under this many bytes a thread costs more than it gives. */
const SMALL_BYTES = 8 * 1024 * 1024
/** Two inputs at a time: while one is unpacked, the lines of the other are read. */
const INPUTS_AT_A_TIME = 2

/**
 * Reads logs for a question: the lines that concern the objects, and for every server how many lines it wrote in each minute. Places are files, folders,
 * globs and `-`, packed or not, in any order; formats are recognised by content, line by line. Every line is read, or counted as malformed with its place. Content
 * that is there twice is counted once.
 *
 * Without objects, those are sought that answered with `fileBytes` bytes, or so many and headers that the log counts, or with a range that ends there: the logs are read twice then. So they are where no line
 * names an object that was asked for: lines that nearly do are counted in `near`.
 *
 * Refused: a place that is missing or denied (`exposure/unreadable-place`), no object and no file (`exposure/no-object`), a network, zone or pattern
 * that is none (`exposure/no-such-network`, `exposure/no-such-zone`, `exposure/unusable-pattern`), more objects than can be told apart (`exposure/too-many-objects`). Throws the reason when `signal` is aborted.
 */
export async function readLogs(question: ExposureQuestion, options: ReadOptions = {}): Promise<ReadLogs | Refusal> {
  const task = taskOf(question)
  if (isRefusal(task)) return task
  const opened = await Opened.open(question.places, options)
  try {
    if (opened.refusal !== null) return opened.refusal
    if (question.objects.length > 0) return await readNamed(question, opened, task, options)
    return await readOfSize(question, opened, task, options)
  } finally {
    await opened.close()
  }
}

/**
 * Reads the lines of every object that may be the file, by its size; then, where some turn out to have another (their answers are longer by what headers
 * would be, and the log counts none), those of the rest.
 */
async function readOfSize(
  question: ExposureQuestion,
  opened: Opened,
  task: ReadingTask,
  options: ReadOptions,
): Promise<ReadLogs | Refusal> {
  const size = question.fileBytes ?? 0
  const named = (objects: readonly string[]) =>
    readAll(question, opened, { ...task, objects, sought: 'names' }, options)
  const candidates = await readAll(question, opened, { ...task, onlyBytes: size }, options)
  if (isRefusal(candidates)) return candidates
  const all = await named(candidates.objects)
  if (isRefusal(all)) return all
  const { exact, near } = foundBySize(all, size)
  const objects = [...exact, ...near]
  const read = objects.length === candidates.objects.length ? all : await named(objects)
  if (isRefusal(read)) return read
  const nearSize = near.map(name => read.objects.indexOf(name))
  return Object.freeze({ ...read, isBySize: true, nearSize, isSizeUnseen: objects.length === 0 })
}

/** Where no line names an object that was asked for, the logs are read once more for what a person may have meant. */
async function readNamed(
  question: ExposureQuestion,
  opened: Opened,
  task: ReadingTask,
  options: ReadOptions,
): Promise<ReadLogs | Refusal> {
  const read = await readAll(question, opened, task, options)
  if (isRefusal(read)) return read
  const unseen = unseenObjects(question.objects, read.objects)
  if (unseen.length === 0 || read.lines.read === 0) return read
  const nearby = await readAll(question, opened, { ...task, objects: unseen, sought: 'near' }, options)
  return isRefusal(nearby) ? nearby : Object.freeze({ ...read, unseen: unseen.length, near: nearby.near ?? [] })
}

function taskOf(question: ExposureQuestion): ReadingTask | Refusal {
  const { objects, fileBytes, trustedProxies, excluded, pattern, zone } = question
  if (objects.length === 0 && fileBytes === null) return noObject()
  return {
    objects,
    parameters: question.parameters ?? [],
    sought: 'globs',
    onlyBytes: null,
    namingBytes: objects.length === 0 ? fileBytes : null,
    trustedProxies,
    excluded,
    pattern,
    zone,
  }
}

function noObject(): Refusal {
  return refuse('exposure/no-object', {
    at: '--object',
    seen: 'neither an object nor a file',
    expected: 'the path of what was exposed, or the file itself',
    remedy: 'name a path or a glob with --object, or give the file with --file',
  })
}

/** `server` is null for an error log, which is no server's access log. */
type Placed = Readonly<{ input: RawInput; server: string | null }>

/** The inputs of all places, each with its server. */
class Opened {
  readonly refusal: Refusal | null
  readonly inputs: readonly Placed[]
  /** Servers that a person named: one whose folder is empty is a server without a log, and not no server. */
  readonly named: readonly string[]
  readonly #opened: readonly RawInputs[]

  private constructor(opened: readonly RawInputs[], inputs: readonly Placed[], places: readonly string[]) {
    this.#opened = opened
    this.inputs = inputs
    this.named = places.flatMap(place => namedPlace(place).server ?? [])
    const unread = opened.flatMap(each => each.unread).find(each => each.reason !== 'sources/empty')
    const isEmpty = inputs.length === 0
    this.refusal =
      unread !== undefined
        ? unreadable(unread.place, unread.reason)
        : isEmpty
          ? unreadable(places[0] ?? '', 'sources/empty')
          : null
  }

  static async open(places: readonly string[], options: ReadOptions): Promise<Opened> {
    const opened: RawInputs[] = []
    const found: { input: RawInput; server: string | null }[] = []
    try {
      for (const named of places.map(namedPlace)) {
        const inputs = await openBytes([named.place], options)
        opened.push(inputs)
        for (const input of inputs.inputs) found.push({ input, server: named.server })
      }
    } catch (cause) {
      for (const each of opened) await each.close()
      throw cause
    }
    const isError = await Promise.all(found.map(each => (each.server === null ? isErrorLog(each.input) : false)))
    const unnamed = found.filter((each, i) => each.server === null && !isError[i])
    const names = unnamed.length === 0 ? [] : serverNames(unnamed.map(each => each.input.place))
    const nameOf = new Map(unnamed.map((each, i) => [each, names[i]]))
    return new Opened(
      opened,
      found.map(each => ({ input: each.input, server: each.server ?? nameOf.get(each) ?? null })),
      places,
    )
  }

  async close(): Promise<void> {
    for (const each of this.#opened) await each.close()
  }
}

function tooMany(): Refusal {
  return refuse('exposure/too-many-objects', {
    at: '--object',
    seen: 'more than eight million different objects or clients',
    expected: 'fewer, that can be told apart in memory',
    remedy: 'name the objects more narrowly, or read a shorter stretch of the logs',
  })
}

function unreadable(place: string, reason: string): Refusal {
  return refuse('exposure/unreadable-place', {
    at: place,
    seen: reason,
    expected: 'logs that can be read',
    remedy: 'correct the place, or the rights on it; leave it out only if its absence may stand in the evidence',
  })
}

async function readAll(
  question: ExposureQuestion,
  { inputs, named }: Opened,
  task: ReadingTask,
  options: ReadOptions,
): Promise<ReadLogs | Refusal> {
  const reader = chunkReader(task)
  if (isRefusal(reader)) return reader
  const totalBytes = inputs.reduce((sum, { input }) => sum + input.sizeBytes, 0)
  const threads = options.threads ?? (totalBytes < SMALL_BYTES ? 0 : availableParallelism())
  const crew = threads < 1 ? crewOfOne(reader) : crewOf(threads, task)
  let bytes = 0
  const onBytes = (more: number) => {
    options.signal?.throwIfAborted()
    bytes += more
    options.onProgress?.({ bytes, totalBytes })
  }
  try {
    const sum = new Sum(question)
    await inOrder(
      inputs,
      placed => readInput(placed.input, crew, reader, { bytes: onBytes, rows: sum.begin(placed.server) }),
      (reading, placed) => sum.add(reading, placed.server),
    )
    for (const server of named) sum.declare(server)
    return sum.take(crew)
  } catch (cause) {
    if (cause instanceof TooManyTexts) return tooMany()
    throw cause
  } finally {
    await crew.close()
  }
}

/** Does `work` for some things at a time, and hands each result over in the order of the things. */
async function inOrder<T, R>(
  things: readonly T[],
  work: (thing: T) => Promise<R>,
  then: (result: R, thing: T) => void,
) {
  const underWay: Promise<R>[] = []
  let asked = 0
  const ask = () => {
    const promise = work(things[asked++])
    // A failure is met where its turn comes.
    promise.catch(() => {})
    underWay.push(promise)
  }
  for (const thing of things) {
    while (asked < things.length && underWay.length < INPUTS_AT_A_TIME) ask()
    then(await underWay.shift()!, thing)
  }
}

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
class Sum {
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
        if (minute >= first && minute <= last) all.set(minute, (all.get(minute) ?? 0) - linesOf(value) * 4096)
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

  #assume(code: (typeof READING_ASSUMPTIONS)[number], facts: Readonly<Record<string, string | number>>): void {
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
