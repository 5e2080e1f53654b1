import type { Bounds } from '../contract.ts'
import { type ClientFigures, type Exposure, NOTE_CODES, type TimelineStep } from '../counting/document.ts'
import { statementOf } from '../counting/statement.ts'

/** A made-up answer shaped like the Californian case, with a stretch that one log does not cover. Not a computed one. */

const exact = (n: number): Bounds => ({ low: n, high: n })
const open = (n: number): Bounds => ({ low: n, high: null })
const HOUR = 3_600_000
const START = Date.parse('2022-06-27T19:06:00Z')
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** A day of ten-minute steps: a slow start, a rush in the evening, the restart at 21:30 local, a tail. */
function steps(): TimelineStep[] {
  return Array.from({ length: 102 }, (_, at) => {
    const rush = Math.round(46 * Math.exp(-(((at - 22) / 14) ** 2)) + 12 * Math.exp(-(((at - 62) / 18) ** 2)))
    const quiet = at === 56 || at === 57
    return {
      at: iso(START + at * 600_000),
      whole: quiet ? 0 : rush,
      partial: quiet ? 0 : Math.round(rush / 3),
      probes: (at * 7) % 5,
    }
  })
}

function clients(count: number): ClientFigures[] {
  return Array.from({ length: count }, (_, at) => ({
    client: `client-${(at * 7919 + 104_729).toString(16).padStart(12, '0')}`,
    class: at % 40 === 0 ? 'crawler-claimed' : at % 97 === 1 ? 'crawler-known' : 'other',
    whole: exact(count - at),
    partial: at % 3 === 0 ? { low: 0, high: 2 } : exact(0),
    probes: at % 4,
    first: iso(START + at * 1000),
    last: iso(START + 11 * HOUR),
  }))
}

const base = {
  kind: 'exposure',
  version: 1,
  product: 'parefuite 0.1.0',
  question: {
    objects: ['/ccw/*'],
    fileBytes: 28_114_532,
    reachable: { from: '2022-06-27T19:00:00Z', to: '2022-06-28T19:00:00Z' },
    trustedProxies: ['198.51.100.0/24'],
    excluded: { count: 2, sha256: 'b'.repeat(64) },
    pattern: null,
    zone: null,
    servers: 2,
    cache: false,
  },
  file: { name: 'ccw.csv', sizeBytes: 28_114_532, sha256: 'a'.repeat(64) },
  lines: { read: 3_004_511, malformed: 30_102, matched: 6_120, excluded: 14 },
  malformed: [
    { place: 'web-1/access.log', line: 1204, wrong: 'structure' },
    { place: 'web-1/access.log.1.gz', line: 88, wrong: 'time' },
    { place: 'web-2/access.log', line: 9_120_004, wrong: 'too-long' },
  ],
  inputs: ['web-1/access.log', 'web-1/access.log.1.gz', 'web-2/access.log', 'web-2/access.log.1.gz'].map(
    (place, at) => ({
      place,
      sha256: String(at + 1).repeat(64),
      sizeBytes: 231_000_000 + at,
      server: place.slice(0, 5),
      format: 'combined',
      lines: 751_128,
      malformed: 7_525,
      directives: 0,
      cut: at === 3 ? 'sources/truncated' : null,
      sameAs: null,
      from: iso(START - 24 * HOUR),
      to: iso(START + 24 * HOUR),
    }),
  ),
  objects: [
    { path: '/ccw/ccw.csv', size: 28_114_532, sizeFrom: 'file', whole: exact(1998), partial: exact(701), probes: 311 },
    {
      path: '/ccw/export?format=csv',
      size: null,
      sizeFrom: null,
      whole: { low: 0, high: 35 },
      partial: { low: 0, high: 35 },
      probes: 2,
    },
  ],
  transfers: {
    whole: exact(1998),
    partial: exact(736),
    probes: 313,
    any: exact(2734),
    merged: 218,
    byClass: { other: exact(2701), 'crawler-known': exact(12), 'crawler-claimed': exact(21) },
  },
  clients: {
    ...exact(507),
    asked: 844,
    byClass: { other: exact(489), 'crawler-known': exact(5), 'crawler-claimed': exact(13) },
    list: clients(507),
  },
  accessWindow: { from: '2022-06-27T19:31:08Z', to: '2022-06-28T07:22:41Z' },
  exposureWindow: { from: '2022-06-27T19:00:00Z', to: '2022-06-28T19:00:00Z' },
  people: {
    low: 191_870,
    high: 192_000,
    rows: { low: 192_000, high: 192_000 },
    columns: [
      { column: 'name', kind: 'name.full', personal: 'direct', people: { low: 191_870, high: 192_000 } },
      { column: 'dob', kind: 'birth.date', personal: 'indirect', people: { low: 191_000, high: 192_000 } },
    ],
  },
  coverage: [
    {
      server: 'web-1',
      from: '2022-06-27T19:00:00Z',
      to: '2022-06-28T19:00:00Z',
      lines: 1_502_256,
      malformed: 15_050,
      skewSeconds: null,
      skewWithin: null,
      gaps: [],
      pauses: [{ from: '2022-06-28T04:28:00Z', to: '2022-06-28T04:31:00Z' }],
    },
    {
      server: 'web-2',
      from: '2022-06-27T19:00:00Z',
      to: '2022-06-28T19:00:00Z',
      lines: 1_502_255,
      malformed: 15_052,
      skewSeconds: 40,
      skewWithin: 1,
      gaps: [],
      pauses: [],
    },
  ],
  reach: { from: '2022-06-27T19:00:00Z', to: '2022-06-28T19:00:00Z', hours: 24, uncoveredHours: 0, isWhole: true },
  evidence: 'yes',
  estimate: null,
  notes: [
    { code: 'exposure/malformed-lines', facts: { lines: 30_102 } },
    { code: 'exposure/excluded', facts: { lines: 14 } },
    { code: 'exposure/pauses', facts: { pauses: 1, minutes: 3 } },
  ],
  timeline: { stepMinutes: 10, steps: steps() },
  definitions: {
    whole: 'transfers in which all bytes of the object went out',
    partial: 'transfers in which some bytes went out',
    probes: 'requests that no content answered',
    clients: 'addresses (IPv4, or IPv6 /64) with a transfer',
    accessWindow: 'from the first transfer to the last',
    exposureWindow: 'when the object could be reached',
    people: 'distinct people in the rows that transfers carried',
  },
  statement: '',
  statements: { en: '', fr: '' },
} satisfies Exposure as Exposure

