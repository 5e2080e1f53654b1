/**
 * What the parts of the room hand each other: a question, the lines that concern it, how far the logs reach, and the answer.
 * Plain and frozen. Times are milliseconds since 1970 UTC inside, ISO 8601 in UTC in what comes out. A network address or an
 * agent's name stands only in `ReadLogs`: what comes out holds keyed pseudonyms.
 */

/** What was asked: which logs, which objects, whose requests do not count, when the objects could be reached. */
export type ExposureQuestion = Readonly<{
  /** Files, folders, globs, `-`. `SERVER=PLACE` names the server; otherwise the folder and the stem of a rotation set do. */
  places: readonly string[]
  /** Paths and globs of paths; with `?`, the query parameters that must be there. Empty: everything whose size is the file's. */
  objects: readonly string[]
  /** Names of query parameters that select data besides the usual ones, in any case: the columns of the exposed file. None by default. */
  parameters?: readonly string[]
  /** Size of the exposed file in bytes; null when there is none. A compressed transfer has another: see `wholeBytes`. */
  fileBytes: number | null
  /** When the objects could be reached, as known from elsewhere; null where it is not. */
  reachable: Readonly<{ from: number | null; to: number | null }>
  /** Proxies whose X-Forwarded-For counts, from right to left (CIDR). */
  trustedProxies: readonly string[]
  /** Own monitoring and officers, by declaration only: CIDR, or `agent:` and a user agent, exact or its product's name. */
  excluded: readonly string[]
  /** A format of one's own, in the directives of Apache's LogFormat; null recognises by content. */
  pattern: string | null
  /** Offset of logs that name no zone, e.g. `+02:00`; null takes UTC and says so. */
  zone: string | null
}>

export const LOG_FORMATS = [
  'common',
  'combined',
  'vhost-combined',
  'json',
  'w3c',
  'alb',
  'cloudfront',
  's3',
  'cloudflare',
  'haproxy',
  'pattern',
] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/** One input as it was read. `place` has the inner path of archives after `!`. */
export type LogInput = Readonly<{
  place: string
  /** Of the bytes as they lie on disk. */
  sha256: string
  sizeBytes: number
  /** −1 for an error log, which is no server's. */
  server: number
  /** That of most lines; null when none could be read. */
  format: LogFormat | null
  /** Lines that were read; those that could not be are counted in `malformed`. */
  lines: number
  malformed: number
  /** Lines that are no record: `#Fields` and the like. With the two above, all lines of the input. */
  directives: number
  /** Why reading stopped before the end (`sources/truncated` …): what follows is not covered. Null when it was read to its end. */
  cut: string | null
  /** The place of the same content, read before: this input adds no line, and its counts are 0. Null for all others. */
  sameAs: string | null
  /** Null where no line has a time. */
  first: number | null
  last: number | null
}>

/** A line that could not be read: where it stands, and what is wrong with it; never its text. */
export type MalformedLine = Readonly<{
  place: string
  line: number
  wrong: 'too-long' | 'structure' | 'time' | 'status' | 'bytes' | 'encoding'
}>

/** A column of numbers: the narrowest array that holds them all. */
export type Column = Uint8Array | Int8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** What `method` says. */
export const METHOD = { get: 0, head: 1, post: 2, other: 3 } as const
/** What `ended` says: of whether the client got all that the server had for it. */
export const ENDED = { unknown: 0, complete: 1, aborted: 2 } as const
/**
 * Bits of `flags`. `forwarded`: through a trusted proxy. `excluded`: left out by declaration. `withHeaders`: `bytes` has the headers in it.
 * `hearsay…`: forwarded by somebody whom no declaration trusts, for an address from inside or one from the internet, and in which of eight heaps that
 * address lies: of two heaps, there were two.
 */
export const FLAGS = {
  forwarded: 1,
  excluded: 2,
  withHeaders: 4,
  hearsayInside: 8,
  hearsayPublic: 16,
  hearsayHeap: 32 * 7,
} as const

/**
 * Columns of the lines that concern the question, in no order. One index, one line. −1: the format does not say (0 for a
 * status). Columns that hold one value throughout may be the same array: never write to them.
 */
