import { type Refusal, refuse } from '#kernel'
import { type CheckpointFacts, checkpointOf } from './checkpoint.ts'
import {
  EVERY_TENANT,
  type Hold,
  type Lease,
  type Lift,
  type Manifest,
  type ManifestFile,
  type Officer,
  PRIVATE_ZONE,
  type Root,
  type Signed,
} from './documents.ts'
import type { Memory } from './memory.ts'
import { PASSKEY_CHECKS } from './passkey.ts'

/**
 * Every check that a document of the wall passes, one by one and by name: the test of each attack is run a second time without
 * the check that refuses it, and must then succeed (`attacks.test.ts`). The attacks are those of The Update Framework
 * specification 1.0.33, section 1.5.2, "Goals for implementation".
 */

/** One check: null where the facts pass. */
export type Check<Facts> = Readonly<{ name: string; refuses(facts: Facts): Refusal | null }>

export type SignerFacts = Readonly<{
  at: string
  /** The signatures of the document, and why one of them is not right. */
  signers: readonly Officer[]
  wrongSignature: Refusal | null
  officers: readonly Officer[]
  threshold: number
}>

export type RootFacts = Readonly<{
  at: string
  tenant: string
  root: Root
  digest: string
  /** The digest of the tenant's first root, as it was put into the portal by hand. */
  firstRoot: string
  before: Root | null
}>

export type ManifestFacts = Readonly<{
  at: string
  root: Root
  manifest: Manifest
  digest: string
  memory: Memory | null
  now: Date
}>

export type LeaseFacts = Readonly<{
  at: string
  root: Root
  manifest: Manifest
  digest: string
  lease: Signed<Lease>
  signaturesHold: boolean
  /** The holds that were found, lifted ones included. */
  holds: readonly string[]
  memory: Memory | null
  now: Date
  startedAt: Date
}>

/** How far the clock of the private zone may be ahead. More would let a lease made just before a restart pass for one made after it. */
export const CLOCK_SKEW_MS = 5000
/** The longest lease: what a stolen copy of the public zone, cut off from holds, can go on serving. Renewed every few minutes. */
export const MAX_LEASE_MS = 24 * 3600 * 1000

const FROM_PRIVATE_ZONE = 'publish again from the private zone'
const LOOK_WHO_WROTE = 'find out who can write here; publish again from the private zone'

/** Enough people, enough keys, all of them officers, every signature right. */
export const SIGNER_CHECKS: readonly Check<SignerFacts>[] = [
  {
    name: 'signer/signature',
    refuses: ({ at, wrongSignature }) => (wrongSignature ? { ...wrongSignature, at } : null),
  },
  {
    name: 'signer/officer',
    refuses: ({ at, signers, officers }) =>
      signers.every(one => officers.some(({ person, key }) => person === one.person && key === one.key))
        ? null
        : refuse('zones/not-an-officer', {
            at,
            seen: 'a signature by somebody, or with a key, that the root does not list',
            expected: 'signatures by officers of this tenant',
            remedy: 'have two of its officers sign',
          }),
  },
  {
    name: 'signer/people',
    refuses: ({ at, signers, threshold }) =>
      new Set(signers.map(one => one.person)).size >= threshold
        ? null
        : refuse('zones/too-few-people', {
            at,
            seen: `${new Set(signers.map(one => one.person)).size} people`,
            expected: `${threshold} different people`,
            remedy: 'have another officer sign',
          }),
  },
  {
    name: 'signer/keys',
    refuses: ({ at, signers, threshold }) =>
      new Set(signers.map(one => one.key)).size >= threshold
        ? null
        : refuse('zones/too-few-keys', {
            at,
            seen: `${new Set(signers.map(one => one.key)).size} keys`,
            expected: `${threshold} different keys`,
            remedy: 'have another officer sign with a key of their own',
          }),
  },
]

export const ROOT_CHECKS: readonly Check<RootFacts>[] = [
  {
    name: 'root/tenant',
    refuses: ({ at, root, tenant }) => (root.tenant === tenant ? null : ofAnotherTenant(at)),
  },
  {
    name: 'root/first',
    refuses: ({ at, before, digest, firstRoot }) =>
      before || digest === firstRoot
        ? null
        : refuse('zones/unknown-root', {
            at,
            seen: 'a first root that this portal was not given',
            expected: 'the first root named in its list of tenants',
            remedy: LOOK_WHO_WROTE,
          }),
  },
  {
    name: 'root/next',
    refuses: ({ at, root, before }) =>
      root.version === (before?.version ?? 0) + 1 && root.epoch >= (before?.epoch ?? 1)
        ? null
        : refuse('zones/root-order', {
            at,
            seen: 'a root that does not follow the one before',
            expected: 'the next version, and no lower epoch',
            remedy: FROM_PRIVATE_ZONE,
          }),
  },
]

