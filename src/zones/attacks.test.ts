import { beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { approvalRefusal, rootApprovalRefusal } from './approval.ts'
import { ALL_CHECKS, type Checks } from './checks.ts'
import { EVERY_TENANT, type Lease, type Manifest, type Root } from './documents.ts'
import type { Memory } from './memory.ts'
import { digestOf, type Signer, signDocument } from './signature.ts'
import { type Circumstances, type Documents, verify, verifyWith } from './verify.ts'
import {
  byTwo,
  type Ceremony,
  CONSOLE,
  checkpointOfSize,
  circumstancesOf,
  holdOf,
  inventPasskey,
  inventSigner,
  inventTenant,
  leaseFor,
  liftOf,
  named,
  officerOf,
  sameKeyAs,
  soundDocuments,
  type Tenant,
} from './wall.test-kit.ts'

/**
 * The attacks of The Update Framework, and ours. Each is refused by one named check; run again without that check it succeeds, so
 * that no check can be lost unnoticed.
 */

const AT = new Date('2026-03-02T09:00:00.000Z')
const later = (ms: number): string => new Date(AT.getTime() + ms).toISOString()
const FILE = {
  path: '/a.csv',
  from: '2026-01-01T00:00:00.000Z',
  release: 'r-1',
  sha256: '1'.repeat(64),
  sizeBytes: 3,
  mediaType: 'text/csv',
  languages: [],
} as const

let tenant: Tenant
let sound: Documents
let around: Circumstances
let stranger: Signer
let remembered: Memory | null

beforeAll(async () => {
  tenant = await inventTenant('prefecture-a', AT, [FILE])
  sound = await soundDocuments(tenant)
  around = await circumstancesOf(tenant)
  stranger = await inventSigner('stranger')
  remembered = (await seen({})).memory
})

type Scene = Readonly<{ documents: Documents; around: Circumstances }>

/** The scene with another manifest, signed as given, and a lease that names it. */
async function withManifest(change: Partial<Manifest>, signers: readonly Signer[] = tenant.officers.slice(0, 2)) {
  const manifest = { ...tenant.manifest, ...change }
  const lease = await leaseFor({ ...tenant, manifest })
  return {
    documents: {
      ...sound,
      manifest: named('manifest', await signDocument(manifest, signers)),
      lease: named('lease', await signDocument(lease, [tenant.zone])),
    },
    around,
  }
}

async function withLease(change: Partial<Lease>, signer: Signer = tenant.zone, moved: Partial<Circumstances> = {}) {
  const lease = named('lease', await signDocument(await leaseFor(tenant, change), [signer]))
  return { documents: { ...sound, lease }, around: { ...around, ...moved } }
}

/** The scene under roots of which the last is changed as given; the lease is made for it. */
async function withSecondRoot(change: Partial<Root>, signers = tenant.officers, zone = tenant.zone) {
  const root: Root = { ...tenant.root, version: 2, ...change }
  const moved = { ...tenant, root, manifest: { ...tenant.manifest, epoch: root.epoch } }
  return {
    documents: {
      ...sound,
      roots: [...sound.roots, named('root/2', await signDocument(root, signers))],
      manifest: named('manifest', await byTwo(moved, moved.manifest)),
      lease: named('lease', await signDocument(await leaseFor(moved), [zone])),
    },
    around,
  }
}

/** The scene with officers who have passkeys; the ceremony of the second goes wrong in one way. */
async function withPasskeys(change: Partial<Ceremony>) {
  const first = await inventPasskey('officer-a')
  const second = await inventPasskey('officer-b')
  const root: Root = { ...tenant.root, officers: [first, second].map(officerOf), passkeys: [CONSOLE] }
  const manifest = await signDocument(tenant.manifest, [first, second.changed(change)])
  return {
    documents: {
      ...sound,
      roots: [named('root/1', await signDocument(root, [first, second]))],
      manifest: named('manifest', manifest),
    },
    around: await circumstancesOf({ ...tenant, root }),
  }
}

/** What a portal remembers that saw this manifest and this lease. */
async function seen(manifest: Partial<Manifest>, leaseIssued = AT.toISOString()): Promise<Circumstances> {
  const body = { ...tenant.manifest, ...manifest }
  return {
    ...around,
    memory: {
      kind: 'zones/memory',
      tenant: tenant.name,
      root: 1,
      epoch: 1,
      manifest: { version: body.version, sha256: await digestOf(body) },
      ledgerSize: body.ledger.size,
      checkpoint: { size: 12, root: `${'A'.repeat(43)}=` },
      leaseIssued,
      holds: [],
      lifts: [],
    },
  }
}

type Attack = Readonly<{ check: string; code: string; scene(): Promise<Scene> }>

const ATTACKS: Readonly<Record<string, Attack>> = {
  'a document changed after it was signed': {
    check: 'signer/signature',
    code: 'zones/bad-signature',
    async scene() {
      const { signatures } = await byTwo(tenant, tenant.manifest)
      const body = { ...tenant.manifest, version: 6 }
      const { documents } = await withManifest({ version: 6 })
      return { documents: { ...documents, manifest: named('manifest', { body, signatures }) }, around }
    },
  },
  'wrong keys: two people who are no officers': {
    check: 'signer/officer',
    code: 'zones/not-an-officer',
    scene: async () => withManifest({}, [stranger, await inventSigner('another')]),
  },
  'too few people: the two keys of one person': {
    check: 'signer/people',
    code: 'zones/too-few-people',
    async scene() {
      const [first, second] = tenant.officers
      const secondKey = await inventSigner(first.person)
      const root = { ...tenant.root, officers: [...tenant.root.officers, officerOf(secondKey)] }
      const moved = { ...tenant, root }
      const manifest = await signDocument(tenant.manifest, [first, secondKey])
      return {
        documents: {
          ...sound,
          roots: [named('root/1', await signDocument(root, [first, second]))],
          manifest: named('manifest', manifest),
        },
        around: await circumstancesOf(moved),
      }
    },
  },
  'too few keys: one key under two names': {
    check: 'signer/keys',
    code: 'zones/too-few-keys',
    async scene() {
      const [first, second] = tenant.officers
      const twin = sameKeyAs(first, 'officer-d')
      const root = { ...tenant.root, officers: [...tenant.root.officers, officerOf(twin)] }
      const manifest = await signDocument(tenant.manifest, [first, twin])
      return {
        documents: {
          ...sound,
          roots: [named('root/1', await signDocument(root, [first, second]))],
          manifest: named('manifest', manifest),
        },
        around: await circumstancesOf({ ...tenant, root }),
      }
    },
  },
  'the root of another tenant': {
    check: 'root/tenant',
    code: 'zones/wrong-tenant',
    async scene() {
      const root = { ...tenant.root, tenant: 'prefecture-b' }
      const moved = {
        ...tenant,
        name: 'prefecture-b',
        root,
        manifest: { ...tenant.manifest, tenant: 'prefecture-b' },
      }
      return { documents: await soundDocuments(moved), around: { ...around, firstRoot: await digestOf(root) } }
    },
  },
  'arbitrary files under roots of the attacker': {
    check: 'root/first',
    code: 'zones/unknown-root',
    scene: async () => ({
      documents: await soundDocuments(await inventTenant(tenant.name, AT, [FILE])),
      around,
    }),
  },
  'a root that leaves out the one before it': {
    check: 'root/next',
    code: 'zones/root-order',
    scene: () => withSecondRoot({ version: 3 }),
  },
  'rollback to an older root, whose keys were revoked': {
    check: 'root/rollback',
    code: 'zones/rollback',
    async scene() {
      const { memory } = await seen({})
      return { documents: sound, around: { ...around, memory: memory && { ...memory, root: 2 } } }
    },
  },
  "another tenant's manifest, signed by officers of both": {
    check: 'manifest/tenant',
    code: 'zones/wrong-tenant',
    scene: () => withManifest({ tenant: 'prefecture-b' }),
  },
  'a manifest of an epoch that was ended': {
    check: 'manifest/epoch',
    code: 'zones/wrong-epoch',
    async scene() {
      const raised = await withSecondRoot({ epoch: 2 })
      const lease = await leaseFor({ ...tenant, root: { ...tenant.root, version: 2, epoch: 2 } })
      return {
        documents: {
          ...raised.documents,
          manifest: sound.manifest,
          lease: named('lease', await signDocument(lease, [tenant.zone])),
        },
        around,
      }
    },
  },
  'one path twice, with two contents': {
    check: 'manifest/paths',
    code: 'zones/path-order',
    scene: () => withManifest({ files: [FILE, { ...FILE, sha256: '2'.repeat(64) }] }),
  },
  'fast-forward by a manifest dated ahead': {
    check: 'manifest/future',
    code: 'zones/from-the-future',
    scene: () => withManifest({ issued: later(5001) }),
  },
  'rollback to an older manifest': {
    check: 'manifest/rollback',
    code: 'zones/rollback',
    scene: async () => ({ documents: sound, around: await seen({ version: 6 }) }),
  },
  'two manifests of one version': {
    check: 'manifest/two-of-one-version',
    code: 'zones/two-of-one-version',
    scene: async () => ({ documents: sound, around: await seen({ files: [] }) }),
  },
  'a ledger that shrank': {
    check: 'manifest/ledger',
    code: 'zones/rollback',
    scene: async () => ({
      documents: sound,
      around: await seen({ version: 4, ledger: { ...tenant.manifest.ledger, size: 13 } }),
    }),
  },
  'a lease signed by an officer, or under a revoked lease key': {
    check: 'lease/signature',
    code: 'zones/bad-lease-signature',
    scene: async () => withSecondRoot({ leaseKey: (await inventSigner('private-zone')).key }),
  },
  'the lease of another tenant': {
    check: 'lease/tenant',
    code: 'zones/wrong-tenant',
    scene: () => withLease({ tenant: 'prefecture-b' }),
  },
  'a lease dated ahead, to outlive restarts': {
    check: 'lease/future',
    code: 'zones/from-the-future',
    scene: () => withLease({ issued: later(5001) }),
  },
  'an old backup with its own lease': {
    check: 'lease/before-start',
    code: 'zones/lease-before-start',
    scene: () => withLease({}, tenant.zone, { startedAt: AT }),
  },
  'freeze: renewals are kept away': {
    check: 'lease/expired',
    code: 'zones/lease-expired',
    scene: () => withLease({}, tenant.zone, { now: new Date(later(600_000)) }),
  },
  'freeze by a lease for ever': {
    check: 'lease/length',
    code: 'zones/lease-too-long',
    scene: () => withLease({ expires: later(24 * 3600 * 1000 + 1) }),
  },
  'rollback to an older lease': {
    check: 'lease/rollback',
    code: 'zones/rollback',
    scene: async () => ({ documents: sound, around: await seen({}, later(1)) }),
  },
  'mix and match: a lease for another manifest': {
    check: 'lease/mixed',
    code: 'zones/mixed',
    scene: () => withLease({ manifest: { version: 6, sha256: '3'.repeat(64) } }),
  },
  'a ledger of which the portal saw more': {
    check: 'lease/ledger',
    code: 'zones/rollback',
    scene: () => withLease({ checkpoint: checkpointOfSize(11) }, tenant.zone, { memory: remembered }),
  },
  'two ledgers of one size': {
    check: 'lease/two-ledgers',
    code: 'zones/two-ledgers',
    scene: () => withLease({ checkpoint: checkpointOfSize(12, 'C') }, tenant.zone, { memory: remembered }),
  },
  'a passkey signature cut out of another document': {
    check: 'passkey/challenge',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ challenge: new Uint8Array(32) }),
  },
  'a passkey signature fished at another site': {
    check: 'passkey/origin',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ origin: 'https://console.example.evil.example' }),
  },
  'a passkey of another relying party': {
    check: 'passkey/relying-party',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ rpId: 'example' }),
  },
  'a passkey asked inside a page of another site': {
    check: 'passkey/frame',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ crossOrigin: true }),
  },
  'a registration shown as a signature': {
    check: 'passkey/type',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ type: 'webauthn.create' }),
  },
  'a passkey that did not verify its user': {
    check: 'passkey/verified',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ flags: 0x01 }),
  },
  'a passkey that nobody touched': {
    check: 'passkey/present',
    code: 'zones/bad-signature',
    scene: () => withPasskeys({ flags: 0x04 }),
  },
  'a passkey signature changed after it was made': {
    check: 'passkey/signature',
    code: 'zones/bad-signature',
    async scene() {
      const { documents, around } = await withPasskeys({})
      const { body, signatures } = JSON.parse(new TextDecoder().decode(documents.manifest.bytes))
      const [first, { authenticator, ...second }] = signatures
      const counted = { ...second, authenticator: authenticator.replace(/.{8}$/, '00000001') }
      return {
        documents: { ...documents, manifest: named('manifest', { body, signatures: [first, counted] }) },
        around,
      }
    },
  },
  'a hold taken away': {
    check: 'lease/holds',
    code: 'zones/hold-missing',
    scene: () => withLease({ holds: ['ab'.repeat(16)] }),
  },
  "another tenant's hold": {
    check: 'hold/tenant',
    code: 'zones/wrong-tenant',
    async scene() {
      const hold = named('holds/1', await signDocument(holdOf('prefecture-b'), [tenant.officers[0]]))
      return { documents: { ...sound, holds: [hold] }, around }
    },
  },
}

