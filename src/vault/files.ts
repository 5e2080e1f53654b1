import { createHash, type Hash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isRefusal } from '#kernel'
import { afterwards } from './acting.ts'
import { opener, sealer } from './chunks.ts'
import { newKey } from './cipher.ts'
import type { DataFile, Vault } from './contract.ts'
import { noteDestroyed } from './destroyed.ts'
import type { Inside } from './inside.ts'
import { keyEvent, keyHash, unwrapped, wrapped } from './keys.ts'
import { settled, syncFolder } from './master.ts'
import { addDestroyed, addFile, fileIds, fileOf, filesDue, removeFile } from './store.ts'

/** The folder of sealed files, in the private one. */
export const FILES = 'files'
/** A file that nobody names is given this long: its writer may be between the disk and the database. */
const ORPHAN_MS = 24 * 60 * 60 * 1000

/** Where the sealed bytes of a file lie. Only ids that this room made are paths. */
export function filePath(folder: string, id: string): string {
  if (!/^file-[0-9a-f]{32}$/.test(id)) throw new Error('no id of a file')
  return join(folder, FILES, id)
}

type Parts = Pick<Inside, 'database' | 'masters' | 'settings' | 'run'>

/** Writes beside the name, waits for the disk, renames, and then tells the database: without its row a file has no key. */
export async function storeFile(
  { database, masters, settings }: Parts,
  content: Readable,
  until: Date | null,
): Promise<DataFile> {
  const { folder } = settings
  await mkdir(join(folder, FILES), { recursive: true, mode: 0o700 })
  const id = `file-${randomBytes(16).toString('hex')}`
  const key = newKey()
  const path = filePath(folder, id)
  try {
    const measured = await writeSealed(content, key, id, `${path}.draft`)
    await rename(`${path}.draft`, path)
    await syncFolder(join(folder, FILES))
    await database.sql.transaction().execute(async tx => {
      const row = await wrapped(masters, tx, ['file', id], key)
      await addFile(tx, { id, ...row, ...measured, until }, settings.now())
    })
    return { id, ...measured }
  } catch (cause) {
    await rm(`${path}.draft`, { force: true })
    await rm(path, { force: true })
    throw cause
  }
}

async function writeSealed(content: Readable, key: Uint8Array, id: string, path: string) {
  const digest = createHash('sha256')
  const gauge = { sizeBytes: 0 }
  const output = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(content, measuring(digest, gauge), sealer(key, id), output)
  await settled(path)
  return { sha256: digest.digest('hex'), sizeBytes: gauge.sizeBytes }
}

function measuring(digest: Hash, gauge: { sizeBytes: number }): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      gauge.sizeBytes += chunk.length
      done(null, chunk)
    },
  })
}

/** The content, piece by piece. */
export async function readFile({ database, masters, settings }: Parts, id: string): Promise<Readable> {
  const row = await fileOf(database.sql, id)
  if (row === null) throw new Error('the file is not there, or was destroyed')
  const key = await unwrapped(masters, database.sql, ['file', id], row)
  const sealed = createReadStream(filePath(settings.folder, id))
  const content = opener(key, id)
  pipeline(sealed, content).catch(() => {}) // the reader of `content` gets the error
  return content
}

/** Destroys the key first, in the ledger too; then the bytes. Without effect when there is no such file. */
export async function destroyFile({ settings, run }: Parts, act: Vault['act'], id: string): Promise<void> {
  const path = filePath(settings.folder, id)
  const nothing = new Error('no such file')
  try {
    const done = await act(async one => {
      if (!(await removeFile(one.sql, id))) throw nothing
      await addDestroyed(one.sql, id, one.now)
      one.record(keyEvent('vault.key-destroyed', one, run, keyHash(id)))
      afterwards(one, () => noteDestroyed(settings.folder, [id]))
      return true
    })
    if (isRefusal(done)) throw new Error(`the ledger refused that a file goes: ${done.code}`)
  } catch (thrown) {
    if (thrown !== nothing) throw thrown
  }
  await rm(path, { force: true })
}

/** Destroys files whose time has come, and removes bytes that no row names (their key is gone). Gives how many were destroyed. */
export async function sweepFiles(parts: Parts, act: Vault['act']): Promise<number> {
  const { database, settings } = parts
  const now = settings.now()
  const due = await filesDue(database.sql, now)
  for (const id of due) await destroyFile(parts, act, id)
  const known = new Set(await fileIds(database.sql))
  for (const name of await readdir(join(settings.folder, FILES)).catch(() => [])) {
    const path = join(settings.folder, FILES, name)
    const there = known.has(name) ? null : await stat(path).catch(() => null)
    if (there !== null && now.getTime() - there.mtimeMs > ORPHAN_MS) await rm(path, { force: true })
  }
  return due.length
}
