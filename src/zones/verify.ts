import { isRefusal, type Refusal, refuse } from '#kernel'
import { type Approvers, rootSignersRefused, signersRefused } from './approval.ts'
import { canonicalBytes } from './canonical.ts'
import { checkpointOf } from './checkpoint.ts'
import { ALL_CHECKS, type Checks, firstRefusal } from './checks.ts'
import {
  EVERY_TENANT,
  type Hold,
  type Lease,
  type Lift,
  type Manifest,
  type Root,
  readSigned,
  type Signed,
} from './documents.ts'
import type { Memory } from './memory.ts'
import { ANY_CONSOLE_CHECKS } from './passkey.ts'
import { digestOf, signaturesHold, wrongSignature } from './signature.ts'

/** A document's bytes, which nobody changes afterwards, and the name under which refusals speak of it. */
export type Named = Readonly<{ at: string; bytes: Uint8Array }>

/** Everything that the public zone holds of a tenant besides its files, as bytes that nobody has checked. */
export type Documents = Readonly<{
  /** From the first root to the newest. */
  roots: readonly Named[]
  manifest: Named
  lease: Named
  holds: readonly Named[]
  lifts: readonly Named[]
}>

/** What is known besides the documents. */
export type Circumstances = Readonly<{
  tenant: string
  /** The digest of the first root's body, given to the portal by hand. */
  firstRoot: string
  /** What was seen before; null where nothing was. */
  memory: Memory | null
  now: Date
  startedAt: Date
}>

/** What may be served for a tenant, verified: only `verify` makes one. */
export type Standing = Readonly<{
  kind: 'zones/standing'
  root: Root
  manifest: Manifest
  lease: Lease
  /** In force: placed and not lifted. */
  holds: readonly Hold[]
  /** To be kept durably before anything of this standing is served. */
  memory: Memory
}>

/**
 * Whether the documents of a tenant let anything be served: the newest manifest under the newest root, approved by enough officers,
 * current by a lease issued since the start, with every hold that was ever seen or that the lease names. A refusal means that
 * nothing is served. Pure: the clock, the start and the memory come from outside. The client workflow follows The Update
 * Framework specification 1.0.33, section 5.
 */
export function verify(documents: Documents, circumstances: Circumstances): Promise<Standing | Refusal> {
  return verifyWith(ALL_CHECKS, documents, circumstances)
}

export async function verifyWith(
  checks: Checks,
  documents: Documents,
  circumstances: Circumstances,
): Promise<Standing | Refusal> {
  const roots = await verifyRoots(checks, documents.roots, circumstances)
  if (isRefusal(roots)) return roots
  const stops = await verifyStops(checks, documents, circumstances, roots)
  if (isRefusal(stops)) return stops
  const root = roots[roots.length - 1]
  const known = await readManifest(documents.manifest)
  if (isRefusal(known)) return known
  const { read, digest } = known
  const facts = { ...circumstances, root, manifest: read.body, digest }
  const refused =
    (await signersRefused(checks, documents.manifest.at, read, root, digest)) ??
    firstRefusal(checks.manifest, { ...facts, at: documents.manifest.at })
  if (refused) return refused
  const lease = readSigned('zones/lease', documents.lease.bytes, documents.lease.at)
  if (isRefusal(lease)) return lease
  const holds = stops.holds.map(hold => hold.body.id)
  const right = await signaturesHold(lease, [])
  const stale = firstRefusal(checks.lease, { ...facts, at: documents.lease.at, lease, signaturesHold: right, holds })
  return stale ?? standing(root, read.body, digest, lease.body, stops)
}

/** A manifest as it was read, with the digest of its body. */
type ReadManifest = Readonly<{ read: Signed<Manifest>; digest: string }>

const readBefore = new WeakMap<Uint8Array, ReadManifest>()

/**
 * Reads a manifest once for each piece of memory that it comes in: a lease is renewed every few seconds under a manifest of up to 100,000
 * files, which take seconds to read. Its signatures are asked again each time, under whatever root is newest.
 */
async function readManifest({ at, bytes }: Named): Promise<ReadManifest | Refusal> {
  const before = readBefore.get(bytes)
  if (before) return before
  const read = readSigned('zones/manifest', bytes, at)
  if (isRefusal(read)) return read
  const known = { read, digest: await digestOf(read.body) }
  readBefore.set(bytes, known)
  return known
}

