import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENDED, FLAGS, METHOD } from '../contract.ts'
import { briefly, countOf, FILE_BYTES, logsOf, range, START, type TestLine } from './lines.test-kit.ts'

const HALF = 50_000

/** Whole, partial, any, clients, probes. */
const of = (...lines: TestLine[]) => briefly(countOf(logsOf(lines)))

describe('transfers, not lines', () => {
  test.each<[string, TestLine[], string]>([
    ['a 200 with the bytes is whole', [{}], '1 0 1 1 0'],
    ['99.9 % of the bytes are whole', [{ bytes: 99_901 }], '1 0 1 1 0'],
    ['less than 99.9 % are a part', [{ bytes: 99_900 }], '0 1 1 1 0'],
    ['HEAD is a probe', [{ method: METHOD.head }], '0 0 0 0 1'],
    ['304 is a probe: the client has a copy', [{ status: 304, bytes: 0 }], '0 0 0 0 1'],
    ['416, 404, 301 and 503 are probes', [416, 404, 301, 503].map(status => ({ status })), '0 0 0 0 4'],
    ['a 200 without a byte is a probe', [{ bytes: 0 }], '0 0 0 0 1'],
    ['two whole answers are two transfers', [{}, { at: 1 }], '2 0 2 1 0'],
    ['a retry after an abort is one transfer', [{ bytes: HALF, ended: ENDED.aborted }, { at: 200 }], '1 0 1 1 0'],
    ['a retry 300 s later is one', [{ bytes: HALF, ended: ENDED.aborted }, { at: 300 }], '1 0 1 1 0'],
    ['a retry 301 s later is another', [{ bytes: HALF, ended: ENDED.aborted }, { at: 301 }], '1 1 2 1 0'],
    ['an abort after a whole one is another', [{}, { at: 9, bytes: HALF, ended: ENDED.aborted }], '1 1 2 1 0'],
    ['a retry by another client is another', [{ bytes: HALF }, { at: 9, client: '192.0.2.2' }], '1 1 2 2 0'],
    [
      'ranges that cover the object are one whole',
      [
        { status: 206, bytes: HALF, range: [0, 49_999] },
        { at: 1, status: 206, bytes: 50_001, range: [50_000, 100_000] },
      ],
      '1 0 1 1 0',
    ],
    [
      'the same range twice is a part',
      [0, 1].map(at => ({ at, status: 206, bytes: HALF, range: [0, 49_999] as const })),
      '0 1 1 1 0',
    ],
    [
      'a range that broke off is not the range that was asked for',
      [
        { status: 206, bytes: 10, range: [0, 49_999] },
        { at: 1, status: 206, bytes: 50_001, range: [50_000, 100_000] },
      ],
      '0 1 1 1 0',
    ],
    [
      'an aborted answer and the rest by a range are one whole',
      [
        { bytes: 60_000, ended: ENDED.aborted },
        { at: 5, status: 206, bytes: 50_001, range: [50_000, 100_000] },
      ],
      '1 0 1 1 0',
    ],
    [
      'the rest asked for after an answer that was logged as whole may be the same transfer',
      [{}, { at: 4, status: 206, bytes: 60_001, range: [40_000, 100_000] }],
      '1 0–1 1–2 1 0',
    ],
    [
      'a range asked for again after all ranges may be the same transfer',
      [
        { status: 206, bytes: HALF, range: [0, 49_999] },
        { at: 1, status: 206, bytes: 50_001, range: [50_000, 100_000] },
        { at: 4, status: 206, bytes: 1_000, range: [1_000, 1_999] },
      ],
      '1 0–1 1–2 1 0',
    ],
    [
      'a range that brings the last of it, and some of what was there, goes on with it',
      [
        { status: 206, bytes: 49_990, range: [10, 49_999] },
        { status: 206, bytes: 50_001, range: [50_000, 100_000] },
        { at: 1, status: 206, bytes: 5_000, range: [0, 4_999] },
      ],
      '1 0 1 1 0',
    ],
    [
      'a range after a whole answer is another',
      [{}, { at: 4, status: 206, bytes: 1_000, range: [1_000, 1_999] }],
      '1 1 2 1 0',
    ],
    ['unlogged ranges that do not suffice are a part', [{ status: 206, bytes: HALF }], '0 1 1 1 0'],
    [
      'equal unlogged ranges that may suffice may be whole, and what follows may be the same transfer',
      [0, 1, 2].map(at => ({ at, status: 206, bytes: HALF })),
      '0–1 0–2 1–2 1 0',
    ],
    [
      'unlogged ranges that add up to the byte are whole',
      [
        { status: 206, bytes: HALF },
        { at: 1, status: 206, bytes: 50_001 },
      ],
      '1 0 1 1 0',
    ],
    [
      'ranges of a log that counts headers too may be whole, and no more than that',
      [0, 1, 2].map(at => ({ at, status: 206, bytes: (at === 2 ? 33_335 : 33_333) + 300, flags: FLAGS.withHeaders })),
      '0–1 0–1 1 1 0',
    ],
    [
      'logged ranges of a log that counts headers too may be whole',
      [
        { status: 206, bytes: HALF + 300, range: [0, 49_999], flags: FLAGS.withHeaders },
        { at: 1, status: 206, bytes: 50_001 + 300, range: [50_000, 100_000], flags: FLAGS.withHeaders },
      ],
      '0–1 0–1 1 1 0',
    ],
    [
      'an answer that counts headers too is whole when its server says that it ended in order',
      [
        { bytes: FILE_BYTES + 300, flags: FLAGS.withHeaders, ended: ENDED.complete },
        { at: 9, bytes: FILE_BYTES + 300, flags: FLAGS.withHeaders },
      ],
      '1–2 0–1 2 1 0',
    ],
    ['one range with all bytes is whole', [{ status: 206, bytes: FILE_BYTES }], '1 0 1 1 0'],
    [
      'a complete answer that is shorter may be compressed',
      [{ bytes: 20_001, ended: ENDED.complete }],
      '0–1 0–1 1 1 0',
    ],
    [
      'a length that three clients have may be compressed',
      [1, 2, 3].map(n => ({ bytes: 20_001, client: `192.0.2.${n}` })),
      '0–3 0–3 3 3 0',
    ],
    [
      'a short length that three clients have may be compressed, or a page in its place',
      [1, 2, 3].map(n => ({ bytes: 4_321, client: `192.0.2.${n}` })),
      '0–3 0–3 0–3 0–3 0',
    ],
    [
      'one that two have, or that a buffer gives, is a part',
      [1, 2, 3, 4, 5].map(n => ({ bytes: n < 3 ? 4_321 : 4_096, client: `192.0.2.${n}` })),
      '0 5 5 5 0',
    ],
    [
      'a page in its place or a compressed copy, and then the object, are one transfer or two',
      [1, 2, 3, 3].map((n, i) => ({ at: i, bytes: i === 3 ? FILE_BYTES : 4_321, client: `192.0.2.${n}` })),
      '1–4 0–3 1–4 1–3 0',
    ],
    ['bytes that are not logged are open', [{ bytes: -1 }], '0–1 0–1 0–1 0–1 0'],
    ['more bytes than the object has are not believed', [{ bytes: 10 ** 14 }], '0–1 0–1 1 1 0'],
    ['a POST that brings the object counts', [{ method: 2 }], '1 0 1 1 0'],
    ['OPTIONS is a probe', [{ method: 3, bytes: 90 }], '0 0 0 0 1'],
    [
      'lines left out by declaration do not count',
      [{ flags: FLAGS.excluded }, { at: 9, client: '192.0.2.2' }],
      '1 0 1 1 0',
    ],
    ['a page is a part', [{ object: '/a?page=3', bytes: 900 }], '0 1 1 1 0'],
    ['a time outside all that was written proves nothing', [{ at: -60 * 60 * 24 * 365 * 50 }], '0–1 0 0–1 0–1 0'],
  ])('%s', (_, lines, expected) => {
    expect(of(...lines)).toBe(expected)
  })

  test('a line that two logs of its server hold was written once; at another moment each was', () => {
    const lines = [{}, {}, {}, { at: 60 }, { at: 60 }]
    const copied = [{ server: 0, from: START, to: START + 59_999 }]
    expect(of(...lines)).toBe('5 0 5 1 0')
    expect(briefly(countOf({ ...logsOf(lines), copied }))).toBe('4 0 4 1 0')
  })

  test('of two usual lengths of an object of unknown size, the short one may be a page in its place', () => {
    const lines = [1, 2, 3, 4, 5].map(n => ({ bytes: n < 4 ? 4_321 : FILE_BYTES, client: `192.0.2.${n}` }))
    const counted = countOf(logsOf(lines), { file: null })
    expect(briefly(counted)).toBe('0–5 0–5 2–5 2–5 0')
    const codes = counted.notes.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['exposure/size-unknown', 'exposure/perhaps-another']))
  })

  test('a short answer that no packing of the file gives is a page in its place or a part, never a whole', () => {
    const lines = [9, 1, 2, 3, 3].map((n, i) => ({
      at: i,
      bytes: i === 0 || i === 4 ? FILE_BYTES : 4_321,
      client: `192.0.2.${n}`,
    }))
    const file = { name: 'a', sizeBytes: FILE_BYTES, packedBytes: 30_000, columns: [] }
    const counted = countOf(logsOf(lines), { file })
    expect(briefly(counted)).toBe('2 0–2 2–4 2–4 0')
    expect(counted.notes).toContainEqual({ code: 'exposure/perhaps-another', facts: { transfers: 2 } })
  })

  test('a malformed line that names an object may be a transfer, may end a part, and may join two', () => {
    const lines = [{}, { at: 900, bytes: HALF }, { at: 1_800, bytes: HALF }, { at: 2_700, bytes: HALF }]
    const { figures, notes } = countOf({ ...logsOf(lines), malformedNaming: 1 })
    expect(figures.transfers).toMatchObject({
      whole: { low: 1, high: 2 },
      partial: { low: 1, high: 4 },
      any: { low: 3, high: 5 },
    })
    expect(figures.clients).toMatchObject({ low: 1, high: 2 })
    expect(notes).toContainEqual({ code: 'exposure/malformed-naming', facts: { lines: 1 } })
  })

  test('without a file the most frequent length that two clients had is the size', () => {
    const lines = [1, 2, 3].map(n => ({ client: `192.0.2.${n}`, bytes: n === 3 ? 70 : 700 }))
    const { figures } = countOf(logsOf(lines), { file: null })
    expect(figures.objects).toMatchObject([{ path: '/a', size: 700, sizeFrom: 'usual-answer' }])
    expect(figures.transfers).toMatchObject({ whole: { low: 2, high: 2 }, partial: { low: 1, high: 1 } })
  })

  test('a length that nobody had while the whole was answered may be that of another version', () => {
    const file = { name: 'a', sizeBytes: FILE_BYTES, packedBytes: 20_000, columns: [] }
    const early = range(1, 4).map(n => ({ client: `192.0.2.${n}`, bytes: 80_001, at: n }))
    const counted = (at: number) => briefly(countOf(logsOf([...early, { at, client: '192.0.2.9' }]), { file }))
    expect(counted(900)).toBe('1–4 0–3 4 4 0')
    expect(counted(2)).toBe('1 0–3 1–4 1–4 0')
  })

  test('a usual length that two clients exceeded is no size: whole and partial are open', () => {
    const usual = range(1, 6).map(n => ({ client: `192.0.2.${n}`, bytes: 700 }))
    const longer = [7, 8].map(n => ({ client: `192.0.2.${n}`, bytes: 1_000 * n }))
    expect(briefly(countOf(logsOf([...usual, longer[0]]), { file: null }))).toBe('6 0 6 6 0')
    expect(briefly(countOf(logsOf([...usual, ...longer]), { file: null }))).toBe('0–7 0–7 7 7 0')
  })

  test('without any size whole and partial are open, and the transfer is certain', () => {
    expect(briefly(countOf(logsOf([{ bytes: 70 }]), { file: null }))).toBe('0–1 0–1 1 1 0')
  })
})

