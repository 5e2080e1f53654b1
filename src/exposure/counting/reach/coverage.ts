import type { Gap, ReadLogs } from '../../contract.ts'
import type { Coverage } from '../document.ts'
import { joined } from '../intervals.ts'
import { iso, type Span } from '../moments.ts'
import { brokenIn } from './broken-logs.ts'
import type { Skew } from './clocks.ts'
import { aloneOfRow, missingServers } from './missing-servers.ts'
import { isOutage } from './outages.ts'
import { isImplausible, type Rhythm, type Silence, silencesOf } from './rhythm.ts'

/**
 * A silence that the rhythm does not explain is a gap from this length on. A restart, a rotation or a deployment is silent for seconds to some
 * minutes, and serves nobody meanwhile: calling each a gap would leave every bound open for nothing. Shorter ones are listed as pauses, and so are
 * outages of one of several servers. The error that remains: five minutes of a log can be removed without opening a bound.
 */
const GAP_MS = 5 * 60 * 1000

type Stretch = Readonly<{ from: number; to: number; reason: Gap['reason'] }>

/** How far the logs of all servers reach over a period. */
export type Covered = Readonly<{
  coverage: readonly Coverage[]
  /** Stretches of the period that some server's log does not cover, joined, in milliseconds. */
  uncovered: readonly Silence[]
  /** For each server read, its own. */
  gapsByServer: readonly (readonly Silence[])[]
  /** Servers that exist and gave no log: by declaration, or by number. */
  missing: number
  /** The one server read, where its name is that of one of a row and nobody said how many there are. */
  undeclared: string | null
}>

/** What the coverage is judged by. By server: its rhythm, its clock; and what was declared of all. */
export type Judging = Readonly<{
  rhythms: readonly (Rhythm | null)[]
  skews: readonly (Skew | null)[]
  period: Span
  servers: number | null
  emptyPlaces: readonly string[]
  inner: ReadonlySet<number>
}>

/**
 * Judges for each server which part of the period its lines cover. Not covered: what a silence hides that its rhythm does not explain; what lies
 * before its first line or after its last, unless it is no longer than silences inside the log; but not a silence in which the others took its
 * traffic over; a missing member of a rotation set; what follows where an input was cut. Servers that were declared or must exist without a line
 * cover nothing. What `inner` servers wrote stands in the logs of others: they need not go on.
 */
export function coverageOf(logs: ReadLogs, { rhythms, skews, period, servers, emptyPlaces, inner }: Judging): Covered {
  const judged = logs.servers.map((_, server) =>
    inner.has(server) ? { gaps: [], pauses: [] } : stretchesOf(logs, rhythms, server, period),
  )
  const read = logs.servers.map((server, s): Coverage => {
    const rhythm = rhythms[s]
    return {
      server: server.name,
      from: rhythm === null ? null : iso(rhythm.first),
      to: rhythm === null ? null : iso(rhythm.last),
      lines: server.lines,
      malformed: server.malformed,
      skewSeconds: skews[s]?.seconds ?? null,
      skewWithin: skews[s]?.within ?? null,
      gaps: judged[s].gaps.map(gap => ({ from: iso(gap.from), to: iso(gap.to), reason: gap.reason })),
      pauses: judged[s].pauses.map(pause => ({ from: iso(pause.from), to: iso(pause.to) })),
    }
  })
  const missing = missingServers(logs, servers, emptyPlaces, inner)
  const absent = missing.map(name => withoutLog(name, period))
  const whole = missing.length > 0 ? [spanOf(period)].filter(span => span !== null) : []
  return {
    coverage: [...read, ...absent],
    uncovered: unionOf([...judged.flatMap(({ gaps }) => gaps), ...whole]),
    gapsByServer: judged.map(({ gaps }) => unionOf(gaps)),
    missing: missing.length,
    undeclared: missing.length === 0 && servers === null ? aloneOfRow(logs) : null,
  }
}

function spanOf({ from, to }: Span): Silence | null {
  return from === null || to === null ? null : { from, to }
}

function withoutLog(server: string, period: Span): Coverage {
  const span = spanOf(period)
  const gaps: Gap[] = span === null ? [] : [{ from: iso(span.from), to: iso(span.to), reason: 'no-log' }]
  return { server, from: null, to: null, lines: 0, malformed: 0, skewSeconds: null, skewWithin: null, gaps, pauses: [] }
}

function stretchesOf(logs: ReadLogs, rhythms: readonly (Rhythm | null)[], server: number, period: Span) {
  const span = spanOf(period)
  const rhythm = rhythms[server]
  if (span === null) return { gaps: [], pauses: [] }
  if (rhythm === null) return { gaps: [{ ...span, reason: 'no-log' as const }], pauses: [] }
  const others = rhythms.filter((other, s) => other !== null && s !== server).map(other => other!)
  const silences = silencesOf(rhythm)
  const odd = new Set(silences.filter(silence => isImplausible(rhythm, silence, others)))
  const long = [...odd].filter(({ from, to }) => to - from >= GAP_MS)
  const inner = long.filter(silence => !isOutage(rhythm, silence, others))
  const plain = silences.filter(silence => !odd.has(silence))
  const longest = plain.reduce((most, { from, to }) => Math.max(most, to - from), 0)
  const edges = edgesOf(rhythm, span, longest, others)
  const lost = edges.filter(edge => !isOutage(rhythm, edge, others))
  const stretches: Stretch[] = [
    ...inner.map(silence => ({ ...silence, reason: 'silence' as const })),
    ...lost,
    ...brokenIn(logs, rhythm, server),
  ]
  const pauses = [...odd, ...edges].filter(stretch => !stretches.some(({ from }) => from === stretch.from))
  return { gaps: clipped(stretches, span), pauses: clipped(pauses, span).map(({ from, to }) => ({ from, to })) }
}

/** What lies between the ends of the period and those of the log. Nothing there shows that the log went on: it must be as short as its own silences. */
function edgesOf(rhythm: Rhythm, { from, to }: Silence, longest: number, others: readonly Rhythm[]): Stretch[] {
  const edges: Stretch[] = [
    { from, to: rhythm.first, reason: 'before-first-line' },
    { from: rhythm.last, to, reason: 'after-last-line' },
  ]
  return edges.filter(edge => {
    const length = edge.to - edge.from
    return length > GAP_MS && (length > longest || isImplausible(rhythm, edge, others))
  })
}

function clipped<T extends Silence>(stretches: readonly T[], { from, to }: Silence): T[] {
  return stretches
    .map(stretch => ({ ...stretch, from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }))
    .filter(stretch => stretch.from < stretch.to)
    .sort((a, b) => a.from - b.from || a.to - b.to)
}

/** The same stretches, joined where they overlap. */
function unionOf(stretches: readonly Silence[]): readonly Silence[] {
  return joined(stretches.map(({ from, to }) => [from, to] as const)).map(([from, to]) => ({ from, to }))
}
