import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type TemporaryFolder, temporaryFolder } from '#kernel'
import type { ExposureQuestion, ReadLogs } from '../contract.ts'
import { type ReadOptions, readLogs } from './read-logs.ts'

const ASKED: ExposureQuestion = {
  places: [],
  objects: ['/ccw/*'],
  fileBytes: null,
  reachable: { from: null, to: null },
  trustedProxies: [],
  excluded: [],
  pattern: null,
  zone: null,
}

let temporary: TemporaryFolder
let serial = 0
beforeAll(async () => {
  temporary = await temporaryFolder(undefined)
})
afterAll(() => temporary.remove())

/** A folder of its own with these files. */
function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const path = join(temporary.path, String(serial++))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return path
}

async function reading(asked: Partial<ExposureQuestion>, options: ReadOptions = {}): Promise<ReadLogs> {
  const read = await readLogs({ ...ASKED, ...asked }, options)
  if (isRefusal(read)) throw new Error(`refused: ${read.code}`)
  return read
}

function line(
  client: string,
  target: string,
  more: { status?: number; bytes?: number; minute?: number; agent?: string } = {},
): string {
  const { status = 200, bytes = 512, minute = 5, agent = 'curl/8' } = more
  const clock = `10:${String(minute).padStart(2, '0')}:03`
  return `${client} - - [17/May/2015:${clock} +0000] "GET ${target} HTTP/1.1" ${status} ${bytes} "-" "${agent}"\n`
}

/** The lines that matched, as texts, in the order of their names. */
function matchedOf({ matched, clients, objects, servers, agents }: ReadLogs): string[] {
  return Array.from({ length: matched.count }, (_, i) => {
    const [client, object] = [clients[matched.client[i]], objects[matched.object[i]]]
    const [server, agent] = [servers[matched.server[i]].name, agents[matched.agent[i]]]
    const at = new Date(matched.at(i)).toISOString().slice(11, 19)
    return `${server} ${at} ${client} ${object} ${matched.status[i]} ${matched.bytes[i]} ${agent} ${matched.flags[i]}`
  }).sort()
}

