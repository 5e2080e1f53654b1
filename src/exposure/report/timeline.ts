import type { Lang } from '#kernel'
import { markupSafe as safe, shortened } from '#page'
import type { Window } from '../contract.ts'
import type { Coverage, Exposure } from '../counting/document.ts'
import { lasting, moment, type Pen, penIn, serverName, subjectOf } from './phrases.ts'
import { printStyle, standaloneStyle } from './style.ts'
import { type Bar, barsOf, cutTo, type Span, spanOf, ticksOf, uncoveredOf } from './timeline-scale.ts'

/** Drawn twice: the text of a drawing that is only made smaller cannot be read on a telephone. */
export type TimelineWidth = 'wide' | 'narrow'

type Shape = Readonly<{
  width: number
  left: number
  right: number
  lane: number
  bars: number
  ticks: number
  name: number
}>
const SHAPES: Readonly<Record<TimelineWidth, Shape>> = {
  wide: { width: 1080, left: 176, right: 20, lane: 62, bars: 440, ticks: 11, name: 21 },
  narrow: { width: 320, left: 4, right: 4, lane: 48, bars: 104, ticks: 5, name: 34 },
}
const KINDS = ['whole', 'partial', 'probes'] as const
const BAND = 14
const BETWEEN = 12
const LABEL = 17
const SERVERS_SHOWN = 12
// The rest of a sheet of paper is for words.
const SERVERS_IN_PRINT = 4
// What a picture has around it that no page explains: room, what it shows above, what its marks mean below.
const BARE: Frame = { above: 0, below: 0, aside: 0 }
const ALONE: Frame = { above: 48, below: 40, aside: 24 }
const ON_PAPER: Frame = { above: 0, below: 26, aside: 0 }
// One access must be seen beside a thousand.
const LOWEST_BAR = 1.5

type Frame = Readonly<{ above: number; below: number; aside: number }>
type Drawing = Readonly<{
  shape: Shape
  frame: Frame
  width: TimelineWidth
  span: Span
  pen: Pen
  servers: number
  x(at: number): number
}>
type Lane = Readonly<{ label: string; under: string; height: number; body(top: number): string }>

/**
 * The answer as a picture: accesses over time by kind, when the object could be reached and when it was taken, and for which
 * times each server's log is evidence. Inline SVG, named and described; classes only, the colours are in `TIMELINE_STYLE`.
 * Null where no time at all is known.
 */
export function timelineSvg(exposure: Exposure, lang: Lang, width: TimelineWidth): string | null {
  return pictureOf(exposure, lang, width, SERVERS_SHOWN, BARE)
}

function pictureOf(exposure: Exposure, lang: Lang, width: TimelineWidth, servers: number, frame: Frame): string | null {
  const span = spanOf(exposure)
  if (span === null) return null
  const shape = SHAPES[width]
  const inner = shape.width - shape.left - shape.right
  const x = (at: number) => shape.left + ((at - span.from) / (span.to - span.from)) * inner
  return drawn(exposure, { shape, frame, width, span, pen: penIn(lang), servers, x })
}

/** The picture as a file of its own, in light and dark; null where no time at all is known. */
export function timelineFile(exposure: Exposure, lang: Lang): string | null {
  return standing(pictureOf(exposure, lang, 'wide', SERVERS_SHOWN, ALONE), standaloneStyle())
}

/** The picture for a sheet of paper set in `font`; null where no time at all is known. */
export function timelineForPrint(exposure: Exposure, lang: Lang, font: string): string | null {
  return standing(pictureOf(exposure, lang, 'wide', SERVERS_IN_PRINT, ON_PAPER), printStyle(font))
}

function standing(svg: string | null, css: string): string | null {
  if (svg === null) return null
  const style = `<style>${css}</style>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replace('</desc>', `</desc>${style}`)}\n`
}

