import type { Bilingual, ChartSpec } from '../contract.ts'

/** The state that the public pages of one tenant are made from, and what comes back. `docs/formats/site.md` describes the addresses. */

/** Everything public of one body. What is held is no part of it: the portal answers for holds. */
export type Site = Readonly<{
  /** The name on the wall, e.g. `prefecture-exemple`. */
  tenant: string
  title: Bilingual
  /** Scheme, host and port that absolute addresses begin with, e.g. `https://donnees.exemple.fr`: no slash at the end. */
  origin: string
  contacts: SiteContacts
  /** The moment that the pages are made for (`2026-03-02T09:00:00.000Z`); stands on the status page and in the feed. */
  at: string
  /** Each with one version or more. */
  dataSets: readonly SiteDataSet[]
}>

/** How the public reaches the body. Each is an https address or `mailto:`; null where the body names none. */
export type SiteContacts = Readonly<{
  /** For who finds something that should not be public; with null there is no security.txt. */
  security: string | null
  /** For who cannot use a page (accessibility statement) or has a question about data. */
  help: string | null
}>

/** One data set: all that was ever published under one address. */
export type SiteDataSet = Readonly<{
  slug: string
  /** Oldest first. Withdrawn ones stay in the history, without their files. */
  versions: readonly SiteVersion[]
  /** What is shown of the newest version that is not withdrawn; null when there is none. */
  shown: Shown | null
}>

/** One published version. */
export type SiteVersion = Readonly<{
  /** The release that its pages and files belong to: holding the release stops them all. */
  release: string
  /** 1, 2, 3 … */
  version: number
  publishedAt: string
  title: Bilingual
  description: Bilingual
  changes: Bilingual
  /** SPDX id. */
  licence: string
  rows: number
  columns: readonly SiteColumn[]
  /** At the addresses that `dataAddress` gives. */
  files: readonly SiteFile[]
  verdict: 'block' | 'review' | 'clear'
  withdrawn: Readonly<{ at: string; reason: 'personal-data' | 'wrong-data' | 'security' | 'legal' | 'other' }> | null
}>

/** A column of the table, as `tableFiles` found it, with what the proposal says of it. */
export type SiteColumn = Readonly<{ name: string; type: ColumnType; meaning: Bilingual | null }>

/** `integer` and `number`: every filled cell is one; `text`: anything else, kept as it was. */
export type ColumnType = 'text' | 'integer' | 'number'

export type FileFormat = 'csv' | 'parquet' | 'json'

export type SiteFile = Readonly<{ format: FileFormat; sha256: string; sizeBytes: number }>

/** The first rows of the table, and its drawing; both made by `tableFiles` and `drawChart` from the bytes that go out. */
export type Shown = Readonly<{ preview: readonly (readonly string[])[]; drawing: Drawing | null }>

/** A drawn chart. Plain: it can be stored as JSON and given back to `renderSite`. Only `drawChart` makes one. */
export type Drawing = Readonly<{
  kind: 'release/drawing'
  spec: ChartSpec
  /** Inline SVG, by language, for wide and for narrow screens. */
  wide: Bilingual
  narrow: Bilingual
  /** Each row as numbers are read: x, the series where there is one, y (blank where the row has none). */
  points: readonly (readonly string[])[]
  /** Rows that have no value to draw. */
  blanks: number
}>

/** One file of the public site that rendering made. */
export type PageFile = Readonly<{
  path: string
  mediaType: string
  languages: readonly ('fr' | 'en')[]
  /** The release that it belongs to: `site` for what no single release owns. */
  release: string
  bytes: Uint8Array
}>

/** The release of the pages that belong to no single data set. */
export const SITE_RELEASE = 'site'

/** What `tableFiles` wrote: three files named `data.csv`, `data.parquet`, `data.json` in its folder. */
export type TableFiles = Readonly<{
  rows: number
  columns: readonly Readonly<{ name: string; type: ColumnType }>[]
  files: readonly (SiteFile & Readonly<{ name: string; mediaType: string }>)[]
  /** The first `PREVIEW_ROWS` rows, each with a text for each column. */
  preview: readonly (readonly string[])[]
}>

/** Rows of the table that the page shows: what people look through, not what they would rather download. */
export const PREVIEW_ROWS = 100
