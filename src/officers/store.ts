import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Role } from './contract.ts'

/** Bodies, people, their roles and keys: the SQL. Moments are texts in UTC outside, `timestamptz` inside. */

/** Anything to ask the database through: the vault, or an act under way. */
export type Db = Readonly<{ sql: Kysely<unknown> }>

export type TenantRow = Readonly<{
  id: string
  name: string
  title_fr: string
  title_en: string
  hosts: string[]
  first_factor: string | null
}>

export type OfficerRow = Readonly<{
  id: string
  state: 'invited' | 'active' | 'removed'
  name: Uint8Array | null
  email: Uint8Array | null
}>

export type KeyRow = Readonly<{
  key: string
  officer: string
  kind: 'passkey' | 'key-file'
  label: Uint8Array
  added_at: Date
  last_used_at: Date | null
  removed_at: Date | null
  credential_id: string | null
  transports: string[] | null
  device_type: 'singleDevice' | 'multiDevice' | null
  backed_up: boolean | null
  counter: string | null
  rp_id: string | null
  origin: string | null
}>

export type RoleRow = Readonly<{ tenant: string; tenant_name: string; officer: string; role: Role }>

/** What a registered passkey says of itself; null for a key file. */
export type PasskeyTraits = Readonly<{
  credentialId: string
  transports: readonly string[]
  deviceType: 'singleDevice' | 'multiDevice'
  backedUp: boolean
  aaguid: string
  counter: number
  rpId: string
  origin: string
}>

export async function insertTenant(
  db: Db,
  row: Readonly<{
    id: string
    name: string
    titleFr: string
    titleEn: string
    hosts: readonly string[]
    madeAt: Date
  }>,
): Promise<void> {
  await sql`
    insert into officers_tenants (id, name, title_fr, title_en, hosts, made_at)
    values (${row.id}, ${row.name}, ${row.titleFr}, ${row.titleEn}, ${[...row.hosts]}, ${row.madeAt})
  `.execute(db.sql)
}

export async function selectTenants(db: Db): Promise<readonly TenantRow[]> {
  const { rows } = await sql<TenantRow>`
    select id, name, title_fr, title_en, hosts, first_factor from officers_tenants order by name
  `.execute(db.sql)
  return rows
}

export async function selectTenant(db: Db, name: string): Promise<TenantRow | null> {
  const { rows } = await sql<TenantRow>`
    select id, name, title_fr, title_en, hosts, first_factor from officers_tenants where name = ${name}
  `.execute(db.sql)
  return rows[0] ?? null
}

/** Makes everybody else who would change who may sign for a tenant, or sign for it, wait for the end of this transaction. */
export async function lockTenant(db: Db, id: string): Promise<void> {
  await sql`select id from officers_tenants where id = ${id} for update`.execute(db.sql)
}

export async function updateFirstFactor(db: Db, tenant: string, issuer: string | null): Promise<void> {
  await sql`update officers_tenants set first_factor = ${issuer} where id = ${tenant}`.execute(db.sql)
}

export async function insertOfficer(db: Db, id: string, at: Date): Promise<void> {
  await sql`insert into officers_officers (id, state, made_at) values (${id}, 'invited', ${at})`.execute(db.sql)
}

export async function selectOfficer(db: Db, id: string): Promise<OfficerRow | null> {
  const { rows } = await sql<OfficerRow>`
    select id, state, name, email from officers_officers where id = ${id}
  `.execute(db.sql)
  return rows[0] ?? null
}

export async function selectOfficersOf(db: Db, tenant: string): Promise<readonly OfficerRow[]> {
  const { rows } = await sql<OfficerRow>`
    select officers_officers.id, state, name, email
    from officers_officers join officers_roles on officers_roles.officer = officers_officers.id
    where officers_roles.tenant = ${tenant} and ended_at is null
    order by officers_roles.place
  `.execute(db.sql)
  return rows
}

