import type { IncomingMessage } from 'node:http'
import { COOKIE } from './policy.ts'

/** The token that the browser brought, null when there is none in the form of a token. Two of one name count as none. */
export function tokenOf(request: IncomingMessage, name: string = COOKIE.session): string | null {
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map(pair => pair.trim())
    .filter(pair => pair.startsWith(`${name}=`))
    .map(pair => pair.slice(name.length + 1))
  return found.length === 1 && /^[A-Za-z0-9_-]{20,200}$/.test(found[0]) ? found[0] : null
}
