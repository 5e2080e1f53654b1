/**
 * Several tables out of one stream, in bounded memory, for documents whose tables are interleaved (JSON, YAML).
 *
 * [Note: one table flows, the others wait]
 * The first table that fills a chunk is handed out at once and flows while the input is read. The others wait in memory, up
 * to `WAITING_LENGTH` together; beyond, the longest is dropped and gets a pass of its own over the input later. A small
 * document is therefore read once, a large one once for each of its large tables.
 */
import type { FlatTable, RowSink } from './flatten.ts'
import { CellWriter } from './placed.ts'
import { headed } from './positional.ts'
import type { Input } from './reader.ts'
import type { Chunk, Table, Unread } from './table.ts'

/** Characters of the tables that wait, before the longest is dropped. A higher bound saves passes and costs memory. */
const WAITING_LENGTH = 128 * 1024 * 1024

/** Reads the input from its beginning into the sink; yields after each slice of it. */
export type Scan = (sink: RowSink) => AsyncIterable<void>

/** What is scanned: an input, or a table of a database. */
export type Scanned = Pick<Input, 'name' | 'place' | 'sizeBytes' | 'progressBytes' | 'signal'>

/** The tables that a scan of the input finds, then what it could not read. See `[Note: one table flows, the others wait]`. */
export async function* tablesInPasses(
  input: Scanned,
  scan: Scan,
  waitingLength = WAITING_LENGTH,
): AsyncGenerator<Table | Unread> {
  const read = new Set<string>()
  let first = true
  for (let goOn = true; goOn; first = false) {
    const pass = new Pass(input, scan, read, first, waitingLength)
    yield* pass.tables()
    const complete = pass.complete()
    if (pass.dropped && complete.length === 0) throw new Error('A pass over nested tables gave none of them whole.')
    for (const path of complete) read.add(path)
    if (first) yield* pass.unread
    goOn = pass.dropped
  }
}

class Waiting {
  readonly flat: FlatTable
  readonly writer = new CellWriter()
  readonly chunks: Chunk[] = []
  length = 0
  rows = 0
  state: 'waiting' | 'flowing' | 'dropped' = 'waiting'
  constructor(flat: FlatTable) {
    this.flat = flat
  }
  drop(): void {
    this.state = 'dropped'
    this.chunks.length = 0
    while (this.writer.take(0) !== null);
  }
}

class Pass {
  readonly unread: Unread[] = []
  readonly #input: Scanned
  readonly #steps: AsyncIterator<void>
  readonly #already: ReadonlySet<string>
  readonly #first: boolean
  readonly #mostWaiting: number
  readonly #found = new Map<FlatTable, Waiting | null>()
  #flowing: Waiting | null = null
  #waitingLength = 0
  #ended = false
  #progress: number

  constructor(input: Scanned, scan: Scan, already: ReadonlySet<string>, first: boolean, mostWaiting: number) {
    this.#input = input
    this.#already = already
    this.#first = first
    this.#mostWaiting = mostWaiting
    this.#progress = input.progressBytes()
    const sink: RowSink = {
      row: (table, cells) => this.#row(table, cells),
      unread: (reason, facts) => this.unread.push({ place: input.place, reason, facts }),
    }
    this.#steps = scan(sink)[Symbol.asyncIterator]()
  }

  /** Whether some table needs another pass. */
  get dropped(): boolean {
    return this.#waiting().some(each => each.state === 'dropped')
  }

  /** Paths of the tables that this pass gave whole. */
  complete(): string[] {
    return this.#waiting()
      .filter(each => each.state !== 'dropped')
      .map(each => each.flat.path)
  }

