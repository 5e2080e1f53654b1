import { isRefusal, type Refusal } from '#kernel'
import { type Asker, markStale, type PendingDocument, pendingDocument } from '#officers'
import type { HoldReason } from '#zones'
import type { Release } from './contract.ts'
import { draftSite, tenantId } from './drafting.ts'
import { wrongState } from './refusals.ts'
import { releaseView } from './releases.ts'
import { releaseRow, setRejected } from './store-releases.ts'
import { draftRow, lockSite } from './store-site.ts'
import { mayTouch } from './touching.ts'
import type { Zone } from './zone.ts'

/**
 * Drafts the site without a release, for two to sign. Its versions stay in the history, without their files. Refuses a release that
 * is not public. Until both signed it stays public: who wants it gone at once places a hold.
 */
export async function withdraw(
  zone: Zone,
  asker: Asker,
  releaseId: string,
  reason: HoldReason,
): Promise<PendingDocument | Refusal> {
  const release = await mayTouch(zone, asker, 'release.withdraw', releaseId)
  if (isRefusal(release)) return release
  if (release.state !== 'published' && release.state !== 'embargoed') {
    return wrongState(releaseId, release.state, 'published or embargoed')
  }
  return draftSite(zone, release.tenant, { purpose: 'withdraw', release, reason }, asker.officer)
}

/** Turns a proposal down; one officer suffices, for nothing was public. */
export async function reject(zone: Zone, asker: Asker, releaseId: string): Promise<Release | Refusal> {
  const release = await mayTouch(zone, asker, 'release.reject', releaseId)
  if (isRefusal(release)) return release
  if (release.state !== 'proposed') return wrongState(releaseId, release.state, 'proposed')
  const done = await zone.vault.act(async act => {
    const tenant = await tenantId(act, release.tenant)
    if (isRefusal(tenant)) return tenant
    // Somebody may just be giving the last signature: who comes second sees what the first did.
    await lockSite(act.sql, release.tenant)
    const now = await releaseRow(act.sql, releaseId)
    if (now?.state !== 'proposed') return wrongState(releaseId, now?.state ?? 'gone', 'proposed')
    const waiting = now.document === null ? null : await pendingDocument(zone.vault, now.document)
    if (waiting?.state === 'open') await markStale(act, waiting.digest)
    await setRejected(act.sql, releaseId, act.now)
    act.record({ kind: 'release.rejected', at: act.now.toISOString(), by: asker.officer, tenant, release: releaseId })
    return null
  })
  if (isRefusal(done)) return done
  return releaseView(zone, { ...release, state: 'rejected', document: null })
}

/**
 * The document that waits for signatures on a release: the one there is, or a new draft where the site changed meanwhile and the old one
 * can no longer be signed. Refuses a release that waits for none.
 */
export async function documentOf(zone: Zone, asker: Asker, releaseId: string): Promise<PendingDocument | Refusal> {
  const release = await mayTouch(zone, asker, 'document.draft', releaseId)
  if (isRefusal(release)) return release
  const waiting = release.document === null ? null : await pendingDocument(zone.vault, release.document)
  if (waiting?.state === 'open') return waiting
  const draft = release.document === null ? null : await draftRow(zone.vault.sql, release.document)
  if (release.state === 'proposed') {
    return draftSite(zone, release.tenant, { purpose: 'publish', release }, asker.officer)
  }
  if (waiting?.state === 'stale' && draft?.purpose === 'withdraw') {
    return withdraw(zone, asker, releaseId, draft.reason ?? 'other')
  }
  return wrongState(releaseId, release.state, 'a release that waits for signatures')
}
