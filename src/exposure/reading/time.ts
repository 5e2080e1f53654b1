import { minutesEast } from '#kernel'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MINUTE = 60_000

/** The day of the line before: that of the next, nearly always. */
let latest = { year: Number.NaN, month: Number.NaN, day: Number.NaN, ms: Number.NaN }

/** Milliseconds since 1970 at the beginning of a day; NaN for a day that no calendar has. Months from 1. */
export function dayMs(year: number, month: number, day: number): number {
  if (latest.day === day && latest.month === month && latest.year === year) return latest.ms
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const isDay = date.getUTCDate() === day && date.getUTCMonth() === month - 1
  latest = { year, month, day, ms: isDay ? date.getTime() : Number.NaN }
  return latest.ms
}

/** The month's number from its English abbreviation, from 1; 0 for none. */
export function monthOf(name: string): number {
  return MONTHS.indexOf(name) + 1
}

function clockMs(hours: number, minutes: number, seconds: number): number {
  // 60 is a leap second, written by POSIX systems that step.
  return hours < 24 && minutes < 60 && seconds < 61 ? ((hours * 60 + minutes) * 60 + seconds) * 1000 : Number.NaN
}

const CLF = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d):(\d\d):(\d\d)(\.\d{1,6})?(?: ([+-]\d{4}))?$/

/** UTC of a local time whose zone a log does not name, both in milliseconds since 1970. */
export type LocalTime = (local: number) => number

/** Of times that are UTC wherever they name no zone. */
export const IN_UTC: LocalTime = at => at

/** A time and whether its zone had to be taken from the question. */
export type Moment = Readonly<{ at: number; isZoneAssumed: boolean }>

/**
 * `17/May/2015:10:05:03 +0000` of Apache and nginx, `06/Feb/2009:12:14:14.655` of HAProxy (without a zone: `local` says which).
 * `at` is NaN for what is no time.
 */
export function clfTime(text: string, local: LocalTime): Moment {
  const match = CLF.exec(text)
  if (match === null) return { at: Number.NaN, isZoneAssumed: false }
  const [, day, month, year, hours, minutes, seconds, fraction, zone] = match
  const date = dayMs(Number(year), monthOf(month), Number(day)) + clockMs(+hours, +minutes, +seconds)
  return momentOf(date + milliseconds(fraction), zone, local)
}

const ISO = /^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)([.,]\d{1,9})?\s*(Z|z|[+-]\d\d:?\d\d)?$/

/** `2026-01-31T10:05:03.123Z` (ISO 8601, RFC 3339), also with `/` and a space. `at` is NaN for what is no time. */
export function isoTime(text: string, local: LocalTime): Moment {
  const match = ISO.exec(text)
  if (match === null) return { at: Number.NaN, isZoneAssumed: false }
  const [, year, month, day, hours, minutes, seconds, fraction, zone] = match
  const date = dayMs(Number(year), Number(month), Number(day)) + clockMs(+hours, +minutes, +seconds)
  return momentOf(date + milliseconds(fraction), zone, local)
}

/** A moment from a date and clock in a zone, or in that of the question. */
export function momentOf(clock: number, zone: string | undefined, local: LocalTime): Moment {
  if (zone === undefined) return { at: local(clock), isZoneAssumed: true }
  if (zone !== latestZone.text) latestZone = { text: zone, ms: minutesEast(zone) * MINUTE }
  return { at: clock - latestZone.ms, isZoneAssumed: false }
}

let latestZone = { text: 'Z', ms: 0 }

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Math.floor(Number(`0.${fraction.slice(1)}`) * 1000 + 1e-6)
}

/** Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by their size; NaN for what is none. */
function epochTime(value: number): number {
  if (!Number.isFinite(value) || value < 0) return Number.NaN
  // 1e11 seconds is the year 5138; 1e11 milliseconds is 1973.
  if (value < 1e11) return Math.round(value * 1000)
  if (value < 1e14) return Math.round(value)
  return value < 1e17 ? Math.floor(value / 1e3) : Math.floor(value / 1e6)
}

/** A time in any of the forms above. */
export function anyTime(value: unknown, local: LocalTime): Moment {
  if (typeof value === 'number') return { at: epochTime(value), isZoneAssumed: false }
  if (typeof value !== 'string') return { at: Number.NaN, isZoneAssumed: false }
  if (/^\d{9,19}(\.\d+)?$/.test(value)) return { at: epochTime(Number(value)), isZoneAssumed: false }
  return value.charCodeAt(2) === 0x2f ? clfTime(value, local) : isoTime(value, local)
}
