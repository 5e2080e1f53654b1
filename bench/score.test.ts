import { expect, test } from 'vitest'
import { scored } from './score.ts'

test('two hits, one miss and one false alarm make precision and recall of two thirds', () => {
  const score = scored([
    [true, true],
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])
  expect(score).toEqual({ hits: 2, misses: 1, alarms: 1, rightly: 1, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 })
})

test('a question never asked is answered perfectly', () => {
  expect(scored([]).f1).toBe(1)
})