describe('clients, not people', () => {
  test('crawlers count and stand apart: a claim by agent, knowledge by address', () => {
    const bot = 'Mozilla/5.0 (compatible; ExampleBot/2.1)'
    const lines = [{ agent: bot }, { client: '192.0.2.2' }, { client: '198.51.100.9', agent: bot }]
    const { clients } = countOf(logsOf(lines), { crawlerRanges: ['198.51.100.0/24'] }).figures
    expect(clients).toMatchObject({
      low: 3,
      high: 3,
      byClass: { other: { low: 1 }, 'crawler-known': { low: 1 }, 'crawler-claimed': { low: 1 } },
    })
  })

  test('pseudonyms are stable under one key, other under another, and addresses stand only where they were asked for', () => {
    const logs = logsOf([{}])
    const [one, same, other, shown] = [{}, {}, { pseudonymKey: new Uint8Array(32).fill(1) }, { showClients: true }].map(
      options => countOf(logs, options).figures.clients.list[0],
    )
    expect(one).toEqual(same)
    expect(one.client).toMatch(/^c-[0-9a-f]{12}$/)
    expect(other.client).not.toBe(one.client)
    expect(JSON.stringify(one)).not.toContain('192.0.2')
    expect(shown.address).toBe('192.0.2.1')
  })
})

