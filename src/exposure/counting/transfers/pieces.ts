import { ENDED, FLAGS, type MatchedLines, METHOD } from '../../contract.ts'
import { HEADER_BYTES } from '../../reading/of-size.ts'
import { bodyOf, isWholeWith } from '../sizes/headers.ts'
import { isCredible, type ObjectSize, WHOLE_SHARE } from '../sizes/object-size.ts'
import { isPackedLength, mayBePacked } from '../sizes/packed.ts'

/** Why a piece may be a whole object though the line does not prove it. */
export type Doubt =
  | 'exposure/size-unknown'
  | 'exposure/perhaps-compressed'
  | 'exposure/perhaps-another'
  | 'exposure/same-size'
  | 'exposure/bytes-unlogged'
  | 'exposure/lying-sizes'
  | 'exposure/stray-times'
  | 'exposure/range-unlogged'
  | 'exposure/headers-counted'

/**
 * What one line gave of its object. `whole`: all of it. `perhaps-whole`: all of it, some, or none, for the reason in `doubt`; if not all, the first
 * `bytes` of it. `part`: the bytes from `first` to `last`, and perhaps on to `mostLast`, where the log counts headers too. `loose`: so many bytes, at
 * most `most`, from a place that the log does not name. `logged`: as the log has it, headers and all. `share`: so many bytes, at most `most`, of a
 * page or a selection of something larger. `perhaps-another`: the first `bytes` of it, or none but those of a page of its own, such as a login or an
 * error. `probe`: nothing.
 */
export type Piece = Readonly<
  | { kind: 'probe' | 'whole' }
  | { kind: 'share'; bytes: number; most: number }
  | { kind: 'perhaps-another'; bytes: number }
  | PerhapsWhole
  | { kind: 'part'; first: number; last: number; mostLast: number; logged?: number }
  | { kind: 'loose'; bytes: number; most: number; logged?: number }
>

type PerhapsWhole = Readonly<{
  kind: 'perhaps-whole'
  doubt: Doubt
  hasBytes: boolean
  mayBeOther: boolean
  bytes?: number
}>

const PROBE: Piece = { kind: 'probe' }
const WHOLE: Piece = { kind: 'whole' }

/**
 * Reads one line as a piece. HEAD, 304 (the client has a copy: access, and no transfer), 416, all other 1xx, 3xx, 4xx, 5xx and answers without a byte
 * are probes. A 200 is whole with 99.9 % of the object's bytes; with fewer it is a part from the beginning. A 206 is the part that its range and its
 * bytes say. Other methods count only where the whole object came.
 */
export function pieceOf(lines: MatchedLines, i: number, object: ObjectSize): Piece {
  const status = lines.status[i]
  const method = lines.method[i]
  if (method === METHOD.head || (status !== 200 && status !== 206 && status !== 203)) return PROBE
  const bytes = lines.bytes[i]
  if (bytes === 0) return PROBE
  if (object.isPart) {
    const [least, most] = lines.flags[i] & FLAGS.withHeaders ? bodyOf(bytes, null, false) : [bytes, bytes]
    return method === METHOD.other ? PROBE : { kind: 'share', bytes: least, most }
  }
  if (bytes < 0) return method === METHOD.other ? PROBE : unlogged(lines, i, object)
  const isHeaded = (lines.flags[i] & FLAGS.withHeaders) !== 0
  const body: Body = isHeaded ? bodyOf(bytes, object.headers, status === 206) : [bytes, bytes]
  if (body[1] <= 0) return PROBE
  const piece = status === 206 ? rangeOf(lines, i, object, body) : answerOf(lines, i, object, body)
  if (method === METHOD.other && piece.kind !== 'whole') return PROBE
  const isPlaceless = piece.kind === 'loose' || (piece.kind === 'part' && status !== 206)
  return isHeaded && isPlaceless ? { ...piece, logged: bytes } : piece
}

function unlogged(lines: MatchedLines, i: number, object: ObjectSize): Piece {
  const isWhole = lines.status[i] !== 206 && lines.ended[i] === ENDED.complete
  if (isWhole) return WHOLE
  const [first, last] = [lines.rangeFirst[i], lines.rangeLast[i]]
  const isSmall = object.size !== null && first >= 0 && last >= 0 && last - first + 1 < object.size * WHOLE_SHARE
  return isSmall && lines.ended[i] === ENDED.complete
    ? { kind: 'part', first, last, mostLast: last }
    : perhaps('exposure/bytes-unlogged', false)
}

/** Bytes of a body, at least and at most: they differ where the log counts headers with them. */
type Body = readonly [low: number, high: number]

function answerOf(lines: MatchedLines, i: number, object: ObjectSize, body: Body): Piece {
  const { size } = object
  if (size === null) return unsized(lines, i, object)
  return allOf(lines, i, object, size, body) ?? lessOf(lines, i, object, size, body)
}

