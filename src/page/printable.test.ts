import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printable, shortened } from './printable.ts'

describe('names from outside', () => {
  test('terminal escapes, direction overrides and invisible characters are written out', () => {
    expect(printable('a\u001b[31mb\u202ec\u200bd\u0085e\n')).toBe('a\\x1b[31mb\\u202ec\\u200bd\\x85e\\x0a')
  })

  test('no name can act on a terminal', () => {
    const acting = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u
    const shownAsIs =
      /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}]/gu
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !acting.test(printable(text).replace(shownAsIs, ''))))
  })

  test('ordinary names of any alphabet are left alone', () => {
    for (const name of ['date de naissance', 'Müller', 'имя', '名前', 'الاسم', '👩']) expect(printable(name)).toBe(name)
  })

  test('a long name keeps both ends', () => {
    expect(shortened('abcdefghijklmnop', 9)).toBe('abcd…mnop')
    expect(shortened('abcdefghi', 9)).toBe('abcdefghi')
  })
})
