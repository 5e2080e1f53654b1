import type { Bounds } from '../contract.ts'

/** Sums that become bounds: what is certain, and what may be. */
export type Tally = {
  wholeLow: number
  wholeHigh: number
  partialLow: number
  partialHigh: number
  anyLow: number
  anyHigh: number
}

export const NO_TALLY: Readonly<Tally> = Object.freeze({
  wholeLow: 0,
  wholeHigh: 0,
  partialLow: 0,
  partialHigh: 0,
  anyLow: 0,
  anyHigh: 0,
})

/** Adds one tally to another. */
export function addTo(sum: Tally, one: Tally): void {
  sum.wholeLow += one.wholeLow
  sum.wholeHigh += one.wholeHigh
  sum.partialLow += one.partialLow
  sum.partialHigh += one.partialHigh
  sum.anyLow += one.anyLow
  sum.anyHigh += one.anyHigh
}

/** Bounds of a sum; the high one open where the coverage is. */
export function bounds(low: number, high: number, isOpen: boolean): Bounds {
  return { low, high: isOpen ? null : high }
}

/** Whole, partial and any transfers of a tally, as bounds. */
export function boundsOf(tally: Tally, isOpen: boolean): Readonly<Record<'whole' | 'partial' | 'any', Bounds>> {
  return {
    whole: bounds(tally.wholeLow, tally.wholeHigh, isOpen),
    partial: bounds(tally.partialLow, tally.partialHigh, isOpen),
    any: bounds(tally.anyLow, tally.anyHigh, isOpen),
  }
}
