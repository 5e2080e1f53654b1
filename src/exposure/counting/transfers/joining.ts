import type { Interval } from '../intervals.ts'
import { type ObjectSize, WHOLE_SHARE } from '../sizes/object-size.ts'
import { type HeadedSum, HeadedSums } from './headed-sums.ts'
import { Parts } from './parts.ts'
import type { Doubt, Piece } from './pieces.ts'

/**
 * Requests of one client for one object at most this far apart go on with one transfer, as long as it is not whole: a retry after an abort, the parts
 * of a download manager. Five minutes: a browser retries within seconds, a resumed download within minutes; two people behind one address an hour
 * apart stay two. Shorter would count one act twice and give a low bound that is too high, the worse error.
 */
export const RETRY_MS = 5 * 60 * 1000

/** A moment of a server, in milliseconds on the first server's clock, and by how much it may be wrong beside that clock. */
export type Moment = Readonly<{ at: number; server: number; error: number }>

/** What became of one transfer. `doubt`: it may have been whole. */
export type Outcome = 'whole' | 'partial' | 'doubt'

/** One transfer. Times in milliseconds, on the first server's clock. */
export type Transfer = Readonly<{
  client: number
  object: number
  outcome: Outcome
  /** Why it may have been whole, or, of a part, nothing. */
  doubt: Doubt | null
  /** Whether some bytes were sent for certain. */
  isCertain: boolean
  firstAt: number
  lastAt: number
  last: Moment
  requests: number
  /**
   * It followed so soon on one in doubt that, if that one was not whole, the two are one transfer; or it is of ranges alone, right after a whole one
   * that came in ranges, since a download manager asks for a part again, or of its rest, since many servers log as sent what a client that broke off
   * never had.
   */
  mayGoOn: boolean
  /** Parts were joined to a whole answer of another server that may, by the error of the clocks, have come before them. */
  mayBeApart: boolean
  /** Some of it was asked for by ranges. */
  hasRanges: boolean
  /** The bytes sent, where the log says which; joined. */
  bytes: readonly Interval[]
  /** The same and what may have been sent beyond, where the log counts headers too. */
  mostBytes: readonly Interval[]
  /** Some bytes were sent from a place that the log does not name. */
  isLoose: boolean
  /** Bytes of the longest answer with a page or a selection; −1 where none is logged. */
  shareBytes: number
  /** The same with what may have been sent beyond, where the log counts headers too. */
  shareMost: number
  /** Of another version of the object than the exposed file. */
  isOther: boolean
  mayBeOther: boolean
  /** What its answers were logged with, where the log counts headers and does not say which ranges were sent; null elsewhere. */
  headed: HeadedSum | null
}>

/** Whether the second of two moments may have come before the first: on one server the order is the log's. */
function mayPrecede(first: Moment, second: Moment): boolean {
  return first.server !== second.server && second.at - first.at < first.error + second.error
}

/** A transfer that is not ended yet. */
export class Joining {
  readonly object: number
  readonly #client: number
  readonly #size: number | null
  readonly #first: Moment
  #last: Moment
  readonly #isOfMany: boolean
  readonly #headed: HeadedSums
  readonly #parts = new Parts()
  #requests = 0
  #ranges = 0
  #isWhole = false
  #shareBytes = -1
  #shareMost = -1
  #isCertain = false
  #isPerhapsAnother = false
  #doubt: Doubt | null = null
  readonly #isOther: boolean
  #mayBeOther = false
  #mayBeWhole = false
  #mayBeApart = false

  constructor(client: number, object: number, ofObject: ObjectSize, first: Moment, isOfMany: boolean) {
    const { size, isOther = false } = ofObject
    this.#headed = new HeadedSums(ofObject)
    this.#client = client
    this.#isOfMany = isOfMany
    this.object = object
    this.#size = size
    this.#isOther = isOther
    this.#first = first
    this.#last = first
  }

  get lastAt(): number {
    return this.#last.at
  }