describe('what lies in a folder', () => {
  const [first, second] = [line('192.0.2.1', '/ccw/a.csv'), line('192.0.2.2', '/ccw/b.csv', { minute: 6 })]
  const [third, other] = [
    line('192.0.2.3', '/ccw/a.csv', { minute: 7 }),
    line('192.0.2.4', '/index.html', { minute: 7 }),
  ]

  test('rotation sets are read in any order, packed or not, each of its server', async () => {
    const path = folder({
      'web1/access.log.2.gz': gzipSync(first),
      'web1/access.log': third + other,
      'web1/access.log.1.zst': zstdCompressSync(second),
      'web2/access.log': line('192.0.2.9', '/ccw/a.csv', { minute: 9 }),
    })
    const read = await reading({ places: [path] })
    expect(matchedOf(read)).toEqual([
      'web1/access.log 10:05:03 192.0.2.1 /ccw/a.csv 200 512 curl/8 0',
      'web1/access.log 10:06:03 192.0.2.2 /ccw/b.csv 200 512 curl/8 0',
      'web1/access.log 10:07:03 192.0.2.3 /ccw/a.csv 200 512 curl/8 0',
      'web2/access.log 10:09:03 192.0.2.9 /ccw/a.csv 200 512 curl/8 0',
    ])
    const base = Date.UTC(2015, 4, 17, 10) / 60_000
    expect(read.servers[0]).toEqual({
      name: 'web1/access.log',
      minutes: Float64Array.of(base + 5, base + 6, base + 7),
      counts: Uint32Array.of(1, 1, 2),
      edges: Uint16Array.of(3 * 64 + 3, 3 * 64 + 3, 3 * 64 + 3),
      first: Date.UTC(2015, 4, 17, 10, 5, 3),
      last: Date.UTC(2015, 4, 17, 10, 7, 3),
      lines: 4,
      malformed: 0,
    })
    expect(read.lines).toEqual({ read: 5, malformed: 0 })
  })

  test('an error log beside the access log is no server without a log, and its lines are no suspects', async () => {
    const error =
      '2015/05/17 10:05:03 [error] 7#7: *1 open() failed, request: "GET /ccw/a.csv HTTP/1.1"\n  of two lines\n'
    const apache = '[Sun May 17 10:05:03.123456 2015] [core:error] [pid 7] AH00128: /ccw/a.csv\n'
    const path = folder({ 'access.log': first, 'error.log': error, 'error.log.1.gz': gzipSync(apache) })
    const read = await reading({ places: [path] })
    expect(read.servers.map(server => [server.name, server.lines])).toEqual([['access.log', 1]])
    expect({ ...read.lines, naming: read.malformedNaming, unreadable: read.unreadable }).toEqual({
      read: 1,
      malformed: 3,
      naming: 0,
      unreadable: 0,
    })
    expect(read.assumptions.map(each => each.code)).toEqual(['exposure/error-log', 'exposure/error-log'])
    expect(read.inputs.map(input => input.server)).toEqual([0, -1, -1])
  })

  test('servers named by a person hold what lies there', async () => {
    const path = folder({ 'a.log': first, 'b.log': second })
    const read = await reading({ places: [`north=${join(path, 'a.log')}`, `north=${join(path, 'b.log')}`] })
    expect(read.servers.map(server => [server.name, server.lines])).toEqual([['north', 2]])
  })

  test('a server named by a person whose folder is empty is a server without a line', async () => {
    const path = folder({ 'a.log': first })
    const empty = join(path, 'empty')
    mkdirSync(empty)
    const read = await reading({ places: [`north=${join(path, 'a.log')}`, `south=${empty}`] })
    expect(read.servers.map(server => [server.name, server.lines, server.first])).toEqual([
      ['north', 1, Date.UTC(2015, 4, 17, 10, 5, 3)],
      ['south', 0, null],
    ])
  })

  test('every input has the hash and size of its bytes on disk', async () => {
    const packed = gzipSync(first)
    const read = await reading({ places: [folder({ 'access.log.1.gz': packed })] })
    const sha256 = createHash('sha256').update(packed).digest('hex')
    expect(read.inputs).toMatchObject([
      { sha256, sizeBytes: packed.length, format: 'combined', lines: 1, malformed: 0 },
    ])
  })

  test('content that is there twice is counted once, and said', async () => {
    const path = folder({ 'access.log.1': first + second, 'access.log.1.gz': gzipSync(first + second) })
    const read = await reading({ places: [path] })
    expect(read.lines).toEqual({ read: 2, malformed: 0 })
    expect(read.matched.count).toBe(2)
    expect(read.inputs.map(input => input.sameAs)).toEqual([null, join(path, 'access.log.1')])
    const facts = { place: join(path, 'access.log.1.gz'), same: join(path, 'access.log.1') }
    expect(read.assumptions).toEqual([{ code: 'exposure/same-input', facts }])
  })

  test('a packed log that is cut is read as far as it goes, and said', async () => {
    const whole = gzipSync(Array.from({ length: 5000 }, (_, i) => line('192.0.2.1', `/ccw/${i * 7919}.csv`)).join(''))
    const path = folder({ 'access.log.gz': whole.subarray(0, whole.length - 2000) })
    const read = await reading({ places: [path] })
    expect(read.inputs[0].cut).toBe('sources/truncated')
    expect(read.assumptions.map(each => each.code)).toEqual(['exposure/input-cut'])
    expect(read.matched.count).toBeGreaterThan(1000)
    expect(read.matched.count).toBeLessThan(5000)
  })

  test('standard input is a log too', async () => {
    async function* stdin() {
      yield Buffer.from(first.slice(0, 20))
      yield Buffer.from(first.slice(20) + other)
    }
    const read = await reading({ places: ['-'] }, { stdin: stdin() })
    expect(read.lines).toEqual({ read: 2, malformed: 0 })
    expect(read.matched.count).toBe(1)
  })

  test('one thread or several give the same', async () => {
    const log = Array.from({ length: 40_000 }, (_, i) =>
      line(`192.0.2.${i % 250}`, i % 3 === 0 ? `/ccw/${i % 7}` : '/', { minute: i % 60 }),
    )
    const path = folder({ 'access.log': `${log.join('')}broken\n` })
    const [one, two] = [
      await reading({ places: [path] }, { threads: 0 }),
      await reading({ places: [path] }, { threads: 2 }),
    ]
    expect(two.lines).toEqual({ read: 40_000, malformed: 1 })
    expect(two.malformed).toEqual([{ place: join(path, 'access.log'), line: 40_001, wrong: 'structure' }])
    expect(matchedOf(two)).toEqual(matchedOf(one))
    expect({ ...two.servers[0] }).toEqual({ ...one.servers[0] })
    expect(two.matched.count).toBe(13_334)
  })
})

