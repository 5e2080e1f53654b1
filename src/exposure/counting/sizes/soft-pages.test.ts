import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../drills/people.ts'
import { FLAGS } from '../../contract.ts'
import { countOf, logsOf, range, type TestLine } from '../lines.test-kit.ts'

const SIZE = 3_000_000
const file = { name: 'a', sizeBytes: SIZE, packedBytes: 900_000, columns: [] }
const wholes: readonly TestLine[] = range(0, 20).map(n => ({ client: `192.0.2.${n}`, at: n, bytes: SIZE }))

/** Answers of these lengths, each to a client of its own; the first is past what packing gives. */
function answers(lengths: readonly number[], more: TestLine = {}): TestLine[] {
  return lengths.map((bytes, n) => ({ client: `198.51.100.${n}`, at: 1_000 + n, bytes, ...more }))
}

function transfersOf(lines: readonly TestLine[]) {
  return countOf(logsOf(lines), { file }).figures.transfers
}

describe('answers of about one length, which may be a page in the object’s place', () => {
  const random = randomFrom(8)
  const pages = range(0, 30).map(() => 90_000 + random.between(0, 300))
  const parts = range(0, 200).map(() => random.between(30_000, 2_900_000))

  test('count in the high bounds of parts alone', () => {
    expect(transfersOf([...wholes, ...answers(pages)])).toMatchObject({
      whole: { low: 20, high: 20 },
      partial: { low: 0, high: 30 },
      any: { low: 20, high: 50 },
    })
    const { notes } = countOf(logsOf(answers(pages)), { file })
    expect(notes).toContainEqual({ code: 'exposure/perhaps-another', facts: { transfers: 30 } })
  })

  test('are no longer than pages are: half of a large object is a part, whoever else had as much', () => {
    const halves = answers(range(0, 30).map(() => SIZE / 2)).map((line, n) => ({ ...line, at: n % 20 }))
    expect(transfersOf([...wholes, ...halves])).toMatchObject({
      whole: { low: 20, high: 20 },
      partial: { low: 30, high: 30 },
    })
  })

  test('are told from those that broke off anywhere, which count', () => {
    const known = answers(parts).map(line => ({ ...line, agent: 'Mozilla/5.0' }))
    const asked = wholes.map(line => ({ ...line, agent: 'Mozilla/5.0' }))
    expect(transfersOf([...asked, ...known]).partial).toEqual({ low: 200, high: 200 })
    const more = answers(pages, { agent: 'Mozilla/5.0' }).map((line, n) => ({ ...line, client: `203.0.113.${n}` }))
    const { low, high } = transfersOf([...asked, ...known, ...more]).partial
    expect(low).toBeLessThanOrEqual(200)
    expect(low).toBeGreaterThan(195)
    expect(high).toBe(230)
  })

  test('are parts where the server says that they broke off, where a buffer ends, and of one client alone', () => {
    expect(transfersOf([...wholes, ...answers(pages, { ended: 2 })]).partial).toEqual({ low: 30, high: 30 })
    expect(transfersOf([...wholes, ...answers(range(0, 30).map(() => 94_208))]).partial).toEqual({ low: 30, high: 30 })
    const alone = pages.map((bytes, n) => ({ client: '198.51.100.1', at: 1_000 + 400 * n, bytes }))
    const { partial } = countOf(logsOf([...wholes, ...alone], range(0, 300)), { file }).figures.transfers
    expect(partial).toEqual({ low: 30, high: 30 })
  })

  test('also in a log that counts headers', () => {
    const headed = [...wholes, ...answers(pages)].map(line => ({
      ...line,
      bytes: line.bytes! + 300,
      flags: FLAGS.withHeaders,
    }))
    expect(transfersOf(headed)).toMatchObject({ whole: { low: 20, high: 20 }, partial: { low: 0, high: 30 } })
  })

  test('sent to its end, what no packing gives is something else', () => {
    const { any } = transfersOf([...wholes, ...answers([90_000, 2_000_001], { ended: 1 })])
    expect(any).toEqual({ low: 20, high: 22 })
    expect(transfersOf([...wholes, ...answers([600_000], { ended: 1 })])).toMatchObject({
      whole: { low: 20, high: 21 },
      any: { low: 21, high: 21 },
    })
  })
})
