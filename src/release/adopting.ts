import { isRefusal } from '#kernel'
import { adoptRoot, roots } from '#officers'
import type { Act } from '#vault'
import {
  approvalRefusal,
  canonicalBytes,
  digestOf,
  EVERY_TENANT,
  type Hold,
  type Lift,
  type Manifest,
  PRIVATE_ZONE,
  type Root,
  readSigned,
  rootApprovalRefusal,
  type Signed,
  signaturesHold,
  type WallDocument,
} from '#zones'
import { currentManifest, isApprovedUnder, makeCurrent } from './current.ts'
import { tenantId } from './drafting.ts'
import { leaseOutside, manifestOutside, rootsOutside, stopsOutside } from './reading.ts'
import { everConsoles, recordHold, recordLift, rowOf } from './stops.ts'
import { publicRows, releaseRow, setApproved, setWithdrawn } from './store-releases.ts'
import { lockSite } from './store-site.ts'
import { holdRow, insertHold, insertLift } from './store-stops.ts'
import { releasedFolder, type Zone } from './zone.ts'

/**
 * Takes over what is validly signed outside and unknown here: a hold that an officer put straight into the public folder, or whatever a
 * private zone lost that was restored from an older backup. [Note: what was signed stays signed] Nothing else is taken, and nothing
 * outside is removed. Runs again and again; what is known costs reading it.
 */
export async function adopt(zone: Zone, tenant: string): Promise<void> {
  await adoptRoots(zone, tenant)
  const all = (await roots(zone.vault, tenant)).map(root => root.body)
  if (all.length === 0) return
  await adoptHolds(zone, tenant, all)
  await adoptLifts(zone, tenant, all[all.length - 1])
  await adoptManifest(zone, tenant, all)
}

async function adoptRoots(zone: Zone, tenant: string): Promise<void> {
  const known = (await roots(zone.vault, tenant)).map(root => root.body)
  // Without a first root of our own nobody says that one outside is ours.
  if (known.length === 0) return
  for (const { at, bytes } of (await rootsOutside(releasedFolder(zone, tenant))).slice(known.length)) {
    const signed = readSigned('zones/root', bytes, at)
    const before = known[known.length - 1]
    if (isRefusal(signed) || signed.body.tenant !== tenant) return
    if (signed.body.version !== before.version + 1 || signed.body.epoch < before.epoch) return
    if ((await rootApprovalRefusal(signed, before, at)) !== null) return
    await adopting(zone, tenant, signed, async act => {
      await lockSite(act.sql, tenant)
      const refused = await adoptRoot(act, signed)
      if (isRefusal(refused)) throw new Error(`a root that holds was not adopted: ${refused.code}`)
    })
    known.push(signed.body)
  }
}

async function adoptHolds(zone: Zone, tenant: string, all: readonly Root[]): Promise<void> {
  for (const { at, bytes } of await stopsOutside(releasedFolder(zone, tenant), 'holds')) {
    const signed = readSigned('zones/hold', bytes, at)
    if (isRefusal(signed) || (await holdRow(zone.vault.sql, tenant, signed.body.id))) continue
    if (!(await isOurs(signed, tenant, all))) continue
    await adopting(zone, tenant, signed, async act => {
      if (await insertHold(act.sql, rowOf(signed))) {
        await recordHold(act, signed, [tenant], signed.signatures[0].person)
      }
    })
  }
}

/** A hold counts by the signature of anybody whom a root of this tenant ever listed. */
async function isOurs(signed: Signed<Hold>, tenant: string, all: readonly Root[]): Promise<boolean> {
  if (signed.body.tenant !== tenant && signed.body.tenant !== EVERY_TENANT) return false
  const listed = signed.signatures.every(one =>
    all.some(root => root.officers.some(({ person, key }) => person === one.person && key === one.key)),
  )
  return listed && signaturesHold(signed, everConsoles(all))
}

