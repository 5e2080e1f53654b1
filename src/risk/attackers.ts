import type { ClassSizes } from './population.ts'
import type { AttackerRisk } from './report.ts'

/**
 * What three intruders can do (El Emam & Dankar 2008, JAMIA 15:627; El Emam 2013, ch. 16). The prosecutor knows that
 * the target is in the table: highest 1/min f, average J/n. The journalist wants anybody of the population: highest
 * max(1/min F, J/sum F); the marketer wants as many as possible: (1/n) sum f/F. Without a population table every class
 * is taken to be 1/samplingFraction times as large in the population.
 */
export function attackerRisk(sizes: ClassSizes, k: number, samplingFraction: number): AttackerRisk {
  let classes = 0
  let rows = 0
  let atRisk = 0
  for (const [size, count] of sizes) {
    classes += count
    rows += size * count
    if (size < k) atRisk += size * count
  }
  if (rows === 0)
    return {
      prosecutor: { highest: 0, average: 0, atRiskShare: 0 },
      journalist: { highest: 0, average: 0 },
      marketer: 0,
    }
  const smallest = Math.min(...sizes.keys())
  const average = classes / rows
  return {
    prosecutor: { highest: 1 / smallest, average, atRiskShare: atRisk / rows },
    journalist: {
      highest: Math.max(samplingFraction / smallest, average * samplingFraction),
      average: average * samplingFraction,
    },
    marketer: average * samplingFraction,
  }
}

/**
 * Journalist and marketer risk against a known population: `sample[j]` rows of class j in the table, `population[j]` in
 * the population (k-map: the smallest of these, over classes that are in the table). Same sources.
 */
export function attackerRiskAgainst(
  sample: readonly number[],
  population: readonly number[],
): Readonly<{ journalist: number; marketer: number; kMap: number }> {
  let smallest = Number.POSITIVE_INFINITY
  let people = 0
  let rows = 0
  let hits = 0
  sample.forEach((f, j) => {
    smallest = Math.min(smallest, population[j])
    people += population[j]
    rows += f
    hits += f / population[j]
  })
  if (rows === 0) return { journalist: 0, marketer: 0, kMap: 0 }
  return { journalist: Math.max(1 / smallest, sample.length / people), marketer: hits / rows, kMap: smallest }
}
