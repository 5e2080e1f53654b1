/** A half-full table needs a few. Texts that were made to collide are forgotten and met anew, which costs them a string each. */
const MOST_PROBES = 256

/**
 * Numbers for texts that stand as bytes in a larger buffer: a text seen before costs a hash and a comparison, and no string.
 * Open addressing; the bytes of each text are kept once.
 */
export class Interner {
  #slots = new Int32Array(1024).fill(-1)
  #starts = new Uint32Array(512)
  #hashes = new Int32Array(512)
  #values = new Int32Array(512)
  #arena = Buffer.allocUnsafe(16 * 1024)
  #used = 0
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Bytes that the kept texts take. */
  get bytes(): number {
    return this.#used
  }

  /** The value given to `bytes[from, to)`; `make` gives that of a new text. */
  get(bytes: Uint8Array, from: number, to: number, make: (from: number, to: number) => number): number {
    const hash = hashOf(bytes, from, to)
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = hash & mask
    let probes = 0
    for (let entry = slots[slot]; entry !== -1; slot = (slot + 1) & mask, entry = slots[slot]) {
      if (++probes > MOST_PROBES) {
        this.#forget()
        break
      }
      if (this.#hashes[entry] === hash && this.#isSame(entry, bytes, from, to)) return this.#values[entry]
    }
    const value = make(from, to)
    this.#add(bytes, from, to, hash, value)
    return value
  }

  #forget(): void {
    this.#slots.fill(-1)
    this.#used = 0
    this.#count = 0
  }

  #isSame(entry: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#starts[entry]
    const end = entry + 1 === this.#count ? this.#used : this.#starts[entry + 1]
    if (end - start !== to - from) return false
    const arena = this.#arena
    for (let i = start, j = from; i < end; i++, j++) if (arena[i] !== bytes[j]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, value: number): void {
    if (this.#count === this.#starts.length) this.#growEntries()
    while (this.#used + to - from > this.#arena.length) this.#arena = grown(this.#arena)
    this.#arena.set(bytes.subarray(from, to), this.#used)
    this.#starts[this.#count] = this.#used
    this.#hashes[this.#count] = hash
    this.#values[this.#count] = value
    this.#used += to - from
    this.#put(hash, this.#count++)
  }

  #put(hash: number, entry: number): void {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#slots[slot] !== -1) slot = (slot + 1) & mask
    this.#slots[slot] = entry
  }

  #growEntries(): void {
    const size = this.#starts.length * 2
    this.#starts = widened(this.#starts, new Uint32Array(size))
    this.#hashes = widened(this.#hashes, new Int32Array(size))
    this.#values = widened(this.#values, new Int32Array(size))
    this.#slots = new Int32Array(size * 2).fill(-1)
    for (let entry = 0; entry < this.#count; entry++) this.#put(this.#hashes[entry], entry)
  }
}

function grown(arena: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(arena.length * 2)
  larger.set(arena)
  return larger
}

function widened<T extends Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** Four bytes at a time, each mixed by a multiplication (after MurmurHash3); the end by one. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = (to - from) | 0
  let i = from
  for (; i + 4 <= to; i += 4) {
    const word = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24)
    hash = Math.imul(hash ^ word, 0x85ebca6b)
    hash ^= hash >>> 13
  }
  for (; i < to; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  return hash ^ (hash >>> 15)
}
