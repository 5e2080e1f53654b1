/** 64 bits that stand for a value; null: blank. Two of ten million values share one with a chance of less than one in 100,000. */
export type Print = Readonly<{ high: number; low: number }> | null

/** The print of the bytes of a cell; null for one that is empty or nothing but blanks, as the inspection takes it. */
export function fingerprint(bytes: Uint8Array, start: number, end: number): Print {
  let [high, low, isBlank] = [0x9747b28c, 0x3c6ef372, true]
  for (let i = start; i < end; i++) {
    const byte = bytes[i]
    if (byte > 32) isBlank = false
    high = Math.imul(high ^ byte, 0x01000193)
    low = Math.imul(low + byte + 1, 0x85ebca6b) ^ (low >>> 15)
  }
  return isBlank ? null : { high: mixed(high), low: mixed(low) }
}

/** The print of two values beside each other; null where one is blank. */
export function joinPrints(a: Print, b: Print): Print {
  if (a === null || b === null) return null
  return { high: mixed(Math.imul(a.high, 31) + b.high), low: mixed(Math.imul(a.low, 0x01000193) ^ b.low) }
}

/** The last step of MurmurHash3: every bit depends on all. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** How many different values were added: a table with open places, 8 bytes each. */
export class Different {
  #highs = new Uint32Array(1024)
  #lows = new Uint32Array(1024)
  #size = 0

  /** Blanks are no value. */
  add(print: Print): void {
    if (print === null) return
    if (this.#size * 2 >= this.#lows.length) this.#grow()
    // A place of two zeros is open.
    if (this.#put(print.high, print.low === 0 ? 1 : print.low)) this.#size++
  }

  get size(): number {
    return this.#size
  }

  #put(high: number, low: number): boolean {
    const mask = this.#lows.length - 1
    let at = (high ^ Math.imul(low, 0x9e3779b1)) & mask
    while (this.#lows[at] !== 0) {
      if (this.#lows[at] === low && this.#highs[at] === high) return false
      at = (at + 1) & mask
    }
    this.#lows[at] = low
    this.#highs[at] = high
    return true
  }

  #grow(): void {
    const [highs, lows] = [this.#highs, this.#lows]
    this.#highs = new Uint32Array(lows.length * 2)
    this.#lows = new Uint32Array(lows.length * 2)
    for (let i = 0; i < lows.length; i++) if (lows[i] !== 0) this.#put(highs[i], lows[i])
  }
}
