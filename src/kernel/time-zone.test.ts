import { describe, expect, test } from 'vitest'
import { timeZoneOf } from './time-zone.ts'

describe('a zone by its name', () => {
  const cases: readonly (readonly [zone: string, local: string, near: string | null, utc: string])[] = [
    ['Europe/Paris', '2026-01-15T12:00', null, '2026-01-15T11:00'],
    ['Europe/Paris', '2026-07-15T12:00', null, '2026-07-15T10:00'],
    ['Europe/Paris', '2026-03-29T01:59', null, '2026-03-29T00:59'],
    ['Europe/Paris', '2026-03-29T03:00', null, '2026-03-29T01:00'],
    ['Europe/Paris', '2026-10-25T01:59', null, '2026-10-24T23:59'],
    ['Europe/Paris', '2026-10-25T02:30', null, '2026-10-25T00:30'],
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:20', '2026-10-25T00:30'],
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T01:20', '2026-10-25T01:30'],
    ['Europe/Paris', '2026-10-25T03:00', null, '2026-10-25T02:00'],
    ['America/Los_Angeles', '2022-06-27T12:31', null, '2022-06-27T19:31'],
    ['America/Los_Angeles', '2022-11-06T01:10', '2022-11-06T09:05', '2022-11-06T09:10'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T15:10', '2026-04-04T15:15'],
    ['Australia/Lord_Howe', '2026-04-05T01:29', null, '2026-04-04T14:29'],
    ['Asia/Kolkata', '2026-01-01T00:00', null, '2025-12-31T18:30'],
    ['+02:00', '2026-01-01T00:00', null, '2025-12-31T22:00'],
    ['UTC', '2026-01-01T00:00', null, '2026-01-01T00:00'],
  ]
  for (const [zone, local, near, utc] of cases) {
    test(`${local} in ${zone}${near === null ? '' : `, after ${near} UTC`}, is ${utc} UTC`, () => {
      const at = timeZoneOf(zone)?.utcOf(Date.parse(`${local}Z`), near === null ? Number.NaN : Date.parse(`${near}Z`))
      expect(new Date(at ?? 0).toISOString().slice(0, 16)).toBe(utc)
    })
  }

  test('what is no zone is none', () => {
    expect(['Paris', '', 'Europe/Nowhere', '+25:00', '../etc'].map(timeZoneOf)).toEqual([null, null, null, null, null])
  })

  test('times of all years are read', () => {
    const zone = timeZoneOf('Europe/Paris')
    expect(['0001', '1970', '9999'].map(year => zone?.utcOf(Date.parse(`${year}-06-01T00:00Z`), 0))).not.toContain(NaN)
  })
})
