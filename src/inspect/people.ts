import type { ColumnCodes, JudgedColumn, JudgedTable, KindId, ObservedTable } from '#detect'
import type { InspectedTable, PeopleBounds } from './inspection.ts'

/** Traits that a person keeps: rows that differ in one of them are about different people. */
const KEPT: readonly KindId[] = ['birth.date', 'birth.year', 'sex', 'birth.place', 'origin.ethnic']
/** Combinations are counted in memory for tables of at most this many rows. */
const MOST_ROWS_COMBINED = 2_000_000

/**
 * How many different people a table tells of, at least and at most. A number given to one person alone bounds both sides (its
 * values that obey its rule, and its other values and blanks on top); names bound from below only, because namesakes share one;
 * without either, people who differ in a trait they keep are different people. Where rows are not about people, only those named.
 */
export function peopleOf(observed: ObservedTable, judged: JudgedTable): PeopleBounds {
  const personal = judged.columns.filter(column => column.personal !== 'none')
  if (personal.length === 0) return namedInTexts(judged)
  if (judged.about !== 'people') return namedSomewhere(observed, personal)
  const apart = Math.min(judged.rows, tellingApart(observed, judged, personal))
  const key = ownNumber(personal, judged.rows)
  if (!key) return { low: apart, high: judged.rows }
  const different = distinctOf(observed, key)
  const obeying = Math.min(different, key.kinds[0].distinct ?? different)
  const most = different + judged.rows - key.filled
  // Numbers that two names bear were mistyped or given twice: they then bound nothing from above.
  return { low: obeying, high: apart > most ? judged.rows : Math.min(judged.rows, most) }
}

/**
 * By which columns `peopleOf` tells people apart, so that those of some rows can be counted by the same rule: `number`, one given to one person alone;
 * `together`, names and birth dates that hardly two people share; `kept`, traits that a person keeps; `named`, columns that name people where
 * rows are not about them. Positions of columns.
 */
export type PeopleKeys = Readonly<{
  isAboutPeople: boolean
  number: number | null
  together: readonly number[]
  kept: readonly number[]
  named: readonly number[]
}>

/** The columns of an inspected table by which its people are told apart; null where none says anything of a person. */
export function peopleKeys({
  about,
  rows,
  columns,
}: Pick<InspectedTable, 'about' | 'rows' | 'columns'>): PeopleKeys | null {
  const personal = columns.filter(column => column.personal !== 'none')
  if (personal.length === 0) return null
  const of = (kinds: readonly KindId[]) =>
    personal.filter(column => column.kinds[0] && kinds.includes(column.kinds[0].kind)).map(({ index }) => index)
  const direct = personal.filter(column => column.personal === 'direct')
  return {
    isAboutPeople: about === 'people',
    number: ownNumber(personal, rows)?.index ?? null,
    together: of(TOGETHER),
    kept: of(KEPT),
    named: (direct.length > 0 ? direct : personal).map(({ index }) => index),
  }
}

/** The number of the person in each row, where most rows have one. */
function ownNumber<C extends Pick<JudgedColumn, 'kinds' | 'filled'>>(
  personal: readonly C[],
  rows: number,
): C | undefined {
  return personal.find(column => isOwnNumber(column) && column.filled >= rows / 2)
}

/** Kinds that, together, hardly two people share. */
const TOGETHER: readonly KindId[] = ['name.full', 'name.family', 'name.given', 'birth.date']
/** Where nearly each row has a combination of its own, nobody is there twice: the combinations are the people. */
export const NEARLY_EACH = 0.98

/**
 * How many people names and kept traits tell apart at least. Rows that repeat people also repeat them misspelt, so combinations
 * count only where hardly any recurs; else the one column with most values does.
 */
function tellingApart(observed: ObservedTable, judged: JudgedTable, personal: readonly JudgedColumn[]): number {
  const of = (kinds: readonly KindId[]): JudgedColumn[] =>
    personal.filter(column => column.kinds[0] && kinds.includes(column.kinds[0].kind))
  const alone = Math.max(1, ...of([...TOGETHER, ...KEPT]).map(column => distinctOf(observed, column)))
  if (!observed.hasCodes || judged.rows > MOST_ROWS_COMBINED) return alone
  const named = combinations(observed, of(TOGETHER))
  if (named >= judged.rows * NEARLY_EACH) return named
  return Math.max(alone, combinations(observed, of(KEPT)))
}

/** A number given to one person alone: a national one, or a record key that its header calls the person's. */
function isOwnNumber({ kinds: [best] }: Pick<JudgedColumn, 'kinds'>): boolean {
  if (best === undefined || best.confidence === 'possible' || !best.kind.startsWith('id.')) return false
  return best.kind !== 'id.record' || best.confidence === 'certain'
}

/** Different values, counted now when the column was closed. */
function distinctOf(observed: ObservedTable, column: JudgedColumn): number {
  return column.distinct ?? observed.differentOf(observed.columns[column.index]) ?? column.distinctAtLeast
}

/** Different combinations of the columns' values over the rows that fill them all; 0 without columns. */
function combinations(observed: ObservedTable, columns: readonly JudgedColumn[]): number {
  if (columns.length === 0) return 0
  const [first, ...rest] = columns.map(column => observed.codesOf(observed.columns[column.index]))
  return rest.reduce<Codes>((joined, next) => joinCodes(joined, next), first).cardinality - 1
}

type Codes = Pick<ColumnCodes, 'codes' | 'cardinality'>

/** Codes of pairs, 0 where either is blank. */
function joinCodes(a: Codes, b: Codes): Codes {
  const codes = new Uint32Array(new SharedArrayBuffer(a.codes.length * 4))
  const known = new Map<number, number>()
  for (let r = 0; r < a.codes.length; r++) {
    if (a.codes[r] === 0 || b.codes[r] === 0) continue
    const pair = a.codes[r] * b.cardinality + b.codes[r]
    let code = known.get(pair)
    if (code === undefined) {
      code = known.size + 1
      known.set(pair, code)
    }
    codes[r] = code
  }
  return { codes, cardinality: known.size + 1 }
}

function namedSomewhere(observed: ObservedTable, personal: readonly JudgedColumn[]): PeopleBounds {
  const direct = personal.filter(column => column.personal === 'direct')
  const counts = (direct.length > 0 ? direct : personal).map(column => ({
    column,
    different: distinctOf(observed, column),
  }))
  const low = Math.max(0, ...counts.filter(one => one.column.personal === 'direct').map(one => one.different))
  return { low, high: counts.reduce((sum, one) => sum + one.different, 0) }
}

/** Nobody has a column; a few cells may still name somebody. */
function namedInTexts(judged: JudgedTable): PeopleBounds {
  const hits = judged.columns.flatMap(column => column.rare)
  return {
    low: hits.some(hit => hit.confidence === 'certain') ? 1 : 0,
    high: hits.reduce((sum, hit) => sum + hit.rows, 0),
  }
}
