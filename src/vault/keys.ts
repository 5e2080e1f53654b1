import { createHmac, createPrivateKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { isRefusal, type Refusal } from '#kernel'
import type { LedgerEvent } from '#ledger'
import { KEY_BYTES, newKey, openBytes, sealBytes } from './cipher.ts'
import type { Act, FieldPlace, ZoneKey } from './contract.ts'
import { type Masters, unwrap, type Wrapped, wrap } from './master.ts'
import {
  addDestroyed,
  addKey,
  addSecret,
  heldMaster,
  isDestroyed,
  keyOf,
  masterOf,
  removeKey,
  secretOf,
} from './store.ts'

/** PKCS #8 of an Ed25519 key before its 32 bytes. SOURCE: RFC 8410, 7. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const FIELD = 'parefuite/field'
const FIELD_VERSION = 1

type Sql = Kysely<unknown>

/** The hash by which the ledger names the key of a subject or file. */
export function keyHash(what: string): string {
  return hash('sha256', what)
}

/** The event of a key that was made or destroyed by this process. */
export function keyEvent(
  kind: 'vault.key-made' | 'vault.key-destroyed',
  act: Pick<Act, 'now'>,
  by: string,
  key: string,
): LedgerEvent {
  return { kind, at: act.now.toISOString(), by, key }
}

/** Wraps a key with the master key that counts, which cannot change until the transaction ends. Throws without its file. */
export async function wrapped(
  masters: Masters,
  tx: Transaction<unknown>,
  what: readonly string[],
  key: Uint8Array,
): Promise<Wrapped> {
  const version = await heldMaster(tx, 'share')
  const master = await masters.of(version)
  if (master === null) throw new Error('the master key is not in the private folder')
  return wrap(master, version.version, what, key)
}

/** The key that was wrapped by whichever master key. Throws without its file, or when it was changed. */
export async function unwrapped(masters: Masters, db: Sql, what: readonly string[], key: Wrapped): Promise<Uint8Array> {
  const version = await masterOf(db, key.master)
  const master = version && (await masters.of(version))
  if (!master) throw new Error('the master key that wrapped a key is not in the private folder')
  return unwrap(master, what, key)
}

/** Gives a subject a data key. Throws for one whose key was destroyed: its id must never seal again. */
export async function makeKey(masters: Masters, run: string, act: Act, subject: string): Promise<void> {
  if (await isDestroyed(act.sql, subject)) throw new Error('the key of this subject was destroyed; it gets no other')
  const key = await wrapped(masters, act.sql, ['subject', subject], newKey())
  if (await addKey(act.sql, subject, key, act.now)) act.record(keyEvent('vault.key-made', act, run, keyHash(subject)))
}

/** Destroys a data key, for ever. Gives whether there was one. */
export async function destroyKey(run: string, act: Act, subject: string): Promise<boolean> {
  if (!(await removeKey(act.sql, subject))) return false
  await addDestroyed(act.sql, subject, act.now)
  act.record(keyEvent('vault.key-destroyed', act, run, keyHash(subject)))
  return true
}

export async function sealField(masters: Masters, act: Act, place: FieldPlace, text: string): Promise<Uint8Array> {
  const row = await keyOf(act.sql, place.subject)
  if (row === null) throw new Error('the subject has no data key: makeKey comes first')
  const key = await unwrapped(masters, act.sql, ['subject', place.subject], row)
  return sealBytes(key, partsOf(place), Buffer.from(text))
}

export async function openField(
  masters: Masters,
  db: Sql,
  place: FieldPlace,
  sealed: Uint8Array,
): Promise<string | null> {
  const row = await keyOf(db, place.subject)
  if (row === null) return null
  const key = await unwrapped(masters, db, ['subject', place.subject], row)
  return Buffer.from(openBytes(key, partsOf(place), sealed)).toString('utf8')
}

function partsOf({ subject, table, column, record }: FieldPlace): readonly (string | number)[] {
  return [FIELD, FIELD_VERSION, subject, table, column, record]
}

/** HMAC-SHA-256 over the name and the value, told apart by the length of the name. */
export function blindIndex(key: Uint8Array, name: string, value: string): string {
  return createHmac('sha256', key).update(`${name.length}:${name}:${value}`).digest('hex')
}

/** A secret of the zone by purpose, 32 bytes, with the public half of a signing key. */
export type Secret = Readonly<{ bytes: Uint8Array; publicKey: string | null }>

/** The secret of a purpose, null when there is none yet. */
export async function readSecret(masters: Masters, db: Sql, purpose: string): Promise<Secret | null> {
  const row = await secretOf(db, purpose)
  if (row === null) return null
  return { bytes: await unwrapped(masters, db, ['secret', purpose], row), publicKey: row.public_key }
}

/** Makes a secret in a transaction. `signing` makes an Ed25519 key, otherwise 32 random bytes. Gives null when there is one already. */
export async function makeSecret(
  masters: Masters,
  act: Pick<Act, 'sql' | 'now'>,
  purpose: string,
  kind: 'signing' | 'hashing',
): Promise<Secret | null> {
  const secret = kind === 'signing' ? newSigningKey() : { bytes: newKey(), publicKey: null }
  const row = await wrapped(masters, act.sql, ['secret', purpose], secret.bytes)
  const added = await addSecret(act.sql, purpose, { ...row, public_key: secret.publicKey }, act.now)
  return added ? secret : null
}

function newSigningKey(): Secret {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  if (jwk.d === undefined || jwk.x === undefined) throw new Error('Node made no Ed25519 key')
  return { bytes: Buffer.from(jwk.d, 'base64url'), publicKey: Buffer.from(jwk.x, 'base64url').toString('hex') }
}

/** The private key of a signing secret. Throws for another secret. */
export function privateKeyOf({ bytes, publicKey }: Secret): KeyObject {
  if (bytes.length !== KEY_BYTES || publicKey === null) throw new Error('the secret is no signing key')
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, bytes]), format: 'der', type: 'pkcs8' })
}

/** The zone's keys by purpose, each made when first asked for, and kept while the process lives. */
export function zoneKeys(
  masters: Masters,
  run: string,
  db: Sql,
  act: (work: (act: Act) => Promise<Secret | Refusal>) => Promise<Secret | Refusal>,
): (purpose: string) => Promise<ZoneKey> {
  const kept = new Map<string, Promise<ZoneKey>>()
  const find = async (purpose: string): Promise<ZoneKey> => {
    const secret = (await readSecret(masters, db, purpose)) ?? (await made(purpose))
    const key = privateKeyOf(secret)
    return { publicKey: secret.publicKey ?? '', sign: async message => sign(null, message, key) }
  }
  const made = async (purpose: string): Promise<Secret> => {
    const secret = await act(async one => {
      const fresh = await makeSecret(masters, one, purpose, 'signing')
      const now = fresh ?? (await readSecret(masters, one.sql, purpose))
      if (now === null) throw new Error('a secret that was made is not there')
      if (fresh) one.record(keyEvent('vault.key-made', one, run, publicKeyHash(fresh)))
      return now
    })
    if (isRefusal(secret)) throw new Error(`the ledger refused a new key: ${secret.code}`)
    return secret
  }
  return purpose => {
    const known = kept.get(purpose) ?? find(purpose)
    kept.set(purpose, known)
    known.catch(() => kept.delete(purpose)) // not found this time: asked again
    return known
  }
}

/** How the ledger names a signing key. */
export function publicKeyHash({ publicKey }: Secret): string {
  return hash('sha256', Buffer.from(publicKey ?? '', 'hex'))
}
