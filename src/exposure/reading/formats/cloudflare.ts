import { bytesOf, type Line, type LineState, lineOf, methodOf, rangeOf, statusOf, type Wrong } from '../line.ts'
import { anyTime } from '../time.ts'
import { cacheOf, type Members, textOf } from './json.ts'

/**
 * Cloudflare's Logpush, dataset "HTTP requests", one object a line; times as RFC 3339 or since 1970 in seconds or nanoseconds. Headers are there
 * when the job asks for them (`RequestHeaders`). Source: developers.cloudflare.com/logs, "HTTP requests".
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
  return lineOf({
    format: 'cloudflare',
    ...moment,
    client,
    status,
    bytes,
    hasHeaderBytes: body === '',
    method: methodOf(textOf(line, ['ClientRequestMethod'])),
    target: textOf(line, ['ClientRequestURI', 'ClientRequestPath']),
    agent: textOf(line, ['ClientRequestUserAgent']),
    forwarded: textOf(line, ['ClientXForwardedFor']),
    cache: cacheOf(textOf(line, ['CacheCacheStatus', 'CacheStatus'])),
    ...rangeIn(line.RequestHeaders),
  })
}

function rangeIn(headers: unknown): Partial<Line> {
  if (typeof headers !== 'object' || headers === null) return {}
  const range = textOf(headers as Members, ['range', 'Range'])
  return range === '' ? {} : rangeOf(range)
}
