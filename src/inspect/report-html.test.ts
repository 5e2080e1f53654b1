import { describe, expect, test } from 'vitest'
import { clearExample, example, hostileExample, mixedExample } from '../../tests/cli/example-inspection.ts'
import { htmlReport } from './report-html.ts'

describe('the page', () => {
  test('the verdict comes first, then columns, map, way out, what was not read, how it was computed', () => {
    const page = htmlReport(example, 'en')
    const order = ['<h1', '>Columns<', '>Map of the risky', '>The cheapest', '>Not read<', '>How this was computed<']
    const at = order.map(mark => page.indexOf(mark))
    expect(at).not.toContain(-1)
    expect(at).toEqual([...at].sort((a, b) => a - b))
  })

  test('it runs nothing and fetches nothing', () => {
    const page = htmlReport(hostileExample, 'en')
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    )
    expect(page).not.toMatch(/<script|<iframe|<object|<link|<img|url\(|@import|javascript:/i)
    expect([...page.matchAll(/\s(?:src|href|action)="([^"]*)"/g)].map(match => match[1])).toEqual(['#verdict'])
  })

  test('names of files and columns are text, whatever they try', () => {
    const page = htmlReport(hostileExample, 'fr')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;\\x1b[31m\\u202e')
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })

  test('the map is a picture with the same figures beside it as a table', () => {
    const page = htmlReport(example, 'en')
    expect(page.match(/<svg role="img" aria-labelledby="([^"]+)"/)?.[1]).toBe('t0-map-alt')
    expect(page).toContain('<title id="t0-map-alt">')
    expect(page.match(/class="bar"/g)).toHaveLength(9)
    expect(page).toContain('data-head="Columns together">dob + zip</th>')
  })

  test('a set that a smaller one already explains is not drawn, and is in the table', () => {
    const page = htmlReport(example, 'en')
    const picture = page.slice(page.indexOf('<svg'), page.indexOf('</svg>'))
    expect(picture.match(/class="dot in"/g)).toHaveLength(18) // no set of five
    expect(page).toContain('>dob + sex + race + zip + issued</th>')
  })

  test('every identifier is unique and every label points to one', () => {
    const page = htmlReport(mixedExample, 'en')
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, label] of page.matchAll(/aria-labelledby="([^"]+)"/g)) expect(ids).toContain(label)
  })

  test('in French it is French throughout', () => {
    const page = htmlReport(example, 'fr')
    expect(page).toContain('<html lang="fr">')
    expect(page).toContain('>Ne pas publier</h1>')
    expect(page).not.toMatch(/>(Columns|How sure|Rows|Share|Not read|do not publish)</)
  })

  test('what was not read is named with its reason', () => {
    expect(htmlReport(mixedExample, 'en')).toContain(
      '<strong>dump.zip!secret.xlsx</strong> – it is protected by a password',
    )
    expect(htmlReport(example, 'en')).toContain('Everything was read.')
  })

  test('a clear answer has no map and no formula', () => {
    const page = htmlReport(clearExample, 'en')
    expect(page).toContain('>Nothing found</h1>')
    expect(page).not.toContain('<svg')
    expect(page).not.toContain('Sweeney')
  })
})
