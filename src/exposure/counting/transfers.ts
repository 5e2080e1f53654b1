import type { ReadLogs } from '../contract.ts'
import { type Interval, joined, lengthOf } from './intervals.ts'
import { forEachClient, timeOf } from './order.ts'
import { type Doubt, type Piece, pieceOf } from './pieces.ts'
import { type ObjectSize, WHOLE_SHARE } from './sizes.ts'

/**
 * Requests of one client for one object at most this far apart go on with one transfer, as long as it is not whole: a retry after an abort, the parts
 * of a download manager. Five minutes: a browser retries within seconds, a resumed download within minutes; two people behind one address an hour
 * apart stay two. Shorter would count one act twice and give a low bound that is too high, the worse error.
 */
export const RETRY_MS = 5 * 60 * 1000

/** What became of one transfer. `doubt`: it may have been whole. */
export type Outcome = 'whole' | 'partial' | 'doubt'

/** One transfer. Times in milliseconds, on the first server's clock. */
export type Transfer = Readonly<{
  client: number
  object: number
  outcome: Outcome
  doubt: Doubt | null
  /** Whether some bytes were sent for certain. */
  isCertain: boolean
  firstAt: number
  lastAt: number
  requests: number
  /** The bytes sent, where the log says which; joined. */
  bytes: readonly Interval[]
  isShare: boolean
}>

/** A line that gave nothing. */
export type Probe = Readonly<{ client: number; object: number; at: number; status: number }>

/**
 * Joins lines to transfers, (client, object) by (client, object) in time order. A transfer ends when it is whole, or when nothing follows within
 * `RETRY_MS` of its last request. Ranges make a whole when together they cover 99.9 % of the object; where their places are not logged, enough
 * bytes make a doubt. Calls back client by client.
 */
export function forEachTransfer(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  corrections: readonly number[],
  on: Readonly<{ transfer(transfer: Transfer): void; probe(probe: Probe): void }>,
): void {
  const { matched } = logs
  forEachClient(matched, corrections, logs.clients.length, (client, order) => {
    let open: Joining | null = null
    const close = (): void => {
      if (open !== null) on.transfer(open.end())
      open = null
    }
    for (const i of order) {
      const object = matched.object[i]
      const at = timeOf(matched, corrections, i)
      const piece = pieceOf(matched, i, sizes[object])
      if (piece.kind === 'probe') {
        on.probe({ client, object, at, status: matched.status[i] })
        continue
      }
      if (open !== null && !goesOn(open, object, at)) close()
      const joining: Joining = open ?? new Joining(client, object, sizes[object].size, at)
      open = joining
      if (joining.add(piece, at)) close()
    }
    close()
  })
}

function goesOn(open: Joining, object: number, at: number): boolean {
  return open.object === object && at - open.lastAt <= RETRY_MS
}

/** A transfer that is not ended yet. */
class Joining {
  readonly object: number
  lastAt: number
  readonly #client: number
  readonly #size: number | null
  readonly #firstAt: number
  #requests = 0
  #bytes: readonly Interval[] = []
  #looseBytes = 0
  #isWhole = false
  #isShare = false
  #isCertain = false
  #doubt: Doubt | null = null

  constructor(client: number, object: number, size: number | null, at: number) {
    this.#client = client
    this.object = object
    this.#size = size
    this.#firstAt = at
    this.lastAt = at
  }

  /** Whether the transfer has ended with this piece. */
  add(piece: Piece, at: number): boolean {
    this.lastAt = at
    this.#requests++
    if (piece.kind !== 'perhaps-whole' || piece.hasBytes) this.#isCertain = true
    switch (piece.kind) {
      case 'whole':
        this.#isWhole = true
        return true
      case 'perhaps-whole':
        this.#doubt = piece.doubt
        return true
      case 'share':
        this.#isShare = true
        return false
      case 'part':
        this.#bytes = joined([...this.#bytes, [piece.first, piece.last]])
        return this.#isFull()
      case 'loose':
        this.#looseBytes += piece.bytes
        return this.#isFull()
      default:
        return false
    }
  }

  /** Whether the parts make a whole, or, with those whose place is not known, may make one. */
  #isFull(): boolean {
    if (this.#size === null) return false
    const known = lengthOf(this.#bytes)
    if (known >= this.#size * WHOLE_SHARE) this.#isWhole = true
    else if (this.#looseBytes > 0 && known + this.#looseBytes >= this.#size * WHOLE_SHARE) {
      this.#doubt = 'exposure/range-unlogged'
    }
    return this.#isWhole || this.#doubt !== null
  }

  end(): Transfer {
    return {
      client: this.#client,
      object: this.object,
      outcome: this.#isWhole ? 'whole' : this.#doubt === null ? 'partial' : 'doubt',
      doubt: this.#isWhole ? null : this.#doubt,
      isCertain: this.#isCertain,
      firstAt: this.#firstAt,
      lastAt: this.lastAt,
      requests: this.#requests,
      bytes: this.#bytes,
      isShare: this.#isShare,
    }
  }
}
