import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/**
 * Sealing of small things: AES-256-GCM. SOURCE: NIST SP 800-38D; nonces of 96 random bits, at most 2^32 for one key (8.3).
 * Sealed: form (1 byte, 1), nonce (12), ciphertext, tag (16).
 */

export const KEY_BYTES = 32
const FORM = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const ALGORITHM = 'aes-256-gcm'

/** A new key from the machine's randomness. */
export function newKey(): Uint8Array {
  return randomBytes(KEY_BYTES)
}

/** Seals bytes for one place: they open nowhere else. `place` is told apart part by part, whatever the parts hold. */
export function sealBytes(key: Uint8Array, place: readonly (string | number)[], bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(associated(place))
  return Buffer.concat([Uint8Array.of(FORM), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** The bytes that were sealed for this place. Throws when they were changed, stood elsewhere or were sealed by another key. */
export function openBytes(key: Uint8Array, place: readonly (string | number)[], sealed: Uint8Array): Uint8Array {
  const bytes = Buffer.from(sealed)
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== FORM) throw tampered()
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(associated(place))
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw tampered(cause)
  }
}

function associated(place: readonly (string | number)[]): Uint8Array {
  return Buffer.from(JSON.stringify(place))
}

function tampered(cause?: unknown): Error {
  return new Error('sealed bytes were changed, stand elsewhere or belong to another key', { cause })
}
