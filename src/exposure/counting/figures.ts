import type { Bounds, ReadLogs } from '../contract.ts'
import type { ClientClass } from './document.ts'
import { type Interval, joined } from './intervals.ts'
import type { Doubt } from './pieces.ts'
import type { Silence } from './rhythm.ts'
import type { ObjectSize } from './sizes.ts'
import { forEachTransfer, type Probe, RETRY_MS, type Transfer } from './transfers.ts'

/** Sums that become bounds: what is certain, and what may be. */
export type Tally = {
  wholeLow: number
  wholeHigh: number
  partialLow: number
  partialHigh: number
  anyLow: number
  anyHigh: number
}

/** What one client did. Times in milliseconds; infinite where it did nothing. */
export type ClientTally = Tally & { probes: number; first: number; last: number; copies: number }

/** What was carried of one object, by all clients together. */
export type Carried = {
  /** Transfers that brought all of it for certain, and those that may have. */
  wholes: number
  perhapsWholes: number
  /** Transfers whose bytes are not known, though some came. */
  unknown: number
  bytes: readonly Interval[]
  /** The same and what may have been sent beyond. */
  mostBytes: readonly Interval[]
  /** The same with what may have been sent beyond. */
  shareMost: number
  /** Bytes of the longest answer with this page or selection; −1 where none is logged. */
  shareBytes: number
}

export type ObjectTally = Tally & Carried & { probes: number }

/** All that was counted. */
export type Count = Readonly<{
  total: Tally
  byClass: Readonly<Record<ClientClass, Tally>>
  objects: readonly ObjectTally[]
  clients: readonly (ClientTally | null)[]
  probes: number
  merged: number
  doubts: ReadonlyMap<Doubt, number>
  /** Of transfers that happened for certain, and of all that may have. */
  certain: Readonly<{ first: number; last: number }>
  possible: Readonly<{ first: number; last: number }>
  /** Clients that were answered 304 without a transfer of theirs. */
  copiesElsewhere: number
  timeline: ReadonlyMap<number, { whole: number; partial: number; probes: number }>
  /** Transfers that began in covered time, for the estimate. */
  outsideGaps: Readonly<{ whole: number; partial: number }>
}>

export type CountInput = Readonly<{
  logs: ReadLogs
  sizes: readonly ObjectSize[]
  corrections: readonly number[]
  /** Stretches without evidence: a part next to one may belong to a whole. */
  uncovered: readonly Silence[]
  /** The whole period is without evidence of some server or cache: any part may belong to a whole. */
  isNowhereSure: boolean
  isStray: (at: number) => boolean
  classes: readonly ClientClass[]
}>

const MINUTE = 60_000
const NO_TALLY: Tally = { wholeLow: 0, wholeHigh: 0, partialLow: 0, partialHigh: 0, anyLow: 0, anyHigh: 0 }
const NEVER = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY }

