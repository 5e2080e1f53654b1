import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { armor, Decrypter, Encrypter } from 'age-encryption'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { LIMITS } from './policy.ts'

/**
 * An officer's key on the command line: Ed25519 as PKCS#8 (RFC 8410) in an age file under a passphrase, so that
 * `age -d FILE | openssl pkey -text` reads it without this program.
 */

/** A key file that was opened. With the officer's id it is a signer of the wall: `{ ...keyFile, person }`. */
export type KeyFile = Readonly<{
  /** The public key: 64 hexadecimal digits. */
  key: string
  sign(message: Uint8Array): Promise<Uint8Array>
}>

/**
 * Work to try one passphrase, as the power of two of scrypt's N: 256 MiB and about a second, age's own choice. PBKDF2 as OpenSSL
 * writes it into PKCS#8 (2,048 rounds) would let a stolen file be tried a thousand times faster.
 */
const WORK = 18

/**
 * Makes a key file that only its owner can read and gives its public key (64 hexadecimal digits). Refuses a short passphrase,
 * and a path where something is: a key is never overwritten. Throws what else the disk says.
 */
export async function createKeyFile(path: string, passphrase: string, work: number = WORK): Promise<string | Refusal> {
  if ([...passphrase].length < LIMITS.passphraseLength) return tooShort()
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(work)
  const sealed = await encrypter.encrypt(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const refused = await writeOnce(path, armor.encode(sealed))
  return refused ?? rawPublicKey(publicKey)
}

/** Opens a key file. Refuses when there is none, when the passphrase is not its own, and when it holds another sort of key. */
export async function openKeyFile(path: string, passphrase: string): Promise<KeyFile | Refusal> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null
    throw new Error('the key file cannot be read', { cause })
  })
  const privateKey = text === null ? notOpened() : await unsealed(text, passphrase)
  if (isRefusal(privateKey)) return privateKey
  return {
    key: rawPublicKey(createPublicKey(privateKey)),
    sign: message => Promise.resolve(Uint8Array.from(sign(null, message, privateKey))),
  }
}

/** Whether a signature over a text was made by the private half of an Ed25519 key (64 hexadecimal digits). */
export async function provesKeyFile(key: string, text: string, signature: Uint8Array): Promise<boolean> {
  const raw = Uint8Array.from(Buffer.from(key, 'hex'))
  const publicKey = await crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
  return crypto.subtle.verify('Ed25519', publicKey, Uint8Array.from(signature), new TextEncoder().encode(text))
}

async function writeOnce(path: string, text: string): Promise<Refusal | null> {
  const file = await open(path, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EEXIST') return null
    throw new Error('the key file cannot be written', { cause })
  })
  if (file === null) return isThere()
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return null
}

async function unsealed(text: string, passphrase: string): Promise<KeyObject | Refusal> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    const key = createPrivateKey(await decrypter.decrypt(armor.decode(text), 'text'))
    return key.asymmetricKeyType === 'ed25519' ? key : notOpened()
  } catch {
    return notOpened() // age cannot tell a wrong passphrase from a changed file: one refusal for both
  }
}

function rawPublicKey(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
}

function tooShort(): Refusal {
  return refuse('officers/short-passphrase', {
    at: 'passphrase',
    seen: 'a short passphrase',
    expected: `at least ${LIMITS.passphraseLength} characters`,
    remedy: 'take four or five words that do not belong together',
  })
}

function isThere(): Refusal {
  return refuse('officers/key-file-exists', {
    at: 'key file',
    seen: 'a file of this name',
    expected: 'a new name: a key is never overwritten',
    remedy: 'name another file',
  })
}

function notOpened(): Refusal {
  return refuse('officers/key-file', {
    at: 'key file',
    seen: 'no Ed25519 key that this passphrase opens',
    expected: 'a key file made by this program, and its passphrase',
    remedy: 'look at the path and the passphrase; a forgotten passphrase needs a new key',
  })
}
