import { describe, expect, test } from 'vitest'
import type { KindId } from '../catalogue.ts'
import { type Fit, fitOf } from './fits.ts'
import { factsOf } from './judging.test-kit.ts'

const series = (length: number, of: (i: number) => string): string[] => Array.from({ length }, (_, i) => of(i))
const births = series(60, i => `${1930 + i}-0${(i % 9) + 1}-15`)
const words = series(60, i => `${'abcdefghij'[i % 10]}${'klmnop'[i % 6]}word`)

/** What the values say of a header that announces each kind. */
async function fits(values: readonly string[], ...kinds: readonly KindId[]): Promise<Fit[]> {
  const facts = await factsOf(values)
  return kinds.map(kind => fitOf(kind, facts))
}

describe('values under a header that announces', () => {
  test('a birth date: dates of people of all ages agree strongly, dates to come say nothing, words contradict', async () => {
    expect(await fits(births, 'birth.date')).toEqual([2])
    expect(
      await fits(
        series(60, i => `${2030 + i}-01-15`),
        'birth.date',
      ),
    ).toEqual([0])
    expect(await fits(words, 'birth.date')).toEqual([-1])
  })

  test('an age: whole numbers to 125 agree, a greater one contradicts, so do fractions', async () => {
    expect(await fits(['18', '42', '125'], 'age')).toEqual([1])
    expect(await fits(['18', '42', '126'], 'age')).toEqual([-1])
    expect(await fits(['18.25', '42.5', '12.75'], 'age')).toEqual([-1])
    expect(await fits(['18-25', '26-40', 'over 40'], 'age')).toEqual([1])
  })

  test('a sex: a few codes or words of sexes agree, many numbers or other words contradict', async () => {
    expect(await fits(['F', 'M', 'F', 'M'], 'sex')).toEqual([1])
    expect(await fits(['1', '2', '1', '2'], 'sex')).toEqual([1])
    expect(await fits(['1', '2', '3', '4', '5', '6'], 'sex')).toEqual([-1])
    expect(await fits(['north', 'south', 'east'], 'sex')).toEqual([-1])
  })

  test('an e-mail address: without an @ words contradict, digests say nothing', async () => {
    expect(await fits(['a@example.org', 'b@example.org'], 'contact.email')).toEqual([2])
    expect(await fits(words, 'contact.email')).toEqual([-1])
    expect(
      await fits(
        series(20, i => `${'abcdef'[i % 6]}${i}f0e1d2c3b4a59687`),
        'contact.email',
      ),
    ).toEqual([0])
  })

  test('a name: short words agree, numbers contradict, three values on many rows are categories', async () => {
    expect(await fits(words, 'name.family')).toEqual([1])
    expect(await fits(['12', '13', '14'], 'name.family')).toEqual([-1])
    expect(
      await fits(
        series(60, i => ['alive', 'dead', 'moved'][i % 3]),
        'name.family',
      ),
    ).toEqual([-1])
  })

  test('an opinion or an origin: words alone never confirm it, measures contradict it', async () => {
    expect(await fits(words, 'belief.religion', 'origin.ethnic', 'offence')).toEqual([0, 0, 0])
    expect(await fits(['1.5', '2.5', '3.5'], 'belief.religion', 'origin.ethnic', 'offence')).toEqual([-1, -1, -1])
  })

  test('a number of the State: one whose check fails may be masked, a date or a measure is none', async () => {
    expect(await fits(['XXXXXXX1234', 'XXXXXXX5678'], 'id.fr.nir')).toEqual([0])
    expect(await fits(births, 'id.fr.nir')).toEqual([-1])
    expect(await fits(['1.5', '2.5', '3.5'], 'id.fr.nir')).toEqual([-1])
  })

  test('a place on the globe: decimals in range agree, out of range contradict', async () => {
    expect(await fits(['48.85', '-89.9'], 'geo.latitude', 'geo.longitude')).toEqual([1, 1])
    expect(await fits(['48.85', '-120.5'], 'geo.latitude', 'geo.longitude')).toEqual([-1, 1])
  })
})
