import { ENDED, FLAGS, LOG_FORMATS, type LogFormat } from '../contract.ts'
import { type ChunkCounts, ChunkSums } from './chunk-sums.ts'
import { type AddressSet, hearsayOf, type Sender, senderOf } from './clients.ts'
import { FastClf } from './fast-clf.ts'
import { fieldNames, isDirective } from './formats/w3c.ts'
import { wrapperOf } from './formats/wrapped.ts'
import { Interner } from './interner.ts'
import type { Line, LineState, Wrong } from './line.ts'
import type { LineClock } from './line-clock.ts'
import { NEAR, type Near } from './near.ts'
import { isOfSize } from './of-size.ts'
import { MOST_TEXT_BYTES, type NewNames, type ReaderNames } from './reader-names.ts'
import { readLine } from './reads.ts'
import { type RowColumns, Rows } from './rows.ts'
import { type Suspect, suspicion } from './suspects.ts'
import type { Matcher } from './targets.ts'

/** What a thread must know to read chunks: the question, as plain data. */
export type ReadingTask = Readonly<{
  objects: readonly string[]
  /** Names of parameters that select data besides the usual ones. */
  parameters?: readonly string[]
  /** The objects are names as a reading gave them, and no globs; or no line names them, and lines that nearly do are counted in `near`. */
  sought: 'globs' | 'names' | 'near'
  /** When set: only lines of answers that may be of an object of this many bytes are kept, whatever their path. */
  onlyBytes: number | null
  /** What is asked for is known by this many bytes alone: a line that could not be read and holds their number names it. */
  namingBytes: number | null
  trustedProxies: readonly string[]
  excluded: readonly string[]
  pattern: string | null
  /** As `timeZoneOf` takes it. */
  zone: string | null
}>

/** Whole lines; `fields` is the latest `#Fields` directive before them. The first of an input begin it. `previous` is when the
 * line before them was written, where an hour that the clock showed twice may ask for it; NaN elsewhere. */
export type LogChunk = Readonly<{
  bytes: Uint8Array<ArrayBuffer>
  fields: string | null
  isFirst: boolean
  previous: number
}>

/** What a chunk gave. Numbers of clients, objects and agents are those of the reader that gave it. */
export type ChunkReading = ChunkCounts & NewNames & Readonly<{ rows: RowColumns }>

/** Servers bound a request's head to 8 to 64 kB, and a log line to less: 128 kB is longer than any true line. */
const MAX_LINE_BYTES = 128 * 1024
/** What the usual lines do not say. */
const UNSAID = { rangeFirst: -1, rangeLast: -1, objectSize: -1 }
/** Lists of forwarded addresses that are kept with what they say; beyond, all are forgotten and met anew. */
const MOST_HEARSAY = 1 << 16
const FORMAT_INDEX = Object.fromEntries(LOG_FORMATS.map((format, i) => [format, i])) as Record<LogFormat, number>
const { common: COMMON, combined: COMBINED, 'vhost-combined': VHOST } = FORMAT_INDEX

/** Reads chunks of lines for one question. One for each thread. */
export class ChunkReader {
  readonly #task: ReadingTask
  readonly #matcher: Matcher
  readonly #trusted: AddressSet
  readonly #names: ReaderNames
  readonly #fast = new FastClf()
  readonly #rows = new Rows()
  readonly #sums = new ChunkSums()
  readonly #pattern: LineState['pattern']
  readonly #suspectOf: (text: string, foldsCase: boolean) => Suspect

  #targets = new Interner()
  readonly #hearsay = new Map<string, number>()
  #buf: Buffer<ArrayBuffer> = Buffer.alloc(0)
  #state: LineState
  readonly #clock: LineClock
  constructor(task: ReadingTask, parts: ReaderParts) {
    this.#task = task
    this.#matcher = parts.matcher
    this.#trusted = parts.trusted
    this.#names = parts.names
    this.#pattern = parts.pattern
    this.#clock = parts.clock
    this.#suspectOf = suspicion(parts.matcher, task.namingBytes)
    this.#state = { fields: null, pattern: parts.pattern, utcOf: parts.clock.utcOf }
  }

