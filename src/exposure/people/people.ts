import { stat } from 'node:fs/promises'
import type { InspectedTable, Inspection } from '#inspect'
import { open } from '#sources'
import type { Bounds } from '../contract.ts'
import type { Note, PeopleFigures } from '../counting/document.ts'
import { lengthOf } from '../counting/intervals.ts'
import { type CarriedObject, type CarriedRows, type CarriedTable, carriedRows } from './carried.ts'
import { readRows } from './matching.ts'
import { rowPlaces } from './row-places.ts'
import { selectionOf } from './selection.ts'
import { peopleWithin, type Within } from './telling-apart.ts'

/** The people behind the transfers, the rows, and what could not be told. */
export type ExposedPeople = Readonly<{ figures: PeopleFigures; rows: CarriedRows; notes: readonly Note[] }>

/**
 * How many people the transfers told of: those in the rows that were carried for certain, and in the rows that may have been, told apart as the
 * inspection does; where it counted otherwise, leaving n rows out leaves out n people at most. With open coverage, or transfers whose rows cannot be
 * told, the file's own high bound stands: unseen transfers can have carried no more than the file. Where other versions of it were taken, nobody
 * knows whom they told of: the high bounds are open. Several tables: nobody is followed from one to another.
 */
export async function exposedPeople(
  inspection: Inspection,
  path: string,
  objects: readonly CarriedObject[],
  isOpen: boolean,
): Promise<ExposedPeople> {
  const rows = inspection.tables.reduce((sum, table) => sum + table.rows, 0)
  const table = await tableOf(inspection, path, objects, rows)
  const carried = couldBeAny(carriedRows(objects, table), rows, isOpen)
  const isPart = carried.certain.length > 0 && lengthOf(carried.certain) < rows
  const isLess = carried.unknown === 0 && lengthOf(carried.possible) < rows
  const within =
    inspection.tables.length === 1 && (isPart || isLess)
      ? await peopleWithin(path, inspection.tables[0], carried.certain, carried.possible)
      : null
  return {
    figures: figuresOf(inspection, rows, carried, { isOpen, only: onlyColumns(objects, table), within }),
    rows: carried,
    notes: notesOf(inspection, carried),
  }
}

async function tableOf(
  inspection: Inspection,
  path: string,
  objects: readonly CarriedObject[],
  rows: number,
): Promise<CarriedTable> {
  const columns = columnsOf(inspection)
  const taken = objects.filter(({ anyHigh }) => anyHigh > 0)
  const selections = taken.map(({ object }) => selectionOf(object, columns)).filter(one => one !== null)
  const isCut = taken.some(({ isFile, wholes, bytes }) => isFile && wholes === 0 && bytes.length > 0)
  const needsPlaces = (isCut || selections.length > 0) && inspection.tables.length === 1
  return {
    rows,
    fileBytes: (await stat(path)).size,
    columns,
    places: needsPlaces ? await placesOf(path, inspection.tables[0]) : null,
    read: await readRows(path, selections, rows),
  }
}

/** Where the coverage is open, unseen transfers may have carried any row. */
function couldBeAny(carried: CarriedRows, rows: number, isOpen: boolean): CarriedRows {
  return isOpen && rows > 0 ? { ...carried, possible: [[0, rows - 1]] } : carried
}

function columnsOf(inspection: Inspection): readonly string[] {
  return inspection.tables.length === 1 ? inspection.tables[0].columns.map(({ name }) => name) : []
}

/** Where the rows of a text lie; null for what is no text of one row a record. */
async function placesOf(path: string, { rows }: InspectedTable): Promise<Awaited<ReturnType<typeof rowPlaces>>> {
  for await (const table of open([path])) {
    if (table.kind !== 'sources/table') return null
    const quote = table.layout.kind === 'delimited' ? table.layout.quote : null
    return await rowPlaces(path, quote, table.layout.kind === 'delimited' && table.hasHeader ? 1 : 0, rows)
  }
  return null
}

/** The columns that exports were limited to, where all transfers were such exports; null: any. */
function onlyColumns(objects: readonly CarriedObject[], table: CarriedTable): ReadonlySet<string> | null {
  const taken = objects.filter(({ anyHigh }) => anyHigh > 0)
  const chosen = taken.map(({ object }) => {
    const selection = selectionOf(object, table.columns)
    return selection?.kind === 'where' ? selection.columns : null
  })
  const known = chosen.filter(columns => columns !== null)
  return taken.length === 0 || known.length < taken.length ? null : new Set(known.flat())
}

