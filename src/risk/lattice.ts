import { availableParallelism } from 'node:os'
import { countSizes } from './classes.ts'
import type { EncodedColumn } from './encoded.ts'
import { type Crew, soloCrew, threadCrew } from './lattice-crew.ts'
import { type LatticeMemory, layOut } from './lattice-memory.ts'
import { type LatticePlan, planLattice, type Tuning } from './lattice-plan.ts'
import { resolveTally, type SetCount, sumTallies } from './lattice-tally.ts'
import type { ScoreTally } from './suda.ts'

/** Fewer rows than this are walked in the calling thread: starting two threads costs about as much as the walk. */
const SOLO_ROWS = 50_000

export type LatticeOptions = Readonly<{
  maxSize: number
  /** Rows in classes smaller than this are counted as below k. */
  k: number
  /** Whether every record is scored (SUDA). */
  scored: boolean
  /** Worker threads; 0 is the calling thread. By default, by size. */
  workers?: number | undefined
  signal?: AbortSignal | undefined
  tuning?: Tuning | undefined
}>

export type LatticeResult = Readonly<{
  plan: LatticePlan
  /** By set number. */
  counts: readonly SetCount[]
  /** Classes of the whole set of columns: how many of each size. */
  classSizes: ReadonlyMap<number, number>
  /** One record of each class of the whole set, and the size of the class. */
  classes: Readonly<{ record: Uint32Array; size: Uint32Array }>
  scores: Float64Array | null
  /** Added over all walkers; null where scores are not wanted. */
  scored: ScoreTally | null
}>

/** Counts every set of at most `maxSize` of these columns over all rows, exactly. Rejects with the signal's reason. */
export async function walkLattice(
  columns: readonly EncodedColumn[],
  rows: number,
  options: LatticeOptions,
): Promise<LatticeResult> {
  options.signal?.throwIfAborted()
  const plan = planLattice(columns, options.maxSize, options.k, options.tuning)
  const memory = layOut(plan, columns, rows, options.scored)
  const size = options.workers ?? (rows < SOLO_ROWS ? 0 : Math.min(8, availableParallelism()))
  const crew = size === 0 ? soloCrew(plan, memory) : threadCrew(plan, memory, size, options.signal)
  try {
    return await walkAll(plan, memory, crew, options)
  } finally {
    await crew.dismiss()
  }
}

async function walkAll(
  plan: LatticePlan,
  memory: LatticeMemory,
  crew: Crew,
  options: LatticeOptions,
): Promise<LatticeResult> {
  let classes: LatticeResult['classes'] = { record: new Uint32Array(0), size: new Uint32Array(0) }
  let blocks: Blocks = { buffer: 1, count: -1 }
  for (let c = 0; c < plan.columns; c++) {
    options.signal?.throwIfAborted()
    blocks = sortInto(plan, memory, blocks, c)
    const keep = c === 0 || c < plan.columns - 1
    const big = await crew.walk({ tasks: blocks.count, buffer: blocks.buffer, keep, contended: false })
    if (c === 0) classes = gather(memory, blocks)
    if (big.length > 0) await splitBig(plan, memory, crew, blocks, big, options.signal)
  }
  const counts = resolveTally(sumTallies(await crew.tallies(), plan), plan)
  const scored = options.scored ? sumScores(await crew.score(), plan) : null
  return { plan, counts, classes, classSizes: countSizes(classes.size), scores: memory.scores, scored }
}

/** Blocks lie in `buffer`, described by the task list; count -1 stands for the table as it is, before any sorting. */
type Blocks = Readonly<{ buffer: 0 | 1; count: number }>

/** Sorts the rows left by the blocks before by column c into the other buffer, and lists its blocks as tasks. */
function sortInto(plan: LatticePlan, memory: LatticeMemory, from: Blocks, c: number): Blocks {
  const buffer = from.buffer === 0 ? 1 : 0
  const source = sourceOf(plan, memory, from)
  const into = { record: memory.record[buffer], weight: memory.weight[buffer] }
  const starts = countingSort(source, into, 0, plan.widthMask[c] + 1)
  return { buffer, count: listTasks(memory, starts, plan.child[c], c, 0) }
}

type Rows = Readonly<{ record: Uint32Array; weight: Uint32Array }>
/** Rows with the value to sort them by. */
type Keyed = Rows & Readonly<{ key: Uint32Array }>

function sourceOf(plan: LatticePlan, memory: LatticeMemory, blocks: Blocks): Keyed {
  const record = memory.record[blocks.buffer]
  const weight = memory.weight[blocks.buffer]
  const key = memory.nextKey
  if (blocks.count < 0) {
    for (let r = 0; r < memory.rows; r++) record[r] = r
    weight.fill(1)
    return { record, weight, key: keysOf(plan, memory, record, 0, key) }
  }
  // Closes the gaps that merging left, in place: rows only move down.
  let kept = 0
  for (let t = 0; t < blocks.count; t++) {
    const start = memory.tasks.start[t]
    const stop = start + memory.merged[t]
    if (stop - start === 1) {
      record[kept] = record[start]
      weight[kept] = weight[start]
      key[kept] = key[start]
    } else if (kept !== start) {
      record.copyWithin(kept, start, stop)
      weight.copyWithin(kept, start, stop)
      key.copyWithin(kept, start, stop)
    }
    kept += stop - start
  }
  return { record: record.subarray(0, kept), weight: weight.subarray(0, kept), key: key.subarray(0, kept) }
}

