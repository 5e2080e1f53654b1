import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeCode, readCode } from './one-time-code.ts'

const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const drawn = fc
  .array(fc.nat(31), { minLength: 15, maxLength: 15 })
  .map(draws => makeCode(below => (draws.shift() ?? 0) % below))

describe('a one-time code', () => {
  test('is four groups of four signs, and reads back in any case, with or without dashes and blanks', () => {
    fc.assert(
      fc.property(drawn, code => {
        expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
        const parts = readCode(code)
        expect(parts && parts.selector + parts.secret).toBe(code.replaceAll('-', '').slice(0, 15))
        expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toEqual(parts)
      }),
    )
  })

  test('reads the letters O, I and L as the digits that they look like', () => {
    const code = makeCode(() => 1)
    expect(readCode(code.replaceAll('1', 'l'))).toEqual(readCode(code))
    expect(readCode(code.replaceAll('1', 'I'))).toEqual(readCode(code))
  })

  test('shows every single wrong sign', () => {
    fc.assert(
      fc.property(drawn, fc.nat(15), fc.integer({ min: 1, max: 31 }), (code, place, step) => {
        const signs = [...code.replaceAll('-', '')]
        signs[place] = SIGNS[(SIGNS.indexOf(signs[place]) + step) % SIGNS.length]
        expect(readCode(signs.join(''))).toBe(null)
      }),
    )
  })

  test('is not read from more signs, fewer, or others', () => {
    const code = makeCode(() => 7)
    expect([code.slice(1), `${code}7`, code.replace('7', 'U'), ''].map(readCode)).toEqual([null, null, null, null])
  })
})
