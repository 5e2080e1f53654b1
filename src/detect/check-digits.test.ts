import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mod97, passesLuhn, passesLuhn36, passesMod11Hybrid10, passesVerhoeff } from './check-digits.ts'

const digits = fc.stringMatching(/^\d{3,17}$/)
const RULES = [
  ['Luhn', passesLuhn],
  ['Verhoeff', passesVerhoeff],
  ['ISO 7064 MOD 11,10', passesMod11Hybrid10],
] as const

test.each(RULES)('%s: every number has exactly one check digit', (_name, passes) => {
  fc.assert(
    fc.property(digits, body => {
      expect([...'0123456789'].filter(digit => passes(body + digit)).length).toBe(1)
    }),
    { seed: 1 },
  )
})

test.each(RULES)('%s: no changed digit passes', (_name, passes) => {
  fc.assert(
    fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
      const whole = body + [...'0123456789'].find(digit => passes(body + digit))
      const i = at % whole.length
      expect(passes(whole.slice(0, i) + ((Number(whole[i]) + shift) % 10) + whole.slice(i + 1))).toBe(false)
    }),
    { seed: 2 },
  )
})

test('Verhoeff: no swap of different neighbours passes', () => {
  fc.assert(
    fc.property(digits, fc.nat(), (body, at) => {
      const whole = body + [...'0123456789'].find(digit => passesVerhoeff(body + digit))
      const i = at % (whole.length - 1)
      const swapped = whole.slice(0, i) + whole[i + 1] + whole[i] + whole.slice(i + 2)
      expect(passesVerhoeff(swapped)).toBe(whole[i] === whole[i + 1])
    }),
    { seed: 3 },
  )
})

test('the remainder by 97 is that of the big number, letters counting 10 to 35', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z]{1,40}$/), text => {
      const number = [...text].map(unit => Number.parseInt(unit, 36)).join('')
      expect(mod97(text)).toBe(Number(BigInt(number) % 97n))
    }),
    { seed: 4 },
  )
})

test('anything outside the alphabet is refused', () => {
  const texts = ['', ' ', '12a', '1２', 'é', '-1']
  expect(texts.filter(text => passesLuhn(text) || passesVerhoeff(text) || passesMod11Hybrid10(text))).toEqual([])
  expect(['', 'a', 'é0'].filter(passesLuhn36)).toEqual([])
  expect(mod97('é')).toBe(-1)
})
