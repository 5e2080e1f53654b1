import { covers, type Interval, joined } from '../intervals.ts'
import { NO_TALLY, type Tally } from '../tally.ts'
import type { Transfer } from './joining.ts'

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

/** The transfers of one object, its probes, and what they carried of it. */
export type ObjectTally = Tally & Carried & { probes: number }

/** The tally of an object before any line is counted. */
export function noObjectTally(): ObjectTally {
  return {
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
  }
}

/** Adds what a transfer carried of an object; `bounded` is the transfer as bounds. */
export function carry(object: Carried, transfer: Transfer, { wholeLow, wholeHigh }: Tally): void {
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
