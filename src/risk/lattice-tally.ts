import type { LatticePlan } from './lattice-plan.ts'

/**
 * What one walker counted. A class is tallied once, at the set where the walk could stop, and shared out at the end:
 * `open` classes count for their set alone; `single` classes (one distinct row left) count for every set that extends
 * theirs; pairs (two distinct rows left) for every extension too, as one class where the rows agree, as two elsewhere.
 */
export type LatticeTally = Readonly<{
  openClasses: Float64Array
  openUniques: Float64Array
  openBelow: Float64Array
  openSquares: Float64Array
  openSmallest: Float64Array
  /** Single rows of weight 1, by set. */
  loners: Float64Array
  /** Single rows of larger weight. */
  singles: Float64Array
  singlesBelow: Float64Array
  singlesSquares: Float64Array
  singlesSmallest: Float64Array
  /** Pairs of two records, by agreement slot. */
  twos: Float64Array
  /** Pairs of heavier rows, by slot: how many, uniques and rows below k when apart and when together, squares. */
  pairs: Float64Array
  pairUniques: Float64Array
  pairBelowApart: Float64Array
  pairBelowTogether: Float64Array
  pairSquaresApart: Float64Array
  pairSquaresTogether: Float64Array
  pairSmallestApart: Float64Array
  pairSmallestTogether: Float64Array
}>

/** Exact counts of one set. */
export type SetCount = { classes: number; uniques: number; below: number; squares: number; smallest: number }

/** An empty tally for a plan. */
export function emptyTally(plan: LatticePlan): LatticeTally {
  const perSet = (value = 0) => new Float64Array(plan.sets).fill(value)
  const perSlot = (value = 0) => new Float64Array(plan.pairSlots).fill(value)
  return {
    openClasses: perSet(),
    openUniques: perSet(),
    openBelow: perSet(),
    openSquares: perSet(),
    openSmallest: perSet(Number.POSITIVE_INFINITY),
    loners: perSet(),
    singles: perSet(),
    singlesBelow: perSet(),
    singlesSquares: perSet(),
    singlesSmallest: perSet(Number.POSITIVE_INFINITY),
    twos: perSlot(),
    pairs: perSlot(),
    pairUniques: perSlot(),
    pairBelowApart: perSlot(),
    pairBelowTogether: perSlot(),
    pairSquaresApart: perSlot(),
    pairSquaresTogether: perSlot(),
    pairSmallestApart: perSlot(Number.POSITIVE_INFINITY),
    pairSmallestTogether: perSlot(Number.POSITIVE_INFINITY),
  }
}

/** Adds up what several walkers counted. */
export function sumTallies(tallies: readonly LatticeTally[], plan: LatticePlan): LatticeTally {
  const total = emptyTally(plan)
  for (const tally of tallies)
    for (const key of Object.keys(total) as (keyof LatticeTally)[]) {
      const smallest = key.includes('Smallest')
      const into = total[key]
      tally[key].forEach((value, i) => {
        into[i] = smallest ? Math.min(into[i], value) : into[i] + value
      })
    }
  return total
}

/** Shares the tally out: exact counts for every set of the plan, by its number (index 0, the empty set, is unused). */
export function resolveTally(tally: LatticeTally, plan: LatticePlan): SetCount[] {
  return Array.from({ length: plan.sets }, (_, set) => {
    const count: SetCount = {
      classes: tally.openClasses[set],
      uniques: tally.openUniques[set],
      below: tally.openBelow[set],
      squares: tally.openSquares[set],
      smallest: tally.openSmallest[set],
    }
    if (set === 0) return count
    for (const { prefix, rest } of prefixes(set, plan)) {
      addSingles(count, tally, prefix, plan.k)
      if (plan.pairBase[prefix] >= 0) addPairs(count, tally, prefix, rest, plan)
    }
    return count
  })
}

/** The sets on the way from the empty set to this one, with what is still to add, as a mask after the prefix's last column. */
function prefixes(set: number, plan: LatticePlan): { prefix: number; rest: number }[] {
  const columns = columnsOf(set, plan)
  const found = []
  let prefix = 0
  for (let i = 0; i < columns.length; i++) {
    prefix = plan.child[prefix * plan.columns + columns[i]]
    let rest = 0
    for (const c of columns.slice(i + 1)) rest |= 1 << (c - columns[i] - 1)
    found.push({ prefix, rest })
  }
  return found
}

/** The columns of a set, in the plan's order. */
export function columnsOf(set: number, plan: LatticePlan): number[] {
  const has = (c: number) => (c < 32 ? plan.maskLow[set] >>> c : plan.maskHigh[set] >>> (c - 32)) & 1
  return Array.from({ length: plan.columns }, (_, c) => c).filter(c => has(c) === 1)
}

function addSingles(count: SetCount, tally: LatticeTally, prefix: number, k: number): void {
  const loners = tally.loners[prefix]
  count.classes += loners + tally.singles[prefix]
  count.uniques += loners
  count.below += (k > 1 ? loners : 0) + tally.singlesBelow[prefix]
  count.squares += loners + tally.singlesSquares[prefix]
  count.smallest = Math.min(count.smallest, loners > 0 ? 1 : Number.POSITIVE_INFINITY, tally.singlesSmallest[prefix])
}

function addPairs(count: SetCount, tally: LatticeTally, prefix: number, rest: number, plan: LatticePlan): void {
  const slots = 1 << (plan.columns - 1 - plan.lastOf[prefix])
  for (let agree = 0; agree < slots; agree++) {
    const slot = plan.pairBase[prefix] + agree
    const twos = tally.twos[slot]
    const pairs = tally.pairs[slot]
    if (twos + pairs === 0) continue
    const together = (rest & ~agree) === 0
    if (twos > 0) {
      count.classes += together ? twos : 2 * twos
      count.uniques += together ? 0 : 2 * twos
      count.below += (together ? 2 : 1) < plan.k ? 2 * twos : 0
      count.squares += together ? 4 * twos : 2 * twos
      count.smallest = Math.min(count.smallest, together ? 2 : 1)
    }
    if (pairs > 0) {
      count.classes += together ? pairs : 2 * pairs
      count.uniques += together ? 0 : tally.pairUniques[slot]
      count.below += together ? tally.pairBelowTogether[slot] : tally.pairBelowApart[slot]
      count.squares += together ? tally.pairSquaresTogether[slot] : tally.pairSquaresApart[slot]
      const smallest = together ? tally.pairSmallestTogether[slot] : tally.pairSmallestApart[slot]
      count.smallest = Math.min(count.smallest, smallest)
    }
  }
}