test('a copy of a log that went on is told, and its minutes count once', async () => {
  const minutes = Array.from({ length: 40 }, (_, minute) =>
    line('192.0.2.1', '/ccw/a', { minute }).repeat(1 + (minute % 5)),
  )
  const path = folder({ 'access.log.1': minutes.slice(0, 30).join(''), 'access.log': minutes.join('') })
  const { copied, servers, assumptions, lines } = await reading({ places: [path] })
  const [from, to] = [0, 29].map(minute => Date.UTC(2015, 4, 17, 10, minute, 3))
  expect(copied).toEqual([{ server: 0, from, to }])
  expect(assumptions).toEqual([
    {
      code: 'exposure/overlapping-input',
      facts: { place: join(path, 'access.log.1'), same: join(path, 'access.log') },
    },
  ])
  expect([...servers[0].counts].slice(1, 29)).toEqual(minutes.slice(1, 29).map((_, i) => 1 + ((i + 1) % 5)))
  expect(lines.read).toBe(210)
})

describe('whose requests do not count', () => {
  test('declared addresses and agents are flagged, and stay', async () => {
    const log =
      line('192.0.2.1', '/ccw/a') + line('198.51.100.7', '/ccw/a') + line('192.0.2.2', '/ccw/a', { agent: 'probe/1' })
    const read = await reading({ places: [folder({ 'a.log': log })], excluded: ['198.51.100.0/24', 'agent:probe/1'] })
    expect(matchedOf(read)).toEqual([
      'a.log 10:05:03 192.0.2.1 /ccw/a 200 512 curl/8 0',
      'a.log 10:05:03 192.0.2.2 /ccw/a 200 512 probe/1 2',
      'a.log 10:05:03 198.51.100.7 /ccw/a 200 512 curl/8 2',
    ])
  })

  test('an agent is declared to the letter or by its product, never by what all browsers say', async () => {
    const agents = ['probe/1 (+https://agency.example)', 'probes/1', 'Mozilla/5.0', 'curl/8']
    const log = agents.map(agent => line('192.0.2.1', '/ccw/a', { agent })).join('')
    const places = [folder({ 'a.log': log })]
    const read = await reading({ places, excluded: ['agent:probe', 'agent:Mozilla', 'agent:curl/8'] })
    expect(Array.from({ length: 4 }, (_, i) => read.matched.flags[i])).toEqual([2, 0, 0, 2])
  })

  test('one address of a /64 is excluded without the others', async () => {
    const log = line('2001:db8::1', '/ccw/a') + line('2001:db8::2', '/ccw/a') + line('2001:db8::1', '/ccw/b')
    const read = await reading({ places: [folder({ 'a.log': log })], excluded: ['2001:db8::1'] })
    expect(matchedOf(read)).toEqual([
      'a.log 10:05:03 2001:db8::/64 /ccw/a 200 512 curl/8 0',
      'a.log 10:05:03 2001:db8::/64 /ccw/a 200 512 curl/8 2',
      'a.log 10:05:03 2001:db8::/64 /ccw/b 200 512 curl/8 2',
    ])
  })

  test('the client behind a declared proxy is who it names', async () => {
    const log = `${line('192.0.2.1', '/ccw/a').trimEnd()} "203.0.113.7"\n${line('192.0.2.9', '/ccw/a').trimEnd()} "203.0.113.8"\n`
    const read = await reading({ places: [folder({ 'a.log': log })], trustedProxies: ['192.0.2.1/32'] })
    expect(matchedOf(read)).toEqual([
      'a.log 10:05:03 192.0.2.9 /ccw/a 200 512 curl/8 208',
      'a.log 10:05:03 203.0.113.7 /ccw/a 200 512 curl/8 1',
    ])
  })
})

