import type { PopulationRisk } from './report.ts'
import { digamma, logGamma, trigamma } from './special.ts'

/** How many classes there are of each size. */
export type ClassSizes = ReadonlyMap<number, number>

type Sample = Readonly<{ sizes: ClassSizes; classes: number; rows: number; ones: number; twos: number }>

/**
 * [Note: two readings of SNB] `published` is Chen & Keller-McNulty's second equation and Shlosser's estimator as their
 * papers have them. `arx` is what ARX 3.9 computes: it multiplies by (1-d)^(alpha+2) where the paper divides, and
 * subtracts 1 outside the count in Shlosser's denominator. It is here only to reproduce ARX's published figures.
 */
export type SnbReading = 'published' | 'arx'

/** A model is solved when both equations hold to this: far below the digits that are reported. */
const SOLVED = 1e-9
/** Newton steps per start: convergent starts take under 20. */
const STEPS = 50

/**
 * Share of the population that is unique on the key variables, estimated from the class sizes of a sample of which the
 * population is `1/samplingFraction` times as large. Each share is null where its model has no valid solution; without
 * uniques in the sample all are 0; where the sample is everybody there is nothing to model: Zayatz gives what was
 * counted, the others are null. Decision rule: Dankar et al. 2012, BMC Med Inform Decis Mak 12:66: up to a fraction
 * of 0.1 Pitman, else the smaller of Zayatz and SNB; Zayatz where the model chosen has no solution.
 */
export function populationUniqueness(
  sizes: ClassSizes,
  samplingFraction: number,
  snbReading: SnbReading = 'published',
): Omit<PopulationRisk, 'assumed'> {
  const sample = summarise(sizes)
  const share = (uniques: number | null) => (uniques === null ? null : (uniques * samplingFraction) / sample.rows)
  if (sample.ones === 0)
    return { samplingFraction, zayatz: 0, pitman: 0, snb: 0, dankar: { share: 0, model: 'none' }, sampleShare: 0 }
  const sampleShare = sample.ones / sample.rows
  if (samplingFraction >= 1)
    return {
      samplingFraction,
      zayatz: sampleShare,
      pitman: null,
      snb: null,
      dankar: { share: sampleShare, model: 'zayatz' },
      sampleShare,
    }
  const zayatz = share(zayatzUniques(sample, samplingFraction))
  const pitman = share(pitmanUniques(sample, samplingFraction))
  const snb = share(snbUniques(sample, samplingFraction, snbReading))
  const dankar = decide(samplingFraction, zayatz, pitman, snb)
  return { samplingFraction, zayatz, pitman, snb, dankar, sampleShare }
}

function summarise(sizes: ClassSizes): Sample {
  let classes = 0
  let rows = 0
  for (const [size, count] of sizes) {
    classes += count
    rows += size * count
  }
  return { sizes, classes, rows, ones: sizes.get(1) ?? 0, twos: sizes.get(2) ?? 0 }
}

function decide(fraction: number, zayatz: number | null, pitman: number | null, snb: number | null) {
  if (fraction <= 0.1 && pitman !== null) return { share: pitman, model: 'pitman' as const }
  if (fraction > 0.1 && snb !== null && (zayatz === null || snb <= zayatz)) return { share: snb, model: 'snb' as const }
  return zayatz === null ? { share: 0, model: 'none' as const } : { share: zayatz, model: 'zayatz' as const }
}

/**
 * Zayatz 1991, "Estimation of the percent of unique population elements on a microdata file using a sample":
 * P(unique in population | unique in sample) by Bayes, with the sample's class sizes as the prior and
 * h(s) = P(1 of a class of s is sampled), hypergeometric.
 */
