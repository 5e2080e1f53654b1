import type { Lang } from '#kernel'
import type { ColumnType, FileFormat, SiteVersion } from '../contract.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

/** Why a version was withdrawn, as a class. */
export type WithdrawalReason = NonNullable<SiteVersion['withdrawn']>['reason']

/** Everything that the public pages say. Numbers and dates come written in the language. */
export type SiteWords = Readonly<{
  language: string
  skip: string
  mainMenu: string
  otherLanguage: string
  home: string
  footer: Readonly<{ signed: string; feed: string; checkpoint: string }>
  homePage: Readonly<{
    lead: string
    newest: string
    all(count: string): string
    none: string
    verified: string
    verifiedText: readonly string[]
    other: string
    help: string
    machines: string
    leak: string
  }>
  contactLink: string
  catalogue: Readonly<{
    title: string
    lead(count: number, written: string): string
    letters: string
    find: string
    otherLetter: string
  }>
  updated(date: string): string
  version(number: string): string
  dataSet: Readonly<{
    path: string
    publishedOn: string
    versionIs: string
    size: string
    licence: string
    rowsAndColumns(rows: number, columns: number, rowsWritten: string, columnsWritten: string): string
    despite: string
    despiteText: string
    download: string
    format: string
    fileSize: string
    fingerprint: string
    fingerprintText: string
    suits: Readonly<Record<FileFormat, string>>
    spreadsheetNote: string
    chart: string
    chartValues: string
    chartBlanks(blanks: number, written: string): string
    preview: string
    previewAll(rows: number, written: string): string
    previewPart(shown: string, rows: string): string
    previewColumns(shown: string, columns: string): string
    columns: string
    columnName: string
    columnType: string
    columnMeaning: string
    noMeaning: string
    types: Readonly<Record<ColumnType, string>>
    versions: string
    versionsLead: string
    versionHead: string
    dateHead: string
    changesHead: string
    permalink: string
    permalinkText: string
    withdrawnOn(date: string): string
    withdrawnTitle: string
    withdrawnAll: string
    withdrawnVersion: string
    reasons: Readonly<Record<WithdrawalReason, string>>
    changes: string
    toNewest: string
    despiteMark: string
  }>
  chart: Readonly<{
    title(dataSet: string): string
    bars(y: string, x: string): string
    line(y: string, x: string): string
    bySeries(series: string): string
    extent(count: string, lowest: string, highest: string): string
    below: string
  }>
  status: Readonly<{
    title: string
    lead: string
    services: readonly (readonly [string, string])[]
    service: string
    whatToExpect: string
    made(date: string): string
    held: string
    heldText: string
    off: string
    offText: string
    record: string
    recordText: string
  }>
  accessibility: Readonly<{
    title: string
    lead(body: string): string
    state: string
    stateText: readonly string[]
    tested: string
    tests: readonly string[]
    limits: string
    limitsList: readonly string[]
    contact: string
    contactText: string
    noContact: string
    remedy: string
    remedyText: string
    remedyLink: string
  }>
}>

const WORDS: Readonly<Record<Lang, SiteWords>> = { fr, en }

/** The words of one language. */
export function siteWords(lang: Lang): SiteWords {
  return WORDS[lang]
}
