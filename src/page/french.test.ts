import { expect, test } from 'vitest'
import { french } from './french.ts'

test('the fixed parts of a sentence get their no-break spaces and curved apostrophes', () => {
  expect(french`l'avis « ${3} » : déjà lu ? oui !`).toBe('l’avis «\u00a03\u00a0»\u00a0: déjà lu\u202f? oui\u202f!')
})

test('French typography leaves what is interpolated as it is', () => {
  expect(french`colonne ${'a : b'} : vue`).toBe('colonne a : b\u00a0: vue')
})
