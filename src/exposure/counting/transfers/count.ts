import type { ReadLogs } from '../../contract.ts'
import { ClientTallies } from '../clients/tallies.ts'
import type { ClientClass } from '../document.ts'
import type { Clocks } from '../reach/clocks.ts'
import type { Silence } from '../reach/rhythm.ts'
import type { ObjectSize } from '../sizes/object-size.ts'
import { addTo, NO_TALLY, type Tally } from '../tally.ts'
import { RETRY_MS, type Transfer } from './joining.ts'
import { carry, noObjectTally, type ObjectTally } from './object-tally.ts'
import type { Doubt } from './pieces.ts'
import { forEachTransfer, type Probe } from './transfers.ts'

/** All that was counted. */
export type Count = Readonly<{
  total: Tally
  byClass: Readonly<Record<ClientClass, Tally>>
  objects: readonly ObjectTally[]
  clients: ClientTallies
  probes: number
  merged: number
  /** Requests were joined that several clients may have sent: the high bounds of transfers are not known. */
  isJoinedByMany: boolean
  doubts: ReadonlyMap<Doubt, number>
  /** Of transfers that happened for certain. */
  certain: Readonly<{ first: number; last: number }>
  timeline: ReadonlyMap<number, { whole: number; partial: number; probes: number }>
}>

export type CountInput = Readonly<{
  logs: ReadLogs
  sizes: readonly ObjectSize[]
  clocks: Clocks
  /** Stretches without evidence: a part next to one may belong to a whole. */
  uncovered: readonly Silence[]
  /** The whole period is without evidence of some server or cache: any part may belong to a whole. */
  isNowhereSure: boolean
  isStray: (at: number) => boolean
  /** Objects that may be something else of the same size; none when left out. */
  namesakes?: ReadonlySet<number>
  /** The client behind whom several may be; null where there is none. */
  many?: number | null
  classes: readonly ClientClass[]
}>

const MINUTE = 60_000
const NEVER = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }

/** Counts transfers with bounds, as if nothing but these lines had been: where coverage is open, whoever shows the high bounds leaves them out. */
export function count(input: CountInput): Count {
  const counting = new Counting(input)
  forEachTransfer(
    input.logs,
    input.sizes,
    input.clocks,
    {
      transfer: transfer => counting.transfer(transfer),
      probe: probe => counting.probe(probe),
    },
    input.many,
  )
  return counting.end()
}