function drawn(exposure: Exposure, drawing: Drawing): string {
  const { shape, frame, width, span, pen } = drawing
  const { minutes, bars } = barsOf(exposure.timeline.steps, exposure.timeline.stepMinutes, span, shape.bars)
  const step = lasting(minutes * 60, pen)
  const lanes = [
    ...accessLanes(bars, minutes, step, hasUnsure(exposure), drawing),
    ...windowLanes(exposure, drawing),
    ...serverLanes(exposure.coverage, drawing),
  ]
  const parts: string[] = []
  let top = 8
  for (const lane of lanes) {
    parts.push(laneOf(lane, top, drawing))
    top += heightOf(lane, drawing) + BETWEEN
  }
  const height = top + 44
  const shade = shadeOf(exposure, top, drawing)
  const id = `timeline-${width}`
  const { title, description } = pen.words.picture
  const highest = bars.reduce((most, bar) => Math.max(most, ...KINDS.map(kind => bar[kind])), 0)
  const told = description(
    `${moment(new Date(span.from).toISOString())} UTC`,
    `${moment(new Date(span.to).toISOString())} UTC`,
    step,
    pen.say.count(highest),
  )
  const [wide, tall] = [shape.width + 2 * frame.aside, height + frame.above + frame.below]
  const named = safe(title(shortened(subjectOf(exposure, pen), 80)))
  const heading = frame.above > 0 ? `<text class="heading" x="0" y="-18">${named}</text>` : ''
  return `<svg class="timeline ${width}" viewBox="${-frame.aside} ${-frame.above} ${wide} ${tall}" width="${wide}" height="${tall}" role="img" aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">${named}</title><desc id="${id}-desc">${safe(told)}</desc>
<defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
${shade}${heading}${parts.join('\n')}
${axisOf(top, drawing)}${frame.below > 0 ? legendOf(height + 8, drawing) : ''}</svg>`
}

/** What the marks of a server's log mean; a page says it beside the picture. */
function legendOf(top: number, { shape, width, pen }: Drawing): string {
  const { covered, gap } = pen.words.picture
  // As wide as a letter is on paper, where letters are largest.
  const next = shape.left + 60 + covered.length * 9
  const mark = (kind: string, x: number, more = ''): string =>
    `<rect class="${kind}" x="${x}" y="${top}" width="22" height="12"${more}/>`
  const hatched = mark('hatched', next, ` fill="url(#timeline-${width}-hatch)"`)
  const said = (text: string, x: number): string =>
    `<text class="under" x="${x + 30}" y="${top + 11}">${safe(text)}</text>`
  return `${mark('log', shape.left)}${said(covered, shape.left)}${mark('gap', next)}${hatched}${said(gap, next)}`
}

function heightOf(lane: Lane, { width }: Drawing): number {
  return lane.height + (width === 'narrow' ? LABEL : 0)
}

/** A lane with its name: at the left, or above it where there is no room at the left. */
function laneOf(lane: Lane, top: number, { shape, width }: Drawing): string {
  if (width === 'narrow') {
    const under = lane.under === '' ? '' : `<tspan class="under" dx="8">${safe(lane.under)}</tspan>`
    return `<text x="${shape.left}" y="${top + 12}">${safe(lane.label)}${under}</text>${lane.body(top + LABEL)}`
  }
  const middle = top + lane.height / 2 + (lane.under === '' ? 4.5 : -2)
  const under = lane.under === '' ? '' : `<text class="under" x="0" y="${middle + 15}">${safe(lane.under)}</text>`
  return `<text x="0" y="${middle}">${safe(lane.label)}</text>${under}${lane.body(top)}`
}

/** Whether some transfer is certain of which it is not certain whether it was whole or in part: it stands among those in part. */
function hasUnsure({ transfers: { any, whole, partial } }: Exposure): boolean {
  return any.low > whole.low + partial.low || (partial.high !== null && partial.high > partial.low)
}

/** One lane for each kind, all on one scale, so that they can be compared. */
function accessLanes(bars: readonly Bar[], minutes: number, step: string, isUnsure: boolean, drawing: Drawing): Lane[] {
  const { pen, shape } = drawing
  const highest = Math.max(1, ...bars.map(bar => Math.max(...KINDS.map(kind => bar[kind]))))
  return KINDS.map(kind => {
    const most = bars.reduce((found, bar) => Math.max(found, bar[kind]), 0)
    const under = most === 0 ? pen.words.none : pen.words.picture.most(pen.say.count(most), step)
    const body = (top: number) =>
      `${baseLine(top + shape.lane, drawing)}${barsIn(bars, kind, { top, minutes, highest }, drawing)}`
    const name = kind === 'partial' && isUnsure ? 'partialOrNot' : kind
    return { label: pen.words.picture[name], under, height: shape.lane, body }
  })
}

function barsIn(
  bars: readonly Bar[],
  kind: (typeof KINDS)[number],
  { top, minutes, highest }: Readonly<{ top: number; minutes: number; highest: number }>,
  { shape, span, x }: Drawing,
): string {
  const path = bars.flatMap(bar => {
    const part = cutTo({ from: bar.at, to: bar.at + minutes * 60_000 }, span)
    if (bar[kind] === 0 || part === null) return []
    const tall = Math.max(LOWEST_BAR, (bar[kind] / highest) * shape.lane)
    const left = x(part.from)
    // A hair of paper between bars that are wide enough to lose it.
    const wide = Math.max(1, x(part.to) - left - (x(part.to) - left > 4 ? 1 : 0))
    return [`M${short(left)} ${short(top + shape.lane)}v${short(-tall)}h${short(wide)}v${short(tall)}z`]
  })
  return path.length === 0 ? '' : `<path class="${kind}" d="${path.join('')}"/>`
}