function zayatzUniques(sample: Sample, fraction: number): number | null {
  const population = Math.floor(sample.rows / fraction)
  const n = sample.rows
  let drawn = n / population
  const alone = drawn
  let expected = 0
  let at = 1
  for (const [size, count] of [...sample.sizes].sort((a, b) => a[0] - b[0])) {
    // h(s) = s (n/N) prod_{j=0}^{s-2} (N-n-j)/(N-1-j), carried on from the size before.
    for (; at < size && drawn > 0; at++) drawn *= Math.max(0, population - n - (at - 1)) / (population - at)
    expected += count * size * drawn
  }
  return expected > 0 ? (sample.ones * ((sample.ones * alone) / expected)) / fraction : null
}

/**
 * Pitman's model: Hoshino 2001, "Applying Pitman's sampling formula to microdata disclosure risk assessment",
 * J. Official Statistics 17:499: maximum likelihood in theta and alpha, started from the moment estimates,
 * expected uniques Gamma(theta+1)/Gamma(theta+alpha) N^alpha.
 */
function pitmanUniques(sample: Sample, fraction: number): number | null {
  const population = sample.rows / fraction
  const solution = solve(
    ([theta, alpha]) => pitmanEquations(sample, theta, alpha),
    ([theta, alpha]) => alpha > 0 && alpha < 1 && theta > -alpha,
    pitmanStarts(sample),
  )
  if (solution === null) return null
  const [theta, alpha] = solution
  const uniques = Math.exp(logGamma(theta + 1) - logGamma(theta + alpha) + alpha * Math.log(population))
  return Number.isFinite(uniques) && uniques > 0 && uniques <= population ? uniques : null
}

/** Derivatives of the log-likelihood by theta and alpha, and theirs. */
function pitmanEquations(sample: Sample, theta: number, alpha: number): Linear {
  const { classes: u, rows: n } = sample
  const q = theta / alpha
  const psi = digamma(u + q) - digamma(1 + q)
  const psi1 = trigamma(1 + q) - trigamma(u + q)
  // Sums over i = 1 … u-1 of 1/(theta + i alpha) and its like, in closed form.
  const inverse = psi / alpha
  const inverseSquare = psi1 / alpha ** 2
  const weighted = (u - 1 - theta * inverse) / alpha
  const weightedSquare = (inverse - theta * inverseSquare) / alpha
  const doublyWeighted = (weighted - theta * weightedSquare) / alpha
  let perClass = 0
  let perClassSquare = 0
  const psiOne = digamma(1 - alpha)
  const psi1One = trigamma(1 - alpha)
  for (const [size, count] of sample.sizes) {
    if (size === 1) continue
    perClass += count * (digamma(size - alpha) - psiOne)
    perClassSquare += count * (psi1One - trigamma(size - alpha))
  }
  return {
    value: [inverse - (digamma(n + theta) - digamma(theta + 1)), weighted - perClass],
    slope: [
      trigamma(theta + 1) - trigamma(n + theta) - inverseSquare,
      -weightedSquare,
      -weightedSquare,
      -doublyWeighted - perClassSquare,
    ],
  }
}

function pitmanStarts(sample: Sample): Pair[] {
  const { ones: c1, classes: u, rows: n } = sample
  const c = (c1 * (c1 - 1)) / Math.max(1, sample.twos)
  const theta = (n * u * c - c1 * (n - 1) * (2 * u + c)) / (2 * c1 * u + c1 * c - n * c)
  const alpha = (theta * (c1 - n) + (n - 1) * c1) / (n * u)
  const grid = [0.1, 0.3, 0.5, 0.7, 0.9, 0.99]
  const scales = [1, n / 1000, n / 10, n]
  return [[theta, alpha], ...grid.flatMap(a => scales.map((t): Pair => [t, a]))]
}

/**
 * Slide negative binomial model: Chen & Keller-McNulty 1998, J. Official Statistics 14:79, with the number of
 * population classes by Shlosser's estimator (Haas & Stokes 1998, JASA 93:1475).
 */
