/** Special functions of real, positive arguments, to about 15 digits. Source: Abramowitz & Stegun 1964, ch. 6. */

const SHIFT = 16

/** Natural logarithm of the gamma function, x > 0: recurrence 6.1.15, then Stirling's series 6.1.41. */
export function logGamma(x: number): number {
  let shift = 0
  let z = x
  for (; z < SHIFT; z++) shift += Math.log(z)
  const r = 1 / (z * z)
  const series = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188))))) / z
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift
}

/** Derivative of logGamma, x > 0: recurrence 6.3.5, asymptotic series 6.3.18. */
export function digamma(x: number): number {
  let sum = 0
  let z = x
  for (; z < SHIFT; z++) sum -= 1 / z
  const r = 1 / (z * z)
  const series = r * (1 / 12 - r * (1 / 120 - r * (1 / 252 - r * (1 / 240 - r * (1 / 132)))))
  return sum + Math.log(z) - 0.5 / z - series
}

/** Second derivative of logGamma, x > 0: recurrence 6.4.6, asymptotic series 6.4.12. */
export function trigamma(x: number): number {
  let sum = 0
  let z = x
  for (; z < SHIFT; z++) sum += 1 / (z * z)
  const r = 1 / (z * z)
  const series = (1 + r * (1 / 6 - r * (1 / 30 - r * (1 / 42 - r * (1 / 30 - r * (5 / 66)))))) / z
  return sum + 0.5 * r + series
}
