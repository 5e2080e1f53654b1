import { isRefusal } from '#kernel'
import { pendingDocuments, roots } from '#officers'
import { currentManifest, isApprovedUnder } from './current.ts'
import { draftSite } from './drafting.ts'
import { draftRow } from './store-site.ts'
import type { Zone } from './zone.ts'

/**
 * [Note: approvals end with their officers] Where the newest root no longer holds the approvals of the current manifest, the same site is
 * drafted again for two of its officers; until then what is outside stays under the root before. Nothing happens while such a draft
 * waits already, so that whoever comes by may ask: the process that changed the officers may have ended right after.
 */
export async function renew(zone: Zone, tenant: string, by: string): Promise<void> {
  const current = await currentManifest(zone.vault.sql, tenant)
  const root = (await roots(zone.vault, tenant)).at(-1)?.body
  if (!current || !root || (await isApprovedUnder(current, root)) || (await isRenewalWaiting(zone, tenant))) return
  const drafted = await draftSite(zone, tenant, { purpose: 'renew' }, by)
  if (isRefusal(drafted)) throw new Error(`the site could not be drafted again: ${drafted.code}`)
}

async function isRenewalWaiting(zone: Zone, tenant: string): Promise<boolean> {
  const waiting = await pendingDocuments(zone.vault, tenant)
  const drafts = await Promise.all(waiting.map(one => draftRow(zone.vault.sql, one.digest)))
  return drafts.some(draft => draft?.purpose === 'renew')
}
