import type { Interval } from '../counting/intervals.ts'

/** Whether a row is in joined intervals, for rows asked in ascending order. */
export function walker(intervals: readonly Interval[]): (row: number) => boolean {
  let i = 0
  return row => {
    while (i < intervals.length && intervals[i][1] < row) i++
    return i < intervals.length && intervals[i][0] <= row
  }
}
