import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type TemporaryFolder, temporaryFolder } from '#kernel'
import { type Limits, UnreadError } from './reader.ts'

/** A folder for temporary files, made when first asked for, removed at the end and when the process exits before. */
export class Scratch {
  readonly #parent: string | undefined
  #folder: Promise<TemporaryFolder> | null = null
  #spooled: string[] = []

  constructor(parent: string | undefined) {
    this.#parent = parent
  }

  async folder(): Promise<string> {
    this.#folder ??= temporaryFolder(this.#parent)
    return (await this.#folder).path
  }

  /**
   * Writes the bytes of `place` to a new file; gives its path. Throws `UnreadError` when they pass `limits.spoolBytes`, or the
   * disk is full or refuses: nothing is left of the file then.
   */
  async spool(place: string, bytes: AsyncIterable<Uint8Array>, limits: Limits, signal: AbortSignal): Promise<string> {
    const path = join(
      await this.folder().catch(cause => Promise.reject(spoolError(place, cause))),
      `spool-${this.#spooled.length}`,
    )
    this.#spooled.push(path)
    try {
      await pipeline(bounded(place, bytes, limits.spoolBytes), createWriteStream(path, { flags: 'wx', mode: 0o600 }), {
        signal,
      })
      return path
    } catch (cause) {
      await rm(path, { force: true })
      signal.throwIfAborted()
      throw spoolError(place, cause)
    }
  }

  /** How many files were spooled so far. */
  get spooled(): number {
    return this.#spooled.length
  }

  /** Removes the files spooled after the first `count`: the input that asked for them has been read. */
  async removeAfter(count: number): Promise<void> {
    for (const path of this.#spooled.slice(count)) await rm(path, { force: true })
  }

  /** Removes the folder and all it holds. */
  async remove(): Promise<void> {
    const folder = await this.#folder?.catch(() => null)
    await folder?.remove()
    this.#folder = null
  }
}

async function* bounded(place: string, bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const piece of bytes) {
    total += piece.length
    if (total > most) throw new UnreadError({ place, reason: 'sources/too-large', facts: { boundBytes: most } })
    yield piece
  }
}

/** What the operating system says when the scratch disk is full, at its quota, or not ours to write. */
const SCRATCH_CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EROFS', 'ENOENT', 'EIO'])

function spoolError(place: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  if (!SCRATCH_CODES.has(code)) return cause
  return new UnreadError({ place, reason: 'sources/denied', facts: { scratch: code } }, { cause })
}
