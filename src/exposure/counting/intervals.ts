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