describe('coverage', () => {
  const gapsOf = (minutes: readonly number[], reachable: Readonly<{ from: number | null; to: number | null }>) =>
    countOf(logsOf([{}], minutes), { reachable }).figures.coverage[0].gaps.map(({ from, to, reason }) =>
      [from.slice(11, 16), to.slice(11, 16), reason].join(' '),
    )
  const always = { from: null, to: null }
  const noon = Date.UTC(2026, 2, 2, 12)

  test('a server that writes all the time has no gap', () => {
    expect(gapsOf(range(0, 120), always)).toEqual([])
  })

  test('a silence of twenty minutes in it is one, and opens every high bound', () => {
    const minutes = [...range(0, 50), ...range(70, 120)]
    expect(gapsOf(minutes, always)).toEqual(['12:50 13:10 silence'])
    expect(briefly(countOf(logsOf([{}], minutes)))).toBe('1–? 0–? 1–? 1–? 0')
  })

  test('a gap is told from the second of the last line before to that of the first after', () => {
    const logs = logsOf([{}], [...range(0, 50), ...range(70, 120)])
    const edges = Uint16Array.from(logs.servers[0].minutes, () => 7 * 64 + 41)
    const { coverage } = countOf({ ...logs, servers: [{ ...logs.servers[0], edges }] }).figures
    expect(coverage[0].gaps).toMatchObject([{ from: '2026-03-02T12:49:41.000Z', to: '2026-03-02T13:10:07.000Z' }])
  })

  test('a silence of four minutes is a pause, as of a restart', () => {
    const { coverage } = countOf(logsOf([{}], [...range(0, 50), ...range(54, 120)])).figures
    expect(coverage[0]).toMatchObject({ gaps: [], pauses: [{ from: '2026-03-02T12:50:00.000Z' }] })
  })

  test('a silence of one of two servers is a pause when the other took its requests over, and a gap when it went on', () => {
    const own = [...range(0, 50), ...range(70, 120)]
    const coverageWith = (taken: number) => {
      const [one, other] = [logsOf([{}], own), logsOf([], range(0, 120))].map(({ servers }) => servers[0])
      const counts = other.counts.map((count, minute) => (minute >= 50 && minute < 70 ? taken : count))
      return countOf({ ...logsOf([{}], own), servers: [one, { ...other, name: 's1', counts }] })
    }
    const out = coverageWith(40)
    expect(out.figures.coverage[0]).toMatchObject({ gaps: [], pauses: [{ from: '2026-03-02T12:50:00.000Z' }] })
    expect(briefly(out)).toBe('1 0 1 1 0')
    const lost = coverageWith(20)
    expect(lost.figures.coverage[0]).toMatchObject({ gaps: [{ reason: 'silence' }], pauses: [] })
    expect(briefly(lost)).toBe('1–? 0–? 1–? 1–? 0')
  })

  test('a server that joined late is no lost log when the other gave it a part of its requests', () => {
    const coverageWith = (alone: number) => {
      const [one, other] = [logsOf([{ at: 4_000 }], range(60, 120)), logsOf([], range(0, 120))].map(
        logs => logs.servers[0],
      )
      const counts = other.counts.map((count, minute) => (minute < 60 ? alone : count))
      return countOf({ ...logsOf([{ at: 4_000 }], range(60, 120)), servers: [one, { ...other, name: 's1', counts }] })
    }
    expect(coverageWith(40).figures.coverage[0]).toMatchObject({
      gaps: [],
      pauses: [{ to: '2026-03-02T13:00:00.000Z' }],
    })
    expect(coverageWith(20).figures.coverage[0]).toMatchObject({ gaps: [{ reason: 'before-first-line' }], pauses: [] })
  })

  test.each([
    ['access.log', 'access.log.1', 'access.log.3.gz'],
    ['access.log', 'access.1.log', 'access.3.log.gz'],
  ])('between %s, %s and %s a member of the rotation set is missing', (...places) => {
    const logs = logsOf([{}])
    const inputs = places.map((place, n) => {
      const [first, last] = [noon + (80 - n * 40) * 60_000, noon + (119 - n * 40) * 60_000]
      const counts = { sizeBytes: 9, lines: 800, malformed: 0, directives: 0 }
      return {
        place,
        sha256: String(n),
        server: 0,
        format: 'common' as const,
        cut: null,
        sameAs: null,
        first,
        last,
        ...counts,
      }
    })
    expect(countOf({ ...logs, inputs }).figures.coverage[0].gaps).toMatchObject([{ reason: 'rotation' }])
  })

  test('the same hours silent on other days are the rhythm', () => {
    const day = 24 * 60
    const office = [0, 1, 2].flatMap(d => range(d * day, d * day + 480))
    expect(gapsOf(office, always)).toEqual([])
    expect(
      gapsOf(
        office.filter(minute => minute < day + 60 || minute >= day + 180),
        always,
      ),
    ).toEqual(['13:00 15:00 silence'])
  })

  test('what was declared and lies before the first or after the last line is not covered', () => {
    const reachable = { from: noon - 3_600_000, to: noon + 3 * 3_600_000 }
    expect(gapsOf(range(0, 120), reachable)).toEqual(['11:00 12:00 before-first-line', '13:59 15:00 after-last-line'])
  })

  test('a part beside a gap may belong to a whole: it is no longer certain', () => {
    const minutes = [...range(0, 50), ...range(70, 120)]
    const lines = [
      { at: 48 * 60, bytes: HALF },
      { at: 30 * 60, bytes: HALF },
    ]
    expect(briefly(countOf(logsOf(lines, minutes)))).toBe('0–? 1–? 2–? 1–? 0')
  })

  test('a few lines of 1970 and of 9999 neither make a gap nor move a window', () => {
    const minutes = [-29_000_000, ...range(0, 120), 4_100_000_000]
    const { coverage, reach } = countOf(logsOf([{}], minutes)).figures
    expect(coverage[0].gaps).toEqual([])
    expect(reach.hours).toBe(2)
  })

  test('the skew of two clocks is the heap of the differences; without one it cannot be told', () => {
    const lines = range(0, 30).flatMap(n => [
      { at: n * 60, client: `192.0.2.${n}`, bytes: HALF },
      { at: n * 60 + 40 + (n % 3), client: `192.0.2.${n}`, server: 1 },
    ])
    const skewOf = (some: readonly TestLine[]) =>
      countOf(logsOf(some, range(0, 120), 2)).figures.coverage[1].skewSeconds
    expect(skewOf(lines)).toBe(41)
    expect(skewOf(lines.slice(0, 6))).toBeNull()
  })
})

