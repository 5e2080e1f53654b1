import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type Refusal, type TemporaryFolder, temporaryFolder } from '#kernel'
import type { ChartSpec } from '../contract.ts'
import { drawChart } from './chart.ts'
import type { Drawing } from './contract.ts'
import { HOSTILE } from './site.test-kit.ts'
import { tableFiles } from './table-files.ts'

const TITLE = { fr: 'Visites', en: 'Visits' }
const BARS: ChartSpec = { kind: 'bar', x: 'year', y: 'n', series: null }
let folder: TemporaryFolder
let made = 0

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

async function drawn(csv: string, spec: Partial<ChartSpec> = {}): Promise<Drawing | Refusal> {
  const at = join(folder.path, String(made++))
  mkdirSync(at)
  writeFileSync(join(at, 'in.csv'), csv)
  const table = await tableFiles({ place: join(at, 'in.csv'), table: 0 }, join(at, 'out'))
  if (isRefusal(table)) throw new Error(table.code)
  return await drawChart(join(at, 'out', 'data.csv'), table, { ...BARS, ...spec }, TITLE)
}

async function drawing(csv: string, spec: Partial<ChartSpec> = {}): Promise<Drawing> {
  const answer = await drawn(csv, spec)
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}

async function refusal(csv: string, spec: Partial<ChartSpec> = {}): Promise<string> {
  const answer = await drawn(csv, spec)
  return isRefusal(answer) ? answer.code : 'no refusal'
}

/** The texts inside a drawing. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(match => match[1])
}

describe('a chart', () => {
  test('has one bar for each row of the CSV that goes out, as long as its value', async () => {
    const { wide, points } = await drawing('year,n\n2024,10\n2025,30\n')
    const heights = [...wide.en.matchAll(/<rect[^>]* height="([\d.]+)"/g)].map(match => Number(match[1]))
    expect(heights.length).toBe(2)
    expect(heights[1] / heights[0]).toBeCloseTo(3, 2)
    expect(points).toEqual([
      ['2024', '10'],
      ['2025', '30'],
    ])
    expect(textsOf(wide.en)).toEqual(['2024', '2025', '10', '30', 'n'])
  })

  test('says in words what it shows, in both languages', async () => {
    const { wide } = await drawing('year,n\n2024,1000.5\n2025,30\n')
    expect(wide.fr).toContain('<title id="chart-wide-title">Graphique\u00a0: Visites</title>')
    expect(wide.fr).toContain('2 valeurs, de 30 à 1\u202f000,5.')
    expect(wide.en).toContain('2 values, from 30 to 1,000.5.')
  })

  test('is the same bytes each time, without anything that the policy of the portal forbids', async () => {
    const csv = 'year,kind,n\n2024,a,1\n2024,b,2\n2025,a,3\n2025,b,\n'
    const specs: Partial<ChartSpec>[] = [{ series: 'kind' }, { kind: 'line', series: 'kind' }]
    for (const spec of specs) {
      const [one, other] = [await drawing(csv, spec), await drawing(csv, spec)]
      expect(one).toEqual(other)
      for (const svg of [one.wide.fr, one.narrow.en])
        expect(svg).not.toMatch(/<style|style=|<script|href|plot-|\son[a-z]+=/)
      expect(one.blanks).toBe(1)
    }
  })

  test('reads decimal commas, and survives being stored as JSON', async () => {
    const made = await drawing('year;n\n2024;1,5\n2025;2,25\n')
    expect(made.points[1]).toEqual(['2025', '2.25'])
    expect(JSON.parse(JSON.stringify(made))).toEqual(made)
  })

  test('interrupts its line where a value is missing', async () => {
    const { wide } = await drawing('year,n\n2021,1\n2022,2\n2023,\n2024,4\n2025,5\n', { kind: 'line' })
    const line = /<path stroke="var\(--series-1\)"[^>]*>|<path[^>]* d="(M[^"]*)"[^>]*\/>(?=<\/g>)/g
    const paths = [...wide.en.matchAll(line)].map(match => match[1] ?? '')
    expect(paths.some(d => (d.match(/M/g) ?? []).length === 2)).toBe(true)
  })

  test('keeps years, days and words in their order along its line', async () => {
    const years = await drawing('year,n\n2025,1\n2023,2\n2024,3\n', { kind: 'line' })
    expect(textsOf(years.wide.en).filter(text => /^20/.test(text))).toEqual(['2023', '2024', '2025'])
    const days = await drawing('year,n\n2025-03,1\n2025-04,2\n', { kind: 'line' })
    expect(textsOf(days.wide.fr)).toContain('avr. 2025')
    const words = await drawing('year,n\nnord,1\nest,2\n', { kind: 'line' })
    expect(textsOf(words.wide.en).filter(text => /^(nord|est)$/.test(text))).toEqual(['nord', 'est'])
  })

  test('shows hostile labels as text', async () => {
    const { wide, narrow } = await drawing(`year,n\n"${HOSTILE.replaceAll('"', '""')}",1\nb,2\n`)
    for (const svg of [wide.fr, narrow.en]) {
      expect(svg).not.toContain('<script')
      expect(svg).not.toContain('<img')
      expect(svg).not.toContain('\u202e')
    }
  })

  test('is refused when a column is not there, stands twice, or is of texts', async () => {
    expect(await refusal('year,n\n2024,1\n', { y: 'm' })).toBe('release/chart-column')
    expect(await refusal('year,n\n2024,1\n', { y: 'year' })).toBe('release/chart-column')
    expect(await refusal('year,n\n2024,many\n')).toBe('release/chart-not-numeric')
    expect(await refusal('year,n,m\n2024,,1\n2025,,1\n')).toBe('release/chart-not-numeric')
  })

  test('is refused when two rows would stand at one place: nothing is summed', async () => {
    const csv = 'year,kind,n\n2024,a,1\n2024,b,2\n'
    expect(await refusal(csv)).toBe('release/chart-not-one-each')
    expect(await refusal(csv, { series: 'kind' })).toBe('no refusal')
  })

  test('is refused when nobody could read it', async () => {
    const rows = (many: number): string => Array.from({ length: many }, (_, at) => `${at},${at}`).join('\n')
    expect(await refusal(`year,n\n${rows(121)}\n`)).toBe('release/chart-too-many')
    expect(await refusal(`year,n\n${rows(120)}\n`)).toBe('no refusal')
    expect(await refusal(`year,n\n${rows(1001)}\n`, { kind: 'line' })).toBe('release/chart-too-many')
    const seven = Array.from({ length: 7 }, (_, at) => `2024,k${at},1`).join('\n')
    expect(await refusal(`year,kind,n\n${seven}\n`, { series: 'kind' })).toBe('release/chart-too-many')
  })
})