  /** Reads whole lines; the last may lack its end. */
  read({ bytes, fields, isFirst, previous }: LogChunk): ChunkReading {
    const buf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#buf = buf
    this.#names.begin(buf)
    this.#clock.previous = previous
    this.#setFields(fields)
    const end = buf.length
    let number = 0
    for (let from = 0; from < end; number++) {
      const newline = buf.indexOf(10, from)
      const next = newline === -1 ? end : newline
      const to = next > from && buf[next - 1] === 13 ? next - 1 : next
      if (buf[from] === 0) this.#behindHole(from, to, number, isFirst)
      else this.#line(from, to, number)
      from = next + 1
    }
    if (this.#targets.bytes > MOST_TEXT_BYTES) this.#targets = new Interner()
    return this.#take()
  }

  /**
   * A line behind zeros. A log that was cut to nothing while its server wrote on begins with a hole of them (logrotate, `copytruncate`); anywhere
   * else they stand where lines were that a crash has lost.
   */
  #behindHole(from: number, to: number, number: number, isFirst: boolean): void {
    let begin = from
    while (begin < to && this.#buf[begin] === 0) begin++
    const before = this.#sums.unreadable
    this.#line(begin, to, number)
    if ((!isFirst || number > 0) && this.#sums.unreadable === before) this.#sums.unreadable++
  }

  #line(from: number, to: number, number: number): void {
    if (to - from > MAX_LINE_BYTES) this.#suspect('too-long', this.#buf.toString('utf8', from, to), number)
    else if (this.#isFast && this.#fast.read(this.#buf, from, to)) this.#readFast()
    else this.#readExact(from, to, number)
  }

  get #isFast(): boolean {
    return this.#state.fields === null && this.#pattern === null
  }

  #readFast(): void {
    const fast = this.#fast
    this.#count(fast.at, fast.isVhost ? VHOST : fast.isCombined ? COMBINED : COMMON)
    const only = this.#task.onlyBytes
    if (only !== null) {
      if (!isOfSize(only, { ...UNSAID, status: fast.status, bytes: fast.bytes })) return
    } else if (fast.isPlain && !this.#mayMatch(fast)) return
    const object = this.#targets.get(this.#buf, fast.targetFrom, fast.targetTo, this.#objectAt)
    if (object !== -1) this.#addFast(fast, object)
  }

  /** Whether a path in one spelling begins and ends as one that is asked for. */
  #mayMatch({ targetFrom, pathTo }: FastClf): boolean {
    const buf = this.#buf
    for (const { prefix, suffix } of this.#matcher.ends) {
      if (isAt(buf, targetFrom, prefix) && isAt(buf, pathTo - suffix.length, suffix)) return true
    }
    return false
  }

  #addFast(fast: FastClf, object: number): void {
    if (this.#task.sought === 'near') return void this.#sums.near[object]++
    const agent = this.#names.agentIn(fast.agentFrom, fast.agentTo)
    let forwarded = 0
    let client: number
    if (fast.forwardedTo === fast.forwardedFrom) client = this.#names.clientIn(fast.clientFrom, fast.clientTo)
    else {
      const list = this.#buf.toString('latin1', fast.forwardedFrom, fast.forwardedTo)
      const sender = this.#trusted.isEmpty ? null : this.#senderIn(fast, list)
      client =
        sender === null ? this.#names.clientIn(fast.clientFrom, fast.clientTo) : this.#names.client(sender.address)
      forwarded = this.#forwardedFlags(list, sender?.isForwarded ?? false)
    }
    const flags = this.#flagsOf(client, agent, forwarded, false)
    const { at, method, status, bytes } = fast
    const unsaid = { rangeFirst: -1, rangeLast: -1, ended: ENDED.unknown }
    this.#rows.add({ at, client, object, agent, method, status, bytes, ...unsaid, flags })
  }

  #senderIn({ clientFrom, clientTo }: FastClf, list: string): Sender {
    return senderOf(this.#buf.toString('utf8', clientFrom, clientTo), list, this.#trusted)
  }

  readonly #objectAt = (from: number, to: number): number =>
    this.#objectId(this.#buf.toString('utf8', from, to), false, -1)

  #readExact(from: number, to: number, number: number): void {
    const text = this.#buf.toString('utf8', from, to)
    if (text.startsWith('#') && isDirective(text)) {
      this.#sums.directives++
      if (text.startsWith('#Fields:')) this.#setFields(text)
      return
    }
    if (this.#isFast && this.#readBehindWrapper(text, from, to)) return
    this.#clock.isRepeated = false
    const line = readLine(text, this.#state)
    if (typeof line === 'string') this.#suspect(line, text, number)
    else this.#add(line)
  }

  /** Reads a line that another program wrote down, where what the server wrote is of the usual kind. */
  #readBehindWrapper(text: string, from: number, to: number): boolean {
    const wrapper = wrapperOf(text)
    if (wrapper === '' || !/^[ -~]+$/.test(wrapper)) return false
    if (!this.#fast.read(this.#buf, from + wrapper.length, to)) return false
    this.#readFast()
    return true
  }

  #suspect(wrong: Wrong, text: string, number: number): void {
    const suspect = this.#suspectOf(text, this.#state.fields !== null)
    if (suspect === 'named') this.#sums.naming++
    else if (suspect === 'unreadable') this.#sums.unreadable++
    this.#sums.wrong(wrong, number)
  }

