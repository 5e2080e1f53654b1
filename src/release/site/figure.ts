import type { Lang } from '#kernel'
import { seriesColour } from './chart-svg.ts'
import type { Drawing, SiteVersion } from './contract.ts'
import { html, type Markup, svgMarkup } from './markup.ts'
import { numberIn } from './say.ts'
import { siteWords } from './words/words.ts'

/** A chart with what it shows in words, its legend, and a table of the very values drawn. */
export function chartFigure(drawing: Drawing, version: SiteVersion, lang: Lang): Markup {
  const { spec, points, blanks } = drawing
  const words = siteWords(lang)
  const says = (spec.kind === 'bar' ? words.chart.bars : words.chart.line)(
    meaningOf(spec.y, version, lang),
    meaningOf(spec.x, version, lang),
  )
  return html`<figure>
<figcaption>${says}${blanks === 0 ? null : ` ${words.dataSet.chartBlanks(blanks, numberIn(lang, blanks))}`}</figcaption>
${spec.series === null ? null : legend(drawing)}
${svgMarkup(drawing.wide[lang])}
${svgMarkup(drawing.narrow[lang])}
<details><summary>${words.dataSet.chartValues}</summary>
${valuesTable(drawing, points, words.dataSet.chartValues)}
</details>
</figure>`
}

/** What the dictionary says of a column, or its name. */
function meaningOf(name: string, { columns }: SiteVersion, lang: Lang): string {
  const meaning = columns.find(column => column.name === name)?.meaning?.[lang]
  return meaning ? `${name} (${meaning.replace(/[.\s]+$/, '')})` : name
}

function legend({ points }: Drawing): Markup {
  const names = [...new Set(points.map(([, series]) => series))]
  const items = names.map(
    (name, at) =>
      html`<li><svg width="14" height="14" aria-hidden="true" focusable="false"><rect width="14" height="14" fill="${seriesColour(at)}"/></svg> ${name === '' ? '–' : name}</li>`,
  )
  return html`<ul class="legend">${items}</ul>`
}

function valuesTable({ spec }: Drawing, points: Drawing['points'], label: string): Markup {
  const heads = [spec.x, ...(spec.series === null ? [] : [spec.series]), spec.y]
  const last = heads.length - 1
  const rows = points.map(
    cells => html`<tr>${cells.map((cell, at) => (at === last ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`))}</tr>
`,
  )
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="cells"><thead><tr>${heads.map((head, at) => (at === last ? html`<th scope="col" class="number">${head}</th>` : html`<th scope="col">${head}</th>`))}</tr></thead>
<tbody>${rows}</tbody></table></div>`
}
