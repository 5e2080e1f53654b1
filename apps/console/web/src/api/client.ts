import type { Refusal } from '#kernel'

/** The console's server said no, or could not be reached: the refusal with its HTTP status (0 where there was no answer). */
export class Refused extends Error {
  readonly refusal: Refusal
  readonly status: number
  constructor(refusal: Refusal, status: number) {
    super(refusal.code)
    this.refusal = refusal
    this.status = status
  }
}

/** A refusal that this browser itself makes, before or instead of the server. */
export function refusedHere(code: string, expected: string): Refused {
  return new Refused({ kind: 'refusal', code, at: 'console', seen: '', expected, remedy: '' }, 0)
}

type Method = 'GET' | 'POST' | 'DELETE'

/**
 * Asks the console's server for JSON. `path` begins after `/api`. Throws `Refused` for every answer that is not a success, and when
 * there is none; null where the answer has no body.
 */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) init.body = JSON.stringify(body)
  const answer = await fetch(`/api${path}`, init).catch(() => null)
  if (!answer) throw refusedHere('console/unreachable', '')
  const content = await answer.json().catch(() => null)
  if (answer.ok) return content as T
  throw new Refused(refusalIn(content, answer.status), answer.status)
}

/** The refusal in the body of an answer; one made from the status where the body holds none. */
export function refusalIn(content: unknown, status: number): Refusal {
  if (typeof content === 'object' && content !== null && 'code' in content && typeof content.code === 'string') {
    return content as Refusal
  }
  return { kind: 'refusal', code: `console/status-${status}`, at: 'console', seen: '', expected: '', remedy: '' }
}

/** The address of something of a tenant, after `/api`. */
export function ofTenant(tenant: string, ...parts: readonly string[]): string {
  return ['/t', tenant, ...parts].map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join('/')
}
