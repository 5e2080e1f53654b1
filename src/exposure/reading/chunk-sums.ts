import { LOG_FORMATS } from '../contract.ts'
import type { Wrong } from './line.ts'
import { addMinute, minuteOf } from './minutes.ts'
import { NEAR } from './near.ts'

export const WRONGS: readonly Wrong[] = ['too-long', 'structure', 'time', 'status', 'bytes', 'encoding']
/** How many malformed lines are shown by place: enough to see what happened, few enough for a report. */
export const MALFORMED_SHOWN = 1000
/** How many lines of which kind there are. */
export type LineCounts = Readonly<{
  lines: number
  malformed: number
  /** Of these, those in which an object that is asked for is named. */
  naming: number
  /** Places where no request can be read: lines that are cut or broken before its end, and holes of zeros. */
  unreadable: number
  /** Lines that nearly name an object, by the order of `NEAR`. */
  near: Uint32Array
  directives: number
  isZoneAssumed: boolean
  /** Lines of an hour that the clock showed twice. */
  repeated: number
}>

/** What the lines of a chunk come to, whether they match or not. */
export type ChunkCounts = LineCounts &
  Readonly<{
    first: number
    last: number
    minutes: Float64Array
    /** What was written in each, as `minuteOf` gives it. */
    inMinutes: Float64Array
    /** Lines of each format, in the order of `LOG_FORMATS`. */
    formats: Uint32Array
    /** The first malformed lines: their number in the chunk from 0, and what is wrong, as an index of `WRONGS`. */
    wrongAt: Uint32Array
    wrongs: Uint8Array
  }>

/** Counts lines, chunk by chunk. */
export class ChunkSums {
  naming = 0
  unreadable = 0
  near = new Uint32Array(NEAR.length)
  directives = 0
  isZoneAssumed = false
  repeated = 0
  #lines = 0
  #malformed = 0
  #minutes = new Map<number, number>()
  #minute = Number.NaN
  #inMinute = 0
  #minuteFirst = 0
  #minuteLast = 0
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  #formats = new Uint32Array(LOG_FORMATS.length)
  #wrongAt: number[] = []
  #wrongs: number[] = []

  /** Counts a line that was read; `format` is an index of `LOG_FORMATS`. */
  count(at: number, format: number): void {
    this.#lines++
    this.#formats[format]++
    if (at < this.#first) this.#first = at
    if (at > this.#last) this.#last = at
    const minute = Math.floor(at / 60_000)
    if (minute !== this.#minute) this.#turnMinute(minute, at)
    this.#inMinute++
    if (at < this.#minuteFirst) this.#minuteFirst = at
    if (at > this.#minuteLast) this.#minuteLast = at
  }

  /** Counts a line that could not be read: its number in the chunk from 0. */
  wrong(wrong: Wrong, number: number): void {
    this.#malformed++
    if (this.#wrongAt.length === MALFORMED_SHOWN) return
    this.#wrongAt.push(number)
    this.#wrongs.push(WRONGS.indexOf(wrong))
  }

  /** What the chunk came to; begins anew. */
  take(): ChunkCounts {
    this.#turnMinute(Number.NaN, 0)
    const taken = {
      lines: this.#lines,
      malformed: this.#malformed,
      naming: this.naming,
      unreadable: this.unreadable,
      near: this.near,
      directives: this.directives,
      isZoneAssumed: this.isZoneAssumed,
      repeated: this.repeated,
      first: this.#first,
      last: this.#last,
      minutes: Float64Array.from(this.#minutes.keys()),
      inMinutes: Float64Array.from(this.#minutes.values()),
      formats: this.#formats,
      wrongAt: Uint32Array.from(this.#wrongAt),
      wrongs: Uint8Array.from(this.#wrongs),
    }
    this.#begin()
    return taken
  }

  #begin(): void {
    this.#minutes = new Map()
    this.#first = Number.POSITIVE_INFINITY
    this.#last = Number.NEGATIVE_INFINITY
    this.#lines = this.#malformed = this.naming = this.unreadable = this.directives = 0
    this.near = new Uint32Array(NEAR.length)
    this.isZoneAssumed = false
    this.repeated = 0
    this.#formats = new Uint32Array(LOG_FORMATS.length)
    this.#wrongAt = []
    this.#wrongs = []
  }

  #turnMinute(minute: number, at: number): void {
    if (this.#inMinute > 0) {
      const value = minuteOf(this.#minute, this.#inMinute, this.#minuteFirst, this.#minuteLast)
      addMinute(this.#minutes, this.#minute, value)
    }
    this.#minute = minute
    this.#inMinute = 0
    this.#minuteFirst = this.#minuteLast = at
  }
}
