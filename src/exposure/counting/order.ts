import type { MatchedLines } from '../contract.ts'

/** Flag of lines left out by declaration. */
export const EXCLUDED = 2

/**
 * Matched lines client by client, without those left out by declaration: for each client, calls back with its lines ordered by object, corrected time and
 * then by what they say, so that no order of files or lines changes an answer. Of two lines of one second the shorter answer comes first: a retry follows
 * what it mends.
 */
export function forEachClient(
  lines: MatchedLines,
  corrections: readonly number[],
  clients: number,
  visit: (client: number, order: Uint32Array) => void,
): void {
  const starts = new Uint32Array(clients + 1)
  for (let i = 0; i < lines.count; i++) if (isCounted(lines, i)) starts[lines.client[i] + 1]++
  for (let c = 0; c < clients; c++) starts[c + 1] += starts[c]
  const order = new Uint32Array(starts[clients])
  const next = starts.slice()
  for (let i = 0; i < lines.count; i++) if (isCounted(lines, i)) order[next[lines.client[i]]++] = i
  const compare = comparing(lines, corrections)
  for (let c = 0; c < clients; c++) {
    if (starts[c] < starts[c + 1]) visit(c, order.subarray(starts[c], starts[c + 1]).sort(compare))
  }
}

function isCounted(lines: MatchedLines, i: number): boolean {
  return (lines.flags[i] & EXCLUDED) === 0
}

/** When a line was written by the first server's clock, in milliseconds. */
export function timeOf(lines: MatchedLines, corrections: readonly number[], i: number): number {
  return lines.at(i) - corrections[lines.server[i]]
}

function comparing(lines: MatchedLines, corrections: readonly number[]): (a: number, b: number) => number {
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
