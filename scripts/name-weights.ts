/**
 * Learns the weights of `nameShape` and writes `src/detect/lexicon/generated/name-weights.ts`: multinomial logistic
 * regression by stochastic gradient with averaged weights, on equal numbers of invented cells of each class
 * (`name-samples.ts`), the same each time (fixed seed). Prints the confusion on cells of another seed. About a minute.
 */
import { writeFileSync } from 'node:fs'
import { open } from '../src/detect/lexicon/lexicon.ts'
import { nameFeatures } from '../src/detect/lexicon/name-features.ts'
import { CLASS_NAMES, maker, randomFrom } from './name-samples.ts'

const TARGET = new URL('../src/detect/lexicon/generated/name-weights.ts', import.meta.url)
const PER_CLASS = Number(process.env.CELLS ?? 25_000)
const EPOCHS = 6
const SHRINK = 2e-6
/** A feature seen in fewer cells says nothing reliable. */
const SEEN_AT_LEAST = 40
const PRECISION = 50

const lexicon = open()
const K = CLASS_NAMES.length
const random = randomFrom(20260722)
const make = maker(random)
const raw = CLASS_NAMES.flatMap((name, at) =>
  Array.from({ length: PER_CLASS }, () => [nameFeatures(make(name), lexicon), at] as const),
)
const seen = new Map<string, number>()
for (const [features] of raw) for (const feature of new Set(features)) seen.set(feature, (seen.get(feature) ?? 0) + 1)
const index = new Map([...seen].filter(([, count]) => count >= SEEN_AT_LEAST).map(([feature], at) => [feature, at]))
const rows = raw.map(([features, at]) => [features.flatMap(feature => index.get(feature) ?? []), at] as const)
const weights = new Float64Array(index.size * K)
const summed = new Float64Array(index.size * K)

function probabilities(features: readonly number[], table: Float64Array): number[] {
  const sums = Array.from({ length: K }, (_, at) =>
    features.reduce((sum, feature) => sum + table[feature * K + at]!, 0),
  )
  const top = Math.max(...sums)
  const odds = sums.map(sum => Math.exp(sum - top))
  const total = odds.reduce((a, b) => a + b, 0)
  return odds.map(odd => odd / total)
}

for (let epoch = 0; epoch < EPOCHS; epoch++) {
  for (let at = rows.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[rows[at], rows[other]] = [rows[other]!, rows[at]!]
  }
  const rate = 0.08 / (1 + epoch * 1.5)
  for (const [features, truth] of rows) {
    const share = probabilities(features, weights)
    for (const feature of features)
      for (let at = 0; at < K; at++) {
        const place = feature * K + at
        weights[place]! +=
          rate * ((at === truth ? 1 : 0) - share[at]!) - rate * SHRINK * weights[place]! * rows.length * 0.001
      }
  }
  if (epoch >= EPOCHS / 2) for (let at = 0; at < weights.length; at++) summed[at]! += weights[at]! / (EPOCHS / 2)
}

const lines = [...index]
  .map(
    ([feature, at]) =>
      [feature, ...Array.from({ length: K }, (_, k) => Math.round(summed[at * K + k]! * PRECISION))] as const,
  )
  .filter(([, ...numbers]) => numbers.some(number => number !== 0))
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(line => line.join('\t'))
writeFileSync(
  TARGET,
  `// Made by scripts/name-weights.ts: do not edit.
export const CLASSES = ${JSON.stringify(CLASS_NAMES).replaceAll('"', "'").replaceAll(',', ', ')} as const
export type NameClass = (typeof CLASSES)[number]
/** Weights are written as whole numbers of 1/${PRECISION}. */
export const PRECISION = ${PRECISION}
/** A feature, then its weight for each class, by tabs. */
export const WEIGHTS = \`
${lines.join('\n').replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('$', '\\$')}
\`
`,
)

const test = maker(randomFrom(7))
for (const [truth, name] of CLASS_NAMES.entries()) {
  const counts = new Array<number>(K).fill(0)
  for (let cell = 0; cell < 1000; cell++) {
    const features = nameFeatures(test(name), lexicon).flatMap(feature => index.get(feature) ?? [])
    const share = probabilities(features, summed)
    counts[share.indexOf(Math.max(...share))]! += 1
  }
  console.log(name.padEnd(8), counts.join('\t'), truth)
}
console.log(`${lines.length} features`)
