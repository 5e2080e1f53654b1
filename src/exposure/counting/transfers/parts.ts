import { type Interval, joined, lengthOf } from '../intervals.ts'

/** What came of one object in a transfer that is not ended yet: bytes whose places the log names, and lengths from places that it does not. */
export class Parts {
  #bytes: readonly Interval[] = []
  #mostBytes: readonly Interval[] = []
  #loose = 0
  #mostLoose = 0
  #looseLength = -1
  #areLooseEqual = true

  /** Bytes from the first to the last, and perhaps on to `mostLast`. */
  add(first: number, last: number, mostLast: number = last): void {
    this.#bytes = joined([...this.#bytes, [first, last]])
    this.#mostBytes = joined([...this.#mostBytes, [first, mostLast]])
  }

  /** So many bytes from the beginning, or none. */
  addPerhaps(bytes: number): void {
    this.#mostBytes = joined([...this.#mostBytes, [0, bytes - 1]])
  }

  /** So many bytes, at most `most`, from a place that is not known. */
  addLoose(bytes: number, most: number): void {
    this.#areLooseEqual &&= this.#looseLength === -1 || this.#looseLength === bytes
    this.#looseLength = bytes
    this.#loose += bytes
    this.#mostLoose += most
  }

  /** The bytes sent, where the log says which; joined. */
  get bytes(): readonly Interval[] {
    return this.#bytes
  }

  /** The same and what may have been sent beyond. */
  get mostBytes(): readonly Interval[] {
    return this.#mostBytes
  }

  get isLoose(): boolean {
    return this.#loose > 0
  }

  get isEmpty(): boolean {
    return this.#bytes.length === 0 && this.#loose === 0
  }

  /** How many different bytes are known to have come. */
  get known(): number {
    return lengthOf(this.#bytes)
  }

  /** How many came if no loose length was sent twice, at least and at most. */
  get sum(): number {
    return this.known + this.#loose
  }

  get most(): number {
    return lengthOf(this.#mostBytes) + this.#mostLoose
  }

  /** Whether the log tells every length to the byte. */
  get isCounted(): boolean {
    return this.known === lengthOf(this.#mostBytes) && this.#loose === this.#mostLoose
  }

  /** Whether the lengths add up to so many bytes exactly; not where all are equal: one sent again would be as long as one that is missing. */
  addUpTo(bytes: number): boolean {
    return this.isCounted && this.sum === bytes && (this.known > 0 || !this.#areLooseEqual)
  }

  /** Whether bytes from the first to the last hold any that had not come. */
  lacks(first: number, last: number): boolean {
    return lengthOf(joined([...this.#bytes, [first, last]])) > this.known
  }

  /** Whether they are all from somewhere inside an object of that size to its end: who asks for that lacked it. */
  areRestOf(size: number | null): boolean {
    const [one, ...more] = this.#bytes
    return one !== undefined && more.length === 0 && one[0] > 0 && one[1] + 1 === size
  }
}
