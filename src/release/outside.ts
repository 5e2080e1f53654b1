import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

/**
 * The public folder of one tenant, `released/<tenant>`, as the private zone writes it. [Note: beside, then renamed] Whatever
 * stands under its own name is whole: it was written beside, waited for on the disk, and renamed.
 */

/** Told before each durable step, by name; the tests of the bad day end the world there. */
export type Step = (name: string) => void | Promise<void>

/** A half-written file older than this belongs to a process that is gone: no document takes a minute to write. */
const STALE_PART_MS = 60_000

/**
 * The bytes of a plain file; null where there is none, or a longer one. A link is no plain file: it may lead out of the folder. Throws what
 * else the disk says: what cannot be read is not taken for absent, since it may say stop, or that more is known outside.
 */
export async function readOutside(folder: string, name: string, maxBytes: number): Promise<Buffer | null> {
  return withPlain(join(folder, name), async file => {
    const chunks: Buffer[] = []
    let sizeBytes = 0
    for await (const chunk of file.createReadStream({ end: maxBytes, autoClose: false })) {
      chunks.push(chunk as Buffer)
      sizeBytes += (chunk as Buffer).length
    }
    return sizeBytes <= maxBytes ? Buffer.concat(chunks) : null
  })
}

/** Opened without following a link, and without waiting for whoever would write into a pipe; looked at once it is open, so that nothing is exchanged between. */
async function withPlain<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const file = await open(path, flags).catch(unlessAbsent)
  try {
    return file && (await file.stat()).isFile() ? await use(file) : null
  } finally {
    await file?.close()
  }
}

/** ELOOP is a link; ENXIO a socket, which is no plain file either. */
function unlessAbsent(cause: NodeJS.ErrnoException): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'].includes(cause.code ?? '')) return null
  throw cause
}

/** The names in a folder of the public side, sorted; none where there is no folder. Throws what else the disk says. */
export async function namesOutside(folder: string, name: string): Promise<readonly string[]> {
  return ((await readdir(join(folder, name)).catch(unlessAbsent)) ?? []).sort()
}

/** Puts a document under its name, durably; without effect where the same bytes are there. Throws what the disk says. */
export async function putDocument(folder: string, name: string, bytes: Uint8Array, step: Step): Promise<void> {
  const there = await readOutside(folder, name, bytes.length)
  if (there?.equals(bytes)) return
  const path = join(folder, name)
  await makeFolder(dirname(path))
  const part = partOf(path)
  await step(`write ${kindOf(name)}`)
  await writeSynced(part, [bytes])
  await step(`rename ${kindOf(name)}`)
  await rename(part, path)
  await syncFolder(dirname(path))
  await step(`written ${kindOf(name)}`)
}

/** What files looked like when they were last read whole, by path: one that looks so still is not read again. */
export type Stamps = Map<string, string>

/** Whether a file stands under the name of its SHA-256 with these bytes: read once, and again whenever it looks otherwise. */
export async function contentStands(folder: string, sha256: string, stamps: Stamps): Promise<boolean> {
  const path = join(folder, 'files', sha256)
  const stamp = await stampOf(path)
  if (stamp === null) return false
  if (stamps.get(path) === stamp) return true
  if ((await hashOutside(folder, join('files', sha256)))?.sha256 !== sha256) return false
  stamps.set(path, stamp)
  return true
}

/**
 * Puts a file under the name of its SHA-256; it lasts once `syncContents` has run. Throws where the content is not that of the name, and what
 * the disk says; nothing remains under the name then.
 */
export async function putContent(
  folder: string,
  sha256: string,
  content: () => Promise<Readable>,
  step: Step,
): Promise<void> {
  const path = join(folder, 'files', sha256)
  const part = partOf(path)
  await step('write file')
  const hash = createHash('sha256')
  await writeSynced(part, hashing(await content(), hash))
  if (hash.digest('hex') !== sha256) {
    await rm(part, { force: true })
    throw new Error('a file of the private zone is not what its hash says')
  }
  await step('rename file')
  await rename(part, path)
}

/** Waits until the names of all files that were put rest on the disk. */
export async function syncContents(folder: string, step: Step): Promise<void> {
  await syncFolder(join(folder, 'files'))
  await step('written files')
}

/** Removes what a killed process left half-written. */
export async function removeParts(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    if (!/\.part-[0-9a-f]{16}$/.test(name)) continue
    const seen = await lstat(join(folder, name)).catch(() => null)
    if (seen && now.getTime() - seen.mtimeMs > STALE_PART_MS) await rm(join(folder, name), { force: true })
  }
}

/** Removes a file of the public side; without effect where there is none. */
export async function removeOutside(folder: string, name: string): Promise<void> {
  await rm(join(folder, name), { force: true })
}

/** The SHA-256 and size of a file outside; null where there is no plain file. */
export async function hashOutside(
  folder: string,
  name: string,
): Promise<Readonly<{ sha256: string; sizeBytes: number }> | null> {
  return withPlain(join(folder, name), async file => {
    const hash = createHash('sha256')
    let sizeBytes = 0
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      hash.update(chunk as Buffer)
      sizeBytes += (chunk as Buffer).length
    }
    return { sha256: hash.digest('hex'), sizeBytes }
  })
}

/** Makes a folder and waits until its name rests on the disk. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o755 })
  if (first === undefined) return
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at))
}

async function stampOf(path: string): Promise<string | null> {
  const seen = await lstat(path, { bigint: true }).catch(() => null)
  return seen?.isFile() ? `${seen.ino} ${seen.size} ${seen.mtimeNs} ${seen.ctimeNs}` : null
}

async function* hashing(content: Readable, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk as Buffer)
    yield chunk as Buffer
  }
}

async function writeSynced(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o644)
  try {
    for await (const chunk of chunks) await file.writeFile(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is safe only when its folder is. Windows cannot open a folder; NTFS keeps names in its journal. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Two processes may write the same document at once: each beside, under a name of its own. */
function partOf(path: string): string {
  return `${path}.part-${randomBytes(8).toString('hex')}`
}

function kindOf(name: string): string {
  return name.replace(/\.json$/, '').replace(/\/.*/, '')
}
