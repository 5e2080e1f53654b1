import type { Carried } from '../counting/figures.ts'
import { type Interval, joined, lengthOf } from '../counting/intervals.ts'
import type { RowPlaces } from './row-places.ts'
import { type Selection, selectionOf } from './selection.ts'

/** What reached others of one object; `isFile`: its bytes are those of the exposed file. `any`: transfers with a byte for certain, and all. */
export type CarriedObject = Readonly<Carried & { object: string; isFile: boolean; anyLow: number; anyHigh: number }>

/** The table in the exposed file, as far as rows go. `placesOf` is null where bytes do not lead to rows (packed, binary, several tables). */
export type CarriedTable = Readonly<{
  rows: number
  /** Mean length of a row in the file. */
  rowBytes: number
  columns: readonly string[]
  places: RowPlaces | null
  /** Rows whose columns have the values, by selection; null where they could not be looked up. */
  matching: ReadonlyMap<string, readonly Interval[]>
}>

/** Rows that were carried for certain, and those that may have been; row numbers from 0. */
export type CarriedRows = Readonly<{
  certain: readonly Interval[]
  possible: readonly Interval[]
  /** Transfers whose rows cannot be told: each may have carried any. */
  unknown: number
  /** Page numbers were taken to begin at 1. */
  fromOne: boolean
}>

/** Which rows of the table all transfers together carried. */
export function carriedRows(objects: readonly CarriedObject[], table: CarriedTable): CarriedRows {
  const all: Interval[] = table.rows === 0 ? [] : [[0, table.rows - 1]]
  const pages = objects.map(({ object }) => selectionOf(object, table.columns)).filter(one => one?.kind === 'page')
  const base = pages.some(one => one?.kind === 'page' && one.page === 0) ? 0 : 1
  const parts = objects.filter(({ anyHigh }) => anyHigh > 0).map(object => carriedBy(object, table, all, base))
  return {
    certain: joined(parts.flatMap(({ certain }) => certain)),
    possible: joined(parts.flatMap(({ possible }) => possible)),
    unknown: parts.reduce((sum, { unknown }) => sum + unknown, 0),
    fromOne: pages.length > 0 && base === 1,
  }
}

type Part = Readonly<{ certain: readonly Interval[]; possible: readonly Interval[]; unknown: number }>

function carriedBy(carried: CarriedObject, table: CarriedTable, all: readonly Interval[], base: number): Part {
  const selection = selectionOf(carried.object, table.columns)
  if (selection !== null) return selectedBy(carried, selection, table, all, base)
  const anything: Part = { certain: [], possible: all, unknown: carried.anyHigh }
  if (carried.wholes > 0 && carried.isFile) return { certain: all, possible: all, unknown: 0 }
  if (!carried.isFile) return anything
  const isUnknown = carried.perhapsWholes > 0 || carried.unknown > 0
  if (table.places === null) return carried.bytes.length > 0 || isUnknown ? anything : { ...anything, possible: [] }
  const { certain } = table.places.rowsIn(carried.bytes)
  const { possible } = table.places.rowsIn(carried.mostBytes)
  return { certain, possible: isUnknown ? all : possible, unknown: carried.perhapsWholes + carried.unknown }
}

/**
 * Less than this share of the bytes that the rows have in the file proves no page: it broke off, or the server sends fewer rows than are asked for. A packed
 * answer may be shorter too: its rows are then possible and not certain.
 */
const ENOUGH_BYTES = 0.4

/** Pages and slices by position, in the order of the file; conditions by the values of the columns. */
function selectedBy(
  { anyLow, anyHigh, shareBytes }: CarriedObject,
  selection: Selection,
  table: CarriedTable,
  all: readonly Interval[],
  base: number,
): Part {
  const rows = selection.kind === 'where' ? table.matching.get(keyOf(selection)) : sliceOf(selection, table.rows, base)
  if (rows === undefined || rows === null) return { certain: [], possible: all, unknown: anyHigh }
  const isExact = selection.kind !== 'where' || selection.isExact
  const isEnough = shareBytes >= lengthOf(rows) * table.rowBytes * ENOUGH_BYTES
  return { certain: anyLow > 0 && isExact && isEnough ? rows : [], possible: rows, unknown: 0 }
}

/** A selection as a key of `matching`. */
export function keyOf(selection: Selection): string {
  return selection.kind === 'where' ? JSON.stringify(selection.equals) : ''
}

function sliceOf(
  selection: Exclude<Selection, { kind: 'where' }>,
  rows: number,
  base: number,
): readonly Interval[] | null {
  const count = selection.kind === 'page' ? selection.size : selection.count
  if (count === null) return null
  const from = selection.kind === 'page' ? Math.max(0, selection.page - base) * count : selection.from
  const last = Math.min(rows, from + count) - 1
  return last < from ? [] : [[from, last]]
}