/** An answer 200 of an object of unknown size. */
function unsized({ ended, bytes }: MatchedLines, i: number, { pages }: ObjectSize): Piece {
  if (pages.has(bytes[i])) return perhaps('exposure/perhaps-another', false)
  return ended[i] === ENDED.complete ? WHOLE : perhaps('exposure/size-unknown', true)
}

/** An answer 200 with all bytes of the object or more, or perhaps with all; null for one with fewer. */
function allOf(lines: MatchedLines, i: number, object: ObjectSize, size: number, [low, high]: Body): Piece | null {
  const [ended, logged] = [lines.ended[i], lines.bytes[i]]
  const { from, headers } = object
  if (!isCredible(low, size)) return perhaps('exposure/lying-sizes', true)
  if (from === 'file' && low > size / WHOLE_SHARE + HEADER_BYTES.most)
    return perhaps('exposure/lying-sizes', true, true)
  if (low >= size * WHOLE_SHARE) return WHOLE
  const known = low === high ? null : headers
  if (known !== null && ended !== ENDED.aborted && isWholeWith(known, logged)) return WHOLE
  const isShorter = known !== null && known.partsBelow !== null && logged < known.partsBelow
  if (high < size * WHOLE_SHARE || isShorter) return null
  return ended === ENDED.complete ? WHOLE : perhaps('exposure/headers-counted', true)
}

/** An answer 200 with fewer bytes than the object: a part, a packed copy, or a page in its place. */
function lessOf(lines: MatchedLines, i: number, object: ObjectSize, size: number, body: Body): Piece {
  const [ended, logged] = [lines.ended[i], lines.bytes[i]]
  const [low, high] = body
  const { compressed, another, pages } = object
  const isPage = ended !== ENDED.aborted && pages.has(logged)
  const isShared = compressed.has(logged)
  if (isPage && isShared) return perhaps('exposure/perhaps-another', false)
  const isNoCopy = ended === ENDED.complete && !isShared && !mayBeCopy(object, body)
  if (isPage || isSoftPage(lines, i, object, body) || isNoCopy) return { kind: 'perhaps-another', bytes: high }
  const isLone = ended === ENDED.unknown && !another.has(logged) && isLonePacked(lines, i, object, body)
  if (isLone) return { ...perhaps('exposure/perhaps-compressed', true), bytes: low }
  const isPacked = ended !== ENDED.aborted && (isShared || ended === ENDED.complete)
  return isPacked
    ? perhaps('exposure/perhaps-compressed', true, another.has(logged))
    : { kind: 'part', first: 0, last: low - 1, mostLast: Math.min(high, size - 1) - 1 }
}

/** Whether so many bytes can be a packed copy, as far as is known; what the server sent to its end is else a page or another version. */
function mayBeCopy({ packing }: ObjectSize, body: Body): boolean {
  return packing === undefined || isPackedLength(packing, body)
}

/**
 * Whether it may be a page of changing length: it is as long as several, shorter or longer than a packed copy, and the server does not say that it
 * broke off.
 */
function isSoftPage({ ended, bytes }: MatchedLines, i: number, object: ObjectSize, body: Body): boolean {
  const { softPages = [], compressed, packing } = object
  if (ended[i] === ENDED.aborted || compressed.has(bytes[i])) return false
  if (packing !== undefined && isPackedLength(packing, body)) return false
  return softPages.some(([first, last]) => bytes[i] >= first && bytes[i] <= last)
}

/** Whether it is as long as a packed copy, which nobody else had, and whoever had it may get one. */
function isLonePacked(
  { server, agent, client, bytes }: MatchedLines,
  i: number,
  { packing }: ObjectSize,
  body: Body,
): boolean {
  if (packing === undefined) return false
  return mayBePacked(packing, body, bytes[i], { server: server[i], agent: agent[i], client: client[i] })
}

/** A 206 sends one range, or several in one answer; it ends where its bytes end. */
function rangeOf(lines: MatchedLines, i: number, { size }: ObjectSize, [bytes, most]: Body): Piece {
  const first = lines.rangeFirst[i]
  const last = lines.rangeLast[i]
  if (size !== null && !isCredible(bytes, size)) return perhaps('exposure/lying-sizes', true)
  if (size !== null && bytes >= size * WHOLE_SHARE) return WHOLE
  if (size === null || first < 0) return { kind: 'loose', bytes, most }
  const asked = Math.min(last < 0 ? size - 1 : last, size - 1)
  if (asked < first) return { kind: 'loose', bytes, most }
  return { kind: 'part', first, last: Math.min(first + bytes - 1, asked), mostLast: Math.min(first + most - 1, asked) }
}

function perhaps(doubt: Doubt, hasBytes: boolean, mayBeOther = false): PerhapsWhole {
  return { kind: 'perhaps-whole', doubt, hasBytes, mayBeOther }
}
