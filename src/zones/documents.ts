import { isRefusal, type Refusal, refuse } from '#kernel'
import { readCanonical } from './canonical.ts'
import { checkpointOf } from './checkpoint.ts'
import { isServablePath } from './path.ts'
import { either, list, moment, oneOf, record, type Shape, text, whole } from './shape.ts'

/** What crosses the wall outward, in the only form in which it may: `docs/formats/manifest.md`. Hexadecimal is lower case. */

/**
 * A person who may sign, with one key of theirs; a person may have several keys, each listed. A key is 64 digits (Ed25519: a key
 * file) or 130 digits (a point of P-256, uncompressed: a passkey).
 */
export type Officer = Readonly<{ person: string; key: string }>

/** Where passkeys may sign for a tenant: the relying party that they belong to, and the origin of its console (WebAuthn level 3). */
export type RelyingParty = Readonly<{ rpId: string; origin: string }>

/** Who may sign for a tenant. A new one is signed by the threshold of the one before and by its own. */
export type Root = Readonly<{
  kind: 'zones/root'
  tenant: string
  version: number
  /** Raised to start counting versions afresh, after keys fell into wrong hands. */
  epoch: number
  issued: string
  /** How many different people, and how many different keys, an approval takes: two or more. */
  threshold: number
  officers: readonly Officer[]
  /** The consoles whose passkeys count; none where all officers have key files. */
  passkeys: readonly RelyingParty[]
  leaseKey: string
}>

/**
 * One file that the public zone may serve. A path may stand several times, with different `from`: the latest that has come counts,
 * so that what comes after an embargo is approved beforehand.
 */
export type ManifestFile = Readonly<{
  path: string
  /** Served once the lease was issued at this moment or later. */
  from: string
  /** The release that it belongs to, so that a release can be held as one. */
  release: string
  sha256: string
  sizeBytes: number
  mediaType: string
  languages: readonly ('fr' | 'en')[]
}>

/** Everything that the public zone may serve for a tenant: nothing else exists there. */
export type Manifest = Readonly<{
  kind: 'zones/manifest'
  tenant: string
  epoch: number
  version: number
  issued: string
  ledger: Readonly<{ size: number; root: string }>
  files: readonly ManifestFile[]
}>

/** Which manifest is current, under which root, with which holds, and until when. */
export type Lease = Readonly<{
  kind: 'zones/lease'
  tenant: string
  epoch: number
  root: number
  manifest: Readonly<{ version: number; sha256: string }>
  /** The holds that the private zone knows to be in force: one missing here, and nothing is served. */
  holds: readonly string[]
  /** The ledger's newest signed checkpoint (C2SP `tlog-checkpoint`), for everybody to read. */
  checkpoint: string
  issued: string
  expires: string
}>

/** What a hold stops. */
export type HoldScope =
  | Readonly<{ kind: 'path'; path: string }>
  | Readonly<{ kind: 'release'; release: string }>
  | Readonly<{ kind: 'tenant' }>
  | Readonly<{ kind: 'everything' }>

/** The tenant that a hold over everything names: it counts for each tenant one of whose roots lists its signer. */
export const EVERY_TENANT = '*'

/** Why something is held, as a class of reason: the public page says no more. */
export type HoldReason = 'personal-data' | 'wrong-data' | 'security' | 'legal' | 'other'

/** One officer's order to stop serving something. */
export type Hold = Readonly<{
  kind: 'zones/hold'
  tenant: string
  id: string
  scope: HoldScope
  reason: HoldReason
  since: string
}>

/** The end of a hold, which takes two. */
export type Lift = Readonly<{ kind: 'zones/lift'; tenant: string; hold: string; issued: string }>

/** Every document of the wall. */
export type WallDocument = Root | Manifest | Lease | Hold | Lift

/** A signature over the canonical bytes of a document's body: by a key file, or by a passkey with what its device and browser said. */
export type Signature = KeyFileSignature | PasskeySignature

/** Ed25519, 64 bytes. */
export type KeyFileSignature = Readonly<{ person: string; key: string; signature: string }>

/** ES256, in DER; `authenticator` the authenticator data and `client` the client data that were signed (WebAuthn level 3, 6.1 and 5.8.1). */
export type PasskeySignature = KeyFileSignature & Readonly<{ authenticator: string; client: string }>

/** A document with its signatures, as it stands in one file: replacing the file replaces both at once. */
export type Signed<T extends WallDocument> = Readonly<{ body: T; signatures: readonly Signature[] }>

/** The signer's name in a lease: the private zone itself, no person. */
export const PRIVATE_ZONE = 'private-zone'

const hex32 = text(/^[0-9a-f]{64}$/)
const pointOfP256 = text(/^04[0-9a-f]{128}$/)
const officerKey = either(hex32, pointOfP256)
const tenantName = text(/^[a-z0-9][a-z0-9-]{0,62}$/)
const name = text(/^[a-z0-9][a-z0-9._-]{0,79}$/)
const holdId = text(/^[0-9a-f]{32}$/)
const servablePath: Shape<string> = (value): value is string => typeof value === 'string' && isServablePath(value)
// One type, or one with its charset: what a browser might guess about, a manifest may not leave open.
const mediaType = text(/^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,80}(?:; charset=utf-8)?$/)
const hostName = /[a-z0-9.-]{1,253}/.source