function without(name: string): Checks {
  const kept = <C extends { name: string }>(checks: readonly C[]): readonly C[] =>
    checks.filter(one => one.name !== name)
  const { passkey, signer, root, newestRoot, manifest, lease, hold } = ALL_CHECKS
  return {
    passkey: kept(passkey),
    signer: kept(signer),
    root: kept(root),
    newestRoot: kept(newestRoot),
    manifest: kept(manifest),
    lease: kept(lease),
    hold: kept(hold),
  }
}

test('what is sound stands', async () => {
  const standing = await verify(sound, around)
  expect(isRefusal(standing)).toBe(false)
})

test('every check has its attack', () => {
  const checks = Object.values(ALL_CHECKS).flatMap(stage => stage.map(check => check.name))
  expect(Object.values(ATTACKS).map(attack => attack.check)).toEqual(expect.arrayContaining(checks))
  expect(new Set(checks).size).toBe(checks.length)
})

describe.each(Object.entries(ATTACKS))('%s', (_, { check, code, scene }) => {
  test(`is refused as ${code}, and only because of the check ${check}`, async () => {
    const { documents, around } = await scene()
    expect(await verify(documents, around)).toMatchObject({ kind: 'refusal', code })
    expect(await verifyWith(without(check), documents, around)).toMatchObject({ kind: 'zones/standing' })
  })
})