export async function selectOfficerByEmail(db: Db, emailIndex: string): Promise<OfficerRow | null> {
  const { rows } = await sql<OfficerRow>`
    select id, state, name, email from officers_officers where email_index = ${emailIndex} and state <> 'removed'
  `.execute(db.sql)
  return rows[0] ?? null
}

/** Waits until no other act names somebody by this address; held until the end of the act. */
export async function lockEmail(db: Db, emailIndex: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`officers/email ${emailIndex}`}, 0))`.execute(db.sql)
}

export async function updateOfficerNamed(
  db: Db,
  row: Readonly<{ id: string; name: Uint8Array; email: Uint8Array; emailIndex: string }>,
): Promise<void> {
  await sql`
    update officers_officers
    set state = 'active', name = ${row.name}, email = ${row.email}, email_index = ${row.emailIndex}
    where id = ${row.id}
  `.execute(db.sql)
}

export async function updateOfficerRemoved(db: Db, id: string): Promise<void> {
  await sql`update officers_officers set state = 'removed' where id = ${id}`.execute(db.sql)
}

export async function updateOfficerForgotten(db: Db, id: string, at: Date): Promise<void> {
  await sql`
    update officers_officers set name = null, email = null, email_index = null, forgotten_at = ${at} where id = ${id}
  `.execute(db.sql)
}

/** Gives a role, again to somebody who had one here before. */
export async function insertRole(db: Db, tenant: string, officer: string, role: Role, at: Date): Promise<void> {
  await sql`
    insert into officers_roles (tenant, officer, role, given_at) values (${tenant}, ${officer}, ${role}, ${at})
    on conflict (tenant, officer) do update set role = excluded.role, given_at = excluded.given_at, ended_at = null
  `.execute(db.sql)
}

export async function endRole(db: Db, tenant: string, officer: string, at: Date): Promise<void> {
  await sql`
    update officers_roles set ended_at = ${at} where tenant = ${tenant} and officer = ${officer}
  `.execute(db.sql)
}

const ROLE = sql.raw(`
  select officers_roles.tenant, officers_tenants.name as tenant_name, officer, role
  from officers_roles join officers_tenants on officers_tenants.id = officers_roles.tenant
`)

/** The roles of these officers at every tenant. */
export async function selectRoles(db: Db, officers: readonly string[]): Promise<readonly RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    ${ROLE} where officer = any(${[...officers]}::text[]) and ended_at is null order by officers_tenants.name
  `.execute(db.sql)
  return rows
}

/** The roles that an officer no longer has. */
export async function selectEndedRoles(db: Db, officer: string): Promise<readonly RoleRow[]> {
  const { rows } = await sql<RoleRow>`
    ${ROLE} where officer = ${officer} and ended_at is not null order by officers_tenants.name
  `.execute(db.sql)
  return rows
}

/** The role of an officer at a tenant; null for none, for an officer who is not active and for a key that is not theirs or no more. */
export async function selectRole(db: Db, tenantName: string, officer: string, key: string): Promise<Role | null> {
  const { rows } = await sql<{ role: Role }>`
    select role
    from officers_roles
      join officers_tenants on officers_tenants.id = officers_roles.tenant
      join officers_officers on officers_officers.id = officers_roles.officer
      join officers_keys on officers_keys.officer = officers_officers.id
    where officers_tenants.name = ${tenantName} and officers_roles.ended_at is null
      and officers_officers.id = ${officer} and officers_officers.state = 'active'
      and officers_keys.key = ${key} and officers_keys.removed_at is null
  `.execute(db.sql)
  return rows[0]?.role ?? null
}