function stated(exposure: Exposure): Exposure {
  const statements = { en: statementOf('en', exposure), fr: statementOf('fr', exposure) }
  return { ...exposure, statement: statements.en, statements }
}

/** Everything is covered; every figure closed. */
export const closedExample: Exposure = stated(base)

/** Two hours of one server are missing: high bounds are open, an estimate stands apart. */
export const openExample: Exposure = stated({
  ...base,
  transfers: {
    ...base.transfers,
    whole: open(1702),
    partial: open(601),
    any: open(2303),
    byClass: { other: open(2280), 'crawler-known': open(8), 'crawler-claimed': open(15) },
  },
  clients: {
    ...base.clients,
    low: 455,
    high: null,
    byClass: { other: open(441), 'crawler-known': open(4), 'crawler-claimed': open(10) },
  },
  coverage: [
    base.coverage[0],
    {
      ...base.coverage[1],
      gaps: [
        { from: '2022-06-27T22:00:00Z', to: '2022-06-28T00:00:00Z', reason: 'silence' },
        { from: '2022-06-28T18:40:00Z', to: '2022-06-28T19:00:00Z', reason: 'after-last-line' },
      ],
    },
    {
      server: 'web-3',
      from: null,
      to: null,
      lines: 0,
      malformed: 0,
      skewSeconds: null,
      skewWithin: null,
      gaps: [{ from: '2022-06-27T19:00:00Z', to: '2022-06-28T19:00:00Z', reason: 'no-log' }],
      pauses: [],
    },
  ],
  reach: { ...base.reach, uncoveredHours: 2, isWhole: false },
  estimate: { whole: 1986, partial: 703, assumption: 'as-in-covered-time' },
  notes: [
    {
      code: 'exposure/uncovered',
      facts: { server: 'web-2', from: '2022-06-27T22:00:00Z', to: '2022-06-28T00:00:00Z', hours: 2 },
    },
    { code: 'exposure/no-server-log', facts: { servers: 1 } },
    ...base.notes,
  ],
})

