import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, Vault } from '#vault'
import {
  approvalRefusal,
  canonicalBytes,
  challengeOf,
  type Lift,
  type Root,
  readSigned,
  rootApprovalRefusal,
  type Signature,
  type Signed,
  type WallDocument,
} from '#zones'
import type { Asker, PendingDocument, Reasons } from './contract.ts'
import { bodyOf, reasonsPlace, seen, signatureIn } from './documents.ts'
import { ledgerKey } from './ids.ts'
import { mayRefusal } from './may.ts'
import { missingSignatures } from './missing.ts'
import { counterWentBack, countOf, hexOf, notThisPasskey, type Party, requestOptions } from './passkey.ts'
import { noRootYet } from './people.ts'
import { newestRoot } from './roots-read.ts'
import { lockTenant, selectKey, updateKeyUsed } from './store.ts'
import {
  type ApprovalRow,
  type DocumentRow,
  insertApproval,
  selectApprovals,
  selectDocument,
  updateDocumentState,
} from './store-documents.ts'
import { rootBecomes } from './succession.ts'

/** Signatures over documents that wait: one person once, one key once, each right, enough of them. */

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
    formRefusal(signature) ??
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
  if (state === 'open') return null
  return state === 'stale' ? isStale() : isComplete()
}

/** One person once, one key once, and nobody for another. */
function ownRefusal(asker: Asker, { person, key }: Signature, before: readonly ApprovalRow[]): Refusal | null {
  if (person !== asker.officer || key !== asker.key) return notYours()
  return before.some(one => one.officer === person || one.key === key) ? signedBefore() : null
}

/** A signature that the public zone could not read would spoil the document that it is put into. */
function formRefusal(signature: Signature): Refusal | null {
  const body: Lift = { kind: 'zones/lift', tenant: 'any', hold: '0'.repeat(32), issued: '2026-01-01T00:00:00.000Z' }
  const read = readSigned('zones/lift', canonicalBytes({ body, signatures: [signature] }), 'signature')
  return isRefusal(read) ? read : null
}

/** Writes down the use of the key; a device that counts backwards may have a copy. */
async function countedRefusal(act: Act, signature: Signature): Promise<Refusal | null> {
  const row = await selectKey(act, signature.key)
  if (row === null) return notYours()
  const counter = 'authenticator' in signature ? Number.parseInt(signature.authenticator.slice(66, 74), 16) : 0
  return (await updateKeyUsed(act, row.key, countOf(row, counter), act.now)) ? null : counterWentBack()
}

function unknownDocument(): Refusal {
  return refuse('officers/unknown-document', {
    at: 'document',
    seen: 'a digest of no document',
    expected: 'the digest of a document that waits for signatures',
    remedy: 'look among the documents that wait',
  })
}

function isStale(): Refusal {
  return refuse('officers/stale', {
    at: 'document',
    seen: 'a document that something newer replaced',
    expected: 'a document that waits for signatures',
    remedy: 'sign the one that replaced it',
  })
}

function isComplete(): Refusal {
  return refuse('officers/complete', {
    at: 'document',
    seen: 'a document with all its signatures',
    expected: 'a document that waits for signatures',
    remedy: 'nothing is left to sign',
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