/** Asked of the newest root. */
export const NEWEST_ROOT_CHECKS: readonly Check<Readonly<{ at: string; root: Root; memory: Memory | null }>>[] = [
  {
    name: 'root/rollback',
    refuses: ({ at, root, memory }) => (root.version >= (memory?.root ?? 0) ? null : rolledBack(at, 'roots')),
  },
]

export const MANIFEST_CHECKS: readonly Check<ManifestFacts>[] = [
  {
    name: 'manifest/tenant',
    refuses: ({ at, manifest, root }) => (manifest.tenant === root.tenant ? null : ofAnotherTenant(at)),
  },
  {
    name: 'manifest/epoch',
    refuses: ({ at, manifest, root }) => (manifest.epoch === root.epoch ? null : ofAnotherEpoch(at)),
  },
  {
    name: 'manifest/paths',
    refuses: ({ at, manifest }) =>
      manifest.files.every((file, i) => i === 0 || isBefore(manifest.files[i - 1], file))
        ? null
        : refuse('zones/path-order', {
            at,
            seen: 'a path that is listed twice from one moment, or out of order',
            expected: 'each path once from one moment, in order',
            remedy: FROM_PRIVATE_ZONE,
          }),
  },
  {
    name: 'manifest/future',
    refuses: ({ at, manifest, now }) => (isAhead(manifest.issued, now) ? fromTheFuture(at) : null),
  },
  {
    name: 'manifest/rollback',
    refuses: ({ at, manifest, memory }) =>
      manifest.version >= (sameEpoch(memory, manifest)?.manifest.version ?? 0) ? null : rolledBack(at, 'manifests'),
  },
  {
    name: 'manifest/two-of-one-version',
    refuses: ({ at, manifest, digest, memory }) => {
      const seen = sameEpoch(memory, manifest)?.manifest
      if (seen?.version !== manifest.version || seen.sha256 === digest) return null
      return refuse('zones/two-of-one-version', {
        at,
        seen: 'another manifest of a version already seen',
        expected: 'one manifest for one version',
        remedy: 'publish a higher version; find out why two were signed',
      })
    },
  },
  {
    name: 'manifest/ledger',
    refuses: ({ at, manifest, memory }) =>
      manifest.ledger.size >= (sameEpoch(memory, manifest)?.ledgerSize ?? 0) ? null : rolledBack(at, 'ledger heads'),
  },
]

export const LEASE_CHECKS: readonly Check<LeaseFacts>[] = [
  {
    name: 'lease/signature',
    refuses: ({ at, root, lease, signaturesHold }) =>
      signaturesHold && lease.signatures.every(one => one.person === PRIVATE_ZONE && one.key === root.leaseKey)
        ? null
        : refuse('zones/bad-lease-signature', {
            at,
            seen: 'a lease that the private zone did not sign',
            expected: "a signature by the lease key of this tenant's newest root",
            remedy: LOOK_WHO_WROTE,
          }),
  },
  {
    name: 'lease/tenant',
    refuses: ({ at, root, lease }) => (lease.body.tenant === root.tenant ? null : ofAnotherTenant(at)),
  },
  {
    name: 'lease/future',
    refuses: ({ at, lease, now }) => (isAhead(lease.body.issued, now) ? fromTheFuture(at) : null),
  },
  {
    name: 'lease/before-start',
    refuses: ({ at, lease, startedAt }) =>
      Date.parse(lease.body.issued) > startedAt.getTime()
        ? null
        : refuse('zones/lease-before-start', {
            at,
            seen: 'a lease from before this portal started',
            expected: 'a lease issued since',
            remedy: 'wait for the next lease, or renew it from the private zone',
          }),
  },
  {
    name: 'lease/expired',
    refuses: ({ at, lease, now }) =>
      Date.parse(lease.body.expires) > now.getTime()
        ? null
        : refuse('zones/lease-expired', {
            at,
            seen: 'a lease that is over',
            expected: 'a lease in force',
            remedy: 'renew it from the private zone; look whether something keeps the renewals away',
          }),
  },
  {
    name: 'lease/length',
    refuses: ({ at, lease }) =>
      Date.parse(lease.body.expires) - Date.parse(lease.body.issued) <= MAX_LEASE_MS
        ? null
        : refuse('zones/lease-too-long', {
            at,
            seen: 'a lease of more than a day',
            expected: 'at most a day',
            remedy: 'issue shorter leases and renew them',
          }),
  },
  {
    name: 'lease/rollback',
    refuses: ({ at, lease, memory }) =>
      Date.parse(lease.body.issued) >= Date.parse(sameEpoch(memory, lease.body)?.leaseIssued ?? EARLIEST)
        ? null
        : rolledBack(at, 'leases'),
  },
  {
    name: 'lease/ledger',
    refuses: ({ at, lease, memory }) =>
      checkpointIn(lease.body).size >= (sameEpoch(memory, lease.body)?.checkpoint.size ?? 0)
        ? null
        : rolledBack(at, 'checkpoints'),
  },
  {
    name: 'lease/two-ledgers',
    refuses: ({ at, lease, memory }) => {
      const seen = sameEpoch(memory, lease.body)?.checkpoint
      const { size, root } = checkpointIn(lease.body)
      if (seen?.size !== size || seen.root === root) return null
      return refuse('zones/two-ledgers', {
        at,
        seen: 'another ledger of a size already seen',
        expected: 'one ledger that only grows',
        remedy: 'compare with a checkpoint kept elsewhere; find out who rewrote it',
      })
    },
  },
  {
    name: 'lease/mixed',
    refuses: ({ at, root, manifest, digest, lease: { body } }) =>
      body.epoch === root.epoch &&
      body.root === root.version &&
      body.manifest.version === manifest.version &&
      body.manifest.sha256 === digest
        ? null
        : refuse('zones/mixed', {
            at,
            seen: 'a lease for another root or another manifest',
            expected: 'a lease that names the newest root and this manifest',
            remedy: FROM_PRIVATE_ZONE,
          }),
  },
  {
    name: 'lease/holds',
    refuses: ({ at, lease, holds }) =>
      lease.body.holds.every(id => holds.includes(id))
        ? null
        : refuse('zones/hold-missing', {
            at,
            seen: 'fewer holds than the private zone knows',
            expected: 'every hold that the lease names',
            remedy: 'push the holds again from the private zone; find out who removed them',
          }),
  },
]

