import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { ENDED } from '../../contract.ts'
import type { Line, LineState } from '../line.ts'
import { readLine } from '../reads.ts'
import { IN_UTC } from '../time.ts'
import { patternReader } from './pattern.ts'
import { fieldNames } from './w3c.ts'

const STATE: LineState = { fields: null, pattern: null, utcOf: IN_UTC }

function withFields(directive: string): LineState {
  return { ...STATE, fields: fieldNames(directive) }
}

function withPattern(pattern: string): LineState {
  const reader = patternReader(pattern)
  if (isRefusal(reader)) throw new Error('the pattern is refused')
  return { ...STATE, pattern: reader }
}

/** What a line says, without what it does not say, its time as ISO 8601. */
function said(text: string, state: LineState = STATE): unknown {
  const line = readLine(text, state)
  if (typeof line === 'string') return line
  const unsaid: Partial<Line> = { isZoneAssumed: false, forwarded: '', method: 0, status: 200, bytes: -1, agent: '' }
  const none = { ...unsaid, hasHeaderBytes: false, rangeFirst: -1, rangeLast: -1, ended: 0, objectSize: -1 }
  const kept = Object.entries(line).filter(([name, value]) => none[name as keyof typeof none] !== value)
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'at' ? new Date(line.at).toISOString() : value]),
  )
}

type Row = readonly [name: string, line: string, expected: unknown]

function table(rows: readonly Row[], state?: LineState): void {
  for (const [name, line, expected] of rows) test(name, () => expect(said(line, state)).toEqual(expected))
}

const AT = '2015-05-17T10:05:03.000Z'
const TIME = '[17/May/2015:10:05:03 +0000]'
const client = '192.0.2.1'

