import { describe, expect, test } from 'vitest'
import { isMeasured, readNumber } from './column-facts.ts'
import { factsOf } from './judging.test-kit.ts'

const series = (length: number, of: (i: number) => string): string[] => Array.from({ length }, (_, i) => of(i))

describe('what counts as a value', () => {
  test('blanks and words for nothing are no values', async () => {
    const { filled, distinct, sample } = await factsOf(['red', 'NA', ' n/a ', 'inconnu', '', 'blue', 'red', '-'])
    expect([filled, distinct, [...sample].sort()]).toEqual([3, 2, ['blue', 'red']])
  })

  test('the most frequent values leave out what the last twentieth of the rows hold', async () => {
    const { common } = await factsOf([...series(60, () => 'F'), ...series(39, () => 'M'), 'Femme'])
    expect(common).toEqual(['F', 'M'])
  })

  test('rows of numbers that a spreadsheet cut are counted', async () => {
    const { scientificRows } = await factsOf(['2.95E+14', '1,85E+14', '2.95E+14', '295109912611193', 'E+14'])
    expect(scientificRows).toBe(3)
  })
})

describe('keys and counters', () => {
  test('a column with a value of its own on nearly each row is like a key', async () => {
    expect((await factsOf(series(100, i => `k${Math.min(i, 97)}`))).isKeyLike).toBe(true)
    expect((await factsOf(series(100, i => `k${Math.min(i, 96)}`))).isKeyLike).toBe(false)
    expect((await factsOf(['a', 'b', 'c', 'd'])).isKeyLike).toBe(false)
  })

  test('whole numbers without a gap, each once, are a counter in any order and from any start', async () => {
    expect((await factsOf(['12', '10', '11'])).isCounter).toBe(true)
    expect((await factsOf(['10', '11', '13'])).isCounter).toBe(false)
    expect((await factsOf(['10', '11', '11', '12'])).isCounter).toBe(false)
    expect((await factsOf(['1', '2'])).isCounter).toBe(false)
  })
})

describe('dates', () => {
  test('are read in the order that most values have', async () => {
    const days = ['31/12/1985', '12/03/1985', '25/06/1990', '02/11/2001']
    const { dates } = await factsOf(days)
    expect(dates).toMatchObject({ order: 'dmy', share: 1, hasTime: false, firstYear: 1985, lastYear: 2001 })
  })

  test('of six values, three remarks are too many to be a column of dates, two are not', async () => {
    const day = (i: number): string => `19${60 + i}-05-17`
    expect((await factsOf([...series(4, day), 'soon', 'later'])).dates?.share).toBe(4 / 6)
    expect((await factsOf([...series(3, day), 'soon', 'later', 'never'])).dates).toBeNull()
  })

  test('are plausible births when they lie between today and 110 years ago', async () => {
    const { dates } = await factsOf(['1910-01-01', '1950-01-01', '2000-01-01', '2030-01-01'])
    expect(dates?.plausibleAges).toBe(0.5)
  })
})

describe('numbers', () => {
  test.each([
    ['1 234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['0,125', 0.125],
    ['-12', -12],
    ['45 %', 45],
    ['1,234,567', 1_234_567],
  ])('%s is read as %d', (text, number) => expect(readNumber(text)).toBe(number))

  test.each(['', '-', '12a', '1.2.3', '%'])('"%s" is no number', text => expect(readNumber(text)).toBeNull())

  test('say whether they are whole, from where to where, and with how many decimals', async () => {
    const { numbers } = await factsOf(['1', '2.25', '10', '-3.5'])
    expect(numbers).toEqual({ share: 1, integers: false, whole: 0.5, min: -3.5, max: 10, decimals: 2 })
  })

  test('with decimals are measured, whole ones are not', async () => {
    expect(isMeasured(await factsOf(['1.5', '2.25', '3']))).toBe(true)
    expect(isMeasured(await factsOf(['1', '2', '3']))).toBe(false)
    expect(isMeasured(await factsOf(['a', 'b', 'c']))).toBe(false)
  })
})