async function adoptLifts(zone: Zone, tenant: string, root: Root): Promise<void> {
  for (const { at, bytes } of await stopsOutside(releasedFolder(zone, tenant), 'lifts')) {
    const signed = readSigned('zones/lift', bytes, at)
    if (isRefusal(signed) || signed.body.tenant !== tenant) continue
    const hold = await holdRow(zone.vault.sql, tenant, signed.body.hold)
    if (!hold || hold.liftedAt) continue
    if ((await approvalRefusal(signed, root.officers, root.threshold, root.passkeys, at)) !== null) continue
    await adopting(zone, tenant, signed, act => noteLift(act, signed))
  }
}

async function noteLift(act: Act, signed: Signed<Lift>): Promise<void> {
  const { hold, tenant } = signed.body
  const id = await tenantId(act, tenant)
  if (isRefusal(id)) throw new Error('a body whose hold ended is not there')
  const document = Buffer.from(canonicalBytes(signed))
  const digest = await digestOf(signed.body)
  if (await insertLift(act.sql, { hold, tenant, digest, document, liftedAt: act.now }))
    recordLift(act, id, signed, signed.signatures[0].person)
}

async function adoptManifest(zone: Zone, tenant: string, all: readonly Root[]): Promise<void> {
  const folder = releasedFolder(zone, tenant)
  const lease = await leaseOutside(folder)
  const root = lease && all.find(one => one.version === lease.body.root)
  if (!lease || !root || lease.body.tenant !== tenant || !(await signaturesHold(lease, []))) return
  if (!lease.signatures.every(one => one.person === PRIVATE_ZONE && one.key === root.leaseKey)) return
  const current = await currentManifest(zone.vault.sql, tenant)
  const { version, sha256 } = lease.body.manifest
  if (current && !isNewer(lease.body, current.body)) return
  const named = await manifestOutside(folder, version)
  const signed = named && readSigned('zones/manifest', named.bytes, named.at)
  if (!signed || isRefusal(signed) || signed.body.tenant !== tenant) return
  if ((await digestOf(signed.body)) !== sha256 || !(await isApprovedUnder(signed, root))) return
  await adopting(zone, tenant, signed, async act => {
    await lockSite(act.sql, tenant)
    await makeCurrent(act, signed, sha256)
    await settleReleases(act, signed.body)
  })
}

function isNewer(
  lease: Readonly<{ epoch: number; manifest: Readonly<{ version: number }> }>,
  current: Manifest,
): boolean {
  return lease.epoch > current.epoch || (lease.epoch === current.epoch && lease.manifest.version > current.version)
}

/** What the manifest lists is public, what it does not list is not: releases that this zone knows otherwise follow. */
async function settleReleases(act: Act, { tenant, files, issued }: Manifest): Promise<void> {
  const listed = new Set(files.map(file => file.release))
  for (const id of listed) {
    const row = await releaseRow(act.sql, id)
    if (row?.state !== 'proposed') continue
    const waits = row.embargo !== null && row.embargo > act.now
    await setApproved(act.sql, id, waits ? 'embargoed' : 'published', act.now, new Date(issued))
  }
  for (const row of await publicRows(act.sql, tenant)) {
    if (row.state !== 'withdrawn' && !listed.has(row.id)) await setWithdrawn(act.sql, row.id, act.now, 'other')
  }
}

/** One act for each document taken over, with its entry in the ledger. */
async function adopting(
  zone: Zone,
  tenant: string,
  signed: Signed<WallDocument>,
  take: (act: Act) => Promise<void>,
): Promise<void> {
  const document = await digestOf(signed.body)
  await zone.step('adopt: before the act')
  await zone.vault.act(async act => {
    const id = await tenantId(act, tenant)
    if (isRefusal(id)) return id
    await take(act)
    act.record({ kind: 'release.adopted', at: act.now.toISOString(), by: zone.process, tenant: id, document })
    return null
  })
  await zone.step('adopt: after the act')
}
