/**
 * What was written in each minute since 1970, each as one number: its lines × `A_LINE`, its first second × 64, its last second. One number, because there
 * are as many as minutes, for each input and thread.
 */
export type Minutes = Map<number, number>

/** One line in such a number, above both seconds. */
const A_LINE = 64 * 64

/** Minutes of 15 years. Beyond, times are invented: such lines are counted, and cover nothing. */
const MOST_MINUTES = 8 * 1024 * 1024

/** A minute with some lines, the first and the last of them at these times in milliseconds. */
export function minuteOf(minute: number, lines: number, first: number, last: number): number {
  const [firstSecond, lastSecond] = [first, last].map(at => Math.floor(at / 1000) - minute * 60)
  return lines * A_LINE + firstSecond * 64 + lastSecond
}

export function linesOf(value: number): number {
  return Math.floor(value / A_LINE)
}

/** First second × 64 + last second. */
export function edgesOf(value: number): number {
  return value % A_LINE
}

/** Adds what else was written in a minute. */
export function addMinute(minutes: Minutes, minute: number, value: number): void {
  const known = minutes.get(minute)
  if (known !== undefined) minutes.set(minute, joined(known, value))
  else if (minutes.size < MOST_MINUTES) minutes.set(minute, value)
}

/** Takes lines that were counted twice out of a minute, whose first and last second they leave as they are. */
export function takeLines(minutes: Minutes, minute: number, lines: number): void {
  const known = minutes.get(minute)
  if (known !== undefined) minutes.set(minute, known - Math.min(lines, linesOf(known)) * A_LINE)
}

function joined(a: number, b: number): number {
  const [one, other] = [edgesOf(a), edgesOf(b)]
  const first = Math.min(one >> 6, other >> 6)
  const last = Math.max(one & 63, other & 63)
  return (linesOf(a) + linesOf(b)) * A_LINE + first * 64 + last
}
