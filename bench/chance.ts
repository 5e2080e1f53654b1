/** Chance that repeats: the same seed gives the same values on every machine. */
export type Chance = Readonly<{
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** True with probability `share`. */
  maybe(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** Roughly normal: the sum of six uniform draws. */
  normal(mean: number, deviation: number): number
  digits(count: number): string
  /** Upper-case letters drawn from `alphabet`. */
  letters(count: number, alphabet?: string): string
}>

/** Makes a source of chance. Mulberry32: Tommy Ettinger, public domain, 2017; period 2^32, enough for these tables. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T
  const some = (count: number, alphabet: string): string =>
    Array.from({ length: count }, () => alphabet[int(0, alphabet.length - 1)]).join('')
  return {
    next,
    int,
    pick,
    maybe: share => next() < share,
    normal: (mean, deviation) =>
      mean + deviation * Math.SQRT2 * (next() + next() + next() + next() + next() + next() - 3),
    digits: count => some(count, '0123456789'),
    letters: (count, alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') => some(count, alphabet),
  }
}

/** A stable number for a name, so that adding a table does not change the others. FNV-1a. */
export function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
