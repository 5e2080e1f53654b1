import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Random, randomFrom } from '../../../../drills/people.ts'
import { FLAGS } from '../../contract.ts'
import { countOf, logsOf, range, type TestLine } from '../lines.test-kit.ts'

const SIZE = 900_000
const file = { name: 'a', sizeBytes: SIZE, packedBytes: null, columns: [] }

/** Headers of an answer 206: they grow with the digits of the place and of the length, as `Content-Range` and `Content-Length` do. */
function headersOf(first: number, last: number): number {
  return 280 + `${first}${last}${last - first + 1}`.length
}

/** One client's ranges, a second after each other, in a log that counts headers and says no range. */
function rangesOf(client: number, cuts: readonly number[], lacks: number | null = null): TestLine[] {
  const ends = [0, ...cuts, SIZE]
  const parts = range(0, ends.length - 1).filter(part => part !== lacks)
  return parts.map(part => ({
    client: `192.0.2.${client}`,
    at: client * 1_000 + part,
    status: 206,
    bytes: ends[part + 1] - ends[part] + headersOf(ends[part], ends[part + 1] - 1),
    flags: FLAGS.withHeaders,
  }))
}

/** Places at which a client cut the object: parts of a kilobyte and more, no two as long. */
function cutsOf(random: Random, parts: number): number[] {
  const most = Math.floor(SIZE / parts)
  return range(1, parts).map(part => part * most - random.between(0, most - 1_000))
}

/** Clients who had all in one answer: they show the headers of answers 200. */
function wholes(clients: number): TestLine[] {
  return range(0, clients).map(n => ({
    client: `198.51.100.${n}`,
    at: n,
    bytes: SIZE + 286,
    flags: FLAGS.withHeaders,
  }))
}

function transfersOf(lines: readonly TestLine[]) {
  return countOf(logsOf(lines, range(0, 1_500)), { file }).figures.transfers
}

describe('ranges in logs that count the headers and say no range', () => {
  test('whole and partial transfers in ranges are recovered to the unit', () => {
    const random = randomFrom(3)
    const whole = range(0, 20).flatMap(n => rangesOf(n, cutsOf(random, 2 + (n % 8))))
    const partial = range(20, 30).flatMap(n => rangesOf(n, cutsOf(random, 2 + (n % 8)), n % 2))
    expect(transfersOf([...wholes(12), ...whole, ...partial])).toMatchObject({
      whole: { low: 32, high: 32 },
      partial: { low: 10, high: 10 },
      any: { low: 42, high: 42 },
    })
  })

  test('an answer that broke off and the rest by a range are one whole transfer', () => {
    const begun = (n: number, at: number): TestLine[] => [
      { client: `192.0.2.${n}`, at: n * 1_000, bytes: at + 286, flags: FLAGS.withHeaders },
      ...rangesOf(n, [at], 0),
    ]
    const lines = [...wholes(12), ...begun(1, 200_001), ...begun(2, 123_456), ...begun(3, 740_000)]
    expect(transfersOf(lines)).toMatchObject({ whole: { low: 15, high: 15 }, partial: { low: 0, high: 0 } })
  })

  test('two clients alone prove no length of headers, nor do many who all cut at the same places', () => {
    const random = randomFrom(4)
    const two = range(0, 2).flatMap(n => rangesOf(n, cutsOf(random, 3)))
    expect(transfersOf([...wholes(12), ...two])).toMatchObject({ whole: { low: 12, high: 14 } })
    const alike = range(0, 9).flatMap(n => rangesOf(n, [300_000, 590_000]))
    expect(transfersOf([...wholes(12), ...alike])).toMatchObject({ whole: { low: 12, high: 21 } })
  })

  test('parts that are all as long may be one of them sent again: whole or not', () => {
    const random = randomFrom(5)
    const known = range(0, 5).flatMap(n => rangesOf(n, cutsOf(random, 4)))
    const equal = rangesOf(9, [300_000, 600_000])
    expect(transfersOf([...wholes(12), ...known, ...equal])).toMatchObject({ whole: { low: 17, high: 18 } })
  })

  test('what overlaps may be whole or not', () => {
    const random = randomFrom(6)
    const known = range(0, 5).flatMap(n => rangesOf(n, cutsOf(random, 4)))
    const [first, ...rest] = rangesOf(9, [300_000])
    const longer = { ...first, bytes: first.bytes! + 4_096 }
    expect(transfersOf([...wholes(12), ...known, longer, ...rest])).toMatchObject({ whole: { low: 17, high: 18 } })
  })

  test('a transfer that lacks a part of a kilobyte or more is never whole for certain', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 12), (seed, others, all) => {
        const random = randomFrom(seed)
        const whole = range(0, others).flatMap(n => rangesOf(n, cutsOf(random, random.between(1, 12))))
        const partial = range(20, 50).flatMap(n => {
          const parts = random.between(2, 40)
          const cuts = [...cutsOf(random, parts).slice(0, -1), SIZE - random.between(1_000, 3_000)]
          return rangesOf(n, cuts, parts - 1)
        })
        const { low, high } = transfersOf([...wholes(all), ...whole, ...partial]).whole
        expect(low).toBeLessThanOrEqual(all + others)
        expect(high).toBeGreaterThanOrEqual(all + others)
      }),
      { numRuns: 100 },
    )
  })
})