describe('without an object', () => {
  test('what answered with the bytes of the file is found, with all its lines', async () => {
    const log =
      line('192.0.2.1', '/data/x.csv', { bytes: 777 }) +
      line('192.0.2.2', '/data/x.csv', { status: 206, bytes: 10 }) +
      line('192.0.2.3', '/data/y.csv', { status: 404, bytes: 777 }) +
      line('192.0.2.4', '/data/z.csv', { bytes: 778 })
    const read = await reading({ places: [folder({ 'a.log': log })], objects: [], fileBytes: 777 })
    expect(matchedOf(read)).toEqual([
      'a.log 10:05:03 192.0.2.1 /data/x.csv 200 777 curl/8 0',
      'a.log 10:05:03 192.0.2.2 /data/x.csv 206 10 curl/8 0',
    ])
    expect(read.lines).toEqual({ read: 4, malformed: 0 })
  })

  test('what answered with the bytes of the file and headers is found where the log counts headers', async () => {
    const log = line('192.0.2.1', '/get', { bytes: 777 + 300 }) + line('192.0.2.2', '/get', { status: 206, bytes: 400 })
    const known = (place: string) => reading({ places: [place], objects: [], fileBytes: 777 })
    const plain = await known(folder({ 'a.log': log }))
    expect([plain.matched.count, plain.isSizeUnseen]).toEqual([0, true])
    const copies = [1, 2, 3].map(n => line(`192.0.2.${n}`, '/get', { status: 304, bytes: 181 })).join('')
    const counting = await known(folder({ 'a.log': log + copies }))
    expect([counting.matched.count, counting.isSizeUnseen, counting.nearSize]).toEqual([5, false, [0]])
  })

  test('what was served in ranges alone is found by the end of one, and what S3 says is so long by that', async () => {
    const ranged = (first: number, bytes: number) =>
      `${JSON.stringify({ time_iso8601: '2022-06-27T19:31:08+00:00', remote_addr: '192.0.2.1', request_method: 'GET', request_uri: '/x.csv', status: '206', body_bytes_sent: String(bytes), http_range: `bytes=${first}-`, http_user_agent: 'curl/8' })}\n`
    const json = await reading({
      places: [folder({ 'a.log': ranged(0, 99) + ranged(700, 77) })],
      objects: [],
      fileBytes: 777,
    })
    expect([json.objects, json.matched.count, json.nearSize]).toEqual([['/x.csv'], 2, [0]])
    const s3 =
      '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be bucket [27/Jun/2022:19:31:08 +0000] 192.0.2.1 - 3E57427F33A59F07 REST.GET.OBJECT x.csv "GET /x.csv HTTP/1.1" 206 - 12 777 70 10 "-" "curl/8" - x= - ECDHE-RSA-AES128-GCM-SHA256 - b.s3.amazonaws.com TLSV1.2 - -\n'
    const said = await reading({ places: [folder({ 'a.log': s3 })], objects: [], fileBytes: 777 })
    expect([said.objects.length, said.nearSize]).toEqual([1, []])
  })

  test('when nothing answered with them, nothing matches', async () => {
    const read = await reading({ places: [folder({ 'a.log': line('192.0.2.1', '/') })], objects: [], fileBytes: 777 })
    expect(read.matched.count).toBe(0)
  })
})

describe('refused', () => {
  const cases: readonly (readonly [code: string, asked: Partial<ExposureQuestion>])[] = [
    ['exposure/no-object', { objects: [] }],
    ['exposure/no-such-zone', { zone: 'Paris' }],
    ['exposure/no-such-network', { trustedProxies: ['proxy'] }],
    ['exposure/no-such-network', { excluded: ['192.0.2.0/33'] }],
    ['exposure/unusable-pattern', { pattern: '%h' }],
  ]
  for (const [code, asked] of cases) {
    test(`${code}: ${Object.keys(asked)[0]}`, async () => {
      const places = [folder({ 'a.log': line('192.0.2.1', '/') })]
      expect(await readLogs({ ...ASKED, places, ...asked })).toMatchObject({ kind: 'refusal', code })
    })
  }

  test('a folder without a file', async () => {
    const path = folder({})
    mkdirSync(path)
    expect(await readLogs({ ...ASKED, places: [path] })).toMatchObject({ code: 'exposure/unreadable-place', at: path })
  })

  test('a place that is missing, even beside others', async () => {
    const path = folder({ 'a.log': line('192.0.2.1', '/') })
    const places = [path, join(path, 'gone.log')]
    expect(await readLogs({ ...ASKED, places })).toMatchObject({
      code: 'exposure/unreadable-place',
      seen: 'sources/missing',
    })
  })
})

