import type { ChunkReader, LogChunk } from './chunk.ts'
import type { Crew } from './crew.ts'

/** Whole lines, or one line that no chunk can hold, of which nothing is kept but whether it names an object. */
export type CutPiece = LogChunk | Readonly<{ isTooLong: true; isNaming: boolean }>
/** Says of a part of a line that no chunk can hold whether it names an object, and when the last line of a chunk was written. */
export type Lookout = Pick<ChunkReader, 'isNamedIn' | 'timeAfter'>

const NEWLINE = 10
const FIELDS = '#Fields:'

/**
 * Cuts a stream of bytes at ends of lines into chunks, each with the latest `#Fields` directive before it. UTF-16 with its
 * mark becomes UTF-8, a mark of UTF-8 is left out. A line longer than a chunk is one `isTooLong`, searched as it streams by. `memory` gives the buffer
 * of each.
 */
export async function* cutLines(
  pieces: AsyncIterable<Uint8Array>,
  memory: Memory,
  lookout: Lookout,
): AsyncGenerator<CutPiece> {
  const cutter = new Cutter(memory, lookout)
  for await (const piece of asUtf8(pieces)) yield* cutter.add(piece)
  yield* cutter.end()
}

type Memory = Pick<Crew, 'buffer' | 'release'>

class Cutter {
  readonly #memory: Memory
  #chunk: Buffer<ArrayBuffer> | null = null
  #used = 0
  #isSkipping = false
  #isNaming = false
  #isFirst = true
  #fields: string | null = null
  #previous = Number.NaN
  readonly #lookout: Lookout

  constructor(memory: Memory, lookout: Lookout) {
    this.#memory = memory
    this.#lookout = lookout
  }

  async *add(piece: Uint8Array): AsyncGenerator<CutPiece> {
    let from = 0
    while (from < piece.length) {
      this.#chunk ??= Buffer.from(await this.#memory.buffer())
      const newline = this.#isSkipping ? piece.indexOf(NEWLINE, from) : -1
      const end = newline === -1 ? piece.length : newline
      const to = Math.min(end, from + this.#chunk.length - this.#used)
      this.#chunk.set(piece.subarray(from, to), this.#used)
      this.#used += to - from
      from = to
      if (to === newline) {
        yield this.#tooLong(this.#chunk)
        from++
      } else if (this.#used === this.#chunk.length) yield* this.#full(this.#chunk)
    }
  }

  async *end(): AsyncGenerator<CutPiece> {
    if (this.#chunk === null) return
    if (this.#isSkipping) yield this.#tooLong(this.#chunk)
    if (this.#used > 0) yield this.#lines(this.#chunk, this.#used)
    else this.#memory.release(this.#chunk.buffer)
  }

  async *#full(chunk: Buffer<ArrayBuffer>): AsyncGenerator<CutPiece> {
    const newline = this.#isSkipping ? -1 : chunk.lastIndexOf(NEWLINE)
    if (newline === -1) return this.#long(chunk)
    const rest = Buffer.from(chunk.subarray(newline + 1))
    const lines = this.#lines(chunk, newline + 1)
    this.#chunk = null
    this.#used = 0
    yield lines
    if (rest.length > 0) yield* this.add(rest)
  }

  /** A chunk without an end of a line: a hole of zeros, of which one is kept, or a part of a line that is not kept. */
  #long(chunk: Buffer<ArrayBuffer>): void {
    const hole = this.#isSkipping ? 0 : holeIn(chunk)
    if (hole === 0) this.#search(chunk)
    this.#isSkipping ||= hole === 0
    const kept = hole > 0 ? chunk.length - hole + 1 : OVERLAP
    chunk.copyWithin(0, chunk.length - kept)
    this.#used = kept
  }

  #search(chunk: Buffer<ArrayBuffer>): void {
    this.#isNaming ||= this.#lookout.isNamedIn(chunk.subarray(0, this.#used), this.#fields !== null)
  }

  #tooLong(chunk: Buffer<ArrayBuffer>): CutPiece {
    this.#search(chunk)
    const isNaming = this.#isNaming
    this.#isSkipping = this.#isNaming = this.#isFirst = false
    this.#used = 0
    return { isTooLong: true, isNaming }
  }

  #lines(chunk: Buffer<ArrayBuffer>, end: number): LogChunk {
    const isFirst = this.#isFirst
    this.#isFirst = false
    const before = this.#fields
    const lines = chunk.subarray(0, end)
    for (let at = lines.indexOf(FIELDS); at !== -1; at = lines.indexOf(FIELDS, at + 1)) {
      if (at > 0 && lines[at - 1] !== NEWLINE) continue
      const newline = lines.indexOf(NEWLINE, at)
      this.#fields = lines.toString('utf8', at, Math.min(newline === -1 ? end : newline, at + MAX_DIRECTIVE)).trimEnd()
    }
    const piece: LogChunk = {
      bytes: lines as Uint8Array<ArrayBuffer>,
      fields: before,
      isFirst,
      previous: this.#previous,
    }
    this.#previous = this.#lookout.timeAfter(piece, this.#fields)
    return piece
  }
}

/** What is asked for may lie across two parts of a line: no path is longer. */
const OVERLAP = 64 * 1024

function holeIn(chunk: Uint8Array): number {
  const end = chunk.findIndex(byte => byte !== 0)
  return end === -1 ? chunk.length : end
}

/** More columns than any server has. */
const MAX_DIRECTIVE = 16 * 1024

async function* asUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | null | undefined
  let head: Uint8Array = new Uint8Array(0)
  for await (const piece of pieces) {
    if (decoder !== undefined) {
      yield decoder === null ? piece : Buffer.from(decoder.decode(piece, { stream: true }))
      continue
    }
    head = head.length === 0 ? piece : Buffer.concat([head, piece])
    if (head.length < 3) continue
    decoder = decoderOf(head)
    yield begun(head, decoder)
  }
  if (decoder === undefined && head.length > 0) yield begun(head, decoderOf(head))
}

function decoderOf(head: Uint8Array): TextDecoder | null {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be')
  return null
}

function begun(head: Uint8Array, decoder: TextDecoder | null): Uint8Array {
  if (decoder !== null) return Buffer.from(decoder.decode(head, { stream: true }))
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head
}
