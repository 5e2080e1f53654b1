import type { Cells } from '#sources'
import { CodeStore, type StoredCodes } from './code-store.ts'
import { Dictionary, hashOf, type PackedDictionary } from './dictionary.ts'
import type { Examiner, Outcome } from './examiner.ts'
import { printOf, type Template, templateOf } from './prints.ts'

/** Where an outcome was met first: chunk and row in it. At most `MOST_PLACES` for each outcome of a column. */
export type Place = Readonly<{ order: number; row: number }>

/** What one thread saw of one column. */
export type ColumnSeen = Readonly<{
  dictionary: PackedDictionary
  /** The column has too many values to keep: those after the first were examined one by one and kept as fingerprints. */
  closed: boolean
  /** How a closed column of timestamps writes them. */
  template: Template | null
  filled: number
  /** Rows by outcome of the values that came after closing. */
  afterClosing: readonly (readonly [outcome: number, rows: number])[]
  places: readonly (readonly [outcome: number, places: readonly Place[]])[]
}>

/** What one thread saw of a table. `rows` is by chunk order. */
export type ThreadSeen = Readonly<{
  outcomes: readonly Outcome[]
  columns: readonly ColumnSeen[]
  rows: readonly (readonly [order: number, rows: number])[]
  codes: StoredCodes
}>

/** Record numbers shown for a rare hit: enough to look at, and a column of rare hits in each row stays small. */
export const MOST_PLACES = 20
/** A column is closed when this many values make up more than half its rows: beyond, a dictionary costs memory and tells little. */
const CLOSE_AT_VALUES = 1 << 18
/** … or when it has this many values whatever their share, or its values hold this many bytes. */
const MOST_VALUES = 1 << 22
const MOST_BYTES = 48 * 1024 * 1024
/** … or when all dictionaries of a thread hold this many bytes together, the largest first. */
const MOST_BYTES_TOGETHER = 256 * 1024 * 1024

/** Hash, end, count, outcome and two slots of each value, 4 bytes each. */
const BYTES_BESIDE = 24

class ColumnObserver {
  dictionary = new Dictionary()
  closed = false
  template: Template | null = null
  filled = 0
  readonly afterClosing = new Map<number, number>()
  readonly places = new Map<number, Place[]>()

  get bytesHeld(): number {
    return this.closed ? 0 : this.dictionary.length + this.dictionary.size * BYTES_BESIDE
  }

  close(): void {
    this.closed = true
    this.template = templateOf(this.dictionary)
  }

  shouldClose(): boolean {
    const { size, length } = this.dictionary
    return (size >= CLOSE_AT_VALUES && size * 2 > this.filled) || size >= MOST_VALUES || length > MOST_BYTES
  }
}

/** Sees every cell of the chunks that one thread is given. */
export class TableObserver {
  readonly #columns: ColumnObserver[] = []
  readonly #rows: [number, number][] = []
  readonly #examiner: Examiner
  readonly #store: CodeStore
  #codes = new Uint32Array(0)

  /** `scratch`: path of a file that may be created when the codes outgrow memory. */
  constructor(examiner: Examiner, scratch: string) {
    this.#examiner = examiner
    this.#store = new CodeStore(scratch)
  }

  /** Sees the cells of chunk number `order`. */
  take(order: number, cells: Cells): void {
    this.#rows.push([order, cells.rows])
    if (this.#codes.length < cells.rows * 2) this.#codes = new Uint32Array(cells.rows * 2)
    while (this.#columns.length < cells.columns) this.#columns.push(new ColumnObserver())
    for (let c = 0; c < cells.columns; c++) {
      const column = this.#columns[c]
      if (column.closed) this.#takePrints(column, order, cells, c)
      else this.#takeCodes(column, order, cells, c)
    }
    this.#closeLargest()
  }

  /** All that was seen. The observer takes nothing more. */
  finish(): ThreadSeen {
    return {
      outcomes: this.#examiner.outcomes,
      columns: this.#columns.map(column => ({
        dictionary: column.dictionary.pack(),
        closed: column.closed,
        template: column.template,
        filled: column.filled,
        afterClosing: [...column.afterClosing],
        places: [...column.places],
      })),
      rows: this.#rows,
      codes: this.#store.finish(),
    }
  }

  #takeCodes(column: ColumnObserver, order: number, cells: Cells, c: number): void {
    const { bytes, rows, columns, starts, ends } = cells
    const dictionary = column.dictionary
    const codes = this.#codes
    let filled = 0
    for (let r = 0, at = c; r < rows; r++, at += columns) {
      const start = starts[at]
      const end = ends[at]
      if (isBlank(bytes, start, end)) {
        codes[r] = 0
        continue
      }
      filled++
      const hash = hashOf(bytes, start, end)
      let code = dictionary.find(bytes, start, end, hash)
      if (code === 0) {
        code = dictionary.add(bytes, start, end, hash)
        dictionary.outcomes[code - 1] = this.#examiner.examine(bytes, start, end)
      }
      dictionary.counts[code - 1]++
      codes[r] = code
      const outcome = dictionary.outcomes[code - 1]
      if (outcome !== 0) this.#remember(column, outcome, order, r)
    }
    column.filled += filled
    this.#store.appendCodes(order, c, codes.subarray(0, rows), dictionary.size)
    if (column.shouldClose()) column.close()
  }

  #takePrints(column: ColumnObserver, order: number, cells: Cells, c: number): void {
    const { bytes, rows, columns, starts, ends } = cells
    const prints = this.#codes
    for (let r = 0, at = c; r < rows; r++, at += columns) {
      const start = starts[at]
      const end = ends[at]
      if (isBlank(bytes, start, end)) {
        prints[2 * r] = 0
        prints[2 * r + 1] = 0
        continue
      }
      column.filled++
      printOf(bytes, start, end, column.template, prints, 2 * r)
      const outcome = this.#examiner.examine(bytes, start, end)
      column.afterClosing.set(outcome, (column.afterClosing.get(outcome) ?? 0) + 1)
      if (outcome !== 0) this.#remember(column, outcome, order, r)
    }
    this.#store.appendPrints(order, c, prints.subarray(0, 2 * rows))
  }

  #remember(column: ColumnObserver, outcome: number, order: number, row: number): void {
    const places = column.places.get(outcome)
    if (places === undefined) column.places.set(outcome, [{ order, row }])
    else if (places.length < MOST_PLACES) places.push({ order, row })
  }

  #closeLargest(): void {
    let held = 0
    for (const column of this.#columns) held += column.bytesHeld
    while (held > MOST_BYTES_TOGETHER) {
      const largest = this.#columns.reduce((a, b) => (b.bytesHeld > a.bytesHeld ? b : a))
      held -= largest.bytesHeld
      largest.close()
    }
  }
}

/** Empty, or nothing but blanks. Words that stand for nothing ("NA", "null") are values here; the judge knows them. */
function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] > 32) return false
  return true
}
