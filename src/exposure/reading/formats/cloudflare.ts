import { bytesOf, type Line, type LineState, lineOf, methodOf, rangeOf, statusOf, type Wrong } from '../line.ts'
import { anyTime } from '../time.ts'
import { type Members, textOf } from './json.ts'

/** Services of Cloudflare that ask for an object and give it to nobody. */
const OWN = ['purge', 'healthcheck', 'sslDetector', 'earlyHintsCache', 'edgeWorkerKV']
/** Services that may ask on behalf of a request with a line of its own, or for a stranger's worker. */
const BETWEEN = ['edgeWorkerFetch', 'edgeWorkerCacheAPI', 'imageResizing']

/**
 * Cloudflare's Logpush, dataset "HTTP requests", one object a line; times as RFC 3339 or since 1970 in seconds or nanoseconds. Headers are there when
 * the job asks for them (`RequestHeaders`). Of a request that a worker made its bytes are left open: it may be the second line of one transfer, or a
 * transfer to whoever owns the worker. Source: developers.cloudflare.com/logs, "HTTP requests", "ClientRequestSource field".
 */
export function readCloudflare(line: Members, state: LineState): Line | Wrong {
  const client = textOf(line, ['ClientIP'])
  if (client === '') return 'structure'
  const moment = anyTime(line.EdgeStartTimestamp ?? line.EdgeEndTimestamp, state.utcOf)
  if (Number.isNaN(moment.at)) return 'time'
  const status = statusOf(textOf(line, ['EdgeResponseStatus']).padStart(3, '0'))
  if (status === null) return 'status'
  const body = textOf(line, ['EdgeResponseBodyBytes'])
  const bytes = bytesOf(body === '' ? textOf(line, ['EdgeResponseBytes']) || '0' : body)
  if (bytes === null) return 'bytes'
  const source = textOf(line, ['ClientRequestSource'])
  return lineOf({
    format: 'cloudflare',
    ...moment,
    client,
    status,
    bytes: BETWEEN.includes(source) ? -1 : bytes,
    hasHeaderBytes: body === '',
    method: methodOf(textOf(line, ['ClientRequestMethod'])),
    target: OWN.includes(source) ? '' : textOf(line, ['ClientRequestURI', 'ClientRequestPath']),
    agent: textOf(line, ['ClientRequestUserAgent']),
    forwarded: textOf(line, ['ClientXForwardedFor']),
    ...rangeIn(line.RequestHeaders),
  })
}

function rangeIn(headers: unknown): Partial<Line> {
  if (typeof headers !== 'object' || headers === null) return {}
  const range = textOf(headers as Members, ['range', 'Range'])
  return range === '' ? {} : rangeOf(range)
}
