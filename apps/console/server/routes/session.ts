import { z } from '@hono/zod-openapi'
import { isRefusal, type Refusal } from '#kernel'
import {
  type Asker,
  type Entered,
  enrolmentOptions,
  enrolWithPasskey,
  officer,
  signIn,
  signInOptions,
  signOut,
  tenants,
} from '#officers'
import type { Zone } from '#release'
import { done, json, refused } from '../answer.ts'
import { COOKIE, cookie, expired, SIGNED_OUT } from '../policy.ts'
import { type Ask, openRoute, type Route, route } from '../route.ts'
import { assertion, registration, session, webauthnOptions } from '../shapes.ts'
import { tokenOf } from '../token.ts'

const code = z.string().trim().min(4).max(40)

/** Coming in and going out. A token is made at sign-in and never taken from the browser: nobody can fix one for somebody else. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in, and for which bodies',
    gives: session,
    answer: async ({ zone, asker }) => await sessionOf(zone, asker),
  }),
  openRoute({
    method: 'post',
    path: '/api/session/options',
    summary: 'What a passkey is asked to sign in',
    rate: 'sign-in',
    gives: webauthnOptions,
    answer: async ({ zone }) => await signInOptions(zone.vault, zone.party),
  }),
  openRoute({
    method: 'post',
    path: '/api/session',
    summary: 'Signs in with the answer of a passkey',
    rate: 'sign-in',
    body: z.strictObject({ response: assertion }),
    gives: session,
    answer: async ({ zone, body, ask }) => {
      const entered = await signIn(zone.vault, zone.party, body.response, tokenOf(ask.env.incoming, COOKIE.ticket))
      return isRefusal(entered) ? notEntered(entered, ask) : await begun(zone, entered)
    },
  }),
  route({
    method: 'delete',
    path: '/api/session',
    summary: 'Signs out: the session ends on the server',
    gives: null,
    answer: async ({ zone, ask }) => {
      await signOut(zone.vault, tokenOf(ask.env.incoming) ?? '')
      return done({ ...SIGNED_OUT, 'set-cookie': expired(COOKIE.session) })
    },
  }),
  openRoute({
    method: 'post',
    path: '/api/enrolment/options',
    summary: 'What a new passkey is made from, for who has a one-time code',
    rate: 'enrolment',
    body: z.strictObject({ code }),
    gives: z.object({ options: webauthnOptions }),
    answer: async ({ zone, body }) => {
      const options = await enrolmentOptions(zone.vault, zone.party, body.code)
      return isRefusal(options) ? options : { options }
    },
  }),
  openRoute({
    method: 'post',
    path: '/api/enrolment',
    summary: 'Enrols a named person with a passkey, and signs in',
    rate: 'enrolment',
    body: z.strictObject({
      code,
      name: z.string().trim().min(1).max(200),
      email: z.email().max(254),
      label: z.string().trim().min(1).max(80),
      response: registration,
    }),
    gives: session,
    answer: async ({ zone, body }) => {
      const entered = await enrolWithPasskey(zone.vault, zone.party, body)
      return isRefusal(entered) ? entered : await begun(zone, entered)
    },
  }),
]

/** Answers with the session that has begun, its token in the one cookie. */
export async function begun(zone: Zone, { token, asker }: Entered): Promise<Response> {
  return json(await sessionOf(zone, asker), 200, { 'set-cookie': cookie(COOKIE.session, token) })
}

/** Whatever was wrong with a sign-in: nobody is signed in. */
export function notEntered(refusal: Refusal, ask: Ask): Response {
  ask.set('refusal', refusal.code)
  return refused(refusal, 401)
}

async function sessionOf(zone: Zone, asker: Asker): Promise<z.infer<typeof session>> {
  const [who, all] = await Promise.all([officer(zone.vault, asker.officer), tenants(zone.vault)])
  const roles = who?.roles ?? []
  return {
    officer: { id: asker.officer, name: who?.name ?? null },
    tenants: roles.flatMap(({ tenant, role }) => {
      const found = all.find(({ name }) => name === tenant)
      const address = zone.config.sites[tenant]?.origin ?? `https://${found?.hosts[0]}`
      return found ? [{ name: found.name, title: found.title, role, address }] : []
    }),
  }
}
