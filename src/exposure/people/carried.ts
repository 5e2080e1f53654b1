import { common, type Interval, joined, lengthOf } from '../counting/intervals.ts'
import type { Carried } from '../counting/transfers/object-tally.ts'
import { columnsKey, keyOf, type RowsRead } from './matching.ts'
import { type Asked, agreement, firstOf, type Proven, provenRows } from './proof.ts'
import type { RowPlaces } from './row-places.ts'
import { formGroup, type Place, type Selection, selectionOf } from './selection.ts'

/** What reached others of one object; `isFile`: its bytes are those of the exposed file. `any`: transfers with a byte for certain, and all. */
export type CarriedObject = Readonly<Carried & { object: string; isFile: boolean; anyLow: number; anyHigh: number }>

/** The table in the exposed file, as far as rows go. `places` is null where bytes do not lead to rows (packed, binary, several tables). */
export type CarriedTable = Readonly<{
  rows: number
  fileBytes: number
  columns: readonly string[]
  places: RowPlaces | null
  /** Rows by the values that selections ask for, and the bytes of rows; empty where they could not be looked up. */
  read: RowsRead
}>

/** Rows that were carried for certain, and those that may have been; row numbers from 0. */
export type CarriedRows = Readonly<{
  certain: readonly Interval[]
  possible: readonly Interval[]
  /** Transfers whose rows cannot be told: each may have carried any. */
  unknown: number
  /** Where pages were asked for and none had the number 0: the number of the first, or `unknown`. */
  pagesFrom: 1 | 'unknown' | null
  /** Transfers of other versions than the exposed file: whom they told of is not known. */
  others: number
  /** Pages and selections whose bytes do not prove all the rows that were asked for. */
  unproven: number
}>

/** Which rows of the table all transfers together carried. */
export function carriedRows(objects: readonly CarriedObject[], table: CarriedTable): CarriedRows {
  const all: Interval[] = table.rows === 0 ? [] : [[0, table.rows - 1]]
  const taken = objects.filter(({ anyHigh }) => anyHigh > 0)
  const selected = taken.flatMap(carried => {
    const selection = selectionOf(carried.object, table.columns)
    return selection === null ? [] : [{ carried, selection }]
  })
  const selections = new Set(selected.map(({ carried }) => carried))
  const wholes = taken.filter(carried => !selections.has(carried)).map(carried => fileRows(carried, table, all))
  const paged = selected.filter(({ selection }) => pageOf(selection) !== null)
  const bases = basesOf(paged, table)
  const under = bases.map(base => selectedRows(selected, table, all, base))
  const certain = under.map(({ parts }) => joined(parts.flatMap(one => one.certain))).reduce(common)
  const every = [...wholes, ...under.flatMap(({ parts }) => parts)]
  return {
    certain: joined([...wholes.flatMap(one => one.certain), ...certain]),
    possible: joined(every.flatMap(({ possible }) => possible)),
    unknown: [...wholes, ...under[0].parts].reduce((sum, { unknown }) => sum + unknown, 0),
    others: taken.reduce((sum, { others }) => sum + others, 0),
    pagesFrom: paged.length === 0 || bases[0] === 0 ? null : bases.length === 1 ? 1 : 'unknown',
    unproven: Math.max(...under.map(({ unproven }) => unproven)),
  }
}

type Part = Readonly<{ certain: readonly Interval[]; possible: readonly Interval[]; unknown: number }>

/** Rows of transfers that asked for all of an object. */
function fileRows(carried: CarriedObject, table: CarriedTable, all: readonly Interval[]): Part {
  const anything: Part = { certain: [], possible: all, unknown: carried.anyHigh }
  if (carried.wholes > 0 && carried.isFile) return { certain: all, possible: all, unknown: 0 }
  if (!carried.isFile) return anything
  const isUnknown = carried.perhapsWholes > 0 || carried.unknown > 0
  if (table.places === null) return carried.bytes.length > 0 || isUnknown ? anything : { ...anything, possible: [] }
  const { certain } = table.places.rowsIn(carried.bytes)
  const { possible } = table.places.rowsIn(carried.mostBytes)
  return { certain, possible: isUnknown ? all : possible, unknown: carried.perhapsWholes + carried.unknown }
}

type Selected = Readonly<{ carried: CarriedObject; selection: Selection }>

/** Rows of pages and slices, by position in the order of the file, and of conditions, by the values of the columns. */
function selectedRows(selected: readonly Selected[], table: CarriedTable, all: readonly Interval[], base: 0 | 1) {
  const asked = selected.map(one => askedOf(one, table, base))
  const proven = new Map<Asked, Proven>()
  const some = asked.filter(one => one !== null)
  for (const [i, one] of provenRows(some).entries()) proven.set(some[i], one)
  const parts = selected.map((one, i) => {
    const known = asked[i] === null ? null : proven.get(asked[i])!
    return selectedBy(one, asked[i], known, { table, all, base })
  })
  const unproven = selected.filter((_, i) => asked[i] === null || !proven.get(asked[i])!.isAll)
  return { parts, unproven: unproven.length }
}

