import { CLASSES, type NameClass, PRECISION, WEIGHTS } from './generated/name-weights.ts'
import type { Lexicon } from './lexicon.ts'
import { nameFeatures } from './name-features.ts'

export type { NameClass }

/**
 * How far a cell speaks for each reading of it, as a log-likelihood ratio against all the others together (natural logarithm,
 * kept within ±4 so that no cell decides alone): positive speaks for. `full` has given and family name, in either order, or
 * initials or a title with a family name; `given` and `family` are one of the two alone; `company` any organisation or team;
 * `place` a city, country, region or street; `phrase` any other words: titles, products, states, sentences.
 */
export type NameJudgement = Readonly<Record<NameClass, number>>

/** One cell is noisy: 200 distinct values decide. Kept small so that a few odd cells cannot outweigh a column. */
const LIMIT = 4

const weights = new Map(
  WEIGHTS.trim()
    .split('\n')
    .map(line => {
      const [feature = '', ...numbers] = line.split('\t')
      return [feature, numbers.map(number => Number(number) / PRECISION)] as const
    }),
)

/**
 * What a whole cell looks like. A multinomial logistic regression (Bishop, Pattern Recognition and Machine Learning, 2006,
 * eq. 4.104) over `nameFeatures`, its weights learnt from generated cells with equal numbers of each class
 * (`scripts/name-weights.ts`), so that the odds are likelihood ratios. A blank cell says nothing: all zero.
 */
export function nameShape(value: string, lexicon: Lexicon): NameJudgement {
  if (value.trim() === '') return NOTHING
  const sums = CLASSES.map(() => 0)
  for (const feature of nameFeatures(value, lexicon)) {
    const row = weights.get(feature)
    if (row !== undefined) for (let at = 0; at < row.length; at++) sums[at]! += row[at]!
  }
  const top = Math.max(...sums)
  const odds = sums.map(sum => Math.exp(sum - top))
  const total = odds.reduce((sum, odd) => sum + odd, 0)
  // Odds against the rest, over those of a cell about which nothing is known (one class in CLASSES.length).
  const score = (odd: number): number => Math.log((odd + 1e-9) / (total - odd + 1e-9)) + Math.log(CLASSES.length - 1)
  return Object.fromEntries(CLASSES.map((name, at) => [name, clamp(score(odds[at]!))])) as NameJudgement
}

/** Within the limit and in steps of 1/1024, so that sums are exact and the order of the values does not matter. */
const clamp = (score: number): number => Math.round(Math.max(-LIMIT, Math.min(LIMIT, score)) * 1024) / 1024
const NOTHING = Object.fromEntries(CLASSES.map(name => [name, 0])) as NameJudgement

/** What the distinct values of a column look like together. */
export type NameColumn = Readonly<{
  best: NameClass
  /** Mean score per value of each class: compare columns of any length by these. */
  mean: NameJudgement
  /** Summed score of the best class over that of the second best: the weight of the whole column. */
  lead: number
  /** Share of the values that, each on its own, look most like a name of a person (full, given or family), 0 to 1. */
  people: number
  values: number
}>

/** Judges the distinct values of a column together; `phrase` with a lead of 0 when there are none. */
export function nameColumn(values: readonly string[], lexicon: Lexicon): NameColumn {
  const judged = values.filter(value => value.trim() !== '').map(value => nameShape(value, lexicon))
  const sums = CLASSES.map(name => judged.reduce((sum, one) => sum + one[name], 0))
  const order = CLASSES.map((_, at) => at).sort((a, b) => sums[b]! - sums[a]!)
  const many = Math.max(1, judged.length)
  return {
    best: judged.length === 0 ? 'phrase' : CLASSES[order[0]!]!,
    mean: Object.fromEntries(CLASSES.map((name, at) => [name, sums[at]! / many])) as NameJudgement,
    lead: sums[order[0]!]! - sums[order[1]!]!,
    people:
      judged.filter(one => Math.max(one.full, one.given, one.family) > Math.max(one.company, one.place, one.phrase))
        .length / many,
    values: judged.length,
  }
}
