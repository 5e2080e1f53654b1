import type { IncomingMessage } from 'node:http'
import { type Refusal, refuse } from '#kernel'
import { CAPS } from './policy.ts'

/**
 * What is asked of every request before anything is looked up. A page elsewhere can make a browser send requests; it cannot choose the
 * Host, the Origin or the fetch metadata that the browser writes. SOURCES: OWASP ASVS 5.0, V3.5; W3C Fetch Metadata Request Headers.
 */

/** Reads that may begin on another site: pages that somebody follows a link to, and the way back from a sign-in service. */
export type From = 'anywhere' | 'here'

/** Why a request is not taken, or null. `machine`: a partner's program, which has no origin and no session. */
export function guardRefusal(
  { method = '', url = '', headers }: IncomingMessage,
  origin: string,
  { from, machine }: Readonly<{ from: From; machine: boolean }>,
): Refusal | null {
  if (url.length > CAPS.urlLength) return tooLong()
  // Rebinding a name to this machine does not change what the browser writes here.
  if (headers.host !== new URL(origin).host) return wrongHost()
  if (machine) return null
  const site = headers['sec-fetch-site']
  if (method === 'GET' || method === 'HEAD') {
    const isOurs = site === undefined || site === 'same-origin' || site === 'none'
    return isOurs || from === 'anywhere' ? null : elsewhere()
  }
  const isOurs = headers.origin === origin && (site === undefined || site === 'same-origin')
  return isOurs ? null : elsewhere()
}

/** The address that tries are counted by: what the proxy in front says last, which the sender cannot write. */
export function senderOf({ headers, socket }: IncomingMessage, behindProxy: boolean): string {
  const said = String(headers['x-forwarded-for'] ?? '').split(',')
  return (behindProxy && said.at(-1)?.trim()) || (socket.remoteAddress ?? '-')
}

function tooLong(): Refusal {
  return refuse('console/shape', {
    at: 'address',
    seen: 'a longer address than the console has',
    expected: `at most ${CAPS.urlLength} characters`,
    remedy: 'follow the links of the console',
  })
}

function wrongHost(): Refusal {
  return refuse('console/host', {
    at: 'Host',
    seen: 'another host name',
    expected: 'the host of --origin',
    remedy: 'use the address that the console was started with',
  })
}

function elsewhere(): Refusal {
  return refuse('console/origin-wrong', {
    at: 'Origin',
    seen: 'a request that another site began',
    expected: "the console's own page",
    remedy: 'do it in the console itself',
  })
}
