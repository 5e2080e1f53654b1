import type { LatticeMemory } from './lattice-memory.ts'
import type { LatticePlan } from './lattice-plan.ts'

/** What one walker found among the records it scored. */
export type ScoreTally = Readonly<{
  /** Minimal sample uniques, by set. */
  minimal: Float64Array
  /** Records by SUDA score, score 0 included. */
  records: ReadonlyMap<number, number>
}>

/** Records scored per turn at the counter. */
const TURN = 1 << 14

/**
 * Weight of a minimal sample unique of `size` columns among `columns` key variables: (M-k)!
 * (Elliot, Manning & Ford 2002, IJUFKS 10:493; the default of sdcMicro's suda2).
 */
export function uniqueWeight(columns: number, size: number): number {
  let product = 1
  for (let i = 2; i <= columns - size; i++) product *= i
  return product
}

/** Scores records in turns from the shared counter, until none is left or the run is stopped. */
export function scoreRecords(plan: LatticePlan, memory: LatticeMemory): ScoreTally {
  const minimal = new Float64Array(plan.sets)
  const records = new Map<number, number>()
  const weightOf = Float64Array.from(plan.sizeOf, size => uniqueWeight(plan.columns, size))
  const find = plan.numbering === 'mask' ? byMask(plan, memory) : bySize(plan, memory)
  const { control, scores, rows } = memory
  while (Atomics.load(control, 1) === 0) {
    const from = Atomics.add(control, 0, TURN)
    if (from >= rows) break
    for (let r = from; r < Math.min(rows, from + TURN); r++) {
      const found = find.minimalOf(r)
      let score = 0
      for (let i = 0; i < found; i++) {
        const set = find.sets[i]
        minimal[set]++
        score += weightOf[set]
      }
      scores![r] = score
      records.set(score, (records.get(score) ?? 0) + 1)
    }
  }
  return { minimal, records }
}

type Finder = Readonly<{ sets: Uint16Array; minimalOf(record: number): number }>

/**
 * Up to 8 columns: a record's unique sets are an up-set of the lattice, held as a bit per set; column c adds 2^c to a
 * set's number, so "with c added" is a shift by 2^c. Minimal: in the up-set, and no set one column smaller is.
 */
function byMask(plan: LatticePlan, memory: LatticeMemory): Finder {
  const { bitWords, bits } = memory
  const d = plan.columns
  const sets = new Uint16Array(plan.sets)
  const up = new Int32Array(bitWords)
  const above = new Int32Array(bitWords)
  const without = [0x55555555, 0x33333333, 0x0f0f0f0f, 0x00ff00ff, 0x0000ffff]
  const inside = Math.min(5, d)
  function minimalOf(record: number): number {
    const base = record * bitWords
    let any = 0
    for (let w = 0; w < bitWords; w++) any |= up[w] = bits![base + w]
    if (any === 0) return 0
    for (let w = 0; w < bitWords; w++) {
      let word = up[w]
      for (let c = 0; c < inside; c++) word |= (word & without[c]) << (1 << c)
      up[w] = word
    }
    for (let step = 1; step < bitWords; step <<= 1)
      for (let w = 0; w < bitWords; w++) if ((w & step) === 0) up[w + step] |= up[w]
    for (let w = 0; w < bitWords; w++) {
      let word = 0
      for (let c = 0; c < inside; c++) word |= (up[w] & without[c]) << (1 << c)
      above[w] = word
    }
    for (let step = 1; step < bitWords; step <<= 1)
      for (let w = 0; w < bitWords; w++) if ((w & step) === 0) above[w + step] |= up[w]
    let found = 0
    for (let w = 0; w < bitWords; w++)
      for (let left = up[w] & ~above[w]; left !== 0; left &= left - 1)
        sets[found++] = (w << 5) + (31 - Math.clz32(left & -left))
    return found
  }
  return { sets, minimalOf }
}

/** More columns: sets are numbered by size, so a set is minimal when no minimal one before it lies inside it. */
function bySize(plan: LatticePlan, memory: LatticeMemory): Finder {
  const { bitWords, bits } = memory
  const { maskLow, maskHigh } = plan
  const sets = new Uint16Array(plan.sets)
  function minimalOf(record: number): number {
    let found = 0
    for (let w = 0; w < bitWords; w++)
      for (let left = bits![record * bitWords + w] | 0; left !== 0; left &= left - 1) {
        const set = (w << 5) + (31 - Math.clz32(left & -left))
        if (!containsOne(set, found)) sets[found++] = set
      }
    return found
  }
  function containsOne(set: number, found: number): boolean {
    for (let i = 0; i < found; i++) {
      const smaller = sets[i]
      if ((maskLow[smaller] & ~maskLow[set]) === 0 && (maskHigh[smaller] & ~maskHigh[set]) === 0) return true
    }
    return false
  }
  return { sets, minimalOf }
}
