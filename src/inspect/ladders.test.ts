import { describe, expect, test } from 'vitest'
import type { ColumnCodes, JudgedColumn, KindId } from '#detect'
import { byDay, isReadByDay, ladderOf } from './ladders.ts'

function columnOf(kind: KindId, dateOrder: JudgedColumn['dateOrder'] = null): JudgedColumn {
  const finding = {
    kind,
    confidence: 'certain',
    rows: 1,
    share: 1,
    distinct: 1,
    legal: 'ordinary',
    reasons: [],
  } as const
  return {
    name: 'c', label: 'c', index: 0, personal: 'indirect', filled: 1, distinct: 1, distinctAtLeast: 1, isKeyLike: false,
    dateOrder, kinds: [finding], rare: [],
  } // biome-ignore format: one column
}

/** Codes 1, 2, 3 … of these values; 0 is blank. */
function codesOf(...values: readonly (string | null)[]): ColumnCodes {
  const codes = Uint32Array.from(values, (_, i) => i + 1)
  const shared = new Uint32Array(new SharedArrayBuffer(codes.byteLength))
  shared.set(codes)
  return { codes: shared, cardinality: values.length + 1, text: code => values[code - 1] }
}

/** Each rung as its name and the groups of values that it merges, in the order of the values. */
function merged(kind: KindId, ...values: readonly string[]): Record<string, string[]> {
  const rungs = ladderOf(columnOf(kind), codesOf(...values))
  return Object.fromEntries(
    rungs.map(({ name, codes, cardinality }) => [
      name,
      Array.from({ length: cardinality - 1 }, (_, i) => values.filter((_, v) => codes[v + 1] === i + 1).join(' ')),
    ]),
  )
}

describe('how a column is made coarser', () => {
  test('French and American postcodes become their first three, two and one figures', () => {
    expect(merged('address.postcode', '31000', '31020', '31400', '33000', '94110')).toEqual({
      area: ['31000 31020', '31400', '33000', '94110'],
      department: ['31000 31020 31400', '33000', '94110'],
      region: ['31000 31020 31400 33000', '94110'],
    })
  })

  test('British postcodes become their outward code, then its letters', () => {
    expect(merged('address.postcode', 'SW1A 1AA', 'SW1A 2AA', 'SW9 8HT', 'M1 1AE')).toEqual({
      area: ['SW1A 1AA SW1A 2AA', 'SW9 8HT', 'M1 1AE'],
      department: ['SW1A 1AA SW1A 2AA SW9 8HT', 'M1 1AE'],
    })
  })

  test('ages become bands of five and ten years from zero', () => {
    expect(merged('age', '30', '34', '35', '39', '40')).toEqual({
      '5 years': ['30 34', '35 39', '40'],
      '10 years': ['30 34 35 39', '40'],
    })
  })

  test('what is no number is never taken for a newborn: it stays apart on every rung', () => {
    expect(merged('age', '0', '3', 'adult', '-', '18-25')).toEqual({
      '5 years': ['0 3', 'adult', '-', '18-25'],
    })
  })

  test('a rung that merges nothing more than the one below is left out', () => {
    expect(merged('age', '30', '31')).toEqual({ '5 years': ['30 31'] })
    expect(merged('age', '10', '20')).toEqual({})
  })

  test('a kind that has no coarser reading has no ladder, nor has a column whose texts were not kept', () => {
    expect(ladderOf(columnOf('sex'), codesOf('F', 'M'))).toEqual([])
    expect(ladderOf(columnOf('age'), codesOf(null, null))).toEqual([])
  })
})

describe('dates', () => {
  test('are read by their day whatever the hour, then by month, year and decade', () => {
    const { base, ladder } = byDay(
      codesOf('2021-03-01 08:00', '2021-03-01 09:30', '2021-03-02', '2021-04-01', '2022-01-01', '1999-12-31'),
      'ymd',
    )
    expect([...base.codes]).toEqual([0, 1, 1, 2, 3, 4, 5])
    expect(ladder.map(({ name, codes }) => [name, [...codes]])).toEqual([
      ['month', [0, 1, 1, 2, 3, 4]],
      ['year', [0, 1, 1, 1, 2, 3]],
      ['decade', [0, 1, 1, 1, 1, 2]],
    ])
  })

  test('what is no date keeps a class of its own on every rung', () => {
    const { base, ladder } = byDay(codesOf('2021-03-01', 'about 1950', '2021-03-01', 'unclear'), 'ymd')
    expect([...base.codes]).toEqual([0, 1, 2, 1, 3])
    expect(ladder.map(({ codes }) => [...codes])).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ])
  })

  test('a column is read by days when its kind is a date and most of its values are', () => {
    expect(isReadByDay(columnOf('birth.date', 'dmy'))).toBe(true)
    expect(isReadByDay(columnOf('birth.date'))).toBe(false)
    expect(isReadByDay(columnOf('address.postcode', 'dmy'))).toBe(false)
  })
})
