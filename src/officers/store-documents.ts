import { sql } from 'kysely'
import type { Db } from './store.ts'

/** Documents that wait for signatures, the signatures, and the roots: the SQL. */

export type DocumentRow = Readonly<{
  digest: string
  tenant: string
  tenant_name: string
  kind: string
  body: Uint8Array
  drafted_by: string
  drafted_at: Date
  state: 'open' | 'complete' | 'stale'
}>

export type ApprovalRow = Readonly<{
  digest: string
  officer: string
  key: string
  at: Date
  signature: string
  reasons: Uint8Array | null
}>

const DOCUMENT = sql.raw(`
  select digest, tenant, officers_tenants.name as tenant_name, kind, body, drafted_by, drafted_at, state
  from officers_documents join officers_tenants on officers_tenants.id = officers_documents.tenant
`)

export async function insertDocument(
  db: Db,
  row: Readonly<{ digest: string; tenant: string; kind: string; body: Uint8Array; by: string; at: Date }>,
): Promise<void> {
  await sql`
    insert into officers_documents (digest, tenant, kind, body, drafted_by, drafted_at, state)
    values (${row.digest}, ${row.tenant}, ${row.kind}, ${Buffer.from(row.body)}, ${row.by}, ${row.at}, 'open')
  `.execute(db.sql)
}

export async function selectDocument(db: Db, digest: string): Promise<DocumentRow | null> {
  const { rows } = await sql<DocumentRow>`${DOCUMENT} where digest = ${digest}`.execute(db.sql)
  return rows[0] ?? null
}

/** Those that are open, oldest first. */
export async function selectOpenDocuments(db: Db, tenant: string): Promise<readonly DocumentRow[]> {
  const { rows } = await sql<DocumentRow>`
    ${DOCUMENT} where tenant = ${tenant} and state = 'open' order by place
  `.execute(db.sql)
  return rows
}

/** From open to another state; false when it was not open. */
export async function updateDocumentState(db: Db, digest: string, state: 'complete' | 'stale'): Promise<boolean> {
  const { rows } = await sql<{ digest: string }>`
    update officers_documents set state = ${state} where digest = ${digest} and state = 'open' returning digest
  `.execute(db.sql)
  return rows.length === 1
}

export async function updateDocumentsStale(db: Db, tenant: string): Promise<void> {
  await sql`
    update officers_documents set state = 'stale' where tenant = ${tenant} and state = 'open'
  `.execute(db.sql)
}

export async function insertApproval(
  db: Db,
  row: Readonly<{
    digest: string
    officer: string
    key: string
    at: Date
    signature: string
    reasons: Uint8Array | null
  }>,
): Promise<void> {
  await sql`
    insert into officers_approvals (digest, officer, key, at, signature, reasons)
    values (${row.digest}, ${row.officer}, ${row.key}, ${row.at}, ${row.signature}, ${row.reasons && Buffer.from(row.reasons)})
  `.execute(db.sql)
}

/** The signatures over these documents, oldest first. */
export async function selectApprovals(db: Db, digests: readonly string[]): Promise<readonly ApprovalRow[]> {
  const { rows } = await sql<ApprovalRow>`
    select digest, officer, key, at, signature, reasons from officers_approvals
    where digest = any(${[...digests]}::text[]) order by place
  `.execute(db.sql)
  return rows
}

export async function insertRoot(
  db: Db,
  row: Readonly<{ tenant: string; version: number; digest: string; signed: Uint8Array }>,
): Promise<void> {
  await sql`
    insert into officers_roots (tenant, version, digest, signed)
    values (${row.tenant}, ${row.version}, ${row.digest}, ${Buffer.from(row.signed)})
  `.execute(db.sql)
}

/** The signed roots of a tenant, oldest first. */
export async function selectRoots(db: Db, tenantName: string): Promise<readonly Uint8Array[]> {
  const { rows } = await sql<{ signed: Uint8Array }>`
    select signed from officers_roots join officers_tenants on officers_tenants.id = officers_roots.tenant
    where officers_tenants.name = ${tenantName} order by version
  `.execute(db.sql)
  return rows.map(row => row.signed)
}

/** The newest signed root of every tenant. */
export async function selectNewestRoots(db: Db): Promise<readonly Uint8Array[]> {
  const { rows } = await sql<{ signed: Uint8Array }>`
    select distinct on (tenant) signed from officers_roots order by tenant, version desc
  `.execute(db.sql)
  return rows.map(row => row.signed)
}
