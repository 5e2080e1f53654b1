import { refuse } from '#kernel'
import type { Check } from './checks.ts'
import type { PasskeySignature, RelyingParty } from './documents.ts'
import { fromHex, toHex } from './hex.ts'

/**
 * Whether a passkey signed a challenge, at the officers' own console and after it knew its user. SOURCE: Web Authentication level 3,
 * section 7.2, steps 11 to 24, but for the counter of signatures, which is for whoever asks (`#officers`): here no state is kept.
 * That ES256 has two spellings of one signature (s and n − s) changes nothing: people and keys are counted, and the body is in both.
 */

/** What a passkey's signature says, and what it should. */
export type PasskeyFacts = Readonly<{
  type: unknown
  challenge: unknown
  origin: unknown
  crossOrigin: unknown
  /** The challenge as it must be: base64url of 32 bytes. */
  asked: string
  /** Of the authenticator data: the hash of the relying party, in hexadecimal, and the flags. */
  rpIdHash: string
  flags: number
  relyingParties: readonly Readonly<{ origin: string; rpIdHash: string }>[]
  signatureHolds: boolean
}>

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04

export const PASSKEY_CHECKS: readonly Check<PasskeyFacts>[] = [
  {
    name: 'passkey/signature',
    refuses: ({ signatureHolds }) =>
      signatureHolds
        ? null
        : wrong('a signature that does not fit', 'a signature by the listed key over exactly these bytes'),
  },
  {
    name: 'passkey/type',
    refuses: ({ type }) =>
      type === 'webauthn.get' ? null : wrong('another ceremony', 'a signing-in ceremony (webauthn.get)'),
  },
  {
    name: 'passkey/challenge',
    refuses: ({ challenge, asked }) =>
      challenge === asked
        ? null
        : wrong('an answer to another challenge', 'an answer to the challenge of this document'),
  },
  {
    name: 'passkey/origin',
    refuses: ({ origin, relyingParties }) =>
      relyingParties.some(one => one.origin === origin)
        ? null
        : wrong('a signature given at another site', 'a signature given at a console that the root lists'),
  },
  {
    name: 'passkey/frame',
    refuses: ({ crossOrigin }) =>
      crossOrigin === undefined || crossOrigin === false
        ? null
        : wrong('a signature given inside a page of another site', "a signature given in the console's own window"),
  },
  {
    name: 'passkey/relying-party',
    refuses: ({ origin, rpIdHash, relyingParties }) => {
      const own = relyingParties.filter(one => one.origin === origin)
      return (own.length > 0 ? own : relyingParties).some(one => one.rpIdHash === rpIdHash)
        ? null
        : wrong('a passkey of another relying party', 'a passkey of the console that the root lists')
    },
  },
  {
    name: 'passkey/present',
    refuses: ({ flags }) =>
      flags & USER_PRESENT ? null : wrong('a device that nobody touched', 'a device that somebody touched'),
  },
  {
    name: 'passkey/verified',
    refuses: ({ flags }) =>
      flags & USER_VERIFIED ? null : wrong('a device that did not verify its user', 'a fingerprint, a face or a PIN'),
  },
]

/** Those that hold at whatever console: enough to tell a hold by officers of other tenants from a damaged one. */
export const ANY_CONSOLE_CHECKS = PASSKEY_CHECKS.slice(0, 3)

/** The facts of one signature, against the challenge that it should answer and the consoles that count. */
export async function passkeyFacts(
  one: PasskeySignature,
  challenge: Uint8Array,
  passkeys: readonly RelyingParty[],
): Promise<PasskeyFacts> {
  const authenticator = fromHex(one.authenticator)
  const client = fromHex(one.client)
  const { type, challenge: answered, origin, crossOrigin } = clientSays(client)
  const relyingParties = passkeys.map(async party => ({ origin: party.origin, rpIdHash: await hashOf(party.rpId) }))
  return {
    type,
    challenge: answered,
    origin,
    crossOrigin,
    asked: base64Url(challenge),
    rpIdHash: toHex(authenticator.subarray(0, 32)),
    flags: authenticator[32] ?? 0,
    relyingParties: await Promise.all(relyingParties),
    signatureHolds: await es256Holds(one, authenticator, client),
  }
}

/** The client data as the browser wrote it: JSON, of which only these members are asked. */
function clientSays(client: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(client))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Not JSON: then it says nothing, and every check of it refuses.
    return {}
  }
}

async function hashOf(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

/** ES256 over the authenticator data and the SHA-256 of the client data. */
async function es256Holds(
  { key, signature }: PasskeySignature,
  authenticator: Uint8Array<ArrayBuffer>,
  client: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const numbers = numbersOfDer(fromHex(signature))
  const point = await pointOf(key)
  if (!numbers || !point) return false
  const clientHash = new Uint8Array(await crypto.subtle.digest('SHA-256', client))
  const signed = new Uint8Array([...authenticator, ...clientHash])
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, point, numbers, signed)
}

/** The key, null where the digits are no point of the curve. */
async function pointOf(key: string): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('raw', fromHex(key), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  } catch {
    return null
  }
}

/**
 * r and s, 32 bytes each, of the one DER spelling of an ECDSA signature (RFC 3279, 2.2.3; X.690, 8.3 and 10.1); null for any other: a
 * changed length or a needless zero must not pass.
 */
function numbersOfDer(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const r = integerAt(der, 2)
  const s = r && integerAt(der, r.end)
  if (!s || der[0] !== 0x30 || der[1] !== der.length - 2 || s.end !== der.length) return null
  return new Uint8Array([...r.number, ...s.number])
}

function integerAt(der: Uint8Array, at: number): Readonly<{ number: Uint8Array; end: number }> | null {
  const length = der[at + 1] ?? 0
  const bytes = der.subarray(at + 2, at + 2 + length)
  const [first = 0x80, second = 0] = bytes
  if (der[at] !== 0x02 || bytes.length !== length || first >= 0x80) return null
  // A zero in front stands only where the number would otherwise read as negative.
  if (first === 0 && second < 0x80) return null
  const digits = first === 0 ? bytes.subarray(1) : bytes
  if (digits.length > 32) return null
  const number = new Uint8Array(32)
  number.set(digits, 32 - digits.length)
  return { number, end: at + 2 + length }
}

function wrong(seen: string, expected: string) {
  return refuse('zones/bad-signature', {
    at: 'a signature',
    seen,
    expected,
    remedy: 'have the officer sign again in the console of this tenant',
  })
}
