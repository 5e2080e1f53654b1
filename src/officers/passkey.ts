import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { cose, decodeCredentialPublicKey, isoBase64URL } from '@simplewebauthn/server/helpers'
import { type Refusal, refuse } from '#kernel'
import { LIMITS } from './policy.ts'
import type { KeyRow, PasskeyTraits } from './store.ts'

/**
 * Passkeys: WebAuthn level 3 by SimpleWebAuthn. ES256 only, which the portal and browsers verify; always with user verification;
 * discoverable, so that nobody types a name; no attestation, which would name the device of a person.
 */

/** Where passkeys are made and used: the name of the host, what people read, the address of the console. */
export type Party = Readonly<{ rpId: string; rpName: string; origin: string }>

const ES256 = -7

/** What a browser needs to make a passkey for a person; `taken` are the credentials that the person has. */
export function creationOptions(
  party: Party,
  officer: string,
  userName: string,
  taken: readonly KeyRow[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpID: party.rpId,
    rpName: party.rpName,
    userID: Uint8Array.from(Buffer.from(officer)),
    userName,
    userDisplayName: userName,
    timeout: LIMITS.challengeMs,
    attestationType: 'none',
    supportedAlgorithmIDs: [ES256],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: taken.flatMap(row => (row.credential_id === null ? [] : [{ id: row.credential_id }])),
  })
}

/** What a browser needs to use a passkey: any of the party when `key` is null. `challenge` null draws a new one. */
export function requestOptions(
  party: Party,
  key: KeyRow | null,
  challenge: Uint8Array<ArrayBuffer> | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const id = key?.credential_id
  return generateAuthenticationOptions({
    rpID: party.rpId,
    timeout: LIMITS.challengeMs,
    userVerification: 'required',
    ...(challenge ? { challenge } : {}),
    ...(id ? { allowCredentials: [{ id }] } : {}),
  })
}

/** A new passkey, when the browser's answer is to this challenge at this party: its key (130 digits) and traits. */
export async function registeredPasskey(
  party: Party,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<Readonly<{ key: string; traits: PasskeyTraits }> | Refusal> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: [ES256],
    })
    if (!verified) return notThisPasskey()
    const { credential, credentialDeviceType, credentialBackedUp, aaguid } = registrationInfo
    const traits: PasskeyTraits = {
      credentialId: credential.id,
      transports: (credential.transports ?? []).filter(name => /^[a-z-]{2,20}$/.test(name)).slice(0, 8),
      deviceType: credentialDeviceType,
      backedUp: credentialBackedUp,
      aaguid,
      counter: credential.counter,
      rpId: party.rpId,
      origin: party.origin,
    }
    return { key: await pointOf(credential.publicKey), traits }
  } catch {
    return notThisPasskey() // the library throws for whatever is wrong with an answer: one refusal, which quotes nothing
  }
}

/** The counter after use, when a passkey answered this challenge at this party. */
export async function usedPasskey(
  party: Party,
  challenge: string,
  row: KeyRow,
  response: AuthenticationResponseJSON,
): Promise<number | Refusal> {
  if (row.credential_id === null) return notThisPasskey()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.rpId,
      requireUserVerification: true,
      // The counter is compared by ourselves: only a key that stays on one device can count.
      credential: { id: row.credential_id, publicKey: coseOf(row.key), counter: 0 },
    })
    if (!verified) return notThisPasskey()
    return authenticationInfo.newCounter
  } catch {
    return notThisPasskey()
  }
}

/**
 * The counter that has to rise, null for a key that does not count. SOURCE: WebAuthn level 3, section 6.1.1. Copies of a synced
 * passkey each count by themselves, so their counters say nothing.
 */
export function countOf(row: KeyRow, counter: number): number | null {
  return row.device_type === 'singleDevice' ? counter : null
}

/** The challenge that a browser answered, and null for what is no answer at all. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const client: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    if (typeof client !== 'object' || client === null || !('challenge' in client)) return null
    return typeof client.challenge === 'string' ? client.challenge : null
  } catch {
    return null // not JSON: no answer
  }
}

/** The uncompressed point of a COSE key. Throws for another algorithm, or for what is no point of P-256. */
async function pointOf(publicKey: Uint8Array<ArrayBuffer>): Promise<string> {
  const decoded = decodeCredentialPublicKey(publicKey)
  if (!cose.isCOSEPublicKeyEC2(decoded)) throw new Error('another algorithm than ES256')
  const x = decoded.get(cose.COSEKEYS.x)
  const y = decoded.get(cose.COSEKEYS.y)
  if (x?.length !== 32 || y?.length !== 32) throw new Error('no point of P-256')
  const point = Uint8Array.from([4, ...x, ...y])
  await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  return Buffer.from(point).toString('hex')
}

/** The COSE key of an uncompressed point. SOURCE: RFC 9053, sections 2.1 and 7.1.1, in the canonical CBOR of CTAP 2. */
function coseOf(key: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(`a5010203262001215820${key.slice(2, 66)}225820${key.slice(66)}`, 'hex'))
}

/** Base64url as it comes from browsers, in hexadecimal as the documents of the wall have it. */
export function hexOf(base64url: string): string {
  return Buffer.from(isoBase64URL.toBuffer(base64url)).toString('hex')
}

export function notThisPasskey(): Refusal {
  return refuse('officers/bad-passkey', {
    at: 'passkey',
    seen: 'an answer that does not fit',
    expected: 'an answer to this challenge, at this console, by a passkey that knows its user (ES256)',
    remedy: 'start again; take a device with a PIN, fingerprint or face',
  })
}

export function counterWentBack(): Refusal {
  return refuse('officers/counter', {
    at: 'passkey',
    seen: 'a device that counts fewer uses than before',
    expected: 'a counter that rises',
    remedy: 'somebody may have a copy of this device: end its sessions, take it out of the root, enrol another',
  })
}
