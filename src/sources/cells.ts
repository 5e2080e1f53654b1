import { type Cells, type Chunk, type Layout, MAX_COLUMNS } from './table.ts'

/** The delimiter of a text of one column: no byte equals it. Every line is then a record, blank ones too. */
export const NO_DELIMITER = -1

const LF = 10
const CR = 13
const SPACE = 32

/**
 * A chunk may have this many cells whatever its bytes are: 32 MB of offsets. One record of 16,000 cells among a million of two
 * would otherwise ask for 128 GB. Above, the cells at the right of a long record are kept together as one cell.
 */
const FREE_CELLS = 4 * 1024 * 1024
/** How many bytes may be looked at again, over the chunk's own, to repair stray quotes; then quotes are read as text. */
const REPAIR_FACTOR = 8

/**
 * The cells of a chunk: offsets into `bytes`, row after row. `columns` is the width of the widest record, and may pass the
 * number of column names: the others are named ''. Short records end with blank cells.
 *
 * Quoted cells lose their quotes and doubled quotes are made single in place, so the chunk's bytes change and a chunk is read
 * once. Spaces are kept. A quote inside a cell, or one that opens and never closes in its record, is text. Blank lines are no
 * records, except in a text of one column. Pure but for `chunk.bytes`; never throws.
 *
 * [Note: nothing is dropped] Where records are so uneven that a dense grid would break the memory bound, or wider than
 * MAX_COLUMNS, the cells beyond the last column are kept in that last column, delimiters included: every byte is examined.
 */
export function cellsOf(chunk: Chunk, layout: Layout): Cells {
  if (layout.kind === 'placed') {
    if (chunk.placed === null) throw new Error('a chunk of a placed layout has no placed cells')
    return { bytes: chunk.bytes, ...chunk.placed }
  }
  const grid = new Grid(chunk.bytes.length)
  parse(chunk.bytes, layout.delimiter, layout.quote ?? -1, grid)
  return grid.cells(chunk.bytes)
}

/** The hot path: one pass over the bytes, one table look-up a byte. */
function parse(bytes: Uint8Array, delimiter: number, quote: number, grid: Grid): void {
  const n = bytes.length
  const stop = stopsAt(delimiter)
  const keepBlank = delimiter === NO_DELIMITER
  const quotes = new Quotes(bytes, delimiter, quote)
  let { starts, ends, stride } = grid
  let base = 0
  let col = 0
  let i = 0
  while (i < n) {
    let s = i
    let e = -1
    const first = bytes[i]
    if (first === quotes.open || (first === SPACE && quotes.opensAfterSpaces(i))) {
      const close = quotes.close(i, col, grid.firstWidth)
      if (close >= 0) {
        s = quotes.start
        e = quotes.end
        i = close
      }
    }
    if (e < 0) {
      while (i < n && stop[bytes[i]] === 0) i++
      e = i
    }
    const c = i < n ? bytes[i] : LF
    if (col === 0 && c !== delimiter && e === s && s === i && !keepBlank) {
      i += c === CR && bytes[i + 1] === LF ? 2 : 1
      continue
    }
    if (col < stride) {
      starts[base + col] = s
      ends[base + col] = e
    } else {
      grid.wider(col, s, e)
      ;({ starts, ends, stride } = grid)
      base = grid.rows * stride
    }
    col++
    i++
    if (c === delimiter) {
      if (i < n) continue
      if (col < stride) starts[base + col] = ends[base + col] = n
      else grid.wider(col, n, n)
      col++
    }
    if (c === CR && i < n && bytes[i] === LF) i++
    grid.endRow(col, i)
    ;({ starts, ends, stride } = grid)
    base = grid.rows * stride
    col = 0
  }
}

function stopsAt(delimiter: number): Uint8Array {
  const stop = new Uint8Array(256)
  stop[LF] = stop[CR] = 1
  if (delimiter !== NO_DELIMITER) stop[delimiter] = 1
  return stop
}

/** The offsets of a chunk's cells while they are found: rows of `stride` slots, as wide as the widest record so far. */
class Grid {
  starts: Uint32Array
  ends: Uint32Array
  stride = 1
  rows = 0
  /** Cells of the first record; 0 before it is known. */
  firstWidth = 0
  #widest = 0
  readonly #bytes: number
  readonly #maxCells: number