/** False when the key, or its passkey, is somebody's already, or was; another act that brings it at this moment is waited for. */
export async function insertKey(
  db: Db,
  row: Readonly<{
    key: string
    officer: string
    kind: 'passkey' | 'key-file'
    label: Uint8Array
    addedAt: Date
    passkey: PasskeyTraits | null
  }>,
): Promise<boolean> {
  const { passkey } = row
  const { rows } = await sql`
    insert into officers_keys
      (key, officer, kind, label, added_at, credential_id, transports, device_type, backed_up, aaguid, counter, rp_id, origin)
    values (
      ${row.key}, ${row.officer}, ${row.kind}, ${row.label}, ${row.addedAt}, ${passkey?.credentialId ?? null},
      ${passkey ? [...passkey.transports] : null}, ${passkey?.deviceType ?? null}, ${passkey?.backedUp ?? null},
      ${passkey?.aaguid ?? null}, ${passkey?.counter ?? null}, ${passkey?.rpId ?? null}, ${passkey?.origin ?? null}
    )
    on conflict do nothing returning key
  `.execute(db.sql)
  return rows.length === 1
}

const KEY_COLUMNS = sql.raw(
  'key, officer, kind, label, added_at, last_used_at, removed_at, credential_id, transports, device_type, backed_up, counter, rp_id, origin',
)

/** A key, whether it still counts or not. */
export async function selectKey(db: Db, key: string): Promise<KeyRow | null> {
  const { rows } = await sql<KeyRow>`select ${KEY_COLUMNS} from officers_keys where key = ${key}`.execute(db.sql)
  return rows[0] ?? null
}

export async function selectKeyByCredential(db: Db, credentialId: string): Promise<KeyRow | null> {
  const { rows } = await sql<KeyRow>`
    select ${KEY_COLUMNS} from officers_keys where credential_id = ${credentialId}
  `.execute(db.sql)
  return rows[0] ?? null
}

/** The keys that these officers still have, oldest first. */
export async function selectKeysOf(db: Db, officers: readonly string[]): Promise<readonly KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select ${KEY_COLUMNS} from officers_keys
    where officer = any(${[...officers]}::text[]) and removed_at is null
    order by added_at, key
  `.execute(db.sql)
  return rows
}

/** Writes down that a key was used, and its counter; false when another use with this counter or a higher one came first. */
export async function updateKeyUsed(db: Db, key: string, counter: number | null, at: Date): Promise<boolean> {
  const { rows } = await sql<{ key: string }>`
    update officers_keys set last_used_at = ${at}, counter = coalesce(${counter}::bigint, counter)
    where key = ${key} and (${counter}::bigint is null or (${counter} = 0 and counter = 0) or counter < ${counter})
    returning key
  `.execute(db.sql)
  return rows.length === 1
}

export async function updateKeyRemoved(db: Db, key: string, at: Date): Promise<void> {
  await sql`update officers_keys set removed_at = ${at} where key = ${key} and removed_at is null`.execute(db.sql)
}

export async function insertSighting(db: Db, kind: string, officers: readonly string[], at: Date): Promise<void> {
  await sql`
    insert into officers_sightings (kind, officers, at) values (${kind}, ${[...officers]}, ${at})
  `.execute(db.sql)
}

export async function selectSightings(
  db: Db,
  officers: readonly string[],
): Promise<readonly Readonly<{ kind: string; officers: string[]; at: Date }>[]> {
  const { rows } = await sql<{ kind: string; officers: string[]; at: Date }>`
    select kind, officers, min(at) as at from officers_sightings
    where officers && ${[...officers]}::text[]
    group by kind, officers order by min(at)
  `.execute(db.sql)
  return rows
}

/** Binds an identity elsewhere to a person; the officer to whom it is bound, which may be another who came first. */
export async function bindIdentity(db: Db, identityIndex: string, officer: string, at: Date): Promise<string> {
  await sql`
    insert into officers_identities (identity_index, officer, bound_at) values (${identityIndex}, ${officer}, ${at})
    on conflict (identity_index) do nothing
  `.execute(db.sql)
  return (await selectIdentity(db, identityIndex)) ?? officer
}

export async function selectIdentity(db: Db, identityIndex: string): Promise<string | null> {
  const { rows } = await sql<{ officer: string }>`
    select officer from officers_identities where identity_index = ${identityIndex}
  `.execute(db.sql)
  return rows[0]?.officer ?? null
}
