import type { Table } from '#sources'
import type { StoredCodes } from './code-store.ts'
import { Dictionary } from './dictionary.ts'
import { keyOf, type Outcome } from './examiner.ts'
import type { ColumnSeen, Place, ThreadSeen } from './observer.ts'
import type { Template } from './prints.ts'
import { readCodes } from './read-codes.ts'

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
  /** The codes of a column for every row in order. */
  codesOf(column: ObservedColumn): ColumnCodes
  /** Different values of a closed column, counted once over all its rows; null when the codes could not be kept. */
  differentOf(column: ObservedColumn): number | null
}>

/**
 * `codes[r]` is 0 for a blank cell, else 1 … cardinality - 1: a code of the column's dictionary or, for a closed column, the
 * rank of first sight. `text` gives the value behind a code, with the time of day left out where the column is closed; null
 * where the column was too large to keep it.
 */
export type ColumnCodes = Readonly<{
  codes: Uint32Array<SharedArrayBuffer>
  cardinality: number
  text(code: number): string | null
}>

/** Joins what the threads saw. What is returned holds nothing of the threads but their codes. */
export function observed(table: Table, threads: readonly ThreadSeen[]): ObservedTable {
  const { columns, rows, parts } = joinAll(table, threads)
  const hasCodes = threads.every(thread => !thread.codes.broken)
  const codesOf = reader(parts)
  return { table, rows, columns, hasCodes, codesOf, differentOf: counter(codesOf, hasCodes) }
}

function reader(parts: readonly Omit<StoredColumn, 'column'>[]): ObservedTable['codesOf'] {
  return column => readCodes({ column, ...parts[column.index] })
}

function counter(codesOf: ObservedTable['codesOf'], hasCodes: boolean): ObservedTable['differentOf'] {
  const counted = new Map<number, number>()
  return column => {
    if (!hasCodes) return null
    const known = counted.get(column.index) ?? codesOf(column).cardinality - 1
    counted.set(column.index, known)
    return known
  }
}

type Joined = Readonly<{ columns: ObservedColumn[]; rows: number; parts: Omit<StoredColumn, 'column'>[] }>

function joinAll(table: Table, threads: readonly ThreadSeen[]): Joined {
  const outcomes = new OutcomeBook()
  const numbered = threads.map(thread => thread.outcomes.map(outcome => outcomes.number(outcome)))
  const { firstRow, rows } = placeChunks(threads)
  const width = Math.max(table.columns.length, ...threads.map(thread => thread.columns.length))
  const stored = threads.map(thread => thread.codes)
  const columns: ObservedColumn[] = []
  const parts: Omit<StoredColumn, 'column'>[] = []
  for (let index = 0; index < width; index++) {
    const seen = threads.map(thread => thread.columns[index])
    const { column, translations } = join(seen, numbered, outcomes, firstRow)
    columns.push({ name: table.columns[index] ?? '', index, outcomes: outcomes.all, ...column })
    const templates = seen.map(part => (part?.closed ? part.template : undefined))
    parts.push({ rows, firstRow, stored, translations, templates })
  }
  return { columns, rows, parts }
}

/** The first row of each chunk, and the rows of all. */
function placeChunks(threads: readonly ThreadSeen[]): { firstRow: Map<number, number>; rows: number } {
  const firstRow = new Map<number, number>()
  let rows = 0
  for (const [order, count] of threads.flatMap(thread => thread.rows).sort((a, b) => a[0] - b[0])) {
    firstRow.set(order, rows)
    rows += count
  }
  return { firstRow, rows }
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

/** What a thread's part of a column needs to be read back. */
export type StoredColumn = Readonly<{
  column: ObservedColumn
  rows: number
  /** First row of each chunk. */
  firstRow: ReadonlyMap<number, number>
  stored: readonly StoredCodes[]
  /** By thread: the joined code of each of its codes. */
  translations: readonly Uint32Array[]
  /** By thread: how it kept timestamps after closing; undefined where it never closed the column. */
  templates: readonly (Template | null | undefined)[]
}>

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
  seen.forEach((part, thread) => {
    const outcomeOf = (number: number): Outcome => outcomes.all[numbered[thread][number]]
    translations.push(part ? dictionary.absorb(renumbered(part, numbered[thread])) : new Uint32Array(1))
    for (const [number, count] of part?.afterClosing ?? []) {
      const outcome = outcomeOf(number)
      afterClosing.set(outcome, (afterClosing.get(outcome) ?? 0) + count)
    }
    for (const [number, met] of part?.places ?? []) {
      const outcome = outcomeOf(number)
      places.set(outcome, [...(places.get(outcome) ?? []), ...met.map(place => recordNumber(place, firstRow))])
    }
  })
  for (const numbers of places.values()) numbers.sort((a, b) => a - b)
  const filled = seen.reduce((sum, part) => sum + (part?.filled ?? 0), 0)
  const closed = seen.some(part => part?.closed)
  return { column: { filled, dictionary, closed, afterClosing, places }, translations }
}

/** A thread's dictionary with the numbers that outcomes have for all threads. */
function renumbered(part: ColumnSeen, book: readonly number[]): Dictionary {
  const theirs = Dictionary.from(part.dictionary)
  for (let i = 0; i < theirs.size; i++) theirs.outcomes[i] = book[theirs.outcomes[i]]
  return theirs
}

/** From 1, counted after the header. */
function recordNumber(place: Place, firstRow: ReadonlyMap<number, number>): number {
  return firstRow.get(place.order)! + place.row + 1
}
