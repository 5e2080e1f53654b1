import type { EncodedColumn } from './encoded.ts'

/** At most this many columns enter the lattice: sets are named by two 32-bit masks. */
export const MAX_COLUMNS = 64
/** Up to here sets are numbered by their mask and a record's uniques fit 256 bits. */
const MASK_COLUMNS = 8
/** Up to here classes of two rows are closed by their agreement mask; beyond, the table of masks would outgrow the cache. */
const PAIR_COLUMNS = 12

/** When the walk changes its way. Whatever these are, the counts are the same. */
export type Tuning = Readonly<{
  /** Blocks with more distinct rows than this are split by their next columns first: a block must fit the cache. */
  bigBlock: number
  /** Rows that a walker merges before it asks whether merging is worth it. */
  trialRows: number
}>

const TUNING: Tuning = { bigBlock: 1 << 16, trialRows: 50_000 }

/**
 * Which sets are walked, and where each column lies in a packed row. Columns are in the plan's order, finest first:
 * fine columns split classes soonest, so that most of the walk ends early.
 * Set 0 is the empty set. With up to 8 columns a set's number is its mask; beyond, sets are numbered by size, so that
 * the subsets of a set always come before it.
 */
export type LatticePlan = Readonly<
  Tuning & {
    columns: number
    maxSize: number
    /** Rows in classes smaller than this are counted as below k. */
    k: number
    sets: number
    /** `child[set * columns + c]` is the set with c added (c after all its columns); -1 beyond maxSize. */
    child: Int32Array
    sizeOf: Uint8Array
    /** Last column of the set; -1 for the empty set. */
    lastOf: Int8Array
    maskLow: Int32Array
    maskHigh: Int32Array
    /** First slot of the agreement table of the set; -1 where pairs are not closed. */
    pairBase: Int32Array
    pairSlots: number
    /** Packed rows: 32-bit words per row, and each column's word, shift and mask. */
    words: number
    wordOf: Uint8Array
    shiftOf: Uint8Array
    widthMask: Uint32Array
    /** `keep[last * words + w]`: bits of the columns after `last`. */
    keep: Uint32Array
    maxCardinality: number
    numbering: 'mask' | 'size'
    /** Position in the table of each column of the plan. */
    order: readonly number[]
  }
>

/** Sizes of sets that are walked for this many columns: everything up to 8, then bounded so that sets stay below 2,100. */
export function defaultMaxSize(columns: number): number {
  if (columns <= 8) return Math.max(1, columns)
  if (columns <= 12) return 4
  return columns <= 22 ? 3 : 2
}

/** Plans the walk over the sets of at most `maxSize` of these columns (at most 64). */
export function planLattice(
  columns: readonly EncodedColumn[],
  maxSize: number,
  k: number,
  tuning: Tuning = TUNING,
): LatticePlan {
  const order = columns.map((_, i) => i).sort((a, b) => columns[b].cardinality - columns[a].cardinality || a - b)
  const d = order.length
  const size = Math.min(maxSize, d)
  const sets = d <= MASK_COLUMNS ? byMask(d) : bySize(d, size)
  const numbering = d <= MASK_COLUMNS ? 'mask' : 'size'
  return {
    ...tuning,
    columns: d,
    maxSize: size,
    k,
    ...describe(sets, d, size),
    ...packing(order.map(i => columns[i].cardinality)),
    numbering,
    order,
  }
}

type ColumnSet = readonly number[]

function byMask(d: number): ColumnSet[] {
  return Array.from({ length: 1 << d }, (_, mask) =>
    Array.from({ length: d }, (_, c) => c).filter(c => (mask >>> c) & 1),
  )
}

function bySize(d: number, maxSize: number): ColumnSet[] {
  const sets: ColumnSet[] = [[]]
  for (let from = 0; from < sets.length; from++) {
    const set = sets[from]
    if (set.length === maxSize) break
    for (let c = (set.at(-1) ?? -1) + 1; c < d; c++) sets.push([...set, c])
  }
  return sets
}

function describe(sets: readonly ColumnSet[], d: number, maxSize: number) {
  const number = new Map(sets.map((set, i) => [set.join(), i]))
  const child = new Int32Array(sets.length * d).fill(-1)
  const pairBase = new Int32Array(sets.length).fill(-1)
  const maskLow = new Int32Array(sets.length)
  const maskHigh = new Int32Array(sets.length)
  let pairSlots = 0
  sets.forEach((set, i) => {
    const last = set.at(-1) ?? -1
    for (const c of set) {
      if (c < 32) maskLow[i] |= 1 << c
      else maskHigh[i] |= 1 << (c - 32)
    }
    if (set.length >= maxSize) return
    for (let c = last + 1; c < d; c++) child[i * d + c] = number.get([...set, c].join())!
    if (d > PAIR_COLUMNS || set.length === 0) return
    pairBase[i] = pairSlots
    pairSlots += 1 << (d - 1 - last)
  })
  return {
    sets: sets.length,
    child,
    sizeOf: Uint8Array.from(sets, set => set.length),
    lastOf: Int8Array.from(sets, set => set.at(-1) ?? -1),
    maskLow,
    maskHigh,
    pairBase,
    pairSlots,
  }
}

function packing(cardinalities: readonly number[]) {
  const d = cardinalities.length
  const wordOf = new Uint8Array(d)
  const shiftOf = new Uint8Array(d)
  const widthMask = new Uint32Array(d)
  const free: number[] = []
  cardinalities.forEach((cardinality, c) => {
    const width = cardinality <= 1 ? 0 : 32 - Math.clz32(cardinality - 1)
    let word = free.findIndex(bits => bits >= width)
    if (word < 0) word = free.push(32) - 1
    wordOf[c] = word
    shiftOf[c] = width === 0 ? 0 : 32 - free[word]
    widthMask[c] = width === 32 ? 0xffffffff : (1 << width) - 1
    free[word] -= width
  })
  const words = Math.max(1, free.length)
  const keep = new Uint32Array(Math.max(1, d) * words)
  for (let last = 0; last < d; last++)
    for (let c = last + 1; c < d; c++) keep[last * words + wordOf[c]] |= widthMask[c] << shiftOf[c]
  return { words, wordOf, shiftOf, widthMask, keep, maxCardinality: Math.max(1, ...cardinalities) }
}
