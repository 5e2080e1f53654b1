import { describe, expect, test } from 'vitest'
import { copiedStretches } from './copies.ts'
import { addMinute, type Minutes, minuteOf } from './minutes.ts'

const MINUTE = 60_000

/** A log of a server from one minute up to another, which is left out: so many lines in each, evenly. */
function written(server: number, from: number, to: number, linesIn: (minute: number) => number) {
  const minutes: Minutes = new Map()
  for (let minute = from; minute < to; minute++) {
    const lines = linesIn(minute)
    if (lines > 0) addMinute(minutes, minute, minuteOf(minute, lines, minute * MINUTE, minute * MINUTE + 59_000))
  }
  return { server, first: from * MINUTE, last: (to - 1) * MINUTE + 59_000, minutes }
}

const busy = (minute: number) => 3 + (minute % 7)

describe('logs of one server that hold the same lines', () => {
  const whole = written(0, 0, 100, busy)
  const hour = { from: 40 * MINUTE, to: 79 * MINUTE + 59_000 }

  test('a copy of a stretch is found, whatever the order, and so is a third log of it', () => {
    const part = written(0, 40, 80, busy)
    expect(copiedStretches([whole, part])).toEqual([{ input: 1, original: 0, ...hour }])
    expect(copiedStretches([part, whole])).toEqual([{ input: 0, original: 1, ...hour }])
    expect(copiedStretches([part, whole, part])).toEqual([
      { input: 0, original: 1, ...hour },
      { input: 2, original: 1, ...hour },
    ])
  })

  test('exports whose hours overlap share the stretch between', () => {
    const stretch = { from: 40 * MINUTE, to: 99 * MINUTE + 59_000 }
    expect(copiedStretches([whole, written(0, 40, 150, busy)])).toEqual([{ input: 1, original: 0, ...stretch }])
  })

  test.each<[string, Parameters<typeof written>]>([
    ['another server', [1, 40, 80, busy]],
    ['one minute with another number of lines', [0, 40, 80, minute => busy(minute) + (minute === 50 ? 1 : 0)]],
    ['a minute that only one of them has', [0, 40, 80, minute => (minute === 50 ? 0 : busy(minute))]],
    ['the next of a rotation set', [0, 99, 150, busy]],
  ])('%s is no copy', (_, log) => {
    expect(copiedStretches([whole, written(...log)])).toEqual([])
  })

  test('two clocks that call every minute are no copies', () => {
    const called = written(0, 0, 100, () => 1)
    expect(copiedStretches([called, called])).toEqual([])
  })
})
