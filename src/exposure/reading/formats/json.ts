import { ENDED } from '../../contract.ts'
import {
  bytesOf,
  type Line,
  type LineReader,
  type LineState,
  lineOf,
  methodOf,
  rangeOf,
  requestOf,
  statusOf,
} from '../line.ts'
import { anyTime } from '../time.ts'
import { readCloudflare } from './cloudflare.ts'

/** One object of a JSON line. */
export type Members = Readonly<Record<string, unknown>>

/**
 * Log lines in JSON: nginx with a `log_format … escape=json` under any usual names, Caddy's access log, Traefik's, Cloudflare's
 * Logpush; the members of each are listed below. Sources: nginx ngx_http_log_module; Caddy "log" directive; Traefik "Access logs".
 */
export const readJson: LineReader = (text, state) => {
  const line = membersOf(text)
  return line === null ? 'structure' : readMembers(line, state)
}

/** The same for the members of an object. */
export function readMembers(line: Members, state: LineState): ReturnType<LineReader> {
  if ('EdgeResponseStatus' in line || 'EdgeStartTimestamp' in line) return readCloudflare(line, state)
  return readFlat(flattened(line), state)
}

/** The object that a line of JSON holds; null for none. What nginx escapes as `\xhh` (escape=default) is no JSON: it is undone. */
export function membersOf(text: string): Members | null {
  const value = parsed(text) ?? (text.includes('\\x') ? parsed(text.replace(/\\x([0-9a-fA-F]{2})/g, '\\u00$1')) : null)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const TIME = [
  'time_iso8601',
  'StartUTC',
  'time_local',
  '@timestamp',
  'timestamp',
  'ts',
  'msec',
  'time',
  'date',
  'datetime',
]
const CLIENT = [
  'remote_addr',
  'ClientAddr',
  'ClientHost',
  'remote_ip',
  'client_ip',
  'clientip',
  'client',
  'ip',
  'remote',
]
const TARGET = ['request_uri', 'uri', 'RequestPath', 'url', 'path', 'target']
const QUERY = ['args', 'query_string', 'query']
const METHOD = ['request_method', 'method', 'RequestMethod', 'verb']
const STATUS = ['status', 'DownstreamStatus', 'status_code', 'response', 'code']
const BODY = ['body_bytes_sent', 'DownstreamContentSize', 'size', 'bytes', 'body_bytes']
const SENT = ['bytes_sent', 'sent_bytes']
const AGENT = ['http_user_agent', 'request_User-Agent', 'user_agent', 'agent', 'useragent', 'header.User-Agent']
const FORWARDED = ['http_x_forwarded_for', 'request_X-Forwarded-For', 'x_forwarded_for', 'header.X-Forwarded-For']
const RANGE = ['http_range', 'request_Range', 'range', 'header.Range']
const CONTENT_RANGE = ['sent_http_content_range', 'downstream_Content-Range', 'answer.Content-Range']

/** Caddy keeps the request, and headers as lists, in objects of their own. */
function flattened(line: Members): Members {
  const request = line.request
  if (typeof request !== 'object' || request === null) return line
  const inner = request as Members
  const flat: Record<string, unknown> = { ...line, ...inner, request: undefined }
  for (const [prefix, headers] of [
    ['header', inner.headers],
    ['answer', line.resp_headers],
  ] as const) {
    for (const [name, value] of Object.entries(headers ?? {})) {
      flat[`${prefix}.${name}`] = Array.isArray(value) ? value.join(', ') : value
    }
  }
  return flat
}

function readFlat(line: Members, state: LineState): ReturnType<LineReader> {
  const client = textOf(line, CLIENT)
  const time = memberOf(line, TIME)
  const hasRequest = memberOf(line, ['request', ...TARGET]) !== undefined
  if (client === '' || time === undefined || !hasRequest) return 'structure'
  const moment = anyTime(time, state.utcOf)
  if (Number.isNaN(moment.at)) return 'time'
  const status = statusOf(textOf(line, STATUS).padStart(3, '0'))
  if (status === null) return 'status'
  const sent = sentOf(line)
  if (sent === null) return 'bytes'
  return lineOf({ format: 'json', ...moment, client, status, ...sent, ...asked(line), ...ranges(line), ...rest(line) })
}

function sentOf(line: Members): Pick<Line, 'bytes' | 'hasHeaderBytes'> | null {
  const body = textOf(line, BODY)
  const text = body === '' ? textOf(line, SENT) : body
  const bytes = text === '' ? -1 : bytesOf(text)
  return bytes === null ? null : { bytes, hasHeaderBytes: body === '' && text !== '' }
}

function asked(line: Members): Pick<Line, 'method' | 'target'> {
  if (typeof line.request === 'string') return requestOf(line.request)
  const path = textOf(line, TARGET)
  const query = path.includes('?') ? '' : textOf(line, QUERY)
  const target = query === '' || query === '-' ? path : `${path}?${query.replace(/^\?/, '')}`
  return { method: methodOf(textOf(line, METHOD)), target }
}

function ranges(line: Members): Partial<Line> {
  const answered = textOf(line, CONTENT_RANGE)
  const range = answered === '' ? textOf(line, RANGE) : answered
  return range === '' ? {} : rangeOf(range)
}

function rest(line: Members): Partial<Line> {
  const completion = line.request_completion
  return {
    agent: textOf(line, AGENT),
    forwarded: textOf(line, FORWARDED),
    ended: completion === undefined ? ENDED.unknown : completion === 'OK' ? ENDED.complete : ENDED.aborted,
  }
}

function memberOf(line: Members, names: readonly string[]): unknown {
  for (const name of names) {
    const value = line[name]
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return value
  }
  return undefined
}

/** The first of some members that holds a text or a number; '' for none. */
export function textOf(line: Members, names: readonly string[]): string {
  const value = memberOf(line, names)
  return value === undefined || value === '-' ? '' : String(value)
}
