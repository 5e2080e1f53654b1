import * as Plot from '@observablehq/plot'
import type { Lang } from '#kernel'
import type { Point } from './chart.ts'
import { CHART_WIDTHS, type ChartLook, seriesColour } from './chart-svg.ts'
import { numberIn } from './say.ts'

/** Lines are told apart by their strokes too, not by colour alone (WCAG 1.4.1). */
const DASHES = ['none', '7 4', '2 3', '10 3 2 3', '14 5', '4 2 1 2']
/** Points are marked where each can be seen. */
const MOST_DOTS = 40
const ISO_DAY = /^\d{4}-\d{2}(?:-\d{2})?$/
/** A label of the horizontal axis takes about so many pixels. */
const LABEL_PIXELS = 74

/** A line chart: along numbers, days (`2026-03` or `2026-03-02`), or the values of x in the order of the file. */
export function linePlot(points: readonly Point[], look: ChartLook): Plot.PlotOptions {
  const { spec, lang, width } = look
  const along = alongOf(points, look)
  const series = [...new Set(points.map(point => point.series))]
  const rows = points.map(point => ({ ...point, at: along.place(point.x) })).sort(along.order)
  const hasNegative = points.some(({ y }) => (y ?? 0) < 0)
  const hasDots = points.length / series.length <= MOST_DOTS
  return {
    height: width === 'wide' ? 360 : 300,
    marginTop: 34,
    marginBottom: 38,
    marginLeft: 62,
    marginRight: 22,
    x: { ...along.scale, label: null },
    y: { label: null, nice: true, ...(hasNegative ? {} : { zero: true }) },
    marks: [
      Plot.gridY({ ticks: 5, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisY({
        label: null,
        ticks: 5,
        tickSize: 0,
        fontSize: 12,
        tickFormat: (value: number) => numberIn(lang, value),
      }),
      Plot.axisX({ label: null, fontSize: 12, ticks: along.ticks, tickFormat: along.format }),
      Plot.ruleY([0]),
      ...series.flatMap((name, at) => {
        const own = rows.filter(row => row.series === name)
        const stroke = seriesColour(at)
        const line = Plot.lineY(own, { x: 'at', y: 'y', stroke, strokeWidth: 2, strokeDasharray: DASHES[at] })
        return hasDots ? [line, Plot.dot(own, { x: 'at', y: 'y', fill: stroke, r: 3 })] : [line]
      }),
      Plot.text([spec.y], {
        frameAnchor: 'top-left',
        textAnchor: 'start',
        dy: -24,
        dx: -56,
        text: (name: string) => name,
      }),
    ],
  }
}

type Place = number | string | Date
type Row = Readonly<{ at: Place }>
type Along = Readonly<{
  place(x: string): Place
  order(a: Row, b: Row): number
  scale: Plot.ScaleOptions
  ticks: Place[]
  format(value: Place): string
}>

function alongOf(points: readonly Point[], { isNumberX, lang, width }: ChartLook): Along {
  const xs = [...new Set(points.map(({ x }) => x))]
  const most = Math.max(2, Math.floor((CHART_WIDTHS[width] - 84) / LABEL_PIXELS))
  if (xs.every(x => ISO_DAY.test(x))) return alongDays(xs, lang, most)
  if (isNumberX && xs.every(x => x !== '')) return alongNumbers(xs, lang, most)
  const ticks = spread(xs, most)
  return { place: x => x, order: () => 0, scale: { type: 'point', domain: xs }, ticks, format: shortLabel }
}

function alongDays(xs: readonly string[], lang: Lang, most: number): Along {
  const hasDays = xs.some(x => x.length > 7)
  const shown = {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
    ...(hasDays ? { day: 'numeric' as const } : {}),
  } as const
  const format = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', shown)
  const days = xs.map(x => new Date(x)).sort((a, b) => a.getTime() - b.getTime())
  return {
    place: x => new Date(x),
    order: ({ at: a }, { at: b }) => Number(a) - Number(b),
    scale: { type: 'utc' },
    ticks: spread(days, Math.max(2, Math.floor(most * (hasDays ? 0.7 : 1)))),
    format: value => format.format(value as Date),
  }
}

function alongNumbers(xs: readonly string[], lang: Lang, most: number): Along {
  const numbers = xs.map(x => Number(x.replace(',', '.'))).sort((a, b) => a - b)
  // 2026 is a year, not 2,026 of something.
  const isYears = numbers.every(x => Number.isInteger(x) && x >= 1000 && x <= 2999)
  return {
    place: x => Number(x.replace(',', '.')),
    order: ({ at: a }, { at: b }) => Number(a) - Number(b),
    scale: { type: 'linear' },
    ticks: spread(numbers, most),
    format: value => (isYears ? String(value) : numberIn(lang, value as number)),
  }
}

/** At most so many of the values, evenly, the first and the last among them where they fit. */
function spread<T>(values: readonly T[], most: number): T[] {
  if (values.length <= most) return [...values]
  const step = Math.ceil((values.length - 1) / (most - 1))
  return values.filter((_, at) => at % step === 0)
}

function shortLabel(value: Place): string {
  const text = String(value)
  return text.length > 12 ? `${text.slice(0, 11)}…` : text
}