function baseLine(y: number, { shape }: Drawing): string {
  return `<line class="base" x1="${shape.left}" x2="${shape.width - shape.right}" y1="${y}" y2="${y}"/>`
}

function windowLanes({ exposureWindow, accessWindow }: Exposure, drawing: Drawing): Lane[] {
  const { picture } = drawing.pen.words
  return [
    { label: picture.exposureWindow, window: exposureWindow, kind: 'reachable' },
    { label: picture.accessWindow, window: accessWindow, kind: 'taken' },
  ].map(({ label, window, kind }) => ({
    label,
    under: '',
    height: BAND,
    body: top => `${track(top, drawing)}${bandOf(window, kind, top, drawing)}`,
  }))
}

function bandOf({ from, to }: Window, kind: string, top: number, drawing: Drawing): string {
  if (from === null && to === null) return ''
  const { span } = drawing
  return stretch(
    { from: from === null ? span.from : Date.parse(from), to: to === null ? span.to : Date.parse(to) },
    kind,
    top,
    drawing,
  )
}

function track(top: number, { shape }: Drawing): string {
  return `<rect class="track" x="${shape.left}" y="${top}" width="${shape.width - shape.left - shape.right}" height="${BAND}"/>`
}

/** A part of a band; an instant is drawn two pixels wide. */
function stretch(one: Span, kind: string, top: number, { span, x, width }: Drawing): string {
  const part = cutTo({ from: one.from, to: Math.max(one.to, one.from + 1) }, span)
  if (part === null) return ''
  const box = `x="${short(x(part.from))}" y="${top}" width="${short(Math.max(2, x(part.to) - x(part.from)))}" height="${BAND}"`
  const hatch = kind === 'gap' ? `<rect class="hatched" fill="url(#timeline-${width}-hatch)" ${box}/>` : ''
  return `<rect class="${kind}" ${box}/>${hatch}`
}

function serverLanes(coverage: readonly Coverage[], drawing: Drawing): Lane[] {
  const { pen, shape } = drawing
  const shown = coverage.slice(0, drawing.servers).map(server => ({
    label: shortened(serverName(server, pen), shape.name),
    under: '',
    height: BAND,
    body: (top: number) => `${track(top, drawing)}${coverageBar(server, top, drawing)}`,
  }))
  const rest = coverage.length - shown.length
  const more = { label: pen.words.screen.moreServers(rest, pen.say), under: '', height: BAND, body: () => '' }
  return rest > 0 ? [...shown, more] : shown
}

function coverageBar({ from, to, gaps, pauses }: Coverage, top: number, drawing: Drawing): string {
  const spanOfTimes = (one: Readonly<{ from: string; to: string }>) => ({
    from: Date.parse(one.from),
    to: Date.parse(one.to),
  })
  const log = from === null || to === null ? '' : stretch(spanOfTimes({ from, to }), 'log', top, drawing)
  const holes = gaps.map(gap => stretch(spanOfTimes(gap), 'gap', top, drawing))
  const breaks = pauses.map(pause => stretch(spanOfTimes(pause), 'pause', top, drawing))
  return log + holes.join('') + breaks.join('')
}

/** Behind everything: the time for which a server's log is missing. */
function shadeOf({ coverage }: Exposure, bottom: number, { span, x }: Drawing): string {
  return uncoveredOf(coverage, span)
    .map(
      ({ from, to }) =>
        `<rect class="shade" x="${short(x(from))}" y="0" width="${short(Math.max(2, x(to) - x(from)))}" height="${bottom}"/>`,
    )
    .join('')
}

function axisOf(top: number, drawing: Drawing): string {
  const { span, shape, x, pen } = drawing
  const ticks = ticksOf(span, shape.ticks, pen.lang).map(({ at, label, below }) => {
    const place = x(at)
    const anchor = place > shape.width - 30 ? 'end' : place < shape.left + 24 && shape.left < 24 ? 'start' : 'middle'
    const day =
      below === ''
        ? ''
        : `<text class="day" x="${short(place)}" y="${top + 33}" text-anchor="${anchor}">${safe(below)}</text>`
    return `<line class="base" x1="${short(place)}" x2="${short(place)}" y1="${top}" y2="${top + 5}"/><text class="hour" x="${short(place)}" y="${top + 18}" text-anchor="${anchor}">${safe(label)}</text>${day}`
  })
  const zone = drawing.width === 'wide' ? `<text class="under" x="0" y="${top + 18}">${pen.words.utc}</text>` : ''
  return `${baseLine(top, drawing)}${zone}${ticks.join('')}`
}

function short(x: number): string {
  return String(Math.round(x * 10) / 10)
}
