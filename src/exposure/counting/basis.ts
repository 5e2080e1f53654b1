import { isRefusal, type Refusal } from '#kernel'
import { type ExposureQuestion, FLAGS, type ReadLogs } from '../contract.ts'
import { withHeaderCounts } from '../reading/header-counts.ts'
import { cacheLines } from './clients/classes.ts'
import { type Proxies, proxiesOf } from './clients/proxies.ts'
import type { Span } from './moments.ts'
import { type Clocks, clocksOf, skewsOf } from './reach/clocks.ts'
import { type Covered, coverageOf } from './reach/coverage.ts'
import { type Layers, layersOf } from './reach/layers.ts'
import { type Rhythm, rhythmOf } from './reach/rhythm.ts'
import { periodOf, type Reachable, reachableOf, strayOf } from './reach/windows.ts'

/** What was declared of the servers and of what stands before them. */
export type Declared = Readonly<{
  reachable: ExposureQuestion['reachable']
  /** Servers that served the objects, with or without a log; null: those that have one. */
  servers: number | null
  /** Places that were given and hold no log. */
  emptyPlaces?: readonly string[]
  /** A cache answered in front of the servers, and its log is not among them. */
  cache: boolean
  /** Proxies whose X-Forwarded-For counted, by CIDR. */
  trustedProxies?: readonly string[]
}>

/** What figures rest on, whatever is counted: which lines count, whose they are, on which clock, and how far the logs reach. */
export type Basis = Readonly<{
  /** Each request once, clients behind one proxy as one, bytes with headers marked. */
  logs: ReadLogs
  layers: Layers
  proxies: Proxies
  clocks: Clocks
  /** By server; null for one without a line. */
  rhythms: readonly (Rhythm | null)[]
  /** Whether a time cannot be right. */
  isStray: (at: number) => boolean
  reachable: Reachable
  /** The period that the figures speak of. */
  period: Span
  covered: Covered
  /** How many servers there were, as declared. */
  declaredServers: number | null
  /** A cache answered whose log is not here: by declaration, or by the lines that it sent. */
  hasCache: boolean
  cacheLines: number
  /** For no moment of the period there is evidence of all servers and caches. */
  isNowhereSure: boolean
  /** Something may be that is in no log: no high bound is known. */
  isOpen: boolean
}>

/** What the logs are evidence of, and of what not. Refused where a declared proxy is no network. */
export function basisOf(read: ReadLogs, declared: Declared): Basis | Refusal {
  const layers = layersOf(read)
  const proxies = proxiesOf(layers.logs, declared.trustedProxies ?? [])
  if (isRefusal(proxies)) return proxies
  const logs = withHeaderCounts(proxies.logs)
  const skews = skewsOf(logs)
  const clocks = clocksOf(skews)
  const rhythms = logs.servers.map((server, s) => rhythmOf(server, clocks.corrections[s]))
  const isStray = strayOf(rhythms)
  const reachable = reachableOf(logs, declared.reachable, clocks.corrections, isStray)
  const period = periodOf(reachable.window, rhythms)
  const { servers, emptyPlaces = [] } = declared
  const covered = coverageOf(logs, { rhythms, skews, period, servers, emptyPlaces, inner: layers.inner })
  const lines = cacheLines(logs)
  const hasCache = declared.cache || lines > 0
  const isServerMissing = covered.missing > 0 || covered.undeclared !== null || rhythms.every(rhythm => rhythm === null)
  const isNowhereSure = isServerMissing || hasCache
  return {
    logs,
    layers,
    proxies,
    clocks,
    rhythms,
    isStray,
    reachable,
    period,
    covered,
    declaredServers: servers,
    hasCache,
    cacheLines: lines,
    isNowhereSure,
    isOpen: isNowhereSure || covered.uncovered.length > 0 || !layers.isSure,
  }
}

/** Lines left out by declaration; those of inner servers are not. */
export function excludedLines({ logs: { matched }, layers }: Basis): number {
  let excluded = 0
  for (let i = 0; i < matched.count; i++) if ((matched.flags[i] & FLAGS.excluded) !== 0) excluded++
  return excluded - layers.lines
}
