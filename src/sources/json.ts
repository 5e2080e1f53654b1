import { Flattener, type RowSink } from './flatten.ts'
import { JsonEvents } from './json-events.ts'
import { tablesInPasses } from './passes.ts'
import { type Input, UnreadError } from './reader.ts'
import { MAX_RECORD_BYTES, type Table, type Unread } from './table.ts'
import { asUtf8 } from './utf8.ts'

/** Broken lines named one by one; the rest are counted in one entry. */
const NAMED_LINES = 20
const NEWLINE = 10

/**
 * The tables of a JSON document, of JSON values one after the other, or of NDJSON (one value a line), nested to any depth
 * (RFC 8259). Memory is bounded whatever the size. A broken document is read up to the break, which is `unread` with its
 * line; in NDJSON the lines after a broken one are read on.
 */
export async function* readJson(input: Input): AsyncGenerator<Table | Unread> {
  yield* tablesInPasses(input, sink => scanJson(input, sink))
}

async function* scanJson(input: Input, sink: RowSink): AsyncGenerator<void> {
  let reading: Document | Lines | null = null
  try {
    for await (const slice of asUtf8(input.bytes())) {
      reading ??= isLines(input.name, slice) ? new Lines(sink) : new Document(sink)
      reading.write(slice)
      yield
      if (reading.stopped) break
    }
    if (reading === null) sink.unread('sources/empty', {})
    else reading.end()
  } catch (cause) {
    if (!(cause instanceof UnreadError)) throw cause
    reading?.abandon()
    sink.unread(cause.unread.reason, cause.unread.facts)
  }
}

/** NDJSON by name, or when the first line is a whole value and there is a second line. */
function isLines(name: string, start: Buffer): boolean {
  if (/\.(ndjson|jsonl|jsonlines|geojsonl|geojsons|ldjson)$/i.test(name)) return true
  const end = start.indexOf(NEWLINE)
  if (end < 0) return false
  try {
    JSON.parse(start.toString('utf8', 0, end))
    return /\S/.test(start.toString('utf8', end, end + 1000))
  } catch {
    return false
  }
}

/** A document, or several one after the other: after a break the rest is unread. */
class Document {
  stopped = false
  readonly #sink: RowSink
  readonly #flattener: Flattener
  readonly #events: JsonEvents
  #line = 1
  #written = 0
  constructor(sink: RowSink) {
    this.#sink = sink
    this.#flattener = new Flattener({
      row: sink.row,
      unread: (reason, facts) => sink.unread(reason, { line: this.#line, ...facts }),
    })
    this.#events = new JsonEvents(this.#flattener)
  }

  write(slice: Buffer): void {
    this.#events.write(slice)
    if (this.#events.broken) {
      this.#stop('sources/malformed', slice)
      return
    }
    this.#line += count(slice, slice.length)
    this.#written += slice.length
    if (this.#written - this.#events.lastOffset > MAX_RECORD_BYTES) this.#stop('sources/too-large', slice)
  }

  end(): void {
    if (this.stopped) return
    this.#events.end()
    if (this.#events.broken || this.#events.inside) this.#stop('sources/truncated', Buffer.alloc(0))
    else if (this.#events.values === 0) this.#sink.unread('sources/empty', {})
  }

  abandon(): void {
    this.#flattener.abandon()
  }

  #stop(reason: 'sources/malformed' | 'sources/truncated' | 'sources/too-large', slice: Buffer): void {
    this.stopped = true
    this.#flattener.abandon()
    const offset = this.#events.lastOffset - this.#written
    this.#sink.unread(reason, { line: this.#line + count(slice, Math.max(0, offset)) })
  }
}

/** One value a line: a broken line is unread, the next ones are read. */
class Lines {
  readonly stopped = false
  readonly #sink: RowSink
  readonly #flattener: Flattener
  #events: JsonEvents
  #line = 1
  #lineBytes = 0
  #broken: 'sources/malformed' | 'sources/truncated' | 'sources/too-large' | null = null
  #brokenLines = 0
  constructor(sink: RowSink) {
    this.#sink = sink
    this.#flattener = new Flattener(
      { row: sink.row, unread: (reason, facts) => sink.unread(reason, { line: this.#line, ...facts }) },
      true,
    )
    this.#events = new JsonEvents(this.#flattener)
  }

  write(slice: Buffer): void {
    for (let start = 0; start < slice.length; ) {
      const newline = slice.indexOf(NEWLINE, start)
      const end = newline < 0 ? slice.length : newline + 1
      this.#piece(slice.subarray(start, end))
      if (newline >= 0) this.#lineEnds()
      start = end
    }
  }

  end(): void {
    if (this.#broken === null && this.#lineBytes > 0) {
      this.#events.end()
      if (this.#events.broken || this.#events.inside) this.#broken = 'sources/truncated'
    }
    if (this.#broken !== null) this.#lineEnds()
    if (this.#brokenLines > NAMED_LINES)
      this.#sink.unread('sources/malformed', { lines: this.#brokenLines - NAMED_LINES })
  }

  abandon(): void {
    this.#flattener.abandon()
  }

  #piece(bytes: Buffer): void {
    if (this.#broken !== null) return
    this.#lineBytes += bytes.length
    this.#events.write(bytes)
    if (this.#events.broken) this.#broken = 'sources/malformed'
    else if (this.#lineBytes > MAX_RECORD_BYTES) this.#broken = 'sources/too-large'
  }

  #lineEnds(): void {
    if (this.#broken === null && this.#events.inside) this.#broken = 'sources/malformed'
    if (this.#broken !== null) {
      this.#flattener.abandon()
      this.#events = new JsonEvents(this.#flattener)
      if (++this.#brokenLines <= NAMED_LINES) this.#sink.unread(this.#broken, { line: this.#line })
    }
    this.#broken = null
    this.#lineBytes = 0
    this.#line++
  }
}

/** Newlines before `end`. */
function count(bytes: Buffer, end: number): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return lines
}
