import type { IncomingHttpHeaders } from 'node:http'

/** The part of a file that is asked for, first and last byte included. */
export type ByteRange = Readonly<{ first: number; last: number }>

/** The forms in which a file can go out. */
export type Form = 'identity' | 'gzip' | 'br'

/** What is known of the file that is asked for. */
export type Validators = Readonly<{ etag: string; lastModified: Date }>

/** Whether the conditions of a request let the file go out: 200, 304 (unchanged) or 412 (not that one). RFC 9110, section 13.2.2. */
export function preconditionStatus(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): 200 | 304 | 412 {
  const seconds = Math.floor(lastModified.getTime() / 1000) * 1000
  const ifMatch = headers['if-match']
  const unmodifiedSince = Date.parse(headers['if-unmodified-since'] ?? '')
  if (ifMatch !== undefined ? !names(ifMatch, etag, false) : unmodifiedSince < seconds) return 412
  const ifNoneMatch = headers['if-none-match']
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, etag, true) ? 304 : 200
  return Date.parse(headers['if-modified-since'] ?? '') >= seconds ? 304 : 200
}

/** Whether a list of entity tags names this one; a weak tag counts only where that is allowed. */
function names(header: string, etag: string, weak: boolean): boolean {
  return header
    .split(',')
    .map(one => one.trim())
    .some(one => one === '*' || one === etag || (weak && one === `W/${etag}`))
}

/**
 * The one range of bytes asked for; null where the whole is to be sent (no range, several ranges, another unit, or `If-Range` names
 * another file); `'unsatisfiable'` where it begins after the end. RFC 9110, sections 13.1.5 and 14.
 */
export function rangeAsked(
  headers: IncomingHttpHeaders,
  { etag, lastModified }: Validators,
  sizeBytes: number,
): ByteRange | null | 'unsatisfiable' {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (from === undefined || (from === '' && to === '')) return null
  const ifRange = headers['if-range']
  if (ifRange !== undefined && ifRange !== etag && ifRange !== lastModified.toUTCString()) return null
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return first < sizeBytes && first <= last ? { first, last } : 'unsatisfiable'
}

/** The shortest form that the client takes, of those that are there. RFC 9110, section 12.5.3; weights other than 0 are not compared. */
export function formFor(acceptEncoding: string | undefined, there: Readonly<Record<'gzip' | 'br', boolean>>): Form {
  const taken = (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map(one => one.trim().split(/\s*;\s*/))
    .filter(([, q]) => !q || !/^q=0(?:\.0*)?$/.test(q))
    .map(([coding]) => coding)
  if (there.br && taken.includes('br')) return 'br'
  return there.gzip && taken.includes('gzip') ? 'gzip' : 'identity'
}