  constructor(bytes: number) {
    this.#bytes = bytes
    this.#maxCells = Math.max(FREE_CELLS, 2 * bytes)
    const cells = Math.min(bytes + 1, 65_536)
    this.starts = new Uint32Array(cells)
    this.ends = new Uint32Array(cells)
  }

  /** Ends the record of `width` cells, `done` bytes into the chunk, and makes room for the next. */
  endRow(width: number, done: number): void {
    if (width > this.#widest) this.#widest = width
    if (this.firstWidth === 0) this.#settle(width)
    this.rows++
    const needed = (this.rows + 1) * this.stride
    if (needed <= this.starts.length) return
    if (needed > this.#maxCells) this.#fold()
    this.#grow(Math.ceil((this.rows * this.stride * this.#bytes * 1.1) / Math.max(done, 1)))
  }

  /** Most records are as wide as the first: the grid takes its width, which spares moving every offset at the end. */
  #settle(width: number): void {
    this.firstWidth = width
    if (width < this.stride) this.#restride(width)
  }

  /** Places cell `col` of the current record, which no slot waits for: widens the grid, or keeps it in the last slot. */
  wider(col: number, start: number, end: number): void {
    const allowed = Math.min(MAX_COLUMNS, Math.floor(this.#maxCells / (this.rows + 1)))
    if (col < allowed) this.#restride(Math.min(allowed, Math.max(col + 1, this.stride * 2)))
    const slot = Math.min(col, this.stride - 1)
    if (slot === col) this.starts[this.rows * this.stride + slot] = start
    this.ends[this.rows * this.stride + slot] = end
  }

  cells(bytes: Uint8Array): Cells {
    const columns = Math.min(this.#widest, this.stride)
    if (columns < this.stride) this.#restride(columns)
    const used = this.rows * columns
    return { bytes, rows: this.rows, columns, starts: this.starts.subarray(0, used), ends: this.ends.subarray(0, used) }
  }

  #restride(stride: number): void {
    const from = this.stride
    const rows = this.rows + 1
    this.stride = stride
    if (stride > from) this.#grow(rows * stride)
    const kept = Math.min(from, stride)
    const order = stride > from ? -1 : 1
    for (let k = 0, r = order < 0 ? rows - 1 : 0; k < rows; k++, r += order) {
      for (const offsets of [this.starts, this.ends]) {
        offsets.copyWithin(r * stride, r * from, r * from + kept)
        if (stride > from) offsets.fill(0, r * stride + kept, (r + 1) * stride)
      }
    }
  }

  /** Halves the width: the cells at the right of each long record become one, see [Note: nothing is dropped]. */
  #fold(): void {
    const { stride, starts, ends } = this
    const half = Math.max(1, stride >> 1)
    for (let r = 0; r < this.rows; r++) {
      let last = stride - 1
      while (last >= half && ends[r * stride + last] === 0) last--
      if (last < half) continue
      if (starts[r * stride + half - 1] > ends[r * stride + last]) continue
      ends[r * stride + half - 1] = ends[r * stride + last]
    }
    this.#restride(half)
    this.#widest = Math.min(this.#widest, half)
    this.starts.fill(0, this.rows * half)
    this.ends.fill(0, this.rows * half)
  }

  #grow(wanted: number): void {
    const needed = (this.rows + 1) * this.stride
    const cells = Math.max(needed, Math.min(wanted, this.#maxCells + this.stride))
    if (cells <= this.starts.length) return
    const { starts, ends } = this
    this.starts = new Uint32Array(cells)
    this.ends = new Uint32Array(cells)
    this.starts.set(starts)
    this.ends.set(ends)
  }
}

/** Reads quoted cells, and gives up on quotes that are text. `start` and `end` are those of the cell read last. */
class Quotes {
  /** The byte that opens a quoted cell; -1 where none does. */
  open: number
  start = 0
  end = 0
  #bytes: Uint8Array
  #delimiter: number
  #budget: number

  constructor(bytes: Uint8Array, delimiter: number, quote: number) {
    this.#bytes = bytes
    this.#delimiter = delimiter
    this.open = quote
    this.#budget = bytes.length * REPAIR_FACTOR + 65_536
  }

  /** Whether the spaces at `at` are followed by an opening quote: `1, "Dupont, Jean"`. */
  opensAfterSpaces(at: number): boolean {
    if (this.open < 0 || this.#delimiter === SPACE) return false
    let i = at
    while (this.#bytes[i] === SPACE) i++
    return this.#bytes[i] === this.open
  }

  /**
   * Reads the quoted cell `col` of its record that opens at `at`: gives where the delimiter or line end after it lies, or -1
   * when the quote is text.
   */
  close(at: number, col: number, width: number): number {
    const bytes = this.#bytes
    const quote = this.open
    let from = at
    while (bytes[from] === SPACE) from++
    from++
    let j = from
    while (j < bytes.length && bytes[j] !== quote && bytes[j] !== LF && bytes[j] !== CR) j++
    if (bytes[j] === quote && this.#endsCell(bytes[j + 1])) {
      this.start = from
      this.end = j
      return j + 1
    }
    return this.#closeSlowly(from, col, width)
  }

  #closeSlowly(from: number, col: number, width: number): number {
    const quote = this.open
    const found = closingQuote(this.#bytes, from, this.#bytes.length, this.#delimiter, quote)
    this.#budget -= (found < 0 ? this.#bytes.length : found) - from
    if (this.#budget < 0) {
      this.open = -1
      return -1
    }
    if (found < 0 || this.#isStray(from, found, col, width)) return -1
    this.start = from
    this.end = single(this.#bytes, from, found, quote)
    let i = found + 1
    while (this.#bytes[i] === SPACE) i++
    return i
  }

  /**
   * Whether the quote before `from`, closed only on a later line, was not meant to open a cell: without it the line alone
   * has the right number of cells, and with it the record has not, or the cell holds what opens another quoted cell.
   */
  #isStray(from: number, found: number, col: number, width: number): boolean {
    if (width < 2 || col >= width || !hasLineEnd(this.#bytes, from, found)) return false
    if (col + 1 + this.#delimitersInLine(from) !== width) return false
    return this.#holdsOpening(from, found) || col + 1 + this.#delimitersInLine(found + 1) !== width
  }

  /** A single quote after a delimiter or a line end: well-quoted cells double it. */
  #holdsOpening(from: number, to: number): boolean {
    const bytes = this.#bytes
    for (let i = from; i < to; i++) {
      if (bytes[i] !== this.open) continue
      if (bytes[i + 1] === this.open) i++
      else if (bytes[i - 1] === this.#delimiter || bytes[i - 1] === LF || bytes[i - 1] === CR) return true
    }
    return false
  }

  /** Delimiters that separate cells from `at`, inside a record, to the end of its line. */
  #delimitersInLine(at: number): number {
    const bytes = this.#bytes
    let count = 0
    for (let i = at; i < bytes.length && bytes[i] !== LF && bytes[i] !== CR; i++) {
      if (bytes[i] !== this.#delimiter) continue
      count++
      if (bytes[i + 1] !== this.open) continue
      const close = closingQuote(bytes, i + 2, bytes.length, this.#delimiter, this.open)
      this.#budget -= (close < 0 ? bytes.length : close) - i
      if (close > 0) i = close
      if (this.#budget < 0) break
    }
    return count
  }

  #endsCell(next: number | undefined): boolean {
    return next === this.#delimiter || next === LF || next === CR || next === undefined
  }
}

/**
 * Where the quoted cell whose text begins at `from` closes: at the first quote that is not doubled and is followed, spaces
 * aside, by a delimiter, a line end or `n`, where the bytes end. -1 when none does.
 */
export function closingQuote(bytes: Uint8Array, from: number, n: number, delimiter: number, quote: number): number {
  for (let j = from; j < n; j++) {
    if (bytes[j] !== quote) continue
    let next = j + 1
    if (next < n && bytes[next] === quote) {
      j++
      continue
    }
    while (next < n && bytes[next] === SPACE && delimiter !== SPACE) next++
    if (next >= n || bytes[next] === delimiter || bytes[next] === LF || bytes[next] === CR) return j
  }
  return -1
}

function hasLineEnd(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === LF || bytes[i] === CR) return true
  return false
}

/** Makes doubled quotes single, in place; gives the new end. */
function single(bytes: Uint8Array, from: number, to: number, quote: number): number {
  let out = from
  for (let i = from; i < to; i++) {
    bytes[out++] = bytes[i]
    if (bytes[i] === quote && bytes[i + 1] === quote && i + 1 < to) i++
  }
  return out
}
