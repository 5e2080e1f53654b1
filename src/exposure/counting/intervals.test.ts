import fc from 'fast-check'
import { expect, test } from 'vitest'
import { covers, type Interval, joined } from './intervals.ts'

const interval = fc.tuple(fc.nat(40), fc.nat(6)).map(([first, length]): Interval => [first, first + length])

test('joined intervals hold another one when joining it changes nothing', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 8 }), interval, (list, one) => {
      const all = joined(list)
      const same = JSON.stringify(joined([...all, one])) === JSON.stringify(all)
      expect(covers(all, one)).toBe(same)
    }),
    { numRuns: 2000, seed: 9 },
  )
})
