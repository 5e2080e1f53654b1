import { ENDED, type LogFormat, type MalformedLine, METHOD } from '../contract.ts'
import type { LocalTime } from './time.ts'

/** What one line of a log says, whatever its format. Texts are as the server received them: escapes of the log are undone. */
export type Line = Readonly<{
  format: LogFormat
  /** Milliseconds since 1970 UTC. */
  at: number
  /** The log names no zone, and the format fixes none: the question's was taken. */
  isZoneAssumed: boolean
  /** Address or name of who connected, perhaps with a port. */
  client: string
  /** X-Forwarded-For as sent; '' when the log has none. */
  forwarded: string
  /** As `METHOD`. */
  method: number
  /** The request's target, still percent-encoded; '' where there was no request that could be understood. */
  target: string
  /** 0 where the log says none. */
  status: number
  bytes: number
  hasHeaderBytes: boolean
  rangeFirst: number
  rangeLast: number
  agent: string
  /** As `ENDED`. */
  ended: number
  /** Size of the object where the log says it; −1 elsewhere. */
  objectSize: number
}>

export type Wrong = MalformedLine['wrong']

/** What holds between lines: the columns that a directive named, a format of one's own, how times without a zone are read. */
export type LineState = Readonly<{
  fields: readonly string[] | null
  pattern: ((text: string, state: LineState) => Line | Wrong) | null
  utcOf: LocalTime
}>

/** Reads one line without its end. A text says what is wrong with it. */
export type LineReader = (text: string, state: LineState) => Line | Wrong

const BARE: Line = Object.freeze({
  format: 'common',
  at: 0,
  isZoneAssumed: false,
  client: '',
  forwarded: '',
  method: METHOD.other,
  target: '',
  status: 0,
  bytes: -1,
  hasHeaderBytes: false,
  rangeFirst: -1,
  rangeLast: -1,
  agent: '',
  ended: ENDED.unknown,
  objectSize: -1,
})

/** A line from what its format says; the rest is "not said". */
export function lineOf(said: Partial<Line> & Pick<Line, 'format' | 'at' | 'client'>): Line {
  return { ...BARE, ...said }
}

const METHODS: Readonly<Record<string, number>> = {
  GET: METHOD.get,
  HEAD: METHOD.head,
  POST: METHOD.post,
}

/** As `METHOD`. */
export function methodOf(name: string): number {
  return Object.hasOwn(METHODS, name) ? METHODS[name] : METHOD.other
}

/**
 * Method and target of a request line (RFC 9112 §3). What is none (a TLS greeting on a plain port, `-` after a timeout, nothing) has no
 * target: such a line was read, and asked for no object.
 */
export function requestOf(text: string): Pick<Line, 'method' | 'target'> {
  const space = text.indexOf(' ')
  const name = text.slice(0, space)
  if (space < 1 || !/^[A-Z][A-Z_-]*$/.test(name)) return { method: METHOD.other, target: '' }
  const version = text.search(/ HTTP\/\d(\.\d)?$/)
  const target = version >= space ? text.slice(space + 1, version) : text.slice(space + 1)
  return { method: methodOf(name), target: target.trim() }
}

/** A status of three digits; null for what is none. */
export function statusOf(text: string): number | null {
  return /^\d{3}$/.test(text) ? Number(text) : null
}

/** A count of bytes; `-` is none sent. Null for what is none, or could not be counted exactly. */
export function bytesOf(text: string): number | null {
  if (text === '-') return 0
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

/** First and last byte of `Range: bytes=0-499` (RFC 9110 §14.1.2) or `Content-Range: bytes 0-499/1234`; an open end is −1. */
export function rangeOf(text: string): Pick<Line, 'rangeFirst' | 'rangeLast' | 'objectSize'> {
  const match = /^\s*bytes[= ]\s*(\d{1,15})-(\d{0,15})(?:\/(\d{1,15}|\*))?\s*$/i.exec(text)
  if (match === null) return { rangeFirst: -1, rangeLast: -1, objectSize: -1 }
  const [, first, last, size] = match
  return {
    rangeFirst: Number(first),
    rangeLast: last === '' ? -1 : Number(last),
    objectSize: size === undefined || size === '*' ? -1 : Number(size),
  }
}
