import { createHash } from 'node:crypto'
import { type BigIntStats, constants, lstatSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import { type Refusal, refuse } from '#kernel'
import type { ManifestFile } from '#zones'

/** A file whose bytes are those of the manifest, as long as its stamp is what it was. */
export type Content = Readonly<{ stamp: string; path: string; sizeBytes: number; held: Held | null }>

/** Small files wait in memory, with their compressed forms where those are shorter. */
export type Held = Readonly<{ identity: Buffer; gzip: Buffer | null; br: Buffer | null }>

/** Larger files are read from disk for each answer; pages and their parts are far smaller. */
const MAX_HELD_BYTES = 1024 * 1024
/** What all held files may take, with their compressed forms: a small machine serves a site of thousands of pages from it. */
const MAX_HELD_TOTAL_BYTES = 192 * 1024 * 1024
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|ld\+json|xml|javascript|geo\+json)|image\/svg\+xml)/

/** The files of one tenant, each verified when first needed and again whenever its stamp changes. */
export class Contents {
  readonly #folder: string
  readonly #known = new Map<string, Content | Refusal>()
  readonly #stamps = new Map<string, string>()
  readonly #pending = new Map<string, Promise<Content | Refusal>>()
  #heldBytes = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The verified content of a listed file, at once where nothing changed. A refusal where its bytes are not the listed ones. */
  find(file: ManifestFile): Content | Refusal | Promise<Content | Refusal> {
    const stamp = stampNow(this.#pathOf(file))
    const known = this.#known.get(file.sha256)
    if (known && this.#stamps.get(file.sha256) === stamp) return known
    return this.#verify(file, stamp)
  }

  /** Forgets what the manifest no longer lists. */
  keepOnly(files: readonly ManifestFile[]): void {
    const listed = new Set(files.map(file => file.sha256))
    for (const sha256 of [...this.#known.keys()]) if (!listed.has(sha256)) this.#forget(sha256)
  }

  #pathOf({ sha256 }: ManifestFile): string {
    return join(this.#folder, sha256)
  }

  async #verify(file: ManifestFile, stamp: string): Promise<Content | Refusal> {
    const { sha256 } = file
    const key = `${sha256} ${stamp}`
    const pending = this.#pending.get(key)
    if (pending) return pending
    const verifying = this.#readOrRefuse(file, stamp).finally(() => this.#pending.delete(key))
    this.#pending.set(key, verifying)
    const content = await verifying
    this.#forget(sha256)
    this.#known.set(sha256, content)
    this.#stamps.set(sha256, stamp)
    this.#heldBytes += heldBytesOf(content)
    return content
  }

  #forget(sha256: string): void {
    this.#heldBytes -= heldBytesOf(this.#known.get(sha256))
    this.#known.delete(sha256)
    this.#stamps.delete(sha256)
  }

  /** A disk that fails while it is read is no reason to stop serving the rest. */
  async #readOrRefuse(file: ManifestFile, stamp: string): Promise<Content | Refusal> {
    try {
      return await this.#read(file, stamp)
    } catch {
      return wrongBytes(file, 'a file that cannot be read')
    }
  }

  async #read(file: ManifestFile, stamp: string): Promise<Content | Refusal> {
    const path = this.#pathOf(file)
    const handle = await openPlain(path)
    if (!handle) return wrongBytes(file, 'no readable plain file')
    try {
      if (stampOf(await handle.stat({ bigint: true })) !== stamp) return wrongBytes(file, 'a file that is changing')
      const mayHold = file.sizeBytes <= MAX_HELD_BYTES && this.#heldBytes + file.sizeBytes <= MAX_HELD_TOTAL_BYTES
      const bytes = await readMatching(handle, file, mayHold)
      if (bytes === null) return wrongBytes(file, 'other bytes than the manifest lists')
      return { stamp, path, sizeBytes: file.sizeBytes, held: mayHold ? await heldForms(bytes, file.mediaType) : null }
    } finally {
      await handle.close()
    }
  }
}

/** What a file looks like from outside at this moment; another text, and it was changed. */
export function stampNow(path: string): string {
  try {
    return stampOf(lstatSync(path, { bigint: true }))
  } catch {
    // Gone, or out of reach: then nothing there is the listed file.
    return 'gone'
  }
}

/** The same of an open file. */
export function stampOf(seen: BigIntStats): string {
  return `${seen.dev} ${seen.ino} ${seen.size} ${seen.mtimeNs} ${seen.ctimeNs}`
}

/** Opens a plain file, never through a link; null where there is none. */
export async function openPlain(path: string): Promise<FileHandle | null> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(path, flags).catch(() => null)
  if (!handle || (await handle.stat()).isFile()) return handle
  await handle.close()
  return null
}

/** The bytes, or nothing but an empty buffer where they are not to be held; null where they are not those of the manifest. */
async function readMatching(handle: FileHandle, file: ManifestFile, hold: boolean): Promise<Buffer | null> {
  const hash = createHash('sha256')
  const chunks: Buffer[] = []
  let sizeBytes = 0
  // One byte past the listed size tells a longer file, and an endless one is left there.
  for await (const chunk of handle.createReadStream({ end: file.sizeBytes, autoClose: false })) {
    const bytes = chunk as Buffer
    sizeBytes += bytes.length
    hash.update(bytes)
    if (hold) chunks.push(bytes)
  }
  return sizeBytes === file.sizeBytes && hash.digest('hex') === file.sha256 ? Buffer.concat(chunks) : null
}

async function heldForms(identity: Buffer, mediaType: string): Promise<Held> {
  if (!COMPRESSIBLE.test(mediaType)) return { identity, gzip: null, br: null }
  const params = { [zlib.BROTLI_PARAM_QUALITY]: 9, [zlib.BROTLI_PARAM_SIZE_HINT]: identity.length }
  const [zipped, br] = await Promise.all([
    promisify(gzip)(identity, { level: 9 }),
    promisify(brotliCompress)(identity, { params }),
  ])
  const shorter = (form: Buffer): Buffer | null => (form.length < identity.length ? form : null)
  return { identity, gzip: shorter(zipped), br: shorter(br) }
}

function heldBytesOf(content: Content | Refusal | undefined): number {
  if (!content || !('held' in content) || !content.held) return 0
  const { identity, gzip: zipped, br } = content.held
  return identity.length + (zipped?.length ?? 0) + (br?.length ?? 0)
}

function wrongBytes({ path }: ManifestFile, seen: string): Refusal {
  return refuse('portal/altered', {
    at: path,
    seen,
    expected: 'the bytes that two officers approved',
    remedy: 'push the file again; find out who can write here',
  })
}
