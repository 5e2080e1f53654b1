import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { type Refusal, refuse } from '#kernel'
import type { Act, FieldPlace, Vault } from '#vault'
import {
  approvalRefusal,
  challengeOf,
  digestOf,
  type Root,
  rootApprovalRefusal,
  type Signature,
  type Signed,
  type WallDocument,
} from '#zones'
import type { Asker, PendingDocument, Reasons } from './contract.ts'
import { insertDraft } from './drafting.ts'
import { ledgerKey } from './ids.ts'
import { mayRefusal } from './may.ts'
import { missingSignatures } from './missing.ts'
import { counterHolds, counterWentBack, hexOf, notThisPasskey, type Party, requestOptions } from './passkey.ts'
import { noRootYet } from './people.ts'
import { newestRoot } from './roots-read.ts'
import { type Db, lockTenant, selectKey, selectTenant, updateKeyUsed } from './store.ts'
import {
  type ApprovalRow,
  type DocumentRow,
  insertApproval,
  selectApprovals,
  selectDocument,
  selectOpenDocuments,
  updateDocumentState,
} from './store-documents.ts'
import { rootBecomes } from './succession.ts'

/** Documents of the wall that wait for signatures. [Note: exactly this] What is signed is the digest of the very bytes that go out. */

const SIGNED_BY_TWO: readonly WallDocument['kind'][] = ['zones/root', 'zones/manifest', 'zones/lift']

