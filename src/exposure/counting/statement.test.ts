import { describe, expect, test } from 'vitest'
import { closedExample, openExample } from '../report/example.test-kit.ts'
import { type Stated, statementOf } from './statement.ts'
import { hoursIn, momentIn } from './words/say.ts'

const open = { low: 0, high: null }
/** Two hours of eleven that no log covers. */
const gap: Stated = {
  ...openExample,
  reach: { ...openExample.reach, hours: 11, uncoveredHours: 2 },
  notes: openExample.notes.filter(({ code }) => code !== 'exposure/no-server-log'),
}

describe('the statement', () => {
  test('says what was transferred, to how many addresses, and about how many people', () => {
    expect(statementOf('en', closedExample)).toBe(
      'Between 27 June 2022, 19:31:08 UTC and 28 June 2022, 07:22:41 UTC, the logs show 2,734 transfers to 507 network addresses (whole: 1,998; in part: 736). What was transferred holds data about at least 191,870 and at most 192,000 people. The logs cover the whole period.',
    )
  })

  test('says that times may be off where the clocks of servers could not be compared', () => {
    const note = { code: 'exposure/skew-unknown', facts: { server: 'web2' } } as const
    const one = { ...closedExample, notes: [...closedExample.notes, note] }
    expect(statementOf('en', one)).toContain(
      'The clock of 1 server could not be compared with the first server’s: these',
    )
    expect(statementOf('fr', { ...one, notes: [...one.notes, note] })).toContain(
      'Les horloges de 2 serveurs n’ont pu être comparées à celle du premier : ces heures peuvent être décalées',
    )
  })

  test('says for how long nothing is known', () => {
    expect(statementOf('en', gap)).toMatch(/ What else was taken is unknown for 2 h of 11 h: the logs do not cover /)
    const short = { ...gap, reach: { ...gap.reach, uncoveredHours: 0.02 } }
    expect(statementOf('en', short)).toContain('unknown for 1 min of 11 h')
  })

  test('where a cache or a server that nobody counted may have answered too, the hours without a log are still said', () => {
    const both = { ...gap, notes: [...gap.notes, { code: 'exposure/unlogged-cache', facts: { lines: 0 } }] as const }
    expect(statementOf('en', both)).toMatch(
      /: a cache answered too, and its log is not here\. What else was taken is unknown for 2 h of 11 h: /,
    )
  })

  test('where nothing is shown it does not say that something else was taken', () => {
    const transfers = { ...gap.transfers, any: open, whole: open, partial: open }
    const silent: Stated = { ...gap, evidence: 'potentially', transfers, people: null }
    expect(statementOf('en', silent)).toMatch(/ Whether anything was taken is unknown for 2 h of 11 h: /)
  })

  test('a figure of which nothing is certain is left out beside those that are', () => {
    const transfers = { ...gap.transfers, partial: open }
    expect(statementOf('en', { ...gap, transfers })).toContain('(whole: at least 1,702; whole or in part: 601)')
  })

  test('claims neither whole nor in part where none of the transfers can be told', () => {
    const unsorted = { ...gap, transfers: { ...gap.transfers, whole: open, partial: open } }
    expect(statementOf('en', unsorted)).toContain(
      'at least 2,303 transfers to at least 455 network addresses (which of them were whole cannot be told).',
    )
  })

  test('two bounds are two figures with a word between them, and what that means is said', () => {
    const whole = { low: 1_990, high: 1_998 }
    const between = { ...closedExample, transfers: { ...closedExample.transfers, whole } }
    expect(statementOf('fr', between)).toContain('(entiers : 1\u202f990 à 1\u202f998 ; partiels : 736). Là où il y a')
  })

  test('where the question names a zone, times are told in it besides UTC', () => {
    const there = { ...closedExample, question: { zone: 'America/Los_Angeles' } }
    expect(statementOf('en', there)).toContain(
      'Between 27 June 2022, 19:31:08 UTC (12:31:08 in Los Angeles) and 28 June 2022, 07:22:41 UTC (00:22:41 in Los Angeles), ',
    )
  })
})

describe('a moment in words', () => {
  test.each([
    [
      'fr',
      '2026-03-01T23:30:02Z',
      'Europe/Paris',
      '1er mars 2026 à 23:30:02 UTC (2 mars 2026 à 00:30:02, heure de Paris)',
    ],
    ['fr', '2026-03-01T20:30:02Z', '+02:00', '1er mars 2026 à 20:30:02 UTC (22:30:02 UTC+02:00)'],
    ['en', '2026-03-01T20:30:02Z', '+00:00', '1 March 2026, 20:30:02 UTC'],
    ['en', '2026-03-01T20:30:02Z', 'Nowhere/Here', '1 March 2026, 20:30:02 UTC'],
    ['en', 'never', null, '–'],
  ] as const)('%s %s in %s', (lang, iso, zone, told) => {
    expect(momentIn(lang, iso, zone)).toBe(told)
  })

  test('less than an hour is in minutes, and never none', () => {
    const told = [0, 0.001, 0.5, 1.16, 1.17, 1.96, 2.04, 24.47].map(hours => hoursIn('en', hours))
    expect(told).toEqual(['0 h', '1 min', '30 min', '1 h 9 min', '1 h 10 min', '2 h', '2 h', '24 h 28 min'])
  })
})
