import { type Kysely, sql } from 'kysely'
import type { Inspection } from '#inspect'
import type { HoldReason } from '#zones'
import type { ProposalWords, Release } from './contract.ts'
import type { SiteFile, TableFiles } from './site/contract.ts'

/** A row of `release_releases`, without its inspection: lists have no use for it. */
export type ReleaseRow = Readonly<{
  entry: number
  id: string
  tenant: string
  slug: string
  version: number
  state: Release['state']
  verdict: Release['verdict']
  words: ProposalWords
  officer: string
  proposedAt: Date
  publishedAt: Date | null
  /** The date that its pages bear. */
  datedAt: Date | null
  embargo: Date | null
  withdrawnAt: Date | null
  withdrawnReason: HoldReason | null
  rowCount: number
  columns: TableFiles['columns']
  files: readonly SiteFile[]
  /** The file of the vault with the first rows and the drawing. */
  shown: string
  document: string | null
  /** Of the document: who has signed it so far. */
  approvals: Release['approvals']
}>

const COLUMNS = sql`entry::float8 as entry, id, tenant, slug, version, state, verdict, words, officer,
  proposed_at as "proposedAt", published_at as "publishedAt", dated_at as "datedAt", embargo, withdrawn_at as "withdrawnAt",
  withdrawn_reason as "withdrawnReason", row_count::float8 as "rowCount", columns, files, shown, document,
  approvals`

export type NewRelease = Omit<
  ReleaseRow,
  'entry' | 'publishedAt' | 'datedAt' | 'withdrawnAt' | 'withdrawnReason' | 'document' | 'approvals' | 'state'
> &
  Readonly<{ inspection: Inspection; search: string }>

export async function insertRelease(db: Kysely<unknown>, one: NewRelease): Promise<void> {
  await sql`insert into release_releases
    (id, tenant, slug, version, state, verdict, words, search, inspection, officer, proposed_at, embargo, row_count, columns,
      files, shown)
    values (${one.id}, ${one.tenant}, ${one.slug}, ${one.version}, 'proposed', ${one.verdict},
      ${JSON.stringify(one.words)}::jsonb, ${one.search}, ${JSON.stringify(one.inspection)}::jsonb, ${one.officer},
      ${one.proposedAt}, ${one.embargo}, ${one.rowCount}, ${JSON.stringify(one.columns)}::jsonb,
      ${JSON.stringify(one.files)}::jsonb, ${one.shown})`.execute(db)
}

export async function releaseRow(db: Kysely<unknown>, id: string): Promise<ReleaseRow | null> {
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from release_releases where id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** The inspection of the bytes that go out with a release. Throws when there is no such release. */
export async function inspectionOf(db: Kysely<unknown>, id: string): Promise<Inspection> {
  const { rows } = await sql<{
    inspection: Inspection
  }>`select inspection from release_releases where id = ${id}`.execute(db)
  return rows[0].inspection
}

/** What the pages are made from: everything that is or was public of a tenant, oldest first. */
export async function publicRows(db: Kysely<unknown>, tenant: string): Promise<readonly ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from release_releases
    where tenant = ${tenant} and state in ('published', 'embargoed', 'withdrawn') order by slug, version`.execute(db)
  return rows
}

/** The versions of a data set, newest first. */
export async function versionRows(db: Kysely<unknown>, tenant: string, slug: string): Promise<readonly ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from release_releases
    where tenant = ${tenant} and slug = ${slug} order by version desc, entry desc`.execute(db)
  return rows
}

export type ReleaseQuery = Readonly<{
  states: readonly Release['state'][] | null
  /** Lower case, without accents; null for all. */
  search: string | null
  /** Only those entered before. */
  before: number | null
  limit: number
}>