type Known = Readonly<{
  isOpen: boolean
  only: ReadonlySet<string> | null
  within: Readonly<{ certain: Within; possible: Within }> | null
}>

function figuresOf(
  inspection: Inspection,
  rows: number,
  { certain, possible, unknown, others }: CarriedRows,
  { isOpen, only, within }: Known,
): PeopleFigures {
  const sure = lengthOf(certain)
  const most = isOpen || unknown > 0 ? rows : lengthOf(possible)
  const part = (people: Limits, counted: Limits | null): Bounds => ({
    ...sharper(partOf(people, rows, sure, most), counted, sure, most === rows),
    ...((inspection.unread.length > 0 && most > 0) || others > 0 ? { high: null } : {}),
  })
  const all = {
    low: Math.max(0, ...inspection.tables.map(({ people }) => people.low)),
    high: inspection.tables.reduce((sum, { people }) => sum + people.high, 0),
  }
  const columns = inspection.tables.flatMap(table =>
    table.columns
      .filter(({ personal, name }) => personal !== 'none' && (isOpen || only === null || only.has(name)))
      .map(({ name, personal, kinds, filled, index }) => ({
        column: name,
        kind: kinds[0]?.kind ?? 'unknown',
        personal,
        people: part(filledOf(table, filled), within === null ? null : filledWithin(within, sure, index)),
      })),
  )
  return {
    ...part(all, within === null ? null : { low: within.certain.low, high: within.possible.high }),
    rows: { low: sure, high: inspection.unread.length > 0 && most > 0 ? null : most },
    columns: columns.sort((a, b) => order(a.personal) - order(b.personal)),
  }
}

/** Of the people in some rows, those of whom a column says something. */
function filledWithin({ certain, possible }: NonNullable<Known['within']>, sure: number, column: number): Limits {
  return {
    low: Math.max(0, certain.low - (sure - certain.filled[column])),
    high: Math.min(possible.high, possible.filled[column]),
  }
}

/** The sharper of two bounds; where all rows were carried the file's own is. */
function sharper({ low, high }: Bounds, counted: Limits | null, sure: number, isAll: boolean): Bounds {
  if (counted === null || high === null) return { low, high }
  return { low: sure === 0 ? low : Math.max(low, counted.low), high: isAll ? high : Math.min(high, counted.high) }
}

type Limits = Readonly<{ low: number; high: number }>

/** The people of a table of whom a column says something: blank cells leave out one person each at most. */
function filledOf({ people, rows }: InspectedTable, filled: number): Limits {
  return { low: Math.max(0, people.low - (rows - filled)), high: Math.min(people.high, filled) }
}

function order(personal: string): number {
  return personal === 'direct' ? 0 : 1
}

/** Bounds for a part of the rows, from those for all. Where rows tell of more people than there are rows, only the file bounds a part. */
function partOf({ low, high }: Limits, rows: number, sure: number, most: number): Bounds {
  const least = sure === 0 || low === 0 ? 0 : Math.max(1, low - (rows - sure))
  return { low: least, high: most === 0 ? 0 : high > rows ? high : Math.min(high, most) }
}

const PAGES_FROM = { 1: 'exposure/pages-from-one', unknown: 'exposure/pages-from-unknown' } as const

function notesOf(inspection: Inspection, { unknown, pagesFrom, unproven }: CarriedRows): Note[] {
  const unread = inspection.unread.map((one): Note => ({ code: 'exposure/file-unread', facts: { reason: one.reason } }))
  const rows: Note[] = unknown > 0 ? [{ code: 'exposure/rows-unknown', facts: { transfers: unknown } }] : []
  const pages: Note[] = unproven > 0 ? [{ code: 'exposure/rows-unproven', facts: { answers: unproven } }] : []
  return [
    ...unread.slice(0, 1),
    ...rows,
    ...pages,
    ...(pagesFrom === null ? [] : [{ code: PAGES_FROM[pagesFrom], facts: {} } as const]),
  ]
}
