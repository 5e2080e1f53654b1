import { isAlb, readAlb } from './formats/alb.ts'
import { readClf } from './formats/clf.ts'
import { readHaproxy } from './formats/haproxy.ts'
import { membersOf, readJson, readMembers } from './formats/json.ts'
import { isS3, readS3 } from './formats/s3.ts'
import { readW3c } from './formats/w3c.ts'
import { unwrapped, wrappedIn } from './formats/wrapped.ts'
import type { Line, LineReader, LineState } from './line.ts'

/** A time in brackets with milliseconds and no zone: HAProxy's. */
const HAPROXY_TIME = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{3}\] /

/**
 * Reads one line of any format, which the line itself tells, and nothing before it but the latest `#Fields` directive: a file may change its
 * format anywhere, and its lines mean the same however it is cut into chunks.
 */
export const readLine: LineReader = (text, state) => {
  if (text.includes('\0')) return 'encoding'
  const own = readPattern(text, state)
  if (own !== null) return own
  const inner = unwrapped(text)
  return inner === text ? readPlain(text, state) : readInner(inner, state)
}

/** A line that another program wrote down: in the format of one's own, or any. */
const readInner: LineReader = (text, state) => readPattern(text, state) ?? readPlain(text, state)

function readPattern(text: string, state: LineState): Line | null {
  const own = state.pattern?.(text, state)
  return own === undefined || typeof own === 'string' ? null : own
}

const readPlain: LineReader = (text, state) => {
  if (text.startsWith('{')) return readObject(text, state)
  if (state.fields === null) return readSpaced(text, state)
  const columns = readW3c(text, state)
  if (typeof columns !== 'string') return columns
  const spaced = readSpaced(text, state)
  return spaced === 'structure' ? columns : spaced
}

const readSpaced: LineReader = (text, state) => {
  if (isAlb(text)) return readAlb(text, state)
  if (isS3(text)) return readS3(text, state)
  const line = readClf(text, state)
  if (typeof line !== 'string' || !HAPROXY_TIME.test(text)) return line
  return readHaproxy(text, state)
}

/** A line of JSON, or one that wraps the line of a server. */
const readObject: LineReader = (text, state) => {
  const line = membersOf(text)
  if (line === null) return 'structure'
  const own = readMembers(line, state)
  if (own !== 'structure') return own
  const inner = wrappedIn(line)
  if (inner === null) return own
  return inner.startsWith('{') ? readJson(inner, state) : readInner(inner, { ...state, fields: null })
}
