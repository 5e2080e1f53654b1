import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formFor, preconditionStatus, rangeAsked } from './conditional.ts'
import { combined } from './log.ts'
import { langAsked, type Page, pageIn } from './pages.ts'

const file = { etag: '"abc"', lastModified: new Date('2026-03-02T09:00:00.500Z') }
const AT = 'Mon, 02 Mar 2026 09:00:00 GMT'
const BEFORE = 'Mon, 02 Mar 2026 08:59:59 GMT'

describe('conditions', () => {
  test.each([
    [{}, 200],
    [{ 'if-none-match': '"abc"' }, 304],
    [{ 'if-none-match': 'W/"abc"' }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"x", "abc"' }, 304],
    [{ 'if-none-match': '"x"', 'if-modified-since': AT }, 200],
    [{ 'if-modified-since': AT }, 304],
    [{ 'if-modified-since': BEFORE }, 200],
    [{ 'if-modified-since': 'yesterday' }, 200],
    [{ 'if-match': '"abc"' }, 200],
    [{ 'if-match': 'W/"abc"' }, 412],
    [{ 'if-match': '"x"' }, 412],
    [{ 'if-unmodified-since': BEFORE }, 412],
    [{ 'if-unmodified-since': AT }, 200],
  ])('%j gives %i', (headers, status) => {
    expect(preconditionStatus(headers, file)).toBe(status)
  })
})

describe('ranges', () => {
  test.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=5-', { first: 5, last: 9 }],
    ['bytes=5-100', { first: 5, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-100', { first: 0, last: 9 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=3-2', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['rows=0-1', null],
  ])('%s of ten bytes', (range, asked) => {
    expect(rangeAsked({ range }, file, 10)).toEqual(asked)
  })

  test('with If-Range, only of the file that the client has', () => {
    expect(rangeAsked({ range: 'bytes=0-0', 'if-range': '"abc"' }, file, 10)).toEqual({ first: 0, last: 0 })
    expect(rangeAsked({ range: 'bytes=0-0', 'if-range': AT }, file, 10)).toEqual({ first: 0, last: 0 })
    expect(rangeAsked({ range: 'bytes=0-0', 'if-range': '"x"' }, file, 10)).toBeNull()
  })

  test('no range reaches outside the file', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.option(fc.nat()), fc.nat({ max: 1000 }), (from, to, sizeBytes) => {
        const asked = rangeAsked({ range: `bytes=${from ?? ''}-${to ?? ''}` }, file, sizeBytes)
        if (asked === null || asked === 'unsatisfiable') return
        expect(asked.first).toBeGreaterThanOrEqual(0)
        expect(asked.first).toBeLessThanOrEqual(asked.last)
        expect(asked.last).toBeLessThan(sizeBytes)
      }),
    )
  })
})

test('the shortest form that the client takes goes out', () => {
  const both = { gzip: true, br: true }
  expect([
    formFor('gzip, deflate, br', both),
    formFor('br;q=0, gzip', both),
    formFor('gzip;q=0.0', both),
    formFor(undefined, both),
    formFor('br', { gzip: true, br: false }),
  ]).toEqual(['br', 'gzip', 'identity', 'identity', 'identity'])
})

test('what a client sends can neither end a line of the log nor a quotation', () => {
  const at = new Date('2026-03-02T09:00:00.000Z')
  const access = {
    address: '192.0.2.7',
    method: 'GET',
    path: '/a"b',
    httpVersion: '1.1',
    status: 404,
    sentBytes: 0,
    at,
  }
  expect(combined({ ...access, agent: 'x\n"y\\é' })).toBe(
    '192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] "GET /a\\x22b HTTP/1.1" 404 - "-" "x\\x0a\\x22y\\x5c\\xe9"\n',
  )
})

test('the language is the one asked for before the other', () => {
  expect(['fr', 'fr-CA,en;q=0.8', 'en,fr;q=0.9', 'de,fr;q=0.1', 'de', 'fr;q=0', undefined].map(langAsked)).toEqual([
    'fr',
    'fr',
    'en',
    'fr',
    'en',
    'en',
    'en',
  ])
})

test('the pages of the portal, as people read them', () => {
  const held = { kind: 'held', reason: 'personal-data', since: '2026-03-02T08:00:00.000Z' } as const
  const pages: readonly Page[] = [
    { kind: 'absent' },
    { kind: 'moment' },
    { ...held, isWholeSite: false },
    { ...held, reason: 'security', isWholeSite: true },
  ]
  const text = (lang: 'fr' | 'en') =>
    pages.map(page =>
      pageIn(lang, page)
        .replace(/<style>[^<]*<\/style>|<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  expect([...text('fr'), ...text('en')]).toMatchSnapshot()
})
