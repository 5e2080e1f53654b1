import { describe, expect, test } from 'vitest'
import { factsOf, figure, markupSafe, paragraph, section, tableOf } from './markup.ts'

const HOSTILE = `<script a="b" c='d'>&\u202e`
const SAFE = '&lt;script a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;\\u202e'

describe('the markup of a page', () => {
  test('text cannot become markup, and characters that act are written out', () => {
    expect(markupSafe(HOSTILE)).toBe(SAFE)
  })

  test('no part of a page lets text through as it is', () => {
    const all = [
      paragraph(HOSTILE),
      section('id', 2, HOSTILE, ''),
      factsOf([[HOSTILE, HOSTILE]]),
      tableOf(HOSTILE, [HOSTILE, HOSTILE, HOSTILE], [[HOSTILE, HOSTILE, figure(HOSTILE)]]),
    ]
    for (const html of all) expect(html).not.toContain('<script')
    expect(all[0]).toBe(`<p>${SAFE}</p>`)
  })

  test('a table that folds on narrow screens keeps its roles, and every cell its header', () => {
    expect(tableOf('People', ['name_of', 'rows'], [['birth_date', figure('12')]])).toBe(
      `<table role="table"><caption>People</caption><thead role="rowgroup"><tr role="row">` +
        '<th role="columnheader" scope="col">name_of</th><th role="columnheader" scope="col" class="number">rows</th></tr></thead>\n' +
        '<tbody role="rowgroup"><tr role="row"><th role="rowheader" scope="row" data-head="name_of">birth_<wbr>date</th>' +
        '<td role="cell" class="number" data-head="rows">12</td></tr></tbody></table>',
    )
  })
})
