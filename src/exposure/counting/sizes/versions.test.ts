import { describe, expect, test } from 'vitest'
import { randomFrom } from '../../../../drills/people.ts'
import { countOf, FILE_BYTES, logsOf, range, START, type TestLine } from '../lines.test-kit.ts'

const OLD = 80_001
const NEW = 140_003
const file = { name: 'a', sizeBytes: FILE_BYTES, packedBytes: 20_000, columns: [] }
const AGENTS = ['curl/8', 'Mozilla/5.0 (X11) Firefox/140.0', 'Wget/1.25', 'python-requests/2.32']

/** A client a minute from `from` on, each with all of the object but every fourth, which broke off. */
function stretch(from: number, to: number, size: number): TestLine[] {
  const random = randomFrom(from + 1)
  return range(from, to).map(n => ({
    at: n * 60,
    client: `198.51.100.${n}`,
    agent: AGENTS[n % AGENTS.length],
    bytes: n % 4 === 3 ? random.between(1, Math.floor(size * 0.9)) : size,
  }))
}

function transfersOf(lines: readonly TestLine[], options = {}) {
  const { figures, notes } = countOf(logsOf(lines, range(0, 200)), { file, ...options })
  const { whole, partial } = figures.transfers
  return {
    whole,
    partial,
    size: figures.objects[0].size,
    replaced: notes.find(({ code }) => code === 'exposure/replaced')?.facts,
  }
}

const exactly = (n: number) => ({ low: n, high: n })

describe('an object that was replaced', () => {
  test('whole is whole of the version that was there, older or newer, shorter or longer', () => {
    const lines = [...stretch(0, 40, OLD), ...stretch(40, 80, FILE_BYTES), ...stretch(80, 120, NEW)]
    expect(transfersOf(lines)).toEqual({
      whole: exactly(90),
      partial: exactly(30),
      size: FILE_BYTES,
      replaced: {
        versions: 2,
        sizes: `${OLD}, ${NEW}`,
        since: [0, 80].map(n => new Date(START + n * 60_000).toISOString()).join(', '),
      },
    })
  })

  test('and put back', () => {
    const lines = [...stretch(0, 40, FILE_BYTES), ...stretch(40, 100, OLD), ...stretch(100, 140, FILE_BYTES)]
    expect(transfersOf(lines)).toMatchObject({ whole: exactly(105), partial: exactly(35), replaced: { versions: 1 } })
  })

  test('without a file has the size of its latest version', () => {
    const lines = [...stretch(0, 40, NEW), ...stretch(40, 80, OLD)]
    expect(transfersOf(lines, { file: null })).toMatchObject({ whole: exactly(60), partial: exactly(20), size: OLD })
  })
})

describe('no version', () => {
  test('a length at which many clients stop while others have all', () => {
    const stopped = range(0, 60).map(
      (n): TestLine => ({ at: n * 97, client: `192.0.2.${n}`, agent: AGENTS[n % 4], bytes: OLD }),
    )
    expect(transfersOf([...stretch(0, 100, FILE_BYTES), ...stopped])).toMatchObject({
      whole: { low: 75 },
      replaced: undefined,
    })
  })

  test('a population with one agent that stops at the same byte, when nobody else comes', () => {
    const stopped = range(60, 120).map(
      (n): TestLine => ({ at: n * 60, client: `192.0.2.${n}`, agent: 'scan/1', bytes: OLD }),
    )
    expect(transfersOf([...stretch(0, 60, FILE_BYTES), ...stopped])).toMatchObject({
      whole: { low: 45, high: 105 },
      replaced: undefined,
    })
  })

  test('a population that stops at the end of a buffer', () => {
    const stopped = range(60, 120).map(
      (n): TestLine => ({ at: n * 60, client: `192.0.2.${n}`, agent: AGENTS[n % 4], bytes: 65_536 }),
    )
    expect(transfersOf([...stretch(0, 60, FILE_BYTES), ...stopped])).toMatchObject({
      whole: exactly(45),
      replaced: undefined,
    })
  })

  test('a page in the place of a small file, for all who came after', () => {
    const small = { ...file, sizeBytes: 5_000, packedBytes: 1_000 }
    const lines = (page: number) => [
      ...stretch(0, 60, 5_000),
      ...range(60, 120).map(n => ({ at: n * 60, client: `192.0.2.${n}`, agent: AGENTS[n % 4], bytes: page })),
    ]
    for (const page of [4_500, 8_100]) {
      expect(transfersOf(lines(page), { file: small })).toMatchObject({
        whole: { low: 45, high: 105 },
        replaced: undefined,
      })
    }
  })

  test('a compressed copy', () => {
    const packed = range(60, 120).map(
      (n): TestLine => ({ at: n * 60, client: `192.0.2.${n}`, agent: AGENTS[n % 4], bytes: 18_321 }),
    )
    expect(transfersOf([...stretch(0, 60, FILE_BYTES), ...packed])).toMatchObject({
      whole: { low: 45, high: 105 },
      replaced: undefined,
    })
  })
})
