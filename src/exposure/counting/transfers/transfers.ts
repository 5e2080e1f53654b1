import type { ReadLogs } from '../../contract.ts'
import { type Interval, joined, lengthOf } from '../intervals.ts'
import { forEachClient, timeOf } from '../order.ts'
import type { Clocks } from '../reach/clocks.ts'
import { type ObjectSize, WHOLE_SHARE } from '../sizes/object-size.ts'
import { sizeAt } from '../sizes/versions.ts'
import { copyFinder } from './copies.ts'
import { type HeadedSum, HeadedSums } from './headed-sums.ts'
import { type Doubt, type Piece, pieceOf } from './pieces.ts'

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
   * that came in ranges, since a download manager asks for a part again, or of its rest, since many servers log as sent what a client that broke off never had.
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

/** A line that gave nothing. */
export type Probe = Readonly<{ client: number; object: number; at: number; status: number }>

/**
 * Joins lines to transfers, (client, object) by (client, object) in time order. A transfer ends when it is whole, or when nothing follows within
 * `RETRY_MS` of its last request. Ranges make a whole when together they cover 99.9 % of the object. Where their places are not logged, parts
 * whose lengths add up to the object's size to the byte are whole too, unless all are equal: a part sent again would have to have, of all lengths, the one
 * that is missing. Enough bytes otherwise make a doubt. Calls back client by client.
 *
 * Behind the client `many` several may be, nobody knows how many. Its requests within `RETRY_MS` of each other are one transfer until one answer alone
 * is whole: whoever sent which of them, there were no fewer transfers. Its parts together prove no whole.
 *
 * Where the clocks of two servers are known to some seconds only, a part on one and a whole answer on the other within these have no order: the part may
 * have gone before and belong to the whole, or have come after and be a transfer of its own.
 */
export function forEachTransfer(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  { corrections, errors }: Clocks,
  on: Readonly<{ transfer(transfer: Transfer): void; probe(probe: Probe): void }>,
  many: number | null = null,
): void {
  const { matched } = logs
  const isCopy = copyFinder(logs)
  forEachClient(matched, corrections, logs.clients.length, (client, order) => {
    let open: Joining | null = null
    let before: Transfer | null = null
    const close = (): void => {
      if (open === null) return
      before = open.end(before)
      on.transfer(before)
      open = null
    }
    for (const i of order) {
      if (isCopy(i)) continue
      const object = matched.object[i]
      const at = timeOf(matched, corrections, i)
      const size = sizeAt(sizes[object], at, matched.bytes[i])
      const piece = pieceOf(matched, i, size)
      if (piece.kind === 'probe') {
        on.probe({ client, object, at, status: matched.status[i] })
        continue
      }
      if (open !== null && !(goesOn(open, object, at) && open.isOf(size) && open.takes(piece))) close()
      const server = matched.server[i]
      const moment = { at, server, error: errors[server] }
      const joining: Joining = open ?? new Joining(client, object, size, moment, client === many)
      open = joining
      if (joining.add(piece, moment, matched.status[i] === 206)) close()
    }
    close()
  })
}

function goesOn(open: Joining, object: number, at: number): boolean {
  return open.object === object && at - open.lastAt <= RETRY_MS
}

/** Whether the second of two moments may have come before the first: on one server the order is the log's. */
function mayPrecede(first: Moment, second: Moment): boolean {
  return first.server !== second.server && second.at - first.at < first.error + second.error
}

