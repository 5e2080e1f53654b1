import type { Table } from '#sources'
import { type StoredCodes, stretchesOf } from './code-store.ts'
import { Dictionary } from './dictionary.ts'
import { keyOf, type Outcome } from './examiner.ts'
import type { ColumnSeen, Place, ThreadSeen } from './observer.ts'

/** All that was seen of one column, the threads' parts joined. */
export type ObservedColumn = Readonly<{
  name: string
  index: number
  filled: number
  /** Every value, or when `closed` those that came before there were too many. */
  dictionary: Dictionary
  closed: boolean
  /** Rows by outcome of the values that came after closing. */
  afterClosing: ReadonlyMap<Outcome, number>
  /** Outcomes of the dictionary's values, by the number it holds. */
  outcomes: readonly Outcome[]
  /** Record numbers (from 1) at which an outcome was met first. */
  places: ReadonlyMap<Outcome, readonly number[]>
}>

export type ObservedTable = Readonly<{
  table: Table
  rows: number
  columns: readonly ObservedColumn[]
  /** False when the codes could not be kept (scratch disk full): nothing can be said about risk. */
  hasCodes: boolean
  /**
   * The codes of a column for every row in order: codes of its dictionary (0 is blank) or, for a closed column, ranks of its
   * values in no order that tells anything (0 is blank).
   */
  codesOf(column: ObservedColumn): { codes: Uint32Array<SharedArrayBuffer>; cardinality: number }
}>

/** Joins what the threads saw. */
export function observed(table: Table, threads: readonly ThreadSeen[]): ObservedTable {
  const outcomes = new OutcomeBook()
  const numbered = threads.map(thread => thread.outcomes.map(outcome => outcomes.number(outcome)))
  const rowsByOrder = threads.flatMap(thread => thread.rows).sort((a, b) => a[0] - b[0])
  const firstRow = new Map<number, number>()
  let rows = 0
  for (const [order, count] of rowsByOrder) {
    firstRow.set(order, rows)
    rows += count
  }
  const width = Math.max(table.columns.length, ...threads.map(thread => thread.columns.length))
  const parts = Array.from({ length: width }, (_, c) => threads.map(thread => thread.columns[c]))
  const translations: Uint32Array[][] = []
  const columns = parts.map((seen, index) => {
    const joined = join(seen, numbered, outcomes, firstRow)
    translations.push(joined.translations)
    return { name: table.columns[index] ?? '', index, outcomes: outcomes.all, ...joined.column }
  })
  const stored = threads.map(thread => thread.codes)
  return {
    table,
    rows,
    columns,
    hasCodes: stored.every(codes => !codes.broken),
    codesOf: column => readCodes(column, rows, firstRow, stored, translations[column.index]),
  }
}

/** One number for equal outcomes of all threads. */
class OutcomeBook {
  readonly all: Outcome[] = []
  readonly #numbers = new Map<string, number>()

  number(outcome: Outcome): number {
    const key = keyOf(outcome)
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.all.push(outcome) - 1
      this.#numbers.set(key, number)
    }
    return number
  }
}

type JoinedColumn = Omit<ObservedColumn, 'name' | 'index' | 'outcomes'>

function join(
  seen: readonly (ColumnSeen | undefined)[],
  numbered: readonly (readonly number[])[],
  outcomes: OutcomeBook,
  firstRow: ReadonlyMap<number, number>,
): { column: JoinedColumn; translations: Uint32Array[] } {
  const dictionary = new Dictionary()
  const translations: Uint32Array[] = []
  const afterClosing = new Map<Outcome, number>()
  const places = new Map<Outcome, number[]>()
  let filled = 0
  let closed = false
  seen.forEach((part, thread) => {
    if (!part) {
      translations.push(new Uint32Array(1))
      return
    }
    const book = numbered[thread]
    const theirs = Dictionary.from(part.dictionary)
    for (let i = 0; i < theirs.size; i++) theirs.outcomes[i] = book[theirs.outcomes[i]]
    translations.push(dictionary.absorb(theirs))
    filled += part.filled
    closed ||= part.closed
    for (const [number, count] of part.afterClosing) {
      const outcome = outcomes.all[book[number]]
      afterClosing.set(outcome, (afterClosing.get(outcome) ?? 0) + count)
    }
    for (const [number, met] of part.places) {
      const outcome = outcomes.all[book[number]]
      places.set(outcome, [...(places.get(outcome) ?? []), ...met.map(place => recordNumber(place, firstRow))])
    }
  })
  for (const numbers of places.values()) numbers.sort((a, b) => a - b)
  return { column: { filled, dictionary, closed, afterClosing, places }, translations }
}

