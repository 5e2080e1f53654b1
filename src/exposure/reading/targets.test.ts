import { describe, expect, test } from 'vitest'
import { literalMatcher, matcherOf, splitTarget } from './targets.ts'

describe('a path has one spelling', () => {
  const spellings: readonly (readonly [target: string, path: string])[] = [
    ['/ccw/all.csv', '/ccw/all.csv'],
    ['/ccw//all.csv', '/ccw/all.csv'],
    ['/ccw/./all.csv', '/ccw/all.csv'],
    ['/x/../ccw/all.csv', '/ccw/all.csv'],
    ['/../ccw/all.csv', '/ccw/all.csv'],
    ['/ccw/%61ll.csv', '/ccw/all.csv'],
    ['/ccw/%C3%A9t%c3%a9.csv', '/ccw/été.csv'],
    ['/ccw/%2561', '/ccw/%61'],
    ['/ccw/%2e%2e/x', '/x'],
    ['/a%00b', '/a\0b'],
    ['/ccw/%zz', '/ccw/%zz'],
    ['https://example.org:8443/ccw/all.csv#top', '/ccw/all.csv'],
    ['http://example.org', '/'],
    ['/ccw/', '/ccw/'],
    ['/ccw/x/..', '/ccw/'],
    ['/CCW/All.csv', '/CCW/All.csv'],
  ]
  for (const [target, path] of spellings) {
    test(`${target.replace('\0', ' ')} is ${path.replace('\0', 'NUL')}`, () =>
      expect(splitTarget(target).path).toBe(path))
  }
})

describe('objects', () => {
  const cases: readonly (readonly [object: string, target: string, name: string | null])[] = [
    ['/ccw/all.csv', '/ccw/all.csv', '/ccw/all.csv'],
    ['/ccw/all.csv', '/ccw/all.csv.gz', null],
    ['/ccw/all.csv', '/CCW/all.csv', null],
    ['/ccw/all.csv', '/ccw/all.csv?_=17&utm_source=x', '/ccw/all.csv'],
    ['/ccw/all.csv', '/ccw//%61ll.csv', '/ccw/all.csv'],
    ['/ccw/*', '/ccw/a/b.csv', '/ccw/a/b.csv'],
    ['/ccw/**', '/ccw/a/b.csv', '/ccw/a/b.csv'],
    ['/ccw/*', '/ccw2/a', null],
    ['*.csv', '/x/y.csv?z=1', '/x/y.csv'],
    ['/a*b*c', '/abxbyc', '/abxbyc'],
    ['/a*b*c', '/acb', null],
    ['/ab*bc', '/abc', null],
    ['/a.b', '/aXb', null],
    ['/export?format=csv', '/export?a=1&format=csv', '/export?format=csv'],
    ['/export?format=csv', '/export?format=json', null],
    ['/export?format=csv', '/export', null],
    ['/export?county', '/export?county=Kern+X&b=2', '/export?county=Kern X'],
    ['/export?county=K*', '/export?county=%4bern', '/export?county=Kern'],
    ['/rows', '/rows?size=100&x=1&page=2', '/rows?page=2&size=100'],
    ['/rows', '/rows?$skip=10&$top=5', '/rows?$skip=10&$top=5'],
    ['/rows?*', '/rows?b=2&a=1', '/rows?a=1&b=2'],
    ['/rows', '/rows?page=1&page=2', '/rows?page=1'],
    ['/views/*', '/views/ccw/all?:format=csv&:iid=3', '/views/ccw/all?:format=csv'],
  ]
  for (const [object, target, name] of cases) {
    test(`${object} asked of ${target}`, () => expect(matcherOf([object]).objectOf(target, false)).toBe(name))
  }

  test('a server that folds case has one object for all spellings', () => {
    expect(matcherOf(['/ccw/All.csv']).objectOf('/CCW/ALL.csv', true)).toBe('/ccw/all.csv')
  })

  test('a path made of what a glob seeks costs no more than its length', () => {
    const target = `/a${'b'.repeat(100_000)}`
    const began = performance.now()
    expect(matcherOf(['/a*b*b*b*c']).objectOf(target, false)).toBe(null)
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('parameters that the caller says select data are kept', () => {
    expect(matcherOf(['/rows'], ['county']).objectOf('/rows?x=1&County=Kern', false)).toBe('/rows?County=Kern')
    expect(literalMatcher(['/rows?county=Kern'], ['county']).objectOf('/rows?x=1&county=Kern', false)).toBe(
      '/rows?county=Kern',
    )
  })

  test('a line without a request has no object', () => expect(matcherOf(['*']).objectOf('', false)).toBe(null))

  test('names found by their size are taken literally', () => {
    const matcher = literalMatcher(['/a*b', '/rows?page=2'])
    expect(['/a*b', '/axb', '/rows?x=1&page=2', '/rows'].map(target => matcher.objectOf(target, false))).toEqual([
      '/a*b',
      null,
      '/rows?page=2',
      null,
    ])
  })
})
