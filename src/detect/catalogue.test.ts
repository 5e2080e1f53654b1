import { expect, test } from 'vitest'
import { CATALOGUE, KIND_IDS } from './catalogue.ts'

const specs = KIND_IDS.map(id => [id, CATALOGUE[id]] as const)
const idsWhere = (keep: (spec: (typeof CATALOGUE)['age']) => boolean) =>
  specs.filter(([, s]) => keep(s)).map(([id]) => id)

test('every kind has a label in French and English and a rule in each law pack', () => {
  for (const [, { label, law }] of specs)
    for (const words of [...Object.values(label), ...Object.values(law)]) expect(words).not.toBe('')
})

test('no two kinds have the same label, so that a report never shows one word for two things', () => {
  for (const lang of ['fr', 'en'] as const)
    expect(new Set(specs.map(([, s]) => s.label[lang])).size).toBe(KIND_IDS.length)
})

test('GDPR Art. 9(1): health, genetic, biometric, belief, union, sex life and ethnic origin are special categories', () => {
  expect(idsWhere(s => s.legal === 'special-category')).toEqual(
    KIND_IDS.filter(id => /^(health\.|genetic|biometric|belief\.|sex-life|origin\.)/.test(id)),
  )
})

test('GDPR Art. 10: convictions and the numbers that criminal records offices give are offences data', () => {
  const given = ['id.gb.pnc', 'id.gb.cro', 'id.gb.prison', 'id.gb.crn', 'id.us.cii', 'offence', 'offence.natinf']
  expect(idsWhere(s => s.legal === 'offences')).toEqual(given)
})

test('GDPR Art. 87 and loi 78-17 art. 30: the NIR is a national identifier and identifies directly', () => {
  expect(CATALOGUE['id.fr.nir']).toMatchObject({ personal: 'direct', legal: 'national-identifier', role: 'identifier' })
  expect(CATALOGUE['id.fr.nir'].law.eu).toContain('loi 78-17 art. 30')
})

test('GDPR recital 14: numbers and names of companies and places are not about a person', () => {
  expect(idsWhere(s => s.personal === 'none')).toEqual(KIND_IDS.filter(id => /^(company|place)\./.test(id)))
})

test('every number of the family id identifies directly', () => {
  const numbers = KIND_IDS.filter(id => id.startsWith('id.') && id !== 'id.record')
  expect(numbers.filter(id => CATALOGUE[id].personal !== 'direct')).toEqual([])
})

test('every category is written as the Data Privacy Vocabulary writes its terms', () => {
  for (const [, { dpv }] of specs) expect(dpv).toMatch(/^(pd|dpv):[A-Z][A-Za-z]+$/)
})