/** Looks up the value of column c of these records. */
function keysOf(
  plan: LatticePlan,
  memory: LatticeMemory,
  record: Uint32Array,
  c: number,
  into: Uint32Array,
): Uint32Array {
  const { packed } = memory
  const { words } = plan
  const word = plan.wordOf[c]
  const shift = plan.shiftOf[c]
  const mask = plan.widthMask[c]
  for (let i = 0; i < record.length; i++) into[i] = (packed[record[i] * words + word] >>> shift) & mask
  return into
}

/** Sorts rows by their key (below `values`) into `into` from `at`; gives where each key starts and, last, where all end. */
function countingSort(source: Keyed, into: Rows, at: number, values: number): Uint32Array {
  const { record, weight, key } = source
  const starts = new Uint32Array(values + 1)
  for (let i = 0; i < record.length; i++) starts[key[i] + 1]++
  starts[0] = at
  for (let value = 1; value < starts.length; value++) starts[value] += starts[value - 1]
  const next = starts.slice()
  const toRecord = into.record
  const toWeight = into.weight
  for (let i = 0; i < record.length; i++) {
    const slot = next[key[i]]++
    toRecord[slot] = record[i]
    toWeight[slot] = weight[i]
  }
  return starts
}

/** Lists the non-empty blocks between `starts` as tasks from number `count` on; gives the new number of tasks. */
function listTasks(memory: LatticeMemory, starts: Uint32Array, set: number, last: number, count: number): number {
  const { tasks } = memory
  for (let value = 0; value + 1 < starts.length; value++) {
    const length = starts[value + 1] - starts[value]
    if (length === 0) continue
    tasks.start[count] = starts[value]
    tasks.length[count] = length
    tasks.set[count] = set
    tasks.last[count++] = last
  }
  return count
}

/** A block that would not fit the cache: the rows that share the values of `set`. */
type BigBlock = Rows & Readonly<{ set: number; last: number }>

/**
 * Walks blocks that were too big, as many smaller ones: for each column that follows, sorted by it. Uses the other
 * buffer and the task list, and puts the list back as it was.
 */
async function splitBig(
  plan: LatticePlan,
  memory: LatticeMemory,
  crew: Crew,
  blocks: Blocks,
  numbers: readonly number[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const buffer = blocks.buffer === 0 ? 1 : 0
  const temporary = { record: memory.record[buffer], weight: memory.weight[buffer] }
  const home = { record: memory.record[blocks.buffer], weight: memory.weight[blocks.buffer] }
  const waiting: BigBlock[] = numbers.map(t => bigBlock(memory, home, t, false))
  const starts = memory.tasks.start.slice(0, blocks.count)
  const merged = memory.merged.slice(0, blocks.count)
  let count = 0
  let used = 0
  const flush = async () => {
    const big = await crew.walk({ tasks: count, buffer, keep: false, contended: true })
    for (const t of big) waiting.push(bigBlock(memory, temporary, t, true))
    count = 0
    used = 0
  }
  while (waiting.length > 0) {
    const block = waiting.pop()!
    const rows = block.record.length
    for (let c = block.last + 1; c < plan.columns; c++) {
      const set = plan.child[block.set * plan.columns + c]
      if (set < 0) continue
      signal?.throwIfAborted()
      if (used + rows > memory.rows || count + plan.widthMask[c] >= memory.tasks.start.length) await flush()
      const key = keysOf(plan, memory, block.record, c, new Uint32Array(rows))
      const parts = countingSort({ ...block, key }, temporary, used, plan.widthMask[c] + 1)
      count = listTasks(memory, parts, set, c, count)
      used += rows
    }
    if (waiting.length === 0 && count > 0) await flush()
  }
  memory.tasks.start.set(starts)
  memory.merged.set(merged)
}

function bigBlock(memory: LatticeMemory, from: Rows, task: number, copy: boolean): BigBlock {
  const start = memory.tasks.start[task]
  const stop = start + memory.merged[task]
  const part = (all: Uint32Array) => (copy ? all.slice(start, stop) : all.subarray(start, stop))
  return {
    record: part(from.record),
    weight: part(from.weight),
    set: memory.tasks.set[task],
    last: memory.tasks.last[task],
  }
}

function gather(memory: LatticeMemory, blocks: Blocks): LatticeResult['classes'] {
  let total = 0
  for (let t = 0; t < blocks.count; t++) total += memory.merged[t]
  const record = new Uint32Array(total)
  const size = new Uint32Array(total)
  let at = 0
  for (let t = 0; t < blocks.count; t++) {
    const start = memory.tasks.start[t]
    const stop = start + memory.merged[t]
    record.set(memory.record[blocks.buffer].subarray(start, stop), at)
    size.set(memory.weight[blocks.buffer].subarray(start, stop), at)
    at += memory.merged[t]
  }
  return { record, size }
}

function sumScores(tallies: readonly ScoreTally[], plan: LatticePlan): ScoreTally {
  const minimal = new Float64Array(plan.sets)
  const records = new Map<number, number>()
  for (const tally of tallies) {
    tally.minimal.forEach((count, set) => {
      minimal[set] += count
    })
    for (const [score, count] of tally.records) records.set(score, (records.get(score) ?? 0) + count)
  }
  return { minimal, records: new Map([...records].sort((a, b) => a[0] - b[0])) }
}
