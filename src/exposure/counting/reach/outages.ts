import { dispersionOf, linesIn, type Rhythm, type Silence, wholeMinutes } from './rhythm.ts'

const MINUTE = 60_000
/** Usual rates are those of as long a time beside the silence as it lasts: at least and at most so many minutes. */
const BESIDE_MINUTES = { least: 30, most: 240 } as const
/** The others' surplus is no chance from three standard deviations on, and no drift of their own from a tenth of what they usually write. */
const DEVIATIONS = 3
const DRIFT = 0.1
/** Of what the silent server usually writes the others take over so much: less may be a rise of their own, more is one. */
const TAKEN_OVER = { least: 0.6, most: 1.4 } as const
/** In each part of a long silence they have at least half of it, as far as so few minutes tell. */
const PARTS = { minutes: 5, most: 24, least: 0.5, deviations: 2 } as const

/**
 * Whether a silence of one server is an outage and no lost log: while it was silent the others wrote what they usually write and what it usually
 * writes, as a balancer has them do. Usual is what was written beside the silence on both sides, in between by a straight line; at the edge of a log,
 * where there is one side only, what was written there. The surplus of the others must be more than three standard deviations of their number of
 * lines (of Poisson's distribution, widened by their dispersion) and a tenth of it, be between 0.6 and 1.4 of what the silent server lacks, and hold
 * in every part of the silence. A log that was lost leaves the others as they were. False for a server alone, for few lines, and wherever the traffic
 * changes more than that. The errors that remain: a log lost for just the time in which all others rose by its share is taken for an outage; an
 * outage in changing traffic for a lost log, which opens bounds for nothing. The method is ours.
 */
export function isOutage(rhythm: Rhythm, stretch: Silence, others: readonly Rhythm[]): boolean {
  const silence = wholeMinutes(rhythm, stretch)
  const minutes = (silence.to - silence.from) / MINUTE
  const both = others.filter(other => other.first < silence.from + MINUTE && other.last > silence.to - MINUTE)
  if (both.length === 0 || minutes < 1) return false
  const own = usualOf([rhythm], rhythm, silence)
  const theirs = usualOf(both, rhythm, silence)
  if (own === null || theirs === null) return false
  const dispersion = Math.max(...both.map(dispersionOf))
  const surplus = (from: number, to: number): Surplus => {
    const [expected, lacking] = [theirs, own].map(usual => usual.linesIn(from, to))
    const deviation = Math.sqrt(dispersion * expected * (1 + (to - from) / MINUTE / theirs.minutes))
    return { more: linesOf(both, from, to) - expected, expected, lacking, deviation }
  }
  const all = surplus(silence.from, silence.to)
  if (!isTakenOver(all)) return false
  const parts = Math.min(PARTS.most, Math.max(1, Math.floor(minutes / PARTS.minutes)))
  return Array.from({ length: parts }, (_, part) => silence.from + (part * (silence.to - silence.from)) / parts)
    .map(from => surplus(toMinute(rhythm, from), toMinute(rhythm, from + (silence.to - silence.from) / parts)))
    .every(({ more, lacking, deviation }) => more >= PARTS.least * lacking - PARTS.deviations * deviation)
}

type Surplus = Readonly<{ more: number; expected: number; lacking: number; deviation: number }>

function isTakenOver({ more, expected, lacking, deviation }: Surplus): boolean {
  const isNoChance = more > DEVIATIONS * deviation + DRIFT * expected
  const most = TAKEN_OVER.most * lacking + DEVIATIONS * deviation
  return isNoChance && more >= TAKEN_OVER.least * lacking && more <= most
}

/** Lines that would be usual between two moments, and the minutes of each side that say so. */
type Usual = Readonly<{ linesIn(from: number, to: number): number; minutes: number }>

/** What some servers usually write around a silence of one, as it was beside; null where that one has no line on either side. */
function usualOf(some: readonly Rhythm[], silent: Rhythm, { from, to }: Silence): Usual | null {
  const length = (to - from) / MINUTE
  const minutes = Math.min(BESIDE_MINUTES.most, Math.max(BESIDE_MINUTES.least, length))
  const start = Math.max(silent.minutes[0], from - minutes * MINUTE)
  const end = Math.min(silent.minutes[silent.minutes.length - 1] + MINUTE, to + minutes * MINUTE)
  const before = from <= start ? null : linesOf(some, start, from) / (from - start)
  const after = end <= to ? null : linesOf(some, to, end) / (end - to)
  const [first, last] = [before ?? after, after ?? before]
  if (first === null || last === null) return null
  const rateAt = (at: number): number => first + ((last - first) * (at - from)) / (to - from)
  const seen = (Math.max(0, from - start) + Math.max(0, end - to)) / MINUTE
  return { linesIn: (a, b) => ((rateAt(a) + rateAt(b)) / 2) * (b - a), minutes: seen }
}

function linesOf(some: readonly Rhythm[], from: number, to: number): number {
  return some.reduce((sum, one) => sum + linesIn(one, from, to), 0)
}

/** The minute of a server's that begins next to a moment. */
function toMinute({ minutes }: Rhythm, at: number): number {
  return minutes[0] + Math.round((at - minutes[0]) / MINUTE) * MINUTE
}