test('a malformed line in which an object is named is counted apart from one that names another', async () => {
  const path = folder({
    'access.log': [
      line('192.0.2.1', '/'),
      line('192.0.2.1', '/ccw/a.csv').replace('[', ''),
      line('192.0.2.1', '/b').replace('[', ''),
    ].join(''),
  })
  const { lines, malformedNaming } = await reading({ places: [path] })
  expect({ ...lines, malformedNaming }).toEqual({ read: 1, malformed: 2, malformedNaming: 1 })
})

describe('what could not be read', () => {
  const good = line('192.0.2.1', '/x')
  const long = (before: number, target: string, after: number) =>
    `${'x'.repeat(before)} "GET ${target} HTTP/1.1" ${'y'.repeat(after)}\n`
  const hole = Buffer.alloc(5_000_000)
  const cases: readonly (readonly [string, string | Uint8Array, naming: number, unreadable: number, read: number])[] = [
    ['a line of 200 kB that names an object', good + long(10, '/ccw/a', 200_000), 1, 0, 1],
    ['a line of 200 kB that names it at its end', good + long(200_000, '/ccw/a', 10), 1, 0, 1],
    ['a line of 10 MB that names it in its middle', good + long(5_000_000, '/ccw/a', 5_000_000) + good, 1, 0, 2],
    ['one that names it where two parts of it meet', good + long(2 * 1024 * 1024 - 12, '/ccw/a', 10) + good, 1, 0, 2],
    ['a line of 10 MB that names nothing', good + long(5_000_000, '/other', 5_000_000) + good, 0, 1, 2],
    ['a line that breaks off before its request', `${good}192.0.2.1 - - [17/May/2015\n${good}`, 0, 1, 2],
    [
      'a hole that a crash left between two lines',
      Buffer.concat([Buffer.from(good), hole, Buffer.from(good)]),
      0,
      1,
      2,
    ],
    ['a hole of 5 MB at the beginning is of a rotation', Buffer.concat([hole, Buffer.from(good)]), 0, 0, 1],
    ['a hole of 200 kB at the beginning', Buffer.concat([hole.subarray(0, 200_000), Buffer.from(good)]), 0, 0, 1],
  ]
  for (const [name, content, malformedNaming, unreadable, read] of cases) {
    test(`${name}: it names an object, or may be any request, or neither`, async () => {
      const logs = await reading({ places: [folder({ 'a.log': content })] })
      expect({ ...logs.lines, malformedNaming: logs.malformedNaming, unreadable: logs.unreadable }).toMatchObject({
        read,
        malformedNaming,
        unreadable,
      })
    })
  }

  test('sought by size alone, it is named by the number of bytes', async () => {
    const path = folder({ 'a.log': `${line('192.0.2.1', '/a', { bytes: 77 })}200 77 broken\n200 78 broken\n` })
    const { malformedNaming, unreadable } = await reading({ places: [path], objects: [], fileBytes: 77 })
    expect({ malformedNaming, unreadable }).toEqual({ malformedNaming: 1, unreadable: 1 })
  })
})

