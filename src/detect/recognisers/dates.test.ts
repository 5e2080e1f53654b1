import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DateOrder, dayNumber, isDateMask, ORDER_BITS, parseDate, possibleOrders } from './dates.ts'
import { maskOf } from './mask.ts'

/** Any UTF-16 units, unpaired surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map(units => String.fromCharCode(...units))

/** 12 March 1985, 3 December 1985, 31 December 1985. */
const MARCH = 5549
const DECEMBER_3 = 5815
const DECEMBER_31 = 5843

describe('each way of writing a date', () => {
  test.each([
    ['1985-03-12', 'ymd', MARCH],
    ['1985/3/12', 'ymd', MARCH],
    ['19850312', 'ymd', MARCH],
    ['85-03-12', 'ymd', MARCH],
    ['12/03/1985', 'dmy', MARCH],
    ['12.03.1985', 'dmy', MARCH],
    ['12 03 1985', 'dmy', MARCH],
    ['12.03.85', 'dmy', MARCH],
    ['12031985', 'dmy', MARCH],
    ['3/12/1985', 'mdy', MARCH],
    ['03/12/85', 'mdy', MARCH],
    ['12/03/1985', 'mdy', DECEMBER_3],
    ['31/12/1985', 'dmy', DECEMBER_31],
    ['12 mars 1985', 'dmy', MARCH],
    ['Mardi 12 mars 1985', 'dmy', MARCH],
    ['3 déc. 1985', 'dmy', DECEMBER_3],
    ['3 DECEMBRE 1985', 'ymd', DECEMBER_3],
    ['1er mars 1985', 'dmy', MARCH - 11],
    ['March 12, 1985', 'mdy', MARCH],
    ['12th March 1985', 'dmy', MARCH],
    ['12-Mar-85', 'dmy', MARCH],
    ['12. März 1985', 'dmy', MARCH],
    ['Tue Mar 12 1985', 'mdy', MARCH],
  ] as const)('%s, %s', (raw, order, day) => {
    expect(parseDate(raw, order)).toEqual({ day, hasTime: false })
    expect(isDateMask(maskOf(raw))).toBe(true)
  })
})

describe('a time behind the date', () => {
  test.each([
    ['1985-03-12T14:30:00Z', 'ymd', true],
    ['1985-03-12 14:30:00.123456+01:00', 'ymd', true],
    ['1985-03-12T00:00:00+02:00', 'ymd', false],
    ['1985-03-12 00:00:00', 'ymd', false],
    ['19850312143000', 'ymd', true],
    ['12/03/1985 14:30', 'dmy', true],
    ['12/03/1985 à 14h30', 'dmy', true],
    ['3/12/1985 2:30 PM', 'mdy', true],
    ['3/12/1985 12:00:00 AM', 'mdy', false],
    ['1985-03-12T23:59:59.999+01:00[Europe/Paris]', 'ymd', true],
  ] as const)('%s', (raw, order, hasTime) => {
    expect(parseDate(raw, order)).toEqual({ day: MARCH, hasTime })
    expect(isDateMask(maskOf(raw))).toBe(true)
  })
})

test('what is no date under any order', () => {
  const values = [
    '',
    'hello',
    '12 mars',
    '1985-13-12',
    '1985-02-29',
    '31/04/1985',
    '00/03/1985',
    '12345678',
    '99991231',
    '1985',
    '12/1985',
  ]
  const others = [
    '1.2.3',
    '12/03-1985',
    '1985-03-12 remboursé',
    '192.0.2.44',
    '06 39 98 12 34',
    '123456789',
    '1985-03-12x',
    '12 foo 1985',
    '1985-03-12T25:00',
  ]
  expect([...values, ...others].filter(value => possibleOrders(value) !== 0)).toEqual([])
})

test('a value that reads both ways says so, and the order decides', () => {
  expect(possibleOrders('12/03/1985')).toBe(ORDER_BITS.dmy | ORDER_BITS.mdy)
  expect(possibleOrders('31/12/1985')).toBe(ORDER_BITS.dmy)
  expect(possibleOrders('3/29/1982')).toBe(ORDER_BITS.mdy)
  expect(possibleOrders('1985-03-12')).toBe(ORDER_BITS.ymd)
  expect(possibleOrders('01/02/03')).toBe(ORDER_BITS.ymd | ORDER_BITS.dmy | ORDER_BITS.mdy)
  expect(possibleOrders('12 mars 1985')).toBe(ORDER_BITS.ymd | ORDER_BITS.dmy | ORDER_BITS.mdy)
  expect(parseDate('31/12/1985', 'mdy')).toBeNull()
})

test('two-digit years: 00 to 29 are 2000 to 2029, 30 to 99 are 1930 to 1999', () => {
  expect(parseDate('01/06/29', 'dmy')?.day).toBe(dayNumber(2029, 6, 1))
  expect(parseDate('01/06/30', 'dmy')?.day).toBe(dayNumber(1930, 6, 1))
})

test('day numbers agree with the platform calendar, from year 1 to 9999', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), day => {
      const date = new Date(day * 86_400_000)
      const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
      expect(dayNumber(year, month, dayOfMonth)).toBe(day)
    }),
    { seed: 3 },
  )
})

test('a date written in any form is read back as the same day', () => {
  const two = (n: number): string => String(n).padStart(2, '0')
  fc.assert(
    fc.property(fc.integer({ min: dayNumber(1930, 1, 1), max: dayNumber(2029, 12, 31) }), day => {
      const date = new Date(day * 86_400_000)
      const [y, m, d] = [date.getUTCFullYear(), two(date.getUTCMonth() + 1), two(date.getUTCDate())]
      const forms: readonly (readonly [string, DateOrder])[] = [
        [`${y}-${m}-${d}`, 'ymd'],
        [`${y}${m}${d}`, 'ymd'],
        [`${d}/${m}/${y}`, 'dmy'],
        [`${d}.${m}.${two(y % 100)}`, 'dmy'],
        [`${Number(m)}/${Number(d)}/${y}`, 'mdy'],
        [`${y}-${m}-${d}T08:15:00Z`, 'ymd'],
      ]
      expect(forms.map(([raw, order]) => parseDate(raw, order)?.day)).toEqual(forms.map(() => day))
    }),
    { seed: 4 },
  )
})

test('no text makes it throw', () => {
  fc.assert(
    fc.property(anyText, text => {
      expect(possibleOrders(text)).toBeLessThanOrEqual(7)
    }),
    { seed: 5 },
  )
})
