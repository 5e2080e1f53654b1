import { describe, expect, test } from 'vitest'
import { nearMatcher } from './near.ts'

describe('what a person may have meant who asked for an object that no line names', () => {
  const cases: readonly (readonly [object: string, target: string, near: string | null])[] = [
    ['/ccw/all.csv', '/CCW/All.csv?x=1', 'case'],
    ['/ccw/all', '/ccw/all/', 'slash'],
    ['/ccw/all/', '/ccw/all', 'slash'],
    ['ccw/all.csv', '/ccw/all.csv', 'slash'],
    ['/ccw/all 1.csv', '/ccw/all+1.csv', 'encoding'],
    ['/ccw/all 1.csv', '/ccw/all%25201.csv', 'encoding'],
    ['/ccw/all.csv', '/app/ccw/all.csv', 'elsewhere'],
    ['/app/ccw/all.csv', '/ccw/all.csv', 'elsewhere'],
    ['/ccw/all.csv', '/ccv/all.csv', 'elsewhere'],
    ['/ccw/a', '/ccv/a', 'similar'],
    ['/ccw/people-2023.csv', '/ccw/people-2024.csv', 'similar'],
    ['/ccw/people.csv', '/ccw/peopel.csv', 'similar'],
    ['/ccw/people.csv', '/ccw/peple.csv', 'similar'],
    ['/ccw/people.csv', '/ccw/logo.png', 'folder'],
    ['/ccw', '/CCW/people.csv', 'folder'],
    ['/ccw', '/ccws/people.csv', null],
    ['/people.csv', '/logo.png', null],
    ['/ccw/people.csv', '/ccv/logo.png', null],
    ['/ccw/*', '/CCW/x', 'case'],
    ['/ccw/*', '/ccw', 'slash'],
    ['/ccw/*', '/app/ccw/x', 'elsewhere'],
    ['/a/ccw/*.csv', '/a/ccw/x.json', 'folder'],
    ['/export?format=csv', '/export?format=json', 'parameters'],
    ['/100%25.csv', '/100%25.CSV', 'case'],
    ['/ccw/all.csv', '', null],
  ]
  for (const [object, target, near] of cases) {
    test(`${object} and ${target}: ${near}`, () => expect(nearMatcher([object]).objectOf(target, false)).toBe(near))
  }
})