describe('roots', () => {
  test('a change of officers without the threshold of the old ones is refused', async () => {
    const usurpers = await Promise.all(['x', 'y'].map(inventSigner))
    const { documents } = await withSecondRoot({ officers: usurpers.map(officerOf) }, [...usurpers, tenant.officers[0]])
    expect(await verify(documents, around)).toMatchObject({ code: 'zones/too-few-people' })
  })

  test('a change of officers that the new ones have not signed is refused', async () => {
    const next = await Promise.all(['x', 'y'].map(inventSigner))
    const { documents } = await withSecondRoot({ officers: next.map(officerOf) }, tenant.officers.slice(0, 2))
    expect(await verify(documents, around)).toMatchObject({ code: 'zones/too-few-people' })
  })

  test('approvals by a key that a new root revoked are refused', async () => {
    const [first, second, third] = tenant.officers
    const heir = await inventSigner('officer-d')
    const officers = [second, third, heir].map(officerOf)
    const { documents } = await withSecondRoot({ officers }, [first, second, third])
    expect(await verify(documents, around)).toMatchObject({ code: 'zones/not-an-officer', at: 'manifest' })
  })

  test('after a fast-forward with stolen keys, a root of a higher epoch lets versions count afresh', async () => {
    const forwarded = await seen({ version: Number.MAX_SAFE_INTEGER })
    expect(await verify(sound, forwarded)).toMatchObject({ code: 'zones/rollback' })
    const { documents } = await withSecondRoot({ epoch: 2 })
    expect(await verify(documents, forwarded)).toMatchObject({ kind: 'zones/standing', manifest: { version: 5 } })
  })

  test('without any root nothing stands', async () => {
    expect(await verify({ ...sound, roots: [] }, around)).toMatchObject({ code: 'zones/no-root' })
  })
})

