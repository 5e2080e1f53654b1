import { ENDED } from '../../contract.ts'
import { bytesOf, type LineReader, lineOf, methodOf, statusOf } from '../line.ts'
import { decodedOnce } from '../targets.ts'
import { IN_UTC, isoTime } from '../time.ts'
import type { Said } from './w3c.ts'

/**
 * CloudFront's standard log: tabs, `#Fields`, UTC, texts URL-encoded (agents of older logs twice). `sc-bytes` counts the headers. Hits of the cache
 * are transfers that the origin never saw. Status 000 is a client that left before the answer. Source: AWS "Standard logging reference".
 */
export function readCloudFront(said: Said): ReturnType<LineReader> {
  const say = (name: string) => said.say(name)
  const client = say('c-ip')
  if (client === '' || say('cs-uri-stem') === '') return 'structure'
  const { at } = isoTime(`${say('date')} ${say('time')}`, IN_UTC)
  if (Number.isNaN(at)) return 'time'
  const status = statusOf(say('sc-status'))
  if (status === null) return 'status'
  const bytes = bytesOf(say('sc-bytes') || '-')
  if (bytes === null) return 'bytes'
  const query = say('cs-uri-query')
  return lineOf({
    format: 'cloudfront',
    at,
    client,
    status,
    bytes,
    hasHeaderBytes: true,
    method: methodOf(say('cs-method')),
    target: query === '' ? say('cs-uri-stem') : `${say('cs-uri-stem')}?${query}`,
    agent: agentOf(say('cs(user-agent)')),
    forwarded: decodedOnce(say('x-forwarded-for')),
    rangeFirst: numberOr(say('sc-range-start')),
    rangeLast: numberOr(say('sc-range-end')),
    ended: isLeft(status, say('x-edge-detailed-result-type')) ? ENDED.aborted : ENDED.unknown,
  })
}

/** Agents that were met, decoded: a few hundred send nearly all requests. */
const agents = new Map<string, string>()
const MOST_AGENTS = 4_096

function agentOf(text: string): string {
  const known = agents.get(text)
  if (known !== undefined) return known
  if (agents.size === MOST_AGENTS) agents.clear()
  const agent = decodedOnce(decodedOnce(text))
  agents.set(text, agent)
  return agent
}

function isLeft(status: number, detail: string): boolean {
  return status === 0 || /^(ClientCommError|AbortedOrigin|OriginCommError)$/.test(detail)
}

function numberOr(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}
