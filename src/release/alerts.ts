import { isRefusal, type Refusal } from '#kernel'
import { type Asker, markStale, mayRefusal, pendingDocuments } from '#officers'
import type { Act, Vault } from '#vault'
import type { HoldReason } from '#zones'
import type { Alert } from './contract.ts'
import { tenantId } from './drafting.ts'
import { notThere } from './refusals.ts'
import { draftRow, lockSite } from './store-site.ts'
import { type AlertRow, alertRows, insertAlert, markClosed } from './store-stops.ts'
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

/** Closes an alert. Refuses one that is not open at this body. */
export async function closeAlert(zone: Zone, asker: Asker, tenant: string, alertId: string): Promise<Alert | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'alert.close', tenant)
  if (refused) return refused
  return zone.vault.act(async act => {
    const id = await tenantId(act, tenant)
    if (isRefusal(id)) return id
    const closed = await markClosed(act.sql, tenant, alertId, asker.officer, act.now)
    if (!closed) return notThere('open alert', alertId)
    act.record({ kind: 'release.calmed', at: act.now.toISOString(), by: asker.officer, tenant: id, alert: alertId })
    return view(closed)
  })
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
