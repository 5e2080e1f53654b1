import { createHmac, randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { KEY_BYTES, openBytes, sealBytes } from './cipher.ts'

/**
 * The master key: 32 random bytes in a file of the private folder (0600). It wraps every other key. [Note: two files while it
 * changes] The next one lies beside it until the database has every key wrapped anew; the database says which one counts.
 */

const FILE = 'master-key'
const NEXT = 'master-key.next'

/** A version of the master key as the database knows it. */
export type MasterVersion = Readonly<{ version: number; print: string }>

/** Another key, wrapped by a version of the master key. */
export type Wrapped = Readonly<{ master: number; wrapped: Uint8Array }>

/** The master keys of a private folder, by the print that the database keeps of them. */
export type Masters = Readonly<{
  /** The key of a version; null when no file holds it. */
  of(version: MasterVersion): Promise<Uint8Array | null>
}>

/** Tells keys apart without saying anything about them. */
export function printOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('parefuite master key, print').digest('hex')
}

/** The master keys of a folder. A key that another process has just changed is read from its file. */
export function mastersOf(folder: string): Masters {
  const known = new Map<string, Uint8Array>()
  return {
    of: async ({ print }) => {
      if (!known.has(print)) for (const name of [FILE, NEXT]) await remember(join(folder, name), known)
      return known.get(print) ?? null
    },
  }
}

async function remember(path: string, known: Map<string, Uint8Array>): Promise<void> {
  const key = await readFile(path).catch(() => null)
  if (key?.length === KEY_BYTES) known.set(printOf(key), key)
}

/**
 * The first master key of a folder: the one that lies there, otherwise a new one, resting on the disk. Gives its print. Throws for a file that
 * cannot be read or is no key: a new one in its place would destroy whatever that key sealed.
 */
export async function firstMaster(folder: string): Promise<string> {
  const there = await readFile(join(folder, FILE)).catch(unlessAbsent)
  if (there === null) return writeMaster(folder, FILE, randomBytes(KEY_BYTES))
  if (there.length !== KEY_BYTES) throw new Error('the file master-key of the private folder is no master key')
  return printOf(there)
}

/** Null for a file that is not there; throws what else the disk says. */
export function unlessAbsent(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT') return null
  throw new Error('a file of the private folder cannot be read', { cause })
}

/** Puts the next master key beside the one that counts. Gives its print. */
export function nextMaster(folder: string): Promise<string> {
  return writeMaster(folder, NEXT, randomBytes(KEY_BYTES))
}

/** Puts a master key that came from a backup into an empty folder. */
export function placeMaster(folder: string, key: Uint8Array): Promise<string> {
  return writeMaster(folder, FILE, key)
}

/** The master key that counts, for a backup. Throws when it is not there. */
export async function masterFor(folder: string, version: MasterVersion): Promise<Uint8Array> {
  const key = await mastersOf(folder).of(version)
  if (key === null) throw new Error('the master key is not in the private folder')
  return key
}

/** Whether a master key lies in the folder, whichever. */
export async function hasMaster(folder: string): Promise<boolean> {
  return (await readFile(join(folder, FILE)).catch(unlessAbsent)) !== null
}

/** Takes away the master key that an interrupted restore had placed. */
export async function removeMaster(folder: string): Promise<void> {
  await rm(join(folder, FILE), { force: true })
}

/** Ends a change of master key, also one that was interrupted: the file holds the one that counts, and there is no other. */
export async function settleMaster(folder: string, { print }: MasterVersion): Promise<void> {
  const next = await readFile(join(folder, NEXT)).catch(() => null)
  if (next === null) return
  if (next.length === KEY_BYTES && printOf(next) === print) await rename(join(folder, NEXT), join(folder, FILE))
  else await rm(join(folder, NEXT))
  await syncFolder(folder)
}

async function writeMaster(folder: string, name: string, key: Uint8Array): Promise<string> {
  const draft = join(folder, `${name}.${randomBytes(8).toString('hex')}`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(key)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
  await syncFolder(folder)
  return printOf(key)
}

/** Waits until the bytes of a file rest on the disk. */
export async function settled(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Waits until the names in a folder rest on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows cannot open a folder; NTFS keeps names in its journal
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Wraps a key for what it is for: a data key of a subject, a file's, a secret of the zone. */
export function wrap(master: Uint8Array, version: number, what: readonly string[], key: Uint8Array): Wrapped {
  return { master: version, wrapped: sealBytes(master, ['parefuite/key', ...what, version], key) }
}

/** The key that was wrapped. Throws when it was changed or is another's. */
export function unwrap(master: Uint8Array, what: readonly string[], { master: version, wrapped }: Wrapped): Uint8Array {
  return openBytes(master, ['parefuite/key', ...what, version], wrapped)
}
