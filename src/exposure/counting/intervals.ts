/** Bytes from first to last, both included. */
export type Interval = readonly [first: number, last: number]

/** The same bytes as intervals in order that neither touch nor overlap. */
export function joined(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = [...intervals].sort(([a], [b]) => a - b)
  const out: [number, number][] = []
  for (const [first, last] of sorted) {
    const before = out.at(-1)
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else out.push([first, last])
  }
  return out
}

/** How many bytes joined intervals hold. */
export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, [first, last]) => sum + last - first + 1, 0)
}

/** Whether joined intervals hold all of another one. */
export function covers(intervals: readonly Interval[], [first, last]: Interval): boolean {
  let [from, to] = [0, intervals.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (intervals[middle][0] <= first) from = middle + 1
    else to = middle
  }
  return from > 0 && intervals[from - 1][1] >= last
}

/** What two lists of joined intervals have in common. */
export function common(some: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  const out: Interval[] = []
  for (let a = 0, b = 0; a < some.length && b < others.length; ) {
    const [first, last] = [Math.max(some[a][0], others[b][0]), Math.min(some[a][1], others[b][1])]
    if (first <= last) out.push([first, last])
    if (some[a][1] < others[b][1]) a++
    else b++
  }
  return out
}