describe('windows', () => {
  test('answers outside the declared time widen it, and are told', () => {
    const reachable = { from: Date.UTC(2026, 2, 2, 12, 10), to: Date.UTC(2026, 2, 2, 12, 20) }
    const { figures, notes } = countOf(logsOf([{ at: 60 }, { at: 660 }]), { reachable })
    expect(figures.exposureWindow).toEqual({ from: '2026-03-02T12:01:00.000Z', to: '2026-03-02T12:20:00.000Z' })
    expect(figures.accessWindow).toEqual({ from: '2026-03-02T12:01:00.000Z', to: '2026-03-02T12:11:00.000Z' })
    expect(notes).toContainEqual({ code: 'exposure/reached-outside-window', facts: { transfers: 1 } })
  })

  test('where nothing was declared the nearest refusals are its ends, and without refusals they are not known', () => {
    const lines = [
      { at: 60, status: 404 },
      { at: 120 },
      { at: 180, status: 503 },
      { at: 240 },
      { at: 300, status: 410 },
    ]
    expect(countOf(logsOf(lines)).figures.exposureWindow).toEqual({
      from: '2026-03-02T12:01:00.000Z',
      to: '2026-03-02T12:05:00.000Z',
    })
    expect(countOf(logsOf([{}])).figures.exposureWindow).toEqual({ from: null, to: null })
  })
})

