import type { MatchedLines } from '../contract.ts'
import { HEADER_BYTES, isCredible, type ObjectSize, WHOLE_SHARE } from './sizes.ts'

/** Why a piece may be a whole object though the line does not prove it. */
export type Doubt =
  | 'exposure/size-unknown'
  | 'exposure/perhaps-compressed'
  | 'exposure/bytes-unlogged'
  | 'exposure/lying-sizes'
  | 'exposure/stray-times'
  | 'exposure/range-unlogged'
  | 'exposure/headers-counted'

/**
 * What one line gave of its object. `whole`: all of it. `perhaps-whole`: all of it, some, or none, for the reason in `doubt`. `part`: the bytes from
 * `first` to `last`, and perhaps on to `mostLast`, where the log counts headers too. `loose`: so many bytes, at most `most`, from a place that the log does not name. `share`: so many bytes, at most `most`, of a page or a selection of something larger. `probe`: nothing.
 */
export type Piece = Readonly<
  | { kind: 'probe' | 'whole' }
  | { kind: 'share'; bytes: number; most: number }
  | { kind: 'perhaps-whole'; doubt: Doubt; hasBytes: boolean }
  | { kind: 'part'; first: number; last: number; mostLast: number }
  | { kind: 'loose'; bytes: number; most: number }
>

const PROBE: Piece = { kind: 'probe' }
const WHOLE: Piece = { kind: 'whole' }
const HEAD = 1
const OTHER_METHOD = 3
const COMPLETE = 1
const ABORTED = 2
const WITH_HEADERS = 4

/**
 * Reads one line as a piece. HEAD, 304 (the client has a copy: access, and no transfer), 416, all other 1xx, 3xx, 4xx, 5xx and answers without a byte are
 * probes. A 200 is whole with 99.9 % of the object's bytes; with fewer it is a part from the beginning. A 206 is the part that its range and its
 * bytes say. Other methods count only where the whole object came.
 */
export function pieceOf(lines: MatchedLines, i: number, object: ObjectSize): Piece {
  const status = lines.status[i]
  const method = lines.method[i]
  if (method === HEAD || (status !== 200 && status !== 206 && status !== 203)) return PROBE
  const bytes = lines.bytes[i]
  if (bytes === 0) return PROBE
  if (object.isPart) {
    const [least, most] = lines.flags[i] & WITH_HEADERS ? bodyOf(bytes) : [bytes, bytes]
    return method === OTHER_METHOD ? PROBE : { kind: 'share', bytes: least, most }
  }
  if (bytes < 0) return method === OTHER_METHOD ? PROBE : unlogged(lines, i, object)
  const [low, high] = lines.flags[i] & WITH_HEADERS ? bodyOf(bytes) : [bytes, bytes]
  if (high <= 0) return PROBE
  const piece = status === 206 ? rangeOf(lines, i, object, low, high) : answerOf(lines.ended[i], object, low, high)
  return method === OTHER_METHOD && piece.kind !== 'whole' ? PROBE : piece
}

/** Least and most bytes of the body where the log counts the headers too. */
function bodyOf(bytes: number): readonly [number, number] {
  return [Math.max(1, bytes - HEADER_BYTES.most), bytes - HEADER_BYTES.least]
}

function unlogged(lines: MatchedLines, i: number, object: ObjectSize): Piece {
  const isWhole = lines.status[i] !== 206 && lines.ended[i] === COMPLETE
  if (isWhole) return WHOLE
  const [first, last] = [lines.rangeFirst[i], lines.rangeLast[i]]
  const isSmall = object.size !== null && first >= 0 && last >= 0 && last - first + 1 < object.size * WHOLE_SHARE
  return isSmall && lines.ended[i] === COMPLETE
    ? { kind: 'part', first, last, mostLast: last }
    : perhaps('exposure/bytes-unlogged', false)
}

function answerOf(ended: number, { size, compressed }: ObjectSize, low: number, high: number): Piece {
  if (size === null) return ended === COMPLETE ? WHOLE : perhaps('exposure/size-unknown', true)
  if (!isCredible(low, size)) return perhaps('exposure/lying-sizes', true)
  if (low >= size * WHOLE_SHARE) return WHOLE
  if (high >= size * WHOLE_SHARE) return ended === COMPLETE ? WHOLE : perhaps('exposure/headers-counted', true)
  const isPacked = ended !== ABORTED && (compressed.has(high) || compressed.has(low) || ended === COMPLETE)
  return isPacked
    ? perhaps('exposure/perhaps-compressed', true)
    : { kind: 'part', first: 0, last: low - 1, mostLast: high - 1 }
}

/** A 206 sends one range, or several in one answer; it ends where its bytes end. */
function rangeOf(lines: MatchedLines, i: number, { size }: ObjectSize, bytes: number, most: number): Piece {
  const first = lines.rangeFirst[i]
  const last = lines.rangeLast[i]
  if (size !== null && !isCredible(bytes, size)) return perhaps('exposure/lying-sizes', true)
  if (size !== null && bytes >= size * WHOLE_SHARE) return WHOLE
  if (size === null || first < 0) return { kind: 'loose', bytes, most }
  const asked = Math.min(last < 0 ? size - 1 : last, size - 1)
  if (asked < first) return { kind: 'loose', bytes, most }
  return { kind: 'part', first, last: Math.min(first + bytes - 1, asked), mostLast: Math.min(first + most - 1, asked) }
}

function perhaps(doubt: Doubt, hasBytes: boolean): Piece {
  return { kind: 'perhaps-whole', doubt, hasBytes }
}