/** A transfer that is not ended yet. */
class Joining {
  readonly object: number
  readonly #client: number
  readonly #size: number | null
  readonly #first: Moment
  #last: Moment
  readonly #isOfMany: boolean
  readonly #headed: HeadedSums
  #requests = 0
  #ranges = 0
  #bytes: readonly Interval[] = []
  #mostBytes: readonly Interval[] = []
  #looseBytes = 0
  #mostLoose = 0
  #looseLength = -1
  #areLooseEqual = true
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
        this.#takeFirst(piece.bytes ?? 0)
        return true
      case 'share':
        this.#shareBytes = Math.max(this.#shareBytes, piece.bytes)
        this.#shareMost = Math.max(this.#shareMost, piece.most)
        return false
      case 'perhaps-another':
        this.#mostBytes = joined([...this.#mostBytes, [0, piece.bytes - 1]])
        return false
      case 'part':
        this.#bytes = joined([...this.#bytes, [piece.first, piece.last]])
        this.#mostBytes = joined([...this.#mostBytes, [piece.first, piece.mostLast]])
        return this.#has(this.#size)
      case 'loose':
        this.#loosen(piece.bytes, piece.most)
        return this.#has(this.#size)
      default:
        return false
    }
  }

  /** Takes so many bytes from the beginning, which came in any case. */
  #takeFirst(bytes: number): void {
    if (bytes === 0) return
    this.#bytes = joined([...this.#bytes, [0, bytes - 1]])
    this.#mostBytes = joined([...this.#mostBytes, [0, bytes - 1]])
  }

  /** Whether it is of the same version of the object. */
  isOf({ size, isOther = false }: ObjectSize): boolean {
    return this.#size === size && this.#isOther === isOther
  }

  /** Whether a piece can belong to it: once its parts are enough, only what brings something of the little that still lacks. */
  takes(piece: Piece): boolean {
    if (this.#isOfMany || this.#size === null || !this.#mayHave(this.#size * WHOLE_SHARE)) return true
    if (piece.kind === 'loose') return lengthOf(this.#bytes) + this.#looseBytes + piece.bytes <= this.#size
    if (piece.kind !== 'part') return false
    return lengthOf(joined([...this.#bytes, [piece.first, piece.last]])) > lengthOf(this.#bytes)
  }

  #loosen(bytes: number, most: number): void {
    this.#areLooseEqual &&= this.#looseLength === -1 || this.#looseLength === bytes
    this.#looseLength = bytes
    this.#looseBytes += bytes
    this.#mostLoose += most
  }

  #has(bytes: number | null): boolean {
    if (this.#isOfMany || bytes === null) return false
    if (this.#headed.isWhole) this.#isWhole = true
    return this.#isWhole || lengthOf(this.#bytes) + this.#looseBytes >= bytes
  }

  #mayHave(bytes: number): boolean {
    return lengthOf(this.#mostBytes) + this.#mostLoose >= bytes
  }

  /** What the parts prove, and what they leave open. */
  #conclude(): void {
    if (this.#isWhole || this.#doubt !== null || (this.#bytes.length === 0 && this.#looseBytes === 0)) return
    if (this.#size === null) {
      this.#doubt = 'exposure/size-unknown'
      return
    }
    if (this.#isOfMany && this.#requests > 1) {
      this.#mayBeWhole = this.#mayHave(this.#size * WHOLE_SHARE)
      return
    }
    const known = lengthOf(this.#bytes)
    const isCounted = known === lengthOf(this.#mostBytes) && this.#looseBytes === this.#mostLoose
    const isExact = isCounted && known + this.#looseBytes === this.#size && (known > 0 || !this.#areLooseEqual)
    if (known >= this.#size * WHOLE_SHARE || isExact) this.#isWhole = true
    else if (this.#mayHave(this.#size * WHOLE_SHARE)) {
      this.#doubt = isCounted ? 'exposure/range-unlogged' : 'exposure/headers-counted'
    }
  }

  /** Why a part may be nothing at all. */
  #otherDoubt(): Doubt | null {
    return this.#isPerhapsAnother && !this.#isCertain ? 'exposure/perhaps-another' : null
  }

  /** All from somewhere inside to the end: who asks for that lacked it. */
  #isRest(): boolean {
    const [first, ...more] = this.#bytes
    return first !== undefined && more.length === 0 && first[0] > 0 && first[1] + 1 === this.#size
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
      (before.hasRanges || this.#isRest())
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
      bytes: this.#bytes,
      mostBytes: this.#mostBytes,
      isLoose: this.#looseBytes > 0,
      shareBytes: this.#shareBytes,
      shareMost: this.#shareMost,
      isOther: this.#isOther,
      mayBeOther: this.#mayBeOther,
      headed: this.#headed.sum,
    }
  }
}
