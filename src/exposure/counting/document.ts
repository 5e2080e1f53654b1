import type { Personal } from '#detect'
import {
  type Bounds,
  type ExposureQuestion,
  type Gap,
  type LogInput,
  type MalformedLine,
  READING_ASSUMPTIONS,
  type Window,
} from '../contract.ts'

/** A fact in words: a code of `NOTE_CODES`, and its numbers and times. Never an address, an agent or a value from the data. */
export type Note = Readonly<{ code: NoteCode; facts: Readonly<Record<string, string | number>> }>

/** What is not known, or had to be assumed. */
export const NOTE_CODES = [
  ...READING_ASSUMPTIONS,
  'exposure/uncovered', // {server, from, to, hours}: a stretch without evidence
  'exposure/no-server-log', // {servers}: servers that exist and gave no log
  'exposure/servers-undeclared', // {server}: its name is that of one of several, and nobody said how many servers there are
  'exposure/more-servers', // {servers, declared}: logs of more servers than were said to exist
  'exposure/two-layers', // {servers, lines}: a balancer and the servers behind it wrote the same requests: those of the servers are left out
  'exposure/proxy-undeclared', // {peers, lines}: peers forwarded the addresses of others, and nobody declared them as proxies
  'exposure/clients-hidden', // {lines}: all from inside, or from a declared proxy that named nobody: whose they are is not known
  'exposure/unlogged-cache', // {lines}: a cache answered for the server, and its log is not here
  'exposure/no-lines', // {}: no line could be read
  'exposure/nothing-matched', // {}: no line names an object as it was asked for, not even a refused request
  'exposure/object-unseen', // {objects}: of several objects, those that no line names
  'exposure/object-near', // {how, lines}: lines that nearly name an object that none names
  'exposure/size-unseen', // {}: no answer has the bytes of the file
  'exposure/window-from-logs', // {from, to}: nobody said when the object could be reached
  'exposure/reached-outside-window', // {transfers}: answered outside the time in which it was said to be reachable
  'exposure/stray-times', // {lines}: lines whose time cannot be right
  'exposure/malformed-lines', // {lines}: lines that could not be read
  'exposure/malformed-naming', // {lines}: of those, the ones that name an object: each may be a transfer
  'exposure/unreadable', // {places}: where no request can be read; no bound counts them
  'exposure/skew-unknown', // {server}: the clocks of two servers could not be compared
  'exposure/size-unknown', // {objects}: whole and partial cannot be told apart there
  'exposure/range-unlogged', // {transfers}: parts whose places in the file are not in the log
  'exposure/headers-counted', // {transfers}: the log counts headers with the bytes: whole or nearly
  'exposure/perhaps-another', // {transfers}: short answers that several had to the byte, as of a page in the object's place
  'exposure/same-size', // {transfers}: of objects that have the file's size and not its name
  'exposure/perhaps-compressed', // {transfers}: fewer bytes than the file's, as a compressed copy would have
  'exposure/bytes-unlogged', // {transfers}: answers whose bytes the log does not give
  'exposure/lying-sizes', // {transfers}: more bytes than the object has
  'exposure/copies-elsewhere', // {clients}: had a copy already (304), and no transfer to them is in the logs
  'exposure/excluded', // {lines}: left out by declaration
  'exposure/pauses', // {pauses, minutes}: silences, as of a restart, or of an outage that the other servers made up for
  'exposure/file-unread', // {reason}: the exposed file could not be read whole
  'exposure/rows-unknown', // {transfers}: which rows they carried cannot be told
  'exposure/rows-unproven', // {answers}: pages and selections whose bytes do not prove all the rows asked for
  'exposure/replaced', // {versions, sizes, since}: other versions of the object were there before or after; sizes in bytes, times in the same order
  'exposure/pages-from-one', // {}: no page 0 was asked for, and the bytes show that pages are numbered from 1
  'exposure/pages-from-unknown', // {}: the bytes do not show whether pages are numbered from 0 or from 1
] as const
export type NoteCode = (typeof NOTE_CODES)[number]

/** Codes beside which nothing found is no proof: what was asked for may be written otherwise, a request may be lost, a copy may be elsewhere. */
export const DOUBTING: readonly NoteCode[] = [
  'exposure/nothing-matched',
  'exposure/object-unseen',
  'exposure/unreadable',
  'exposure/copies-elsewhere',
]

/** What a figure counts; the words are in `words/`. */
export const FIGURES = ['whole', 'partial', 'probes', 'clients', 'accessWindow', 'exposureWindow', 'people'] as const
export type Figure = (typeof FIGURES)[number]

