import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import type { Lang } from '#kernel'
import { printable } from '#page'
import type { ChartSpec } from '../contract.ts'
import type { Point } from './chart.ts'
import { barPlot } from './chart-bars.ts'
import { linePlot } from './chart-lines.ts'
import { escaped } from './markup.ts'
import { numberIn } from './say.ts'
import { siteWords } from './words/words.ts'

export type ChartLook = Readonly<{
  spec: ChartSpec
  lang: Lang
  /** For screens, and for telephones: the text of a drawing that is only made smaller cannot be read. */
  width: 'wide' | 'narrow'
  isNumberX: boolean
  title: string
}>

/** Width of each drawing, in pixels. */
export const CHART_WIDTHS = { wide: 720, narrow: 320 } as const

/** Colours by series come from the style sheet, so that they follow light and dark. */
export function seriesColour(at: number): string {
  return `var(--series-${at + 1})`
}

/** The chart as inline SVG, named and described; no style inside, which the policy of the portal forbids. */
export function drawSvg(points: readonly Point[], look: ChartLook): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const shown = points.map(point => ({ ...point, x: printable(point.x), series: printable(point.series) }))
  const options = look.spec.kind === 'bar' ? barPlot(shown, look) : linePlot(shown, look)
  const plot = Plot.plot({ document, width: CHART_WIDTHS[look.width], ...options })
  for (const style of plot.querySelectorAll('style')) style.remove()
  for (const element of plot.querySelectorAll('*')) tidy(element)
  const [width, height] = [plot.getAttribute('width'), plot.getAttribute('height')]
  const id = `chart-${look.width}`
  const title = siteWords(look.lang).chart.title(look.title)
  return `<svg class="${look.width}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title ${id}-desc" text-anchor="middle" font-size="13" fill="currentColor"><title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(descriptionOf(points, look))}</desc>${plot.innerHTML}</svg>`
}

/** What a person who does not see the drawing is told first. */
function descriptionOf(points: readonly Point[], { spec, lang }: ChartLook): string {
  const words = siteWords(lang).chart
  const values = points.flatMap(({ y }) => (y === null ? [] : [y]))
  const [lowest, highest] = values.reduce(
    ([low, high], y) => [Math.min(low, y), Math.max(high, y)],
    [values[0], values[0]],
  )
  return [
    (spec.kind === 'bar' ? words.bars : words.line)(spec.y, spec.x),
    ...(spec.series === null ? [] : [words.bySeries(spec.series)]),
    words.extent(numberIn(lang, values.length), numberIn(lang, lowest), numberIn(lang, highest)),
    words.below,
  ].join(' ')
}

/** Takes away what names the parts of a picture that is named as a whole, and what is finer than can be seen. */
function tidy(element: Element): void {
  for (const name of ['aria-label', 'aria-hidden', 'class']) element.removeAttribute(name)
  for (const { name, value } of [...element.attributes])
    if (/\d\.\d{3}/.test(value)) element.setAttribute(name, value.replace(/(\d\.\d\d)\d+/g, '$1'))
}
