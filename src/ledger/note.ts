import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type Refusal, refuse } from '#kernel'
import { sha256 } from './hash.ts'

/** Signed notes. SOURCE: C2SP signed-note v1.0.0; cosignatures: C2SP tlog-cosignature v1, “Ed25519 signed message”. */

/** What a key signs: 1 notes (the ledger's own), 4 checkpoints of others, with the time (a witness). */
export type KeyType = 1 | 4

/** A public key by its name, with the id that stands on its signatures (8 hexadecimal digits). */
export type VerifierKey = Readonly<{ kind: 'ledger/key'; name: string; id: string; type: KeyType; bytes: Uint8Array }>

/** A private key that can sign bytes and nothing else. */
export type Signer = Readonly<{ key: VerifierKey; sign(message: Uint8Array): Uint8Array }>

/** A note whose signatures by known keys were all verified. `unknown` counts the signatures that were ignored. */
export type OpenedNote = Readonly<{ text: string; by: readonly VerifierKey[]; unknown: number }>

/** More lines than this are no note of ours: a bound against endless ones. The format asks for at least 16. */
const SIGNATURES_MAX = 64
const NOTE_BYTES_MAX = 1 << 20
const KEY_BYTES = 32

/** The signer of an Ed25519 private key. Throws when the key is of another sort or the name has blanks or a plus. */
export function ed25519Signer(name: string, privateKey: KeyObject, type: KeyType = 1): Signer {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (privateKey.asymmetricKeyType !== 'ed25519' || typeof x !== 'string') throw new Error('the key is not Ed25519')
  if (!isKeyName(name)) throw new Error('a key name is not empty and has no blank and no plus')
  const bytes = Buffer.from(x, 'base64url')
  const key: VerifierKey = { kind: 'ledger/key', name, id: keyId(name, type, bytes), type, bytes }
  return { key, sign: message => sign(null, message, privateKey) }
}

/** The key as one line of text (a “vkey”), as `--key` takes it. */
export function keyText({ name, id, type, bytes }: VerifierKey): string {
  return `${name}+${id}+${Buffer.concat([Uint8Array.of(type), bytes]).toString('base64')}`
}

/** Reads a key from its line, or refuses it: another form, an unknown type, an id that is not its own. */
export function readKey(text: string): VerifierKey | Refusal {
  const [, name, id, body] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? []
  const bytes = body === undefined ? null : base64(body)
  const type = bytes?.[0]
  const isRight = bytes?.length === 1 + KEY_BYTES && (type === 1 || type === 4) && isKeyName(name)
  if (!isRight || keyId(name, type, bytes.subarray(1)) !== id) {
    return refuse('ledger/key', {
      at: 'key',
      seen: 'another text',
      expected: 'NAME+ID+KEY, an Ed25519 verifier key',
      remedy: 'copy the whole line as the owner of the ledger gave it',
    })
  }
  return { kind: 'ledger/key', name, id, type, bytes: bytes.subarray(1) }
}

/** The text, which ends in a newline, with a signature of each signer. */
export function signNote(text: string, signers: readonly Signer[]): string {
  const lines = signers.map(({ key, sign }) => signatureLine(key, sign(Buffer.from(text))))
  return `${text}\n${lines.join('')}`
}

/** The line by which a witness says that at `timeSeconds` (since 1970) this checkpoint was the largest it knew. */
export function cosignatureLine(text: string, { key, sign }: Signer, timeSeconds: number): string {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(timeSeconds))
  return signatureLine(key, Buffer.concat([stamp, sign(cosigned(text, BigInt(timeSeconds)))]))
}

/**
 * Opens a note with the keys that are trusted: each signature of one of them must be right, and there must be one. Signatures
 * of other keys are counted and ignored.
 */
export function openNote(bytes: Uint8Array, keys: readonly VerifierKey[]): OpenedNote | Refusal {
  const parts = bytes.length <= NOTE_BYTES_MAX ? partsOf(bytes) : null
  if (parts === null) return refused('ledger/note', 'bytes that are no signed note', 'a text with signatures under it')
  const by: VerifierKey[] = []
  for (const { name, id, signature } of parts.signatures) {
    const key = keys.find(one => one.name === name && one.id === id)
    if (!key) continue
    if (!isSignedBy(key, parts.text, signature))
      return refused('ledger/signature', 'a signature that does not fit the text', 'the signature of the named key')
    by.push(key)
  }
  if (by.length === 0) return refused('ledger/unsigned', 'no signature of a known key', 'one of the keys given')
  return { text: parts.text, by, unknown: parts.signatures.length - by.length }
}

type Signature = Readonly<{ name: string; id: string; signature: Uint8Array }>

function partsOf(bytes: Uint8Array): Readonly<{ text: string; signatures: readonly Signature[] }> | null {
  const note = utf8(bytes)
  const cut = note?.lastIndexOf('\n\n') ?? -1
  if (note === null || cut < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return null
  const lines = note.slice(cut + 2, -1).split('\n')
  const signatures = lines.slice(0, SIGNATURES_MAX + 1).map(signatureOf)
  if (lines.length > SIGNATURES_MAX || signatures.includes(null)) return null
  return { text: note.slice(0, cut + 1), signatures: signatures.filter(one => one !== null) }
}

function signatureOf(line: string): Signature | null {
  const [, name, body] = /^— (\S+) (\S+)$/u.exec(line) ?? []
  const bytes = body === undefined ? null : base64(body)
  if (!bytes || bytes.length < 5 || !isKeyName(name)) return null
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
}

function signatureLine({ name, id }: VerifierKey, signature: Uint8Array): string {
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`
}

function isSignedBy({ type, bytes }: VerifierKey, text: string, signature: Uint8Array): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  if (type === 1) return signature.length === 64 && verify(null, Buffer.from(text), key, signature)
  if (signature.length !== 72) return false
  const time = Buffer.from(signature).readBigUInt64BE(0)
  return time < 1n << 63n && verify(null, cosigned(text, time), key, signature.subarray(8))
}

function cosigned(text: string, timeSeconds: bigint): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${timeSeconds}\n${text}`)
}

/** SOURCE: C2SP signed-note, “Signatures”: SHA-256(name || 0x0A || type || public key)[:4]. */
function keyId(name: string, type: KeyType, bytes: Uint8Array): string {
  return Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(type), bytes]))).toString(
    'hex',
    0,
    4,
  )
}

function isKeyName(name: string): boolean {
  return /^[^\s+\u0085]+$/u.test(name)
}

/** The bytes of Base 64 in its one right spelling: Node's own reader lets some changed bits pass. Null for anything else. */
export function base64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : null
}

/** The text of bytes that are UTF-8, otherwise null. */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null // not UTF-8: said by the caller
  }
}

function refused(
  code: 'ledger/note' | 'ledger/signature' | 'ledger/unsigned',
  seen: string,
  expected: string,
): Refusal {
  const remedy = 'compare with a checkpoint kept elsewhere, and ask the owner of the ledger for its key'
  const facts = { at: 'checkpoint', seen, expected, remedy }
  if (code === 'ledger/note') return refuse('ledger/note', facts)
  return code === 'ledger/signature' ? refuse('ledger/signature', facts) : refuse('ledger/unsigned', facts)
}
