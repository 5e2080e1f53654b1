import { describe, expect, test } from 'vitest'
import { type Country, inventPerson, randomFrom } from './people.ts'

const COUNTRIES: readonly Country[] = ['us', 'fr', 'gb']
const crowd = (country: Country, seed = 1, size = 2000) => {
  const random = randomFrom(seed)
  return Array.from({ length: size }, () => inventPerson(random, country))
}

describe('invented people', () => {
  test('the same seed gives the same people, another seed others', () => {
    expect(crowd('fr', 3, 50)).toEqual(crowd('fr', 3, 50))
    expect(crowd('fr', 3, 50)).not.toEqual(crowd('fr', 4, 50))
  })

  test.each(COUNTRIES)('birth dates are real days between 1925 and 2001: %s', country => {
    for (const { birthDate } of crowd(country)) {
      expect(new Date(`${birthDate}T00:00:00Z`).toISOString().slice(0, 10)).toBe(birthDate)
      expect(birthDate >= '1925-01-01' && birthDate <= '2001-12-31').toBe(true)
    }
  })

  test('every NIR has the right key, the sex and the month of its person, and a commune that does not exist', () => {
    for (const { identifier, sex, birthDate } of crowd('fr')) {
      expect(identifier).toMatch(/^[12]\d{4}\d{2}990\d{3}\d{2}$/)
      expect(97 - Number(BigInt(identifier.slice(0, 13)) % 97n)).toBe(Number(identifier.slice(13)))
      expect(identifier[0]).toBe(sex === 'M' ? '1' : '2')
      expect(identifier.slice(1, 5)).toBe(birthDate.slice(2, 4) + birthDate.slice(5, 7))
    }
  })

  test('every NHS number has the right check digit', () => {
    for (const { identifier } of crowd('gb')) {
      const sum = [...identifier].slice(0, 9).reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
      expect((11 - (sum % 11)) % 11).toBe(Number(identifier[9]))
    }
  })

  test('telephone numbers and addresses of mail are of the ranges kept for fiction', () => {
    const form: Readonly<Record<Country, RegExp>> = {
      us: /^\(\d{3}\) 555-01\d\d$/,
      fr: /^06 39 98 \d\d \d\d$/,
      gb: /^07700 900\d{3}$/,
    }
    for (const country of COUNTRIES)
      for (const { phone, email } of crowd(country)) {
        expect(phone).toMatch(form[country])
        expect(email).toMatch(/^[a-z.]+\d+@example\.(org|com|net)$/)
      }
  })
})