class Counting {
  readonly #input: CountInput
  readonly #total = { ...NO_TALLY }
  readonly #byClass: Record<ClientClass, Tally> = {
    other: { ...NO_TALLY },
    'crawler-known': { ...NO_TALLY },
    'crawler-claimed': { ...NO_TALLY },
  }
  readonly #objects: ObjectTally[]
  readonly #clients: ClientTallies
  readonly #doubts = new Map<Doubt, number>()
  readonly #timeline = new Map<number, { whole: number; partial: number; probes: number }>()
  readonly #certain = { ...NEVER }
  #isJoinedByMany = false
  #probes = 0
  #merged = 0
  /** The client and object of the last part next to a gap: a second one may be the same transfer. */
  #beside = ''

  constructor(input: CountInput) {
    this.#input = input
    const { objects, clients } = input.logs
    this.#objects = objects.map(noObjectTally)
    this.#clients = new ClientTallies(clients.length)
  }

  transfer(transfer: Transfer): void {
    const { isStray, classes } = this.#input
    const stray = isStray(transfer.firstAt) || isStray(transfer.lastAt)
    const isNamesake = this.#input.namesakes?.has(transfer.object) ?? false
    const one = this.#bounded(transfer, stray || isNamesake)
    const object = this.#objects[transfer.object]
    addTo(this.#total, one)
    addTo(object, one)
    this.#clients.add(transfer.client, one)
    const isOfMany = transfer.client === this.#input.many
    addTo(this.#byClass[classes[transfer.client]], isOfMany ? atMost(one) : one)
    this.#isJoinedByMany ||= isOfMany && (transfer.requests > 1 || transfer.mayGoOn)
    carry(object, transfer, one)
    this.#merged += transfer.requests - 1
    const doubt = stray ? 'exposure/stray-times' : isNamesake ? 'exposure/same-size' : transfer.doubt
    if (doubt !== null) this.#doubts.set(doubt, (this.#doubts.get(doubt) ?? 0) + 1)
    if (stray) return
    this.#clients.widen(transfer.client, transfer.firstAt, transfer.lastAt)
    if (transfer.isCertain && !isNamesake) widen(this.#certain, transfer)
    this.#step(transfer.firstAt)[transfer.outcome === 'whole' ? 'whole' : 'partial']++
  }

  probe({ client, object, at, status }: Probe): void {
    this.#clients.probe(client, status === 304)
    this.#objects[object].probes++
    this.#probes++
    if (this.#input.isStray(at)) return
    this.#clients.widen(client, at, at)
    this.#step(at).probes++
  }

  end(): Count {
    const naming = this.#input.logs.malformedNaming ?? 0
    for (const tally of [this.#total, ...Object.values(this.#byClass), ...this.#objects]) allowFor(tally, naming)
    return {
      total: this.#total,
      byClass: this.#byClass,
      objects: this.#objects,
      clients: this.#clients,
      probes: this.#probes,
      isJoinedByMany: this.#isJoinedByMany,
      merged: this.#merged,
      doubts: this.#doubts,
      certain: this.#certain,
      timeline: this.#timeline,
    }
  }

  /**
   * One transfer as bounds. A whole is one. A part is one, but where lines may be missing within the retry window it may have been completed by them,
   * and two such parts of one client may be one transfer; so may one in doubt and what follows it. A doubt may be whole, a part, or, without a byte
   * for certain, nothing.
   */
  #bounded(transfer: Transfer, stray: boolean): Tally {
    const { outcome, isCertain, mayGoOn, mayBeApart } = transfer
    if (outcome === 'whole') {
      const low = stray ? 0 : 1
      const apart = mayBeApart ? 1 : 0
      return {
        ...NO_TALLY,
        wholeLow: low,
        wholeHigh: 1,
        partialHigh: apart,
        anyLow: mayGoOn ? 0 : low,
        anyHigh: 1 + apart,
      }
    }
    const isBeside = this.#input.isNowhereSure || this.#isIn(transfer.firstAt - RETRY_MS, transfer.lastAt + RETRY_MS)
    const pair = `${transfer.client} ${transfer.object}`
    const isFirst = !isBeside || pair !== this.#beside
    if (isBeside) this.#beside = pair
    const low = isCertain && !stray ? 1 : 0
    const partialLow = outcome === 'partial' && !isBeside && !mayGoOn ? low : 0
    const wholeHigh = outcome === 'doubt' ? 1 : 0
    return { ...NO_TALLY, wholeHigh, partialLow, partialHigh: 1, anyLow: isFirst && !mayGoOn ? low : 0, anyHigh: 1 }
  }

  #isIn(from: number, to: number): boolean {
    return this.#input.uncovered.some(gap => gap.from < to && gap.to > from)
  }

  #step(at: number): { whole: number; partial: number; probes: number } {
    const minute = Math.floor(at / MINUTE)
    const known = this.#timeline.get(minute)
    if (known !== undefined) return known
    const made = { whole: 0, partial: 0, probes: 0 }
    this.#timeline.set(minute, made)
    return made
  }
}

/** The same as it may be of each class: behind one proxy there are crawlers and others. */
function atMost({ wholeHigh, partialHigh, anyHigh }: Tally): Tally {
  return { ...NO_TALLY, wholeHigh, partialHigh, anyHigh }
}

/**
 * Lines that could not be read and name an object: each may be a transfer of its own, may have completed one that seems a part, and may stand between
 * two that are then one.
 */
function allowFor(tally: Tally, lines: number): void {
  tally.wholeHigh += lines
  tally.partialHigh += lines
  tally.anyHigh += lines
  tally.partialLow = Math.max(0, tally.partialLow - 2 * lines)
  tally.anyLow = Math.max(tally.wholeLow, tally.anyLow - lines)
}

function widen(span: { first: number; last: number }, { firstAt, lastAt }: { firstAt: number; lastAt: number }): void {
  span.first = Math.min(span.first, firstAt)
  span.last = Math.max(span.last, lastAt)
}