describe('hostile lines', () => {
  test('times, sizes and names that no server has neither crash nor close a bound, and all are counted', () => {
    const odd: TestLine[] = [
      { at: 1e300, client: '192.0.2.2' },
      { at: -1e300, client: '192.0.2.3' },
      { bytes: Number.MAX_SAFE_INTEGER, client: '192.0.2.4' },
      { status: 206, bytes: 5, range: [2 ** 52, 2 ** 53], client: '192.0.2.5' },
      { status: 206, bytes: HALF, range: [99_999, 3], client: '192.0.2.6' },
      { object: '/<script>\u001b[31m?name=</td>&page=%00', client: '"><img src=x>' },
      { status: 999, client: '192.0.2.7' },
      {},
    ]
    const { figures } = countOf(logsOf(odd))
    expect(figures.transfers.whole).toEqual({ low: 1, high: 4 })
    expect(figures.clients.asked).toBe(odd.length)
    expect(figures.transfers.probes).toBe(1)
    expect(figures.objects.map(({ path }) => path)).toContain('/<script>\u001b[31m?name=…&page=…')
  })

  test('values of parameters are shown only where they are numbers or forms', () => {
    const shown = (object: string) => countOf(logsOf([{ object }])).figures.objects.map(({ path }) => path)
    expect(shown('/a?format=csv&page=12')).toContain('/a?format=csv&page=12')
    expect(shown('/a?q=someone')).toContain('/a?q=…')
    expect(shown('/a?filter=1900112345678')).toContain('/a?filter=…')
  })
})

