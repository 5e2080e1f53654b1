import { canonicalBytes } from './canonical.ts'
import type { Hold, Lease, Lift, Manifest, Officer, RelyingParty, Root, Signed, WallDocument } from './documents.ts'
import { PRIVATE_ZONE } from './documents.ts'
import { toHex } from './hex.ts'
import { digestOf, type PasskeySigner, type Signer, signDocument } from './signature.ts'
import type { Circumstances, Documents, Named } from './verify.ts'

/** An invented tenant with its officers, and what the private zone would push for it. */

/** A new key for a person who does not exist. */
export async function inventSigner(person: string): Promise<Signer> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('Ed25519 makes pairs')
  const { privateKey, publicKey } = pair
  return {
    person,
    key: toHex(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))),
    sign: async message => new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message)),
  }
}

/** The same key under another name. */
export function sameKeyAs(signer: Signer, person: string): Signer {
  return { ...signer, person }
}

/** Where the invented passkeys belong. */
export const CONSOLE: RelyingParty = { rpId: 'console.example', origin: 'https://console.example' }

/** What a device and a browser say beside the signature; what `change` names replaces it. */
export type Ceremony = Readonly<{
  rpId: string
  origin: string
  type: string
  /** Instead of the challenge that was asked. */
  challenge: Uint8Array<ArrayBuffer> | null
  crossOrigin: boolean
  flags: number
}>

const USER_PRESENT_AND_VERIFIED = 0x05
const SOUND_CEREMONY: Ceremony = {
  ...CONSOLE,
  type: 'webauthn.get',
  challenge: null,
  crossOrigin: false,
  flags: USER_PRESENT_AND_VERIFIED,
}

/** A passkey of a person who does not exist; `change` makes its ceremonies wrong in one way. */
export async function inventPasskey(
  person: string,
): Promise<PasskeySigner & { changed(change: Partial<Ceremony>): PasskeySigner }> {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const { privateKey, publicKey } = await crypto.subtle.generateKey(ecdsa, true, ['sign', 'verify'])
  const key = toHex(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))
  const approve = async (challenge: Uint8Array<ArrayBuffer>, ceremony: Ceremony) => {
    const { type, origin, crossOrigin } = ceremony
    const told = Buffer.from(ceremony.challenge ?? challenge).toString('base64url')
    const client = new TextEncoder().encode(JSON.stringify({ type, challenge: told, origin, crossOrigin }))
    const authenticator = new Uint8Array([...(await sha256Of(Buffer.from(ceremony.rpId))), ceremony.flags, 0, 0, 0, 0])
    const signed = new Uint8Array([...authenticator, ...(await sha256Of(client))])
    const numbers = new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, signed))
    return { signature: derOf(numbers), authenticator, client }
  }
  const changed = (change: Partial<Ceremony>): PasskeySigner => ({
    person,
    key,
    approve: challenge => approve(challenge, { ...SOUND_CEREMONY, ...change }),
  })
  return { ...changed({}), changed }
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

/** Two numbers as ECDSA signatures are written (RFC 3279, 2.2.3). */
function derOf(numbers: Uint8Array): Uint8Array {
  const integers = [numbers.subarray(0, 32), numbers.subarray(32)].flatMap(number => {
    const from = number.findIndex(byte => byte !== 0)
    const digits = number[from] >= 0x80 ? [0, ...number.subarray(from)] : [...number.subarray(from)]
    return [0x02, digits.length, ...digits]
  })
  return new Uint8Array([0x30, integers.length, ...integers])
}

export const officerOf = ({ person, key }: Pick<Signer, 'person' | 'key'>): Officer => ({ person, key })

export const named = (at: string, document: Signed<WallDocument>): Named => ({ at, bytes: canonicalBytes(document) })

/** Three officers, the lease key and the documents of one tenant; `at` is the moment that everything is made for. */
export type Tenant = Readonly<{
  name: string
  officers: readonly Signer[]
  zone: Signer
  root: Root
  manifest: Manifest
  at: Date
}>

export async function inventTenant(name: string, at: Date, files: Manifest['files'] = []): Promise<Tenant> {
  const officers = await Promise.all(['officer-a', 'officer-b', 'officer-c'].map(inventSigner))
  const zone = await inventSigner(PRIVATE_ZONE)
  const issued = at.toISOString()
  const root: Root = {
    kind: 'zones/root',
    tenant: name,
    version: 1,
    epoch: 1,
    issued,
    threshold: 2,
    officers: officers.map(officerOf),
    passkeys: [],
    leaseKey: zone.key,
  }
  const ledger = { size: 12, root: '0'.repeat(64) }
  const manifest: Manifest = { kind: 'zones/manifest', tenant: name, epoch: 1, version: 5, issued, ledger, files }
  return { name, officers, zone, root, manifest, at }
}

/** A checkpoint of an invented ledger; nobody here asks for its signature. */
export const checkpointOfSize = (size: number, fill = 'A'): string =>
  `ledger.example/2026\n${size}\n${fill.repeat(43)}=\n\n\u2014 ledger.example/2026 ${'B'.repeat(92)}\n`

/** A lease of ten minutes for what the tenant has now; what `change` names replaces it. */
export async function leaseFor(tenant: Tenant, change: Partial<Lease> = {}): Promise<Lease> {
  const { manifest, root, at } = tenant
  return {
    kind: 'zones/lease',
    tenant: tenant.name,
    epoch: root.epoch,
    root: root.version,
    manifest: { version: manifest.version, sha256: await digestOf(manifest) },
    holds: [],
    checkpoint: checkpointOfSize(12),
    issued: at.toISOString(),
    expires: new Date(at.getTime() + 600_000).toISOString(),
    ...change,
  }
}

export const holdOf = (tenant: string, change: Partial<Hold> = {}): Hold => ({
  kind: 'zones/hold',
  tenant,
  id: 'ab'.repeat(16),
  scope: { kind: 'tenant' },
  reason: 'personal-data',
  since: '2026-03-02T08:00:00.000Z',
  ...change,
})

export const liftOf = (hold: Hold): Lift => ({
  kind: 'zones/lift',
  tenant: hold.tenant,
  hold: hold.id,
  issued: hold.since,
})

/** Signed by the first two officers. */
export const byTwo = <T extends WallDocument>({ officers }: Tenant, body: T): Promise<Signed<T>> =>
  signDocument(body, officers.slice(0, 2))

/** Everything as it should be. */
export async function soundDocuments(tenant: Tenant): Promise<Documents> {
  return {
    roots: [named('root/1', await byTwo(tenant, tenant.root))],
    manifest: named('manifest', await byTwo(tenant, tenant.manifest)),
    lease: named('lease', await signDocument(await leaseFor(tenant), [tenant.zone])),
    holds: [],
    lifts: [],
  }
}

/** A portal that started a minute before, has seen nothing, and was given this tenant's first root. */
export async function circumstancesOf(tenant: Tenant): Promise<Circumstances> {
  return {
    tenant: tenant.name,
    firstRoot: await digestOf(tenant.root),
    memory: null,
    now: tenant.at,
    startedAt: new Date(tenant.at.getTime() - 60_000),
  }
}