describe('holds', () => {
  test('one officer places a hold; one alone cannot lift it, two can', async () => {
    const hold = holdOf(tenant.name)
    const holds = [named('holds/1', await signDocument(hold, [tenant.officers[2]]))]
    const [first, second] = tenant.officers
    const placed = await verify({ ...sound, holds }, around)
    expect(placed).toMatchObject({ holds: [hold] })
    const one = [named('lifts/1', await signDocument(liftOf(hold), [first]))]
    expect(await verify({ ...sound, holds, lifts: one }, around)).toMatchObject({ code: 'zones/too-few-people' })
    const two = [named('lifts/1', await signDocument(liftOf(hold), [first, second]))]
    expect(await verify({ ...sound, holds, lifts: two }, around)).toMatchObject({ holds: [] })
  })

  test('a stranger places no hold, and a damaged hold stops everything', async () => {
    const foreign = [named('holds/1', await signDocument(holdOf(tenant.name), [stranger]))]
    expect(await verify({ ...sound, holds: foreign }, around)).toMatchObject({ code: 'zones/not-an-officer' })
    const [{ at, bytes }] = foreign
    const cut = [{ at, bytes: bytes.subarray(1) }]
    expect(await verify({ ...sound, holds: cut }, around)).toMatchObject({ code: 'zones/not-canonical', at: 'holds/1' })
  })

  test('a hold that was seen stays when its file is removed, and when its officer leaves', async () => {
    const hold = holdOf(tenant.name)
    const holds = [named('holds/1', await signDocument(hold, [tenant.officers[2]]))]
    const placed = await verify({ ...sound, holds }, around)
    if (isRefusal(placed)) throw new Error(placed.code)
    expect(await verify(sound, { ...around, memory: placed.memory })).toMatchObject({ holds: [hold] })
    const { documents } = await withSecondRoot({ officers: tenant.officers.slice(0, 2).map(officerOf) })
    expect(await verify({ ...documents, holds }, around)).toMatchObject({ holds: [hold] })
  })

  test('a second hold of the same identity does not displace the first', async () => {
    const wide = holdOf(tenant.name)
    const narrow = holdOf(tenant.name, { scope: { kind: 'path', path: '/other' } })
    const holds = await Promise.all(
      [narrow, wide].map(async (hold, i) => named(`holds/${i}`, await signDocument(hold, [tenant.officers[0]]))),
    )
    expect(await verify({ ...sound, holds }, around)).toMatchObject({ holds: [narrow, wide] })
  })
})