  async *tables(): AsyncGenerator<Table> {
    while (this.#flowing === null && !this.#ended) await this.#step()
    const flowing = this.#flowing as Waiting | null
    if (flowing !== null) yield this.#given(flowing)
    while (!this.#ended) {
      if (flowing !== null) flowing.chunks.length = 0
      await this.#step()
    }
    for (const each of this.#waiting().sort((a, b) => a.flat.order - b.flat.order)) {
      if (each.state === 'waiting' && each.flat.columns.length > 0) yield this.#given(each)
    }
  }

  #waiting(): Waiting[] {
    return [...this.#found.values()].filter(each => each !== null)
  }

  /** A table whose first chunk is there: its header, when it is among the records, can be told. */
  #given(waiting: Waiting): Table {
    const first = waiting.chunks[0] ?? waiting.writer.take(0)
    if (first === null) return this.#table(waiting)
    const { chunk, hasHeader } = headed(first, waiting.flat.columns)
    waiting.chunks[0] = chunk
    if (chunk !== first) waiting.rows--
    return { ...this.#table(waiting), hasHeader }
  }

  #table(waiting: Waiting): Table {
    const { path, columns } = waiting.flat
    const inner = path === '' ? '' : `!${path}`
    return {
      kind: 'sources/table',
      name: this.#input.name + inner,
      place: this.#input.place + inner,
      columns,
      hasHeader: true,
      sizeBytes: waiting.state === 'flowing' && this.#first ? this.#input.sizeBytes : null,
      rowsKnown: waiting.state === 'flowing' ? null : waiting.rows,
      layout: { kind: 'placed' },
      unread: [],
      chunks: signal => this.#chunks(waiting, signal),
    }
  }

  async *#chunks(waiting: Waiting, signal?: AbortSignal): AsyncGenerator<Chunk> {
    while (true) {
      signal?.throwIfAborted()
      const chunk = waiting.chunks.shift()
      if (chunk !== undefined) yield chunk
      else if (waiting.state === 'waiting' || this.#ended) break
      else await this.#step()
    }
    const last = waiting.writer.take(this.#moved())
    if (last !== null) yield last
  }

  async #step(): Promise<void> {
    this.#input.signal.throwIfAborted()
    if ((await this.#steps.next()).done) this.#ended = true
  }

  #row(table: FlatTable, cells: readonly (string | null)[]): void {
    let waiting = this.#found.get(table)
    if (waiting === undefined) {
      waiting = this.#already.has(table.path) ? null : new Waiting(table)
      this.#found.set(table, waiting)
    }
    if (waiting === null || waiting.state === 'dropped') return
    waiting.rows++
    if (!waiting.writer.append(cells)) {
      const facts = { record: waiting.rows }
      this.unread.push({ place: this.#table(waiting).place, reason: 'sources/too-large', facts })
    }
    if (waiting.state === 'waiting') this.#weigh(waiting, cells)
    if (waiting.writer.full) this.#full(waiting)
  }

  #full(waiting: Waiting): void {
    if (this.#flowing === null) {
      this.#flowing = waiting
      waiting.state = 'flowing'
      this.#waitingLength -= waiting.length
    }
    const flows = waiting.state === 'flowing'
    const chunk = waiting.writer.take(flows ? this.#moved() : 0)
    if (chunk !== null) waiting.chunks.push(chunk)
  }

  #weigh(waiting: Waiting, cells: readonly (string | null)[]): void {
    // Each cell also costs its two positions.
    let length = 8 * cells.length
    for (const cell of cells) length += cell?.length ?? 0
    waiting.length += length
    this.#waitingLength += length
    if (this.#waitingLength <= this.#mostWaiting) return
    const longest = this.#waiting()
      .filter(each => each.state === 'waiting')
      .reduce((a, b) => (b.length > a.length ? b : a))
    this.#waitingLength -= longest.length
    longest.drop()
  }

  /** Bytes of the input read since the last chunk that flowed; only the first pass counts for progress. */
  #moved(): number {
    if (!this.#first) return 0
    const now = this.#input.progressBytes()
    const moved = now - this.#progress
    this.#progress = now
    return moved
  }
}
