import type { About, Confidence, Finding, Personal, Reason } from '#detect'
import type { RiskReport } from '#risk'
import type { Unread } from '#sources'

export type Verdict = 'block' | 'review' | 'clear'

/** How many different people, at least and at most. */
export type PeopleBounds = Readonly<{ low: number; high: number }>

export type InspectedColumn = Readonly<{
  name: string
  /** Position in the table, from 0. */
  index: number
  personal: Personal
  /** Non-blank cells. */
  filled: number
  /** Different values; null where not counted exactly. */
  distinct: number | null
  /** Best first. */
  kinds: readonly Finding[]
}>

export type InspectedTable = Readonly<{
  name: string
  rows: number
  about: About
  /** Why the table is taken to be about that. */
  aboutReasons: readonly Reason[]
  people: PeopleBounds
  verdict: Verdict
  /** Strongest first. */
  reasons: readonly Reason[]
  columns: readonly InspectedColumn[]
  /** Null where no rows are about people, or nothing can be measured. */
  risk: RiskReport | null
}>

/** A few cells that hold what the rest of their column does not: one NIR in ten million notes. */
export type RareFinding = Readonly<{
  table: string
  column: string
  kind: Finding['kind']
  confidence: Confidence
  rows: number
  /** Record numbers, from 1 after the header; the first 20. */
  at: readonly number[]
  reasons: readonly Reason[]
}>

/** What is in these places, and may it be shown. Holds no value from the data. */
export type Inspection = Readonly<{
  kind: 'inspection'
  version: 1
  verdict: Verdict
  reasons: readonly Reason[]
  tables: readonly InspectedTable[]
  rare: readonly RareFinding[]
  unread: readonly Unread[]
  /** How it was computed: versions, options, durations in seconds, bytes and cells read. */
  method: Readonly<{ product: string; seconds: number; bytes: number; cells: number; quasi: readonly string[] }>
}>
