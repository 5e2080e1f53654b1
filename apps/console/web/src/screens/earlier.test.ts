import { describe, expect, test } from 'vitest'
import type { ProposalWords } from '#release'
import { takenFrom } from './earlier.ts'
import { emptyDraft } from './proposal.ts'

const both = (text: string) => ({ fr: `${text} (fr)`, en: `${text} (en)` })
const earlier: ProposalWords = {
  slug: 'requests',
  title: both('Requests'),
  description: both('Counted each year'),
  licence: 'ODbL-1.0',
  changes: both('First version'),
  columns: { year: both('the year'), gone: both('no longer there') },
  table: 1,
  chart: { kind: 'bar', x: 'year', y: 'requests', series: null },
  embargo: '2026-03-01T00:00:00.000Z',
}
const empty = { ...emptyDraft(), slug: 'requests' }
const COLUMNS = ['year', 'requests']

describe('a second version of a data set', () => {
  test('takes over the words of the version before; what changed, the table and the embargo are its own', () => {
    expect(takenFrom(earlier, empty, new Set(), COLUMNS)).toEqual({
      draft: {
        ...empty,
        title: earlier.title,
        description: earlier.description,
        licence: 'ODbL-1.0',
        columns: { year: both('the year'), requests: { fr: '', en: '' } },
        chart: 'bar',
        x: 'year',
        y: 'requests',
      },
      what: ['title', 'description', 'licence', 'dictionary', 'chart'],
    })
  })

  test('never puts anything over what was written or chosen', () => {
    const written = { ...empty, title: { fr: 'Autre titre', en: '' }, columns: { year: { fr: 'an', en: 'yr' } } }
    const { draft, what } = takenFrom(earlier, written, new Set(['title', 'licence', 'chart']), COLUMNS)
    expect(draft.title).toEqual({ fr: 'Autre titre', en: 'Requests (en)' })
    expect(draft).toMatchObject({ columns: written.columns, licence: 'etalab-2.0', chart: 'none', x: '' })
    expect(what).toEqual(['title', 'description'])
  })

  test('has no chart where one of its columns is not in the table', () => {
    const chart = { kind: 'line', x: 'year', y: 'requests', series: 'district' } as const
    const without = takenFrom({ ...earlier, chart }, empty, new Set(), COLUMNS)
    expect([without.draft.chart, without.draft.x, without.what.includes('chart')]).toEqual(['none', '', false])
    const within = takenFrom({ ...earlier, chart }, empty, new Set(), [...COLUMNS, 'district'])
    expect(within.draft).toMatchObject({ chart: 'line', x: 'year', y: 'requests', series: 'district' })
  })

  test('has nothing more to take once it was taken', () => {
    const { draft } = takenFrom(earlier, empty, new Set(), COLUMNS)
    expect(takenFrom(earlier, draft, new Set(), COLUMNS)).toEqual({ draft, what: [] })
  })
})
