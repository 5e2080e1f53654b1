import { canonicalBytes } from './canonical.ts'
import type { Signature, Signed, WallDocument } from './documents.ts'

/**
 * SHA-256 and Ed25519 (RFC 8032) by WebCrypto, which Node and browsers have: nothing to install on the public side, no code of
 * ours on secret numbers (`docs/decisions/wall.md`).
 */

/** Signs bytes with one officer's key, wherever that key lives: a file, a device, the private zone. */
export type Signer = Readonly<{
  person: string
  key: string
  sign(message: Uint8Array<ArrayBuffer>): Promise<Uint8Array>
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

/** The body with the signatures of these signers, as its file holds it. */
export async function signDocument<T extends WallDocument>(body: T, signers: readonly Signer[]): Promise<Signed<T>> {
  const message = signedMessage(body.kind, await digestOf(body))
  const signatures = await Promise.all(
    signers.map(async ({ person, key, sign }) => ({ person, key, signature: toHex(await sign(message)) })),
  )
  return { body, signatures }
}

/**
 * Whether every signature that a document carries is right: one wrong among right ones is a document that somebody changed.
 * `digest` is that of the body, where it was just computed.
 */
export async function signaturesHold(document: Signed<WallDocument>, digest?: string): Promise<boolean> {
  const message = signedMessage(document.body.kind, digest ?? (await digestOf(document.body)))
  const answers = await Promise.all(document.signatures.map(one => signatureHolds(one, message)))
  return answers.every(holds => holds)
}

async function signatureHolds(one: Signature, message: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (!isSoundKey(one.key)) return false
  const key = await crypto.subtle.importKey('raw', fromHex(one.key), 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, fromHex(one.signature), message)
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

/** Whether a public key can stand for one person: the one spelling of its point, and no point of small order. */
export function isSoundKey(key: string): boolean {
  const height = BigInt(`0x${toHex(fromHex(key).reverse())}`) & (2n ** 255n - 1n)
  return height < P && !SMALL_ORDER_HEIGHTS.includes(height)
}

/** Bytes as lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}
