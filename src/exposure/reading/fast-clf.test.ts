import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FastClf } from './fast-clf.ts'
import type { Line } from './line.ts'
import { readLine } from './reads.ts'
import { IN_UTC } from './time.ts'

/** What the fast reader makes of a line; null when it leaves it. */
function fastly(text: string): Partial<Line> | null {
  const line = Buffer.from(text)
  // Something stands around a line in a chunk.
  const buf = Buffer.concat([Buffer.from('"GET \n'), line, Buffer.from('\n" 200 "')])
  const fast = new FastClf()
  const text2 = (from: number, to: number) => buf.toString('utf8', from, to)
  if (!fast.read(buf, 6, 6 + line.length)) return null
  return {
    format: fast.isVhost ? 'vhost-combined' : fast.isCombined ? 'combined' : 'common',
    at: fast.at,
    client: text2(fast.clientFrom, fast.clientTo),
    forwarded: text2(fast.forwardedFrom, fast.forwardedTo),
    method: fast.method,
    target: text2(fast.targetFrom, fast.targetTo),
    status: fast.status,
    bytes: fast.bytes,
    agent: text2(fast.agentFrom, fast.agentTo),
  }
}

function exactly(text: string): Partial<Line> | string {
  const line = readLine(text, { fields: null, pattern: null, utcOf: IN_UTC })
  if (typeof line === 'string') return line
  const { format, at, client, forwarded, method, target, status, bytes, agent } = line
  return { format, at, client, forwarded, method, target, status, bytes, agent }
}

/** Mostly one of the usual, at times one of the odd. */
function mostly(usual: readonly string[], odd: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 7, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  )
}

const host = mostly(
  ['192.0.2.1', '198.51.100.255', '2001:db8::1'],
  ['host.example.org', '192.0.2.256', '192.0.02.1', ''],
)
const lead = mostly(['', '', 'example.org:443 ', 'example.org '], ['192.0.2.9 ', '{ ', '# '])
const user = mostly(['- -', '- ann'], ['- [x', '- a b', 'id u', '-'])
const day = mostly(
  ['17/May/2015', '29/Feb/2016'],
  ['29/Feb/2015', '01/Jan/1970', '31/Dec/9999', '1/May/2015', '17/Mai/2015'],
)
const clock = mostly(['10:05:03', '00:00:00'], ['23:59:60', '24:00:00', '1:05:03', '10:6a:03'])
const zone = mostly(['+0000', '-0730'], ['+1459', '+1500', 'Z'])
const method = mostly(['GET', 'HEAD', 'POST', 'OPTIONS'], ['get', 'M-SEARCH', ''])
const target = mostly(
  ['/', '/a/b.csv', '/a//b', '/a/../b', '/%41', '/é', '/a?x=//y', '*', 'http://h/a'],
  ['/a b', '/a"b', '/a\\x22b', ''],
)
const version = mostly([' HTTP/1.1', ' HTTP/2'], ['', ' HTTP/1.', ' HTTP/x'])
const status = mostly(['200', '206', '000'], ['20', '2000', 'OK'])
const bytes = mostly(['-', '0', '512', '999999999999999'], ['1234567890123456', '5x', ''])
const tail = mostly(
  ['', ' "-" "curl/8"', ' "-" ""', ' "-" "é"', ' "-" "a" "192.0.2.7, 2001:db8::2"', ' "-" "a" "-"'],
  [
    ' "-" "a" "unknown, 192.0.2.7"',
    ' "http://h/\\"" "a"',
    ' "-" "a" 12',
    ' "-" "a',
    ' "-"',
    ' 12',
    ' ',
    ' "-" "\u0001"',
    ' "-" "a" "1" "2"',
  ],
)
const written = fc
  .tuple(lead, host, user, day, clock, zone, method, target, version, status, bytes, tail)
  .map(([a, b, c, d, e, f, g, h, i, j, k, l]) => `${a}${b} ${c} [${d}:${e} ${f}] "${g} ${h}${i}" ${j} ${k}${l}`)

test('what the fast reader reads, the exact reader reads the same', () => {
  let read = 0
  fc.assert(
    fc.property(written, text => {
      const fast = fastly(text)
      if (fast === null) return
      read++
      expect(exactly(text)).toEqual(fast)
    }),
    { numRuns: 20_000, seed: 4 },
  )
  expect(read).toBeGreaterThan(1000)
})

const PLAIN =
  '192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET /a/b.csv?c=d HTTP/1.1" 200 512 "https://example.org/" "curl/8"'

test('a changed byte anywhere is read by both alike, or left to the exact reader', () => {
  const changes = fc.array(
    fc.tuple(fc.nat(PLAIN.length), fc.constantFrom(...' "\\[]/:-%?.+019aZ{#\0\u0007\t'), fc.nat(2)),
    { minLength: 1, maxLength: 3 },
  )
  let read = 0
  fc.assert(
    fc.property(changes, list => {
      const text = list.reduce((line, [at, mark, cut]) => line.slice(0, at) + mark + line.slice(at + cut), PLAIN)
      const fast = fastly(text)
      if (fast === null) return
      read++
      expect(exactly(text)).toEqual(fast)
    }),
    { numRuns: 20_000, seed: 4 },
  )
  expect(read).toBeGreaterThan(1000)
})

test('the usual lines are left to nobody', () => {
  const usual = [
    PLAIN,
    PLAIN.slice(0, PLAIN.indexOf(' "https')),
    `example.org:443 ${PLAIN}`,
    `${PLAIN} "203.0.113.7"`,
    PLAIN.replace('200 512', '304 -').replace('GET', 'HEAD'),
    PLAIN.replace('192.0.2.1', '2001:db8::1').replace('HTTP/1.1', 'HTTP/2.0'),
  ]
  expect(usual.map(line => fastly(line)?.format)).toEqual([
    'combined',
    'common',
    'vhost-combined',
    'combined',
    'combined',
    'combined',
  ])
})
