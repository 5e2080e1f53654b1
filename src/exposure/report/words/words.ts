import type { Personal } from '#detect'
import type { Lang } from '#kernel'
import type { Say } from '#page'
import type { LogInput, MalformedLine } from '../../contract.ts'
import type { Figure, ObjectFigures } from '../../counting/document.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** Every word of the report, the screen and the fact sheet, beside those of the figures themselves (`counting/words`). */
export type ReportWords = Readonly<{
  figures: Readonly<Record<Figure | 'any' | 'asked' | 'rows', string>>
  /** What each figure counts, in a few words. */
  short: Readonly<Record<'whole' | 'partial' | 'any' | 'clients' | 'people' | 'probes', string>>
  sizeFrom: Readonly<Record<NonNullable<ObjectFigures['sizeFrom']>, string>>
  wrong: Readonly<Record<MalformedLine['wrong'], string>>
  formats: Readonly<Record<NonNullable<LogInput['format']>, string>>
  personal: Readonly<Record<Personal, string>>
  /** Two bounds in one phrase; numbers come as they are shown. */
  exactly(n: string): string
  between(low: string, high: string): string
  atLeast(low: string): string
  unbounded: string
  notKnown: string
  /** Of a stretch of time. */
  noKnownWindow: string
  /** Of what nobody said. */
  notDeclared: string
  /** A server that exists by declaration alone. */
  unknownServer(n: string): string
  standardInput: string
  days: string
  none: string
  /** Of what is feminine in French. */
  noWindow: string
  utc: string
  fromTo(from: string, to: string): string
  since: string
  until: string
  screen: ScreenWords
  page: PageWords
  picture: PictureWords
  sheet: SheetWords
}>

export type ScreenWords = Readonly<{
  figures: string
  low: string
  high: string
  coverage: string
  unknown: string
  estimate: string
  next: string
  nextReport: string
  nextVerify: string
  lines(n: number, malformed: number, say: Say): string
  /** `silent`: servers that gave no log. */
  inputs(n: number, servers: number, silent: number, say: Say): string
  objects(n: number, say: Say): string
  covered: string
  uncovered(hours: string, of: string): string
  /** No stretch lacks a log, and yet others may have answered: a cache, servers that nobody counted. */
  elsewhere: string
  noPeriod: string
  gap(from: string, to: string, why: string): string
  moreGaps(n: number, say: Say): string
  noGap: string
  noLine: string
  skew(seconds: number, within: number): string
  skewUnknown: string
  moreServers(n: number, say: Say): string
  moreUnknown(n: number, say: Say): string
  /** All transfers, and the whole ones among them. */
  estimated(any: string, whole: string): string
}>

export type PageWords = Readonly<{
  title: string
  skip: string
  figures: string
  figureHeads: Readonly<Record<'figure' | 'low' | 'high' | 'means', string>>
  openHigh: string
  windows: string
  windowHead: string
  windowMeans: string
  /** What the bars under the figures are. */
  barMeans: string
  anyMeans: string
  rowsMeans: string
  estimate: string
  timeline: string
  coverage: string
  coverageMeans: string
  coverageHeads: Readonly<Record<'server' | 'from' | 'to' | 'lines' | 'malformed' | 'clock' | 'gaps', string>>
  clockFirst: string
  clockSame: string
  clockAhead(seconds: number, within: number): string
  clockBehind(seconds: number, within: number): string
  clockUnknown: string
  pauses(n: number, say: Say): string
  unknown: string
  nothingUnknown: string
  people: string
  peopleHeads: Readonly<Record<'column' | 'kind' | 'personal' | 'low' | 'high', string>>
  peopleMeans: string
  objects: string
  objectHeads: Readonly<Record<'path' | 'size' | 'whole' | 'partial' | 'probes', string>>
  clients: string
  clientsMeans: string
  clientsShown: string
  clientHeads: Readonly<Record<'client' | 'class' | 'whole' | 'partial' | 'probes' | 'first' | 'last', string>>
  classHeads: Readonly<Record<'class' | 'clients' | 'transfers', string>>
  more(n: number, say: Say): string
  malformed: string
  malformedMeans: string
  malformedHeads: Readonly<Record<'place' | 'line' | 'wrong', string>>
  noMalformed: string
  malformedShown: string
  /** On paper, in place of a list that is closed. */
  closedOnPaper: string
  malformedCount(n: number, shown: number, say: Say): string
  inputs: string
  inputHeads: Readonly<Record<'place' | 'server' | 'format' | 'lines' | 'malformed' | 'period' | 'sha256', string>>
  cut: string
  sameAs(place: string): string
  how: string
  howParagraphs: readonly string[]
  facts: string
  factNames: Readonly<
    Record<
      | 'product'
      | 'made'
      | 'file'
      | 'fileSize'
      | 'fileHash'
      | 'objects'
      | 'reachable'
      | 'proxies'
      | 'excluded'
      | 'servers'
      | 'cache'
      | 'pattern'
      | 'zone'
      | 'lines'
      | 'merged',
      string
    >
  >
  none: string
  yes: string
  no: string
  byContent: string
  declared(n: number, hash: string, say: Say): string
  verify: string
  addressesShown: string
  pseudonyms: string
}>

export type PictureWords = Readonly<{
  title(object: string): string
  description(from: string, to: string, step: string, highest: string): string
  /** The highest bar of a lane. */
  most(n: string, step: string): string
  whole: string
  partial: string
  /** In part, and those of which it cannot be told. */
  partialOrNot: string
  probes: string
  exposureWindow: string
  accessWindow: string
  covered: string
  gap: string
  times: string
}>

export type SheetWords = Readonly<{
  title: string
  what: string
  since: string
  howMany: string
  who: string
  certain: string
  unknown: string
  basis: string
  exposedFile(name: string, size: string, hash: string): string
  exposedObjects(n: number, first: string, say: Say): string
  exposed(window: string): string
  taken(window: string): string
  notTaken: string
  transfers(any: string, whole: string, partial: string): string
  /** Where none is certain to have been in part. */
  transfersWhole(any: string, whole: string): string
  /** Where of none it can be told whether it was whole. */
  transfersUnsorted(any: string): string
  clients(n: string): string
  clientsAre: string
  people(n: string): string
  peopleUnknown: string
  kinds(kinds: string, isCut: boolean): string
  class(name: string, n: string): string
  /** `whole` null where none is certain. */
  certainTaken(any: string, whole: string | null, clients: string): string
  certainFirst(from: string, to: string): string
  certainCovered(hours: string, of: string): string
  certainNothing: string
  basisLines(lines: string, inputs: string, servers: string, malformed: string): string
  basisVerify: string
  more(n: number, say: Say): string
  made(day: string, product: string): string
  nothingUnknown: string
}>

const WORDS: Readonly<Record<Lang, ReportWords>> = { en, fr }

export function reportWordsIn(lang: Lang): ReportWords {
  return WORDS[lang]
}
