import { type Chunk, MAX_RECORD_BYTES } from './table.ts'

/** A chunk is full at this many rows or bytes: enough to keep a worker busy, little enough to hold several. */
const FULL_ROWS = 65_536
const FULL_BYTES = 8 * 1024 * 1024
/** A row of 16,384 columns by 65,536 rows would be a thousand million cells: a chunk is full at this many as well. */
const FULL_CELLS = 2 * 1024 * 1024

const encoder = new TextEncoder()

/**
 * Builds `placed` chunks from rows of strings, for the readers whose formats are not delimited text.
 * Rows may grow wider as they come: a chunk has the width of its widest row, and the cells that a row lacks are blank.
 *
 *     if (!writer.append(row)) unread.push(…)      // the row is longer than MAX_RECORD_BYTES and was not kept
 *     if (writer.full) yield writer.take(inputBytes)!
 *     …                                            // at the end:
 *     const last = writer.take(inputBytes); if (last) yield last
 */
export class CellWriter {
  #bytes = new Uint8Array(1024 * 1024)
  #used = 0
  /** End of each cell, rows after each other; a cell starts where the one before ends. */
  #ends = new Uint32Array(65_536)
  #cells = 0
  /** First cell of each row. */
  #rows: number[] = []
  #width = 0
  #order = 0

  /** Whether the chunk should be taken before the next row. */
  get full(): boolean {
    const dense = this.#rows.length * this.#width
    return this.#used >= FULL_BYTES || this.#rows.length >= FULL_ROWS || dense >= FULL_CELLS
  }

  /** Adds a row; null is blank. False when the row is longer than MAX_RECORD_BYTES: nothing of it is kept. */
  append(row: readonly (string | null)[]): boolean {
    const start = this.#used
    const firstCell = this.#cells
    this.#reserveCells(row.length)
    for (const cell of row) {
      if (cell !== null && !this.#write(cell, start)) {
        this.#used = start
        this.#cells = firstCell
        return false
      }
      this.#ends[this.#cells++] = this.#used
    }
    this.#rows.push(firstCell)
    if (row.length > this.#width) this.#width = row.length
    return true
  }

  /** The chunk of the rows added since the last one; null when there are none. `inputBytes` of the input lie behind it. */
  take(inputBytes: number): Chunk | null {
    const rows = this.#rows.length
    if (rows === 0) return null
    const columns = this.#width
    const starts = new Uint32Array(rows * columns)
    const ends = new Uint32Array(rows * columns)
    for (let r = 0; r < rows; r++) this.#place(r, starts, ends)
    const bytes = this.#bytes.slice(0, this.#used)
    this.#used = 0
    this.#cells = 0
    this.#rows = []
    this.#width = 0
    const placed = { rows, columns, starts, ends }
    return { kind: 'sources/chunk', order: this.#order++, bytes, inputBytes, placed }
  }

  #place(row: number, starts: Uint32Array, ends: Uint32Array): void {
    const first = this.#rows[row]
    const past = row + 1 < this.#rows.length ? this.#rows[row + 1] : this.#cells
    let out = row * this.#width
    for (let cell = first; cell < past; cell++, out++) {
      starts[out] = cell === 0 ? 0 : this.#ends[cell - 1]
      ends[out] = this.#ends[cell]
    }
  }

  #write(cell: string, rowStart: number): boolean {
    const length = cell.length
    if (this.#used - rowStart + length > MAX_RECORD_BYTES) return false
    if (this.#used + length * 3 > this.#bytes.length) this.#reserveBytes(length * 3)
    const bytes = this.#bytes
    let at = this.#used
    let i = 0
    // Short plain text is faster by hand than through the encoder.
    if (length < 64) for (; i < length && cell.charCodeAt(i) < 128; i++) bytes[at++] = cell.charCodeAt(i)
    if (i < length) at += encoder.encodeInto(i === 0 ? cell : cell.slice(i), bytes.subarray(at)).written
    this.#used = at
    return at - rowStart <= MAX_RECORD_BYTES
  }

  #reserveBytes(more: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + more))
    larger.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = larger
  }

  #reserveCells(more: number): void {
    if (this.#cells + more <= this.#ends.length) return
    const larger = new Uint32Array(Math.max(this.#ends.length * 2, this.#cells + more))
    larger.set(this.#ends.subarray(0, this.#cells))
    this.#ends = larger
  }
}
