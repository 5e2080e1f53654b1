/** What is added up over cells, for their length in any usual form. */
export const SUMS = {
  /** Bytes of the cells, in UTF-8. */
  content: 0,
  /** Bytes that JSON adds for quotes, backslashes and control characters. */
  escapes: 1,
  /** Bytes that JSON adds where all but ASCII is written `\uXXXX`. */
  unicode: 2,
  slashes: 3,
  /** Cells that JSON may write as numbers. */
  numbers: 4,
  blanks: 5,
  /** Bytes that a text separated by commas adds in quotes, only where they are needed; the same by semicolons. */
  commas: 6,
  semicolons: 7,
  /** Quotes in cells. */
  quotes: 8,
  /** Bytes of the cells where every mark is written as an entity or an escape: the most that a usual form makes of them. */
  fat: 9,
} as const
const WIDTH = 10
/** Rows times sets of columns whose sums are kept: 40 bytes each. */
const MOST_KEPT = 4_000_000

export type Sums = Readonly<Float64Array>

/** The cells of one row: where they lie in `bytes`. */
export type RowCells = Readonly<{
  bytes: Uint8Array
  starts: Uint32Array
  ends: Uint32Array
  /** Index of the row's first cell, and how many cells it has. */
  base: number
  columns: number
}>

/** Sums over the rows of a table, for a set of its columns. */
export class RowSums {
  readonly columns: readonly number[]
  /** Sums of all rows before each, without what passes 2^32: differences of less than that come out right. */
  #before: Uint32Array
  readonly #all = new Float64Array(WIDTH)
  rows = 0

  constructor(columns: readonly number[], rows: number) {
    this.columns = columns
    this.#before = new Uint32Array((rows + 1) * WIDTH)
  }

  /** Adds the next row. */
  add(cells: RowCells): void {
    const at = (this.rows + 1) * WIDTH
    if (at + WIDTH > this.#before.length) {
      const wider = new Uint32Array(this.#before.length * 2)
      wider.set(this.#before)
      this.#before = wider
    }
    ROW.fill(0)
    for (const column of this.columns) {
      if (column >= cells.columns) ROW[SUMS.blanks]++
      else addCell(cells.bytes, cells.starts[cells.base + column], cells.ends[cells.base + column])
    }
    for (let s = 0; s < WIDTH; s++) {
      this.#all[s] += ROW[s]
      this.#before[at + s] = this.#before[at - WIDTH + s] + ROW[s]
    }
    this.rows++
  }

  /** Sums over rows from `first`, `count` of them, into `out`. */
  between(first: number, count: number, out: Float64Array): Float64Array {
    const [from, to] = [first * WIDTH, (first + count) * WIDTH]
    for (let s = 0; s < WIDTH; s++) out[s] += (this.#before[to + s] - this.#before[from + s]) >>> 0
    return out
  }

  /** Whether all sums are so small that none of them lost anything. */
  get isTrue(): boolean {
    return this.#all.every(sum => sum < 2 ** 32)
  }
}

/** Whether sums of so many rows may be kept for so many sets of columns. */
export function mayKeep(rows: number, sets: number): boolean {
  return rows * sets <= MOST_KEPT
}

export function noSums(): Float64Array {
  return new Float64Array(WIDTH)
}

const ROW = new Float64Array(WIDTH)
const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) => escapeOf(byte))
const UNICODE = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0xf0 ? 8 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 4 : 0,
)
const FAT = Uint8Array.from({ length: 256 }, (_, byte) => fatOf(byte))
const [LF, CR, QUOTE, COMMA, MINUS, DOT, SLASH, ZERO, NINE, SEMICOLON] = [10, 13, 34, 44, 45, 46, 47, 48, 57, 59]

/** RFC 8259, 7: two characters for those that have a short form, six for other controls. */
function escapeOf(byte: number): number {
  if (byte === 34 || byte === 92 || byte === 8 || byte === 12 || byte === 10 || byte === 13 || byte === 9) return 1
  return byte < 32 ? 5 : 0
}

/** Bytes after which a character is written as `&quot;`, `&#xE9;` or a pair of `\uXXXX`; those that go on with one count nothing. */
function fatOf(byte: number): number {
  if (byte >= 0xf0) return 12
  if (byte >= 0xc0) return 8
  return byte >= 0x80 ? 0 : byte < 32 || [34, 38, 39, 47, 60, 62, 92].includes(byte) ? 6 : 1
}

function addCell(bytes: Uint8Array, start: number, end: number): void {
  if (start === end) {
    ROW[SUMS.blanks]++
    return
  }
  let [escapes, unicode, slashes, quotes, fat] = [0, 0, 0, 0, 0]
  let [isQuoted, hasComma, hasSemicolon] = [false, false, false]
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    fat += FAT[byte]
    escapes += ESCAPED[byte]
    unicode += UNICODE[byte]
    if (byte === SLASH) slashes++
    else if (byte === QUOTE) quotes++
    else if (byte === COMMA) hasComma = true
    else if (byte === SEMICOLON) hasSemicolon = true
    else if (byte === LF || byte === CR) isQuoted = true
  }
  isQuoted ||= quotes > 0
  ROW[SUMS.content] += end - start
  ROW[SUMS.escapes] += escapes
  ROW[SUMS.unicode] += unicode
  ROW[SUMS.slashes] += slashes
  ROW[SUMS.quotes] += quotes
  ROW[SUMS.fat] += fat
  if (isQuoted || hasComma) ROW[SUMS.commas] += 2 + quotes
  if (isQuoted || hasSemicolon) ROW[SUMS.semicolons] += 2 + quotes
  if (isNumber(bytes, start, end)) ROW[SUMS.numbers]++
}

/** Whether a cell is a number as JSON writes them, without an exponent: RFC 8259, 6. */
function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  let i = bytes[start] === MINUS ? start + 1 : start
  const first = bytes[i]
  if (!isDigit(first) || end - i > 15) return false
  if (first === ZERO && i + 1 < end && bytes[i + 1] !== DOT) return false
  while (i < end && isDigit(bytes[i])) i++
  if (i === end) return true
  if (bytes[i] !== DOT || i + 1 === end) return false
  for (i++; i < end; i++) if (!isDigit(bytes[i])) return false
  return true
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE
}
