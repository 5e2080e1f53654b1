import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../drills/people.ts'
import { isOutage } from './outages.ts'
import { type Rhythm, rhythmOf } from './rhythm.ts'

const MINUTE = 60_000
const BEGIN = Date.UTC(2026, 2, 2) / MINUTE
const LENGTH = 600

/** A server that wrote `rate(minute)` lines in each minute, by chance (Poisson), on a clock that is right. */
function serverOf(seed: number, rate: (minute: number) => number): Rhythm {
  const random = randomFrom(seed)
  const counts = Array.from({ length: LENGTH }, (_, minute) => poisson(random.share, rate(minute)))
  const written = counts.flatMap((count, minute) => (count === 0 ? [] : [{ count, minute: BEGIN + minute }]))
  return rhythmOf(
    {
      name: 'a server',
      minutes: Float64Array.from(written, ({ minute }) => minute),
      counts: Uint32Array.from(written, ({ count }) => count),
      first: written[0].minute * MINUTE,
      last: (written.at(-1)!.minute + 1) * MINUTE - 1,
      lines: counts.reduce((sum, count) => sum + count, 0),
      malformed: 0,
    },
    0,
  )!
}

/** Knuth's: as many uniform numbers as their product stays above e^−rate; of great rates in parts. */
function poisson(share: () => number, rate: number): number {
  if (rate > 50) return poisson(share, rate / 2) + poisson(share, rate / 2)
  let lines = -1
  for (let product = 1; product > Math.exp(-rate); product *= share()) lines++
  return lines
}

const silent = (from: number, to: number) => (minute: number) => minute >= from && minute < to
const stretch = (from: number, to: number) => ({ from: (BEGIN + from) * MINUTE, to: (BEGIN + to) * MINUTE })
/** Whether a silence of one of `servers` servers of `rate` lines a minute together is an outage, when the others do or do not take its lines over. */
function found(
  options: Readonly<{
    rate: number
    from: number
    to: number
    servers?: number
    isTaken: (minute: number) => boolean
    seed?: number
  }>,
): boolean {
  const { rate, from, to, servers = 2, isTaken, seed = 1 } = options
  const isSilent = silent(from, to)
  const own = serverOf(seed, minute => (isSilent(minute) ? 0 : rate / servers))
  const others = Array.from({ length: servers - 1 }, (_, s) =>
    serverOf(seed * 100 + s, minute => rate / (isTaken(minute) ? servers - 1 : servers)),
  )
  return isOutage(own, stretch(from, to), others)
}

const SEEDS = Array.from({ length: 5 }, (_, i) => i + 1)

describe.each([
  ['a busy site', 1_500],
  ['a usual site', 120],
  ['a quiet site', 20],
])('%s', (_, rate) => {
  test.each([
    ['of 10 minutes', 300, 310],
    ['of two hours', 240, 360],
    ['before its first line', 0, 60],
    ['after its last', 540, 600],
  ])('an outage %s, in which the others took its requests, is one', (_, from, to) => {
    const outages = SEEDS.map(seed => found({ rate, from, to, isTaken: silent(from, to), seed }))
    expect(outages).toEqual(SEEDS.map(() => true))
  })

  test.each([
    ['of 10 minutes', 300, 310],
    ['of two hours', 240, 360],
    ['before its first line', 0, 60],
    ['after its last', 540, 600],
  ])('a log lost %s, in which the others went on as before, is none', (_, from, to) => {
    const outages = SEEDS.map(seed => found({ rate, from, to, isTaken: () => false, seed }))
    expect(outages).toEqual(SEEDS.map(() => false))
  })
})

test('one of three servers that is out gives its share to two', () => {
  expect(found({ rate: 600, servers: 3, from: 300, to: 330, isTaken: silent(300, 330) })).toBe(true)
  expect(found({ rate: 600, servers: 3, from: 300, to: 330, isTaken: () => false })).toBe(false)
})

test('an outage within a longer silence does not excuse the rest of it', () => {
  expect(found({ rate: 600, from: 240, to: 360, isTaken: silent(240, 330) })).toBe(false)
  expect(found({ rate: 600, from: 0, to: 120, isTaken: silent(60, 120) })).toBe(false)
})

test('a slow change of the traffic is no outage', () => {
  const own = serverOf(1, minute => (silent(240, 360)(minute) ? 0 : 60 + minute / 10))
  const other = serverOf(2, minute => 60 + minute / 10)
  expect(isOutage(own, stretch(240, 360), [other])).toBe(false)
})

test('where all are silent, or one is alone, nothing took over', () => {
  const own = serverOf(1, minute => (silent(300, 320)(minute) ? 0 : 60))
  expect(isOutage(own, stretch(300, 320), [serverOf(2, minute => (silent(300, 320)(minute) ? 0 : 60))])).toBe(false)
  expect(isOutage(own, stretch(300, 320), [])).toBe(false)
})

test('of a few lines nothing can be told', () => {
  expect(found({ rate: 0.5, from: 300, to: 310, isTaken: silent(300, 310) })).toBe(false)
})
