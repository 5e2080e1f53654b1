import { FLAGS, type ReadLogs } from '../../contract.ts'
import { HEADER_BYTES, HEADERS_VARY } from '../../reading/of-size.ts'
import { BUFFER_BYTES } from './buffers.ts'
import { forEachAnswer } from './lengths.ts'
import type { ObjectSize } from './object-size.ts'

/** What a log that counts the headers with the bytes shows of their length, for one object. Bytes. */
export type Headers = Readonly<{
  /** Of headers of answers 200, at least and at most. */
  least: number
  most: number
  /** Lengths of whole answers, first to last. */
  wholes: readonly (readonly [number, number])[]
  /** Answers shorter than this lack bytes of the object for certain; null: only those that lack them whatever headers they have. */
  partsBelow: number | null
}>

/** Lengths that are this near each other are of one sort of answer: dates are of one length, cookies and counts differ by a few bytes. */
const NEAR = 16
/** A sort of answers whose lengths are spread further may hold some that broke off. */
const WIDEST = 64
/** Clients that must have had one sort of answer: three for it to be whole, ten for those outside of it not to be. */
const FEWEST = { whole: 3, part: 10 } as const
/** Of all clients with about so many bytes, the share that must have had it for those outside of it not to be whole. */
const MOST_SHARE = 0.8
/** `206 Partial Content` and `Content-Range: bytes …` lengthen the headers by this at most; shorter lengths shorten them by little. */
export const RANGE_HEADERS = { less: 32, more: 96 } as const
/** Clients are told apart up to this many for each length. */
const MOST_CLIENTS = 1_000

/**
 * What the logs show of the headers that they count with the bytes, by object; only of those whose size is known. A size that is the usual answer's
 * has its headers in it: those of others are then some bytes more or fewer.
 */
export function headersOfAll(logs: ReadLogs, sizes: readonly ObjectSize[]): ReadonlyMap<number, Headers> {
  const lengths = new Map<number, Map<number, Set<number>>>()
  const { flags, client } = logs.matched
  const bodies = sizes.map(bodyBytes)
  forEachAnswer(logs, (line, object, bytes) => {
    if ((flags[line] & FLAGS.withHeaders) === 0 || !isNear(bytes, bodies[object])) return
    const of = lengths.get(object) ?? new Map<number, Set<number>>()
    lengths.set(object, of)
    const clients = of.get(bytes) ?? new Set()
    of.set(bytes, clients)
    if (clients.size < MOST_CLIENTS) clients.add(client[line])
  })
  const headers = [...lengths].map(
    ([object, of]) => [object, headersOf(of, bodies[object], sizes[object].from !== 'usual-answer')] as const,
  )
  return new Map(headers.filter(([, one]) => one !== null) as [number, Headers][])
}

function bodyBytes({ size, from }: ObjectSize): number {
  if (size === null) return Number.NaN
  return from === 'usual-answer' ? size - (HEADER_BYTES.least + HEADER_BYTES.most) / 2 : size
}

/** Whether an answer of so many bytes can have all of a body and headers. */
function isNear(bytes: number, body: number): boolean {
  return bytes >= body + HEADER_BYTES.least && bytes <= body + HEADER_BYTES.most
}

/**
 * How long the headers are: the lengths of answers 200 heap up at the object's size and the headers, which hardly vary on one server. Three clients
 * within a few bytes, between 100 and 1,000 above the size, had all of it: nothing that breaks off ends just there for all, unless a buffer does, and
 * then somebody had more. Where ten had it, and four in five of all that come near, what is shorter by more than two lines of headers lacks bytes.
 * Answers to HEAD have the headers alone. The error: an answer that broke off less than 64 bytes before its end, and then in the heap, is taken for
 * whole; a client alone in getting headers shorter by more than 64 bytes (HTTP/2 beside HTTP/1.1), for a part. Null where nothing heaps up.
 */
function headersOf(
  lengths: ReadonlyMap<number, ReadonlySet<number>>,
  size: number,
  isBodyKnown: boolean,
): Headers | null {
  const near = [...lengths].map(([bytes, clients]) => ({ bytes, clients })).sort((a, b) => a.bytes - b.bytes)
  const heaps = heapsOf(near)
  const wholes = heaps.filter((heap, i) => isWhole(heap, heaps.slice(i + 1), size))
  if (wholes.length === 0) return null
  const [first, last] = [wholes[0], wholes[wholes.length - 1]]
  const inside = clientsIn(wholes.flatMap(heap => heap.lengths))
  const isSure = inside >= FEWEST.part && inside >= clientsIn(near) * MOST_SHARE
  return {
    least: isSure && isBodyKnown ? Math.max(HEADER_BYTES.least, first.first - size - HEADERS_VARY) : HEADER_BYTES.least,
    most: isSure && isBodyKnown ? Math.min(HEADER_BYTES.most, last.last - size + HEADERS_VARY) : HEADER_BYTES.most,
    wholes: wholes.map(heap => [heap.first, heap.last] as const),
    partsBelow: isSure ? first.first - HEADERS_VARY : null,
  }
}

type Length = Readonly<{ bytes: number; clients: ReadonlySet<number> }>
type Heap = { first: number; last: number; lengths: Length[] }

function heapsOf(lengths: readonly Length[]): Heap[] {
  const heaps: Heap[] = []
  for (const length of lengths) {
    const before = heaps.at(-1)
    if (before !== undefined && length.bytes - before.last <= NEAR) {
      before.last = length.bytes
      before.lengths.push(length)
    } else heaps.push({ first: length.bytes, last: length.bytes, lengths: [length] })
  }
  return heaps.filter(({ first, last, lengths: some }) => last - first <= WIDEST && clientsIn(some) >= FEWEST.whole)
}

/**
 * The longest heap is of whole answers; a shorter one too, where several had one length of it to the byte (of a small object, answers that broke off
 * lie close by chance), unless it lacks as much of it as would end with a buffer.
 */
function isWhole(heap: Heap, longer: readonly Heap[], size: number): boolean {
  const top = longer.at(-1)
  if (top === undefined) return true
  if (!heap.lengths.some(({ clients }) => clients.size >= FEWEST.whole)) return false
  const rest = (size - (top.first - heap.first)) % BUFFER_BYTES
  return rest > HEADERS_VARY && rest < BUFFER_BYTES - HEADERS_VARY
}

function clientsIn(lengths: readonly Length[]): number {
  return new Set(lengths.flatMap(({ clients }) => [...clients])).size
}

/** Objects of which some answers are logged with their headers. */
export function headedObjects({ matched }: ReadLogs): ReadonlySet<number> {
  const { count, flags, object } = matched
  const headed = new Set<number>()
  for (let i = 0; i < count; i++) if ((flags[i] & FLAGS.withHeaders) !== 0) headed.add(object[i])
  return headed
}

/** Least and most bytes of the body of an answer; without `headers`, with any that a server may send. */
export function bodyOf(bytes: number, headers: Headers | null, isRange: boolean): readonly [number, number] {
  const { least, most } = headers ?? HEADER_BYTES
  const [less, more] = most < HEADER_BYTES.most && isRange ? [RANGE_HEADERS.less, RANGE_HEADERS.more] : [0, 0]
  return [Math.max(1, bytes - most - more), bytes - Math.max(HEADER_BYTES.least, least - less)]
}

/** Whether an answer 200 had all of the object, by the headers that such answers have. */
export function isWholeWith({ wholes }: Headers, bytes: number): boolean {
  return wholes.some(([first, last]) => bytes >= first && bytes <= last)
}