/** Writes a root, manifest or lift down that waits for signatures. `by` is an officer or a process. Refuses what was drafted before. */
export async function draft(act: Act, body: WallDocument, by: string): Promise<PendingDocument | Refusal> {
  const tenant = SIGNED_BY_TWO.includes(body.kind) ? await selectTenant(act, body.tenant) : null
  if (tenant === null) return notToBeSigned()
  const root = (await newestRoot(act, tenant.name))?.body ?? null
  if (root === null && body.kind !== 'zones/root') return noRootYet()
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

/** What the asker's passkey is asked to sign: its challenge is the document. Refuses who signed in with a key file. */
export async function signingOptions(
  vault: Vault,
  party: Party,
  asker: Asker,
  kind: WallDocument['kind'],
  digest: string,
): Promise<PublicKeyCredentialRequestOptionsJSON | Refusal> {
  const row = await selectKey(vault, asker.key)
  if (row?.kind !== 'passkey') return notThisPasskey()
  return requestOptions(party, row, await challengeOf(kind, digest))
}

/** A passkey's answer as a signature of the wall, by the asker with the key of the session. Whether it is right is asked elsewhere. */
export function signatureOf(asker: Asker, { response }: AuthenticationResponseJSON): Signature | Refusal {
  try {
    return {
      person: asker.officer,
      key: asker.key,
      signature: hexOf(response.signature),
      authenticator: hexOf(response.authenticatorData),
      client: hexOf(response.clientDataJSON),
    }
  } catch {
    return notThisPasskey() // no base64url: no answer of a browser
  }
}

/**
 * Adds one person's signature to a document; the last one that is missing completes it, and a root that is complete is the newest from
 * then on. Refuses a document that is not open; somebody whose role signs nothing, whose key the newest root does not list, who
 * signed before, whose key signed before; a signature of another than the asker, or one that is wrong. `reasons` are sealed.
 */
export async function addApproval(
  vault: Vault,
  act: Act,
  asker: Asker,
  digest: string,
  signature: Signature,
  reasons: Reasons,
): Promise<PendingDocument | Refusal> {
  const found = await selectDocument(act, digest)
  if (found === null) return unknownDocument()
  const refused = await mayRefusal(act, asker, 'document.approve', found.tenant_name)
  if (refused) return refused
  // Two signatures at once, or one beside a change of root, would each be judged by what is no longer so.
  await lockTenant(act, found.tenant)
  const row = (await selectDocument(act, digest)) ?? found
  const body = await bodyOf(row)
  const before = (await newestRoot(act, row.tenant_name))?.body ?? null
  const wrong =
    openRefusal(row) ??
    ownRefusal(asker, signature, await selectApprovals(act, [digest])) ??
    (await signaturesRefusal({ body, signatures: [signature] }, before, 1)) ??
    (await countedRefusal(act, signature))
  if (wrong) return wrong
  await write(vault, act, row, signature, reasons)
  return complete(vault, act, row, body, before)
}

async function write(vault: Vault, act: Act, row: DocumentRow, signature: Signature, reasons: Reasons): Promise<void> {
  const { person: officer, key } = signature
  const { digest, tenant } = row
  const isGiven = reasons.despiteVerdict !== null || reasons.despiteAlert !== null
  const sealed = isGiven ? await vault.seal(act, reasonsPlace(row, officer), JSON.stringify(reasons)) : null
  const at = act.now
  await insertApproval(act, { digest, officer, key, at, signature: JSON.stringify(signature), reasons: sealed })
  const document = { tenant, document: digest, key: ledgerKey(key) }
  act.record({ kind: 'officers.approved', at: at.toISOString(), by: officer, ...document })
}

/** Completes the document if nothing is missing, and says how it stands. */
async function complete(
  vault: Vault,
  act: Act,
  row: DocumentRow,
  body: WallDocument,
  before: Root | null,
): Promise<PendingDocument | Refusal> {
  const approvals = await selectApprovals(act, [row.digest])
  if (missingSignatures(body, before, approvals) > 0) return seen(vault, act, row)
  const signatures = approvals.map(signatureIn)
  const refused = await signaturesRefusal({ body, signatures }, before, before?.threshold ?? 0)
  if (refused) return refused
  await updateDocumentState(act, row.digest, 'complete')
  if (body.kind === 'zones/root') await rootBecomes(act, row.tenant, { body, signatures })
  return seen(vault, act, { ...row, state: 'complete' })
}

/** Whether the signatures are right, and `threshold` of them at least; those of a root are counted by the wall's own rule. */
async function signaturesRefusal(
  signed: Signed<WallDocument>,
  before: Root | null,
  threshold: number,
): Promise<Refusal | null> {
  const { body, signatures } = signed
  if (body.kind !== 'zones/root') {
    return before ? approvalRefusal(signed, before.officers, threshold, before.passkeys, 'document') : noRootYet()
  }
  if (threshold !== 1) return rootApprovalRefusal({ body, signatures }, before, 'root')
  const officers = [...(before?.officers ?? []), ...body.officers]
  const passkeys = [...(before?.passkeys ?? []), ...body.passkeys]
  return approvalRefusal(signed, officers, 1, passkeys, 'root')
}

function openRefusal({ state }: DocumentRow): Refusal | null {
  return state === 'open' ? null : notOpen(state)
}

/** One person once, one key once, and nobody for another. */
function ownRefusal(asker: Asker, { person, key }: Signature, before: readonly ApprovalRow[]): Refusal | null {
  if (person !== asker.officer || key !== asker.key) return notYours()
  return before.some(one => one.officer === person || one.key === key) ? signedBefore() : null
}

/** Writes down the use of the key; a device that counts backwards may have a copy. */
async function countedRefusal(act: Act, signature: Signature): Promise<Refusal | null> {
  const row = await selectKey(act, signature.key)
  if (row === null) return notYours()
  const counter = 'authenticator' in signature ? Number.parseInt(signature.authenticator.slice(66, 74), 16) : 0
  if (row.kind === 'passkey' && !counterHolds(row, counter)) return counterWentBack()
  const counts = row.kind === 'passkey' && row.device_type === 'singleDevice'
  return (await updateKeyUsed(act, row.key, counts ? counter : null, act.now)) ? null : counterWentBack()
}

/** The document as people see it; `vault` opens the reasons, `db` sees the transaction. */
async function seen(vault: Vault, db: Db, row: DocumentRow): Promise<PendingDocument> {
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

function reasonsPlace({ tenant, digest }: DocumentRow, officer: string): FieldPlace {
  return { subject: tenant, table: 'officers_approvals', column: 'reasons', record: `${digest}/${officer}` }
}

/** The body as it was drafted. Throws when the row is no longer what its digest says. */
async function bodyOf(row: DocumentRow): Promise<WallDocument> {
  const body: WallDocument = JSON.parse(Buffer.from(row.body).toString('utf8'))
  if ((await digestOf(body)) !== row.digest) throw new Error('a drafted document was changed in the database')
  return body
}

function signatureIn(row: ApprovalRow): Signature {
  return JSON.parse(row.signature)
}

function notToBeSigned(): Refusal {
  return refuse('officers/not-to-be-signed', {
    at: 'document',
    seen: 'a document of no tenant, or of a kind that waits for nobody',
    expected: 'a root, manifest or lift of a tenant',
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

function unknownDocument(): Refusal {
  return refuse('officers/unknown-document', {
    at: 'document',
    seen: 'a digest of no document',
    expected: 'the digest of a document that waits for signatures',
    remedy: 'look among the documents that wait',
  })
}

function notOpen(state: DocumentRow['state']): Refusal {
  return refuse(state === 'stale' ? 'officers/stale' : 'officers/complete', {
    at: 'document',
    seen: state === 'stale' ? 'a document that something newer replaced' : 'a document with all its signatures',
    expected: 'a document that waits for signatures',
    remedy: state === 'stale' ? 'sign the one that replaced it' : 'nothing is left to sign',
  })
}

function notYours(): Refusal {
  return refuse('officers/not-yours', {
    at: 'signature',
    seen: 'the signature of somebody else, or with another key than that of this session',
    expected: 'your own signature, with the key you signed in with',
    remedy: 'sign with the key you signed in with',
  })
}

function signedBefore(): Refusal {
  return refuse('officers/signed-before', {
    at: 'signature',
    seen: 'a second signature by the same person or key',
    expected: 'another person with another key',
    remedy: 'have somebody else sign',
  })
}
