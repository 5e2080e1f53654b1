import type { ServerReading } from '../../contract.ts'
import { positionOf } from '../sorted.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1_440
/** A silence that the server's rhythm would give less often than once in this many such logs is no chance. */
const ONE_LOG_IN = 100
/** Minutes on either side from which the usual traffic is taken where no other day shows it: twice the silence, and at least this. */
const FEWEST_BESIDE = 30

/** Lines of one server by minute since 1970, on the first server's clock, without strays. Minutes without lines are not there. */
export type Rhythm = Readonly<{
  first: number
  last: number
  minutes: Float64Array
  /** Lines before each minute, and of all at the end. */
  sums: Float64Array
  counts: Float64Array
  /** When the first and the last line of each minute was written. */
  firsts: Float64Array
  lasts: Float64Array
  lines: number
  strayLines: number
}>

/** Lines further from all others than this, and few, bear a wrong time: 1970 of a clock without battery, 9999 of a forger. */
const STRAY_MINUTES = 30 * DAY_MINUTES
const STRAY_LINES = 3
const STRAY_SHARE = 0.0001

/** The rhythm of a server whose clock is ahead by `aheadMs`; null where it has no line. */
export function rhythmOf({ minutes, counts, edges, first, last }: ServerReading, aheadMs: number): Rhythm | null {
  if (minutes.length === 0 || first === null || last === null) return null
  const total = counts.reduce((sum, count) => sum + count, 0)
  const [from, to] = withoutStrays(minutes, counts, Math.max(STRAY_LINES, total * STRAY_SHARE))
  const kept = Float64Array.from(counts.subarray(from, to))
  const lines = kept.reduce((sum, count) => sum + count, 0)
  const shifted = Float64Array.from(minutes.subarray(from, to), minute => minute * MINUTE - aheadMs)
  const within = edges?.subarray(from, to)
  const firsts = shifted.map((minute, i) => minute + (within === undefined ? 0 : (within[i] >> 6) * 1000))
  const lasts = shifted.map((minute, i) => minute + (within === undefined ? MINUTE : (within[i] & 63) * 1000))
  return {
    first: from === 0 ? first - aheadMs : firsts[0],
    last: to === minutes.length ? last - aheadMs : lasts[lasts.length - 1],
    minutes: shifted,
    firsts,
    lasts,
    counts: kept,
    sums: summed(kept),
    lines,
    strayLines: total - lines,
  }
}

/** The minutes that are left, first and one past the last, when at most `few` lines far from all others are taken off each end. */
function withoutStrays(minutes: Float64Array, counts: Uint32Array, few: number): readonly [number, number] {
  let from = 0
  let to = minutes.length
  for (let i = 0, lines = counts[0]; i + 1 < to && lines <= few; lines += counts[++i]) {
    if (minutes[i + 1] - minutes[i] > STRAY_MINUTES) from = i + 1
  }
  for (let i = to - 1, lines = counts[i]; i > from && lines <= few; lines += counts[--i]) {
    if (minutes[i] - minutes[i - 1] > STRAY_MINUTES) to = i
  }
  return [from, to]
}

/** A stretch without a line, in milliseconds. */
export type Silence = Readonly<{ from: number; to: number }>

/** Stretches between lines in which there is at least one whole minute without any: from the second of the last line to that of the next. */
export function silencesOf({ minutes, firsts, lasts }: Rhythm): readonly Silence[] {
  const silences: Silence[] = []
  for (let i = 0; i + 1 < minutes.length; i++) {
    if (minutes[i + 1] - minutes[i] > 1.5 * MINUTE) silences.push({ from: lasts[i], to: firsts[i + 1] })
  }
  return silences
}

/**
 * Whether a silence is longer than the server's rhythm makes plausible. The lines to be expected in it are those of the same hours on the other days of
 * the log (their median), or where there is no other day the fewer of those before and after it; and where other servers went on, this server's
 * usual share beside theirs. Requests come in bursts: the expected number is divided by the dispersion (variance over mean of the lines of
 * a minute, at least 1). A silence in which E independent bursts were expected has a chance of e^−E (Poisson); it is a gap when e^−E times the
 * number of bursts in the log is less than 1 in 100.
 */
