import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sayIn } from './say.ts'

describe('numbers', () => {
  test('a share is never rounded up to all nor down to nothing', () => {
    const { share } = sayIn('en')
    expect([1, 0.99999999, 0.9912, 0.5, 0.0001, 1e-7, 0].map(share)).toEqual([
      '100%',
      '> 99.99%',
      '99.12%',
      '50.0%',
      '0.01%',
      '< 0.01%',
      '0%',
    ])
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 0.999999999999 }),
        x => !['0%', '100%', '0.00%', '100.00%', '100.0%'].includes(share(x)),
      ),
    )
  })

  test('each language writes numbers its own way', () => {
    expect(sayIn('en').count(192000)).toBe('192,000')
    expect(sayIn('fr').count(192000)).toBe('192\u202f000')
    expect(sayIn('fr').share(0.5)).toBe('50,0\u202f%')
    expect(sayIn('fr').some(1.5, 'ligne', 'lignes')).toBe('2 ligne')
    expect(sayIn('fr').some(0, 'ligne', 'lignes')).toBe('0 ligne')
    expect(sayIn('en').some(0, 'row', 'rows')).toBe('0 rows')
    expect(sayIn('fr').bytes(907_000_000)).toBe('907\u00a0Mo')
  })
})
