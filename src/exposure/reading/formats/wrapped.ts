import type { Members } from './json.ts'

const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)`
const TAG = String.raw`[^ :[\]"{]+(?:\[\d+\])?: `

/** What stands before a line that somebody else wrote down for the server. */
const PREFIXES: readonly RegExp[] = [
  // syslog of BSD: `[<PRI>]Nov 21 10:00:00 [host] nginx[7]: ` (RFC 3164 §4.1; nginx ngx_syslog; `journalctl`)
  new RegExp(String.raw`^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)? (?:[^ :]+ )?${TAG}`),
  // the same with a time of RFC 3339: `2026-11-21T10:00:00+01:00 host nginx[7]: ` (rsyslog's RSYSLOG_FileFormat; `journalctl -o short-iso`)
  new RegExp(String.raw`^(?:<\d{1,3}>)?${TIME} [^ :]+ ${TAG}`),
  // syslog: `<190>1 2026-11-21T10:00:00Z host nginx 7 - - ` (RFC 5424 §6)
  new RegExp(
    String.raw`^<\d{1,3}>1 (?:${TIME}|-) [^ ]+ [^ ]+ [^ ]+ [^ ]+ (?:-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\])+) \ufeff?`,
  ),
  // Kubernetes: `2026-11-21T10:00:00.123456789Z stdout F ` (CRI; a line in parts, `P`, is no line)
  new RegExp(`^${TIME} std(?:out|err) F `),
  // `docker logs -t`, `kubectl logs --timestamps`: a time before a line of JSON, or of the common formats
  new RegExp(String.raw`^${TIME} (?=\{|[^ ]+ [^ ]+ [^ ]+ \[\d\d/)`),
  // `docker compose logs`: `web-1  | `; `kubectl logs --prefix`: `[pod/web/nginx] `
  /^(?:[a-z0-9][\w.-]*-\d+ +\| |\[pod\/[^ \]]+\] )/,
]

/**
 * A line without what syslog, the journal or a container's runtime put before it; the line itself where nothing was. Wrappers stand at the beginning,
 * where no server writes what a client sent.
 */
export function unwrapped(text: string): string {
  return text.slice(wrapperOf(text).length)
}

/** What was put before a line; '' for nothing. */
export function wrapperOf(text: string): string {
  if (text.startsWith('{')) return ''
  for (const prefix of PREFIXES) {
    const match = prefix.exec(text)
    if (match !== null) return match[0]
  }
  return ''
}

/** Members in which a wrapper of JSON keeps the line: Docker and Fluent Bit; the journal; Filebeat and Vector. */
const KEPT_IN = ['log', 'MESSAGE', 'message']

/** The line that an object of JSON wraps: Docker's `json-file`, `journalctl -o json`, shippers of logs; null for an object that wraps none. */
export function wrappedIn(line: Members): string | null {
  const inner = KEPT_IN.map(name => line[name]).find(value => typeof value === 'string')
  return typeof inner === 'string' ? unwrapped(inner.trimEnd()) : null
}