/** Counts transfers with bounds, as if nothing but these lines had been: where coverage is open, whoever shows the high bounds leaves them out. */
export function count(input: CountInput): Count {
  const counting = new Counting(input)
  forEachTransfer(input.logs, input.sizes, input.corrections, {
    transfer: transfer => counting.transfer(transfer),
    probe: probe => counting.probe(probe),
  })
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
  readonly #clients: (ClientTally | null)[]
  readonly #doubts = new Map<Doubt, number>()
  readonly #timeline = new Map<number, { whole: number; partial: number; probes: number }>()
  readonly #certain = { ...NEVER }
  readonly #possible = { ...NEVER }
  readonly #outsideGaps = { whole: 0, partial: 0 }
  #probes = 0
  #merged = 0
  /** The client and object of the last part next to a gap: a second one may be the same transfer. */
  #beside = ''

  constructor(input: CountInput) {
    this.#input = input
    const { objects, clients } = input.logs
    this.#objects = objects.map(() => ({
      ...NO_TALLY,
      probes: 0,
      wholes: 0,
      perhapsWholes: 0,
      unknown: 0,
      bytes: [],
      mostBytes: [],
      shareBytes: -1,
    }))
    this.#clients = clients.map(() => null)
  }

  transfer(transfer: Transfer): void {
    const { isStray, classes } = this.#input
    const stray = isStray(transfer.firstAt) || isStray(transfer.lastAt)
    const one = this.#bounded(transfer, stray)
    const client = this.#client(transfer.client)
      shareMost: -1,
    const object = this.#objects[transfer.object]
    for (const tally of [this.#total, this.#byClass[classes[transfer.client]], client, object]) add(tally, one)
    carry(object, transfer, one)
    this.#merged += transfer.requests - 1
    const doubt: Doubt | null = stray ? 'exposure/stray-times' : transfer.doubt
    if (doubt !== null) this.#doubts.set(doubt, (this.#doubts.get(doubt) ?? 0) + 1)
    if (stray) return
    widen(client, transfer)
    widen(this.#possible, transfer)
    if (transfer.isCertain) widen(this.#certain, transfer)
    this.#step(transfer.firstAt)[transfer.outcome === 'whole' ? 'whole' : 'partial']++
    if (!this.#isIn(transfer.firstAt, transfer.firstAt)) {
      this.#outsideGaps[transfer.outcome === 'whole' ? 'whole' : 'partial']++
    }
  }

  probe({ client: id, object, at, status }: Probe): void {
    const client = this.#client(id)
    client.probes++
    this.#objects[object].probes++
    this.#probes++
    if (status === 304) client.copies++
    if (this.#input.isStray(at)) return
    widen(client, { firstAt: at, lastAt: at })
    this.#step(at).probes++
  }

  end(): Count {
    const naming = this.#input.logs.malformedNaming ?? 0
    for (const tally of [this.#total, ...Object.values(this.#byClass), ...this.#objects]) allowFor(tally, naming)
    const copiesElsewhere = this.#clients.filter(client => client !== null && client.copies > 0 && client.anyHigh === 0)
    return {
      total: this.#total,
      byClass: this.#byClass,
      objects: this.#objects,
      clients: this.#clients,
      probes: this.#probes,
      merged: this.#merged,
      doubts: this.#doubts,
      certain: this.#certain,
      possible: this.#possible,
      copiesElsewhere: copiesElsewhere.length,
      timeline: this.#timeline,
      outsideGaps: this.#outsideGaps,
    }
  }

  /**
   * One transfer as bounds. A whole is one. A part is one, but where lines may be missing within the retry window it may have been completed by them,
   * and two such parts of one client may be one transfer; so may one in doubt and what follows it. A doubt may be whole, a part, or, without a byte
   * for certain, nothing.
   */
  #bounded(transfer: Transfer, stray: boolean): Tally {
    const { outcome, isCertain, mayGoOn } = transfer
    if (outcome === 'whole') {
      const low = stray ? 0 : 1
      return { ...NO_TALLY, wholeLow: low, wholeHigh: 1, anyLow: mayGoOn ? 0 : low, anyHigh: 1 }
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
    return this.#input.uncovered.some(gap => gap.from < to && gap.to > from) || (from === to && this.#isAt(from))
  }

  #isAt(at: number): boolean {
    return this.#input.uncovered.some(gap => gap.from <= at && at < gap.to)
  }

  #client(id: number): ClientTally {
    const known = this.#clients[id]
    if (known !== null) return known
    const made = { ...NO_TALLY, ...NEVER, probes: 0, copies: 0 }
    this.#clients[id] = made
    return made
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

function add(to: Tally, one: Tally): void {
  to.wholeLow += one.wholeLow
  to.wholeHigh += one.wholeHigh
  to.partialLow += one.partialLow
  to.partialHigh += one.partialHigh
  to.anyLow += one.anyLow
  to.anyHigh += one.anyHigh
}

/**
 * Lines that could not be read and name an object: each may be a transfer of its own, may have completed one that seems a part, and may stand between two
 * that are then one.
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

function carry(object: Carried, transfer: Transfer, { wholeLow, wholeHigh }: Tally): void {
  object.wholes += wholeLow
  object.perhapsWholes += wholeHigh - wholeLow
  if (transfer.bytes.length > 0) {
    object.bytes = joined([...object.bytes, ...transfer.bytes])
    object.mostBytes = joined([...object.mostBytes, ...transfer.mostBytes])
  }
  object.shareBytes = Math.max(object.shareBytes, transfer.shareBytes)
  if (wholeHigh === 0 && transfer.isLoose) object.unknown++
}

/** Bounds of a sum; the high one open where the coverage is. */
export function bounds(low: number, high: number, isOpen: boolean): Bounds {
  return { low, high: isOpen ? null : high }
}
  object.shareMost = Math.max(object.shareMost, transfer.shareMost)