describe('a hold over everything', () => {
  const everything = { tenant: EVERY_TENANT, scope: { kind: 'everything' } } as const
  const by = async (...signers: Parameters<typeof signDocument>[1]) => [
    named('holds/1', await signDocument(holdOf(tenant.name, everything), signers)),
  ]

  test('counts where a root lists its signer, and two of each tenant lift it there', async () => {
    const [first, second, third] = tenant.officers
    const holds = await by(third)
    expect(await verify({ ...sound, holds }, around)).toMatchObject({ holds: [everything] })
    const lifts = [named('lifts/1', await signDocument(liftOf(holdOf(tenant.name)), [first, second]))]
    expect(await verify({ ...sound, holds, lifts }, around)).toMatchObject({ holds: [] })
  })

  test('is passed over where only officers of other tenants signed it, with key files or passkeys of another console', async () => {
    const elsewhere = await inventPasskey('officer-z')
    for (const signer of [stranger, elsewhere.changed({ origin: 'https://other.example', rpId: 'other.example' })]) {
      const standing = await verify({ ...sound, holds: await by(signer) }, around)
      expect(standing).toMatchObject({ holds: [], memory: { holds: [] } })
    }
  })

  test('refuses everything when it is damaged, whoever signed it', async () => {
    const elsewhere = (await inventPasskey('officer-z')).changed({ type: 'webauthn.create' })
    const holds = await by(elsewhere)
    expect(await verify({ ...sound, holds }, around)).toMatchObject({ code: 'zones/bad-signature', at: 'holds/1' })
    const renamed = await by(sameKeyAs(tenant.officers[0], 'somebody-else'))
    expect(await verify({ ...sound, holds: renamed }, around)).toMatchObject({ code: 'zones/not-an-officer' })
  })

  test('names no tenant, and no narrower hold does without one', async () => {
    for (const change of [{ scope: everything.scope }, { tenant: EVERY_TENANT }]) {
      const holds = [named('holds/1', await signDocument(holdOf(tenant.name, change), [tenant.officers[0]]))]
      expect(await verify({ ...sound, holds }, around)).toMatchObject({ code: 'zones/malformed' })
    }
  })
})

