import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Dictionary, fingerprint, hashOf } from './dictionary.ts'

const encoder = new TextEncoder()

function fill(values: readonly string[]): { dictionary: Dictionary; codes: number[] } {
  const dictionary = new Dictionary()
  const codes = values.map(value => {
    const bytes = encoder.encode(value)
    const hash = hashOf(bytes, 0, bytes.length)
    const code = dictionary.find(bytes, 0, bytes.length, hash) || dictionary.add(bytes, 0, bytes.length, hash)
    dictionary.counts[code - 1]++
    return code
  })
  return { dictionary, codes }
}

describe('the distinct values of a column', () => {
  test('equal values have one code, different values have different codes, and each code gives its text back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), values => {
        const { dictionary, codes } = fill(values)
        expect(dictionary.size).toBe(new Set(values).size)
        expect(codes.map(code => dictionary.text(code))).toEqual(values)
        expect([...dictionary.counts.slice(0, dictionary.size)].reduce((sum, n) => sum + n, 0)).toBe(values.length)
      }),
    )
  })

  test('two dictionaries joined hold each value once, with the rows of both', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (one, two) => {
        const first = fill(one).dictionary
        const { dictionary: second, codes } = fill(two)
        const translation = first.absorb(Dictionary.from(second.pack()))
        expect(first.size).toBe(new Set([...one, ...two]).size)
        expect(codes.map(code => first.text(translation[code]))).toEqual(two)
        const total = [...first.counts.slice(0, first.size)].reduce((sum, n) => sum + n, 0)
        expect(total).toBe(one.length + two.length)
      }),
    )
  })

  test('a packed and unpacked dictionary still finds and adds values', () => {
    const values = Array.from({ length: 1000 }, (_, i) => `value ${i}`)
    const again = Dictionary.from(fill(values).dictionary.pack())
    const bytes = encoder.encode('value 999')
    expect(again.find(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length))).toBe(1000)
    const fresh = encoder.encode('another')
    expect(again.add(fresh, 0, fresh.length, hashOf(fresh, 0, fresh.length))).toBe(1001)
    expect(again.text(1001)).toBe('another')
  })

  test('a hundred thousand sequential numbers have a hundred thousand fingerprints', () => {
    const seen = new Set<bigint>()
    const out = new Uint32Array(2)
    const whole = new BigUint64Array(out.buffer)
    for (let i = 0; i < 100_000; i++) {
      const bytes = encoder.encode(String(i))
      fingerprint(bytes, 0, bytes.length, out, 0)
      seen.add(whole[0])
    }
    expect(seen.size).toBe(100_000)
  })
})
