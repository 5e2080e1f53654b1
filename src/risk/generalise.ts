import { setImmediate as breathe } from 'node:timers/promises'
import { groupRows, spread } from './classes.ts'
import type { EncodedColumn } from './encoded.ts'
import type { Generalisation, GeneralisationStep } from './report.ts'

/** At most this many combinations of rungs are measured. */
const MAX_TRIES = 400
/** And at most this many rows are read for it, about two seconds on one core; but never fewer than twenty combinations. */
const MAX_READ = 3e7
const MIN_TRIES = 20
/** Combinations that are listed to look for a better one; beyond, the search is greedy only. */
const MAX_NODES = 300_000

export type GeneraliseOptions = Readonly<{
  /** Smallest class wanted. */
  k: number
  /** Share of rows (0..1) that may be suppressed. */
  maxSuppressedShare: number
  /** Sets of columns (positions) that are known to leave too many rows below k when kept as they are. */
  failing: readonly (readonly number[])[]
  /** One record of each class on all columns and the size of the class. */
  classes: Readonly<{ record: Uint32Array; size: Uint32Array }>
  signal?: AbortSignal | undefined
}>

/**
 * The cheapest generalisation under which every class has k rows, when no more than the allowed share is suppressed
 * (full-domain recoding with suppression: Samarati 2001, IEEE TKDE 13:1010). Cheapest: fewest columns dropped, then least
 * information lost, which is the mean over columns of 1 - entropy after / entropy before (entropy measure of Gionis &
 * Tassa 2009, IEEE TKDE 21:206). Coarsening never makes more rows fall below k, so a combination that fails rules out all that
 * are nowhere coarser, and what the lattice counted rules out many unmeasured. `optimal` says that all cheaper ones
 * were ruled out.
 */
export async function cheapestGeneralisation(
  columns: readonly EncodedColumn[],
  rows: number,
  options: GeneraliseOptions,
): Promise<Generalisation | null> {
  if (rows === 0 || columns.length === 0) return null
  const scales = columns.map(column => scaleOf(column, rows))
  const search = createSearch(columns, scales, rows, options)
  const best = await search.refineFromTop()
  const optimal = await search.improve(best)
  const { node, outcome } = search.best()
  return {
    passes: outcome.below <= options.maxSuppressedShare * rows,
    steps: stepsOf(columns, scales, node),
    suppressed: outcome.below,
    suppressedShare: outcome.below / rows,
    maxSuppressedShare: options.maxSuppressedShare,
    k: outcome.below === rows ? 0 : outcome.smallest,
    loss: lossOf(scales, node),
    tried: search.tried(),
    optimal,
  }
}

/** A column's rungs from the data (level 0) to dropped (last): fine code to coarse, how many, entropy left, loss. */
type Scale = readonly Readonly<{ codes: Uint32Array | null; cardinality: number; bits: number; loss: number }>[]
/** The level chosen for each column. */
type Node = readonly number[]
/** Rows in classes below k, and the smallest class that has k or more. */
type Outcome = Readonly<{ below: number; smallest: number }>

function scaleOf(column: EncodedColumn, rows: number): Scale {
  const totals = new Float64Array(column.cardinality)
  for (const code of column.codes) totals[code]++
  const whole = entropy(totals, rows)
  const loss = (bits: number) => (whole === 0 ? 0 : 1 - bits / whole)
  const rungs = (column.ladder ?? []).map(rung => {
    const coarse = new Float64Array(rung.cardinality)
    totals.forEach((count, code) => {
      coarse[rung.codes[code]] += count
    })
    const bits = entropy(coarse, rows)
    return { codes: rung.codes, cardinality: rung.cardinality, bits, loss: loss(bits) }
  })
  return [
    { codes: null, cardinality: column.cardinality, bits: whole, loss: 0 },
    ...rungs,
    { codes: new Uint32Array(column.cardinality), cardinality: 1, bits: 0, loss: loss(0) },
  ]
}

function entropy(totals: Float64Array, rows: number): number {
  let bits = 0
  for (const count of totals) if (count > 0) bits -= (count / rows) * Math.log2(count / rows)
  return bits
}

function lossOf(scales: readonly Scale[], node: Node): number {
  return node.reduce((sum, level, c) => sum + scales[c][level].loss, 0) / node.length
}

/** A rung that loses nothing (of a column with one value) still counts as a step. */
const STEP_COST = 1e-9

