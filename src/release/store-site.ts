import { type Kysely, sql } from 'kysely'
import type { HoldReason } from '#zones'

/** Where the bytes of a hash rest in the vault. */
export type Place = Readonly<{ sha256: string; file: string; first: number; sizeBytes: number }>

/** Notes where bytes rest, but for hashes that rest elsewhere already; gives the files that are needed for it. */
export async function insertContents(
  db: Kysely<unknown>,
  places: readonly Place[],
  at: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ file: string }>`insert into release_contents (sha256, file, first, size_bytes, at)
    select s, f, o, b, ${at}::timestamptz from unnest(${places.map(one => one.sha256)}::text[],
      ${places.map(one => one.file)}::text[], ${places.map(one => one.first)}::bigint[],
      ${places.map(one => one.sizeBytes)}::bigint[]) as t(s, f, o, b)
    on conflict (sha256) do nothing returning file`.execute(db)
  return [...new Set(rows.map(row => row.file))]
}

/** The places of these hashes, file by file from its beginning; those without a place are left out. */
export async function contentPlaces(db: Kysely<unknown>, hashes: readonly string[]): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`select sha256, file, first::float8 as first, size_bytes::float8 as "sizeBytes"
    from release_contents where sha256 = any(${[...hashes]}::text[]) order by file, first`.execute(db)
  return rows
}

export async function contentPlace(db: Kysely<unknown>, sha256: string): Promise<Place | null> {
  const { rows } = await sql<Place>`select sha256, file, first::float8 as first, size_bytes::float8 as "sizeBytes"
    from release_contents where sha256 = ${sha256}`.execute(db)
  return rows[0] ?? null
}

/** Which of these hashes have no place yet. */
export async function unplaced(db: Kysely<unknown>, hashes: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ sha256: string }>`select h as sha256 from unnest(${[...hashes]}::text[]) h
    where not exists (select 1 from release_contents c where c.sha256 = h)`.execute(db)
  return new Set(rows.map(row => row.sha256))
}

/** Whether every one of these hashes has a place, which then stays until the end of the act. */
export async function arePlaced(db: Kysely<unknown>, hashes: readonly string[]): Promise<boolean> {
  const different = [...new Set(hashes)]
  const { rows } = await sql`select sha256 from release_contents where sha256 = any(${different}::text[])
    for share`.execute(db)
  return rows.length === different.length
}

/** Waits for every act that is noting where bytes rest; none begins to until the end of the transaction. */
export async function lockContents(db: Kysely<unknown>): Promise<void> {
  await sql`lock table release_contents in share row exclusive mode`.execute(db)
}

/** Forgets where the bytes of every other hash rest that came before a moment; gives the files in which nothing rests any more. */
export async function deleteContents(
  db: Kysely<unknown>,
  kept: ReadonlySet<string>,
  before: Date,
): Promise<readonly string[]> {
  const { rows } = await sql<{ file: string }>`delete from release_contents
    where at < ${before} and not (sha256 = any(${[...kept]}::text[])) returning file`.execute(db)
  const files = [...new Set(rows.map(row => row.file))]
  const { rows: used } = await sql<{ file: string }>`select distinct file from release_contents
    where file = any(${files}::text[])`.execute(db)
  const inUse = new Set(used.map(row => row.file))
  return files.filter(file => !inUse.has(file))
}

/** What a draft is for. */
export type DraftRow = Readonly<{
  digest: string
  tenant: string
  purpose: 'publish' | 'withdraw' | 'renew'
  release: string | null
  reason: HoldReason | null
}>

export async function insertDraft(db: Kysely<unknown>, one: DraftRow & Readonly<{ at: Date }>): Promise<void> {
  await sql`insert into release_drafts (digest, tenant, purpose, release, reason, at)
    values (${one.digest}, ${one.tenant}, ${one.purpose}, ${one.release}, ${one.reason}, ${one.at})
    on conflict (digest) do nothing`.execute(db)
}

export async function draftRow(db: Kysely<unknown>, digest: string): Promise<DraftRow | null> {
  const { rows } = await sql<DraftRow>`select digest, tenant, purpose, release, reason
    from release_drafts where digest = ${digest}`.execute(db)
  return rows[0] ?? null
}

/** A manifest that is or was current, as its file holds it. */
export type ManifestRow = Readonly<{ digest: string; epoch: number; version: number; document: Buffer }>

