import type { Readable } from 'node:stream'
import { isRefusal, type Refusal } from '#kernel'
import { type Asker, mayRefusal, pendingDocument } from '#officers'
import { dueFiles, type Manifest } from '#zones'
import { contentOf } from './contents.ts'
import type { Release, ReleaseDetail } from './contract.ts'
import { currentManifest } from './current.ts'
import { differenceOf } from './manifests.ts'
import { notThere } from './refusals.ts'
import { everSigners } from './stops.ts'
import {
  inspectionOf,
  type ReleaseQuery,
  type ReleaseRow,
  releaseRow,
  releaseRows,
  versionRows,
} from './store-releases.ts'
import { releasesAt } from './store-site.ts'
import { holdRows } from './store-stops.ts'
import { mayTouch } from './touching.ts'
import type { Zone } from './zone.ts'

export type ReleasePage = Readonly<{
  items: readonly Release[]
  /** To be given as `before` for the next page; null when this is the last. */
  more: string | null
}>

/** At most this many to a page: more is slower than scrolling. */
const MAX_PAGE = 500

/** The releases of a body, newest first. `search` finds words of title, address and description, without accents. */
export async function releases(
  zone: Zone,
  asker: Asker,
  tenant: string,
  query: Readonly<{ search?: string | null; before?: string | null; limit?: number }> = {},
): Promise<ReleasePage | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'release.see', tenant)
  if (refused) return refused
  const limit = Math.min(Math.max(1, Math.trunc(query.limit ?? 50)), MAX_PAGE)
  const before = /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : null
  const search = query.search?.trim() ? searchText(query.search) : null
  const rows = await releaseRows(zone.vault.sql, tenant, { states: null, search, before, limit: limit + 1 })
  const items = rows.slice(0, limit)
  return {
    items: await views(zone, tenant, items),
    more: rows.length > limit ? String(items[items.length - 1].entry) : null,
  }
}

/** The releases of a body in given states, without asking who asks: for the other parts of this room. */
export async function releasesOf(
  zone: Zone,
  tenant: string,
  query: Omit<ReleaseQuery, 'search' | 'before'>,
): Promise<readonly Release[]> {
  return views(zone, tenant, await releaseRows(zone.vault.sql, tenant, { ...query, search: null, before: null }))
}

/** Everything about one release that an approver looks at. */
export async function releaseDetail(zone: Zone, asker: Asker, releaseId: string): Promise<ReleaseDetail | Refusal> {
  const row = await mayTouch(zone, asker, 'release.see', releaseId)
  if (isRefusal(row)) return row
  const { sql } = zone.vault
  const current = (await currentManifest(sql, row.tenant))?.body ?? null
  const waiting = await manifestOfRelease(zone, row)
  const versions = await versionRows(sql, row.tenant, row.slug)
  const before = versions.find(one => one.version < row.version && one.state !== 'rejected' && one.state !== 'proposed')
  return {
    ...(await releaseView(zone, row)),
    words: row.words,
    inspection: await inspectionOf(sql, releaseId),
    files: (waiting ?? current)?.files.filter(file => file.release === row.id) ?? [],
    difference: waiting ? differenceOf(current?.files ?? [], waiting.files) : [],
    tableDifference: before ? tableDifferenceOf(before, row) : null,
    versions: versions.map(one => ({
      id: one.id,
      version: one.version,
      state: one.state,
      publishedAt: one.publishedAt?.toISOString() ?? null,
      verdict: one.verdict,
    })),
    heldVersions: await heldVersions(
      zone,
      row.tenant,
      versions.filter(one => one.id !== row.id),
    ),
  }
}

/** Which of these versions are held by themselves, or a path of theirs, ascending. */
async function heldVersions(zone: Zone, tenant: string, versions: readonly ReleaseRow[]): Promise<readonly number[]> {
  const { ids } = await heldNow(zone, tenant)
  return versions.flatMap(one => (ids.has(one.id) ? [one.version] : [])).sort((a, b) => a - b)
}

