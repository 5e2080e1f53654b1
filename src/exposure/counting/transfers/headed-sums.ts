import { HEADER_BYTES } from '../../reading/of-size.ts'
import type { ObjectSize } from '../sizes/object-size.ts'
import type { Piece } from './pieces.ts'

/** Headers of one range differ from the usual ones by digits of its place and length, and so does what is known of the usual ones: bytes a range. */
const RANGE_VARIES = 3
/** Headers of all else differ by this: bytes a transfer. */
const VARIES = 8
/** However many ranges there were, a row or two may not be missing. */
const MOST_VARIES = 300
/** Of more ranges the headers together may differ by more than that. */
const MOST_RANGES = 200
/** Of a small object that may be too much of it. */
const SMALL_SHARE = 0.01

/**
 * What the answers of one transfer were logged with, headers and all: `ranges` answers 206 of `bytes` bytes together, and the longest answer 200,
 * `begun` bytes (0 for none). `split` is the same for the same lengths in any order. `areEqual`: several ranges, all about as long.
 */
export type HeadedSum = Readonly<{ ranges: number; bytes: number; begun: number; split: number; areEqual: boolean }>

/** Adds up the answers of one transfer, in a log that counts headers and does not say which range was sent. */
export class HeadedSums {
  readonly #object: ObjectSize
  #ranges = 0
  #bytes = 0
  #begun = 0
  #split = 0
  #least = Number.POSITIVE_INFINITY
  #most = 0
  #isMixed = false

  constructor(object: ObjectSize) {
    this.#object = object
  }

  take(piece: Piece, isRange: boolean): void {
    const logged = piece.kind === 'loose' || piece.kind === 'part' ? (piece.logged ?? -1) : -1
    if (logged < 0) this.#isMixed = true
    else if (isRange) this.#takeRange(logged)
    else this.#begun = Math.max(this.#begun, logged)
  }

  #takeRange(logged: number): void {
    this.#ranges++
    this.#bytes += logged
    this.#split = (this.#split + Math.imul(logged ^ 0x9e3779b1, 0x85ebca6b)) | 0
    this.#least = Math.min(this.#least, logged)
    this.#most = Math.max(this.#most, logged)
  }

  /** Null where some of it has no headers, or a place that is known, or there was no range. */
  get sum(): HeadedSum | null {
    if (this.#isMixed || this.#ranges === 0 || this.#ranges > MOST_RANGES) return null
    const { ranges, bytes, begun, split } = {
      ranges: this.#ranges,
      bytes: this.#bytes,
      begun: this.#begun,
      split: this.#split,
    }
    const areEqual = ranges > 1 && begun === 0 && this.#most - this.#least <= VARIES
    return { ranges, bytes, begun, split, areEqual }
  }

  /**
   * Whether the lengths add up to the object and the headers of so many answers, within 8 bytes and 3 for each range, never more than 300. Not where
   * all are equal: a part sent again would be as long as one that is missing. The error: a client that lacks fewer bytes than that; or one that lacks
   * a part and had another twice that is as long within these.
   */
  get isWhole(): boolean {
    const { rangeHeaders, size } = this.#object
    const { sum } = this
    if (sum === null || sum.areEqual || rangeHeaders === undefined || size === null) return false
    const headers = rangeHeadersOf(sum, this.#object)
    const within = Math.min(VARIES + RANGE_VARIES * sum.ranges, MOST_VARIES)
    return headers !== null && Math.abs(headers - rangeHeaders) * sum.ranges <= within && within <= size * SMALL_SHARE
  }
}

/**
 * The headers of each range, if the transfer was whole: what its answers had beyond the object and the headers of the answer 200 that began it. Null
 * where those are not known, or the object is not, or no server sends such headers.
 */
export function rangeHeadersOf(
  { ranges, bytes, begun }: HeadedSum,
  { size, from, headers }: ObjectSize,
): number | null {
  if (size === null || from === 'usual-answer') return null
  const first =
    begun === 0 ? 0 : headers?.wholes.length === 1 ? (headers.wholes[0][0] + headers.wholes[0][1]) / 2 - size : null
  if (first === null) return null
  const each = (bytes + begun - first - size) / ranges
  return each >= HEADER_BYTES.least && each <= HEADER_BYTES.most ? each : null
}
