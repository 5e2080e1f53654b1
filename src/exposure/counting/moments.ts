import type { Window } from '../contract.ts'

/** A stretch of time in milliseconds; null at an end that is not known. */
export type Span = Readonly<{ from: number | null; to: number | null }>

/** The last moment of ECMAScript's calendar, and less its opposite the first. */
const LAST_MOMENT = 8.64e15

/** ISO 8601 in UTC; a time outside the calendar is its first or last moment. */
export function iso(at: number): string {
  return new Date(Math.max(-LAST_MOMENT, Math.min(LAST_MOMENT, at))).toISOString()
}

/** A stretch of time as a document has it. */
export function windowOf({ from, to }: Span): Window {
  return { from: from === null ? null : iso(from), to: to === null ? null : iso(to) }
}
