import type { LatticeMemory } from './lattice-memory.ts'
import type { LatticePlan } from './lattice-plan.ts'
import { emptyTally, type LatticeTally } from './lattice-tally.ts'

/** Tasks taken from the counter at once, where there are many. */
const GRAB = 32

/** More than nine distinct rows in ten are hardly any equal ones: merging them costs more than it saves. */
const HARDLY_ANY = 0.9
/** Stands in the counts for a value that one row of the class has. */
const ALONE = 0xffffffff

/** One phase of the walk: tasks 0 … tasks-1 over rows buffer `buffer`. */
export type Phase = Readonly<{
  tasks: number
  buffer: 0 | 1
  /** Write merged rows back: needed for the blocks of a column, not for parts of a big block. */
  keep: boolean
  /** Other walkers may hold the same records in this phase. */
  contended: boolean
}>

export type Walker = Readonly<{
  /** Takes tasks until none is left; gives those too big to walk, merged and written back. Stops when told to. */
  run(phase: Phase): number[]
  tally: LatticeTally
}>

/**
 * A walker over the lattice of column sets, block by block. A block is the rows that share the value of one column;
 * equal rows are merged with their weight; then the tree of the columns that follow is walked inside the block by
 * partitioning. A class is dropped as soon as one distinct row is left, or two: what it counts for every set below is
 * then known [Note: closing]. Method: partition refinement (Huhtala et al. 1999, TANE) made block-wise; minimal unique
 * sets after Manning, Haglin & Keane 2008.
 */
