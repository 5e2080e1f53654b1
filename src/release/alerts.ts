import { isRefusal, type Refusal, refuse } from '#kernel'
import { type Asker, markStale, mayRefusal, newestRoot, pendingDocuments } from '#officers'
import type { Act, Vault } from '#vault'
import type { HoldReason } from '#zones'
import type { Alert } from './contract.ts'
import { tenantId } from './drafting.ts'
import { notThere } from './refusals.ts'
import { draftRow, lockSite } from './store-site.ts'
import { type AlertRow, alertRows, insertAlert, markClosed, openAlertRow } from './store-stops.ts'
import { newId, type Zone } from './zone.ts'

/**
 * Opens an alert: until it is closed nothing new goes out at this body without a second reason. One officer suffices. What somebody signed
 * before it is drafted again, for who signed did not know of it.
 */
export async function openAlert(
  zone: Zone,
  asker: Asker,
  tenant: string,
  reason: HoldReason,
): Promise<Alert | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'alert.open', tenant)
  if (refused) return refused
  return zone.vault.act(async act => {
    const id = await tenantId(act, tenant)
    if (isRefusal(id)) return id
    const alert = {
      id: newId('alert', zone.random),
      tenant,
      reason,
      openedBy: asker.officer,
      openedAt: act.now,
      closedAt: null,
    }
    await lockSite(act.sql, tenant)
    await insertAlert(act.sql, alert)
    await unsignNew(zone.vault, act, tenant)
    const at = act.now.toISOString()
    act.record({ kind: 'release.alerted', at, by: asker.officer, tenant: id, alert: alert.id, reason })
    return view(alert)
  })
}

/** What brings something new and has a signature already can no longer be signed; withdrawals and renewals go on. */
async function unsignNew(vault: Vault, act: Act, tenant: string): Promise<void> {
  for (const { digest, approvals } of await pendingDocuments(vault, tenant)) {
    const draft = await draftRow(act.sql, digest)
    if (draft?.purpose === 'publish' && approvals.length > 0) await markStale(act, digest)
  }
}

/**
 * Closes an alert. [Note: one stops, two start] Somebody else than who opened it does, with a key that the newest root lists: an account that
 * one person invited for themselves is nobody else. Refuses one that is not open at this body.
 */
export async function closeAlert(zone: Zone, asker: Asker, tenant: string, alertId: string): Promise<Alert | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'alert.close', tenant)
  if (refused) return refused
  return zone.vault.act(async act => {
    const id = await tenantId(act, tenant)
    if (isRefusal(id)) return id
    const open = await openAlertRow(act.sql, tenant, alertId)
    if (!open) return notThere('open alert', alertId)
    if (open.openedBy === asker.officer) return ownAlert(alertId)
    if (!(await isListed(act, asker, tenant))) return notListed(alertId)
    await markClosed(act.sql, alertId, asker.officer, act.now)
    act.record({ kind: 'release.calmed', at: act.now.toISOString(), by: asker.officer, tenant: id, alert: alertId })
    return view({ ...open, closedAt: act.now })
  })
}

async function isListed(act: Act, { officer, key }: Asker, tenant: string): Promise<boolean> {
  const root = await newestRoot(act, tenant)
  return root?.body.officers.some(one => one.person === officer && one.key === key) ?? false
}

/** The alerts of a body, newest first. */
export async function alerts(zone: Zone, asker: Asker, tenant: string): Promise<readonly Alert[] | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'alert.see', tenant)
  return refused ?? (await alertRows(zone.vault.sql, tenant, false)).map(view)
}

/** The open alerts, without asking who asks: for the other parts of this room. */
export async function openAlertsOf(zone: Zone, tenant: string): Promise<readonly Alert[]> {
  return (await alertRows(zone.vault.sql, tenant, true)).map(view)
}

function view(row: AlertRow): Alert {
  return { ...row, openedAt: row.openedAt.toISOString(), closedAt: row.closedAt?.toISOString() ?? null }
}

function ownAlert(at: string): Refusal {
  return refuse('release/own-alert', {
    at,
    seen: 'the officer who opened this alert',
    expected: 'somebody else: one person may stop, it takes two to start again',
    remedy: 'have another officer close it',
  })
}

function notListed(at: string): Refusal {
  return refuse('release/not-an-officer', {
    at,
    seen: 'somebody, or a key, that the newest list of officers does not name',
    expected: 'an officer whose key counts',
    remedy: 'sign in with a key that counts, or have the key admitted',
  })
}
