import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { CHECKPOINT } from '#ledger'
import { roots, tenants } from '#officers'
import {
  canonicalBytes,
  checkpointOf,
  digestOf,
  type Lease,
  type Manifest,
  PRIVATE_ZONE,
  type Root,
  type Signed,
  signDocument,
} from '#zones'
import { adopt } from './adopting.ts'
import { behindRefusal, restoredRefusal } from './behind.ts'
import { currentManifest, isApprovedUnder } from './current.ts'
import { tenantId } from './drafting.ts'
import { makeFolder, putDocument, removeParts } from './outside.ts'
import { pushFiles, removeUnnamed } from './pushing-files.ts'
import { isInForce, liftedUnder, pushHolds, pushLifts, removeSpent } from './pushing-stops.ts'
import { leaseOutside } from './reading.ts'
import { renew } from './renewing.ts'
import { everSigners } from './stops.ts'
import { dueRows, setPublic } from './store-releases.ts'
import { leaseRow, setLease } from './store-site.ts'
import { holdRows } from './store-stops.ts'
import { releasedFolder, type Zone } from './zone.ts'

/** What the lease that was written says. */
export type Pushed = Readonly<{ issued: string; expires: string; manifestVersion: number; files: number }>

/** How long a lease lasts: what a public zone that is cut off goes on serving, and how long the private zone may be down. */
export const LEASE_MS = 10 * 60_000

/**
 * Makes the public folder of a tenant what the private zone says, after taking over what is signed there and unknown here: holds
 * first, which act by themselves; then files, manifest and roots, which change nothing yet; then the lease, the one switch; then lifts;
 * then what no document names any more goes.
 *
 * Refuses where there is nothing to lease: no root, no manifest, or a public zone that saw more of the ledger than there is here
 * (`release/behind`). Throws what the disk says; the next push goes on from there.
 */
export function push(zone: Zone, tenant: string): Promise<Pushed | Refusal> {
  return zone.vault.alone(`push:${tenant}`, () => pushAlone(zone, tenant))
}

/**
 * After an act, which lasts whatever comes of its push: what the disk says is told on the wall (and `onTrouble`), and the keeper
 * tries again.
 */
export async function pushNow(
  zone: Zone,
  tenant: string,
  onTrouble: (what: string, cause: unknown) => void = () => undefined,
): Promise<void> {
  try {
    await push(zone, tenant)
  } catch (cause) {
    onTrouble('release/push-failed', cause)
    await noteOff(zone, tenant, 'release/push-failed')
  }
}

async function pushAlone(zone: Zone, tenant: string): Promise<Pushed | Refusal> {
  const folder = releasedFolder(zone, tenant)
  await makeFolder(folder)
  await adopt(zone, tenant)
  const rows = await holdRows(zone.vault.sql, tenant, await everSigners(zone, tenant))
  const inForce = rows.filter(isInForce)
  await pushHolds(zone, folder, inForce)
  const plan = await planOf(zone, tenant, folder)
  if (isRefusal(plan)) {
    await noteOff(zone, tenant, plan.code)
    return plan
  }
  await pushDocuments(zone, folder, plan)
  const files = await pushFiles(zone, folder, plan)
  const lifted = await liftedUnder(plan.root, plan.roots, rows)
  await removeSpent(folder, lifted.spent)
  const ids = inForce.map(row => row.id)
  const pushed = await pushLease(zone, tenant, folder, plan, ids)
  if (isRefusal(pushed)) return pushed
  await pushLifts(zone, folder, lifted)
  if (plan.lags) await renew(zone, tenant, zone.process)
  if (plan.wasLeased) await removeUnnamed(zone, folder, plan)
  await removeParts(folder, new Date())
  return { ...pushed, files }
}

/** What is to stand outside: the manifest, the roots up to the one that it counts under. */
type Plan = Readonly<{
  roots: readonly Signed<Root>[]
  root: Root
  manifest: Signed<Manifest>
  digest: string
  /** Whether a newer root waits for the site to be signed again. */
  lags: boolean
  /** Whether the lease outside named this manifest already: only then does nothing need the files of another. */
  wasLeased: boolean
}>

async function planOf(zone: Zone, tenant: string, folder: string): Promise<Plan | Refusal> {
  const all = await roots(zone.vault, tenant)
  if (all.length === 0)
    return nothingToPush('release/no-root', tenant, 'a founding list of officers that is not signed')
  if (zone.config.trustPortal) await trustRoots(zone)
  const current = await currentManifest(zone.vault.sql, tenant)
  if (!current) return nothingToPush('release/no-manifest', tenant, 'a body that has published nothing yet')
  const manifest = { body: current.body, signatures: current.signatures }
  const count = await countUnder(all, manifest)
  if (count === 0)
    return nothingToPush('release/not-approved', tenant, 'a site whose approvals no list of officers holds')
  const root = all[count - 1].body
  const lease = await leaseOutside(folder)
  const out = all.slice(0, count)
  const behind = restoredRefusal(zone, tenant, out) ?? (lease && (await behindRefusal(zone, lease.body, root)))
  if (behind) return behind
  const { digest } = current
  const wasLeased = lease?.body.manifest.sha256 === digest
  return { roots: out, root, manifest, digest, lags: count < all.length, wasLeased }
}

