import type { ReadLogs } from '../../contract.ts'
import { HEADERS_VARY } from '../../reading/of-size.ts'
import { BUFFER_BYTES } from './buffers.ts'
import { headedObjects, headersOfAll } from './headers.ts'
import { type Lengths, type Seen, tellingLengths } from './lengths.ts'
import { type FileSize, isWholeOf, type ObjectSize, PAGE_BYTES, WHOLE_SHARE } from './object-size.ts'
import { packedRange, withPacking } from './packed.ts'
import { withSoftPages } from './soft-pages.ts'

/** As many clients must have had an answer of the same length before it can be the length of something whole. */
const FEWEST_CLIENTS = { usual: 2, compressed: 3 } as const

/** A part of an object rather than all of it: a page, an export by columns or conditions, where `columns` are those of the file. */
export function isPart(object: string, columns: readonly string[]): boolean {
  const mark = object.indexOf('?')
  if (mark === -1) return false
  const query = object.slice(mark + 1)
  return PART.test(query) || query.split('&').some(clause => isColumn(clause.split('=')[0], columns))
}

function isColumn(name: string, columns: readonly string[]): boolean {
  return columns.some(column => column.toLowerCase() === name.toLowerCase())
}
const PART =
  /(?:^|&)(?:page\w*|page\[\w+\]|per_page|perpage|pagesize|size|limit|offset|start|from|rows|first|after|cursor|\$?skip|\$?top|\$limit|\$offset|\$?select|\$?filter|\$?where|fields|columns|refine|exclude|q)(?:=|&|$)/i

/**
 * The size of each object: as the log says it; the file's, where the object is the file (its only candidate, of its name, or answered with its
 * length); else the most frequent length of answers 200 that at least two clients had, the longer of two, unless two clients had more than that: it
 * is then that of a packed copy, of an abort or of another version; else not known.
 */
export function sizesOf(logs: ReadLogs, file: FileSize | null): readonly ObjectSize[] {
  const lengths = tellingLengths(logs, (object, bytes, usual) => {
    const logged = logs.objectSizes?.[object] ?? -1
    return (
      (logged >= 0 && isWholeOf(bytes, logged)) ||
      (file !== null && isWholeOf(bytes, file.sizeBytes)) ||
      (usual !== null && isWholeOf(bytes, usual))
    )
  })
  const headed = headedObjects(logs)
  const columns = file?.columns ?? []
  const wholes = logs.objects.filter(object => !isPart(object, columns)).length
  const isFile = (o: number) =>
    file !== null && (wholes === 1 || logs.isBySize === true || isOfFile(logs.objects[o], lengths[o], file))
  const sizes = logs.objects.map((object, o): ObjectSize => {
    if (isPart(object, columns)) return { ...UNKNOWN, isPart: true }
    const seen = lengths[o]
    const logged = logs.objectSizes?.[o] ?? -1
    const isOfIt = file !== null && isFile(o)
    if (logged >= 0) return sized(logged, 'log', seen, isOfIt ? file.packedBytes : null)
    if (isOfIt) return sized(file.sizeBytes, 'file', seen, file.packedBytes)
    const usual = usualOf(seen, headed.has(o) ? HEADERS_VARY : 0)
    return usual === null
      ? { ...UNKNOWN, pages: pagesOf(longestOf(seen), seen) }
      : sized(usual, 'usual-answer', seen, 0)
  })
  const headers = headersOfAll(logs, sizes)
  const withHeaders = sizes.map((size, o) => ({ ...size, headers: headers.get(o) ?? null }))
  return withPacking(logs, withSoftPages(logs, withHeaders), file, isFile)
}

const NO_LENGTHS: ReadonlySet<number> = new Set()
const UNKNOWN: ObjectSize = Object.freeze({
  size: null,
  from: null,
  isPart: false,
  compressed: NO_LENGTHS,
  another: NO_LENGTHS,
  pages: NO_LENGTHS,
  headers: null,
})

function isOfFile(object: string, seen: Lengths, { name, sizeBytes }: FileSize): boolean {
  const path = object.split('?')[0]
  return path.slice(path.lastIndexOf('/') + 1) === name || [...seen.keys()].some(bytes => isWholeOf(bytes, sizeBytes))
}

function usualOf(seen: Lengths, slack: number): number | null {
  const usual = [...seen]
    .filter(([, { clients }]) => clients.size >= FEWEST_CLIENTS.usual)
    .sort(([a, one], [b, other]) => other.clients.size - one.clients.size || b - a)
  if (usual.length === 0) return null
  const [size] = usual[0]
  const longer = [...seen]
    .filter(([bytes]) => bytes > size / WHOLE_SHARE + slack)
    .flatMap(([, { clients }]) => [...clients])
  return new Set(longer).size < FEWEST_CLIENTS.usual ? size : null
}

/** The longest length that several clients had, which the object may have; 0 for none. */
function longestOf(seen: Lengths): number {
  const lengths = [...seen].filter(([, { clients }]) => clients.size >= FEWEST_CLIENTS.usual)
  return lengths.reduce((longest, [bytes]) => Math.max(longest, bytes), 0)
}

/**
 * Lengths under the size that several clients had to the byte: a file packed by the server has one length each time. Where the file is there, only
 * lengths that packing it can give; or those that nobody had while the whole was answered, as of a file that was replaced meanwhile.
 */
function sized(size: number, from: ObjectSize['from'], seen: Lengths, packed: number | null): ObjectSize {
  const [least, most] = packed === null || packed === 0 ? [0, size] : packedRange(packed)
  const wholes = [...seen].filter(([bytes]) => isWholeOf(bytes, size)).map(([, when]) => when)
  const several = [...seen]
    .filter(([bytes, { clients }]) => clients.size >= FEWEST_CLIENTS.compressed && bytes < size * WHOLE_SHARE)
    .filter(([bytes]) => bytes % BUFFER_BYTES !== 0)
  const isPacked = (bytes: number) => bytes >= least && bytes <= most
  const another = several.filter(([bytes, when]) => !isPacked(bytes) && isAnotherTime(when, wholes))
  const compressed = [...several.filter(([bytes]) => isPacked(bytes)), ...another]
  return {
    size,
    from,
    isPart: false,
    compressed: new Set(compressed.map(([bytes]) => bytes)),
    another: new Set(another.map(([bytes]) => bytes)),
    pages: pagesOf(size, seen),
    headers: null,
  }
}

/**
 * Lengths of what a site may answer in the object's place with status 200, a login or an error page: shorter than 64 kB and than a tenth of the
 * object, to the byte the same for as many clients as a compressed copy, and nothing that a buffer gives. A server counts what it handed to the
 * network, at least a buffer of some kB: so short an answer, and as short for all, is seldom one that broke off.
 */
function pagesOf(size: number, seen: Lengths): ReadonlySet<number> {
  const most = Math.min(PAGE_BYTES, size / 10)
  const pages = [...seen]
    .filter(([bytes, { clients }]) => clients.size >= FEWEST_CLIENTS.compressed && bytes < most)
    .filter(([bytes]) => bytes % BUFFER_BYTES !== 0)
  return new Set(pages.map(([bytes]) => bytes))
}

/** Whether a length was answered only before, or only after, all whole answers. */
function isAnotherTime({ first, last }: Seen, wholes: readonly Seen[]): boolean {
  return wholes.length > 0 && (wholes.every(whole => whole.first > last) || wholes.every(whole => whole.last < first))
}
