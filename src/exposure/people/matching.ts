import { cellsOf, open } from '#sources'
import { type Interval, joined } from '../counting/intervals.ts'
import { mayKeep, type RowCells, RowSums } from './row-sums.ts'
import type { Selection } from './selection.ts'

type Where = Extract<Selection, { kind: 'where' }>

/** Rows that have the values asked for, and those that have them but for case, accents and spaces around; row numbers from 0. */
export type Matching = Readonly<{ exact: readonly Interval[]; like: readonly Interval[] }>

/** What one pass over the exposed table gave: rows by `keyOf`, sums over rows by `columnsKey`. */
export type RowsRead = Readonly<{
  matching: ReadonlyMap<string, Matching>
  sums: ReadonlyMap<string, RowSums>
}>

const NOTHING: RowsRead = { matching: new Map(), sums: new Map() }

/** A selection as a key of `matching`. */
export function keyOf(selection: Selection): string {
  return selection.kind === 'where' ? JSON.stringify(selection.equals) : ''
}

/** The columns that a selection answers with, as a key of `sums`. */
export function columnsKey(selection: Selection): string {
  return selection.kind === 'where' && selection.columns !== null ? JSON.stringify(selection.columns) : ''
}

/**
 * Reads the file's only table once: which rows have what the selections ask for, and how many bytes rows take in the columns that they answer with.
 * Empty where nothing is asked, or the file has several tables; without sums where they would not fit in memory. `rows`: as many as the table has.
 */
export async function readRows(path: string, selections: readonly Selection[], rows: number): Promise<RowsRead> {
  if (selections.length === 0) return NOTHING
  let pass: Pass | null = null
  for await (const table of open([path])) {
    if (table.kind !== 'sources/table' || pass !== null) return NOTHING
    pass = new Pass(selections, table.columns, rows)
    for await (const chunk of table.chunks()) {
      const { bytes, rows: count, columns, starts, ends } = cellsOf(chunk, table.layout)
      for (let r = 0; r < count; r++) pass.row({ bytes, starts, ends, base: r * columns, columns })
    }
  }
  return pass?.end() ?? NOTHING
}

/** Selections by the same columns: the rows of each by the values of these. */
type Group = Readonly<{
  places: readonly number[]
  byValues: ReadonlyMap<string, Found>
  byLike: ReadonlyMap<string, Found[]>
}>
type Found = { key: string; exact: [number, number][]; like: [number, number][] }

class Pass {
  readonly #groups: readonly Group[]
  readonly #found: readonly Found[]
  readonly #sums: ReadonlyMap<string, RowSums>
  #row = 0

  constructor(selections: readonly Selection[], columns: readonly string[], rows: number) {
    const wheres = [...new Map(selections.filter(isWhere).map(where => [keyOf(where), where])).values()]
    const byColumns = Map.groupBy(wheres, ({ equals }) => JSON.stringify(equals.map(({ column }) => column)))
    this.#groups = [...byColumns.values()].map(group => groupOf(group, columns))
    this.#found = this.#groups.flatMap(({ byValues }) => [...byValues.values()])
    const sets = new Map(selections.map(selection => [columnsKey(selection), placesOf(selection, columns)]))
    this.#sums = mayKeep(rows, sets.size)
      ? new Map([...sets].map(([key, places]) => [key, new RowSums(places, rows)]))
      : new Map()
  }

  row(cells: RowCells): void {
    for (const sums of this.#sums.values()) sums.add(cells)
    for (const { places, byValues, byLike } of this.#groups) {
      const values = places.map(place => textOf(cells, place))
      const found = byValues.get(valuesKey(values))
      if (found !== undefined) note(found.exact, this.#row)
      for (const like of byLike.get(valuesKey(values.map(folded))) ?? []) note(like.like, this.#row)
    }
    this.#row++
  }

  end(): RowsRead {
    const matching = this.#found.map(({ key, exact, like }): [string, Matching] => [
      key,
      { exact: joined(exact), like: joined(like) },
    ])
    return { matching: new Map(matching), sums: new Map([...this.#sums].filter(([, sums]) => sums.isTrue)) }
  }
}

function isWhere(selection: Selection): selection is Where {
  return selection.kind === 'where'
}

function groupOf(wheres: readonly Where[], columns: readonly string[]): Group {
  const all = wheres.map(where => ({
    values: where.equals.map(({ value }) => value),
    found: { key: keyOf(where), exact: [], like: [] } as Found,
  }))
  const byLike = Map.groupBy(all, ({ values }) => valuesKey(values.map(folded)))
  return {
    places: wheres[0].equals.map(({ column }) => columns.indexOf(column)),
    byValues: new Map(all.map(({ values, found }) => [valuesKey(values), found])),
    byLike: new Map([...byLike].map(([key, some]) => [key, some.map(({ found }) => found)])),
  }
}

function valuesKey(values: readonly string[]): string {
  return values.length === 1 ? values[0] : JSON.stringify(values)
}

/** Data bases compare without case, accents or spaces around by many of their collations. */
function folded(value: string): string {
  const plain = /^[!-~]*$/.test(value)
    ? value
    : value
        .trim()
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
  return plain.toLowerCase()
}

function textOf({ bytes, starts, ends, base, columns }: RowCells, place: number): string {
  if (place < 0 || place >= columns) return ''
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'utf8',
    starts[base + place],
    ends[base + place],
  )
}

function placesOf(selection: Selection, columns: readonly string[]): readonly number[] {
  const chosen = selection.kind === 'where' ? selection.columns : null
  return chosen === null ? columns.map((_, i) => i) : chosen.map(name => columns.indexOf(name))
}

function note(into: [number, number][], row: number): void {
  const last = into.at(-1)
  if (last !== undefined && last[1] === row - 1) last[1] = row
  else into.push([row, row])
}
