import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, FieldPlace, Vault } from '#vault'
import { canonicalBytes, digestOf, readSigned, type Signature, type Signed, type WallDocument } from '#zones'
import type { PendingDocument, Reasons } from './contract.ts'
import { insertDraft } from './drafting.ts'
import { missingSignatures } from './missing.ts'
import { noRootYet } from './people.ts'
import { newestRoot } from './roots-read.ts'
import { type Db, selectTenant } from './store.ts'
import {
  type ApprovalRow,
  type DocumentRow,
  selectApprovals,
  selectDocument,
  selectOpenDocuments,
  updateDocumentState,
} from './store-documents.ts'

/** Documents of the wall that wait for signatures. [Note: exactly this] What is signed is the digest of the very bytes that go out. */

const SIGNED_BY_TWO: readonly WallDocument['kind'][] = ['zones/root', 'zones/manifest', 'zones/lift']

/** Of the form of one, and nobody's: with it a body is read as it will be read outside. */
const ANY_SIGNATURE: Signature = { person: 'nobody', key: '0'.repeat(64), signature: '0'.repeat(128) }

/**
 * Writes a root, manifest or lift down that waits for signatures. `by` is an officer or a process. Refuses what was drafted before, and
 * what the public zone could not read: two people must not sign in vain.
 */
export async function draft(act: Act, body: WallDocument, by: string): Promise<PendingDocument | Refusal> {
  const tenant = SIGNED_BY_TWO.includes(body.kind) ? await selectTenant(act, body.tenant) : null
  if (tenant === null) return notToBeSigned()
  const root = (await newestRoot(act, tenant.name))?.body ?? null
  if (root === null && body.kind !== 'zones/root') return noRootYet()
  if (body.kind === 'zones/root' && body.version !== (root?.version ?? 0) + 1) return notToBeSigned()
  const malformed = readSigned(body.kind, canonicalBytes({ body, signatures: [ANY_SIGNATURE] }), 'document')
  if (isRefusal(malformed)) return malformed
  const digest = await digestOf(body)
  if (await selectDocument(act, digest)) return draftedBefore()
  await insertDraft(act, tenant.id, body, by)
  const missing = missingSignatures(body, root, [])
  return { digest, tenant: tenant.name, body, by, at: act.now.toISOString(), state: 'open', approvals: [], missing }
}

/** A document that was replaced or taken back: it can no longer be signed. Nothing happens to one that is complete. */
export async function markStale(act: Act, digest: string): Promise<void> {
  await updateDocumentState(act, digest, 'stale')
}

/** A document by the digest that is signed, whatever its state; null when there is none. */
export async function pendingDocument(vault: Vault, digest: string): Promise<PendingDocument | null> {
  const row = await selectDocument(vault, digest)
  return row && seen(vault, vault, row)
}

/** The documents of a tenant that wait for signatures, oldest first. */
export async function pendingDocuments(vault: Vault, tenantName: string): Promise<readonly PendingDocument[]> {
  const tenant = await selectTenant(vault, tenantName)
  const rows = tenant ? await selectOpenDocuments(vault, tenant.id) : []
  return Promise.all(rows.map(row => seen(vault, vault, row)))
}

/** A complete document with its signatures, as it goes out; null while signatures are missing. Works inside an act too. */
export async function signedDocument(db: Db, digest: string): Promise<Signed<WallDocument> | null> {
  const row = await selectDocument(db, digest)
  if (row?.state !== 'complete') return null
  return { body: await bodyOf(row), signatures: (await selectApprovals(db, [digest])).map(signatureIn) }
}

/** The document as people see it; `vault` opens the reasons, `db` sees the transaction. */
export async function seen(vault: Vault, db: Db, row: DocumentRow): Promise<PendingDocument> {
  const [body, approvals, root] = await Promise.all([
    bodyOf(row),
    selectApprovals(db, [row.digest]),
    newestRoot(db, row.tenant_name),
  ])
  const missing = row.state === 'open' ? missingSignatures(body, root?.body ?? null, approvals) : 0
  return {
    digest: row.digest,
    tenant: row.tenant_name,
    body,
    by: row.drafted_by,
    at: row.drafted_at.toISOString(),
    state: row.state,
    approvals: await Promise.all(approvals.map(one => seenApproval(vault, row, one))),
    missing,
  }
}

async function seenApproval(
  vault: Vault,
  row: DocumentRow,
  { officer, key, at, reasons }: ApprovalRow,
): Promise<PendingDocument['approvals'][number]> {
  const text = reasons && (await vault.open(reasonsPlace(row, officer), reasons))
  return { officer, key, at: at.toISOString(), reasons: text ? JSON.parse(text) : NO_REASONS }
}

const NO_REASONS: Reasons = { despiteVerdict: null, despiteAlert: null }

export function reasonsPlace({ tenant, digest }: DocumentRow, officer: string): FieldPlace {
  return { subject: tenant, table: 'officers_approvals', column: 'reasons', record: `${digest}/${officer}` }
}

/** The body as it was drafted. Throws when the row is no longer what its digest says. */
export async function bodyOf(row: DocumentRow): Promise<WallDocument> {
  const body: WallDocument = JSON.parse(Buffer.from(row.body).toString('utf8'))
  if ((await digestOf(body)) !== row.digest) throw new Error('a drafted document was changed in the database')
  return body
}

export function signatureIn(row: ApprovalRow): Signature {
  return JSON.parse(row.signature)
}

function notToBeSigned(): Refusal {
  return refuse('officers/not-to-be-signed', {
    at: 'document',
    seen: 'a document of no tenant, of a kind that waits for nobody, or a root that is not the next',
    expected: 'a manifest, a lift or the next root of a tenant',
    remedy: 'draft it for a tenant that exists',
  })
}

function draftedBefore(): Refusal {
  return refuse('officers/drafted-before', {
    at: 'document',
    seen: 'the very document that was drafted before',
    expected: 'a new one',
    remedy: 'look among the documents that wait',
  })
}