export type MatchedLines = Readonly<{
  count: number
  server: Column
  /** When a line was written, as logged, the skew not yet taken out: milliseconds. Resolution of the log: a second for most. */
  at: (line: number) => number
  client: Column
  object: Column
  agent: Column
  /** As `METHOD`. */
  method: Column
  status: Column
  /** Bytes as sent: of the body, or with the headers where a flag says so. */
  bytes: Column
  /** First and last byte of the range that was asked for or answered; a range `-500` (the last 500) is not told: −1. */
  rangeFirst: Column
  rangeLast: Column
  /** As `ENDED`. */
  ended: Column
  /** As `FLAGS`. */
  flags: Column
}>

/** What one server wrote over time: enough for gaps, skew and the picture. */
export type ServerReading = Readonly<{
  name: string
  /** Lines in each minute that has any: minutes since 1970, ascending, and their counts. */
  minutes: Float64Array
  counts: Uint32Array
  /** The first and the last second of each in which a line was written: first × 64 + last. Left out: anywhere in it. */
  edges?: Uint16Array
  /** Null where no line could be read. */
  first: number | null
  last: number | null
  lines: number
  malformed: number
}>

/** What a reading may have had to assume, each with its facts. */
export const READING_ASSUMPTIONS = [
  'exposure/zone-assumed', // times without a zone: {place, zone}
  'exposure/hour-repeated', // lines of an hour that the clock showed twice: {place, lines}
  'exposure/error-log', // an error log, which holds no accesses and is no server's: {place, lines}
  'exposure/input-cut', // read only as far as it could be: {place, reason}
  'exposure/same-input', // the same content was read before: {place, same}
  'exposure/overlapping-input', // lines of it are in another log of the server too: {place, same}
] as const
export type ReadingAssumption = (typeof READING_ASSUMPTIONS)[number]

/** Everything that the logs gave. */
export type ReadLogs = Readonly<{
  kind: 'exposure/read-logs'
  inputs: readonly LogInput[]
  servers: readonly ServerReading[]
  matched: MatchedLines
  /** IPv4 as written; IPv6 as its /64 in one spelling. */
  clients: readonly string[]
  /**
   * Path with the query parameters that the question names or that are known to select data (paging, formats), decoded once,
   * in the order of their names; other parameters are left out.
   */
  objects: readonly string[]
  /** Size of each object where a log says it (S3); −1 elsewhere. */
  objectSizes?: readonly number[]
  agents: readonly string[]
  /** Stretches of which a server has the lines once more, in another log: milliseconds as logged, both ends included. None when left out. */
  copied?: readonly Readonly<{ server: number; from: number; to: number }>[]
  lines: Readonly<{ read: number; malformed: number }>
  /** The first thousand. */
  malformed: readonly MalformedLine[]
  /** Malformed lines in which an object is named: each may have been a request for it. 0 when left out. */
  malformedNaming?: number
  /**
   * Places where no request can be read: malformed lines whose request is missing or broken, and holes where lines were. Each may have been a request
   * for an object; no bound counts them. 0 when left out.
   */
  unreadable?: number
  /** Objects that were asked for and that no line names, not even a refused request. 0 when left out. */
  unseen?: number
  /** No object was named, and no answer has the bytes of the file. */
  isSizeUnseen?: boolean
  /** No object was named: these are those that answered with the bytes of the file. */
  isBySize?: boolean
  /** Of these, the ones that have about that size only: with headers that the log counts, or by the end of a range. */
  nearSize?: readonly number[]
  /** Lines that nearly name one of those, by how: `NEAR` in `reading/near.ts`. */
  near?: readonly Readonly<{ how: string; lines: number }>[]
  assumptions: readonly Readonly<{ code: ReadingAssumption; facts: Readonly<Record<string, string | number>> }>[]
}>

/** Two bounds; `high` null where the evidence does not bound it. */
export type Bounds = Readonly<{ low: number; high: number | null }>

/** A stretch of time, ISO 8601 in UTC; null at an end that is not known. */
export type Window = Readonly<{ from: string | null; to: string | null }>

export type Gap = Readonly<{
  from: string
  to: string
  reason: 'silence' | 'before-first-line' | 'after-last-line' | 'no-log' | 'rotation' | 'cut'
}>
