import { createHash, randomBytes } from 'node:crypto'

/** Random names of things, and what of a key the ledger may hold. */

/** An id of 128 random bits: `officer-…`. */
export function newId(what: 'officer' | 'tenant' | 'run'): string {
  return `${what}-${randomBytes(16).toString('hex')}`
}

/** This process, where it acts without a person. */
export const RUN = newId('run')

/** How the ledger names a key: SHA-256 of the public key (`docs/formats/ledger.md`). */
export function ledgerKey(key: string): string {
  return createHash('sha256').update(Buffer.from(key, 'hex')).digest('hex')
}

/** A secret of 256 bits for a browser, and what of it is kept. A hash without a key is enough: nobody guesses 256 bits. */
export function newToken(): Readonly<{ token: string; tokenHash: string }> {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOfToken(token) }
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