export async function insertManifest(
  db: Kysely<unknown>,
  one: ManifestRow & Readonly<{ tenant: string; at: Date }>,
): Promise<void> {
  await sql`insert into release_manifests (digest, tenant, epoch, version, document, at)
    values (${one.digest}, ${one.tenant}, ${one.epoch}, ${one.version}, ${one.document}, ${one.at})
    on conflict (digest) do nothing`.execute(db)
}

export async function setCurrent(db: Kysely<unknown>, tenant: string, digest: string): Promise<void> {
  await sql`insert into release_sites (tenant, digest) values (${tenant}, ${digest})
    on conflict (tenant) do update set digest = excluded.digest`.execute(db)
}

/** The digest of the manifest that is current, null where there is none. */
export async function currentDigest(db: Kysely<unknown>, tenant: string): Promise<string | null> {
  const { rows } = await sql<{
    digest: string | null
  }>`select digest from release_sites where tenant = ${tenant}`.execute(db)
  return rows[0]?.digest ?? null
}

/** Waits until no other act changes the site of this tenant; held until the end of the act. */
export async function lockSite(db: Kysely<unknown>, tenant: string): Promise<void> {
  await sql`insert into release_sites (tenant) values (${tenant}) on conflict (tenant) do nothing`.execute(db)
  await sql`select 1 from release_sites where tenant = ${tenant} for update`.execute(db)
}

export async function currentRow(db: Kysely<unknown>, tenant: string): Promise<ManifestRow | null> {
  const { rows } = await sql<ManifestRow>`select m.digest, m.epoch, m.version, m.document
    from release_sites s join release_manifests m on m.digest = s.digest where s.tenant = ${tenant}`.execute(db)
  return rows[0] ?? null
}

/** What the last lease said. `names` is a hash of what it named besides its times: another, and the ledger is told. */
export type LeaseRow = Readonly<{
  issued: string
  expires: string
  manifestVersion: number
  names: string
  off: string | null
}>

export async function leaseRow(db: Kysely<unknown>, tenant: string): Promise<LeaseRow | null> {
  const { rows } = await sql<{
    lease: LeaseRow | null
  }>`select lease from release_sites where tenant = ${tenant}`.execute(db)
  return rows[0]?.lease ?? null
}

export async function setLease(db: Kysely<unknown>, tenant: string, lease: LeaseRow): Promise<void> {
  await sql`insert into release_sites (tenant, lease) values (${tenant}, ${JSON.stringify(lease)}::jsonb)
    on conflict (tenant) do update set lease = excluded.lease`.execute(db)
}

export async function insertEnvelope(
  db: Kysely<unknown>,
  one: Readonly<{ sha256: string; tenant: string; file: string; sizeBytes: number; pulledAt: Date }>,
): Promise<boolean> {
  const { rows } = await sql`insert into release_envelopes (sha256, tenant, file, size_bytes, pulled_at)
    values (${one.sha256}, ${one.tenant}, ${one.file}, ${one.sizeBytes}, ${one.pulledAt})
    on conflict do nothing returning sha256`.execute(db)
  return rows.length > 0
}

export async function hasEnvelope(db: Kysely<unknown>, tenant: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`select 1 from release_envelopes where tenant = ${tenant} and sha256 = ${sha256}`.execute(
    db,
  )
  return rows.length > 0
}

/** Every path that a manifest lists can be held from then on. */
export async function notePaths(
  db: Kysely<unknown>,
  tenant: string,
  files: readonly Readonly<{ path: string; release: string }>[],
): Promise<void> {
  const paths = [...new Map(files.map(file => [file.path, file.release]))]
  await sql`insert into release_paths (tenant, path, release)
    select ${tenant}, p, r from unnest(${paths.map(([path]) => path)}::text[], ${paths.map(([, release]) => release)}::text[])
      as t(p, r)
    on conflict (tenant, path) do nothing`.execute(db)
}

/** Whether a manifest of the tenant lists or listed a path, or files of a release. */
export async function wasListed(
  db: Kysely<unknown>,
  tenant: string,
  what: Readonly<{ path: string } | { release: string }>,
): Promise<boolean> {
  const matches = 'path' in what ? sql`path = ${what.path}` : sql`release = ${what.release}`
  const { rows } = await sql`select 1 from release_paths where tenant = ${tenant} and ${matches} limit 1`.execute(db)
  return rows.length > 0
}

/** The releases to which these paths belong or belonged. */
export async function releasesAt(
  db: Kysely<unknown>,
  tenant: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  if (paths.length === 0) return []
  const { rows } = await sql<{ release: string }>`select distinct release from release_paths
    where tenant = ${tenant} and path = any(${[...paths]}::text[])`.execute(db)
  return rows.map(row => row.release)
}
