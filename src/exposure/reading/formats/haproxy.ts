import { ENDED } from '../../contract.ts'
import { bytesOf, type LineReader, lineOf, requestOf, statusOf } from '../line.ts'
import { clfTime } from '../time.ts'

/**
 * `[process]: client:port [06/Feb/2009:12:14:14.655] frontend backend/server timers status bytes cookies×2 flags conns queues
 * {captured}… "request"`; what stands before the client is the syslog's.
 */
const LINE =
  /(?:^| )([0-9a-fA-F.:[\]]+):\d{1,5} \[(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\.\d{3})\] [^ ]+ [^ ]+ [-+\d/]+ ([^ ]+) (\+?)([^ ]+) [^ ]+ [^ ]+ ([^ ]{4}) [+\d/]+ [\d/]+ (?:\{[^}]*\} ){0,2}"(.*)"(?: [^"]*)?$/

/**
 * HAProxy's `option httplog` (and httpslog). Times are of the local zone, which is not written: that of the question. Bytes count the headers. The
 * first termination flag tells a transfer that the client (C) or the server side broke off from one that ended in order (-); a `+` before the bytes
 * says that they were counted before the end (`option logasap`). Source: HAProxy configuration manual, 8.2.3 "HTTP log format", 8.5 "Session state at
 * disconnection".
 */
export const readHaproxy: LineReader = (text, state) => {
  const match = LINE.exec(text)
  if (match === null) return 'structure'
  const [, client, time, statusText, early, bytesText, flags, request] = match
  const moment = clfTime(time, state.utcOf)
  if (Number.isNaN(moment.at)) return 'time'
  const status = statusText === '-1' ? 0 : statusOf(statusText)
  if (status === null) return 'status'
  const bytes = bytesOf(bytesText)
  if (bytes === null) return 'bytes'
  const ended = early === '+' ? ENDED.unknown : flags[0] === '-' ? ENDED.complete : ENDED.aborted
  return lineOf({
    format: 'haproxy',
    ...moment,
    client,
    status,
    bytes,
    hasHeaderBytes: true,
    ended,
    ...requestOf(request),
  })
}
