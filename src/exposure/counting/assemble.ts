import { isRefusal, type Refusal } from '#kernel'
import type { ExposureQuestion, ReadLogs, Window } from '../contract.ts'
import { clientFigures } from './client-figures.ts'
import { cacheLines, classesOf } from './clients.ts'
import { clocksOf, skewsOf } from './clocks.ts'
import { type Covered, coverageOf, iso } from './coverage.ts'
import {
  type ClientClass,
  type Exposure,
  isNoteCode,
  type Note,
  type ObjectFigures,
  type Reach,
  type TimelineStep,
} from './document.ts'
import { bounds, type Count, count, type Tally } from './figures.ts'
import { withHeaderCounts } from './header-counts.ts'
import { type Layers, layersOf } from './layers.ts'
import { namesakesOf } from './namesakes.ts'
import { type Proxies, proxiesOf } from './proxies.ts'
import { withRangeHeaders } from './range-headers.ts'
import { type Rhythm, rhythmOf } from './rhythm.ts'
import { shownObject } from './shown.ts'
import { type FileSize, type ObjectSize, sizesOf } from './sizes.ts'
import { withVersions } from './versions.ts'
import { periodOf, type Reachable, reachableOf, type Span, strayOf } from './windows.ts'

const HOUR = 3_600_000
/** Bars of the picture; beyond, a bar is longer than a minute. */
const MOST_STEPS = 3_000

/** What counting is told beside the logs. */
export type CountingOptions = Readonly<{
  reachable: ExposureQuestion['reachable']
  file: FileSize | null
  /** Servers that served the objects, with or without a log; null: those that have one. */
  servers: number | null
  /** Places that were given and hold no log. */
  emptyPlaces?: readonly string[]
  /** A cache answered in front of the servers, and its log is not among them. */
  cache: boolean
  /** Published ranges of crawlers, by CIDR. */
  crawlerRanges: readonly string[]
  pseudonymKey: Uint8Array
  showClients: boolean
  /** Proxies whose X-Forwarded-For counted, by CIDR. */
  trustedProxies?: readonly string[]
}>

/** The figures of an exposure without its people and words, and what people are made of. */
export type Counted = Readonly<{
  figures: Pick<
    Exposure,
    | 'lines'
    | 'malformed'
    | 'inputs'
    | 'objects'
    | 'transfers'
    | 'clients'
    | 'accessWindow'
    | 'exposureWindow'
    | 'coverage'
    | 'reach'
    | 'estimate'
    | 'timeline'
  >
  notes: readonly Note[]
  isOpen: boolean
  count: Count
  sizes: readonly ObjectSize[]
}>

/**
 * Counts what was taken, with bounds, from lines that were read. Pure. The order of lines, files and servers' lines never changes the answer. Refused where
 * a range of crawlers is none.
 */
export function counted(read: ReadLogs, options: CountingOptions): Counted | Refusal {
  const layers = layersOf(read)
  const proxies = proxiesOf(layers.logs, options.trustedProxies ?? [])
  if (isRefusal(proxies)) return proxies
  const logs = withHeaderCounts(proxies.logs)
  const classes = classesOf(logs, options.crawlerRanges)
  if (isRefusal(classes)) return classes
  const skews = skewsOf(logs)
  const clocks = clocksOf(skews)
  const { corrections } = clocks
  const rhythms = logs.servers.map((server, s) => rhythmOf(server, corrections[s]))
  const isStray = strayOf(rhythms)
  const reachable = reachableOf(logs, options.reachable, corrections, isStray)
  const period = periodOf(reachable.window, rhythms)
  const covered = coverageOf(logs, rhythms, skews, period, options.servers, options.emptyPlaces, layers.inner)
  const versions = withVersions(logs, sizesOf(logs, options.file), corrections, options.file)
  const sizes = withRangeHeaders(logs, versions, clocks)
  const viaCache = cacheLines(logs)
  const isNowhereSure =
    covered.missing > 0 ||
    covered.undeclared !== null ||
    options.cache ||
    viaCache > 0 ||
    rhythms.every(rhythm => rhythm === null)
  const tallied = count({
    logs,
    sizes,
    clocks,
    uncovered: covered.uncovered,
    isNowhereSure,
    isStray,
    namesakes: namesakesOf(logs, options.file),
    classes,
    many: proxies.many,
  })
  const isOpen = isNowhereSure || covered.uncovered.length > 0 || !layers.isSure
  const hasCache = options.cache || viaCache > 0
  const parts: Parts = {
    logs,
    options,
    rhythms,
    reachable,
    period,
    covered,
    sizes,
    tallied,
    isOpen,
    layers,
    proxies,
    hasCache,
    viaCache,
    classes,
  }
  return { figures: figuresOf(parts), notes: notesOf(parts), isOpen, count: tallied, sizes }
}

