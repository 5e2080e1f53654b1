import type { Refusal } from '#kernel'
import { HEADERS } from './policy.ts'

/** The status of a refusal. A code that is not named here is a rule that says no to a request in good form: 409. */
const STATUS: Readonly<Record<string, number>> = {
  'console/shape': 400,
  'console/upload': 400,
  'console/upload-cut': 400,
  'console/session': 401,
  'console/origin-wrong': 403,
  'console/absent': 404,
  'console/too-large': 413,
  'console/media-type': 415,
  'console/host': 421,
  'console/busy': 429,
  'console/fault': 500,
  'console/not-built': 503,
  'officers/mistyped-code': 400,
  'officers/not-here': 403,
  'officers/not-for-this-role': 403,
  'officers/unknown-document': 404,
  'officers/too-many-tries': 429,
  'release/words': 400,
  'release/column-not-described': 400,
  'release/no-such-table': 400,
  'release/no-tenant': 404,
  'release/not-there': 404,
  'release/no-address': 404,
  'release/too-large': 413,
}

export function statusOf({ code }: Refusal): number {
  return STATUS[code] ?? 409
}

/** An answer of the API. */
export function json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const said = { ...HEADERS.api, 'content-type': 'application/json; charset=utf-8', ...headers }
  return new Response(JSON.stringify(body), { status, headers: said })
}

/** Nothing to say but that it was done. */
export function done(headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 204, headers: { ...HEADERS.api, ...headers } })
}

/** A refusal as people's programs read it: the code is for the words of a screen, the rest for whoever has none. */
export function refused(refusal: Refusal, status = statusOf(refusal)): Response {
  const { code, at, seen, expected, remedy } = refusal
  return json({ code, at, seen, expected, remedy }, status, status === 429 ? { 'retry-after': '60' } : {})
}