/** Newest first, by key and not by counting: the thousandth page is as fast as the first. */
export async function releaseRows(
  db: Kysely<unknown>,
  tenant: string,
  { states, search, before, limit }: ReleaseQuery,
): Promise<readonly ReleaseRow[]> {
  const inStates = states === null ? sql`` : sql`and state = any(${[...states]}::text[])`
  const found = search === null ? sql`` : sql`and search like ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`
  const older = before === null ? sql`` : sql`and entry < ${before}`
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from release_releases
    where tenant = ${tenant} ${inStates} ${found} ${older} order by entry desc limit ${limit}`.execute(db)
  return rows
}

export async function countPublic(db: Kysely<unknown>, tenant: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from release_releases
    where tenant = ${tenant} and state = 'published'`.execute(db)
  return rows[0].count
}

export async function setDocument(db: Kysely<unknown>, id: string, digest: string | null): Promise<void> {
  await sql`update release_releases set document = ${digest}, approvals = '[]' where id = ${id}`.execute(db)
}

/** Notes who has signed the document of a release. */
export async function setApprovals(db: Kysely<unknown>, id: string, approvals: Release['approvals']): Promise<void> {
  await sql`update release_releases set approvals = ${JSON.stringify(approvals)}::jsonb where id = ${id}`.execute(db)
}

/** Published now, or signed and waiting for the end of its embargo. */
export async function setApproved(
  db: Kysely<unknown>,
  id: string,
  state: 'published' | 'embargoed',
  at: Date,
  datedAt: Date,
): Promise<void> {
  await sql`update release_releases set state = ${state}, published_at = ${at}, dated_at = ${datedAt} where id = ${id}`.execute(
    db,
  )
}

export async function setWithdrawn(db: Kysely<unknown>, id: string, at: Date, reason: HoldReason): Promise<void> {
  await sql`update release_releases set state = 'withdrawn', withdrawn_at = ${at}, withdrawn_reason = ${reason},
    document = null where id = ${id}`.execute(db)
}

export async function setRejected(db: Kysely<unknown>, id: string, at: Date): Promise<void> {
  await sql`update release_releases set state = 'rejected', document = null, rejected_at = ${at}
    where id = ${id}`.execute(db)
}

/** The hashes of the files of every release that is not long gone. */
export async function keptHashes(db: Kysely<unknown>, goneBefore: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ sha256: string }>`select distinct f->>'sha256' as sha256
    from release_releases, jsonb_array_elements(files) f
    where coalesce(rejected_at, withdrawn_at, 'infinity') >= ${goneBefore}`.execute(db)
  return rows.map(row => row.sha256)
}

/** Releases that went long ago and still have what their page showed; at most 100. Marks it as gone. */
export async function takeShownOfGone(db: Kysely<unknown>, goneBefore: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ shown: string }>`update release_releases r set shown = ''
    from (select id, shown from release_releases
      where coalesce(rejected_at, withdrawn_at) < ${goneBefore} and shown <> '' limit 100 for update) was
    where r.id = was.id returning was.shown`.execute(db)
  return rows.map(row => row.shown)
}

/** Embargoed releases of a tenant that are due. */
export async function dueRows(db: Kysely<unknown>, tenant: string, now: Date): Promise<readonly ReleaseRow[]> {
  const { rows } = await sql<ReleaseRow>`select ${COLUMNS} from release_releases
    where tenant = ${tenant} and state = 'embargoed' and embargo <= ${now}`.execute(db)
  return rows
}

/** The embargo of a release is over. */
export async function setPublic(db: Kysely<unknown>, id: string): Promise<void> {
  await sql`update release_releases set state = 'published' where id = ${id} and state = 'embargoed'`.execute(db)
}

/** When the next embargo ends, of all tenants; null when none waits. */
export async function nextEmbargo(db: Kysely<unknown>): Promise<Date | null> {
  const { rows } = await sql<{ next: Date | null }>`select min(embargo) as next from release_releases
    where state = 'embargoed'`.execute(db)
  return rows[0].next
}
