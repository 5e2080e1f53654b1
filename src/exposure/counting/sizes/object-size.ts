import { HEADER_BYTES } from '../../reading/of-size.ts'
import type { Headers } from './headers.ts'
import type { Packing } from './packed.ts'
import type { Stretch } from './soft-pages.ts'
import type { Version } from './versions.ts'

/**
 * Whole is 99.9 % of the object's bytes and more: a server may not count the last buffer it gave to the network, and a file that grew or shrank by a
 * row is the same file. Lower would call whole what lacks people; at 100 % a copy without its last line end would not count, the worse error.
 */
export const WHOLE_SHARE = 0.999
/** A page that stands in for a file is shorter: longer answers that several had are more likely parts, whose low bound would be lost. */
export const PAGE_BYTES = 65_536

/** Answers of more than this many times the object and 64 kB are not of this object, or their size is not true. */
const CREDIBLE_TIMES = 2

/** What is known of one object before its transfers are counted. */
export type ObjectSize = Readonly<{
  /** Null: not known. */
  size: number | null
  from: 'file' | 'log' | 'usual-answer' | null
  /** A page or a selection of something larger: its answers are parts, however long. */
  isPart: boolean
  /** Lengths under the size that a compressed whole may have. */
  compressed: ReadonlySet<number>
  /** Those of them that another version may have. */
  another: ReadonlySet<number>
  /** Logged lengths that a page in its place may have: a login, an error. */
  pages: ReadonlySet<number>
  /** What is known of the headers that a log counts with the bytes; null: no more than of any server. */
  headers: Headers | null
  /** Lengths that a page of changing length in its place may have; left out where there are none. */
  softPages?: readonly Stretch[]
  /** What packing the file can give, and to whom; left out where there is no file. */
  packing?: Packing
  /** Usual length of the headers of a range, where the log counts them and says no range; left out where it is not known. */
  rangeHeaders?: number
  /** What it was from when to when, where it was replaced; left out where it was not. */
  versions?: readonly Version[]
  /** Another version than the file, or than the latest. */
  isOther?: boolean
}>

/** The exposed file, as far as objects go. `packedBytes`: its length after gzip at its fastest, the most that a compressed copy has. */
export type FileSize = Readonly<{
  name: string
  sizeBytes: number
  packedBytes: number | null
  /** After gzip at its usual level; left out where it is not known. */
  usuallyPackedBytes?: number
  columns: readonly string[]
}>

/** Whether an answer of so many bytes is one whole object of that size, with its headers perhaps. */
export function isWholeOf(bytes: number, size: number): boolean {
  return bytes >= size * WHOLE_SHARE && bytes <= size / WHOLE_SHARE + HEADER_BYTES.most
}

/** Whether so many bytes can have been sent of an object of that size. */
export function isCredible(bytes: number, size: number): boolean {
  return bytes <= CREDIBLE_TIMES * size + 65_536
}
