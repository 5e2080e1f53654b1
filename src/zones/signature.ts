import { isRefusal, type Refusal, refuse } from '#kernel'
import { canonicalBytes } from './canonical.ts'
import type { Check } from './checks.ts'
import type { RelyingParty, Signature, Signed, WallDocument } from './documents.ts'
import { fromHex, toHex } from './hex.ts'
import { PASSKEY_CHECKS, type PasskeyFacts, passkeyFacts } from './passkey.ts'

/**
 * SHA-256, Ed25519 (RFC 8032) and ES256 (FIPS 186-5 over P-256) by WebCrypto, which Node and browsers have: nothing to install on the public side, no code of
 * ours on secret numbers (`docs/decisions/wall.md`).
 */

/** Signs bytes with one officer's key file, or with the private zone's own key. */
export type Signer = Readonly<{
  person: string
  key: string
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
}>

/** Has one officer's passkey sign a challenge of 32 bytes, wherever that passkey is. */
export type PasskeySigner = Readonly<{
  person: string
  key: string
  approve(
    challenge: Uint8Array<ArrayBuffer>,
  ): Promise<Readonly<Record<'signature' | 'authenticator' | 'client', Uint8Array>>>
}>

/** SHA-256, in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** SHA-256 over the canonical bytes of a body: what approvals are about, and what a lease names. */
export async function digestOf(body: WallDocument): Promise<string> {
  return sha256(canonicalBytes(body))
}

/** The bytes that a signer signs: the kind, a blank, the digest, an end of line. The kind keeps a hold from being read as a lift. */
export function signedMessage(kind: WallDocument['kind'], digest: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${kind} ${digest}\n`)
}

/** What a passkey is asked to sign for a body: SHA-256 of the signed message, 32 bytes. */
export async function challengeOf(kind: WallDocument['kind'], digest: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', signedMessage(kind, digest)))
}

/** The body with the signatures of these signers, as its file holds it. */
export async function signDocument<T extends WallDocument>(
  body: T,
  signers: readonly (Signer | PasskeySigner)[],
): Promise<Signed<T>> {
  const digest = await digestOf(body)
  return { body, signatures: await Promise.all(signers.map(signer => signatureBy(signer, body.kind, digest))) }
}

async function signatureBy(
  signer: Signer | PasskeySigner,
  kind: WallDocument['kind'],
  digest: string,
): Promise<Signature> {
  const { person, key } = signer
  if ('sign' in signer) return { person, key, signature: toHex(await signer.sign(signedMessage(kind, digest))) }
  const { signature, authenticator, client } = await signer.approve(await challengeOf(kind, digest))
  return { person, key, signature: toHex(signature), authenticator: toHex(authenticator), client: toHex(client) }
}

/**
 * Whether every signature that a document carries is right: one wrong among right ones is a document that somebody changed.
 * `passkeys` are the consoles whose passkeys count; `digest` is that of the body, where it was just computed.
 */
export async function signaturesHold(
  document: Signed<WallDocument>,
  passkeys: readonly RelyingParty[],
  digest?: string,
): Promise<boolean> {
  return (await wrongSignature(PASSKEY_CHECKS, document, passkeys, digest)) === null
}

/** Why the first signature that is not right is not; null where all are. [Note: every signature must be right] */
export async function wrongSignature(
  checks: readonly Check<PasskeyFacts>[],
  document: Signed<WallDocument>,
  passkeys: readonly RelyingParty[],
  digest?: string,
): Promise<Refusal | null> {
  const about = { kind: document.body.kind, digest: digest ?? (await digestOf(document.body)) }
  const answers = await Promise.all(
    document.signatures.map(async one =>
      'client' in one
        ? passkeyRefusal(checks, await passkeyFacts(one, await challengeOf(about.kind, about.digest), passkeys))
        : (await keyFileHolds(one, signedMessage(about.kind, about.digest)))
          ? null
          : doesNotFit(),
    ),
  )
  return answers.find(isRefusal) ?? null
}

function passkeyRefusal(checks: readonly Check<PasskeyFacts>[], facts: PasskeyFacts): Refusal | null {
  return checks.map(check => check.refuses(facts)).find(isRefusal) ?? null
}

async function keyFileHolds(one: Signature, message: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (!isSoundKey(one.key)) return false
  const key = await crypto.subtle.importKey('raw', fromHex(one.key), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, fromHex(one.signature), message)
}

function doesNotFit(): Refusal {
  return refuse('zones/bad-signature', {
    at: 'a signature',
    seen: 'a signature that does not fit the bytes',
    expected: 'signatures over exactly these bytes',
    remedy: 'find out who can write here; publish again from the private zone',
  })
}

const P = 2n ** 255n - 19n
/**
 * The heights of the eight points of small order on edwards25519: under such a key a signature can be made that fits any message
 * (RFC 8032 section 8.4 leaves refusing them to the protocol). The last two are of order 8.
 */
const SMALL_ORDER_HEIGHTS: readonly bigint[] = [
  0n,
  1n,
  P - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]

/** Whether an Ed25519 public key can stand for one person: the one spelling of its point, and no point of small order. */
export function isSoundKey(key: string): boolean {
  const height = BigInt(`0x${toHex(fromHex(key).reverse())}`) & (2n ** 255n - 1n)
  return height < P && !SMALL_ORDER_HEIGHTS.includes(height)
}