function standing(root: Root, manifest: Manifest, sha256: string, lease: Lease, stops: Stops): Standing {
  const { size = 0, root: tree = '' } = checkpointOf(lease.checkpoint) ?? {}
  const lifted = new Set(stops.lifts.map(lift => lift.body.hold))
  return Object.freeze<Standing>({
    kind: 'zones/standing',
    root,
    manifest,
    lease,
    holds: stops.holds.map(hold => hold.body).filter(hold => !lifted.has(hold.id)),
    memory: {
      kind: 'zones/memory',
      tenant: root.tenant,
      root: root.version,
      epoch: root.epoch,
      manifest: { version: manifest.version, sha256 },
      ledgerSize: manifest.ledger.size,
      checkpoint: { size, root: tree },
      leaseIssued: lease.issued,
      ...stops,
    },
  })
}

async function verifyRoots(
  checks: Checks,
  files: readonly Named[],
  { tenant, firstRoot, memory }: Circumstances,
): Promise<readonly Root[] | Refusal> {
  const roots: Root[] = []
  for (const { at, bytes } of files) {
    const read = readSigned('zones/root', bytes, at)
    if (isRefusal(read)) return read
    const before = roots.at(-1) ?? null
    const refused =
      firstRefusal(checks.root, {
        at,
        tenant,
        root: read.body,
        digest: await digestOf(read.body),
        firstRoot,
        before,
      }) ?? (await rootSignersRefused(checks, at, read, before))
    if (refused) return refused
    roots.push(read.body)
  }
  const newest = roots.at(-1)
  if (!newest) return noRoot(tenant)
  return firstRefusal(checks.newestRoot, { at: `root/${newest.version}`, root: newest, memory }) ?? roots
}

/** Holds and lifts, as they are remembered. */
type Stops = Pick<Memory, 'holds' | 'lifts'>

/**
 * Every hold that is in force or was, from disk and from memory. A damaged one refuses everything: it may say stop.
 * [Note: a hold outlives its officer] A hold counts if any root of the tenant lists its signer, for leaving must not lift it; a lift
 * takes officers of the newest root.
 */
async function verifyStops(
  checks: Checks,
  documents: Documents,
  { tenant, memory }: Circumstances,
  roots: readonly Root[],
): Promise<Stops | Refusal> {
  const anyone = {
    officers: roots.flatMap(root => root.officers),
    passkeys: roots.flatMap(root => root.passkeys),
    threshold: 1,
  }
  const holds = new Map((memory?.holds ?? []).map(hold => [canonicalText(hold.body), hold]))
  for (const { at, bytes } of documents.holds) {
    const hold = readSigned('zones/hold', bytes, at)
    if (isRefusal(hold)) return hold
    if (isSame(holds.get(canonicalText(hold.body)), hold) || (await isForOthers(hold, anyone))) continue
    const refused = await stopRefused(checks, at, hold, tenant, anyone)
    if (refused) return refused
    holds.set(canonicalText(hold.body), hold)
  }
  const lifts = new Map((memory?.lifts ?? []).map(lift => [lift.body.hold, lift]))
  for (const { at, bytes } of documents.lifts) {
    const lift = readSigned('zones/lift', bytes, at)
    if (isRefusal(lift)) return lift
    if (isSame(lifts.get(lift.body.hold), lift)) continue
    const refused = await stopRefused(checks, at, lift, tenant, roots[roots.length - 1])
    if (refused) return refused
    lifts.set(lift.body.hold, lift)
  }
  return { holds: [...holds.values()], lifts: [...lifts.values()] }
}

/**
 * Whether a hold over everything is by officers of other tenants only: it lies in every folder, and stops nothing here. Asked by key: a
 * changed person beside a listed key is damage, and a changed key no longer fits its signature.
 */
async function isForOthers(hold: Signed<Hold>, { officers }: Approvers): Promise<boolean> {
  const isOurs = hold.signatures.some(one => officers.some(({ key }) => key === one.key))
  return hold.body.tenant === EVERY_TENANT && !isOurs && !(await wrongSignature(ANY_CONSOLE_CHECKS, hold, []))
}

/** What was verified once is not verified again; with one bit of a signature changed, it is. */
function isSame(seen: Signed<Hold | Lift> | undefined, now: Signed<Hold | Lift>): boolean {
  return seen !== undefined && canonicalText(seen) === canonicalText(now)
}

/** Two holds of one identity and different bodies are two holds: the narrower must not displace the wider. */
function canonicalText(value: Hold | Signed<Hold | Lift>): string {
  return new TextDecoder().decode(canonicalBytes(value))
}

async function stopRefused(
  checks: Checks,
  at: string,
  signed: Signed<Hold | Lift>,
  tenant: string,
  approvers: Approvers,
): Promise<Refusal | null> {
  const foreign = firstRefusal(checks.hold, { at, hold: signed.body, tenant })
  return foreign ?? signersRefused(checks, at, signed, approvers)
}

function noRoot(tenant: string): Refusal {
  return refuse('zones/no-root', {
    at: tenant,
    seen: 'no root',
    expected: 'the roots of the tenant, from the first',
    remedy: 'push the roots from the private zone',
  })
}
