import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { type OidcSettings, oidcBegin, oidcFinish, proConnect } from '#officers'
import type { Zone } from '#release'
import { COOKIE, cookie, expired, HEADERS } from '../policy.ts'
import { type Ask, openRoute, type Route } from '../route.ts'
import { tokenOf } from '../token.ts'

const algorithm = z.enum(['RS256', 'ES256', 'PS256', 'EdDSA'])
const settingsShape = z.strictObject({
  issuer: z.url(),
  clientId: z.string().min(1),
  /** A file in the private folder, so that the settings can be shown. */
  clientSecretFile: z.string().regex(/^[A-Za-z0-9._-]+$/),
  /** `proconnect` fills in all that follows. */
  preset: z.literal('proconnect').optional(),
  scopes: z.string().default('openid email'),
  acrValues: z.array(z.string()).default([]),
  amr: z.string().nullable().default('mfa'),
  email: z.enum(['verified', 'vouched']).default('verified'),
  idTokenAlg: algorithm.default('RS256'),
  userinfoAlg: z.enum(['RS256', 'ES256']).nullable().default(null),
})

/** The settings of another sign-in service in `zone.json`; null where there are none. Refuses what cannot be used. */
export function oidcSettings({ config, home }: Zone, origin: string): OidcSettings | Refusal | null {
  if (config.oidc === undefined) return null
  const read = settingsShape.safeParse(config.oidc)
  if (!read.success) return unusable(read.error.issues[0]?.path.join('.') || 'as a whole')
  const { clientSecretFile, preset, issuer, clientId, ...rest } = read.data
  try {
    const clientSecret = readFileSync(join(home, 'private', clientSecretFile), 'utf8').trim()
    const client = { issuer, clientId, clientSecret, redirectUri: `${origin}/api/oidc/return` }
    return preset === 'proconnect' ? proConnect(client) : { ...client, ...rest }
  } catch {
    // Not there, or not ours to read: the same for whoever starts the console.
    return unusable('clientSecretFile')
  }
}

/** The way to the other service and back. The cookie is lax: the way back begins at the other service. */
export function oidcRoutes(settings: OidcSettings): readonly Route[] {
  return [
    openRoute({
      method: 'get',
      path: '/api/oidc/begin',
      summary: 'Leads to the other sign-in service',
      rate: 'sign-in',
      gives: null,
      answer: async ({ zone, ask }) => {
        const journey = await oidcBegin(zone.vault, settings)
        return isRefusal(journey)
          ? notThere(journey, ask)
          : to(journey.url, [cookie(COOKIE.oidc, journey.state, 'Lax')])
      },
    }),
    openRoute({
      method: 'get',
      path: '/api/oidc/return',
      summary: 'Comes back from it; the passkey is asked for next',
      rate: 'sign-in',
      from: 'anywhere',
      gives: null,
      answer: async ({ zone, ask }) => {
        const state = tokenOf(ask.env.incoming, COOKIE.oidc) ?? ''
        const [, query = ''] = (ask.env.incoming.url ?? '').split('?', 2)
        const back = await oidcFinish(zone.vault, settings, `${settings.redirectUri}?${query}`, state)
        if (isRefusal(back)) return notThere(back, ask)
        return to('/', [expired(COOKIE.oidc, 'Lax'), cookie(COOKIE.ticket, back.ticket)])
      },
    }),
  ]
}

/** Back to the console's door, which has words for the code: a person came here, and a record of JSON would not help them. */
function notThere({ code }: Refusal, ask: Ask): Response {
  ask.set('refusal', code)
  return to(`/sign-in?refused=${encodeURIComponent(code)}`, [expired(COOKIE.oidc, 'Lax')])
}

function to(address: string, cookies: readonly string[]): Response {
  const headers = new Headers({ ...HEADERS.api, location: address })
  for (const line of cookies) headers.append('set-cookie', line)
  return new Response(null, { status: 303, headers })
}

function unusable(member: string): Refusal {
  return refuse('console/oidc', {
    at: `private/zone.json, oidc, ${member}`,
    seen: 'another form',
    expected: 'issuer, clientId, clientSecretFile, and preset or the rest',
    remedy: 'write it as docs/formats/console-api.md shows',
  })
}
