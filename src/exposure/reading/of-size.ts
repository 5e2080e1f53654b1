/** Headers that some logs count with the body: no server sends less than the first, few more than the second. */
export const HEADER_BYTES = { least: 100, most: 1_000 } as const
/** What a header or two may add or leave out: `Connection: close`, `Keep-Alive: timeout=5, max=100`. */
export const HEADERS_VARY = 64

/** What one line says of how much of which object was sent; what it does not say is −1. */
export type SentLine = Readonly<{
  status: number
  bytes: number
  rangeFirst: number
  rangeLast: number
  objectSize: number
}>

/**
 * Whether an answer may be of an object of so many bytes: it had them all, with headers perhaps (which some logs count); or it was of a range that ends
 * at the last of them; or the log says the object's size (S3).
 */
export function isOfSize(size: number, line: SentLine): boolean {
  const { status, bytes, objectSize } = line
  if (objectSize === size) return true
  if (status !== 200 && status !== 206) return false
  return bytes === size || isWithHeaders(size, bytes) || endsAt(size, line)
}

/** Whether so many bytes can be all of an object and the headers of one answer. */
export function isWithHeaders(size: number, bytes: number): boolean {
  return bytes >= size + HEADER_BYTES.least && bytes <= size + HEADER_BYTES.most
}

/** Whether a range was sent that ends at the last byte of an object of that size; `bytes` −1: not told, or with headers in them. */
export function endsAt(size: number, { status, bytes, rangeFirst, rangeLast }: Omit<SentLine, 'objectSize'>): boolean {
  return status === 206 && rangeFirst >= 0 && (rangeLast === size - 1 || (bytes >= 0 && rangeFirst + bytes === size))
}
