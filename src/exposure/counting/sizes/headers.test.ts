import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../drills/people.ts'
import { ENDED, FLAGS } from '../../contract.ts'
import { countOf, logsOf, range, type TestLine } from '../lines.test-kit.ts'

/** Sixty clients in a log that counts headers of about 350 bytes: two in three had all, one broke off, some of whom came back. */
function planted(
  size: number,
  headers: (n: number) => number,
  ended = 0,
): Readonly<{ lines: TestLine[]; whole: number; partial: number }> {
  const random = randomFrom(11)
  const acts = range(0, 60).map(n => ({ n, kind: n % 3 === 2 ? (n % 2 === 0 ? 'retried' : 'aborted') : 'whole' }))
  const lines = acts.flatMap(({ n, kind }): TestLine[] => {
    const line = (at: number, body: number): TestLine => ({
      at: n * 100 + at,
      client: `192.0.2.${n}`,
      bytes: body + headers(n),
      flags: FLAGS.withHeaders,
      ended: body < size ? ended : 0,
    })
    const cut = n === 5 ? 20 : random.between(1, Math.floor(size * 0.9))
    return [...(kind === 'whole' ? [] : [line(0, cut)]), ...(kind === 'aborted' ? [] : [line(60, size)])]
  })
  const partial = acts.filter(({ kind }) => kind === 'aborted').length
  return { lines, whole: acts.length - partial, partial }
}

describe('logs that count the headers with the bytes', () => {
  test.each([
    ['5 kB, headers of one length', 5_000, () => 352, 0],
    ['5 kB, headers that vary by a few bytes', 5_000, (n: number) => 340 + (n % 12), 0],
    ['5 kB, two sorts of clients', 5_000, (n: number) => (n % 4 === 0 ? 231 : 352), 0],
    ['5 kB, a server that says what broke off', 5_000, () => 352, ENDED.aborted],
    ['30 MB', 30_000_000, (n: number) => 340 + (n % 12), 0],
  ])(
    'whole and partial transfers are recovered to the unit, with the file and without: %s',
    (_, size, headers, ended) => {
      const { lines, whole, partial } = planted(size, headers, ended)
      const file = { name: 'a', sizeBytes: size, packedBytes: null, columns: [] }
      expect(countOf(logsOf(lines), { file }).figures.transfers).toMatchObject({
        whole: { low: whole, high: whole },
        partial: { low: partial, high: partial },
      })
      expect(countOf(logsOf(lines), { file: null }).figures.transfers).toMatchObject({
        whole: { low: whole, high: whole },
        partial: { low: partial, high: partial },
      })
    },
  )

  const file = { name: 'a', sizeBytes: 5_000, packedBytes: 1_000, columns: [] }
  const answers = (...lengths: readonly (readonly [clients: number, bytes: number])[]) => {
    const lines = lengths.flatMap(([clients, bytes], i) =>
      range(0, clients).map(
        (n): TestLine => ({ client: `192.0.2.${50 * i + n}`, at: n, bytes, flags: FLAGS.withHeaders }),
      ),
    )
    return countOf(logsOf(lines), { file }).figures.transfers
  }

  test('two clients alone prove no length of headers: whole or nearly', () => {
    expect(answers([2, 5_352])).toMatchObject({ whole: { low: 0, high: 2 } })
  })

  test('an answer that lacks bytes or a line of headers beside whole ones may be whole; one that lacks more is not', () => {
    expect(answers([20, 5_352], [1, 5_320])).toMatchObject({
      whole: { low: 20, high: 21 },
      partial: { low: 0, high: 1 },
    })
    expect(answers([20, 5_352], [1, 5_250])).toMatchObject({
      whole: { low: 20, high: 20 },
      partial: { low: 1, high: 1 },
    })
  })

  test('beside few whole ones a shorter answer may be whole', () => {
    expect(answers([4, 5_352], [1, 5_250])).toMatchObject({ whole: { low: 4, high: 5 } })
  })

  test('three who stopped close to each other had not all of it', () => {
    expect(answers([20, 5_352], [1, 5_180], [1, 5_186], [1, 5_191])).toMatchObject({ whole: { low: 20, high: 20 } })
    expect(answers([20, 5_352], [3, 5_180])).toMatchObject({ whole: { low: 23, high: 23 } })
  })

  test('many who stopped where a buffer ends had not all of it', () => {
    expect(answers([5, 5_352], [30, 4_096 + 352])).toMatchObject({ whole: { low: 5, high: 5 }, partial: { low: 30 } })
  })
})
