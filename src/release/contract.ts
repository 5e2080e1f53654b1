import type { Inspection } from '#inspect'
import type { HoldReason, HoldScope, ManifestFile } from '#zones'

/** Words in both languages. */
export type Bilingual = Readonly<{ fr: string; en: string }>

/** A file that somebody dropped: sealed in the vault, inspected by a job that survives the tab and the process. */
export type Candidate = Readonly<{
  id: string
  tenant: string
  by: string
  at: string
  /** As it was called where it came from; sealed at rest, null once destroyed. */
  fileName: string | null
  sizeBytes: number
  state: 'receiving' | 'waiting' | 'inspecting' | 'inspected' | 'cancelled' | 'failed'
  progress: Readonly<{ bytesRead: number; bytesTotal: number | null; rows: number }> | null
  /** In lists without tables, rare findings and places unread: verdict and reasons only. */
  inspection: Inspection | null
  /** The code of the refusal when it failed. */
  failure: string | null
}>

/** How a data set is drawn: columns of the very table that goes out. */
export type ChartSpec = Readonly<{
  kind: 'bar' | 'line'
  x: string
  y: string
  /** Column that splits into series, null for none. */
  series: string | null
}>

/** What a person writes to propose a data set. */
export type ProposalWords = Readonly<{
  /** The address: `a-z0-9-`. A slug that exists makes a new version of that data set. */
  slug: string
  title: Bilingual
  description: Bilingual
  /** SPDX id, e.g. `etalab-2.0`. */
  licence: string
  /** What changed since the version before; for version 1 what the table is. */
  changes: Bilingual
  /** What each column means, by column name. */
  columns: Readonly<Record<string, Bilingual>>
  /** Which table of the candidate (its place in the inspection, from 0). */
  table: number
  chart: ChartSpec | null
  /** Not public before this moment; null: as soon as it is approved. */
  embargo: string | null
}>

/** One version of one data set, from proposal to withdrawal. */
export type Release = Readonly<{
  id: string
  tenant: string
  slug: string
  version: number
  title: Bilingual
  state: 'proposed' | 'published' | 'embargoed' | 'withdrawn' | 'rejected'
  verdict: 'block' | 'review' | 'clear'
  proposedBy: string
  proposedAt: string
  publishedAt: string | null
  /** The digest of the manifest that waits for signatures, or that published it; null when there is none now. */
  document: string | null
  approvals: readonly Readonly<{ officer: string; at: string }>[]
  held: boolean
}>

/** Everything about one release that an approver looks at. */
export type ReleaseDetail = Release &
  Readonly<{
    words: ProposalWords
    /** The inspection of the very bytes that go out. */
    inspection: Inspection
    files: readonly ManifestFile[]
    /** What the manifest that waits adds, changes and removes, path by path, against the one that is current. */
    difference: readonly Readonly<{
      path: string
      change: 'added' | 'changed' | 'removed'
      before: number | null
      after: number | null
    }>[]
    /** Against the version before of the same data set; null for the first. */
    tableDifference: Readonly<{
      rowsBefore: number
      rowsAfter: number
      columnsAdded: readonly string[]
      columnsRemoved: readonly string[]
    }> | null
    versions: readonly Readonly<{
      id: string
      version: number
      state: Release['state']
      publishedAt: string | null
      verdict: Release['verdict']
    }>[]
    /** Other versions of the same data set on which a hold is in force, ascending; one over the whole site is told by `held`. */
    heldVersions: readonly number[]
  }>

/** One order to stop, as officers see it. */
export type PlacedHold = Readonly<{
  id: string
  tenant: string
  scope: HoldScope
  reason: HoldReason
  by: string
  since: string
  state: 'in-force' | 'lifting' | 'lifted'
  /** The digest of the lift that waits for signatures. */
  lift: string | null
  liftedAt: string | null
}>

/** Something is wrong at a tenant: nothing new goes out there without a second reason. */
export type Alert = Readonly<{
  id: string
  tenant: string
  reason: HoldReason
  openedBy: string
  openedAt: string
  closedAt: string | null
}>

/** What stands on both sides of the wall of one tenant. */
export type WallView = Readonly<{
  tenant: string
  /** Why nothing is served, as a code, or null while the lease is good. */
  off: string | null
  lease: Readonly<{ issued: string; expires: string; manifestVersion: number }> | null
  outside: readonly Release[]
  /** How many releases are public in all; `outside` lists the newest 100. */
  outsideCount: number
  waiting: readonly Release[]
  candidates: readonly Candidate[]
  holds: readonly PlacedHold[]
  alerts: readonly Alert[]
  ledger: Readonly<{ size: number; root: string }>
  spooled: number
}>