describe('hostile lines', () => {
  const good = line('192.0.2.1', '/ccw/a')
  const cases: readonly (readonly [
    name: string,
    content: string | Uint8Array,
    read: number,
    malformed: number,
    wrong?: string,
  ])[] = [
    ['a line of 10 MB', `${good}${'x'.repeat(10_000_000)}\n${good}`, 2, 1, 'too-long'],
    ['a line of 10 MB without an end', `${good}${'x'.repeat(10_000_000)}`, 1, 1, 'too-long'],
    ['a line of 200 kB', good + good.replace('/ccw/a', `/ccw/${'a'.repeat(200_000)}`) + good, 2, 1, 'too-long'],
    ['no end after the last line', good.trimEnd(), 1, 0],
    ['a flood of brackets', `${' ['.repeat(60_000)}\n`.repeat(20) + good, 1, 20, 'structure'],
    ['ends of Windows', good.replace('\n', '\r\n').repeat(2), 2, 0],
    ['empty lines', `${good}\n\n${good}`, 2, 2, 'structure'],
    ['a mark of UTF-8', `\ufeff${good}`, 1, 0],
    ['UTF-16', Buffer.from(`\ufeff${good}${good}`, 'utf16le'), 2, 0],
    ['UTF-16 in the other order', Buffer.from(`\ufeff${good}${good}`, 'utf16le').swap16(), 2, 0],
    ['a hole of zeros before a line', Buffer.concat([Buffer.alloc(5000), Buffer.from(good)]), 1, 0],
    ['a zero inside', good.replace('/ccw/a', '/ccw/\0'), 0, 1, 'encoding'],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(good.slice(0, 50)), Buffer.of(0xff, 0xfe), Buffer.from(good.slice(50))]),
      1,
      0,
    ],
    ['garbage at the head', `\u0001\u0002garbage\n%PDF-\n${good}`, 1, 2, 'structure'],
    [
      'a picture',
      Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from('no line\n')]),
      0,
      3,
      'structure',
    ],
    ['escapes of terminals', good.replace('curl', '\u001b]0;x\u0007curl'), 1, 0],
    ['the years 1970 and 9999', good.replace('2015', '1970') + good.replace('2015', '9999'), 2, 0],
    ['a size that lies', good.replace('512', '999999999999999'), 1, 0],
    ['a size below nothing', good.replace('512', '-512'), 0, 1, 'bytes'],
    ['a file that is empty', '', 0, 0],
  ]
  for (const [name, content, read, malformed, wrong] of cases) {
    test(`${name}: all are counted`, async () => {
      const logs = await reading({ places: [folder({ 'a.log': content })] })
      expect(logs.lines).toEqual({ read, malformed })
      expect(logs.malformed[0]?.wrong).toBe(wrong)
    })
  }

  test('every line of anything is read or malformed, wherever it is cut', async () => {
    const piece = fc.constantFrom(
      good,
      good.trimEnd(),
      '\n',
      '\0',
      '{',
      '#Fields: date time c-ip\n',
      '[',
      '"',
      '\r',
      ' ',
      'é',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async pieces => {
        const text = pieces.join('')
        const logs = await reading({ places: [folder({ 'a.log': text })] })
        const [input] = logs.inputs
        const lines = text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0)
        expect(input.lines + input.malformed + input.directives).toBe(lines)
      }),
      { numRuns: 30, seed: 4 },
    )
  })

  test('a format that changes midway is followed, also by its #Fields', async () => {
    const log = [
      '#Software: Microsoft Internet Information Services 10.0',
      '#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes',
      '2015-05-17 10:05:03 192.0.2.1 GET /ccw/a 200 10',
      '#Fields: date time cs-method cs-uri-stem c-ip sc-status sc-bytes',
      '2015-05-17 10:06:03 GET /CCW/A 192.0.2.2 200 11',
      line('192.0.2.3', '/ccw/a', { minute: 7 }).trimEnd(),
      '{"time":"2015-05-17T10:08:03Z","remote_addr":"192.0.2.4","request":"GET /ccw/a HTTP/1.1","status":200,"body_bytes_sent":12}',
    ].join('\r\n')
    const read = await reading({ places: [folder({ 'a.log': log })] })
    expect(read.inputs).toMatchObject([{ format: 'w3c', lines: 4, malformed: 0, directives: 3 }])
    expect(matchedOf(read)).toEqual([
      'a.log 10:05:03 192.0.2.1 /ccw/a 200 10  4',
      'a.log 10:06:03 192.0.2.2 /ccw/a 200 11  4',
      'a.log 10:07:03 192.0.2.3 /ccw/a 200 512 curl/8 0',
      'a.log 10:08:03 192.0.2.4 /ccw/a 200 12  0',
    ])
  })

  test('lines that a syslog wrote down are read as those of a file, also where they are not of the usual kind', async () => {
    const plain = line('192.0.2.1', '/ccw/a') + line('192.0.2.2', '/ccw/b', { agent: 'a \\"b\\"' })
    const wrapped = plain.replace(/^(?=.)/gm, 'May 17 10:05:03 host nginx: ')
    const [one, other] = [plain, wrapped].map(log => reading({ places: [folder({ 'a.log': log })] }))
    expect(matchedOf(await other)).toEqual(matchedOf(await one))
    expect((await one).matched.count).toBe(2)
  })

  test('a #Fields directive holds across the chunks of a large file', async () => {
    const row = '2015-05-17 10:05:03 192.0.2.1 GET /ccw/a 200 10\n'
    const log = `#Fields: date time c-ip cs-method cs-uri-stem sc-status sc-bytes\n${row.repeat(60_000)}`
    const read = await reading({ places: [folder({ 'a.log': log })] }, { threads: 2 })
    expect(read.lines).toEqual({ read: 60_000, malformed: 0 })
  })
})

