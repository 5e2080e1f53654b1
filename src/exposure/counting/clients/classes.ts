import { createHmac, type KeyObject } from 'node:crypto'
import { isRefusal, type Refusal } from '#kernel'
import { FLAGS, type ReadLogs } from '../../contract.ts'
import { type AddressSet, addressSet } from '../../reading/clients.ts'
import type { ClientClass } from '../document.ts'

/** Words in agents by which crawlers name themselves. A claim: anybody can send them. */
const CLAIMS =
  /bot\b|bot[/;_-]|crawl|spider|slurp|archiver|facebookexternalhit|preview|mediapartners|gptbot|claudebot|ccbot|bytespider/i

/**
 * What each client seems to be. `crawler-known`: its address is in a range that the owner of a crawler publishes, as far as a list was given.
 * `crawler-claimed`: every line of it bears an agent that calls itself a crawler. All count like others: a copy taken by a crawler is a copy. Refused
 * where a range is none.
 */
export function classesOf(logs: ReadLogs, crawlerRanges: readonly string[]): readonly ClientClass[] | Refusal {
  const known = addressSet(crawlerRanges)
  if (isRefusal(known)) return known
  const claims = logs.agents.map(agent => CLAIMS.test(agent))
  const isClaimed = new Uint8Array(logs.clients.length).fill(1)
  const { matched } = logs
  for (let i = 0; i < matched.count; i++) {
    if ((matched.flags[i] & FLAGS.excluded) !== 0) continue
    if (matched.agent[i] < 0 || !claims[matched.agent[i]]) isClaimed[matched.client[i]] = 0
  }
  return logs.clients.map((client, c) => classOf(client, known, isClaimed[c] === 1))
}

function classOf(client: string, known: AddressSet, isClaimed: boolean): ClientClass {
  if (!known.isEmpty && known.has(client.replace(/\/64$/, ''))) return 'crawler-known'
  return isClaimed ? 'crawler-claimed' : 'other'
}

/**
 * A pseudonym: HMAC-SHA-256 of the client under the key of the case, its first 12 hexadecimal digits. The same within the case, and without the key
 * nobody can try addresses out.
 */
export function pseudonym(client: string, key: KeyObject): string {
  return `c-${createHmac('sha256', key).update(client).digest('hex').slice(0, 12)}`
}

/** Agents by which caches name themselves when they ask the server. */
const CACHE_AGENTS = /^(?:Amazon CloudFront|Varnish|Fastly|Cloudflare|Akamai|KeyCDN|bunny)/i

/**
 * Cloudflare's published ranges. Addresses of Cloudflare as clients are a cache between. SOURCE: https://www.cloudflare.com/ips-v4 and ips-v6.
 */
const CACHE_RANGES = [
  '173.245.48.0/20',
  '103.21.244.0/22',
  '103.22.200.0/22',
  '103.31.4.0/22',
  '141.101.64.0/18',
  '108.162.192.0/18',
  '190.93.240.0/20',
  '188.114.96.0/20',
  '197.234.240.0/22',
  '198.41.128.0/17',
  '162.158.0.0/15',
  '104.16.0.0/13',
  '104.24.0.0/14',
  '172.64.0.0/13',
  '131.0.72.0/22',
  '2400:cb00::/32',
  '2606:4700::/32',
  '2803:f800::/32',
  '2405:b500::/32',
  '2405:8100::/32',
  '2a06:98c0::/29',
  '2c0f:f248::/32',
]

/** Lines that a cache sent, by its agent or address: what it answered itself is in no log here. */
export function cacheLines({ matched, clients, agents }: ReadLogs): number {
  const ranges = addressSet(CACHE_RANGES)
  if (isRefusal(ranges)) throw new Error('a network of the list is none')
  const byAgent = agents.map(agent => CACHE_AGENTS.test(agent))
  const byAddress = Uint8Array.from(clients, client => (ranges.has(client.replace(/\/64$/, '')) ? 1 : 0))
  let lines = 0
  for (let i = 0; i < matched.count; i++) {
    if ((matched.flags[i] & FLAGS.excluded) !== 0) continue
    if ((matched.agent[i] >= 0 && byAgent[matched.agent[i]]) || byAddress[matched.client[i]] === 1) lines++
  }
  return lines
}
