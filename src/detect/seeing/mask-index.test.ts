import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECOGNISERS } from '../recognisers/recognisers.ts'
import { MaskIndex } from './mask-index.ts'

const index = new MaskIndex(RECOGNISERS)
const oneByOne = (mask: string): number[] =>
  RECOGNISERS.flatMap(({ mask: pattern }, i) => (pattern.test(mask) ? [i] : []))

test('the recognisers that accept a mask are those that accept it one by one', () => {
  const usual = [
    '999999999',
    '9999999999',
    'AA-999-AA',
    '9999 9999 9999 9999',
    '99:AA:99:9A:99:99',
    'AAA@AAA.AA',
    'A9999999',
    '',
    'AA99 9999 9999 9999 9999 9999 999',
  ]
  for (const mask of usual) expect(index.accepting(mask)).toEqual(oneByOne(mask))
  const piece = fc.constantFrom('9', 'A', '-', ' ', '.', ':', '@', '/', '99', 'AA', '9999')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), pieces => {
      const mask = pieces.join('')
      expect(index.accepting(mask)).toEqual(oneByOne(mask))
    }),
  )
})
