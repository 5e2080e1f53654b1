import { isRefusal, type Refusal } from '#kernel'
import { type Asker, mayRefusal } from '#officers'
import { openAlertsOf } from './alerts.ts'
import { candidatesOf } from './candidates.ts'
import type { WallView } from './contract.ts'
import { holdsOf } from './holds.ts'
import { releasesOf } from './releases.ts'
import { spooled } from './spool.ts'
import { countPublic } from './store-releases.ts'
import { type LeaseRow, leaseRow } from './store-site.ts'
import type { Zone } from './zone.ts'

/** Releases that each side of the wall shows. */
const SHOWN = 100

/** What stands on both sides of the wall of one body. */
export async function wall(zone: Zone, asker: Asker, tenant: string): Promise<WallView | Refusal> {
  const refused = await mayRefusal(zone.vault, asker, 'wall.see', tenant)
  if (isRefusal(refused)) return refused
  const { sql } = zone.vault
  const lease = await leaseRow(sql, tenant)
  const { size, root } = await zone.vault.ledgerHead()
  return {
    tenant,
    off: offOf(lease, zone.vault.now()),
    lease: lease?.issued
      ? { issued: lease.issued, expires: lease.expires, manifestVersion: lease.manifestVersion }
      : null,
    outside: await releasesOf(zone, tenant, { states: ['published'], limit: SHOWN }),
    outsideCount: await countPublic(sql, tenant),
    waiting: await releasesOf(zone, tenant, { states: ['proposed', 'embargoed'], limit: SHOWN }),
    candidates: await candidatesOf(zone, tenant),
    holds: (await holdsOf(zone, tenant)).filter(hold => hold.state !== 'lifted'),
    alerts: await openAlertsOf(zone, tenant),
    ledger: { size, root: Buffer.from(root).toString('hex') },
    spooled: await spooled(zone, tenant),
  }
}

function offOf(lease: LeaseRow | null, now: Date): string | null {
  if (lease?.off) return lease.off
  if (!lease?.issued) return 'release/no-manifest'
  return Date.parse(lease.expires) > now.getTime() ? null : 'release/lease-expired'
}
