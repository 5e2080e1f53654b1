import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../drills/people.ts'
import { logsOf, range, type TestLine } from '../lines.test-kit.ts'
import { skewsOf } from './clocks.ts'

/** Acts of `clients`, each of some requests that a balancer spreads over two servers, the second ahead by `ahead` seconds. */
function balanced(
  clients: number,
  ahead: number,
  delays: (random: ReturnType<typeof randomFrom>) => number[],
): TestLine[] {
  const random = randomFrom(11)
  return range(0, clients).flatMap(i => {
    const begun = i * 100
    return delays(random).map((delay): TestLine => {
      const server = random.share() < 0.5 ? 0 : 1
      return { client: `192.0.${2 + (i >> 8)}.${i % 256}`, server, at: begun + delay + server * ahead, bytes: 1000 }
    })
  })
}

const skewOf = (lines: readonly TestLine[]) => skewsOf(logsOf(lines, range(0, 60), 2))[1]

describe('the skew between two clocks', () => {
  test.each([0, 40, -7, 123])('is told to the second from pages and their parts: %d', ahead => {
    expect(skewOf(balanced(100, ahead, random => [0, random.between(0, 1), random.between(1, 2)]))).toEqual({
      seconds: ahead,
      within: 0,
    })
  })

  test.each([
    [40, 41],
    [-61, -60],
  ])('is the hollow between two heaps where nobody comes again within seconds: %d', (ahead, found) => {
    const lines = balanced(3000, ahead, random => [0, random.between(6, 60), random.between(8, 120)])
    expect(skewOf(lines)).toEqual({ seconds: found, within: 1 })
  })

  test('is told with its error where few clients show it', () => {
    expect(skewOf(balanced(20, 40, random => [0, random.between(3, 10)]))).toEqual({ seconds: 40, within: 7 })
  })

  test('cannot be told from four clients, nor from clients that come at any time', () => {
    expect(skewOf(balanced(4, 40, () => [0, 1, 2, 3]))).toBeNull()
    expect(skewOf(balanced(200, 40, random => range(0, 6).map(() => random.between(0, 5_000))))).toBeNull()
  })

  test('is the same whatever the order of the lines', () => {
    const lines = balanced(120, 40, random => [0, random.between(6, 60)])
    expect(skewOf(lines.toReversed())).toEqual(skewOf(lines))
  })
})
