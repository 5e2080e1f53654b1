import { createReadStream } from 'node:fs'
import type { Interval } from '../counting/intervals.ts'
import { joined } from '../counting/intervals.ts'
import { positionOf } from '../counting/sorted.ts'

const NEWLINE = 10
const RETURN = 13
/** More rows than this are not placed: two numbers a row are kept. */
const MOST_ROWS = 50_000_000

/** Where each row of a text lies: first and last byte, without its line end. */
export type RowPlaces = Readonly<{
  rows: number
  /** Rows that lie wholly in some bytes, and rows of which a byte does. */
  rowsIn(bytes: readonly Interval[]): Readonly<{ certain: readonly Interval[]; possible: readonly Interval[] }>
  /** Bytes that some rows have as they stand in the file: with and without the last line end, with and without what stands before the first row. */
  lengthsOf(rows: readonly Interval[]): readonly number[]
}>

/**
 * Reads a text once and notes where its records lie: lines, where line ends inside quotes do not count. `quote` null: none is a quote. Lines without a
 * byte are no records; the first `headers` records are no rows. Null where that does not give `rows` rows: the bytes then lead to no row.
 */
export async function rowPlaces(
  path: string,
  quote: number | null,
  headers: number,
  rows: number,
): Promise<RowPlaces | null> {
  if (rows > MOST_ROWS) return null
  const places = new Places(quote, headers, rows)
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    if (!places.add(piece)) return null
  }
  return places.end()
}

class Places {
  readonly #quote: number
  readonly #headers: number
  readonly #firsts: Float64Array
  readonly #lasts: Float64Array
  #record = 0
  #at = 0
  #start = 0
  #isQuoted = false
  #before = 0

  constructor(quote: number | null, headers: number, rows: number) {
    this.#quote = quote ?? -1
    this.#headers = headers
    this.#firsts = new Float64Array(rows)
    this.#lasts = new Float64Array(rows)
  }

  /** False when there are more records than rows. */
  add(piece: Uint8Array): boolean {
    for (let i = 0; i < piece.length; i++) {
      const byte = piece[i]
      if (byte === this.#quote) this.#isQuoted = !this.#isQuoted
      else if (byte === NEWLINE && !this.#isQuoted && !this.#close(this.#at + i)) return false
      this.#before = byte
    }
    this.#at += piece.length
    return true
  }

  end(): RowPlaces | null {
    if (this.#isQuoted || !this.#close(this.#at)) return null
    const rows = this.#record - this.#headers
    if (rows !== this.#firsts.length) return null
    const [firsts, lasts] = [this.#firsts, this.#lasts]
    return { rows, rowsIn: bytes => rowsIn(bytes, firsts, lasts), lengthsOf: some => lengthsOf(some, firsts, lasts) }
  }

  /** Ends the record before the line end at `at`. */
  #close(at: number): boolean {
    const last = at - 1 - (this.#before === RETURN ? 1 : 0)
    const start = this.#start
    this.#start = at + 1
    if (last < start) return true
    const row = this.#record++ - this.#headers
    if (row >= this.#firsts.length) return false
    if (row >= 0) {
      this.#firsts[row] = start
      this.#lasts[row] = last
    }
    return true
  }
}

function lengthsOf(rows: readonly Interval[], firsts: Float64Array, lasts: Float64Array): readonly number[] {
  if (rows.length === 0) return []
  const end = firsts.length > 1 ? firsts[1] - lasts[0] - 1 : 1
  const body = rows.reduce((sum, [first, last]) => sum + lasts[last] - firsts[first] + 1 + end, 0)
  return [body - end, body, firsts[0] + body - end, firsts[0] + body]
}

function rowsIn(bytes: readonly Interval[], firsts: Float64Array, lasts: Float64Array) {
  const certain: Interval[] = []
  const possible: Interval[] = []
  for (const [first, last] of bytes) {
    const touched = positionOf(lasts, first)
    const after = positionOf(firsts, last + 1)
    if (after > touched) possible.push([touched, after - 1])
    const from = positionOf(firsts, first)
    const to = positionOf(lasts, last + 1)
    if (to > from) certain.push([from, to - 1])
  }
  return { certain: joined(certain), possible: joined(possible) }
}