describe('common, combined, vhost', () => {
  const combined = { format: 'combined', at: AT, client, target: '/a', bytes: 5, agent: 'curl/8' }
  table([
    [
      'common',
      `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5`,
      { format: 'common', at: AT, client, target: '/a', bytes: 5 },
    ],
    ['combined', `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8"`, combined],
    ['a host without a client', `www.example:80  - - ${TIME} "GET /a HTTP/1.1" 200 5`, 'structure'],
    [
      'a referrer is passed over',
      `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "https://example.org/" "curl/8"`,
      combined,
    ],
    [
      'what follows the agent is passed over',
      `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8" 0.003 "x`,
      combined,
    ],
    [
      "nginx' main format names who it was forwarded for",
      `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8" "203.0.113.7, 198.51.100.2"`,
      { ...combined, forwarded: '203.0.113.7, 198.51.100.2' },
    ],
    [
      'whatever a client forges before the address that its proxy adds',
      `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8" "\\x22>, unknown, 198.51.100.2"`,
      { ...combined, forwarded: '">, unknown, 198.51.100.2' },
    ],
    [
      'vhost with a port',
      `example.org:443 192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8"`,
      { ...combined, format: 'vhost-combined' },
    ],
    [
      'vhost without a port, IPv6',
      `example.org 2001:db8::1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8"`,
      { ...combined, format: 'vhost-combined', client: '2001:db8::1' },
    ],
    ['a user with a space is no vhost', `192.0.2.1 - a b ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8"`, combined],
    [
      'a user that looks like a time is no time',
      `192.0.2.1 - [01/Jan/1970:00:00:00 +0000] \\"GET ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8"`,
      combined,
    ],
    [
      'a user that looks like a line of S3 is none',
      `192.0.2.1 - [01/Jan/1970:00:00:00 +0000] 203.0.113.1 x x REST.GET.OBJECT k - 200 - 5 5 1 1 - - - - ${TIME} "GET /a HTTP/1.1" 401 5`,
      { format: 'common', at: AT, client, target: '/a', status: 401, bytes: 5 },
    ],
    [
      'an offset from UTC is taken out',
      `192.0.2.1 - - [17/May/2015:12:05:03 +0200] "GET /a HTTP/1.1" 200 5 "-" "curl/8"`,
      combined,
    ],
    [
      'Apache escapes quotes and bytes',
      `192.0.2.1 - - ${TIME} "GET /a\\"\\xc3\\xa9 HTTP/1.1" 200 5 "-" "say \\"hi\\" \\xc3\\xa9"`,
      { ...combined, target: '/a"%c3%a9', agent: 'say "hi" é' },
    ],
    [
      'HEAD without bytes',
      `192.0.2.1 - - ${TIME} "HEAD /a HTTP/2.0" 304 -`,
      { format: 'common', at: AT, client, target: '/a', method: 1, status: 304, bytes: 0 },
    ],
    [
      'a TLS greeting on a plain port is a line without an object',
      `192.0.2.1 - - ${TIME} "\\x16\\x03\\x01" 400 226 "-" "-"`,
      { format: 'combined', at: AT, client, method: 3, target: '', status: 400, bytes: 226, agent: '-' },
    ],
    [
      'a time-out is a line without an object',
      `192.0.2.1 - - ${TIME} "-" 408 -`,
      { format: 'common', at: AT, client, method: 3, target: '', status: 408, bytes: 0 },
    ],
    ['an agent that does not end is malformed', `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl`, 'structure'],
    [
      'a forged quote does not end the request',
      `192.0.2.1 - - ${TIME} "GET /a" 200 9 HTTP/1.1" 200 5`,
      { format: 'common', at: AT, client, target: '/a', bytes: 9 },
    ],
    ['a request cut short is malformed', `192.0.2.1 - - ${TIME} "GET /a HT`, 'structure'],
    ['no day of the calendar', `192.0.2.1 - - [31/Feb/2015:10:05:03 +0000] "GET /a HTTP/1.1" 200 5`, 'time'],
    ['no hour', `192.0.2.1 - - [17/May/2015:24:05:03 +0000] "GET /a HTTP/1.1" 200 5`, 'time'],
    ['no status', `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" OK 5`, 'status'],
    ['no count of bytes', `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 -5`, 'bytes'],
    ['more bytes than can be counted', `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 9999999999999999`, 'bytes'],
    [
      'the year 9999',
      `192.0.2.1 - - [31/Dec/9999:23:59:59 +0000] "GET /a HTTP/1.1" 200 5`,
      { format: 'common', at: '9999-12-31T23:59:59.000Z', client, target: '/a', bytes: 5 },
    ],
    ['prose', 'the server was started again', 'structure'],
    ['nothing', '', 'structure'],
    ['a NUL inside', `192.0.2.1 - - ${TIME} "GET /a\0 HTTP/1.1" 200 5`, 'encoding'],
  ])
})