describe('properties', () => {
  const line: fc.Arbitrary<TestLine> = fc.record({
    at: fc.integer({ min: 0, max: 3_600 }),
    server: fc.integer({ min: 0, max: 1 }),
    client: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::/64'),
    object: fc.constantFrom('/a', '/b', '/a?page=1'),
    method: fc.constantFrom(0, 0, 0, 1, 2, 3),
    status: fc.constantFrom(200, 200, 206, 206, 304, 404, 0),
    bytes: fc.constantFrom(-1, 0, 10, HALF, 50_001, FILE_BYTES, 2 ** 50),
    ended: fc.constantFrom(0, 0, 1, 2),
    flags: fc.constantFrom(0, 0, 1, 2, 4),
  })
  const some = fc.array(line, { maxLength: 30 })
  const all = (lines: readonly TestLine[]) => {
    const { figures, notes } = countOf(logsOf(lines, range(0, 120), 2))
    return { ...figures, notes }
  }

  test('the order of lines never changes the answer', () => {
    fc.assert(
      fc.property(
        fc
          .array(line, { maxLength: 30 })
          .chain(lines => fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length }))),
        ([lines, shuffled]) => {
          expect(all(shuffled)).toEqual(all(lines))
        },
      ),
      { numRuns: 200 },
    )
  })

  test('lines of other objects never change the figures of one', () => {
    fc.assert(
      fc.property(some, some, (lines, more) => {
        const [mine, others] = [
          lines.map(one => ({ ...one, object: '/a' })),
          more.map(one => ({ ...one, object: '/a?page=2' })),
        ]
        const ofA = (from: readonly TestLine[]) => all(from).objects.find(({ path }) => path === '/a')
        // The clocks are compared by all lines: on one server there is nothing to compare.
        const alone = (from: readonly TestLine[]) => from.map(one => ({ ...one, server: 0 }))
        expect(ofA(alone([...mine, ...others]))).toEqual(ofA(alone(mine)))
      }),
      { numRuns: 200 },
    )
  })

  test('removing lines never raises the low bound of whole transfers or of clients', () => {
    const ranged = fc.record({
      at: fc.integer({ min: 0, max: 1_200 }),
      status: fc.constantFrom(200, 206),
      bytes: fc.constantFrom(HALF, 50_001, FILE_BYTES),
      client: fc.constantFrom('192.0.2.1', '192.0.2.2'),
    })
    const placed = fc
      .array(ranged, { maxLength: 12 })
      .map(lines =>
        lines.map(
          (one): TestLine =>
            one.status === 206 ? { ...one, range: one.bytes === HALF ? [0, 49_999] : [50_000, 100_000] } : one,
        ),
      )
    fc.assert(
      fc.property(placed, fc.nat(), (lines, n) => {
        const without = lines.filter((_, i) => lines.length > 0 && i !== n % lines.length)
        const [more, fewer] = [lines, without].map(from => countOf(logsOf(from)).figures)
        expect(fewer.transfers.whole.low).toBeLessThanOrEqual(more.transfers.whole.low)
        expect(fewer.clients.low).toBeLessThanOrEqual(more.clients.low)
      }),
      { numRuns: 300 },
    )
  })

  test('no bound is upside down, and no figure is negative', () => {
    fc.assert(
      fc.property(some, lines => {
        const { transfers, clients, objects } = all(lines)
        const bounds = [
          transfers.whole,
          transfers.partial,
          transfers.any,
          clients,
          ...objects.flatMap(one => [one.whole, one.partial]),
        ]
        for (const { low, high } of bounds) expect(low >= 0 && (high === null || low <= high)).toBe(true)
        expect(transfers.any.low).toBeGreaterThanOrEqual(transfers.whole.low)
      }),
      { numRuns: 200 },
    )
  })
})

