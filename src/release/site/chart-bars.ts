import * as Plot from '@observablehq/plot'
import type { Point } from './chart.ts'
import { CHART_WIDTHS, type ChartLook, seriesColour } from './chart-svg.ts'
import { clipped } from './page-frame.ts'
import { shortNumberIn } from './say.ts'

/** Labels of so few characters stand below upright bars; longer ones stand above bars that lie. */
const SHORT_LABEL = 5
/** Each upright bar with its space takes at least so many pixels. */
const UPRIGHT_PIXELS = 34
const LINE_PIXELS = 22
/** A digit of a value's label, a little more than it takes. */
const DIGIT_PIXELS = 8.5
/** A bold letter of a label. A label that would leave the drawing is cut; the table below has it whole. */
const LETTER_PIXELS = 8.2

/** A bar chart: upright where labels are short and few (years), otherwise lying with each label above its bars. */
export function barPlot(points: readonly Point[], look: ChartLook): Plot.PlotOptions {
  const xs = [...new Set(points.map(({ x }) => x))]
  const series = [...new Set(points.map(point => point.series))]
  const isShort = xs.every(x => x.length <= SHORT_LABEL)
  const longest = Math.max(...points.map(({ y }) => (y === null ? 0 : shortNumberIn(look.lang, y).length)))
  const pixels = Math.max(UPRIGHT_PIXELS, longest * DIGIT_PIXELS)
  const fits = xs.length * series.length * pixels <= CHART_WIDTHS[look.width] - 60
  return isShort && fits ? upright(points, xs, series, look) : lying(points, xs, series, look)
}

function upright(
  points: readonly Point[],
  xs: readonly string[],
  series: readonly string[],
  { spec, lang }: ChartLook,
): Plot.PlotOptions {
  const drawn = points.filter(({ y }) => y !== null)
  const colour = ({ series: name }: Point): string => seriesColour(series.indexOf(name))
  const labels = (side: Point[], dy: number): Plot.Markish =>
    Plot.text(side, {
      fx: 'x',
      x: 'series',
      y: 'y',
      text: ({ y }: Point) => shortNumberIn(lang, y ?? 0),
      fontSize: 12,
      dy,
    })
  return {
    height: 340,
    marginTop: 34,
    marginBottom: 44,
    marginLeft: 12,
    marginRight: 12,
    x: { domain: series, axis: null, padding: 0.12 },
    fx: { domain: xs, label: null, padding: 0.2 },
    y: { axis: null, nice: true },
    marks: [
      Plot.axisFx({ anchor: 'bottom', label: null, fontSize: 13, frameAnchor: 'bottom' }),
      Plot.barY(drawn, { fx: 'x', x: 'series', y: 'y', fill: colour }),
      Plot.ruleY([0]),
      labels(
        drawn.filter(({ y }) => (y ?? 0) >= 0),
        -9,
      ),
      labels(
        drawn.filter(({ y }) => (y ?? 0) < 0),
        9,
      ),
      Plot.text([spec.y], {
        frameAnchor: 'top-left',
        dy: -22,
        textAnchor: 'start',
        text: (name: string) => name,
        fx: () => xs[0],
      }),
    ],
  }
}

/** A row of the lying chart: the label of an x, or a bar. */
type Row = Readonly<{ key: string; label: string | null; y: number | null; at: number }>

function lying(
  points: readonly Point[],
  xs: readonly string[],
  series: readonly string[],
  { spec, lang, width }: ChartLook,
): Plot.PlotOptions {
  const rows = xs.flatMap((x, i): Row[] => [
    { key: `${i}`, label: x, y: null, at: 0 },
    ...points
      .filter(point => point.x === x)
      .map(({ y, series: name }) => ({
        key: `${i}-${series.indexOf(name)}`,
        label: null,
        y,
        at: series.indexOf(name),
      })),
  ])
  const bars = rows.filter(({ label }) => label === null)
  const least = Math.min(0, ...bars.map(({ y }) => y ?? 0))
  return {
    height: rows.length * LINE_PIXELS + 34,
    marginTop: 26,
    marginBottom: 8,
    marginLeft: least < 0 ? 60 : 2,
    marginRight: 84,
    x: { axis: null },
    y: { domain: rows.map(({ key }) => key), axis: null, padding: 0.12 },
    marks: [
      Plot.barX(bars, { y: 'key', x: 'y', fill: ({ at }: Row) => seriesColour(at) }),
      Plot.ruleX([0]),
      Plot.text(
        rows.filter(({ label }) => label !== null),
        {
          y: 'key',
          frameAnchor: 'left',
          textAnchor: 'start',
          text: ({ label }: Row) => clipped(label ?? '', Math.floor(CHART_WIDTHS[width] / LETTER_PIXELS)),
          dy: 3,
          fontSize: 13,
          fontWeight: 600,
        },
      ),
      Plot.text(bars, {
        y: 'key',
        x: ({ y }: Row) => Math.max(0, y ?? 0),
        text: ({ y }: Row) => (y === null ? '–' : shortNumberIn(lang, y)),
        textAnchor: 'start',
        dx: 6,
        fontSize: 12,
      }),
      Plot.text([spec.y], { frameAnchor: 'top-left', textAnchor: 'start', dy: -18, text: (name: string) => name }),
    ],
  }
}