describe('passkeys', () => {
  test('two people with passkeys approve; one person with two passkeys, or a passkey and a key file, does not', async () => {
    const { documents, around: given } = await withPasskeys({})
    expect(await verify(documents, given)).toMatchObject({ kind: 'zones/standing' })
    const [first, second] = [await inventPasskey('officer-a'), await inventPasskey('officer-a')]
    const file = await inventSigner('officer-a')
    const officers = [first, second, file].map(officerOf)
    for (const signers of [
      [first, second],
      [first, file],
    ]) {
      const manifest = await signDocument(tenant.manifest, signers)
      expect(await approvalRefusal(manifest, officers, 2, [CONSOLE], 'x')).toMatchObject({
        code: 'zones/too-few-people',
      })
    }
    expect(await approvalRefusal(await byTwo(tenant, tenant.manifest), tenant.root.officers, 2, [], 'x')).toBeNull()
  })

  test('a passkey counts for nothing where the root lists no console', async () => {
    const [first, second] = [await inventPasskey('officer-a'), await inventPasskey('officer-b')]
    const root = { ...tenant.root, officers: [first, second].map(officerOf) }
    const signed = await signDocument(root, [first, second])
    expect(await rootApprovalRefusal(signed, null, 'root/1')).toMatchObject({ code: 'zones/bad-signature' })
  })

  test('a new root may not bring along the console at which the old officers are asked to sign it', async () => {
    const [first, second] = [await inventPasskey('officer-a'), await inventPasskey('officer-b')]
    const before: Root = { ...tenant.root, officers: [first, second].map(officerOf), passkeys: [CONSOLE] }
    const elsewhere = { ...CONSOLE, origin: 'https://fished.console.example' }
    const next: Root = { ...before, version: 2, passkeys: [CONSOLE, elsewhere] }
    const signedAt = (change: Partial<Ceremony>) => signDocument(next, [first, second.changed(change)])
    expect(await rootApprovalRefusal(await signedAt({}), before, 'root/2')).toBeNull()
    expect(await rootApprovalRefusal(await signedAt(elsewhere), before, 'root/2')).toMatchObject({
      code: 'zones/bad-signature',
      at: 'root/2',
    })
  })

  test('with two consoles listed, the passkey of one does not sign at the other', async () => {
    const [first, second] = [await inventPasskey('officer-a'), await inventPasskey('officer-b')]
    const other = { rpId: 'other.example', origin: 'https://other.example' }
    const mixed = second.changed({ rpId: CONSOLE.rpId, origin: other.origin })
    const officers = [first, second].map(officerOf)
    const asked = async (signer: typeof mixed) =>
      approvalRefusal(await signDocument(tenant.manifest, [first, signer]), officers, 2, [CONSOLE, other], 'x')
    expect(await asked(second.changed(other))).toBeNull()
    expect(await asked(mixed)).toMatchObject({ code: 'zones/bad-signature' })
  })

  test('any single changed bit of a passkey signature, its key or its person is refused', async () => {
    const { documents, around: given } = await withPasskeys({})
    const { at, bytes } = documents.manifest
    const text = new TextDecoder().decode(bytes)
    const wrong: number[] = []
    for (let bit = text.indexOf('"signatures"') * 8; bit < bytes.length * 8; bit += 29) {
      const flipped = Uint8Array.from(bytes)
      flipped[bit >> 3] ^= 1 << (bit & 7)
      if (!isRefusal(await verify({ ...documents, manifest: { at, bytes: flipped } }, given))) wrong.push(bit)
    }
    expect(wrong).toEqual([])
  })
})

test('endless data: a document over its bound is refused before it is read', async () => {
  const endless = { at: 'lease', bytes: new Uint8Array(600 * 1024) }
  expect(await verify({ ...sound, lease: endless }, around)).toMatchObject({ code: 'zones/too-large' })
})

test('any single changed bit of root, manifest and lease is refused', async () => {
  const wrong: string[] = []
  for (const which of ['root', 'manifest', 'lease'] as const) {
    const { at, bytes } = which === 'root' ? sound.roots[0] : sound[which]
    // Every 19th bit, which meets all eight bits of bytes in turn; the whole takes twenty times as long.
    for (let bit = 0; bit < bytes.length * 8; bit += 19) {
      const flipped = Uint8Array.from(bytes)
      flipped[bit >> 3] ^= 1 << (bit & 7)
      const changed = { at, bytes: flipped }
      const documents = which === 'root' ? { ...sound, roots: [changed] } : { ...sound, [which]: changed }
      if (!isRefusal(await verify(documents, around))) wrong.push(`${which} bit ${bit}`)
    }
  }
  expect(wrong).toEqual([])
})