describe('JSON', () => {
  const nginx = { format: 'json', at: AT, client, target: '/a?b=1', bytes: 5, agent: 'curl/8' }
  const caddy =
    '{"level":"info","ts":1431857103.25,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"192.0.2.1","remote_port":"41342","proto":"HTTP/2.0","method":"GET","host":"example.org","uri":"/a","headers":{"User-Agent":["curl/8"],"Range":["bytes=0-99"]}},"bytes_read":0,"duration":0.0009,"size":100,"status":206,"resp_headers":{"Content-Range":["bytes 0-99/1234"]}}'
  const traefik =
    '{"ClientAddr":"192.0.2.1:5012","ClientHost":"192.0.2.1","DownstreamContentSize":5,"DownstreamStatus":200,"RequestMethod":"GET","RequestPath":"/a?b=1","StartUTC":"2015-05-17T10:05:03Z","request_User-Agent":"curl/8","level":"info","msg":"","time":"2015-05-17T10:05:04Z"}'
  table([
    [
      'nginx with escape=json',
      '{"time_iso8601":"2015-05-17T12:05:03+02:00","remote_addr":"192.0.2.1","request":"GET /a?b=1 HTTP/1.1","status":"200","body_bytes_sent":"5","http_user_agent":"curl/8"}',
      nginx,
    ],
    [
      'nginx by its parts, with range, cache and completion',
      '{"msec":"1431857103.000","remote_addr":"192.0.2.1","request_method":"GET","uri":"/a","args":"b=1","status":206,"bytes_sent":905,"http_range":"bytes=500-","upstream_cache_status":"HIT","request_completion":""}',
      {
        format: 'json',
        at: AT,
        client,
        target: '/a?b=1',
        status: 206,
        bytes: 905,
        hasHeaderBytes: true,
        rangeFirst: 500,
        ended: 2,
      },
    ],
    [
      'nginx with its default escapes, which are no JSON',
      '{"time_local":"17/May/2015:10:05:03 +0000","remote_addr":"192.0.2.1","request":"GET /a?b=1 HTTP/1.1","status":200,"body_bytes_sent":5,"http_user_agent":"a \\x22quote\\x22"}',
      { ...nginx, agent: 'a "quote"' },
    ],
    [
      'a time without a zone takes that of the question, and says so',
      '{"time":"2015-05-17 10:05:03","ip":"192.0.2.1","url":"/a?b=1","method":"GET","status":200,"bytes":5,"agent":"curl/8"}',
      { ...nginx, isZoneAssumed: true },
    ],
    [
      'Caddy',
      caddy,
      {
        format: 'json',
        at: '2015-05-17T10:05:03.250Z',
        client,
        target: '/a',
        status: 206,
        bytes: 100,
        agent: 'curl/8',
        rangeFirst: 0,
        rangeLast: 99,
        objectSize: 1234,
      },
    ],
    ['Traefik', traefik, { ...nginx, client: '192.0.2.1:5012' }],
    [
      'a line that a container wrapped',
      `{"log":"192.0.2.1 - - ${TIME} \\"GET /a HTTP/1.1\\" 200 5\\n","stream":"stdout","time":"2015-05-17T10:05:04Z"}`,
      { format: 'common', at: AT, client, target: '/a', bytes: 5 },
    ],
    ['an object that is no request', '{"level":"info","msg":"started","time":"2015-05-17T10:05:04Z"}', 'structure'],
    ['an object that does not end', '{"time":"2015-05-17T10:05:04Z","remote_addr":"192.0.2.1"', 'structure'],
    ['no time', '{"time":"yesterday","remote_addr":"192.0.2.1","uri":"/a","status":200}', 'time'],
    ['no status', '{"time":"2015-05-17T10:05:04Z","remote_addr":"192.0.2.1","uri":"/a","status":"ok"}', 'status'],
  ])
})

describe('Cloudflare', () => {
  const line = (start: string, more: string) =>
    `{"ClientIP":"192.0.2.1","ClientRequestMethod":"GET","ClientRequestURI":"/a?b=1","EdgeResponseStatus":200,"EdgeStartTimestamp":${start},"ClientRequestUserAgent":"curl/8","CacheCacheStatus":"hit",${more}}`
  const expected = { format: 'cloudflare', at: AT, client, target: '/a?b=1', agent: 'curl/8' }
  table([
    ['RFC 3339', line('"2015-05-17T10:05:03Z"', '"EdgeResponseBodyBytes":5'), { ...expected, bytes: 5 }],
    [
      'nanoseconds, bytes with headers',
      line('1431857103000000000', '"EdgeResponseBytes":505'),
      { ...expected, bytes: 505, hasHeaderBytes: true },
    ],
    [
      'seconds, a range',
      line('1431857103', '"EdgeResponseBodyBytes":5,"RequestHeaders":{"range":"bytes=0-4"}'),
      { ...expected, bytes: 5, rangeFirst: 0, rangeLast: 4 },
    ],
    [
      'a request of a client',
      line('1431857103', '"EdgeResponseBodyBytes":5,"ClientRequestSource":"eyeball"'),
      { ...expected, bytes: 5 },
    ],
    [
      'a request of a worker may be a transfer, or one counted already',
      line('1431857103', '"EdgeResponseBodyBytes":5,"ClientRequestSource":"edgeWorkerFetch"'),
      expected,
    ],
    [
      'a health check of Cloudflare asks for no object',
      line('1431857103', '"EdgeResponseBodyBytes":5,"ClientRequestSource":"healthcheck"'),
      { ...expected, target: '', bytes: 5 },
    ],
    ['no time', line('"soon"', '"EdgeResponseBodyBytes":5'), 'time'],
  ])
})

