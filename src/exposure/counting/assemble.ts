import { isRefusal, type Refusal } from '#kernel'
import type { ReadLogs } from '../contract.ts'
import { type Basis, basisOf, type Declared, excludedLines } from './basis.ts'
import { classesOf } from './clients/classes.ts'
import { clientFigures } from './clients/figures.ts'
import type { ClientClass, Exposure, Note, ObjectFigures, Reach } from './document.ts'
import { estimateOf } from './estimate.ts'
import { windowOf } from './moments.ts'
import { hoursOf, notesOf } from './notes.ts'
import { shownObject } from './shown.ts'
import { namesakesOf } from './sizes/namesakes.ts'
import type { FileSize, ObjectSize } from './sizes/object-size.ts'
import { sizesOf } from './sizes/sizes.ts'
import { withVersions } from './sizes/versions.ts'
import { timelineOf } from './steps.ts'
import { addTo, bounds, boundsOf, type Tally } from './tally.ts'
import { type Count, count } from './transfers/count.ts'
import { withRangeHeaders } from './transfers/range-headers.ts'

/** What counting is told beside the logs. */
export type CountingOptions = Declared &
  Readonly<{
    file: FileSize | null
    /** Published ranges of crawlers, by CIDR. */
    crawlerRanges: readonly string[]
    pseudonymKey: Uint8Array
    showClients: boolean
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
 * Counts what was taken, with bounds, from lines that were read. Pure. The order of lines, files and servers' lines never changes the answer. Refused
 * where a declared proxy or a range of crawlers is no network.
 */
export function counted(read: ReadLogs, options: CountingOptions): Counted | Refusal {
  const basis = basisOf(read, options)
  if (isRefusal(basis)) return basis
  const { logs, clocks, isOpen } = basis
  const classes = classesOf(logs, options.crawlerRanges)
  if (isRefusal(classes)) return classes
  const versions = withVersions(logs, sizesOf(logs, options.file), clocks.corrections, options.file)
  const sizes = withRangeHeaders(logs, versions, clocks)
  const all = count({
    ...basis,
    sizes,
    uncovered: basis.covered.uncovered,
    namesakes: namesakesOf(logs, options.file),
    classes,
    many: basis.proxies.many,
  })
  const figures = figuresOf(basis, all, sizes, classes, options)
  return { figures, notes: notesOf(basis, all, sizes), isOpen, count: all, sizes }
}

function figuresOf(
  basis: Basis,
  all: Count,
  sizes: readonly ObjectSize[],
  classes: readonly ClientClass[],
  options: CountingOptions,
): Counted['figures'] {
  const { logs, isOpen, covered, reachable } = basis
  const isEndless = isOpen || all.isJoinedByMany
  const inClass = ({ anyLow, anyHigh }: Tally) => bounds(anyLow, anyHigh, isEndless)
  const { whole, partial, any } = boundsOf(all.total, isEndless)
  const { byClass } = all
  return {
    lines: { ...logs.lines, matched: logs.matched.count, excluded: excludedLines(basis) },
    malformed: logs.malformed,
    inputs: inputsOf(logs),
    objects: objectsOf(logs, sizes, all, isEndless),
    transfers: {
      whole,
      partial,
      probes: all.probes,
      any,
      merged: all.merged,
      byClass: {
        other: inClass(byClass.other),
        'crawler-known': inClass(byClass['crawler-known']),
        'crawler-claimed': inClass(byClass['crawler-claimed']),
      },
    },
    clients: clientFigures(logs, all.clients, classes, { ...options, ...basis.proxies, isOpen }),
    accessWindow: windowOf({ from: finite(all.certain.first), to: finite(all.certain.last) }),
    exposureWindow: windowOf(reachable.window),
    coverage: covered.coverage,
    reach: reachOf(basis),
    estimate: estimateOf(basis, all),
    timeline: timelineOf(all),
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function inputsOf({ inputs, servers }: ReadLogs): Exposure['inputs'] {
  return inputs.map(({ server, first, last, ...input }) => ({
    ...input,
    ...windowOf({ from: first, to: last }),
    server: servers[server]?.name ?? '',
  }))
}

/** Objects as they may be shown: those that differ in hidden values only are one. */
function objectsOf(
  { objects }: ReadLogs,
  sizes: readonly ObjectSize[],
  all: Count,
  isOpen: boolean,
): readonly ObjectFigures[] {
  const rows = new Map<string, { size: ObjectSize; tally: Tally; probes: number }>()
  for (const [o, object] of objects.entries()) {
    const path = shownObject(object)
    const { probes, ...tally } = all.objects[o]
    const row = rows.get(path)
    if (row === undefined) rows.set(path, { size: sizes[o], tally, probes })
    else {
      row.probes += probes
      addTo(row.tally, tally)
    }
  }
  return [...rows]
    .map(([path, { size, tally, probes }]) => {
      const { whole, partial } = boundsOf(tally, isOpen)
      return { path, size: size.size, sizeFrom: size.from, whole, partial, probes }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function reachOf({ period, covered: { uncovered, missing }, isOpen }: Basis): Reach {
  const { from, to } = period
  const length = from === null || to === null ? 0 : to - from
  const open = missing > 0 ? length : uncovered.reduce((sum, gap) => sum + gap.to - gap.from, 0)
  return { ...windowOf(period), hours: hoursOf(length), uncoveredHours: hoursOf(open), isWhole: !isOpen }
}