/** From 1, counted after the header. */
function recordNumber(place: Place, firstRow: ReadonlyMap<number, number>): number {
  return firstRow.get(place.order)! + place.row + 1
}

function readCodes(
  column: ObservedColumn,
  rows: number,
  firstRow: ReadonlyMap<number, number>,
  stored: readonly StoredCodes[],
  translations: readonly Uint32Array[],
): { codes: Uint32Array<SharedArrayBuffer>; cardinality: number } {
  if (column.closed) return ranked(fingerprints(column, rows, firstRow, stored, translations))
  const codes = new Uint32Array(new SharedArrayBuffer(rows * 4))
  for (const stretch of stretchesOf(stored, column.index)) {
    const local = viewOf(stretch.data, stretch.width as 1 | 2 | 4)
    const translation = translations[stretch.thread]
    const at = firstRow.get(stretch.order)!
    for (let r = 0; r < stretch.rows; r++) codes[at + r] = translation[local[r]]
  }
  return { codes, cardinality: column.dictionary.size + 1 }
}

/** The fingerprints of every row of a closed column, as pairs of 32-bit halves; blanks are 0. */
function fingerprints(
  column: ObservedColumn,
  rows: number,
  firstRow: ReadonlyMap<number, number>,
  stored: readonly StoredCodes[],
  translations: readonly Uint32Array[],
): BigUint64Array {
  const prints = new BigUint64Array(rows)
  const halves = new Uint32Array(prints.buffer)
  const known = new Uint32Array(2 * (column.dictionary.size + 1))
  for (let code = 1; code <= column.dictionary.size; code++) column.dictionary.fingerprintOf(code, known, 2 * code)
  for (const stretch of stretchesOf(stored, column.index)) {
    const at = firstRow.get(stretch.order)!
    if (stretch.width === 8) {
      halves.set(new Uint32Array(stretch.data.buffer, stretch.data.byteOffset, stretch.rows * 2), 2 * at)
      continue
    }
    const local = viewOf(stretch.data, stretch.width)
    const translation = translations[stretch.thread]
    for (let r = 0; r < stretch.rows; r++) {
      const code = translation[local[r]]
      halves[2 * (at + r)] = known[2 * code]
      halves[2 * (at + r) + 1] = known[2 * code + 1]
    }
  }
  return prints
}

/** Equal fingerprints get equal ranks; 0 stays 0. */
function ranked(prints: BigUint64Array): { codes: Uint32Array<SharedArrayBuffer>; cardinality: number } {
  const codes = new Uint32Array(new SharedArrayBuffer(prints.length * 4))
  const halves = new Uint32Array(prints.buffer)
  let slots = 1024
  while (slots < prints.length * 2) slots *= 2
  const table = new Uint32Array(slots)
  const firstRowOf = new Uint32Array(prints.length + 1)
  let cardinality = 1
  for (let r = 0; r < prints.length; r++) {
    const low = halves[2 * r]
    const high = halves[2 * r + 1]
    if (low === 0 && high === 0) continue
    let slot = low & (slots - 1)
    for (;;) {
      const code = table[slot]
      if (code === 0) {
        table[slot] = cardinality
        firstRowOf[cardinality] = r
        codes[r] = cardinality++
        break
      }
      const first = firstRowOf[code]
      if (halves[2 * first] === low && halves[2 * first + 1] === high) {
        codes[r] = code
        break
      }
      slot = (slot + 1) & (slots - 1)
    }
  }
  return { codes, cardinality }
}

function viewOf(data: Uint8Array<ArrayBuffer>, width: 1 | 2 | 4): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return data
  if (width === 2) return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2)
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4)
}
