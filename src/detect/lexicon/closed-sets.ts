import type { KindId } from '../catalogue.ts'
import { CLOSED_SETS, type ClosedSet, foldValue, NEUTRAL } from './closed-values.ts'

/** How the distinct values of a column lie in a closed set of values. */
export type ClosedSetMatch = Readonly<{
  kind: KindId
  /** Share of the distinct values that the set has, those that say "unknown" or "other" apart, 0 to 1. */
  covered: number
  /** True when the same values could well mean something else, so that a header or a neighbour must agree. */
  ambiguous: boolean
}>

/** Below half, the set says nothing of the column. */
const COVERED_AT_LEAST = 0.5
/** Codes drawn at random would all lie in the set less than once in ten thousand columns. */
const CHANCE_AT_MOST = 1e-4

type Index = Readonly<{ whole: ReadonlyMap<string, readonly number[]>; within: ReadonlyMap<string, readonly number[]> }>
let built: Index | undefined

/** Each value, and each word that is looked for inside values, to the sets that have it. */
function index(): Index {
  const whole = new Map<string, number[]>()
  const within = new Map<string, number[]>()
  CLOSED_SETS.forEach((set, at) => {
    const target = set.within ? within : whole
    for (const value of set.values()) target.set(value, [...(target.get(value) ?? []), at])
  })
  return { whole, within }
}

/** The sets that a folded value lies in: as a whole, or by one of its words or pairs of words. */
function setsOf(value: string, { whole, within }: Index): Set<number> {
  const found = new Set(whole.get(value))
  const words = value.split(/[^\p{L}\d+]+/u)
  words.forEach((word, at) => {
    for (const set of within.get(word) ?? []) found.add(set)
    for (const set of within.get(`${word} ${words[at + 1]}`) ?? []) found.add(set)
  })
  CLOSED_SETS.forEach((set, at) => {
    if (set.shape?.test(value)) found.add(at)
  })
  return found
}

/**
 * The closed sets in which at least half of the distinct values of a column lie, best first; one entry for each kind. Values are
 * compared folded. Blank values and those that only say "unknown" are left out. Empty when nothing fits.
 */
export function closedSetOf(values: readonly string[]): ClosedSetMatch[] {
  built ??= index()
  const folded = [...new Set(values.map(foldValue))].filter(value => value !== '' && !NEUTRAL.has(value))
  const seen = new Set(folded)
  const hits = new Map<number, string[]>()
  for (const value of folded) for (const set of setsOf(value, built)) hits.set(set, [...(hits.get(set) ?? []), value])
  const best = new Map<KindId, ClosedSetMatch>()
  for (const [at, inside] of hits) {
    const set = CLOSED_SETS[at]!
    const covered = inside.length / folded.length
    if (covered < COVERED_AT_LEAST || inside.length < (set.atLeast ?? 1) || set.needs?.(seen) === false) continue
    const match = { kind: set.kind, covered, ambiguous: isAmbiguous(set, inside) }
    const other = best.get(set.kind)
    if (other === undefined || rank(match) > rank(other)) best.set(set.kind, match)
  }
  return [...best.values()].sort((a, b) => rank(b) - rank(a))
}

/** Covered first, and a meaning that is plain before one that is not. */
const rank = ({ covered, ambiguous }: ClosedSetMatch): number => covered - (ambiguous ? 0.25 : 0)

/** A single value is never plain, nor values that all mean other things too, nor codes of which most combinations of letters are one. */
function isAmbiguous(set: ClosedSet, inside: readonly string[]): boolean {
  if (set.ambiguous === true || inside.length < 2) return true
  const weak = set.weak?.()
  if (weak !== undefined && inside.every(value => weak.includes(value))) return true
  return set.chance !== undefined && set.chance ** inside.length > CHANCE_AT_MOST
}