export function isImplausible(rhythm: Rhythm, stretch: Silence, others: readonly Rhythm[]): boolean {
  const silence = wholeMinutes(rhythm, stretch)
  const bursts = Math.max(1, rhythm.lines / dispersionOf(rhythm))
  const expected = Math.max(expectedAlone(rhythm, silence), expectedBeside(rhythm, silence, others))
  return expected / dispersionOf(rhythm) > Math.log(bursts * ONE_LOG_IN)
}

/** The whole minutes of a stretch: lines are counted by minutes. */
export function wholeMinutes({ minutes }: Rhythm, { from, to }: Silence): Silence {
  const grid = minutes[0]
  return {
    from: grid + Math.ceil((from - grid) / MINUTE) * MINUTE,
    to: grid + Math.floor((to - grid) / MINUTE) * MINUTE,
  }
}

const dispersions = new WeakMap<Rhythm, number>()

/** Variance over mean of the lines of minutes that follow one another without a silence of an hour, against the mean of their own hour. */
export function dispersionOf(rhythm: Rhythm): number {
  const known = dispersions.get(rhythm)
  if (known !== undefined) return known
  const { minutes, counts } = rhythm
  let squares = 0
  let sum = 0
  for (let from = 0; from < minutes.length; ) {
    const hour = Math.floor(minutes[from] / (60 * MINUTE))
    let to = from
    while (to < minutes.length && Math.floor(minutes[to] / (60 * MINUTE)) === hour) to++
    const some = counts.subarray(from, to)
    const mean = some.reduce((total, count) => total + count, 0) / some.length
    squares += some.reduce((total, count) => total + (count - mean) ** 2, 0)
    sum += mean * some.length
    from = to
  }
  const dispersion = Math.max(1, squares / Math.max(1, sum))
  dispersions.set(rhythm, dispersion)
  return dispersion
}

function expectedAlone(rhythm: Rhythm, { from, to }: Silence): number {
  const day = DAY_MINUTES * MINUTE
  const others: number[] = []
  for (let shift = 1; from - shift * day >= rhythm.first || to + shift * day <= rhythm.last; shift++) {
    if (shift > 14) break
    if (from - shift * day >= rhythm.first) others.push(linesIn(rhythm, from - shift * day, to - shift * day))
    if (to + shift * day <= rhythm.last) others.push(linesIn(rhythm, from + shift * day, to + shift * day))
  }
  if (others.length > 0) return others.sort((a, b) => a - b)[others.length >> 1]
  const rates = [besideRate(rhythm, from, -1, to - from), besideRate(rhythm, to, 1, to - from)]
  return Math.min(...rates.filter(rate => rate !== null)) * (to - from)
}

/** Lines a millisecond in the time before or after a moment, within the log; null where the log is not there on that side. */
function besideRate(rhythm: Rhythm, at: number, side: 1 | -1, length: number): number | null {
  const reach = Math.max(FEWEST_BESIDE * MINUTE, 2 * length)
  const from = side === 1 ? at : Math.max(rhythm.first, at - reach)
  const to = side === 1 ? Math.min(rhythm.last + 1, at + reach) : at
  return to <= from ? null : linesIn(rhythm, from - MINUTE, to) / Math.max(MINUTE, to - from)
}

/** Lines that this server's usual share beside the others lets expect. */
function expectedBeside(rhythm: Rhythm, { from, to }: Silence, others: readonly Rhythm[]): number {
  const both = others.filter(other => other.first < rhythm.last && other.last > rhythm.first)
  const during = sumOf(both.map(other => linesIn(other, from, to)))
  const beside = sumOf(both.map(other => linesIn(other, rhythm.first, rhythm.last))) - during
  return beside <= 0 ? 0 : (during * rhythm.lines) / beside
}

/** Lines whose minute begins between two moments. */
export function linesIn({ minutes, sums }: Rhythm, from: number, to: number): number {
  return from >= to ? 0 : sums[positionOf(minutes, to)] - sums[positionOf(minutes, from)]
}

function summed(counts: Float64Array): Float64Array {
  const sums = new Float64Array(counts.length + 1)
  for (let i = 0; i < counts.length; i++) sums[i + 1] = sums[i] + counts[i]
  return sums
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