/** What is minimised: a dropped column weighs more than any coarsening; where equal, fewer rungs. */
function costOf(scales: readonly Scale[], node: Node): number {
  const dropped = node.filter((level, c) => level === scales[c].length - 1).length
  return lossOf(scales, node) + dropped + STEP_COST * node.reduce((sum, level) => sum + level, 0)
}

function stepsOf(columns: readonly EncodedColumn[], scales: readonly Scale[], node: Node): GeneralisationStep[] {
  return node.flatMap((level, c) => {
    if (level === 0) return []
    const to = level === scales[c].length - 1 ? 'dropped' : columns[c].ladder![level - 1].name
    return [{ column: columns[c].name, to, level }]
  })
}

function createSearch(
  columns: readonly EncodedColumn[],
  scales: readonly Scale[],
  rows: number,
  options: GeneraliseOptions,
) {
  const allowed = options.maxSuppressedShare * rows
  const base = baseOf(columns, rows, options.classes)
  const failed: Node[] = options.failing.map(set => scales.map((scale, c) => (set.includes(c) ? 0 : scale.length - 1)))
  const most = Math.max(MIN_TRIES, Math.min(MAX_TRIES, Math.floor(MAX_READ / Math.max(1, base.weight.length))))
  let tries = 0
  let best: { node: Node; outcome: Outcome } | null = null

  const ruledOut = (node: Node) => failed.some(bad => bad.every((level, c) => node[c] <= level))
  /** Measures a combination; what passes and loses less than the best becomes the best. */
  async function attempt(node: Node): Promise<boolean> {
    await breathe()
    options.signal?.throwIfAborted()
    tries++
    const outcome = measureNode(base, scales, node, options.k, rows, allowed)
    const passes = outcome !== null && outcome.below <= allowed
    if (!passes) failed.push(node)
    if (outcome !== null && (best === null || (passes && costOf(scales, node) < costOf(scales, best.node))))
      best = { node, outcome }
    return passes
  }

  /** From everything dropped: takes columns back at their coarsest, then refines, those of least information first. */
  async function refineFromTop(): Promise<Node> {
    const untouched = scales.map(() => 0)
    if (!ruledOut(untouched) && (await attempt(untouched))) return untouched
    let node: Node = scales.map(scale => scale.length - 1)
    if (!(await attempt(node))) return node
    const bitsAt = (c: number, level: number) => scales[c][Math.max(0, level)].bits
    const finer = async (c: number, until: number) => {
      while (node[c] > until && tries < most) {
        const next = node.with(c, node[c] - 1)
        if (ruledOut(next) || !(await attempt(next))) break
        node = next
      }
    }
    const all = [...scales.keys()]
    for (const c of all.toSorted((a, b) => bitsAt(a, scales[a].length - 2) - bitsAt(b, scales[b].length - 2)))
      await finer(c, scales[c].length - 2)
    for (const c of all.toSorted((a, b) => bitsAt(a, 0) - bitsAt(b, 0))) await finer(c, 0)
    return node
  }

  /** Measures what could still be cheaper, likeliest to pass first; true when nothing cheaper is left. */
  async function improve(from: Node): Promise<boolean> {
    if (failed.includes(from)) return true
    const size = scales.reduce((product, scale) => product * scale.length, 1)
    if (size > MAX_NODES) return false
    const bits = (node: Node) => node.reduce((sum, level, c) => sum + scales[c][level].bits, 0)
    const bar = costOf(scales, from)
    const cheaper = nodesOf(scales)
      .map(node => ({ node, bits: bits(node), cost: costOf(scales, node) }))
      .filter(({ node, cost }) => cost < bar - 1e-12 && !ruledOut(node))
      .sort((a, b) => a.bits - b.bits)
    for (const { node, cost } of cheaper) {
      if (cost >= costOf(scales, best!.node) - 1e-12 || ruledOut(node)) continue
      if (tries >= most) return false
      await attempt(node)
    }
    return true
  }

  return { refineFromTop, improve, best: () => best!, tried: () => tries }
}

function nodesOf(scales: readonly Scale[]): Node[] {
  return scales.reduce<Node[]>((nodes, scale) => nodes.flatMap(node => [...scale.keys()].map(l => [...node, l])), [[]])
}

/** The rows to measure on: the distinct ones with their weight where that is fewer, else the table as it stands. */
type Base = Readonly<{ codes: readonly ArrayLike<number>[]; weight: Uint32Array }>

