import { type ExposureQuestion, FLAGS, type ReadLogs } from '../../contract.ts'
import type { Span } from '../moments.ts'
import { timeOf } from '../order.ts'
import type { Rhythm } from './rhythm.ts'

/** What the answers say about when the objects could be reached. */
export type Reachable = Readonly<{
  /** As declared, widened by answers outside; where nothing was declared, from and to the nearest refusals; else not known. */
  window: Span
  /** Lines that show them reachable outside what was declared. */
  outside: number
}>

const REFUSING = new Set([401, 403, 404, 410, 451, 503])

/** When the objects could be reached. Lines left out by declaration count here too: an officer's check shows what a stranger could reach. */
export function reachableOf(
  logs: ReadLogs,
  declared: ExposureQuestion['reachable'],
  corrections: readonly number[],
  isStray: (at: number) => boolean,
): Reachable {
  const { matched } = logs
  const reached: Span[] = logs.objects.map(() => NEVER)
  let outside = 0
  for (let i = 0; i < matched.count; i++) {
    const at = timeOf(matched, corrections, i)
    if (!isReached(matched.status[i]) || isStray(at)) continue
    reached[matched.object[i]] = stretched(reached[matched.object[i]], at)
    const isOutside = (declared.from !== null && at < declared.from) || (declared.to !== null && at > declared.to)
    if (isOutside && (matched.flags[i] & FLAGS.excluded) === 0) outside++
  }
  const proven = reached.reduce(union, NEVER)
  const refused = refusedAround(logs, corrections, reached, isStray)
  return { window: widenedBy(declared, proven, refused), outside }
}

const NEVER: Span = { from: null, to: null }

function isReached(status: number): boolean {
  return (status >= 200 && status < 300) || status === 304
}

function stretched({ from, to }: Span, at: number): Span {
  return { from: from === null ? at : Math.min(from, at), to: to === null ? at : Math.max(to, at) }
}

function union(a: Span, b: Span): Span {
  const once = b.from === null ? a : stretched(a, b.from)
  return b.to === null ? once : stretched(once, b.to)
}

function widenedBy(declared: ExposureQuestion['reachable'], proven: Span, refused: Span): Span {
  return {
    from: declared.from === null ? refused.from : Math.min(declared.from, proven.from ?? declared.from),
    to: declared.to === null ? refused.to : Math.max(declared.to, proven.to ?? declared.to),
  }
}

/** The nearest refusals around the time in which each object was reached; of several objects the widest, and null unless all have one. */
function refusedAround(
  { matched }: ReadLogs,
  corrections: readonly number[],
  reached: readonly Span[],
  isStray: (at: number) => boolean,
): Span {
  const before: (number | null)[] = reached.map(() => null)
  const after: (number | null)[] = reached.map(() => null)
  for (let i = 0; i < matched.count; i++) {
    const { from, to } = reached[matched.object[i]]
    const at = timeOf(matched, corrections, i)
    if (from === null || to === null || !REFUSING.has(matched.status[i]) || isStray(at)) continue
    const o = matched.object[i]
    if (at < from) before[o] = Math.max(before[o] ?? at, at)
    if (at > to) after[o] = Math.min(after[o] ?? at, at)
  }
  const wereReached = reached.map((span, o) => (span.from === null ? -1 : o)).filter(o => o >= 0)
  return {
    from: widest(
      wereReached.map(o => before[o]),
      Math.min,
    ),
    to: widest(
      wereReached.map(o => after[o]),
      Math.max,
    ),
  }
}

function widest(times: readonly (number | null)[], pick: (...times: number[]) => number): number | null {
  const known = times.filter(time => time !== null)
  return known.length === 0 || known.length < times.length ? null : known.reduce((a, b) => pick(a, b))
}

/** Whether a time lies outside all that the servers wrote, strays left out: it cannot be right. */
export function strayOf(rhythms: readonly (Rhythm | null)[]): (at: number) => boolean {
  const known = rhythms.filter(rhythm => rhythm !== null)
  const first = Math.min(...known.map(rhythm => rhythm.first))
  const last = Math.max(...known.map(rhythm => rhythm.last))
  return at => at < first || at > last
}

/** The period that the figures speak of: when the objects could be reached; an end that nobody knows is that of the logs. */
export function periodOf(window: Span, rhythms: readonly (Rhythm | null)[]): Span {
  const known = rhythms.filter(rhythm => rhythm !== null)
  if (known.length === 0) return window
  const from = window.from ?? Math.min(...known.map(rhythm => rhythm.first))
  const to = window.to ?? Math.max(...known.map(rhythm => rhythm.last))
  return { from, to: Math.max(from, to) }
}
