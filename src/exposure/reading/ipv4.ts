/** Addresses of IPv4 as numbers: most clients, told apart without a text each. */

/** The number of the address in `bytes[from, to)`: four numbers up to 255 without leading zeros; −1 for anything else. */
export function ipv4At(bytes: Uint8Array, from: number, to: number): number {
  let [address, parts, digits, value] = [0, 1, 0, 0]
  for (let i = from; i < to; i++) {
    const c = bytes[i]
    if (c === 0x2e) {
      if (digits === 0) return -1
      address = address * 256 + value
      parts++
      digits = value = 0
    } else {
      if (c < 0x30 || c > 0x39 || (digits > 0 && value === 0)) return -1
      value = value * 10 + c - 48
      if (++digits > 3 || value > 255) return -1
    }
  }
  return parts === 4 && digits > 0 ? address * 256 + value : -1
}

/** The same for a text. */
export function ipv4Of(text: string): number {
  if (text.length > 15) return -1
  for (let i = 0; i < text.length; i++) scratch[i] = Math.min(255, text.charCodeAt(i))
  return ipv4At(scratch, 0, text.length)
}

const scratch = new Uint8Array(15)

/** The number of an address that is known to be IPv4. */
export function ipv4Number(text: string): number {
  return text.split('.').reduce((address, part) => address * 256 + Number(part), 0)
}

/** The address of a number, as it is written: in one piece, where the sum of its parts would keep each of them. */
export function ipv4Text(address: number): string {
  return [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('.')
}

/** A map from 32-bit numbers to small numbers, in two flat arrays. */
export class NumberMap {
  #keys = new Uint32Array(1024)
  #values = new Int32Array(1024).fill(-1)
  #count = 0

  /** The value of a key; −1 for none. */
  get(key: number): number {
    return this.#values[this.#slot(key)]
  }

  /** Adds a key that is not there, with a value of 0 or more. */
  add(key: number, value: number): void {
    // Three quarters full at most: a search then takes a few steps, and five million addresses take 64 MB.
    if (this.#count * 4 >= this.#keys.length * 3) this.#grow()
    const slot = this.#slot(key)
    this.#keys[slot] = key
    this.#values[slot] = value
    this.#count++
  }

  /** Where the key stands, or would. */
  #slot(key: number): number {
    const [keys, values] = [this.#keys, this.#values]
    const mask = keys.length - 1
    // Multiplicative hashing by 2^32/φ (Knuth, TAOCP 3, 6.4), whose high bits are good.
    let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask
    while (values[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values]
    this.#keys = new Uint32Array(keys.length * 2)
    this.#values = new Int32Array(keys.length * 2).fill(-1)
    for (let i = 0; i < keys.length; i++) {
      if (values[i] === -1) continue
      const slot = this.#slot(keys[i])
      this.#keys[slot] = keys[i]
      this.#values[slot] = values[i]
    }
  }
}
