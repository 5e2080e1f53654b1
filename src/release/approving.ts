import { isRefusal, type Refusal, refuse } from '#kernel'
import {
  type Asker,
  addApproval,
  mayRefusal,
  type PendingDocument,
  pendingDocument,
  type Reasons,
  signedDocument,
} from '#officers'
import type { Act, Vault } from '#vault'
import { canonicalBytes, type Lift, type Manifest, type Signature, type Signed } from '#zones'
import { currentManifest, makeCurrent } from './current.ts'
import { markManifestsStale, tenantId } from './drafting.ts'
import { pushNow } from './pushing.ts'
import { notThere, stale } from './refusals.ts'
import { renew } from './renewing.ts'
import { recordLift } from './stops.ts'
import { type ReleaseRow, releaseRow, setApprovals, setApproved, setWithdrawn } from './store-releases.ts'
import { type DraftRow, draftRow, lockSite } from './store-site.ts'
import { alertRows, insertLift } from './store-stops.ts'
import type { Zone } from './zone.ts'

/** What came of an approval: `published` when it was the last one missing and what it is about now counts. */
export type Approved = Readonly<{ document: PendingDocument; published: boolean }>

/**
 * Adds one officer's signature to a document that waits: a manifest, a root or a lift. The last one that is missing makes it count at
 * once, in the same act: the site is the new one, or the officers are the new ones, or the hold is over. [Note: two reasons] Where the
 * inspection said block, each approver says why it may go out although; where an alert is open, why now.
 *
 * Refuses a document that waits no longer, one made for a site that changed meanwhile, a missing reason, and as officers do.
 */
export async function approve(
  zone: Zone,
  asker: Asker,
  digest: string,
  signature: Signature,
  reasons: Reasons,
): Promise<Approved | Refusal> {
  const { vault } = zone
  const waiting = await pendingDocument(vault, digest)
  if (!waiting) return notThere('document', digest)
  const { tenant } = waiting
  const refused = await mayRefusal(vault, asker, 'document.approve', tenant)
  if (refused) return refused
  const approved = await vault.act(async act => {
    await lockSite(act.sql, tenant)
    const missing = await approvalAsked(act, waiting, reasons)
    if (missing) return missing
    const document = await addApproval(vault, act, asker, digest, signature, reasons)
    if (isRefusal(document)) return document
    await noteApprovals(act, document)
    if (document.state === 'complete') await complete(vault, act, document, asker)
    return { document, published: document.state === 'complete' }
  })
  if (isRefusal(approved) || !approved.published) return approved
  await afterwards(zone, asker, approved.document)
  return approved
}

/** What this document asks of its approvers besides a signature, and is not given; null when nothing. */
async function approvalAsked(
  act: Act,
  { body, digest, tenant }: PendingDocument,
  reasons: Reasons,
): Promise<Refusal | null> {
  if (body.kind !== 'zones/manifest') return null
  const current = await currentManifest(act.sql, tenant)
  if (body.version !== (current?.body.version ?? 0) + 1) return stale(digest)
  const draft = await draftRow(act.sql, digest)
  // What it is for decides what is asked: of one that nobody can tell, nothing may be published.
  if (!draft) throw new Error('a manifest waits that this room did not draft')
  if (draft.purpose !== 'publish') return null
  const release = draft.release === null ? null : await releaseRow(act.sql, draft.release)
  if (!release) throw new Error('a manifest waits for a release that is not there')
  if (release.verdict === 'block' && isBlank(reasons.despiteVerdict)) return reasonMissing('despiteVerdict', digest)
  const alerts = await alertRows(act.sql, tenant, true)
  return alerts.length > 0 && isBlank(reasons.despiteAlert) ? reasonMissing('despiteAlert', digest) : null
}

function isBlank(reason: string | null): boolean {
  return reason === null || reason.trim() === ''
}

function reasonMissing(which: keyof Reasons, at: string): Refusal {
  return refuse('release/reason-missing', {
    at,
    seen: which === 'despiteVerdict' ? 'an inspection that says block' : 'an open alert',
    expected: `a written reason by each who signs (${which})`,
    remedy: 'write why it may go out all the same, or do not sign',
  })
}

/** Lists of releases show who signed without reading whole manifests. */
async function noteApprovals(act: Act, { digest, approvals }: PendingDocument): Promise<void> {
  const draft = await draftRow(act.sql, digest)
  const signers = approvals.map(({ officer, at }) => ({ officer, at }))
  if (draft?.release) await setApprovals(act.sql, draft.release, signers)
}

async function complete(
  vault: Vault,
  act: Act,
  { body, digest, tenant }: PendingDocument,
  asker: Asker,
): Promise<void> {
  const signed = await signedDocument(act, digest)
  const id = await tenantId(act, tenant)
  if (!signed || isRefusal(id)) throw new Error('a complete document is not there')
  if (body.kind === 'zones/manifest')
    await publish(vault, act, { body, signatures: signed.signatures }, digest, id, asker)
  if (body.kind === 'zones/lift') await endHold(act, { body, signatures: signed.signatures }, digest, id, asker)
}

async function publish(
  vault: Vault,
  act: Act,
  signed: Signed<Manifest>,
  digest: string,
  id: string,
  asker: Asker,
): Promise<void> {
  const { tenant, version } = signed.body
  await makeCurrent(act, signed, digest)
  const draft = await draftRow(act.sql, digest)
  const release = draft?.release ? await releaseRow(act.sql, draft.release) : null
  const by = { at: act.now.toISOString(), by: asker.officer, tenant: id }
  if (draft && release) await settle(act, draft, release, signed.body.issued, by)
  act.record({ kind: 'release.published', ...by, manifest: digest, version })
  await markManifestsStale(vault, act, tenant, digest)
}

type By = Readonly<{ at: string; by: string; tenant: string }>

/** The release that a manifest was drafted for is now out, waits for the end of its embargo, or is gone. */
async function settle(act: Act, draft: DraftRow, release: ReleaseRow, issued: string, by: By): Promise<void> {
  if (draft.purpose === 'withdraw') {
    const reason = draft.reason ?? 'other'
    await setWithdrawn(act.sql, release.id, act.now, reason)
    act.record({ kind: 'release.withdrawn', ...by, release: release.id, reason })
    return
  }
  const waits = release.embargo !== null && release.embargo > act.now
  await setApproved(act.sql, release.id, waits ? 'embargoed' : 'published', act.now, new Date(issued))
  if (waits && release.embargo) {
    act.record({ kind: 'release.embargoed', ...by, release: release.id, until: release.embargo.toISOString() })
  }
}

async function endHold(act: Act, signed: Signed<Lift>, digest: string, id: string, asker: Asker): Promise<void> {
  const { tenant, hold } = signed.body
  const document = Buffer.from(canonicalBytes(signed))
  // Over already, by a lift that was taken over from outside: it ends once.
  if (await insertLift(act.sql, { hold, tenant, digest, document, liftedAt: act.now }))
    recordLift(act, id, signed, asker.officer)
}

/** Outside the act: what counts is pushed, and a site whose approvers are no longer officers is put before the new ones. */
async function afterwards(zone: Zone, asker: Asker, { body, tenant }: PendingDocument): Promise<void> {
  if (body.kind === 'zones/root') await renew(zone, tenant, asker.officer)
  await pushNow(zone, tenant)
}