describe('IIS', () => {
  const fields =
    '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status sc-bytes time-taken'
  const line = (status: string, win32: string, bytes = '505') =>
    `2015-05-17 10:05:03 198.51.100.1 GET /CCW/All.csv b=1 443 - 192.0.2.1 Mozilla/5.0+(Windows) - ${status} 0 ${win32} ${bytes} 15`
  const expected = {
    format: 'w3c',
    at: AT,
    client,
    target: '/CCW/All.csv?b=1',
    bytes: 505,
    hasHeaderBytes: true,
    agent: 'Mozilla/5.0 (Windows)',
  }
  table(
    [
      ['a whole answer', line('200', '0'), { ...expected, ended: 1 }],
      ['a client that left', line('200', '64'), { ...expected, ended: 2 }],
      ['no status', line('OK', '0'), 'status'],
      ['no bytes', line('200', '0', 'many'), 'bytes'],
      ['a column too few', line('200', '0').replace(' 15', ''), 'structure'],
      ['no time', line('200', '0').replace('10:05:03', '10:65:03'), 'time'],
      [
        'another format after the directive',
        `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5`,
        { format: 'common', at: AT, client, target: '/a', bytes: 5 },
      ],
    ],
    withFields(fields),
  )
  test('without the directive nothing says what the columns are', () =>
    expect(said(line('200', '0'))).toBe('structure'))
})

describe('CloudFront', () => {
  const fields =
    '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end'
  const line = (status: string, result: string, detail: string, range: string) =>
    `2015-05-17\t10:05:03\tSFO53-P7\t505\t192.0.2.1\tGET\td111.cloudfront.net\t/a%20b.csv\t${status}\t-\tMozilla/5.0%20(X11)\tpage=2\t-\t${result}\tid==\texample.org\thttps\t23\t0.001\t203.0.113.9\tTLSv1.3\tX\tHit\tHTTP/2.0\t-\t-\t11040\t0.001\t${detail}\ttext/csv\t78\t${range}`
  const expected = {
    format: 'cloudfront',
    at: AT,
    client,
    target: '/a%20b.csv?page=2',
    bytes: 505,
    hasHeaderBytes: true,
    agent: 'Mozilla/5.0 (X11)',
    forwarded: '203.0.113.9',
  }
  table(
    [
      ['a hit of the cache', line('200', 'Hit', 'Hit', '-\t-'), { ...expected }],
      [
        'a miss with a range',
        line('206', 'Miss', 'Miss', '0\t99'),
        { ...expected, status: 206, rangeFirst: 0, rangeLast: 99 },
      ],
      [
        'a client that left before the answer',
        line('000', 'Error', 'ClientCommError', '-\t-'),
        { ...expected, status: 0, ended: 2 },
      ],
      ['no status', line('OK', 'Hit', 'Hit', '-\t-'), 'status'],
    ],
    withFields(fields),
  )
})