  /** Whether a part of a line names an object: of a line that no chunk can hold. */
  isNamedIn(part: Uint8Array<ArrayBuffer>, foldsCase: boolean): boolean {
    const text = Buffer.from(part.buffer, part.byteOffset, part.length).toString('utf8')
    return this.#suspectOf(text, foldsCase) === 'named'
  }

  /**
   * When the last line of a chunk was written, for the chunk that follows: where the clock showed its hour twice, the lines are followed from the
   * last that says its time by itself. NaN where no zone has such hours.
   */
  timeAfter({ bytes, previous }: LogChunk, fields: string | null): number {
    if (!this.#clock.hasChanges) return Number.NaN
    const buf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#setFields(fields)
    const repeated: string[] = []
    let last = previous
    for (let to = buf.length; to > 0; ) {
      const from = to < 2 ? 0 : buf.lastIndexOf(10, to - 2) + 1
      const text = buf.toString('utf8', from, Math.min(to, from + MAX_LINE_BYTES)).trimEnd()
      const [early, late] = [this.#timeOf(text, Number.NEGATIVE_INFINITY), this.#timeOf(text, Number.POSITIVE_INFINITY)]
      if (early !== late) repeated.push(text)
      else if (early !== null) {
        last = early
        break
      }
      to = from
    }
    return repeated.reduceRight((before, text) => this.#timeOf(text, before) ?? before, last)
  }

  #timeOf(text: string, previous: number): number | null {
    this.#clock.previous = previous
    const line = readLine(text, this.#state)
    return typeof line === 'string' ? null : line.at
  }

  #add(line: Line): void {
    this.#count(line.at, FORMAT_INDEX[line.format])
    if (line.isZoneAssumed) this.#sums.isZoneAssumed = true
    if (this.#clock.isRepeated) this.#sums.repeated++
    const only = this.#task.onlyBytes
    if (only !== null && !isOfSize(only, line)) return
    const object = this.#objectId(line.target, line.format === 'w3c', line.objectSize)
    if (object === -1) return
    if (this.#task.sought === 'near') return void this.#sums.near[object]++
    const sender = senderOf(line.client, line.forwarded, this.#trusted)
    const client = this.#names.client(sender.address)
    const agent = this.#names.agent(line.agent)
    const forwarded = this.#forwardedFlags(line.forwarded, sender.isForwarded)
    const flags = this.#flagsOf(client, agent, forwarded, line.hasHeaderBytes)
    this.#rows.add({ ...line, client, object, agent, flags })
  }

  /** Forwarded through a trusted proxy, or what somebody else says. */
  #forwardedFlags(list: string, isForwarded: boolean): number {
    if (isForwarded) return FLAGS.forwarded
    if (list === '' || list === '-') return 0
    const known = this.#hearsay.get(list)
    if (known !== undefined) return known
    if (this.#hearsay.size === MOST_HEARSAY) this.#hearsay.clear()
    const flags = hearsayOf(list)
    this.#hearsay.set(list, flags)
    return flags
  }

  #flagsOf(client: number, agent: number, forwarded: number, hasHeaders: boolean): number {
    return forwarded | this.#names.flagsOf(client, agent) | (hasHeaders ? FLAGS.withHeaders : 0)
  }

  #objectId(target: string, foldsCase: boolean, size: number): number {
    const name = this.#matcher.objectOf(target, foldsCase)
    if (name === null) return -1
    if (this.#task.sought === 'near') return NEAR.indexOf(name as Near)
    return this.#names.object(name, size)
  }

  #count(at: number, format: number): void {
    this.#clock.previous = at
    this.#sums.count(at, format)
  }

  #setFields(directive: string | null): void {
    const fields = directive === null ? null : fieldNames(directive)
    this.#state = { ...this.#state, fields }
  }

  #take(): ChunkReading {
    return { ...this.#sums.take(), ...this.#names.take(), rows: this.#rows.take() }
  }
}

/** What a reader is made of, each part made for the question. */
export type ReaderParts = Readonly<{
  matcher: Matcher
  trusted: AddressSet
  names: ReaderNames
  pattern: LineState['pattern']
  clock: LineClock
}>

function isAt(buf: Uint8Array, at: number, wanted: Uint8Array): boolean {
  if (at < 0) return false
  for (let i = 0; i < wanted.length; i++) if (buf[at + i] !== wanted[i]) return false
  return true
}