type Around = Readonly<{ table: CarriedTable; all: readonly Interval[]; base: 0 | 1 }>

function selectedBy(
  { carried, selection }: Selected,
  asked: Asked | null,
  proven: Proven | null,
  { table, all, base }: Around,
): Part {
  if (carried.shareBytes === table.fileBytes && carried.shareMost === table.fileBytes) {
    return { certain: all, possible: all, unknown: 0 } // the parameters were not heeded: the file itself
  }
  const possible = proven?.isMore ? all : possibleRows(selection, table, base, proven?.isAll ?? false)
  if (possible === null) return { certain: [], possible: all, unknown: carried.anyHigh }
  const isSure = asked !== null && proven !== null && carried.anyLow > 0
  return { certain: isSure ? proven.certain : [], possible, unknown: 0 }
}

/** The rows that a selection may have brought; a page of fewer rows than were asked for stands further ahead. Null: any. */
function possibleRows(
  selection: Selection,
  { rows, read }: CarriedTable,
  base: 0 | 1,
  isAll: boolean,
): readonly Interval[] | null {
  if (selection.kind === 'where') return read.matching.get(keyOf(selection))?.like ?? null
  const asked = sliceOf(selection, rows, base)
  if (asked === null || selection.kind === 'slice' || isAll) return asked
  const end = (Math.max(0, selection.page - base) + 1) * (selection.size ?? 0)
  return joined([...asked, [0, Math.min(end, rows) - 1] as const].filter(([first, last]) => last >= first))
}

/**
 * Whether pages are numbered from 0 or from 1: from 0 where one is numbered so; else as more of them agree by their bytes, where a lone answer
 * proves only what none denies. Neither proven: both, since all pages stand one further on by the one than by the other.
 */
function basesOf(paged: readonly Selected[], table: CarriedTable): readonly (0 | 1)[] {
  if (paged.length === 0) return [1]
  if (paged.some(({ selection }) => pageOf(selection) === 0)) return [0]
  const [zero, one] = ([0, 1] as const).map(base =>
    agreement(paged.map(page => askedOf(page, table, base)).filter(page => page !== null)),
  )
  if (one > zero && (one >= AGREE_ON_BASE || zero === 0)) return [1]
  return zero > one && zero >= AGREE_ON_BASE ? [0] : [1, 0]
}

/** Of pages at a wrong place one in two or three has the bytes of some form by chance, two of the same form less than one in a hundred. */
const AGREE_ON_BASE = 2

function pageOf(selection: Selection): number | null {
  const place = selection.kind === 'where' ? selection.place : selection
  return place?.kind === 'page' ? place.page : null
}

/** What a page or selection asked for, where its rows and their bytes are known; null elsewhere. */
function askedOf({ carried, selection }: Selected, table: CarriedTable, base: 0 | 1): Asked | null {
  const sums = table.read.sums.get(columnsKey(selection))
  const place = selection.kind === 'where' ? selection.place : selection
  const rows = selection.kind === 'where' ? whereRows(selection, table, base) : sliceOf(selection, table.rows, base)
  if (sums === undefined || rows === null || carried.shareBytes < 0) return null
  const chosen = selection.kind === 'where' ? selection.columns : null
  const names = chosen ?? table.columns
  return {
    group: formGroup(carried.object, table.columns),
    rows,
    asked: selection.kind === 'where' ? null : selection.kind === 'page' ? selection.size : selection.count,
    page: place?.kind === 'page' ? Math.max(0, place.page - base) : null,
    isInOrder: selection.kind !== 'where' || !selection.isSorted,
    bytes: carried.shareBytes,
    mostBytes: carried.shareMost,
    sums,
    names: { count: names.length, bytes: names.reduce((sum, name) => sum + Buffer.byteLength(name), 0) },
    inFile: chosen === null && table.places !== null ? table.places.lengthsOf(rows) : [],
  }
}

/** The rows that a condition asked for: all that have the values, or those of them at a place; null where they are not known. */
function whereRows(
  { place, isExact, ...selection }: Extract<Selection, { kind: 'where' }>,
  table: CarriedTable,
  base: number,
): readonly Interval[] | null {
  const all = table.read.matching.get(keyOf({ place, isExact, ...selection }))?.exact
  if (all === undefined || !isExact) return null
  const slice = place === null ? all : sliceOf(place, lengthOf(all), base)
  if (place === null || slice === null || slice.length === 0) return slice
  const [[first, last]] = slice
  return firstOf(withoutFirst(all, first), last - first + 1)
}

function withoutFirst(rows: readonly Interval[], count: number): readonly Interval[] {
  let left = count
  return rows.flatMap(([first, last]): Interval[] => {
    const from = first + Math.min(left, last - first + 1)
    left -= from - first
    return from > last ? [] : [[from, last]]
  })
}

function sliceOf(selection: Place, rows: number, base: number): readonly Interval[] | null {
  const count = selection.kind === 'page' ? selection.size : selection.count
  if (count === null) return null
  const from = selection.kind === 'page' ? Math.max(0, selection.page - base) * count : selection.from
  const last = Math.min(rows, from + count) - 1
  return last < from ? [] : [[from, last]]
}
