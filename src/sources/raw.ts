import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { membersOf, openZip, unpackedInput, zipKindOf } from './archive.ts'
import { type Context, fileInput } from './input.ts'
import { headOf, MAX_PACKINGS, type OpenOptions, tooDeep } from './open.ts'
import { find } from './places.ts'
import { type Input, LIMITS, UnreadError } from './reader.ts'
import { recognise } from './recognise.ts'
import { Scratch } from './scratch.ts'
import type { Unread } from './table.ts'

/** The bytes of one file, or of one member of an archive, unpacked; whatever they hold. */
export type RawInput = Readonly<{
  /** Path, with the inner path of archives after `!`. */
  place: string
  /** The last part of the place, without `.gz` and the like. */
  name: string
  /** Size on disk; of the archive for a member. */
  sizeBytes: number
  isPacked: boolean
  /** From the beginning, anew at each call. Throws `UnreadError` where a packing is cut, broken, or passes its bound. */
  bytes(): AsyncIterable<Uint8Array>
  /** SHA-256 in hexadecimal of the bytes as they lie on disk: taken while `bytes()` was read to its end, or by reading them. */
  sha256(): Promise<string>
}>

/**
 * Inputs in the order of their places, and the places where there is no file to read (missing, denied, no file). A packing that is broken
 * or encrypted is an input whose `bytes()` throws. `close` removes the temporary files.
 */
export type RawInputs = Readonly<{
  inputs: readonly RawInput[]
  unread: readonly Unread[]
  close(): Promise<void>
}>

/**
 * Opens places as bytes: files, folders with all in them, globs, `-`; gzip, zstd and zip are undone under the bounds of
 * `open`. Nothing is recognised inside. Empty files are inputs without a byte. Throws when `signal` is aborted.
 */
export async function openBytes(places: readonly string[], options: OpenOptions = {}): Promise<RawInputs> {
  const signal = options.signal ?? new AbortController().signal
  const scratch = new Scratch(options.scratch)
  const context: Context = { limits: options.limits ?? LIMITS, scratch, signal }
  const opening = new Opening(context)
  try {
    for (const place of places) await opening.place(place, options.stdin)
  } catch (cause) {
    await opening.close()
    throw cause
  }
  return { inputs: opening.inputs, unread: opening.unread, close: () => opening.close() }
}

class Opening {
  readonly inputs: RawInput[] = []
  readonly unread: Unread[] = []
  readonly #context: Context
  readonly #closing: (() => void)[] = []

  constructor(context: Context) {
    this.#context = context
  }

  async place(place: string, stdin?: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const found of find(place)) {
      this.#context.signal.throwIfAborted()
      if (found.kind === 'unread') this.unread.push(found.unread)
      else if (found.kind === 'database') {
        this.unread.push({ place: 'postgresql:', reason: 'sources/not-a-file', facts: {} })
      } else if (found.kind === 'file') await this.#file(found.path, found.name, found.place)
      else {
        const { scratch, limits, signal } = this.#context
        await this.#file(await scratch.spool('-', stdin ?? process.stdin, limits, signal), 'standard input', '-')
      }
    }
  }

  async close(): Promise<void> {
    for (const close of this.#closing) close()
    await this.#context.scratch.remove()
  }

  async #file(path: string, name: string, place: string): Promise<void> {
    try {
      const tap = new Tap(path)
      const input = tap.on(await fileInput(path, name, place, this.#context))
      await this.#orBroken(input, tap, () => this.#add(input, tap, 0))
    } catch (cause) {
      this.#context.signal.throwIfAborted()
      if (!(cause instanceof UnreadError)) throw cause
      this.unread.push(cause.unread)
    }
  }

  /** What lies there and cannot be unpacked is an input all the same: its absence would not be seen. */
  async #orBroken(input: Pick<Input, 'place' | 'name'>, tap: Tap, add: () => Promise<void>): Promise<void> {
    try {
      await add()
    } catch (cause) {
      if (!(cause instanceof UnreadError) || cause.unread.reason === 'sources/denied') throw cause
      this.#broken(input, tap, cause)
    }
  }

  #broken({ place, name }: Pick<Input, 'place' | 'name'>, tap: Tap, cause: UnreadError): void {
    this.inputs.push({
      place,
      name,
      sizeBytes: tap.sizeBytes,
      isPacked: true,
      bytes: () => failing(cause),
      sha256: () => tap.sha256(),
    })
  }

  async #add(input: Input, tap: Tap, packings: number): Promise<void> {
    const { head, isWhole } = await headOf(input)
    const { format } = recognise(head, isWhole, input.name)
    if (format !== 'gzip' && format !== 'zstd' && format !== 'zip') this.inputs.push(raw(input, tap, packings > 0))
    else if (packings >= MAX_PACKINGS) throw new UnreadError(tooDeep(input.place))
    else if (format === 'zip') await this.#zip(input, tap, packings)
    else await this.#add(unpackedInput(input, format, this.#context), tap, packings + 1)
  }

  async #zip(input: Input, tap: Tap, packings: number): Promise<void> {
    const zip = await openZip(await input.file(), input)
    this.#closing.push(() => zip.file.close())
    if (zipKindOf(zip) !== 'archive') return void this.inputs.push(raw(input, tap, packings > 0))
    for (const member of membersOf(zip, input, this.#context)) {
      const name = basename(member.place)
      if ('reason' in member) this.#broken({ place: member.place, name }, tap, new UnreadError(member))
      else await this.#orBroken(member, tap, () => this.#add(member, tap, packings + 1))
    }
  }
}

function raw(input: Input, tap: Tap, isPacked: boolean): RawInput {
  const { place, name } = input
  return { place, name, sizeBytes: tap.sizeBytes, isPacked, bytes: () => input.bytes(), sha256: () => tap.sha256() }
}

function failing(cause: UnreadError): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(cause) }) }
}

/** Hashes a file while others read it. */
class Tap {
  sizeBytes = 0
  readonly #path: string
  #whole: string | null = null

  constructor(path: string) {
    this.#path = path
  }

  on(input: Input): Input {
    this.sizeBytes = input.sizeBytes ?? 0
    return { ...input, bytes: () => this.#through(input) }
  }

  async sha256(): Promise<string> {
    if (this.#whole !== null) return this.#whole
    const hash = createHash('sha256')
    for await (const piece of createReadStream(this.#path, { highWaterMark: 1024 * 1024 })) hash.update(piece)
    this.#whole = hash.digest('hex')
    return this.#whole
  }

  async *#through(input: Input): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    for await (const piece of input.bytes()) {
      hash.update(piece)
      yield piece
    }
    this.#whole = hash.digest('hex')
  }
}