/** A page or file, as a stream: a table may be larger than memory. */
export type Preview = Readonly<{ mediaType: string; sizeBytes: number; content: Readable }>

/**
 * A page or file as the public will get it: of the manifest that waits, or of the current one where none waits; after the end of the
 * release's embargo. Refuses a path that it does not list.
 */
export async function preview(zone: Zone, asker: Asker, releaseId: string, path: string): Promise<Preview | Refusal> {
  const row = await mayTouch(zone, asker, 'release.see', releaseId)
  if (isRefusal(row)) return row
  const manifest =
    (await manifestOfRelease(zone, row)) ?? (await currentManifest(zone.vault.sql, row.tenant))?.body ?? null
  const at = new Date(Math.max(zone.vault.now().getTime(), row.embargo?.getTime() ?? 0)).toISOString()
  const file = dueFiles(manifest?.files ?? [], at).find(one => one.path === path)
  if (!file) return notThere('page', 'the path')
  return { mediaType: file.mediaType, sizeBytes: file.sizeBytes, content: await contentOf(zone, file.sha256) }
}

/** The manifest that waits for signatures on this release; null when none does. */
async function manifestOfRelease(zone: Zone, row: ReleaseRow): Promise<Manifest | null> {
  const waiting = row.document === null ? null : await pendingDocument(zone.vault, row.document)
  return waiting && waiting.state !== 'complete' && waiting.body.kind === 'zones/manifest' ? waiting.body : null
}

/** A release as lists show it. */
export async function releaseView(zone: Zone, row: ReleaseRow): Promise<Release> {
  const [view] = await views(zone, row.tenant, [row])
  return view
}

/** What holds in force stop: releases, by themselves or by a path, and whether all of the site. */
async function heldNow(zone: Zone, tenant: string): Promise<Readonly<{ ids: ReadonlySet<string>; all: boolean }>> {
  const inForce = (await holdRows(zone.vault.sql, tenant, await everSigners(zone, tenant))).filter(one => !one.liftedAt)
  const paths = inForce.flatMap(one => (one.scope.kind === 'path' ? [one.scope.path] : []))
  const ids = new Set([
    ...inForce.flatMap(one => (one.scope.kind === 'release' ? [one.scope.release] : [])),
    ...(await releasesAt(zone.vault.sql, tenant, paths)),
  ])
  return { ids, all: inForce.some(one => one.scope.kind === 'tenant' || one.scope.kind === 'everything') }
}

async function views(zone: Zone, tenant: string, rows: readonly ReleaseRow[]): Promise<readonly Release[]> {
  const held = await heldNow(zone, tenant)
  return rows.map(row => ({
    id: row.id,
    tenant: row.tenant,
    slug: row.slug,
    version: row.version,
    title: row.words.title,
    state: row.state,
    verdict: row.verdict,
    proposedBy: row.officer,
    proposedAt: row.proposedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    document: row.document,
    approvals: row.approvals,
    held: held.all || held.ids.has(row.id),
  }))
}

function tableDifferenceOf(before: ReleaseRow, after: ReleaseRow): NonNullable<ReleaseDetail['tableDifference']> {
  const old = before.columns.map(column => column.name)
  const now = after.columns.map(column => column.name)
  return {
    rowsBefore: before.rowCount,
    rowsAfter: after.rowCount,
    columnsAdded: now.filter(name => !old.includes(name)),
    columnsRemoved: old.filter(name => !now.includes(name)),
  }
}

/** Lower case, without accents: as people type when they look for something. */
export function searchText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .trim()
}

/** The row of a release. A refusal where there is none. */
export async function releaseOf(zone: Zone, id: string): Promise<ReleaseRow | Refusal> {
  return (await releaseRow(zone.vault.sql, id)) ?? notThere('release', id)
}