/** Nothing was taken, and the logs cover the whole period. */
export const cleanExample: Exposure = stated({
  ...base,
  objects: base.objects.slice(0, 1).map(object => ({ ...object, whole: exact(0), partial: exact(0), probes: 3 })),
  transfers: {
    whole: exact(0),
    partial: exact(0),
    any: exact(0),
    probes: 3,
    merged: 0,
    byClass: { other: exact(0), 'crawler-known': exact(0), 'crawler-claimed': exact(0) },
  },
  clients: {
    ...exact(0),
    asked: 2,
    byClass: { other: exact(0), 'crawler-known': exact(0), 'crawler-claimed': exact(0) },
    list: [],
  },
  accessWindow: { from: null, to: null },
  people: { ...exact(0), rows: exact(0), columns: [] },
  evidence: 'none',
  notes: [],
  timeline: { stepMinutes: 10, steps: [] },
})

/** Nothing could be read, of nothing that is known. */
export const emptyExample: Exposure = stated({
  ...cleanExample,
  file: null,
  lines: { read: 0, malformed: 0, matched: 0, excluded: 0 },
  malformed: [],
  inputs: [],
  objects: [],
  transfers: { ...cleanExample.transfers, whole: open(0), partial: open(0), any: open(0) },
  clients: { ...cleanExample.clients, ...open(0) },
  exposureWindow: { from: null, to: null },
  people: null,
  coverage: [],
  reach: { from: null, to: null, hours: 0, uncoveredHours: 0, isWhole: false },
  evidence: 'potentially',
  notes: [{ code: 'exposure/no-lines', facts: {} }],
})

const LONG = 'server-of-the-portal-of-the-prefecture/var/log/nginx/access-of-the-portal-for-residents.log'
const fact = { place: LONG, same: LONG, server: LONG, zone: 'UTC', reason: 'sources/truncated', hours: 2 }
const number = {
  lines: 12_345,
  servers: 3,
  transfers: 12_345,
  objects: 12_345,
  clients: 12_345,
  places: 12_345,
  peers: 3,
}
const stretch = { from: '2022-06-27T22:00:00Z', to: '2022-06-28T00:00:00Z', pauses: 12, minutes: 35 }

/** Everything that can be left open at once, on many servers of long names, told in another zone too. */
export const longestExample: Exposure = stated({
  ...openExample,
  question: { ...openExample.question, zone: 'America/Los_Angeles' },
  file: { name: `${LONG}.csv`, sizeBytes: 28_114_532, sha256: 'a'.repeat(64) },
  objects: base.objects.map(object => ({ ...object, path: `/${LONG.repeat(3)}` })),
  coverage: Array.from({ length: 14 }, (_, at) => ({ ...openExample.coverage[1], server: `${LONG}${at}` })),
  notes: NOTE_CODES.map(code => ({ code, facts: { ...fact, ...number, ...stretch } })),
})

/** What a stranger may write into a request, a folder's name or a file's: markup, terminal escapes, Typst, direction marks. */
export const HOSTILE =
  '<script>alert(1)</script>"\'&\u001b[31m\u001b]0;x\u0007\u202e#panic("x")$*_@a\\u{41}`//\u0000</template>'

export const hostileExample: Exposure = {
  ...openExample,
  question: { ...base.question, objects: [HOSTILE], pattern: HOSTILE, zone: HOSTILE, trustedProxies: [HOSTILE] },
  file: { name: HOSTILE, sizeBytes: 1, sha256: 'a'.repeat(64) },
  malformed: [{ place: HOSTILE, line: 1, wrong: 'encoding' }],
  inputs: base.inputs.map(input => ({ ...input, place: HOSTILE, server: HOSTILE, sameAs: HOSTILE, cut: HOSTILE })),
  objects: base.objects.map(object => ({ ...object, path: HOSTILE.repeat(9) })),
  clients: {
    ...base.clients,
    list: base.clients.list.slice(0, 3).map(client => ({ ...client, client: HOSTILE, address: HOSTILE })),
  },
  coverage: openExample.coverage.map(one => ({ ...one, server: HOSTILE })),
  people: base.people && {
    ...base.people,
    columns: base.people.columns.map(one => ({ ...one, column: HOSTILE, kind: HOSTILE })),
  },
  statement: HOSTILE,
  statements: { fr: HOSTILE, en: HOSTILE },
  notes: [{ code: 'exposure/input-cut', facts: { place: HOSTILE, reason: HOSTILE } }],
}