function snbUniques(sample: Sample, fraction: number, reading: SnbReading): number | null {
  const classes = shlosser(sample, fraction, reading)
  if (!Number.isFinite(classes)) return null
  const solution = solve(
    ([alpha, beta]) => snbEquations(classes, fraction, sample, reading, alpha, beta),
    ([alpha, beta]) => alpha > 0 && beta > 0 && beta < 1,
    [1, 0.1, 5].flatMap(alpha => [0.5, 0.1, 0.9].map((beta): Pair => [alpha, beta])),
  )
  if (solution === null) return null
  const uniques = classes * solution[1] ** solution[0]
  return Number.isFinite(uniques) && uniques > 0 && uniques <= sample.rows / fraction ? uniques : null
}

function shlosser(sample: Sample, f: number, reading: SnbReading): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (const [size, count] of sample.sizes) {
    const missed = (1 - f) ** size
    a += size * f * f * (1 - f * f) ** (size - 1) * count
    b += reading === 'arx' ? missed * count * (1 + f) ** size - 1 : missed * ((1 + f) ** size - 1) * count
    c += missed * count
    d += size * f * (1 - f) ** (size - 1) * count
  }
  return sample.classes + sample.ones * (a / b) * (c / d) ** 2
}

/** Expected classes of one and of two in the sample, less those found; slopes by central differences. */
function snbEquations(
  classes: number,
  f: number,
  sample: Sample,
  reading: SnbReading,
  alpha: number,
  beta: number,
): Linear {
  const sign = reading === 'arx' ? 1 : -1
  const value = (a: number, b: number): Pair => {
    const d = (1 - f) * (1 - b)
    const power = (b / (1 - d)) ** a
    const one = classes * f * power * (1 + (a * d) / (1 - d))
    const two = ((classes * f * f * a * (1 - b)) / 2) * b ** a * (1 - d) ** (sign * (a + 2)) * (2 - (1 - a) * d)
    return [one - sample.ones, two - sample.twos]
  }
  const ha = alpha * 1e-6
  const hb = Math.min(beta, 1 - beta) * 1e-6
  const [a1, a0] = [value(alpha + ha, beta), value(alpha - ha, beta)]
  const [b1, b0] = [value(alpha, beta + hb), value(alpha, beta - hb)]
  return {
    value: value(alpha, beta),
    slope: [
      (a1[0] - a0[0]) / (2 * ha),
      (b1[0] - b0[0]) / (2 * hb),
      (a1[1] - a0[1]) / (2 * ha),
      (b1[1] - b0[1]) / (2 * hb),
    ],
  }
}

type Pair = readonly [number, number]
/** Two equations at a point: their values, and their slopes row by row. */
type Linear = Readonly<{ value: Pair; slope: readonly [number, number, number, number] }>

/** Newton-Raphson in two unknowns from each start in turn, steps halved where they would leave the domain; null where none converges. */
function solve(equations: (at: Pair) => Linear, inside: (at: Pair) => boolean, starts: readonly Pair[]): Pair | null {
  for (const start of starts) {
    if (!inside(start)) continue
    const found = newton(equations, inside, start)
    if (found !== null) return found
  }
  return null
}

function newton(equations: (at: Pair) => Linear, inside: (at: Pair) => boolean, start: Pair): Pair | null {
  let at = start
  for (let step = 0; step < STEPS; step++) {
    const { value, slope } = equations(at)
    const [a, b, c, d] = slope
    const determinant = a * d - b * c
    const x = (d * value[0] - b * value[1]) / determinant
    const y = (a * value[1] - c * value[0]) / determinant
    if (!Number.isFinite(x) || !Number.isFinite(y)) return null
    let scale = 1
    let next: Pair = [at[0] - x, at[1] - y]
    while (!inside(next)) {
      scale /= 2
      if (scale < 1e-9) return null
      next = [at[0] - scale * x, at[1] - scale * y]
    }
    const moved = Math.abs(next[0] - at[0]) / (Math.abs(at[0]) + 1) + Math.abs(next[1] - at[1]) / (Math.abs(at[1]) + 1)
    at = next
    if (scale === 1 && moved < SOLVED) return at
  }
  return null
}
