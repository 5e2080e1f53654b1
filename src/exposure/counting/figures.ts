import type { Bounds, ReadLogs } from '../contract.ts'
import { ClientTallies } from './client-tallies.ts'
import type { Clocks } from './clocks.ts'
import type { ClientClass } from './document.ts'
import { covers, type Interval, joined } from './intervals.ts'
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
  /** Bytes of the longest answer with this page or selection; −1 where none is logged. */
  shareBytes: number
  /** The same with what may have been sent beyond. */
  shareMost: number
  /** Transfers of other versions than the exposed file, and those that may be. */
  others: number
}

export type ObjectTally = Tally & Carried & { probes: number }

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
const NO_TALLY: Tally = { wholeLow: 0, wholeHigh: 0, partialLow: 0, partialHigh: 0, anyLow: 0, anyHigh: 0 }
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
  readonly #possible = { ...NEVER }
  readonly #outsideGaps = { whole: 0, partial: 0 }
  #isJoinedByMany = false
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
      shareMost: -1,
      others: 0,
    }))
    this.#clients = new ClientTallies(clients.length)
  }

  transfer(transfer: Transfer): void {
    const { isStray, classes } = this.#input
    const stray = isStray(transfer.firstAt) || isStray(transfer.lastAt)
    const isNamesake = this.#input.namesakes?.has(transfer.object) ?? false
    const one = this.#bounded(transfer, stray || isNamesake)
    const object = this.#objects[transfer.object]
    add(this.#total, one)
    add(object, one)
    this.#clients.add(transfer.client, one)
    const isOfMany = transfer.client === this.#input.many
    add(this.#byClass[classes[transfer.client]], isOfMany ? atMost(one) : one)
    this.#isJoinedByMany ||= isOfMany && (transfer.requests > 1 || transfer.mayGoOn)
    carry(object, transfer, one)
    this.#merged += transfer.requests - 1
    const doubt = stray ? 'exposure/stray-times' : isNamesake ? 'exposure/same-size' : transfer.doubt
    if (doubt !== null) this.#doubts.set(doubt, (this.#doubts.get(doubt) ?? 0) + 1)
    if (stray) return
    this.#clients.widen(transfer.client, transfer.firstAt, transfer.lastAt)
    widen(this.#possible, transfer)
    if (transfer.isCertain && !isNamesake) widen(this.#certain, transfer)
    this.#step(transfer.firstAt)[transfer.outcome === 'whole' ? 'whole' : 'partial']++
    if (!this.#isIn(transfer.firstAt, transfer.firstAt)) {
      this.#outsideGaps[transfer.outcome === 'whole' ? 'whole' : 'partial']++
    }
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
      possible: this.#possible,
      copiesElsewhere: this.#clients.copiesElsewhere(),
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
    return this.#input.uncovered.some(gap => gap.from < to && gap.to > from) || (from === to && this.#isAt(from))
  }

  #isAt(at: number): boolean {
    return this.#input.uncovered.some(gap => gap.from <= at && at < gap.to)
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
  if (transfer.isOther || transfer.mayBeOther) object.others++
  if (transfer.isOther) return
  object.wholes += wholeLow
  object.perhapsWholes += wholeHigh - wholeLow
  if (transfer.bytes.length > 0) {
    object.bytes = joinedWith(object.bytes, transfer.bytes)
    object.mostBytes = joinedWith(object.mostBytes, transfer.mostBytes)
  }
  object.shareBytes = Math.max(object.shareBytes, transfer.shareBytes)
  object.shareMost = Math.max(object.shareMost, transfer.shareMost)
  if (wholeHigh === 0 && transfer.isLoose) object.unknown++
}

/** Most parts bring what others brought: those are not joined anew. */
function joinedWith(all: readonly Interval[], more: readonly Interval[]): readonly Interval[] {
  return more.every(one => covers(all, one)) ? all : joined([...all, ...more])
}

/** Bounds of a sum; the high one open where the coverage is. */
export function bounds(low: number, high: number, isOpen: boolean): Bounds {
  return { low, high: isOpen ? null : high }
}
