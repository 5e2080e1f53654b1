import { pipeline, type Readable } from 'node:stream'
import { createZstdDecompress, type ZstdDecompress } from 'node:zlib'

/**
 * The bytes inside a zstd stream: all its frames after each other (RFC 8878 §3), of which tools that pack in parallel write
 * many. Node's decoder ends in silence after a frame that ends inside a piece of its input, as if nothing followed; it is
 * started anew for what is left. Throws what the decoder or `packed` throws.
 */
export async function* unzstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(packed)
  try {
    while (await pieces.hasMore()) yield* frames(pieces)
  } finally {
    await pieces.close()
  }
}

/** The frames up to the first that ends inside a piece. */
async function* frames(pieces: Pieces): AsyncGenerator<Uint8Array> {
  const decoder = createZstdDecompress({ chunkSize: 256 * 1024 })
  const given = pieces.give(decoder)
  const stream = pipeline(given, decoder, () => {}) as unknown as Readable
  try {
    for await (const piece of stream) yield piece
  } finally {
    stream.destroy()
  }
  await given.return()
  pieces.takeBack(decoder)
}

/** Pieces of input, of which those that a decoder did not want can be given to the next. */
class Pieces {
  readonly #source: AsyncIterator<Uint8Array>
  #waiting: Uint8Array[] = []
  /** Given to the decoder, and not yet wholly used by it when the last was given. */
  #given: Uint8Array[] = []
  #givenBytes = 0

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async hasMore(): Promise<boolean> {
    while (this.#waiting.length === 0) {
      const { value, done } = await this.#source.next()
      if (done === true) return false
      if (value.length > 0) this.#waiting.push(value)
    }
    return true
  }

  async *give(decoder: ZstdDecompress): AsyncGenerator<Uint8Array, void, void> {
    while (await this.hasMore()) {
      const piece = this.#waiting.shift()!
      this.#forget(decoder.bytesWritten)
      this.#given.push(piece)
      this.#givenBytes += piece.length
      yield piece
    }
  }

  /** What the decoder left of what it was given waits for the next one. */
  takeBack(decoder: ZstdDecompress): void {
    this.#forget(decoder.bytesWritten)
    const left = this.#givenBytes - decoder.bytesWritten
    const all = Buffer.concat(this.#given)
    if (left > 0) this.#waiting.unshift(all.subarray(all.length - left))
    this.#given = []
    this.#givenBytes = 0
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }

  #forget(used: number): void {
    let kept = this.#given.reduce((sum, piece) => sum + piece.length, 0)
    while (this.#given.length > 0 && kept - this.#given[0].length >= this.#givenBytes - used) {
      kept -= this.#given[0].length
      this.#given.shift()
    }
  }
}