describe('AWS load balancers', () => {
  const alb = (client: string, status: string) =>
    `https 2015-05-17T10:05:03.123456Z app/my-lb/50dc6c495c0c9188 ${client} 198.51.100.1:80 0.086 0.048 0.037 ${status} 200 0 505 "GET https://example.org:443/a?b=1 HTTP/1.1" "curl/8" ECDHE TLSv1.2 arn:aws:x "Root=1" "example.org" "arn" 1 2015-05-17T10:05:02.1Z "authenticate,forward" "-" "-" "198.51.100.1:80" "200" "-" "-"`
  const expected = {
    format: 'alb',
    at: '2015-05-17T10:05:03.123Z',
    client: '192.0.2.1',
    target: 'https://example.org:443/a?b=1',
    bytes: 505,
    hasHeaderBytes: true,
    agent: 'curl/8',
  }
  table([
    ['application', alb('192.0.2.1:2817', '200'), expected],
    ['IPv6', alb('[2001:db8::1]:2817', '200'), { ...expected, client: '[2001:db8::1]' }],
    ['IPv6 without brackets', alb('2001:db8:0:1::7:2817', '200'), { ...expected, client: '2001:db8:0:1::7' }],
    ['a client that left', alb('192.0.2.1:2817', '460'), { ...expected, status: 460, ended: 2 }],
    [
      'classic',
      '2015-05-17T10:05:03.123456Z my-lb 192.0.2.1:2817 198.51.100.1:80 0.0 0.001 0.0 200 200 0 505 "GET https://example.org:443/a?b=1 HTTP/1.1" "curl/8" - -',
      expected,
    ],
    ['no status', alb('192.0.2.1:2817', 'OK'), 'status'],
    ['a request that does not end', alb('192.0.2.1:2817', '200').slice(0, 150), 'structure'],
  ])
})

describe('S3', () => {
  const line = (operation: string, key: string, request: string, status: string, sent: string) =>
    `${'79a59df900b949e5'.repeat(4)} bucket1 ${TIME} 192.0.2.1 79a59df900b949e5 3E57427F3EXAMPLE ${operation} ${key} ${request} ${status} - ${sent} 5000 7 6 "-" "S3Console/0.4" - s9lzHYrFp76= SigV4 ECDHE AuthHeader bucket1.s3.amazonaws.com TLSv1.2 - -`
  const get = '"GET /bucket1/ccw/all.csv?x=1 HTTP/1.1"'
  const expected = {
    format: 's3',
    at: AT,
    client,
    target: '/ccw/all.csv?x=1',
    bytes: 5000,
    objectSize: 5000,
    agent: 'S3Console/0.4',
  }
  table([
    ['a whole object', line('REST.GET.OBJECT', 'ccw/all.csv', get, '200', '5000'), { ...expected, ended: 1 }],
    [
      'a transfer that stopped',
      line('REST.GET.OBJECT', 'ccw/all.csv', get, '200', '4096'),
      { ...expected, bytes: 4096, ended: 2 },
    ],
    ['a range', line('REST.GET.OBJECT', 'ccw/all.csv', get, '206', '100'), { ...expected, status: 206, bytes: 100 }],
    [
      'a key encoded once more',
      line('REST.GET.OBJECT', 'ccw/a%2520b.csv', get, '200', '5000'),
      { ...expected, target: '/ccw/a%20b.csv?x=1', ended: 1 },
    ],
    ['no status', line('REST.GET.OBJECT', 'ccw/all.csv', get, 'OK', '5000'), 'status'],
    ['a line cut short', line('REST.GET.OBJECT', 'ccw/all.csv', get, '200', '5000').slice(0, 170), 'structure'],
  ])
})

