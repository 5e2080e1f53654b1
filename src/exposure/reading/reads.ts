import { isAlb, readAlb } from './formats/alb.ts'
import { readClf } from './formats/clf.ts'
import { readHaproxy } from './formats/haproxy.ts'
import { membersOf, readJson } from './formats/json.ts'
import { isS3, readS3 } from './formats/s3.ts'
import { readW3c } from './formats/w3c.ts'
import type { LineReader } from './line.ts'

/** A time in brackets with milliseconds and no zone: HAProxy's. */
const HAPROXY_TIME = /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{3}\] /

/**
 * Reads one line of any format, which the line itself tells, and nothing before it but the latest `#Fields` directive: a file may change its
 * format anywhere, and its lines mean the same however it is cut into chunks.
 */
export const readLine: LineReader = (text, state) => {
  if (text.includes('\0')) return 'encoding'
  if (state.pattern !== null) {
    const own = state.pattern(text, state)
    if (typeof own !== 'string') return own
  }
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

/** A line of JSON; containers wrap the line that a server wrote in a member `log`. */
const readObject: LineReader = (text, state) => {
  const inner = text.includes('"log"') ? membersOf(text)?.log : undefined
  if (typeof inner !== 'string') return readJson(text, state)
  const line = inner.trimEnd()
  return line.startsWith('{') ? readJson(line, state) : readLine(line, { ...state, pattern: null, fields: null })
}