  /** Whether the transfer has ended with this piece. */
  add(piece: Piece, moment: Moment, isRange: boolean): boolean {
    this.#mayBeApart ||= piece.kind === 'whole' && this.#requests > 0 && mayPrecede(this.#last, moment)
    this.#last = moment
    this.#requests++
    if (isRange) this.#ranges++
    this.#headed.take(piece, isRange)
    if (piece.kind === 'perhaps-another') this.#isPerhapsAnother = true
    else if (piece.kind !== 'perhaps-whole' || piece.hasBytes) this.#isCertain = true
    switch (piece.kind) {
      case 'whole':
        this.#isWhole = true
        return true
      case 'perhaps-whole':
        this.#doubt = piece.doubt
        this.#mayBeOther = piece.mayBeOther
        // These came in any case.
        if (piece.bytes !== undefined) this.#parts.add(0, piece.bytes - 1)
        return true
      case 'share':
        this.#shareBytes = Math.max(this.#shareBytes, piece.bytes)
        this.#shareMost = Math.max(this.#shareMost, piece.most)
        return false
      case 'perhaps-another':
        this.#parts.addPerhaps(piece.bytes)
        return false
      case 'part':
        this.#parts.add(piece.first, piece.last, piece.mostLast)
        return this.#has(this.#size)
      case 'loose':
        this.#parts.addLoose(piece.bytes, piece.most)
        return this.#has(this.#size)
      default:
        return false
    }
  }

  /** Whether it is of the same version of the object. */
  isOf({ size, isOther = false }: ObjectSize): boolean {
    return this.#size === size && this.#isOther === isOther
  }

  /** Whether a piece can belong to it: once its parts are enough, only what brings something of the little that still lacks. */
  takes(piece: Piece): boolean {
    if (this.#isOfMany || this.#size === null || this.#parts.most < this.#size * WHOLE_SHARE) return true
    if (piece.kind === 'loose') return this.#parts.sum + piece.bytes <= this.#size
    return piece.kind === 'part' && this.#parts.lacks(piece.first, piece.last)
  }

  #has(bytes: number | null): boolean {
    if (this.#isOfMany || bytes === null) return false
    if (this.#headed.isWhole) this.#isWhole = true
    return this.#isWhole || this.#parts.sum >= bytes
  }

  /** What the parts prove, and what they leave open. */
  #conclude(): void {
    if (this.#isWhole || this.#doubt !== null || this.#parts.isEmpty) return
    if (this.#size === null) {
      this.#doubt = 'exposure/size-unknown'
      return
    }
    if (this.#isOfMany && this.#requests > 1) {
      this.#mayBeWhole = this.#parts.most >= this.#size * WHOLE_SHARE
      return
    }
    const enough = this.#size * WHOLE_SHARE
    if (this.#parts.known >= enough || this.#parts.addUpTo(this.#size)) this.#isWhole = true
    else if (this.#parts.most >= enough) {
      this.#doubt = this.#parts.isCounted ? 'exposure/range-unlogged' : 'exposure/headers-counted'
    }
  }

  /** Why a part may be nothing at all. */
  #otherDoubt(): Doubt | null {
    return this.#isPerhapsAnother && !this.#isCertain ? 'exposure/perhaps-another' : null
  }

  /** The transfer as it was, `before` the one that this client ended last. */
  end(before: Transfer | null): Transfer {
    this.#conclude()
    const isNear = before?.object === this.object && this.#first.at - before.lastAt <= RETRY_MS
    // Parts of one of several may have gone on from before the whole answer of another.
    this.#mayBeWhole ||= this.#isOfMany && isNear
    const afterDoubt = before?.outcome === 'doubt' && (before.isCertain || before.mayGoOn)
    const isRepeated =
      before?.outcome === 'whole' &&
      !this.#isWhole &&
      this.#ranges === this.#requests &&
      (before.hasRanges || this.#parts.areRestOf(this.#size))
    const isPerhapsBefore = before?.outcome === 'whole' && !this.#isWhole && mayPrecede(before.last, this.#first)
    return {
      client: this.#client,
      object: this.object,
      outcome: this.#isWhole ? 'whole' : this.#doubt === null && !this.#mayBeWhole ? 'partial' : 'doubt',
      doubt: this.#isWhole ? null : (this.#doubt ?? this.#otherDoubt()),
      isCertain: this.#isCertain,
      firstAt: this.#first.at,
      lastAt: this.#last.at,
      last: this.#last,
      requests: this.#requests,
      mayGoOn: isNear && (afterDoubt || isRepeated || isPerhapsBefore),
      mayBeApart: this.#mayBeApart,
      hasRanges: this.#ranges > 0,
      bytes: this.#parts.bytes,
      mostBytes: this.#parts.mostBytes,
      isLoose: this.#parts.isLoose,
      shareBytes: this.#shareBytes,
      shareMost: this.#shareMost,
      isOther: this.#isOther,
      mayBeOther: this.#mayBeOther,
      headed: this.#headed.sum,
    }
  }
}