const root = record<Root>({
  kind: oneOf('zones/root'),
  tenant: tenantName,
  version: whole(1),
  epoch: whole(1),
  issued: moment,
  threshold: whole(2),
  officers: list(record<Officer>({ person: name, key: officerKey }), 2, 200),
  passkeys: list(
    record<RelyingParty>({
      rpId: text(new RegExp(`^${hostName}$`)),
      origin: text(new RegExp(`^https?://${hostName}(?::\\d{1,5})?$`)),
    }),
    0,
    10,
  ),
  leaseKey: hex32,
})
const manifest = record<Manifest>({
  kind: oneOf('zones/manifest'),
  tenant: tenantName,
  epoch: whole(1),
  version: whole(1),
  issued: moment,
  ledger: record({ size: whole(0), root: hex32 }),
  files: list(
    record<ManifestFile>({
      path: servablePath,
      from: moment,
      release: name,
      sha256: hex32,
      sizeBytes: whole(0),
      mediaType,
      languages: list(oneOf('fr', 'en'), 0, 2),
    }),
    0,
    100_000,
  ),
})
const lease = record<Lease>({
  kind: oneOf('zones/lease'),
  tenant: tenantName,
  epoch: whole(1),
  root: whole(1),
  manifest: record({ version: whole(1), sha256: hex32 }),
  holds: list(holdId, 0, 10_000),
  checkpoint: (value): value is string => checkpointOf(value) !== null,
  issued: moment,
  expires: moment,
})
const scope = either(
  record<{ kind: 'path'; path: string }>({ kind: oneOf('path'), path: servablePath }),
  either(
    record<{ kind: 'release'; release: string }>({ kind: oneOf('release'), release: name }),
    record<{ kind: 'tenant' }>({ kind: oneOf('tenant') }),
  ),
)
const holdOver = (tenant: Shape<string>, over: Shape<HoldScope>): Shape<Hold> =>
  record<Hold>({
    kind: oneOf('zones/hold'),
    tenant,
    id: holdId,
    scope: over,
    reason: oneOf('personal-data', 'wrong-data', 'security', 'legal', 'other'),
    since: moment,
  })
// What is over everything names no tenant, and nothing else may leave the tenant out.
const hold = either(
  holdOver(tenantName, scope),
  holdOver(oneOf(EVERY_TENANT), record<{ kind: 'everything' }>({ kind: oneOf('everything') })),
)
const lift = record<Lift>({ kind: oneOf('zones/lift'), tenant: tenantName, hold: holdId, issued: moment })

const KIB = 1024
/** How each kind of document is read, and the most bytes that one may have: a longer one is never read to its end. */
export const DOCUMENT_KINDS = {
  'zones/root': { shape: root, maxBytes: 512 * KIB },
  'zones/manifest': { shape: manifest, maxBytes: 32 * KIB * KIB },
  'zones/lease': { shape: lease, maxBytes: 512 * KIB },
  'zones/hold': { shape: hold, maxBytes: 8 * KIB },
  'zones/lift': { shape: lift, maxBytes: 64 * KIB },
} as const

type Body<K extends WallDocument['kind']> = Extract<WallDocument, { kind: K }>

const bytesOf = (min: number, max: number) => text(new RegExp(`^(?:[0-9a-f]{2}){${min},${max}}$`))
const keyFileSignature = record<KeyFileSignature>({ person: name, key: hex32, signature: bytesOf(64, 64) })
const passkeySignature = record<PasskeySignature>({
  person: name,
  key: pointOfP256,
  // Two numbers of 32 bytes, each with its tag, its length and perhaps a leading zero, in a sequence.
  signature: bytesOf(8, 72),
  // 37 bytes, and extensions that no device of ours is asked for.
  authenticator: bytesOf(37, 512),
  client: bytesOf(1, 1024),
})
const signatures = list<Signature>(either(keyFileSignature, passkeySignature), 1, 200)

/** The shape of a document of one kind with its signatures. */
export function signedShape<K extends WallDocument['kind']>(kind: K): Shape<Signed<Body<K>>> {
  const body = DOCUMENT_KINDS[kind].shape as Shape<unknown> as Shape<Body<K>>
  return record<{ body: Body<K>; signatures: readonly Signature[] }>({ body, signatures })
}

/** Reads a signed document of one kind from its bytes; whether its signatures are right is not asked here. `at` names the file. */
export function readSigned<K extends WallDocument['kind']>(
  kind: K,
  bytes: Uint8Array,
  at: string,
): Signed<Body<K>> | Refusal {
  const value = readCanonical(bytes, DOCUMENT_KINDS[kind].maxBytes, at)
  const isSigned = signedShape(kind)
  if (isSigned(value) || isRefusal(value)) return value
  return refuse('zones/malformed', {
    at,
    seen: 'another structure',
    expected: `a signed ${kind} as docs/formats/manifest.md describes it`,
    remedy: 'write the document again from the private zone',
  })
}