describe('clocks that are known to some seconds only', () => {
  /** Twelve clients by whom the skew is known to within three seconds, and other lines. */
  const withSkew = (lines: readonly TestLine[]) => [
    ...range(0, 12).flatMap((n): TestLine[] => [
      { at: 3000 + n * 60, client: `198.51.100.${n}`, status: 304 },
      { at: 3040 + n * 60 + (n % 4) * 3, client: `198.51.100.${n}`, server: 1, status: 416 },
    ]),
    ...lines,
  ]
  const figuresFor = (lines: readonly TestLine[]) => {
    const { transfers, coverage } = countOf(logsOf(withSkew(lines), range(0, 120), 2)).figures
    return { skew: [coverage[1].skewSeconds, coverage[1].skewWithin], ...transfers }
  }

  const open = [
    { low: 1, high: 1 },
    { low: 0, high: 1 },
    { low: 1, high: 2 },
  ]
  const joined = [
    { low: 1, high: 1 },
    { low: 0, high: 0 },
    { low: 1, high: 1 },
  ]

  test.each([
    ['seems to come two seconds after it', 143, 1, open],
    ['seems to come two seconds before it', 147, 1, open],
    ['came ten seconds before it', 155, 1, joined],
    ['came two seconds before it on one server', 102, 0, joined],
  ])('a part on one server and a whole on another: the part %s', (_, at, server, expected) => {
    const found = figuresFor([
      { at: 100, bytes: HALF },
      { at, server },
    ])
    expect(found.skew).toEqual([45, 3])
    expect([found.whole, found.partial, found.any]).toEqual(expected)
  })
})
