import { describe, expect, test } from 'vitest'
import { CATALOGUE, type JudgedColumn, type JudgedTable, type KindId, type Personal } from '#detect'
import { keyVariables } from './key-variables.ts'

type Told = Readonly<
  Partial<Pick<JudgedColumn, 'distinctAtLeast' | 'isKeyLike' | 'dateOrder'>> & { personal?: Personal }
>

/** A table whose columns are called by their kinds. */
function tableOf(rows: number, ...kinds: readonly (readonly [KindId, Told?])[]): JudgedTable {
  const columns = kinds.map(
    ([kind, told = {}], index): JudgedColumn => ({
      name: kind, label: kind, index, personal: 'indirect', filled: rows, distinct: 50, distinctAtLeast: 50, isKeyLike: false,
      dateOrder: null, rare: [],
      kinds: [{ kind, confidence: 'certain', rows, share: 1, distinct: 50, legal: CATALOGUE[kind].legal, reasons: [] }],
      ...told,
    }), // biome-ignore format: one column
  )
  return { rows, about: 'people', aboutReasons: [], columns }
}

function chosen(table: JudgedTable, asked: readonly string[] = []): { keys: string[]; sensitive: string[] } {
  const { keys, sensitive } = keyVariables(table, asked)
  return { keys: keys.map(column => column.name), sensitive: sensitive.map(column => column.name) }
}

const MANY: readonly (readonly [KindId])[] = [
  ['geo.longitude'], ['birth.date'], ['age'], ['sex'], ['address.postcode'], ['address.city'], ['address.region'],
  ['work.occupation'], ['civil.nationality'], ['civil.marital'], ['work.employer'], ['education.level'], ['birth.place'],
] // biome-ignore format: one list

describe('which columns others may know', () => {
  test('are those of a person’s traits and whereabouts, in the order of the table', () => {
    const table = tableOf(100, ['sex'], ['name.full', { personal: 'direct' }], ['birth.date'], ['address.postcode'])
    expect(chosen(table).keys).toEqual(['sex', 'birth.date', 'address.postcode'])
  })

  test('are not those that are nobody’s, nor those where everybody has the same', () => {
    const table = tableOf(100, ['sex', { personal: 'none' }], ['age', { distinctAtLeast: 1 }], ['birth.date'])
    expect(chosen(table).keys).toEqual(['birth.date'])
  })

  test('are not those with a value of its own on each row, unless they are dates', () => {
    const table = tableOf(
      100,
      ['work.occupation', { isKeyLike: true }],
      ['birth.date', { isKeyLike: true, dateOrder: 'ymd' }],
    )
    expect(chosen(table).keys).toEqual(['birth.date'])
  })

  test('are at most twelve of a table up to a million rows, eight beyond, the least known left out', () => {
    const small = chosen(tableOf(1_000_000, ...MANY)).keys
    expect([small.length, small.includes('geo.longitude')]).toEqual([12, false])
    expect(chosen(tableOf(1_000_001, ...MANY)).keys).toEqual([
      'birth.date', 'age', 'sex', 'address.postcode', 'address.city', 'address.region', 'work.occupation', 'civil.nationality',
    ]) // biome-ignore format: one list
  })

  test('are those that the user names, and no others', () => {
    expect(chosen(tableOf(100, ['sex'], ['birth.date'], ['money.amount']), ['money.amount', 'sex']).keys).toEqual([
      'sex',
      'money.amount',
    ])
  })
})

describe('which columns tell what others would learn', () => {
  test('are sensitive ones that are no keys and take few values', () => {
    const table = tableOf(
      100,
      ['sex'],
      ['health.icd10'],
      ['belief.religion'],
      ['health.atc', { distinctAtLeast: 10_001 }],
      ['offence', { isKeyLike: true }],
    )
    expect(chosen(table).sensitive).toEqual(['health.icd10', 'belief.religion'])
    expect(chosen(table, ['health.icd10']).sensitive).toEqual(['belief.religion'])
  })
})
