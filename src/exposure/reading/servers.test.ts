import { describe, expect, test } from 'vitest'
import { namedPlace, rotationStem, serverNames } from './servers.ts'

describe('the files of one rotation set have one stem', () => {
  const sets: readonly (readonly [stem: string, names: readonly string[]])[] = [
    ['access.log', ['access.log', 'access.log.1', 'access.log.2.gz', 'access.log.12.zst', 'access.log-20260131.gz']],
    [
      'access.log',
      ['access-2026-01-31.log', 'access_20260131.log.gz', 'access.log.2026-01-31', 'access.log.1767225600'],
    ],
    [
      'access.log',
      ['access.1.log', 'access.12.log.gz', 'access-2026-01-31T21-32-16.123.log', 'access.2026-01-31.2.log.zst'],
    ],
    ['ssl_access_log', ['ssl_access_log', 'ssl_access_log-20260131', 'ssl_access_log.3']],
    ['u_ex.log', ['u_ex260131.log', 'u_ex26013107.log', 'U_EX2601.log'.toLowerCase()]],
    ['EMLARXS9EXAMPLE', ['EMLARXS9EXAMPLE.2026-01-31-20.RT4KCN4SGK9.gz', 'EMLARXS9EXAMPLE.2026-01-31-21.ABCDEF01.gz']],
    [
      'EMLARXS9EXAMPLE',
      [
        'EMLARXS9EXAMPLE.2026-01-31-20.57091c3d.gz',
        'EMLARXS9EXAMPLE.2026-01-31-20.12345678.gz',
        'EMLARXS9EXAMPLE.2026-01-31-20.abcdefab.gz',
      ],
    ],
    ['log', ['2026-01-31-21-32-16-E568B2907131C0C0', '2026-02-01-00-00-01-E568B2907131C0C1']],
    [
      '1234_elasticloadbalancing_eu-west-3_app.my-lb.50dc',
      ['1234_elasticloadbalancing_eu-west-3_app.my-lb.50dc_20260131T2340Z_192.0.2.1_20sg8hgm.log.gz'],
    ],
    ['web1.access.log', ['web1.access.log', 'web1.access.log.1']],
  ]
  for (const [stem, names] of sets) {
    test(`${names[0]} and its like`, () => expect(names.map(rotationStem)).toEqual(names.map(() => stem)))
  }
})

test('a folder is a server, and so is a stem', () => {
  const places = ['/logs/web1/access.log', '/logs/web1/access.log.1', '/logs/web2/access.log', '/logs/web2/api.log']
  expect(serverNames(places)).toEqual(['web1/access.log', 'web1/access.log', 'web2/access.log', 'web2/api.log'])
})

test('the files of one folder are named by their stem alone, members of archives by their folder inside', () => {
  expect(serverNames(['/logs/a.log', '/logs/b.log.1'])).toEqual(['a.log', 'b.log'])
  expect(serverNames(['/l.zip!web1/a.log', '/l.zip!web2/a.log'])).toEqual(['web1/a.log', 'web2/a.log'])
})

test('a person may name a server before a place', () => {
  expect(namedPlace('web1=/logs/a=b.log')).toEqual({ server: 'web1', place: '/logs/a=b.log' })
  expect(namedPlace('/logs/a=b.log')).toEqual({ server: null, place: '/logs/a=b.log' })
})
