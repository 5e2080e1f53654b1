import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import type { LineState } from '../line.ts'
import { readLine } from '../reads.ts'
import { IN_UTC } from '../time.ts'
import { patternReader } from './pattern.ts'

const STATE: LineState = { fields: null, pattern: null, utcOf: IN_UTC }
const COMBINED = '192.0.2.1 - - [21/Nov/2026:10:00:00 +0100] "GET /a?b=\\x22 HTTP/1.1" 200 5 "-" "curl \\"8\\""'
const JSON_LINE =
  '{"time_iso8601":"2026-11-21T10:00:00+01:00","remote_addr":"192.0.2.1","request":"GET /a HTTP/1.1","status":200,"body_bytes_sent":5}'
const HAPROXY =
  '192.0.2.1:33317 [21/Nov/2026:09:00:00.000] in app/s1 10/0/30/69/109 200 5 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1"'

const wrappers: readonly (readonly [name: string, wrap: (line: string) => string])[] = [
  ['nothing', line => line],
  ['syslog of a file', line => `Nov 21 10:00:00 host nginx: ${line}`],
  ['syslog of a file, a day of one digit', line => `Nov  1 10:00:00 web-1.example nginx[812]: ${line}`],
  ['syslog as nginx sends it', line => `<190>Nov 21 10:00:00 host nginx: ${line}`],
  ['syslog without a host', line => `<190>Nov 21 10:00:00 nginx: ${line}`],
  ['syslog with an ISO time', line => `2026-11-21T10:00:00.123456+01:00 host httpd[7]: ${line}`],
  ['the journal, short-iso', line => `2026-11-21T10:00:00+0100 host caddy[7]: ${line}`],
  ['syslog of RFC 5424', line => `<190>1 2026-11-21T10:00:00Z host nginx 7 - - ${line}`],
  ['syslog of RFC 5424 with data', line => `<190>1 2026-11-21T10:00:00Z host nginx - ID [a@1 b="\\"]x"][c@2] ${line}`],
  ['Kubernetes', line => `2026-11-21T10:00:00.123456789Z stdout F ${line}`],
  ['Docker Compose', line => `web-1  | ${line}`],
  ['a pod', line => `[pod/web-7d9/nginx] ${line}`],
  ['Docker', line => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-11-21T09:59:59Z' })],
  ['the journal in JSON', line => JSON.stringify({ __REALTIME_TIMESTAMP: '1795251600000000', MESSAGE: line })],
  ['a shipper', line => JSON.stringify({ '@timestamp': '2026-11-21T09:59:59Z', message: line, host: { name: 'h' } })],
  [
    'Kubernetes and a shipper',
    line => JSON.stringify({ log: `2026-11-21T10:00:00Z stderr F ${line}`, kubernetes: { pod_name: 'p' } }),
  ],
]

describe('a line that another program wrote down is the line that the server wrote', () => {
  for (const [name, wrap] of wrappers) {
    test(name, () => {
      for (const line of [COMBINED, JSON_LINE, HAPROXY]) {
        const read = readLine(line, STATE)
        expect(read).toMatchObject({ client: '192.0.2.1', status: 200, bytes: 5, at: Date.UTC(2026, 10, 21, 9) })
        expect(readLine(wrap(line), STATE)).toEqual(read)
      }
    })
  }

  test('in a format of one’s own too', () => {
    const pattern = patternReader('%h|%t|%r|%s|%B')
    if (isRefusal(pattern)) throw new Error('the pattern is refused')
    const line = '192.0.2.1|[21/Nov/2026:10:00:00 +0100]|GET /a HTTP/1.1|200|5'
    for (const [, wrap] of wrappers)
      expect(readLine(wrap(line), { ...STATE, pattern })).toMatchObject({ format: 'pattern' })
  })

  test('a time before a line of the common formats or of JSON is that of who wrote it down', () => {
    for (const line of [COMBINED, JSON_LINE]) {
      expect(readLine(`2026-11-21T10:00:00.1Z ${line}`, STATE)).toEqual(readLine(line, STATE))
    }
  })

  test('a part of a line, or another program’s, is none', () => {
    expect(readLine('2026-11-21T10:00:00Z stdout P 192.0.2.1 - - [21/Nov/2026', STATE)).toBe('structure')
    expect(readLine('Nov 21 10:00:00 host sshd[7]: session opened', STATE)).toBe('structure')
  })
})

test('what a client sends wraps nothing: a name with a syslog’s beginning stands behind the address', () => {
  const forged =
    '192.0.2.9 - Nov 21 10:00:00 host nginx: 203.0.113.7 - - [21/Nov/2026:10:00:00 +0100] "GET /b HTTP/1.1" 404 0'
  expect(readLine(forged, STATE)).toMatchObject({ client: '192.0.2.9' })
})