/** How many roots, from the first, are to stand outside: up to the newest under which the manifest counts. */
async function countUnder(all: readonly Signed<Root>[], manifest: Signed<Manifest>): Promise<number> {
  for (let count = all.length; count > 0; count--) {
    if (await isApprovedUnder(manifest, all[count - 1].body)) return count
  }
  return 0
}

async function pushDocuments(zone: Zone, folder: string, { roots: all, manifest }: Plan): Promise<void> {
  for (const root of all) {
    await putDocument(folder, join('root', `${root.body.version}.json`), canonicalBytes(root), zone.step)
  }
  await putDocument(folder, join('manifest', `${manifest.body.version}.json`), canonicalBytes(manifest), zone.step)
}

async function pushLease(
  zone: Zone,
  tenant: string,
  folder: string,
  plan: Plan,
  holds: readonly string[],
): Promise<Omit<Pushed, 'files'> | Refusal> {
  const { root, manifest, digest } = plan
  const key = await zone.vault.zoneKey(`lease:${tenant}`)
  if (key.publicKey !== root.leaseKey) {
    return nothingToPush(
      'release/lease-key',
      tenant,
      'a list of officers that names another lease key than this zone has',
    )
  }
  const issuedAt = zone.vault.now()
  const issued = issuedAt.toISOString()
  const expires = new Date(issuedAt.getTime() + LEASE_MS).toISOString()
  const names = createHash('sha256')
    .update(JSON.stringify([root.version, digest, [...holds].sort()]))
    .digest('hex')
  await recordLease(zone, tenant, plan, names, expires)
  const lease: Lease = {
    kind: 'zones/lease',
    tenant,
    epoch: root.epoch,
    root: root.version,
    manifest: { version: manifest.body.version, sha256: digest },
    holds: [...holds].sort(),
    checkpoint: await checkpointNow(zone),
    issued,
    expires,
  }
  const signed = await signDocument(lease, [
    { person: PRIVATE_ZONE, key: key.publicKey, sign: message => key.sign(message) },
  ])
  await putDocument(folder, 'lease.json', canonicalBytes(signed), zone.step)
  const manifestVersion = manifest.body.version
  await setLease(zone.vault.sql, tenant, { issued, expires, manifestVersion, names, off: null })
  return { issued, expires, manifestVersion }
}

/** A lease that names something new is an event, a renewal is none; so is the end of an embargo. */
async function recordLease(zone: Zone, tenant: string, plan: Plan, names: string, until: string): Promise<void> {
  const before = await leaseRow(zone.vault.sql, tenant)
  const due = await dueRows(zone.vault.sql, tenant, zone.vault.now())
  if (before?.names === names && due.length === 0) return
  const { digest: manifest } = plan
  const { version } = plan.manifest.body
  await zone.vault.act(async act => {
    const id = await tenantId(act, tenant)
    if (isRefusal(id)) return id
    const by = { at: act.now.toISOString(), by: zone.process, tenant: id, manifest, version }
    for (const row of due) await setPublic(act.sql, row.id)
    if (due.length > 0) act.record({ kind: 'release.published', ...by })
    act.record({ kind: 'zones.leased', ...by, until })
    return null
  })
}

async function checkpointNow(zone: Zone): Promise<string> {
  const checkpoint = Buffer.from((await zone.vault.ledger.read(CHECKPOINT)) ?? []).toString('utf8')
  if (checkpointOf(checkpoint) === null) throw new Error('the ledger of this zone has no checkpoint')
  return checkpoint
}

/** Tells the portal of this machine which first roots to trust; in production a person does. */
async function trustRoots(zone: Zone): Promise<void> {
  const trusted = []
  for (const { name, hosts } of await tenants(zone.vault)) {
    const [first] = await roots(zone.vault, name)
    // The portal knows hosts without their ports: it listens on one only.
    const names = [...new Set(hosts.map(host => host.replace(/:\d+$/, '')))]
    if (first) trusted.push({ tenant: name, hosts: names, firstRoot: await digestOf(first.body) })
  }
  const bytes = Buffer.from(`${JSON.stringify(trusted, null, 2)}\n`)
  await putDocument(join(zone.home, 'public', 'state'), 'tenants.json', bytes, zone.step)
}

async function noteOff(zone: Zone, tenant: string, off: string): Promise<void> {
  const before = await leaseRow(zone.vault.sql, tenant)
  const nothing = { issued: '', expires: '', manifestVersion: 0, names: '' }
  await setLease(zone.vault.sql, tenant, { ...(before ?? nothing), off })
}

function nothingToPush(code: string, at: string, seen: string): Refusal {
  return refuse(code, {
    at,
    seen,
    expected: 'a site that two of its officers signed, under a list of officers that is signed',
    remedy: 'look at the documents that wait for signatures',
  })
}
