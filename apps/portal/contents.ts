import { createHash } from 'node:crypto'
import { type BigIntStats, constants, lstatSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip, constants as zlib } from 'node:zlib'
import { type Refusal, refuse } from '#kernel'
import type { ManifestFile } from '#zones'

/**
 * A file whose bytes were those of the manifest when they were read, as long as its stamp is what it was. [Note: a stamp may lie] Who
 * has a file mapped into memory can change it for half a minute without any trace outside. So what is not held in memory is compared
 * piece by piece on its way out: `pieces` has the SHA-256 of each, one after the other.
 */
export type Content = Readonly<{ stamp: string; path: string; sizeBytes: number; held: Held | null; pieces: Buffer }>

/** Small files wait in memory, with their compressed forms where those are shorter. */
export type Held = Readonly<{ identity: Buffer; gzip: Buffer | null; br: Buffer | null }>

/** Larger files are read from disk for each answer; pages and their parts are far smaller. */
const MAX_HELD_BYTES = 1024 * 1024
/** What all held files may take, with their compressed forms: a small machine serves a site of thousands of pages from it. */
const MAX_HELD_TOTAL_BYTES = 192 * 1024 * 1024
/** Larger files are read, compared and sent in pieces of this size. */
export const PIECE_BYTES = 256 * 1024
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

  /** Forgets a file of which a piece was not as it was: it is verified again as a whole when it is next asked for. */
  distrust({ sha256 }: ManifestFile): void {
    this.#forget(sha256)
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
      const read = await readMatching(handle, file, mayHold)
      if (read === null) return wrongBytes(file, 'other bytes than the manifest lists')
      const held = mayHold ? await heldForms(read.bytes, file.mediaType) : null
      return { stamp, path, sizeBytes: file.sizeBytes, held, pieces: read.pieces }
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

/** The bytes, or nothing but an empty buffer where they are not to be held, with the digests of their pieces; null for other bytes. */
async function readMatching(
  handle: FileHandle,
  { sizeBytes, sha256 }: ManifestFile,
  hold: boolean,
): Promise<Readonly<{ bytes: Buffer; pieces: Buffer }> | null> {
  const whole = createHash('sha256')
  const pieces: Buffer[] = []
  const chunks: Buffer[] = []
  for (let at = 0; at < sizeBytes; at += PIECE_BYTES) {
    const piece = await readAt(handle, at, Math.min(PIECE_BYTES, sizeBytes - at))
    whole.update(piece)
    pieces.push(digestOf(piece))
    if (hold) chunks.push(piece)
  }
  // One byte past the listed size tells a longer file, and an endless one is left there.
  const isLonger = (await readAt(handle, sizeBytes, 1)).length > 0
  if (isLonger || whole.digest('hex') !== sha256) return null
  return { bytes: Buffer.concat(chunks), pieces: Buffer.concat(pieces) }
}

/** A piece of a file that was verified, by its number; null where its bytes are no longer those. */
export async function pieceAt(
  handle: FileHandle,
  { sizeBytes, pieces }: Pick<Content, 'sizeBytes' | 'pieces'>,
  number: number,
): Promise<Buffer | null> {
  const at = number * PIECE_BYTES
  const piece = await readAt(handle, at, Math.min(PIECE_BYTES, sizeBytes - at))
  const listed = pieces.subarray(number * DIGEST_BYTES, (number + 1) * DIGEST_BYTES)
  return digestOf(piece).equals(listed) ? piece : null
}

/** So many bytes from a place on, fewer only where the file ends. */
async function readAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

const DIGEST_BYTES = 32

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
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

export function wrongBytes({ path }: ManifestFile, seen: string): Refusal {
  return refuse('portal/altered', {
    at: path,
    seen,
    expected: 'the bytes that two officers approved',
    remedy: 'push the file again; find out who can write here',
  })
}
