import type { Lang } from '#kernel'
import type { Exposure, TimelineStep } from '../counting/document.ts'

/** The stretch of time that a picture shows, in milliseconds since 1970 UTC. */
export type Span = Readonly<{ from: number; to: number }>

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
// What an eye reads as a round step.
const ROUND = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 20_160, 43_200, 129_600, 525_600].map(
  minutes => minutes * MINUTE,
)
// An instant has a width too, or nothing could be drawn.
const SHORTEST = 10 * MINUTE

/**
 * The time that the picture shows: that which the figures speak of, and every access. Where neither is known, that of the logs;
 * null where they have no time either.
 */
export function spanOf({ reach, exposureWindow, accessWindow, timeline, coverage }: Exposure): Span | null {
  const step = timeline.stepMinutes * MINUTE
  const accesses = timeline.steps.flatMap(({ at }) => [Date.parse(at), Date.parse(at) + step])
  const spoken = timesOf([reach, exposureWindow, accessWindow])
  const times = [...spoken, ...accesses].filter(Number.isFinite)
  const known = times.length > 0 ? times : timesOf(coverage)
  if (known.length === 0) return null
  const [from, to] = known.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [known[0], known[0]])
  return { from, to: Math.max(to, from + SHORTEST) }
}

function timesOf(windows: readonly Readonly<{ from: string | null; to: string | null }>[]): number[] {
  return windows.flatMap(({ from, to }) => [from, to]).flatMap(iso => (iso === null ? [] : [Date.parse(iso)]))
}

/** One bar: what began from `at`, in as many minutes as the bars say. */
export type Bar = Readonly<{ at: number; whole: number; partial: number; probes: number }>

/** Steps put together until there are at most `most` bars over the span; `minutes` a multiple of the document's step. */
export function barsOf(
  steps: readonly TimelineStep[],
  stepMinutes: number,
  span: Span,
  most: number,
): Readonly<{ minutes: number; bars: readonly Bar[] }> {
  const width = barWidth(stepMinutes * MINUTE, (span.to - span.from) / most)
  const bars = new Map<number, Bar>()
  for (const step of steps) {
    const at = Math.floor(Date.parse(step.at) / width) * width
    if (!Number.isFinite(at)) continue
    const bar = bars.get(at) ?? { at, whole: 0, partial: 0, probes: 0 }
    bars.set(at, {
      at,
      whole: bar.whole + step.whole,
      partial: bar.partial + step.partial,
      probes: bar.probes + step.probes,
    })
  }
  return { minutes: width / MINUTE, bars: [...bars.values()].sort((a, b) => a.at - b.at) }
}

function barWidth(step: number, least: number): number {
  if (least <= step) return step
  return ROUND.find(width => width >= least && width % step === 0) ?? Math.ceil(least / step) * step
}

/** A mark of the axis: the hour, and the day where it begins or the axis does. */
export type Tick = Readonly<{ at: number; label: string; below: string }>

/** Round moments, at most `most`; each with its hour or day, and what it lies in where that changes. */
export function ticksOf(span: Span, most: number, lang: Lang): readonly Tick[] {
  const step = ROUND.find(width => (span.to - span.from) / width < most) ?? ROUND.at(-1) ?? DAY
  const locale = lang === 'fr' ? 'fr-FR' : 'en-GB'
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' })
  const ticks: Tick[] = []
  let last = ''
  for (let at = Math.ceil(span.from / step) * step; at <= span.to && ticks.length < most; at += step) {
    const isDays = step >= DAY
    const label = isDays ? day.format(at) : new Date(at).toISOString().slice(11, 16)
    const within = isDays ? year.format(at) : day.format(at)
    ticks.push({ at, label, below: within === last ? '' : within })
    last = within
  }
  return ticks
}

/** Stretches in which at least one server gives no evidence, merged and in order, cut to the span. */
export function uncoveredOf(coverage: Exposure['coverage'], span: Span): readonly Span[] {
  const all = coverage
    .flatMap(({ gaps }) => gaps.map(gap => ({ from: Date.parse(gap.from), to: Date.parse(gap.to) })))
    .map(one => cutTo(one, span))
    .filter(one => one !== null)
    .sort((a, b) => a.from - b.from)
  const merged: Span[] = []
  for (const one of all) {
    const before = merged.at(-1)
    if (before && one.from <= before.to)
      merged[merged.length - 1] = { from: before.from, to: Math.max(before.to, one.to) }
    else merged.push(one)
  }
  return merged
}

/** The part of a stretch that lies in the span; null where none does, or where a time cannot be read. */
export function cutTo(one: Span, span: Span): Span | null {
  const cut = { from: Math.max(one.from, span.from), to: Math.min(one.to, span.to) }
  return cut.to > cut.from ? cut : null
}