type Parts = Readonly<{
  logs: ReadLogs
  options: CountingOptions
  rhythms: readonly (Rhythm | null)[]
  reachable: Reachable
  period: Span
  covered: Covered
  sizes: readonly ObjectSize[]
  tallied: Count
  isOpen: boolean
  layers: Layers
  proxies: Proxies
  hasCache: boolean
  viaCache: number
  classes: readonly ClientClass[]
}>

function figuresOf(parts: Parts): Counted['figures'] {
  const { logs, tallied, isOpen, covered, reachable, period } = parts
  const { total, byClass } = tallied
  const isEndless = isOpen || tallied.isJoinedByMany
  const inClass = (tally: Tally) => bounds(tally.anyLow, tally.anyHigh, isEndless)
  return {
    lines: { ...logs.lines, matched: logs.matched.count, excluded: excludedIn(parts) },
    malformed: logs.malformed,
    inputs: inputsOf(logs),
    objects: objectsOf(parts),
    transfers: {
      whole: bounds(total.wholeLow, total.wholeHigh, isEndless),
      partial: bounds(total.partialLow, total.partialHigh, isEndless),
      probes: tallied.probes,
      any: bounds(total.anyLow, total.anyHigh, isEndless),
      merged: tallied.merged,
      byClass: eachClass(name => inClass(byClass[name])),
    },
    clients: clientFigures(logs, tallied.clients, parts.classes, { ...parts.options, ...parts.proxies, isOpen }),
    accessWindow: windowOf({ from: finite(tallied.certain.first), to: finite(tallied.certain.last) }),
    exposureWindow: windowOf(reachable.window),
    coverage: covered.coverage,
    reach: reachOf(period, covered, parts.isOpen),
    estimate: estimateOf(parts),
    timeline: timelineOf(tallied),
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function windowOf({ from, to }: Span): Window {
  return { from: from === null ? null : iso(from), to: to === null ? null : iso(to) }
}

/** Lines left out by declaration; those of inner servers are not. */
function excludedIn({ logs: { matched }, layers }: Parts): number {
  let excluded = 0 - layers.lines
  for (let i = 0; i < matched.count; i++) if ((matched.flags[i] & 2) !== 0) excluded++
  return excluded
}

function inputsOf({ inputs, servers }: ReadLogs): Exposure['inputs'] {
  return inputs.map(({ server, first, last, ...input }) => ({
    ...input,
    ...windowOf({ from: first, to: last }),
    server: servers[server]?.name ?? '',
  }))
}

/** Objects as they may be shown: those that differ in hidden values only are one. */
function objectsOf({ logs, sizes, tallied, isOpen }: Parts): readonly ObjectFigures[] {
  const isEndless = isOpen || tallied.isJoinedByMany
  const rows = new Map<string, { size: ObjectSize; tally: Tally; probes: number }>()
  for (const [o, object] of logs.objects.entries()) {
    const path = shownObject(object)
    const one = tallied.objects[o]
    const row = rows.get(path)
    if (row === undefined) rows.set(path, { size: sizes[o], tally: { ...one }, probes: one.probes })
    else {
      row.probes += one.probes
      row.tally = sumOf(row.tally, one)
    }
  }
  return [...rows]
    .map(([path, { size, tally, probes }]) => ({
      path,
      size: size.size,
      sizeFrom: size.from,
      whole: bounds(tally.wholeLow, tally.wholeHigh, isEndless),
      partial: bounds(tally.partialLow, tally.partialHigh, isEndless),
      probes,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function sumOf(a: Tally, b: Tally): Tally {
  return {
    wholeLow: a.wholeLow + b.wholeLow,
    wholeHigh: a.wholeHigh + b.wholeHigh,
    partialLow: a.partialLow + b.partialLow,
    partialHigh: a.partialHigh + b.partialHigh,
    anyLow: a.anyLow + b.anyLow,
    anyHigh: a.anyHigh + b.anyHigh,
  }
}

const CLASSES: readonly ClientClass[] = ['other', 'crawler-known', 'crawler-claimed']

function eachClass<T>(of: (name: ClientClass) => T): Readonly<Record<ClientClass, T>> {
  const [other, known, claimed] = CLASSES.map(of)
  return { other, 'crawler-known': known, 'crawler-claimed': claimed }
}

function reachOf(period: Span, { uncovered, missing }: Covered, isOpen: boolean): Reach {
  const { from, to } = period
  const length = from === null || to === null ? 0 : to - from
  const open = missing > 0 ? length : uncovered.reduce((sum, gap) => sum + gap.to - gap.from, 0)
  return { ...windowOf(period), hours: hours(length), uncoveredHours: hours(open), isWhole: !isOpen }
}

/** Hours to the hundredth. */
function hours(ms: number): number {
  return Math.round((ms / HOUR) * 100) / 100
}

/**
 * What the sum would be if servers and stretches without a log had been like those with one, and where nobody said how many servers there were, if there was
 * one more; null where no share of the period is covered, where all is and something else leaves the bounds open, and where nothing was seen.
 */
function estimateOf({ tallied, period, covered, isOpen, hasCache, rhythms, layers }: Parts): Exposure['estimate'] {
  const { from, to } = period
  if (!isOpen || hasCache || from === null || to === null || to <= from) return null
  const missing = covered.missing + (covered.undeclared === null ? 0 : 1)
  const servers = rhythms.length - layers.inner.size + missing
  const lost = covered.gapsByServer.flat().reduce((sum, gap) => sum + gap.to - gap.from, 0) + missing * (to - from)
  const share = 1 - lost / (servers * (to - from))
  // Nothing seen tells nothing of what was not: that about nothing was taken there is no estimate of ours to make.
  if (share <= 0 || lost === 0 || tallied.total.wholeLow + tallied.total.partialHigh === 0) return null
  return {
    whole: Math.round(tallied.total.wholeLow / share),
    partial: Math.round(tallied.total.partialHigh / share),
    assumption: assumedOf(covered),
  }
}

function assumedOf({ missing, undeclared }: Covered): NonNullable<Exposure['estimate']>['assumption'] {
  if (undeclared !== null) return 'one-more-server'
  return missing > 0 ? 'as-on-the-other-servers' : 'as-in-covered-time'
}

function timelineOf({ timeline }: Count): Exposure['timeline'] {
  const minutes = [...timeline.keys()].sort((a, b) => a - b)
  if (minutes.length === 0) return { stepMinutes: 1, steps: [] }
  const span = minutes[minutes.length - 1] - minutes[0] + 1
  const stepMinutes = [1, 5, 15, 60, 360, 1440, 10_080].find(step => span / step <= MOST_STEPS) ?? 43_200
  const steps = new Map<number, { whole: number; partial: number; probes: number }>()
  for (const minute of minutes) {
    const at = Math.floor(minute / stepMinutes) * stepMinutes
    const one = timeline.get(minute)!
    const step = steps.get(at) ?? { whole: 0, partial: 0, probes: 0 }
    steps.set(at, {
      whole: step.whole + one.whole,
      partial: step.partial + one.partial,
      probes: step.probes + one.probes,
    })
  }
  return { stepMinutes, steps: [...steps].map(([at, step]): TimelineStep => ({ at: iso(at * 60_000), ...step })) }
}

function notesOf(parts: Parts): readonly Note[] {
  return [...openingNotes(parts), ...doubtNotes(parts), ...replacedNotes(parts), ...circumstances(parts)]
}

function openingNotes({ covered, hasCache, viaCache, logs, layers, proxies }: Parts): Note[] {
  const gaps = covered.coverage.flatMap(({ server, gaps }) =>
    gaps
      .filter(gap => gap.reason !== 'no-log')
      .map(
        (gap): Note => ({
          code: 'exposure/uncovered',
          facts: { server, from: gap.from, to: gap.to, hours: hours(Date.parse(gap.to) - Date.parse(gap.from)) },
        }),
      ),
  )
  const servers = covered.coverage.filter(({ from }) => from === null).length
  return [
    ...(logs.lines.read === 0 ? [{ code: 'exposure/no-lines', facts: {} } as const] : []),
    ...(servers > 0 ? [{ code: 'exposure/no-server-log', facts: { servers } } as const] : []),
    ...(covered.undeclared === null
      ? []
      : [{ code: 'exposure/servers-undeclared', facts: { server: covered.undeclared } } as const]),
    ...(layers.inner.size > 0
      ? [{ code: 'exposure/two-layers', facts: { servers: layers.inner.size, lines: layers.lines } } as const]
      : []),
    ...(proxies.undeclared.peers > 0
      ? [{ code: 'exposure/proxy-undeclared', facts: proxies.undeclared } as const]
      : []),
    ...(proxies.hiddenLines > 0
      ? [{ code: 'exposure/clients-hidden', facts: { lines: proxies.hiddenLines } } as const]
      : []),
    ...(hasCache ? [{ code: 'exposure/unlogged-cache', facts: { lines: viaCache } } as const] : []),
    ...gaps,
  ]
}

function doubtNotes({ tallied, sizes }: Parts): Note[] {
  return [...tallied.doubts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, transfers]): Note => {
      if (code === 'exposure/size-unknown') {
        return { code, facts: { objects: sizes.filter(size => size.size === null && !size.isPart).length } }
      }
      return { code, facts: code === 'exposure/stray-times' ? { lines: transfers } : { transfers } }
    })
}

/** Versions besides the one whose size an object is shown with. */
function replacedNotes({ sizes }: Parts): Note[] {
  return sizes.flatMap(({ versions = [] }): Note[] => {
    const others = versions.filter(({ isOther }) => isOther)
    if (others.length === 0) return []
    const since = others.map(({ from }) => iso(from)).join(', ')
    return [
      {
        code: 'exposure/replaced',
        facts: { versions: others.length, sizes: others.map(({ size }) => size).join(', '), since },
      },
    ]
  })
}

function circumstances(parts: Parts): Note[] {
  const { logs, period, reachable, covered, tallied, rhythms, layers } = parts
  const notes: Note[] = logs.assumptions.flatMap(({ code, facts }) => (isNoteCode(code) ? [{ code, facts }] : []))
  notes.push(...unseenNotes(logs))
  const isOfLogs = reachable.window.from === null || reachable.window.to === null
  if (isOfLogs && period.from !== null && period.to !== null) {
    notes.push({ code: 'exposure/window-from-logs', facts: { from: iso(period.from), to: iso(period.to) } })
  }
  const add = (code: Note['code'], name: string, value: number): void => {
    if (value > 0) notes.push({ code, facts: { [name]: value } })
  }
  add('exposure/reached-outside-window', 'transfers', reachable.outside)
  add('exposure/malformed-lines', 'lines', logs.lines.malformed)
  add('exposure/malformed-naming', 'lines', logs.malformedNaming ?? 0)
  add('exposure/unreadable', 'places', logs.unreadable ?? 0)
  if (!tallied.doubts.has('exposure/stray-times')) {
    add(
      'exposure/stray-times',
      'lines',
      rhythms.reduce((sum, rhythm) => sum + (rhythm?.strayLines ?? 0), 0),
    )
  }
  for (const [s, { server, skewSeconds, from }] of covered.coverage.entries()) {
    if (skewSeconds === null && from !== null && !layers.inner.has(s))
      notes.push({ code: 'exposure/skew-unknown', facts: { server } })
  }
  add('exposure/copies-elsewhere', 'clients', tallied.copiesElsewhere)
  add('exposure/excluded', 'lines', excludedIn(parts))
  const pauses = covered.coverage.flatMap(server => server.pauses)
  if (pauses.length > 0) notes.push({ code: 'exposure/pauses', facts: pausesOf(pauses) })
  return notes
}

/** What no line names, and what a person may have meant. */
function unseenNotes({ matched, lines, isSizeUnseen, unseen = 0, near = [] }: ReadLogs): Note[] {
  if (lines.read === 0) return []
  const isNone = matched.count === 0
  return [
    ...(isNone ? [{ code: 'exposure/nothing-matched', facts: {} } as const] : []),
    ...(isSizeUnseen === true ? [{ code: 'exposure/size-unseen', facts: {} } as const] : []),
    ...(!isNone && unseen > 0 ? [{ code: 'exposure/object-unseen', facts: { objects: unseen } } as const] : []),
    ...near.map(({ how, lines }): Note => ({ code: 'exposure/object-near', facts: { how, lines } })),
  ]
}

function pausesOf(pauses: readonly Readonly<{ from: string; to: string }>[]) {
  const ms = pauses.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)
  return { pauses: pauses.length, minutes: Math.round(ms / 60_000) }
}
