import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { TlsFront } from './tls-front.ts'

/**
 * The score that MDN HTTP Observatory gives a site over TLS. SOURCE: mdn/mdn-http-observatory 1.4.8 (algorithm 4), src/grader/charts.js
 * and src/analyzer/tests/*.js; `bench/observatory.ts` runs the original beside this, and fails where they differ. Why the original is
 * no dependency: docs/decisions/observatory.md. Of what it can find, each test here tells what a site of ours could become; what
 * it does not know counts as the worst.
 */

type Tests = Readonly<Record<(typeof NAMES)[number], number>>
export type Observed = Readonly<{ score: number; grade: string; tests: Tests }>

const NAMES = [
  'content-security-policy',
  'cookies',
  'cross-origin-resource-sharing',
  'redirection',
  'referrer-policy',
  'strict-transport-security',
  'subresource-integrity',
  'x-content-type-options',
  'x-frame-options',
  'cross-origin-resource-policy',
] as const

/** Scans the page at `path` behind a front. */
export async function observe(front: TlsFront, path = '/'): Promise<Observed> {
  const page = await askTls(front, 'GET', path)
  const cors = await askTls(front, 'OPTIONS', path, {
    origin: 'https://elsewhere.example',
    'access-control-request-method': 'GET',
  })
  return graded({
    'content-security-policy': policyScore(page.headers),
    cookies: cookieScore(page.headers['set-cookie'] ?? []),
    'cross-origin-resource-sharing': corsScore(cors.headers),
    redirection: await redirectionScore(front, path),
    'referrer-policy': referrerScore(page.headers),
    'strict-transport-security': transportScore(page.headers),
    'subresource-integrity': scriptScore(page.body),
    'x-content-type-options': page.headers['x-content-type-options'] === 'nosniff' ? 0 : -5,
    'x-frame-options': frameScore(page.headers),
    'cross-origin-resource-policy': resourceScore(page.headers),
  })
}

const GRADES = 'F F F F F D- D D D+ C- C C C+ B- B B B+ A- A A A+'.split(' ')
const MIN_SCORE_FOR_BONUS = 90

/** From 100; what is won counts only where less than ten points were lost. */
function graded(tests: Tests): Observed {
  const sum = (points: readonly number[]) => points.reduce((total, one) => total + one, 100)
  const lost = sum(Object.values(tests).filter(one => one < 0))
  const score = Math.max(0, lost >= MIN_SCORE_FOR_BONUS ? sum(Object.values(tests)) : lost)
  return { score, grade: GRADES[Math.floor(Math.min(100, score) / 5)], tests }
}

const BROAD = /^(?:ftp:|https?:|\*|https?:\/\/\*(?:\.\*)?)$/

function policyScore(headers: IncomingHttpHeaders): number {
  const policy = directivesOf(headers)
  if (policy.size === 0) return -25
  const sourcesOf = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const isLoose = (one: string) => BROAD.test(one) || one === "'unsafe-inline'" || one === 'data:'
  const all = [...policy.values()].flat()
  if (sourcesOf('script-src').some(isLoose) || sourcesOf('object-src').some(one => BROAD.test(one))) return -20
  if (all.some(one => /^(?:http|ftp):/.test(one))) return -20
  if (all.includes("'unsafe-eval'")) return -10
  if (sourcesOf('style-src').some(isLoose)) return 0
  return policy.get('default-src')?.join(' ') === "'none'" ? 10 : 5
}

function directivesOf(headers: IncomingHttpHeaders): ReadonlyMap<string, readonly string[]> {
  const lines = String(headers['content-security-policy'] ?? '')
    .split(';')
    .map(one => one.trim().split(/\s+/))
  return new Map(lines.filter(([name]) => name !== '').map(([name, ...sources]) => [name.toLowerCase(), sources]))
}

function cookieScore(cookies: readonly string[]): number {
  const has = (flag: RegExp) => cookies.every(one => flag.test(one))
  if (cookies.length === 0) return 0
  if (!has(/;\s*secure(?:;|$)/i)) return -40
  if (!has(/;\s*httponly(?:;|$)/i)) return -30
  return has(/;\s*samesite=(?:strict|lax)(?:;|$)/i) ? 5 : -20
}

function corsScore(headers: IncomingHttpHeaders): number {
  const reflects = headers['access-control-allow-origin'] === 'https://elsewhere.example'
  return reflects && headers['access-control-allow-credentials'] === 'true' ? -50 : 0
}

async function redirectionScore({ host, httpPort, httpsPort }: TlsFront, path: string): Promise<number> {
  const { statusCode = 0, headers } = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port: httpPort, path, headers: { host } }, reply => resolve(reply.resume())).once(
      'error',
      reject,
    )
  })
  const isThere =
    [301, 302, 303, 307, 308].includes(statusCode) && headers.location === `https://${host}:${httpsPort}${path}`
  return isThere ? 0 : -20
}

function referrerScore(headers: IncomingHttpHeaders): number {
  const policy = headers['referrer-policy']
  if (policy === undefined) return 0
  return ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].includes(String(policy))
    ? 5
    : -5
}

/** Half a year, as the Observatory counts it: 180 days. That it is on the list of browsers, which would win 5, cannot be here. */
function transportScore(headers: IncomingHttpHeaders): number {
  const [, seconds] = /(?:^|;)\s*max-age=(\d+)/i.exec(headers['strict-transport-security'] ?? '') ?? []
  if (!seconds) return -20
  return Number(seconds) >= 15_552_000 ? 0 : -10
}

/** Scripts of the site itself are safe with or without a digest; a digest wins 5. */
function scriptScore(html: string): number {
  const scripts = [...html.matchAll(/<script\b[^>]*\bsrc=["']?([^"'\s>]+)[^>]*>/gi)]
  if (scripts.some(([, address]) => /^(?:[a-z]+:)?\/\//i.test(address))) return -50
  return scripts.some(([tag]) => /\bintegrity=/.test(tag)) ? 5 : 0
}

function frameScore(headers: IncomingHttpHeaders): number {
  if (directivesOf(headers).has('frame-ancestors')) return 5
  return /^(?:deny|sameorigin)$/i.test(String(headers['x-frame-options'])) ? 0 : -20
}

function resourceScore(headers: IncomingHttpHeaders): number {
  const policy = headers['cross-origin-resource-policy']
  if (policy === undefined || policy === 'cross-origin') return 0
  return policy === 'same-origin' || policy === 'same-site' ? 10 : -5
}

function askTls(
  { host, httpsPort, cert }: TlsFront,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Readonly<{ headers: IncomingHttpHeaders; body: string }>> {
  const options = { host: '127.0.0.1', servername: host, port: httpsPort, ca: cert, method, path }
  return new Promise((resolve, reject) => {
    const asked = request({ ...options, headers: { ...headers, host } }, reply => {
      const chunks: Buffer[] = []
      reply.on('data', chunk => chunks.push(chunk))
      reply.once('end', () => resolve({ headers: reply.headers, body: Buffer.concat(chunks).toString() }))
    })
    asked.once('error', reject)
    asked.end()
  })
}
