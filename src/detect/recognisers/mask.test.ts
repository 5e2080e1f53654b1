import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compactOf, maskOf } from './mask.ts'

/** Any UTF-16 units, unpaired surrogates included. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 })
  .map(units => String.fromCharCode(...units))

test('digits become 9, letters of any alphabet and case A, blanks one space, the rest stays', () => {
  expect(maskOf('Été 12\u00a0\t(λ)-7_é')).toBe('AAA 99 (A)-9_A')
  expect(maskOf('٣')).toBe('٣')
  expect(maskOf('  a b  ')).toBe('A A')
  expect(maskOf('')).toBe('')
})

test('a mask is cut at 64 characters, with an ellipsis', () => {
  expect(maskOf('a'.repeat(64))).toBe('A'.repeat(64))
  expect(maskOf('a'.repeat(65))).toBe(`${'A'.repeat(64)}…`)
  expect(maskOf(`${'a'.repeat(64)}   `)).toBe('A'.repeat(64))
})

test('the compact form has no blanks, dots, dashes, slashes or parentheses, and is in capitals', () => {
  expect(compactOf('(ab) 12.3/4-5\u20116\u00a0–7_é')).toBe('AB1234567_É')
})

test('a mask and a compact form are stable: asking twice changes nothing', () => {
  fc.assert(
    fc.property(anyText, text => {
      const mask = maskOf(text)
      expect(maskOf(mask)).toBe(mask)
      expect(mask.length).toBeLessThanOrEqual(65)
      expect(compactOf(compactOf(text))).toBe(compactOf(text))
    }),
  )
})
