import { FLAGS, type ReadLogs } from '../../contract.ts'
import { HEADER_BYTES } from '../../reading/of-size.ts'
import { chanceAgainst } from '../chance.ts'
import type { Clocks } from '../reach/clocks.ts'
import { RANGE_HEADERS } from '../sizes/headers.ts'
import type { ObjectSize } from '../sizes/object-size.ts'
import { type HeadedSum, rangeHeadersOf } from './headed-sums.ts'
import { forEachTransfer } from './transfers.ts'

/** Headers of ranges of one object differ by the digits of places and lengths. */
const WIDTH = 8
/** As many clients, with as many different splits, must agree. */
const FEWEST = 3
/** Shared out over more ranges, a kilobyte that lacks would hardly show. */
const FEW_RANGES = 8
/** A heap that chance would give in more than one of so many logs is none. */
const ONE_LOG_IN = 100
/** Candidates this near on either side, and not in the heap, show how many chance puts there. */
const AROUND = 64
/** Heaps that may be between the least and the most that headers are. */
const PLACES = (HEADER_BYTES.most - HEADER_BYTES.least) / WIDTH
/** Candidates looked at, of one object: of more, the first say enough. */
const MOST = 100_000

type Candidate = Readonly<{ each: number; client: number; split: number }>

/**
 * The same sizes, with the length of the headers of ranges where the log counts headers and does not say which range was sent. Of transfers that were
 * whole, what was logged beyond the object, shared out over their ranges, is the length of those headers: nearly the same for all, however each was
 * split. Of transfers that lack bytes, or had some twice, it is less or more, by as much as each lacks over its ranges. So the lengths heap up at the
 * true one: within 8 bytes for three clients or more with as many different splits, more than chance puts there (Chernoff's bound of a Poisson sum,
 * of candidates spread as evenly as those around, times the places looked at). Only transfers of up to eight ranges tell, and where the headers of
 * answers 200 are known the heap is near those: what lacks a kilobyte is then no part of any. `HeadedSums` says which transfers are then whole, and
 * the error.
 */
export function withRangeHeaders(logs: ReadLogs, sizes: readonly ObjectSize[], clocks: Clocks): readonly ObjectSize[] {
  const sought = soughtIn(logs, sizes)
  if (sought.size === 0) return sizes
  const candidates = new Map<number, Candidate[]>([...sought].map(object => [object, []]))
  forEachTransfer(logs, sizes, clocks, {
    transfer: ({ object, client, headed }) => {
      const of = candidates.get(object)
      if (of === undefined || headed === null || of.length === MOST) return
      const one = candidateOf(headed, sizes[object], client)
      if (one !== null) of.push(one)
    },
    probe: () => {},
  })
  return sizes.map((size, o) => {
    const heap = heapIn(candidates.get(o) ?? [], size)
    return heap === null ? size : { ...size, rangeHeaders: heap }
  })
}

/** Objects of a known size with a range that the log counts with its headers and gives no place. */
function soughtIn({ matched }: ReadLogs, sizes: readonly ObjectSize[]): ReadonlySet<number> {
  const { count, status, flags, rangeFirst, object } = matched
  const sought = new Set<number>()
  for (let i = 0; i < count; i++) {
    if (status[i] !== 206 || (flags[i] & FLAGS.withHeaders) === 0 || rangeFirst[i] >= 0) continue
    const { size, from, isPart } = sizes[object[i]]
    if (size !== null && from !== 'usual-answer' && !isPart) sought.add(object[i])
  }
  return sought
}

function candidateOf(sum: HeadedSum, size: ObjectSize, client: number): Candidate | null {
  const each = sum.areEqual || sum.ranges > FEW_RANGES ? null : rangeHeadersOf(sum, size)
  return each === null ? null : { each, client, split: sum.split }
}

/** The middle of the stretch in which the most clients with different splits agree; null where chance could have put them there. */
function heapIn(candidates: readonly Candidate[], size: ObjectSize): number | null {
  const all = [...candidates].sort((a, b) => a.each - b.each)
  let best: readonly Candidate[] = []
  let most = 0
  for (let from = 0, to = 0; from < all.length; from++) {
    while (to < all.length && all[to].each - all[from].each <= WIDTH) to++
    if (to - from <= most) continue
    const held = agreeing(all.slice(from, to))
    if (held > most) [best, most] = [all.slice(from, to), held]
  }
  if (most < FEWEST) return null
  const middle = best[best.length >> 1].each
  const around = all.filter(({ each }) => Math.abs(each - middle) <= AROUND).length - best.length
  const expected = all.length / PLACES + (around * WIDTH) / (2 * AROUND)
  return isClear(most, expected) && isNear(middle, size) ? middle : null
}

/** Whether chance would give so many, where so many are to be expected, in fewer than one of a hundred logs. */
function isClear(held: number, expected: number): boolean {
  return chanceAgainst(held, expected) > Math.log(ONE_LOG_IN * PLACES)
}

/**
 * `206 Partial Content` and `Content-Range` lengthen the headers, a header or two that answers 206 lack shorten them; all else is as in answers 200.
 */
function isNear(each: number, { size, headers }: ObjectSize): boolean {
  if (headers === null || size === null) return true
  return headers.wholes.some(
    ([first, last]) => each >= first - size - RANGE_HEADERS.less && each <= last - size + RANGE_HEADERS.more,
  )
}

function agreeing(candidates: readonly Candidate[]): number {
  const clients = new Set(candidates.map(({ client }) => client))
  return Math.min(clients.size, new Set(candidates.map(({ split }) => split)).size)
}
