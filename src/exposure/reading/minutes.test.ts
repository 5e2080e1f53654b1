import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMinute, edgesOf, linesOf, type Minutes, minuteOf, takeLines } from './minutes.ts'

const MINUTE = 24_419_000

test('a minute is its lines, its first and its last second, however its lines come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 59_999 }), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      (offsets, cut) => {
        const at = (some: readonly number[]) => some.map(offset => MINUTE * 60_000 + offset)
        const minutes: Minutes = new Map()
        for (const part of [offsets.slice(0, cut % offsets.length), offsets.slice(cut % offsets.length)]) {
          if (part.length === 0) continue
          addMinute(minutes, MINUTE, minuteOf(MINUTE, part.length, Math.min(...at(part)), Math.max(...at(part))))
        }
        const [first, last] = [Math.min(...offsets), Math.max(...offsets)].map(offset => Math.floor(offset / 1000))
        const value = minutes.get(MINUTE)!
        expect([linesOf(value), edgesOf(value)]).toEqual([offsets.length, first * 64 + last])
      },
    ),
  )
})

test('minutes before 1970 and of the year 9999 hold their seconds too', () => {
  for (const at of [-61_500, 253_402_300_799_000]) {
    const minute = Math.floor(at / 60_000)
    expect(edgesOf(minuteOf(minute, 2 ** 32, at, at)) >> 6).toBe(new Date(at).getUTCSeconds())
    expect(linesOf(minuteOf(minute, 2 ** 32, at, at))).toBe(2 ** 32)
  }
})

test('lines counted twice are taken out, and never more than were written', () => {
  const at = MINUTE * 60_000
  const minutes: Minutes = new Map([[MINUTE, minuteOf(MINUTE, 5, at + 3_000, at + 40_000)]])
  takeLines(minutes, MINUTE, 2)
  expect([linesOf(minutes.get(MINUTE)!), edgesOf(minutes.get(MINUTE)!)]).toEqual([3, 3 * 64 + 40])
  takeLines(minutes, MINUTE, 9)
  takeLines(minutes, MINUTE + 1, 1)
  expect([linesOf(minutes.get(MINUTE)!), minutes.size]).toEqual([0, 1])
})
