import { CATALOGUE, type JudgedColumn, type JudgedTable, type KindId, type ObservedTable } from '#detect'
import type { EncodedColumn, Rung } from '#risk'
import { byDay, isReadByDay, ladderOf, onlyCoarser } from './ladders.ts'

/** Sets of up to 8 columns are all measured; more columns would be measured up to a depth only. */
const MOST_KEYS = 8
/** With few rows twelve columns are measured up to sets of four within seconds. */
const MOST_KEYS_OF_SMALL = 12
const SMALL_ROWS = 1_000_000
/** A value that everybody or nobody shares singles nobody out. */
const FEWEST_VALUES = 2
/** Each costs a pass over all classes; more than six would be a page that nobody reads. */
const MOST_SENSITIVE = 6
/** More different values are texts or amounts: nearly each class has its own, and diversity says nothing. */
const MOST_VALUES_OF_SENSITIVE = 10_000

/**
 * How readily each kind is known to others, or learnt: the order in which columns are taken as quasi-identifiers when there
 * are more than can be measured. Birth date, sex and place of residence alone identify most people (Sweeney 2000, "Simple
 * Demographics Often Identify People Uniquely", p. 1: 87 % of the US population); the order after them is ours.
 */
const READILY_KNOWN: readonly KindId[] = [
  'birth.date', 'birth.year', 'age', 'sex', 'address.postcode', 'address.city', 'address.region', 'place.commune', 'event.date',
  'work.occupation', 'origin.ethnic', 'civil.nationality', 'civil.marital', 'work.employer', 'education.level', 'birth.place',
  'death.date', 'permit', 'name.given', 'address.country', 'civil.language', 'geo.point', 'geo.latitude', 'geo.longitude',
] // biome-ignore format: one flat list

/** `keys`: what others may know of a person. `sensitive`: what they would learn. */
export type KeyVariables = Readonly<{ keys: readonly JudgedColumn[]; sensitive: readonly JudgedColumn[] }>

/**
 * Which columns an outsider could know (quasi-identifiers), and which tell what they would learn, both in the order of the table.
 * `asked`: names given by the user; those that the table has replace what would be found.
 */
export function keyVariables(judged: JudgedTable, asked: readonly string[]): KeyVariables {
  const usable = judged.columns.filter(column => column.personal !== 'none' && column.distinctAtLeast >= FEWEST_VALUES)
  const chosen = judged.columns.filter(column => asked.includes(column.name))
  const most = judged.rows <= SMALL_ROWS ? MOST_KEYS_OF_SMALL : MOST_KEYS
  const keys = chosen.length > 0 ? chosen : usable.filter(isQuasi).sort(byReadiness).slice(0, most)
  const rest = usable.filter(
    column => !keys.includes(column) && column.kinds.some(found => CATALOGUE[found.kind].role === 'sensitive'),
  )
  return {
    keys: [...keys].sort((a, b) => a.index - b.index),
    sensitive: rest.filter(isSmallDomain).slice(0, MOST_SENSITIVE),
  }
}

function isQuasi(column: JudgedColumn): boolean {
  const best = column.kinds[0]
  return best !== undefined && CATALOGUE[best.kind].role === 'quasi' && (!column.isKeyLike || column.dateOrder !== null)
}

function byReadiness(a: JudgedColumn, b: JudgedColumn): number {
  return readiness(a) - readiness(b) || a.index - b.index
}

function readiness(column: JudgedColumn): number {
  const at = READILY_KNOWN.indexOf(column.kinds[0].kind)
  return at < 0 ? READILY_KNOWN.length : at
}

/** Diversity of a column with a value of its own for most rows says nothing: only its classes of one would be counted. */
function isSmallDomain(column: JudgedColumn): boolean {
  return !column.isKeyLike && column.distinctAtLeast <= MOST_VALUES_OF_SENSITIVE
}

/**
 * The codes of a column as risk takes them, with the coarser readings its kind allows. A time of day is left out: who knows of
 * an event knows its day, and with its second every row would be alone for a reason that protects nobody.
 */
export function encode(observed: ObservedTable, column: JudgedColumn): EncodedColumn {
  const seen = observed.codesOf(observed.columns[column.index])
  if (!isReadByDay(column)) return encoded(column.label, seen.codes, seen.cardinality, ladderOf(column, seen))
  const { base, ladder } = byDay(seen, column.dateOrder)
  return encoded(
    column.label,
    translated(seen.codes, base.codes),
    base.cardinality,
    onlyCoarser(ladder, base.cardinality),
  )
}

function encoded(
  name: string,
  codes: Uint32Array<SharedArrayBuffer>,
  cardinality: number,
  ladder: readonly Rung[],
): EncodedColumn {
  return { name, codes: narrow(codes, cardinality), cardinality, ...(ladder.length > 0 ? { ladder } : {}) }
}

function translated(codes: Uint32Array<SharedArrayBuffer>, to: Uint32Array): Uint32Array<SharedArrayBuffer> {
  for (let r = 0; r < codes.length; r++) codes[r] = to[codes[r]]
  return codes
}

function narrow(codes: Uint32Array<SharedArrayBuffer>, cardinality: number): EncodedColumn['codes'] {
  if (cardinality > 0x10000) return codes
  const narrowed =
    cardinality <= 0x100
      ? new Uint8Array(new SharedArrayBuffer(codes.length))
      : new Uint16Array(new SharedArrayBuffer(codes.length * 2))
  narrowed.set(codes)
  return narrowed
}
