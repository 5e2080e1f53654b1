import { CATALOGUE, type JudgedColumn, type JudgedTable, type KindId, type ObservedTable } from '#detect'
import type { PeopleBounds } from './inspection.ts'

/** Traits that a person keeps: rows that differ in one of them are about different people. */
const KEPT: readonly KindId[] = ['birth.date', 'birth.year', 'sex', 'birth.place', 'origin.ethnic']
/** Pairs of traits are counted on a bitmap of at most this many bits (32 MiB). */
const MOST_BITS = 2 ** 28

/**
 * How many different people a table tells of, at least and at most. A number given to one person alone bounds both sides (its
 * values that obey its rule, and its other values and blanks on top); names bound from below only, because namesakes share one;
 * without either, people who differ in a trait they keep are different people. Where rows are not about people, only those named.
 */
export function peopleOf(observed: ObservedTable, judged: JudgedTable): PeopleBounds {
  const personal = judged.columns.filter(column => column.personal !== 'none')
  if (personal.length === 0) return namedInTexts(judged)
  if (judged.about !== 'people') return namedSomewhere(observed, personal)
  const key = personal.find(column => isOwnNumber(column) && column.filled >= judged.rows / 2)
  if (key) {
    const different = distinctOf(observed, key)
    const obeying = Math.min(different, key.kinds[0].distinct ?? different)
    return { low: obeying, high: Math.min(judged.rows, different + judged.rows - key.filled) }
  }
  const names = personal.filter(
    column => column.kinds[0]?.kind.startsWith('name.') && column.kinds[0].kind !== 'name.title',
  )
  const named = Math.max(0, ...names.map(column => distinctOf(observed, column)))
  return { low: Math.min(judged.rows, Math.max(named, byTraits(observed, personal))), high: judged.rows }
}

function isOwnNumber({ kinds: [best] }: JudgedColumn): boolean {
  return best !== undefined && best.confidence !== 'possible' && CATALOGUE[best.kind].legal === 'national-identifier'
}

/** Different values, counted now when the column was closed. */
function distinctOf(observed: ObservedTable, column: JudgedColumn): number {
  if (column.distinct !== null) return column.distinct
  if (!observed.hasCodes) return column.distinctAtLeast
  return observed.codesOf(observed.columns[column.index]).cardinality - 1
}

function byTraits(observed: ObservedTable, personal: readonly JudgedColumn[]): number {
  const traits = personal.filter(column => column.kinds[0] && KEPT.includes(column.kinds[0].kind))
  const alone = Math.max(1, ...traits.map(column => column.distinctAtLeast))
  if (traits.length < 2 || !observed.hasCodes) return alone
  const [first, second] = [...traits]
    .sort((a, b) => b.distinctAtLeast - a.distinctAtLeast)
    .map(column => observed.columns[column.index])
  const combinations = (first.dictionary.size + 1) * (second.dictionary.size + 1)
  if (first.closed || second.closed || combinations > MOST_BITS) return alone
  return countPairs(
    observed.codesOf(first).codes,
    observed.codesOf(second).codes,
    second.dictionary.size + 1,
    combinations,
  )
}

/** Pairs of filled values that occur. */
function countPairs(a: Uint32Array, b: Uint32Array, width: number, combinations: number): number {
  const bits = new Uint32Array(Math.ceil(combinations / 32))
  let count = 0
  for (let r = 0; r < a.length; r++) {
    if (a[r] === 0 || b[r] === 0) continue
    const pair = a[r] * width + b[r]
    const bit = 1 << (pair & 31)
    if ((bits[pair >>> 5] & bit) !== 0) continue
    bits[pair >>> 5] |= bit
    count++
  }
  return count
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
