import { describe, expect, test } from 'vitest'
import { emptyDraft, slugOf, wordsOf, wrongIn } from './proposal.ts'

const both = { fr: 'Titre', en: 'Title' }
const full = { ...emptyDraft(), slug: 'titre', title: both, description: both, changes: both, columns: { n: both } }

describe('a proposal being written', () => {
  test('an address is made of a title without its accents', () => {
    expect(slugOf("Démarches par arrondissement, à l'été 2026 !")).toBe('demarches-par-arrondissement-a-l-ete-2026')
  })

  test('an empty one names every field that is missing, in the order of the form', () => {
    expect(wrongIn(emptyDraft(), ['n'], 0)).toEqual({
      title: 'missing',
      description: 'missing',
      changes: 'missing',
      slug: 'slugWrong',
      'column:n': 'missing',
    })
  })

  test('one language is not enough', () => {
    expect(wrongIn({ ...full, title: { fr: 'Titre', en: ' ' } }, ['n'], 0)).toEqual({ title: 'missing' })
  })

  test('a chart names columns of the chosen table', () => {
    expect(wrongIn({ ...full, chart: 'bar', x: 'n', y: 'other' }, ['n'], 0)).toEqual({ chart: 'chartWrong' })
  })

  test('an embargo that is past is refused', () => {
    const now = new Date('2026-03-01T00:00:00Z').getTime()
    expect(wrongIn({ ...full, embargo: '2026-02-01T10:00' }, ['n'], now)).toEqual({ embargo: 'embargoPast' })
    expect(wrongIn({ ...full, embargo: '2026-04-01T10:00' }, ['n'], now)).toEqual({})
  })

  test('only the columns of the chosen table are sent, and texts without their outer blanks', () => {
    const sent = wordsOf({ ...full, title: { fr: ' Titre ', en: 'Title' }, columns: { n: both, gone: both } }, ['n'])
    expect(sent.columns).toEqual({ n: both })
    expect(sent.title).toEqual(both)
    expect(sent.chart).toBeNull()
    expect(sent.embargo).toBeNull()
  })
})
