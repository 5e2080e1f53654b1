import { groupRows } from './classes.ts'
import type { EncodedTable } from './encoded.ts'

/** Sample frequency and estimated population frequency of each record's key. */
export type Frequencies = Readonly<{ sample: Float64Array; population: Float64Array }>

/**
 * How many records carry the same key as each record, and the sum of their weights. A blank (code 0) matches any value,
 * in either record: the rule of sdcMicro's freqCalc, for keys with local suppression. Everywhere else in this room a
 * blank is a value of its own. Time grows with the number of different keys times those of them that hold a blank.
 */
export function frequencies(table: EncodedTable, weights: readonly number[]): Frequencies {
  const { columns, rows } = table
  const classes = groupRows(columns, rows)
  const first = new Uint32Array(classes.count)
  const weight = new Float64Array(classes.count)
  for (let r = rows - 1; r >= 0; r--) {
    first[classes.of[r]] = r
    weight[classes.of[r]] += weights[r]
  }
  const sample = Float64Array.from(classes.sizes)
  const population = weight.slice()
  const blanks = [...first.keys()].filter(j => columns.some(c => c.codes[first[j]] === 0))
  const open = new Set(blanks)
  for (const b of blanks)
    for (let j = 0; j < classes.count; j++) {
      if (j === b || (open.has(j) && j < b) || !matches(table, first[b], first[j])) continue
      sample[j] += classes.sizes[b]
      population[j] += weight[b]
      sample[b] += classes.sizes[j]
      population[b] += weight[j]
    }
  return {
    sample: Float64Array.from(classes.of, j => sample[j]),
    population: Float64Array.from(classes.of, j => population[j]),
  }
}

function matches(table: EncodedTable, a: number, b: number): boolean {
  return table.columns.every(({ codes }) => codes[a] === codes[b] || codes[a] === 0 || codes[b] === 0)
}

/**
 * Individual risk of a record whose key is carried by f records of the sample and an estimated F of the population:
 * E[1/F | f] with F negative binomial, p = f/F (Benedetti & Franconi 1998; Franconi & Polettini 2004, LNCS 3050:262).
 * Exact: the integral is a recursion in f, summed as a series where p is near 1.
 */
export function individualRisk(f: number, population: number): number {
  const p = Math.min(1, f / population)
  const odds = (1 - p) / p
  if (odds < 0.9) {
    let risk = 0
    for (let i = 0, term = 1; i < 400 && Math.abs(term) > 1e-18; i++, term *= -odds) risk += term / (f + i)
    return risk
  }
  let risk = Math.log(1 / p) / odds
  for (let i = 2; i <= f; i++) risk = (1 / (i - 1) - risk) / odds
  return risk
}

/**
 * The same risk by the short formula that sdcMicro uses for three records and more: p / (f - (1 - p)) (Franconi &
 * Polettini 2004); exact for one and two.
 */
export function individualRiskApproximate(f: number, population: number): number {
  if (f <= 2) return individualRisk(f, population)
  const p = Math.min(1, f / population)
  return p / (f - (1 - p))
}