function baseOf(columns: readonly EncodedColumn[], rows: number, classes: GeneraliseOptions['classes']): Base {
  const { record, size } = classes
  if (record.length * 2 > rows) return { codes: columns.map(c => c.codes), weight: new Uint32Array(rows).fill(1) }
  return { codes: columns.map(c => Uint32Array.from(record, r => c.codes[r])), weight: size }
}

/** Rows below k at a combination of rungs; null as soon as there are too many classes for it to pass. */
function measureNode(
  base: Base,
  scales: readonly Scale[],
  node: Node,
  k: number,
  rows: number,
  allowed: number,
): Outcome | null {
  const kept = node.flatMap((level, c) => (level === scales[c].length - 1 ? [] : [c]))
  const room = kept.reduce((product, c) => product * scales[c][node[c]].cardinality, 1)
  // Passing leaves at most rows/k classes of k or more, and one suppressed row in each of the others.
  const limit = Math.floor(rows / k + allowed) + 1
  const sizes = sizesOf(base, scales, node, kept, room, limit)
  if (sizes === null) return null
  let below = 0
  let smallest = Number.POSITIVE_INFINITY
  for (const size of sizes) {
    if (size === 0) continue
    if (size < k) below += size
    else if (size < smallest) smallest = size
  }
  return { below, smallest: Number.isFinite(smallest) ? smallest : 0 }
}

/** Tables of up to this many cells are counted by address. */
const MAX_CELLS = 1 << 26

function sizesOf(
  base: Base,
  scales: readonly Scale[],
  node: Node,
  kept: readonly number[],
  room: number,
  limit: number,
): Uint32Array | null {
  const keys = keysOf(base, scales, node, kept)
  if (room <= Math.min(MAX_CELLS, Math.max(1 << 16, 4 * base.weight.length))) return dense(keys, base, room)
  if (room < Number.MAX_SAFE_INTEGER) return sparse(keys, base, limit)
  return refined(base, scales, node, kept)
}

/** For keys that no number holds exactly: column after column. */
function refined(base: Base, scales: readonly Scale[], node: Node, kept: readonly number[]): Uint32Array {
  const columns = kept.map(c => {
    const { codes: coarse, cardinality } = scales[c][node[c]]
    const codes = new Uint32Array(new SharedArrayBuffer(4 * base.weight.length))
    for (let row = 0; row < codes.length; row++)
      codes[row] = coarse === null ? base.codes[c][row] : coarse[base.codes[c][row]]
    return { name: '', codes, cardinality }
  })
  const classes = groupRows(columns, base.weight.length)
  const sizes = new Uint32Array(classes.count)
  for (let row = 0; row < base.weight.length; row++) sizes[classes.of[row]] += base.weight[row]
  return sizes
}

/** The key of each row of the base: its coarse codes in mixed radix. */
function keysOf(base: Base, scales: readonly Scale[], node: Node, kept: readonly number[]): (row: number) => number {
  const parts = kept.map(c => {
    const { codes, cardinality } = scales[c][node[c]]
    return { fine: base.codes[c], coarse: codes, cardinality }
  })
  return row => {
    let key = 0
    for (let i = 0; i < parts.length; i++) {
      const { fine, coarse, cardinality } = parts[i]
      key = key * cardinality + (coarse === null ? fine[row] : coarse[fine[row]])
    }
    return key
  }
}

function dense(keys: (row: number) => number, base: Base, room: number): Uint32Array {
  const sizes = new Uint32Array(room)
  for (let row = 0; row < base.weight.length; row++) sizes[keys(row)] += base.weight[row]
  return sizes
}

function sparse(keys: (row: number) => number, base: Base, limit: number): Uint32Array | null {
  let size = 1 << 12
  while (size < 2 * Math.min(limit, base.weight.length)) size *= 2
  const slots = new Float64Array(size)
  const sizes = new Uint32Array(size)
  let classes = 0
  for (let row = 0; row < base.weight.length; row++) {
    const key = keys(row) + 1
    let slot = spread(key) & (size - 1)
    while (slots[slot] !== 0 && slots[slot] !== key) slot = (slot + 1) & (size - 1)
    if (slots[slot] === 0) {
      slots[slot] = key
      if (++classes > limit) return null
    }
    sizes[slot] += base.weight[row]
  }
  return sizes
}