describe('HAProxy', () => {
  const line = (status: string, bytes: string, flags: string) =>
    `May 17 10:05:04 localhost haproxy[14389]: 192.0.2.1:33317 [17/May/2015:10:05:03.655] http-in static/srv1 10/0/30/69/109 ${status} ${bytes} - - ${flags} 1/1/1/1/0 0/0 {example.org} {} "GET /a HTTP/1.1"`
  const expected = {
    format: 'haproxy',
    at: '2015-05-17T10:05:03.655Z',
    isZoneAssumed: true,
    client,
    target: '/a',
    bytes: 2750,
    hasHeaderBytes: true,
  }
  table([
    ['a whole answer', line('200', '2750', '----'), { ...expected, ended: 1 }],
    ['a client that left during the data', line('200', '2750', 'CD--'), { ...expected, ended: 2 }],
    ['counted before the end', line('200', '+2750', '----'), expected],
    ['no answer', line('-1', '2750', 'CR--'), { ...expected, status: 0, ended: 2 }],
    ['no status', line('OK', '2750', '----'), 'status'],
    ['no day', line('200', '2750', '----').replace('17/May', '32/May'), 'time'],
  ])
  test('times are of the zone that the question names', () => {
    const zoned = said(line('200', '2750', '----'), { ...STATE, utcOf: local => local - 120 * 60_000 })
    expect(zoned).toEqual({ ...expected, at: '2015-05-17T08:05:03.655Z', ended: 1 })
  })
})

describe('a pattern of one’s own', () => {
  const full = withPattern(
    '%a %l %u %t \\"%r\\" %>s %B %X %D \\"%{Range}i\\" \\"%{Content-Range}o\\" \\"%{X-Forwarded-For}i\\" \\"%{User-agent}i\\"',
  )
  const rest = '"-" "-" "-" "curl/8"'
  const expected = { format: 'pattern', at: AT, client, target: '/a', bytes: 5, agent: 'curl/8' }
  table(
    [
      [
        'all directives',
        `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 206 5 + 120 "bytes=0-4" "bytes 0-4/99" "203.0.113.7" "curl/8"`,
        { ...expected, status: 206, ended: 1, rangeFirst: 0, rangeLast: 4, objectSize: 99, forwarded: '203.0.113.7' },
      ],
      [
        'a connection that broke',
        `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 X 120 ${rest}`,
        { ...expected, ended: 2 },
      ],
      [
        'an agent with escaped quotes',
        `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 - 120 "-" "-" "-" "a \\"b\\""`,
        { ...expected, ended: 1, agent: 'a "b"' },
      ],
      [
        'a combined line in the same file is read as what it is',
        `192.0.2.1 - - ${TIME} "GET /a HTTP/1.1" 200 5 "-" "curl/8"`,
        { ...expected, format: 'combined' },
      ],
    ],
    full,
  )
  table(
    [
      [
        'a time in a form of its own, headers in the bytes',
        '2015-05-17T12:05:03+0200|192.0.2.1|GET|/a|?b=1|200|505',
        { format: 'pattern', at: AT, client, target: '/a?b=1', bytes: 505, hasHeaderBytes: true },
      ],
    ],
    withPattern('%{%FT%T%z}t|%h|%m|%U|%q|%s|%O'),
  )
  table(
    [
      [
        'an answer of which less went out than it was long, which the client broke off',
        '192.0.2.1 [17/May/2015:12:05:03 +0200] "GET /a HTTP/1.1" 200 90000 40505',
        { format: 'pattern', at: AT, client, target: '/a', bytes: 40_505, hasHeaderBytes: true, ended: ENDED.aborted },
      ],
      [
        'an answer that went out with its headers',
        '192.0.2.1 [17/May/2015:12:05:03 +0200] "GET /a HTTP/1.1" 200 90000 90350',
        { format: 'pattern', at: AT, client, target: '/a', bytes: 90_000 },
      ],
    ],
    withPattern('%h %t "%r" %>s %b %O'),
  )
  table(
    [
      [
        'the query right behind the path',
        '2015-05-17T12:05:03+0200|192.0.2.1|GET|/a?b=1|200|505',
        { format: 'pattern', at: AT, client, target: '/a?b=1', bytes: 505 },
      ],
    ],
    withPattern('%{%FT%T%z}t|%h|%m|%U%q|%s|%B'),
  )
  for (const pattern of ['%h %t', '%t "%r"', '%h%t "%r"', '%h "%r"']) {
    test(`${pattern} is refused`, () => {
      expect(patternReader(pattern)).toMatchObject({ kind: 'refusal', code: 'exposure/unusable-pattern' })
    })
  }
})