export function createWalker(plan: LatticePlan, memory: LatticeMemory): Walker {
  const { columns: d, k, child, lastOf, sizeOf, maxSize, pairBase, words, keep, wordOf, shiftOf, widthMask } = plan
  const { packed, nextKey, tasks, merged, control, bits, bitWords } = memory
  const tally = emptyTally(plan)
  const { openClasses, openUniques, openBelow, openSquares, openSmallest, loners, twos } = tally
  const scored = bits !== null
  const counts = new Uint32Array(plan.maxCardinality)
  const heaviest = new Uint32Array(plan.maxCardinality)
  const touched = new Uint32Array(plan.maxCardinality)
  let record = memory.record[0]
  let weight = memory.weight[0]
  let contended = false
  // Rows merged in this phase, and distinct ones among them.
  let rowsIn = 0
  let rowsOut = 0

  // The rows of the block at hand: packed words (row-major), record, weight, values by column, bits, orders by depth.
  let room = 0
  let rowWords = new Uint32Array(0)
  let rowRecord = new Uint32Array(0)
  let rowWeight = new Uint32Array(0)
  let table = new Int32Array(0)
  let values: Uint32Array[] = []
  let rowBits = new Uint32Array(0)
  let orders: Uint32Array[] = []
  let groupEnds: Uint32Array[] = []
  let walkRoom = 0

  function growRows(): void {
    room = Math.max(1024, room * 2)
    const grow = (old: Uint32Array<ArrayBuffer>, size: number) => {
      const larger = new Uint32Array(size)
      larger.set(old)
      return larger
    }
    rowWords = grow(rowWords, room * words)
    rowRecord = grow(rowRecord, room)
    rowWeight = grow(rowWeight, room)
  }

  function growWalk(size: number): void {
    walkRoom = Math.max(1024, walkRoom)
    while (walkRoom < size) walkRoom *= 2
    values = Array.from({ length: d }, () => new Uint32Array(walkRoom))
    orders = Array.from({ length: maxSize + 1 }, () => new Uint32Array(walkRoom))
    groupEnds = Array.from({ length: maxSize + 1 }, () => new Uint32Array(walkRoom))
    if (scored) rowBits = new Uint32Array(walkRoom * bitWords)
  }

  /** Merges the rows that are equal on the columns after `last`; gives how many distinct ones there are. */
  function merge(start: number, length: number, last: number): number {
    let size = 64
    while (size < length && size < 4096) size *= 2
    if (table.length < size) table = new Int32Array(size)
    else table.fill(0, 0, size)
    let distinct = 0
    const base = last * words
    for (let i = start; i < start + length; i++) {
      const r = record[i]
      if (distinct >= room) growRows()
      const at = distinct * words
      let hash = 0
      for (let w = 0, p = r * words; w < words; w++, p++) {
        const word = packed[p] & keep[base + w]
        rowWords[at + w] = word
        hash = Math.imul(hash ^ word, 0x9e3779b1)
        hash ^= hash >>> 15
      }
      let slot = Math.imul(hash, 0x85ebca6b) >>> 7
      for (;;) {
        slot &= size - 1
        const entry = table[slot]
        if (entry === 0) {
          rowRecord[distinct] = r
          rowWeight[distinct] = weight[i]
          table[slot] = ++distinct
          break
        }
        let same = true
        for (let w = 0, q = (entry - 1) * words; w < words; w++)
          if (rowWords[q + w] !== rowWords[at + w]) {
            same = false
            break
          }
        if (same) {
          rowWeight[entry - 1] += weight[i]
          break
        }
        slot++
      }
      if (distinct * 2 > size) {
        size *= 4
        rehash(size, distinct)
      }
    }
    rowsIn += length
    rowsOut += distinct
    return distinct
  }

  /**
   * Merging only saves time: unmerged equal rows are counted right, as classes that never split. Where the blocks of a
   * column turn out to have hardly any, the rest of them is left as it is. Not for the first column: what it merges are
   * the classes of the whole set. Big blocks always, so that few rows are split.
   */
  function worthMerging(keepRows: boolean, last: number, length: number): boolean {
    return !keepRows || last === 0 || length > plan.bigBlock || rowsIn < plan.trialRows || rowsOut < HARDLY_ANY * rowsIn
  }

  function copy(start: number, length: number, last: number): number {
    while (room < length) growRows()
    const base = last * words
    for (let j = 0, at = 0; j < length; j++) {
      const r = record[start + j]
      rowRecord[j] = r
      rowWeight[j] = weight[start + j]
      for (let w = 0, p = r * words; w < words; w++) rowWords[at++] = packed[p++] & keep[base + w]
    }
    return length
  }

  function writeKeys(start: number, distinct: number, c: number): void {
    if (c >= d) return
    const shift = shiftOf[c]
    const mask = widthMask[c]
    for (let j = 0, at = wordOf[c]; j < distinct; j++, at += words) nextKey[start + j] = (rowWords[at] >>> shift) & mask
  }

  function writeKey(start: number, r: number, c: number): void {
    if (c < d) nextKey[start] = (packed[r * words + wordOf[c]] >>> shiftOf[c]) & widthMask[c]
  }

  function rehash(size: number, distinct: number): void {
    if (table.length < size) table = new Int32Array(size)
    else table.fill(0, 0, size)
    for (let j = 0, at = 0; j < distinct; j++) {
      let hash = 0
      for (let w = 0; w < words; w++, at++) {
        hash = Math.imul(hash ^ rowWords[at], 0x9e3779b1)
        hash ^= hash >>> 15
      }
      let slot = (Math.imul(hash, 0x85ebca6b) >>> 7) & (size - 1)
      while (table[slot] !== 0) slot = (slot + 1) & (size - 1)
      table[slot] = j + 1
    }
  }

  function unpack(distinct: number, last: number): void {
    if (distinct > walkRoom) growWalk(distinct)
    for (let c = last + 1; c < d; c++) {
      const into = values[c]
      const mask = widthMask[c]
      const shift = shiftOf[c]
      for (let j = 0, at = wordOf[c]; j < distinct; j++, at += words) into[j] = (rowWords[at] >>> shift) & mask
    }
    const first = orders[0]
    for (let j = 0; j < distinct; j++) first[j] = j
    if (scored) rowBits.fill(0, 0, distinct * bitWords)
  }

  function mark(row: number, set: number): void {
    rowBits[row * bitWords + (set >>> 5)] |= 1 << (set & 31)
  }

  function markRecord(r: number, word: number, mask: number): void {
    if (contended) Atomics.or(bits!, r * bitWords + word, mask)
    else bits![r * bitWords + word] |= mask
  }

  function writeMarks(distinct: number): void {
    if (contended) {
      for (let j = 0, at = 0; j < distinct; j++)
        for (let w = 0; w < bitWords; w++, at++) if (rowBits[at] !== 0) markRecord(rowRecord[j], w, rowBits[at])
      return
    }
    // Without a test per word: the records lie anywhere, and a wrong guess would wait for the memory.
    const into = bits!
    for (let j = 0, at = 0; j < distinct; j++) {
      const base = rowRecord[j] * bitWords
      for (let w = 0; w < bitWords; w++) into[base + w] |= rowBits[at++]
    }
  }

  /** One class of `size` rows, counted for this set alone. */
  function open(set: number, size: number): void {
    openClasses[set]++
    if (size === 1) openUniques[set]++
    if (size < k) openBelow[set] += size
    openSquares[set] += size * size
    if (size < openSmallest[set]) openSmallest[set] = size
  }

  /** One distinct row left: the class has this size on every set below. */
  function closeSingle(set: number, size: number): void {
    if (size === 1) {
      loners[set]++
      return
    }
    tally.singles[set]++
    if (size < k) tally.singlesBelow[set] += size
    tally.singlesSquares[set] += size * size
    if (size < tally.singlesSmallest[set]) tally.singlesSmallest[set] = size
  }

  /** Two distinct rows left: on a set below they are together where they agree on all that was added, else apart. */
  function closePair(set: number, i: number, j: number): void {
    const last = lastOf[set]
    const a = rowWeight[i]
    const b = rowWeight[j]
    let agree = 0
    for (let c = last + 1; c < d; c++) {
      if (values[c][i] === values[c][j]) agree |= 1 << (c - last - 1)
      else if (scored) {
        const below = child[set * d + c]
        if (a === 1) mark(i, below)
        if (b === 1) mark(j, below)
      }
    }
    const slot = pairBase[set] + agree
    if (a === 1 && b === 1) twos[slot]++
    else closeHeavyPair(slot, a, b)
  }

  function closeHeavyPair(slot: number, a: number, b: number): void {
    tally.pairs[slot]++
    tally.pairUniques[slot] += (a === 1 ? 1 : 0) + (b === 1 ? 1 : 0)
    tally.pairBelowApart[slot] += (a < k ? a : 0) + (b < k ? b : 0)
    if (a + b < k) tally.pairBelowTogether[slot] += a + b
    tally.pairSquaresApart[slot] += a * a + b * b
    tally.pairSquaresTogether[slot] += (a + b) * (a + b)
    tally.pairSmallestApart[slot] = Math.min(tally.pairSmallestApart[slot], a, b)
    tally.pairSmallestTogether[slot] = Math.min(tally.pairSmallestTogether[slot], a + b)
  }

  /** A class of two or more distinct rows, at `orders[depth][from … to-1]`. */
  function enter(set: number, depth: number, from: number, to: number): void {
    const order = orders[depth]
    if (to - from === 2 && pairBase[set] >= 0) {
      closePair(set, order[from], order[from + 1])
      return
    }
    let size = 0
    for (let i = from; i < to; i++) size += rowWeight[order[i]]
    open(set, size)
    if (sizeOf[set] === maxSize) return
    for (let c = lastOf[set] + 1; c < d; c++) {
      const below = child[set * d + c]
      if (c === d - 1 || sizeOf[below] === maxSize) leaf(below, values[c], order, from, to)
      else branch(below, c, depth, from, to)
    }
  }

  /** The classes of a set with nothing below it: only their sizes matter. */
  function leaf(set: number, column: Uint32Array, order: Uint32Array, from: number, to: number): void {
    let groups = 0
    for (let i = from; i < to; i++) {
      const row = order[i]
      const value = column[row]
      if (counts[value] === 0) touched[groups++] = value
      counts[value] += rowWeight[row]
      heaviest[value] = row
    }
    let uniques = 0
    let below = 0
    let squares = 0
    let smallest = openSmallest[set]
    for (let g = 0; g < groups; g++) {
      const value = touched[g]
      const size = counts[value]
      counts[value] = 0
      if (size === 1) {
        uniques++
        if (scored) mark(heaviest[value], set)
      }
      if (size < k) below += size
      if (size < smallest) smallest = size
      squares += size * size
    }
    openClasses[set] += groups
    openUniques[set] += uniques
    openBelow[set] += below
    openSquares[set] += squares
    openSmallest[set] = smallest
  }

  /** Splits a class by column c and goes into each part. */
  function branch(set: number, c: number, depth: number, from: number, to: number): void {
    const order = orders[depth]
    const next = orders[depth + 1]
    const ends = groupEnds[depth + 1]
    const column = values[c]
    let groups = 0
    for (let i = from; i < to; i++) {
      const value = column[order[i]]
      if (counts[value]++ === 0) touched[groups++] = value
    }
    if (groups === 1) {
      counts[touched[0]] = 0
      for (let i = from; i < to; i++) next[i] = order[i]
      enter(set, depth + 1, from, to)
      return
    }
    let larger = 0
    let end = from
    for (let g = 0; g < groups; g++) {
      const value = touched[g]
      const size = counts[value]
      if (size === 1) counts[value] = ALONE
      else {
        counts[value] = end
        end += size
        ends[from + larger++] = end
      }
    }
    scatter(set, column, order, next, from, to)
    for (let g = 0; g < groups; g++) counts[touched[g]] = 0
    let begin = from
    for (let g = 0; g < larger; g++) {
      const stop = ends[from + g]
      enter(set, depth + 1, begin, stop)
      begin = stop
    }
  }

  /** Moves the rows of larger classes together; closes those of one row on the way. */
  function scatter(
    set: number,
    column: Uint32Array,
    order: Uint32Array,
    next: Uint32Array,
    from: number,
    to: number,
  ): void {
    const word = set >>> 5
    const bit = 1 << (set & 31)
    let ones = 0
    for (let i = from; i < to; i++) {
      const row = order[i]
      const value = column[row]
      const at = counts[value]
      if (at !== ALONE) {
        next[at] = row
        counts[value] = at + 1
      } else if (rowWeight[row] === 1) {
        ones++
        if (scored) rowBits[row * bitWords + word] |= bit
      } else closeSingle(set, rowWeight[row])
    }
    loners[set] += ones
  }

  /** Whether the task was walked; false where it is too big. */
  function block(task: number, keepRows: boolean): boolean {
    const start = tasks.start[task]
    const length = tasks.length[task]
    const set = tasks.set[task]
    if (length === 1) {
      merged[task] = 1
      if (keepRows) writeKey(start, record[start], tasks.last[task] + 1)
      closeSingle(set, weight[start])
      if (scored && weight[start] === 1) markRecord(record[start], set >>> 5, 1 << (set & 31))
      return true
    }
    const last = tasks.last[task]
    const distinct = worthMerging(keepRows, last, length) ? merge(start, length, last) : copy(start, length, last)
    const big = distinct > plan.bigBlock
    merged[task] = distinct
    if (keepRows || big)
      for (let j = 0; j < distinct; j++) {
        record[start + j] = rowRecord[j]
        weight[start + j] = rowWeight[j]
      }
    if (keepRows) writeKeys(start, distinct, last + 1)
    if (distinct === 1) {
      closeSingle(set, rowWeight[0])
      if (scored && rowWeight[0] === 1) markRecord(rowRecord[0], set >>> 5, 1 << (set & 31))
      return true
    }
    if (big) {
      let size = 0
      for (let j = 0; j < distinct; j++) size += rowWeight[j]
      open(set, size)
      return false
    }
    unpack(distinct, last)
    enter(set, 0, 0, distinct)
    if (scored) writeMarks(distinct)
    return true
  }

  function run(phase: Phase): number[] {
    record = memory.record[phase.buffer]
    weight = memory.weight[phase.buffer]
    contended = phase.contended
    rowsIn = 0
    rowsOut = 0
    const grab = Math.max(1, Math.min(GRAB, phase.tasks >>> 6))
    const big: number[] = []
    while (Atomics.load(control, 1) === 0) {
      const first = Atomics.add(control, 0, grab)
      if (first >= phase.tasks) break
      const stop = Math.min(phase.tasks, first + grab)
      for (let task = first; task < stop; task++) if (!block(task, phase.keep)) big.push(task)
    }
    return big
  }

  return { run, tally }
}
