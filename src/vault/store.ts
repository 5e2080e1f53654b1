import { type Kysely, sql, type Transaction } from 'kysely'
import type { MasterVersion, Wrapped } from './master.ts'

/** The tables of this room. Bytes come back as they went in; times are UTC. */

type Sql = Kysely<unknown>
type Tx = Transaction<unknown>

/** The master key that counts; null in a new database. */
export async function masterInForce(db: Sql): Promise<MasterVersion | null> {
  const { rows } = await sql<MasterVersion>`
    select version, print from vault_masters order by version desc limit 1
  `.execute(db)
  return rows[0] ?? null
}

/** Every version that there was: wrapped keys name theirs. */
export async function masterOf(db: Sql, version: number): Promise<MasterVersion | null> {
  const { rows } =
    await sql<MasterVersion>`select version, print from vault_masters where version = ${version}`.execute(db)
  return rows[0] ?? null
}

/**
 * Holds the master key that counts until the transaction ends: `share` while a key is wrapped, `update` while all are wrapped anew.
 * After waiting for a change of master it gives the one that was waited for.
 */
export async function heldMaster(tx: Tx, mode: 'share' | 'update'): Promise<MasterVersion> {
  if (mode === 'update') await sql`lock table vault_masters in exclusive mode`.execute(tx)
  else await sql`lock table vault_masters in row share mode`.execute(tx)
  const master = await masterInForce(tx)
  if (master === null) throw new Error('the database has no master key')
  return master
}

export async function addMaster(tx: Tx, { version, print }: MasterVersion, since: Date): Promise<void> {
  await sql`insert into vault_masters (version, print, since) values (${version}, ${print}, ${since})`.execute(tx)
}

export async function keyOf(db: Sql, subject: string): Promise<Wrapped | null> {
  const { rows } = await sql<Wrapped>`select master, wrapped from vault_keys where subject = ${subject}`.execute(db)
  return rows[0] ?? null
}

/** Whether it was added: a subject that has a key keeps it. */
export async function addKey(tx: Tx, subject: string, { master, wrapped }: Wrapped, since: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into vault_keys (subject, master, wrapped, since) values (${subject}, ${master}, ${wrapped}, ${since})
    on conflict do nothing returning subject
  `.execute(tx)
  return rows.length > 0
}

/** Whether there was one. */
export async function removeKey(tx: Tx, subject: string): Promise<boolean> {
  const { rows } = await sql`delete from vault_keys where subject = ${subject} returning subject`.execute(tx)
  return rows.length > 0
}

export async function addDestroyed(tx: Tx, subject: string, at: Date): Promise<void> {
  await sql`insert into vault_destroyed (subject, at) values (${subject}, ${at}) on conflict do nothing`.execute(tx)
}

export async function isDestroyed(db: Sql, subject: string): Promise<boolean> {
  const { rows } = await sql`select 1 from vault_destroyed where subject = ${subject}`.execute(db)
  return rows.length > 0
}

export async function destroyedSubjects(db: Sql): Promise<readonly string[]> {
  const { rows } = await sql<{ subject: string }>`select subject from vault_destroyed order by at, subject`.execute(db)
  return rows.map(({ subject }) => subject)
}

export type SecretRow = Wrapped & Readonly<{ public_key: string | null }>

export async function secretOf(db: Sql, purpose: string): Promise<SecretRow | null> {
  const { rows } = await sql<SecretRow>`
    select master, wrapped, public_key from vault_secrets where purpose = ${purpose}
  `.execute(db)
  return rows[0] ?? null
}

/** Whether it was added: a purpose keeps its first secret. */
export async function addSecret(tx: Tx, purpose: string, secret: SecretRow, since: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into vault_secrets (purpose, master, wrapped, public_key, since)
    values (${purpose}, ${secret.master}, ${secret.wrapped}, ${secret.public_key}, ${since})
    on conflict do nothing returning purpose
  `.execute(tx)
  return rows.length > 0
}

/** A sealed file. `size_bytes` comes as text: it may be larger than what a number holds in PostgreSQL's own types. */
export type FileRow = Wrapped & Readonly<{ id: string; sha256: string; size_bytes: string; until: Date | null }>

export async function fileOf(db: Sql, id: string): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`
    select id, master, wrapped, sha256, size_bytes, until from vault_files where id = ${id}
  `.execute(db)
  return rows[0] ?? null
}

export async function addFile(tx: Tx, file: Omit<FileRow, 'size_bytes'> & { sizeBytes: number }, since: Date) {
  await sql`
    insert into vault_files (id, master, wrapped, sha256, size_bytes, until, since)
    values (${file.id}, ${file.master}, ${file.wrapped}, ${file.sha256}, ${file.sizeBytes}, ${file.until}, ${since})
  `.execute(tx)
}

export async function keepFile(tx: Tx, id: string): Promise<void> {
  await sql`update vault_files set until = null where id = ${id}`.execute(tx)
}

export async function letGoFile(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update vault_files set until = ${now} where id = ${id}`.execute(tx)
}

/** Whether there was one. */
export async function removeFile(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from vault_files where id = ${id} returning id`.execute(tx)
  return rows.length > 0
}

export async function filesDue(db: Sql, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from vault_files where until <= ${now} order by until`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

export async function fileIds(db: Sql): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from vault_files order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** A wrapped key of any of the three tables, by what it is for. */
export type KeyRow = Wrapped & Readonly<{ what: string }>
const WRAPPED = {
  keys: ['vault_keys', 'subject'],
  secrets: ['vault_secrets', 'purpose'],
  files: ['vault_files', 'id'],
} as const
export type KeyTable = keyof typeof WRAPPED
export const KEY_TABLES = Object.keys(WRAPPED) as readonly KeyTable[]

/** Keys of a table that are not wrapped by this version yet, at most a thousand at a time. */
export async function keysBefore(tx: Tx, table: KeyTable, version: number): Promise<readonly KeyRow[]> {
  const [name, id] = WRAPPED[table]
  const { rows } = await sql<KeyRow>`
    select ${sql.ref(id)} as what, master, wrapped from ${sql.table(name)} where master < ${version} limit 1000
  `.execute(tx)
  return rows
}

/** Puts keys that were wrapped anew in place of the old ones. */
export async function replaceKeys(tx: Tx, table: KeyTable, keys: readonly KeyRow[]): Promise<void> {
  const [name, id] = WRAPPED[table]
  const whats = keys.map(({ what }) => what)
  const versions = keys.map(({ master }) => master)
  const wrapped = keys.map(key => Buffer.from(key.wrapped))
  await sql`
    update ${sql.table(name)} as old set master = new.master, wrapped = new.wrapped
    from unnest(${whats}::text[], ${versions}::integer[], ${wrapped}::bytea[]) as new (what, master, wrapped)
    where old.${sql.ref(id)} = new.what
  `.execute(tx)
}