/** `known`: the address is in a range that the crawler's owner publishes. `claimed`: the agent says so, which anybody can. */
export type ClientClass = 'other' | 'crawler-known' | 'crawler-claimed'

/** Requests for one object. The values of its parameters are shown only where they are numbers or forms. */
export type ObjectFigures = Readonly<{
  path: string
  /** Null: not known. */
  size: number | null
  sizeFrom: 'file' | 'log' | 'usual-answer' | null
  whole: Bounds
  partial: Bounds
  probes: number
}>

/** Requests of one client, by pseudonym; `address` only where it was asked for. */
export type ClientFigures = Readonly<{
  client: string
  address?: string
  class: ClientClass
  whole: Bounds
  partial: Bounds
  probes: number
  first: string
  last: string
}>

/** A server over time, its clock corrected. `from` and `to` are null where it has no line. */
export type Coverage = Readonly<{
  server: string
  from: string | null
  to: string | null
  lines: number
  malformed: number
  /** How far this clock is ahead of the first server's, in seconds; null when it cannot be told. */
  skewSeconds: number | null
  /** By how many seconds that may be wrong. */
  skewWithin: number | null
  gaps: readonly Gap[]
  /** Silences that its rhythm does not explain, too short to be called gaps. */
  pauses: readonly Readonly<{ from: string; to: string }>[]
}>

/** The period that the figures speak of, and how much of it the logs of all servers cover. */
export type Reach = Readonly<{
  from: string | null
  to: string | null
  hours: number
  uncoveredHours: number
  isWhole: boolean
}>

/** How many people, with which kinds of data. */
export type PeopleFigures = Bounds &
  Readonly<{
    /** Rows of the file that were carried, and those that could have been. */
    rows: Bounds
    /** Personal columns, those that identify first. */
    columns: readonly Readonly<{ column: string; kind: string; personal: Personal; people: Bounds }>[]
  }>

/** One bar of the picture: what began in `stepMinutes` from `at`. */
export type TimelineStep = Readonly<{ at: string; whole: number; partial: number; probes: number }>

/** What was asked, as far as a report may say it; addresses declared as one's own are counted and hashed. */
export type AskedQuestion = Readonly<
  Omit<ExposureQuestion, 'excluded' | 'places' | 'reachable' | 'parameters'> & {
    reachable: Window
    excluded: Readonly<{ count: number; sha256: string }>
    servers: number | null
    cache: boolean
  }
>

/** Who took what, when, and how complete is that evidence. Plain and frozen; `docs/formats/exposure.md`. */
export type Exposure = Readonly<{
  kind: 'exposure'
  version: 1
  product: string
  question: AskedQuestion
  file: Readonly<{ name: string; sizeBytes: number; sha256: string }> | null
  lines: Readonly<{ read: number; malformed: number; matched: number; excluded: number }>
  malformed: readonly MalformedLine[]
  inputs: readonly (Omit<LogInput, 'server' | 'first' | 'last'> & Window & Readonly<{ server: string }>)[]
  objects: readonly ObjectFigures[]
  transfers: Readonly<{
    whole: Bounds
    partial: Bounds
    probes: number
    /** Whole or partial. */
    any: Bounds
    /** Requests that went on with a transfer begun before. */
    merged: number
    byClass: Readonly<Record<ClientClass, Bounds>>
  }>
  /** Clients with a transfer, whole or partial; `asked`: with any line. */
  clients: Bounds &
    Readonly<{ asked: number; byClass: Readonly<Record<ClientClass, Bounds>>; list: readonly ClientFigures[] }>
  accessWindow: Window
  exposureWindow: Window
  people: PeopleFigures | null
  coverage: readonly Coverage[]
  reach: Reach
  /** As VERIS's data_disclosure: `none` only where the logs of all servers cover the whole period. */
  evidence: 'yes' | 'potentially' | 'none'
  /** Never a bound: what it would be if the uncovered time had been like the covered one. Null where nothing is open or nothing can be told. */
  estimate: Readonly<{
    whole: number
    partial: number
    assumption: 'as-in-covered-time' | 'as-on-the-other-servers' | 'one-more-server'
  }> | null
  notes: readonly Note[]
  timeline: Readonly<{ stepMinutes: number; steps: readonly TimelineStep[] }>
  definitions: Readonly<Record<Figure, string>>
  statement: string
  statements: Readonly<{ fr: string; en: string }>
}>
