import { FLAGS, type MatchedLines } from '../contract.ts'

/** As many lines are put in order at a time, or those of one client: their numbers take four bytes each. */
const LINES_AT_A_TIME = 16 * 1024 * 1024

/**
 * Matched lines client by client, without those left out by declaration: for each client, calls back with its lines ordered by object, corrected time
 * and then by what they say, so that no order of files or lines changes an answer. Of two lines of one second the shorter answer comes first: a retry
 * follows what it mends. The numbers that are handed over are written over afterwards.
 */
export function forEachClient(
  lines: MatchedLines,
  corrections: readonly number[],
  clients: number,
  visit: (client: number, order: Uint32Array) => void,
  linesAtATime = LINES_AT_A_TIME,
): void {
  const counts = new Uint32Array(clients)
  for (let i = 0; i < lines.count; i++) if (isCounted(lines, i)) counts[lines.client[i]]++
  const sorter = new Sorter(comparing(lines, corrections))
  for (let from = 0, to = 0; from < clients; from = to) {
    let held = counts[to++]
    while (to < clients && held + counts[to] <= linesAtATime) held += counts[to++]
    const order = linesOf(lines, from, counts.subarray(from, to), held)
    let at = 0
    for (let client = from; client < to; client++) {
      if (counts[client] === 0) continue
      const own = order.subarray(at, at + counts[client])
      sorter.sort(own)
      visit(client, own)
      at += counts[client]
    }
  }
}

/** The numbers of the lines of some clients that follow each other, `held` in all: client by client, as they come. */
function linesOf(lines: MatchedLines, from: number, counts: Uint32Array, held: number): Uint32Array {
  const order = new Uint32Array(held)
  if (held === 0) return order
  const next = new Uint32Array(counts.length)
  for (let c = 1; c < counts.length; c++) next[c] = next[c - 1] + counts[c - 1]
  const of = lines.client
  for (let i = 0; i < lines.count; i++) {
    const client = of[i] - from
    if (client >= 0 && client < counts.length && isCounted(lines, i)) order[next[client]++] = i
  }
  return order
}

function isCounted(lines: MatchedLines, i: number): boolean {
  return (lines.flags[i] & FLAGS.excluded) === 0
}

/** When a line was written by the first server's clock, in milliseconds. */
export function timeOf(lines: MatchedLines, corrections: readonly number[], i: number): number {
  return lines.at(i) - corrections[lines.server[i]]
}

type Comparing = (a: number, b: number) => number

function comparing(lines: MatchedLines, corrections: readonly number[]): Comparing {
  const columns = ['bytes', 'rangeFirst', 'rangeLast', 'status', 'method', 'ended', 'server', 'agent', 'flags'] as const
  return (a, b) => {
    const first = lines.object[a] - lines.object[b]
    if (first !== 0) return first
    const later = timeOf(lines, corrections, a) - timeOf(lines, corrections, b)
    if (later !== 0) return later
    for (const column of columns) {
      const difference = lines[column][a] - lines[column][b]
      if (difference !== 0) return difference
    }
    return 0
  }
}

/** Runs of so few are put in order by insertion, which is faster there. */
const SHORT_RUN = 8

/**
 * Puts numbers of lines in order where they are: runs by insertion, then merged two by two, where they are not in order already; logs nearly are.
 * Takes half as much memory again, and no more for a client with all the lines, where the sort of typed arrays takes four times as much.
 */
class Sorter {
  readonly #compare: Comparing
  #left = new Uint32Array(1024)

  constructor(compare: Comparing) {
    this.#compare = compare
  }

  sort(order: Uint32Array): void {
    const count = order.length
    for (let from = 0; from < count; from += SHORT_RUN) this.#insert(order, from, Math.min(count, from + SHORT_RUN))
    for (let run = SHORT_RUN; run < count; run *= 2) {
      for (let from = 0; from + run < count; from += 2 * run) {
        this.#merge(order, from, from + run, Math.min(count, from + 2 * run))
      }
    }
  }

  #insert(order: Uint32Array, from: number, to: number): void {
    for (let i = from + 1; i < to; i++) {
      const line = order[i]
      let at = i
      for (; at > from && this.#compare(order[at - 1], line) > 0; at--) order[at] = order[at - 1]
      order[at] = line
    }
  }

  /** Merges two runs that follow each other; only what is not in its place already. */
  #merge(order: Uint32Array, from: number, middle: number, to: number): void {
    if (this.#compare(order[middle - 1], order[middle]) <= 0) return
    const length = middle - from
    if (this.#left.length < length) this.#left = new Uint32Array(Math.max(length, 2 * this.#left.length))
    const left = this.#left
    left.set(order.subarray(from, middle))
    let [i, j, at] = [0, middle, from]
    while (i < length && j < to) order[at++] = this.#compare(left[i], order[j]) <= 0 ? left[i++] : order[j++]
    while (i < length) order[at++] = left[i++]
  }
}
