/**
 * The distinct values of one column, as bytes: each gets a code (1, 2, 3 … in order of first sight), a count of rows and the
 * number of the outcome that examining it gave. Values are compared byte by byte: a hash alone is never trusted.
 */
export class Dictionary {
  size = 0
  /** Bytes of all values together. */
  length = 0
  /** Rows of each value, by code - 1. */
  counts = new Uint32Array(8)
  /** Outcome of the examination of each value, by code - 1. */
  outcomes = new Uint32Array(8)
  #slots = new Int32Array(16)
  #hashes = new Uint32Array(8)
  #ends = new Uint32Array(8)
  #bytes = new Uint8Array(64)

  /** The code of the value `bytes[start … end)` with its hash, or 0 when it was never seen. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const last = this.#slots.length - 1
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const code = this.#slots[slot]
      if (code === 0) return 0
      if (this.#hashes[code - 1] === hash && this.#same(code, bytes, start, end)) return code
    }
  }

  /** Adds a value that `find` did not know; its count is 0, its outcome 0. Gives its code. */
  add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const length = end - start
    this.#makeRoom(length)
    this.#bytes.set(bytes.subarray(start, end), this.length)
    this.length += length
    this.#hashes[this.size] = hash
    this.#ends[this.size] = this.length
    this.size++
    this.#place(this.size, hash)
    return this.size
  }

  /** The text of a code. */
  text(code: number): string {
    return decoder.decode(this.#bytes.subarray(this.startOf(code), this.#ends[code - 1]))
  }

  /** Copies another dictionary's values in, adding counts; gives the codes here of its codes (index 0 is blank, 0). */
  absorb(other: Dictionary): Uint32Array {
    const codes = new Uint32Array(other.size + 1)
    for (let code = 1; code <= other.size; code++) {
      const start = other.startOf(code)
      const end = other.#ends[code - 1]
      const hash = other.#hashes[code - 1]
      const mine = this.find(other.#bytes, start, end, hash) || this.add(other.#bytes, start, end, hash)
      this.counts[mine - 1] += other.counts[code - 1]
      this.outcomes[mine - 1] = other.outcomes[code - 1]
      codes[code] = mine
    }
    return codes
  }

  /** The bytes of a code, as a view that is valid until the next value is added. */
  bytesOf(code: number): Uint8Array {
    return this.#bytes.subarray(this.startOf(code), this.#ends[code - 1])
  }

  startOf(code: number): number {
    return code === 1 ? 0 : this.#ends[code - 2]
  }

  /** Bytes of the value of a code. */
  lengthOf(code: number): number {
    return this.#ends[code - 1] - this.startOf(code)
  }

  hashOf(code: number): number {
    return this.#hashes[code - 1]
  }

  /** Plain arrays that can be handed to another thread; `Dictionary.from` makes a dictionary of them again. */
  pack(): PackedDictionary {
    return {
      bytes: this.#bytes.slice(0, this.length),
      ends: this.#ends.slice(0, this.size),
      hashes: this.#hashes.slice(0, this.size),
      counts: this.counts.slice(0, this.size),
      outcomes: this.outcomes.slice(0, this.size),
    }
  }

  static from(packed: PackedDictionary): Dictionary {
    const made = new Dictionary()
    made.size = packed.ends.length
    made.length = packed.bytes.length
    made.#bytes = packed.bytes
    made.#ends = packed.ends
    made.#hashes = packed.hashes
    made.counts = packed.counts
    made.outcomes = packed.outcomes
    let slots = 16
    while (slots < made.size * 2) slots *= 2
    made.#slots = new Int32Array(slots)
    for (let code = 1; code <= made.size; code++) made.#place(code, made.#hashes[code - 1])
    return made
  }

  #same(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const mine = this.startOf(code)
    const length = end - start
    if (this.#ends[code - 1] - mine !== length) return false
    const known = this.#bytes
    for (let i = 0; i < length; i++) if (known[mine + i] !== bytes[start + i]) return false
    return true
  }

  #place(code: number, hash: number): void {
    const last = this.#slots.length - 1
    let slot = hash & last
    while (this.#slots[slot] !== 0) slot = (slot + 1) & last
    this.#slots[slot] = code
  }

  #makeRoom(length: number): void {
    if (this.length + length > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, Math.max(this.#bytes.length * 2, this.length + length), Uint8Array)
    }
    if (this.size === this.#ends.length || this.size === this.counts.length) {
      const room = Math.max(8, this.size * 2)
      this.#ends = grown(this.#ends, room, Uint32Array)
      this.#hashes = grown(this.#hashes, room, Uint32Array)
      this.counts = grown(this.counts, room, Uint32Array)
      this.outcomes = grown(this.outcomes, room, Uint32Array)
    }
    if (this.size * 2 >= this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 4)
      for (let code = 1; code <= this.size; code++) this.#place(code, this.#hashes[code - 1])
    }
  }
}

export type PackedDictionary = Readonly<{
  bytes: Uint8Array<ArrayBuffer>
  ends: Uint32Array<ArrayBuffer>
  hashes: Uint32Array<ArrayBuffer>
  counts: Uint32Array<ArrayBuffer>
  outcomes: Uint32Array<ArrayBuffer>
}>

const decoder = new TextDecoder()

function grown<A extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(
  old: A,
  length: number,
  Of: new (n: number) => A,
): A {
  const fresh = new Of(length)
  fresh.set(old)
  return fresh
}

/** The 32-bit hash under which a value is filed (FNV-1a with a final mix: FNV's low bits alone cluster in open addressing). */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  return (hash ^ (hash >>> 12)) >>> 0
}

// Drawn at each start, so that a hostile file cannot be made to collide.
const seeds = new Uint32Array(new SharedArrayBuffer(8))

/** Fixes the seeds of `fingerprint` for this thread: every thread of one scan must use the same. */
export function seedFingerprints(low: number, high: number): void {
  seeds[0] = low
  seeds[1] = high
}

/** Two independent 32-bit hashes of a value, for columns with too many values to keep: chance merges 1 pair in 2^64. */
export function fingerprint(bytes: Uint8Array, start: number, end: number, out: Uint32Array, at: number): void {
  let low = seeds[0] ^ 0x9e3779b9
  let high = seeds[1] ^ 0x85ebca6b
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    low = Math.imul(low ^ byte, 0x01000193)
    high = Math.imul(high ^ byte, 0x5bd1e995) ^ (high >>> 13)
  }
  out[at] = mixed(low)
  out[at + 1] = mixed(high)
}

function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