/** Asked of a hold or a lift before its signature. */
export const HOLD_CHECKS: readonly Check<
  Readonly<{ at: string; hold: Pick<Hold | Lift, 'tenant'>; tenant: string }>
>[] = [
  {
    name: 'hold/tenant',
    refuses: ({ at, hold, tenant }) =>
      hold.tenant === tenant || hold.tenant === EVERY_TENANT ? null : ofAnotherTenant(at),
  },
]

/** A set of checks, all of them but in the tests that take one away. */
export type Checks = typeof ALL_CHECKS

export const ALL_CHECKS = {
  passkey: PASSKEY_CHECKS,
  signer: SIGNER_CHECKS,
  root: ROOT_CHECKS,
  newestRoot: NEWEST_ROOT_CHECKS,
  manifest: MANIFEST_CHECKS,
  lease: LEASE_CHECKS,
  hold: HOLD_CHECKS,
} as const

/** The first refusal of the checks of one stage; null where all pass. */
export function firstRefusal<Facts>(checks: readonly Check<Facts>[], facts: Facts): Refusal | null {
  for (const check of checks) {
    const refused = check.refuses(facts)
    if (refused) return refused
  }
  return null
}

const EARLIEST = new Date(0).toISOString()

function sameEpoch(memory: Memory | null, { epoch }: { epoch: number }): Memory | null {
  return memory?.epoch === epoch ? memory : null
}

/** Moments have one spelling of one length, so their order is that of their letters. */
function isBefore(one: ManifestFile, next: ManifestFile): boolean {
  return one.path < next.path || (one.path === next.path && one.from < next.from)
}

/** A lease is only read with a checkpoint in it. */
function checkpointIn(lease: Lease): CheckpointFacts {
  const told = checkpointOf(lease.checkpoint)
  if (!told) throw new Error('a lease was taken whose checkpoint nobody read')
  return told
}

function isAhead(issued: string, now: Date): boolean {
  return Date.parse(issued) > now.getTime() + CLOCK_SKEW_MS
}

function ofAnotherTenant(at: string): Refusal {
  return refuse('zones/wrong-tenant', {
    at,
    seen: 'a document of another tenant',
    expected: 'a document of the tenant in whose folder it is',
    remedy: LOOK_WHO_WROTE,
  })
}

function ofAnotherEpoch(at: string): Refusal {
  return refuse('zones/wrong-epoch', {
    at,
    seen: 'a document of another epoch',
    expected: "the epoch of the tenant's newest root",
    remedy: FROM_PRIVATE_ZONE,
  })
}

function fromTheFuture(at: string): Refusal {
  return refuse('zones/from-the-future', {
    at,
    seen: 'a date that is ahead of this clock',
    expected: `a date at most ${CLOCK_SKEW_MS / 1000} seconds ahead`,
    remedy: 'set both clocks right',
  })
}

function rolledBack(at: string, what: string): Refusal {
  return refuse('zones/rollback', {
    at,
    seen: `older ${what} than were already seen`,
    expected: 'nothing older than what was already seen',
    remedy: FROM_PRIVATE_ZONE,
  })
}