test('a reading that is aborted throws the reason', async () => {
  const path = folder({ 'a.log': line('192.0.2.1', '/').repeat(100_000) })
  const control = new AbortController()
  const reason = new Error('enough')
  const options: ReadOptions = { signal: control.signal, threads: 1, onProgress: () => control.abort(reason) }
  await expect(readLogs({ ...ASKED, places: [path] }, options)).rejects.toBe(reason)
})

const REAL = join(import.meta.dirname, '../../../../shared/data/logs/apache-combined-10000.log')

describe.skipIf(!existsSync(REAL))(
  '10,000 real lines (elastic/examples, Apache-2.0; skipped where the file is not)',
  () => {
    /** Counted apart from the product: one expression and a few sets. */
    function oracle() {
      const lines = readFileSync(REAL, 'utf8').trimEnd().split('\n')
      const whole = /^(\S+) .*\[.+?\] "(\S+) .*?" (\d{3}) (?:\d+|-) ".*" ".*"$/
      const parts = lines.map(text => whole.exec(text))
      const status = (code: string) => parts.filter(part => part?.[3] === code).length
      return {
        read: parts.filter(part => part !== null).length,
        malformedAt: parts.flatMap((part, i) => (part === null ? [i + 1] : [])),
        clients: new Set(parts.flatMap(part => (part === null ? [] : [part[1]]))).size,
        heads: parts.filter(part => part?.[2] === 'HEAD').length,
        partial: status('206'),
        unchanged: status('304'),
      }
    }

    test('are counted as an independent oracle counts them', async () => {
      const read = await reading({ places: [REAL], objects: ['*'] })
      const [statuses, methods] = [Array.from(read.matched.status), Array.from(read.matched.method)]
      expect({
        read: read.lines.read,
        malformedAt: read.malformed.map(each => each.line),
        clients: read.clients.length,
        heads: methods.filter(method => method === 1).length,
        partial: statuses.filter(status => status === 206).length,
        unchanged: statuses.filter(status => status === 304).length,
      }).toEqual(oracle())
      expect(oracle()).toEqual({
        read: 9999,
        malformedAt: [8899],
        clients: 1753,
        heads: 42,
        partial: 45,
        unchanged: 445,
      })
    })
  },
)

describe('objects that no line names', () => {
  const log = line('192.0.2.1', '/CCW/A.csv') + line('192.0.2.2', '/x') + line('192.0.2.3', '/CCW/A.csv')

  test('what nearly names them is counted', async () => {
    const { unseen, near } = await reading({ places: [folder({ 'a.log': log })], objects: ['/ccw/a.csv'] })
    expect({ unseen, near }).toEqual({ unseen: 1, near: [{ how: 'case', lines: 2 }] })
  })

  test('one of several is told apart from those that a line names', async () => {
    const { unseen, near } = await reading({
      places: [folder({ 'a.log': log })],
      objects: ['/x', '/ccw/gone', '/CCW/*'],
    })
    expect({ unseen, near }).toEqual({ unseen: 1, near: [{ how: 'folder', lines: 2 }] })
  })

  test('a refused request is a line that names it', async () => {
    const path = folder({ 'a.log': line('192.0.2.1', '/ccw/a.csv', { status: 404 }) })
    expect((await reading({ places: [path], objects: ['/ccw/a.csv'] })).unseen ?? 0).toBe(0)
  })

  test('a size that no answer has is not seen either', async () => {
    const asked = { places: [folder({ 'a.log': log })], objects: [], fileBytes: 513 }
    expect((await reading(asked)).isSizeUnseen).toBe(true)
    expect((await reading({ ...asked, fileBytes: 512 })).isSizeUnseen).toBe(false)
  })
})
