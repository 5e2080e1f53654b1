import { describe, expect, test } from 'vitest'
import { suspicion } from './suspects.ts'
import { matcherOf } from './targets.ts'

/** A line of the combined format whose status is broken. */
function broken(target: string, more: { referrer?: string; cutAt?: number } = {}): string {
  const { referrer = '-', cutAt } = more
  const line = `192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET ${target} HTTP/1.1" 2x0 512 "${referrer}" "curl/8"`
  return cutAt === undefined ? line : line.slice(0, cutAt)
}

/** The same, cut behind as much of the target as is given. */
function cut(target: string): string {
  return `192.0.2.1 - - [17/May/2015:10:05:03 +0000] "GET ${target}`
}

describe('a line that could not be read', () => {
  const cases: readonly (readonly [object: string, line: string, suspect: string, foldsCase?: boolean])[] = [
    ['/ccw/all.csv', broken('/ccw/all.csv'), 'named'],
    ['/ccw/all.csv', broken('/ccw/all.csv?_=1'), 'named'],
    ['/ccw/all.csv', broken('/ccw//./%61ll.csv'), 'named'],
    ['/ccw/all.csv', broken('/%63%63w/all%2Ecsv'), 'named'],
    ['/ccw/all.csv', broken('/ccw%2fall%2ecsv'), 'named'],
    ['/ccw/all.csv', broken('/ccw/%2561ll.csv'), 'named'],
    ['/ccw/all.csv', broken('/x/../ccw/all.csv'), 'named'],
    ['/ccw/all.csv', broken('/ccw/\\x61ll.csv'), 'named'],
    ['/ccw/all.csv', broken('https://data.example/ccw/all.csv'), 'named'],
    ['/ccw/all.csv', broken('/ccw/all.csv.gz'), 'other'],
    ['/ccw/all.csv', broken('/other/ccw/all.csv'), 'other'],
    ['/ccw/all.csv', broken('/index.html', { referrer: 'https://data.example/ccw/all.csv' }), 'other'],
    ['/ccw/all.csv', broken('/', { referrer: 'https://data.example/ccw/all.csv' }).slice(0, -20), 'other'],
    ['/ccw/all.csv', broken('/CCW/ALL.csv'), 'other'],
    ['/ccw/All.csv', '2015-05-17 10:05:03 GET /CCW/ALL.CSV - 80 - 192.0.2.1', 'named', true],
    ['/ccw/all.csv', '2015-05-17 10:05:03 GET /x/ccw/all.csv - 80 - 192.0.2.1', 'other', true],
    ['/ccw/all data.csv', broken('/ccw/all%20data.csv'), 'named'],
    ['/ccw/all data.csv', '2015-05-17 10:05:03 GET /ccw/all+data.csv - 80', 'named', true],
    ['/ccw/*', broken('/ccw/'), 'named'],
    ['/ccw/*', broken('/ccx/'), 'other'],
    ['/ccw/*.csv', broken('/ccw/a.txt'), 'other'],
    ['*.csv', broken('/ccw/a.csv'), 'named'],
    ['*', broken('/'), 'named'],
    ['/*', cut('/'), 'named'],
    ['*', ' ', 'other'],
    [
      '/ccw/*',
      '2015/05/17 10:05:03 [error] 7#7: *1 open() "/srv/ccw/a" failed, client: 192.0.2.1, request: "GET /ccw/a HTTP/1.1"',
      'other',
    ],
    [
      '/ccw/*',
      '[Sun May 17 10:05:03.123456 2015] [core:error] [pid 7:tid 8] [client 192.0.2.1:3] AH00128: no file /ccw/a',
      'other',
    ],
    ['/ccw/*', '2015/05/17 10:05:03 [error] torn 192.0.2.1', 'unreadable'],
    ['/export?format=csv', broken('/export?format=csv'), 'named'],
    ['/export?format=csv', broken('/export?a=1&FORMAT=csv&format=%63sv'), 'named'],
    ['/export?format=csv', broken('/export?format=json'), 'other'],
    ['/export?format=csv', cut('/export?for'), 'named'],
    ['/export?format=csv', '{"request_uri":"/export","args":"format=csv","status":"x"}', 'named'],
    ['/ccw/all.csv', '{"ClientRequestURI":"\\/ccw\\/all.csv","EdgeResponseStatus":2', 'named'],
    ['/ccw/all.csv', '{"uri":"/other","status":2', 'other'],
    ['/ccw/all.csv', cut('/ccw/al'), 'named'],
    ['/ccw/all.csv', cut('/ccw/all.cs%7'), 'named'],
    ['/ccw/all.csv', `${cut('/ccw/al')}\0\0\0`, 'named'],
    ['/ccw/all.csv', cut('/cc'), 'unreadable'],
    ['/ccw/all.csv', cut('/other'), 'unreadable'],
    ['/ccw/all.csv', broken('/', { cutAt: 20 }), 'unreadable'],
    ['/ccw/all.csv', 'no log at all', 'unreadable'],
    ['/ccw/all.csv', broken('/other').replace('curl', '\0\0'), 'unreadable'],
    ['/ccw/all.csv', `${broken('/other').slice(0, 80)}${broken('/', { cutAt: 48 })}`, 'unreadable'],
    ['/ccw/all.csv', `${broken('/other').slice(0, 80)}${broken('/ccw/all.csv')}`, 'named'],
    ['/ccw/all.csv', `${broken('/other').slice(0, 80)}${broken('/more')}`, 'other'],
    ['/ccw/all.csv', `${cut('/cc')}${broken('/more')}`, 'unreadable'],
    ['/ccw/all.csv', broken('/x').replace(' HTTP/1.1', ''), 'other'],
    ['/ccw/all.csv', broken('/ccw/all.csv').replace(' HTTP/1.1', ''), 'named'],
    [
      '/ccw/all.csv',
      `${'a'.repeat(64)} bucket [17/May/2015:10:05:03 +0000] 192.0.2.1 - 3E REST.GET.OBJECT ccw/all.csv "GET /bucket/ccw/all.csv HTTP/1.1" 2x0`,
      'named',
    ],
  ]
  for (const [object, line, suspect, foldsCase = false] of cases) {
    test(`${suspect} when ${object} is asked for: ${line.replaceAll('\0', '␀').slice(-90)}`, () =>
      expect(suspicion(matcherOf([object]), null)(line, foldsCase)).toBe(suspect))
  }

  test('what is asked by its size alone is named by the number of its bytes, and no path is another', () => {
    const of = suspicion(matcherOf(['/ccw/all.csv']), 512)
    expect([of(broken('/x'), false), of(broken('/x').replace('512', '5120'), false)]).toEqual(['named', 'unreadable'])
  })

  test('texts made to be slow cost no more than their length', () => {
    const of = suspicion(matcherOf(['/ccw/*b*c']), null)
    const began = performance.now()
    for (const piece of ['/a/../', '%25', '"GET /', '\\x5c', '/ccw/b', ' [', '"a://', '/./', 'GET ']) {
      of(piece.repeat(20_000), true)
    }
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
