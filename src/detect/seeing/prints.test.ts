import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dictionary, hashOf } from './dictionary.ts'
import { dayTextOf, printOf, templateOf, textOf } from './prints.ts'

const encoder = new TextEncoder()

function dictionaryOf(values: readonly string[]): Dictionary {
  const dictionary = new Dictionary()
  for (const value of values) {
    const bytes = encoder.encode(value)
    const hash = hashOf(bytes, 0, bytes.length)
    if (dictionary.find(bytes, 0, bytes.length, hash) === 0) dictionary.add(bytes, 0, bytes.length, hash)
  }
  return dictionary
}

function print(value: string, template: string | null): [number, number] {
  const out = new Uint32Array(2)
  const bytes = encoder.encode(value)
  printOf(bytes, 0, bytes.length, template, out, 0)
  return [out[0], out[1]]
}

const TIMES = Array.from({ length: 50 }, (_, i) => `2021-03-${String((i % 28) + 1).padStart(2, '0')} 10:0${i % 10}:00`)
const TEMPLATE = '9999-99-99 99:99:99'

describe('what is kept of a value when its column has too many', () => {
  test('a column of timestamps is seen to be one, a column of keys is not', () => {
    expect(templateOf(dictionaryOf(TIMES))).toBe(TEMPLATE)
    expect(templateOf(dictionaryOf(Array.from({ length: 50 }, (_, i) => `K${1_000_000_000 + i}`)))).toBeNull()
    expect(templateOf(dictionaryOf(['2021-03-01', '2021-03-02']))).toBeNull()
  })

  test('a timestamp can be read again from its print, and no two share one', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), date => {
        const text = date.toISOString().slice(0, 19).replace('T', ' ')
        const [low, high] = print(text, TEMPLATE)
        expect(textOf(low, high, TEMPLATE)).toBe(text)
        expect(dayTextOf(high, TEMPLATE)).toBe(`${text.slice(0, 10)} 00:00:00`)
      }),
    )
  })

  test('a value written otherwise gets a fingerprint that no timestamp can have', () => {
    const [low, high] = print('yesterday', TEMPLATE)
    expect(textOf(low, high, TEMPLATE)).toBeNull()
    expect(high).toBeGreaterThanOrEqual(0x80000000)
  })
})
