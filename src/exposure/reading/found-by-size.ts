import { FLAGS, METHOD, type ReadLogs } from '../contract.ts'
import { withHeaderCounts } from './header-counts.ts'
import { endsAt, HEADERS_VARY, isWithHeaders } from './of-size.ts'

/** Headers of an answer to HEAD are those of the answer to GET (RFC 9110 §9.3.2), but for what depends on the moment. */
const ALIKE = 16

/**
 * Which of the objects that may have the size of the file have it to the byte, `exact`: as an answer or the log says it, or in a log that counts
 * headers by those of an answer to HEAD. And which have about it, `near`: an answer was longer by what headers may be in a log that counts them, or a
 * range ended at the file's last byte. Neither are those that are longer only, where the log counts no headers, where answers to HEAD show that
 * theirs are of another length, or of which ranges lie beyond.
 */
export function foundBySize(logs: ReadLogs, size: number): Readonly<{ exact: string[]; near: string[] }> {
  const found = logs.objects.map(
    (_, o): Found => ({
      isExact: logs.objectSizes?.[o] === size,
      isRange: false,
      isBeyond: false,
      headers: [],
      heads: [],
    }),
  )
  const { count, object, bytes, rangeFirst, rangeLast, status, method, flags } = withHeaderCounts(logs).matched
  for (let i = 0; i < count; i++) {
    if (status[i] !== 200 && status[i] !== 206) continue
    const of = found[object[i]]
    const isHeaded = (flags[i] & FLAGS.withHeaders) !== 0
    const line = {
      status: status[i],
      bytes: isHeaded ? -1 : bytes[i],
      rangeFirst: rangeFirst[i],
      rangeLast: rangeLast[i],
    }
    if (status[i] === 206 && rangeFirst[i] >= size) of.isBeyond = true
    if (method[i] === METHOD.head) {
      if (isHeaded && status[i] === 200) add(of.heads, bytes[i])
    } else if (!isHeaded && bytes[i] === size) of.isExact = true
    else if (endsAt(size, line)) of.isRange = true
    else if (isHeaded && isWithHeaders(size, bytes[i])) add(of.headers, bytes[i] - size)
  }
  return {
    exact: logs.objects.filter((_, o) => found[o].isExact || (!found[o].isBeyond && differ(found[o]) <= ALIKE)),
    near: logs.objects.filter((_, o) => !found[o].isExact && differ(found[o]) > ALIKE && isNear(found[o])),
  }
}

/** What was seen of one object. `headers`: what answers had beyond the size; `heads`: lengths of answers to HEAD; some of each. */
type Found = { isExact: boolean; isRange: boolean; isBeyond: boolean; headers: number[]; heads: number[] }

const MOST_SEEN = 16

function add(seen: number[], bytes: number): void {
  if (seen.length < MOST_SEEN && !seen.includes(bytes)) seen.push(bytes)
}

/** By how much the headers would differ from those of answers to HEAD, at the least; infinite where either was not seen. */
function differ({ headers, heads }: Found): number {
  return Math.min(...headers.flatMap(one => heads.map(other => Math.abs(one - other))))
}

function isNear(found: Found): boolean {
  const { headers, heads, isRange, isBeyond } = found
  if (isBeyond) return false
  return isRange || (headers.length > 0 && (heads.length === 0 || differ(found) <= HEADERS_VARY))
}
