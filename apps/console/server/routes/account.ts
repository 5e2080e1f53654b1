import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kernel'
import { acceptInvitation, addOwnPasskey, dropOwnKey, officer, ownPasskeyOptions } from '#officers'
import { type Route, route } from '../route.ts'
import { officer as officerShape, registration, webauthnOptions } from '../shapes.ts'

/** What a signed-in person does with their own account. A new key signs for a body once a root lists it. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/account',
    summary: 'The person who is signed in, with their keys',
    gives: officerShape.nullable(),
    answer: async ({ zone, asker }) => await officer(zone.vault, asker.officer),
  }),
  route({
    method: 'post',
    path: '/api/account/keys/options',
    summary: 'What another passkey of one’s own is made from',
    gives: webauthnOptions,
    answer: async ({ zone, asker }) => await ownPasskeyOptions(zone.vault, zone.party, asker),
  }),
  route({
    method: 'post',
    path: '/api/account/keys',
    summary: 'Adds another passkey of one’s own',
    body: z.strictObject({ label: z.string().trim().min(1).max(80), response: registration }),
    gives: null,
    answer: async ({ zone, asker, body }) => await addOwnPasskey(zone.vault, zone.party, asker, body),
  }),
  route({
    method: 'delete',
    path: '/api/account/keys/{key}',
    summary: 'Gives up one key of one’s own, but for that of the session',
    gives: null,
    answer: async ({ zone, asker, params }) => await dropOwnKey(zone.vault, asker, params.key),
  }),
  route({
    method: 'post',
    path: '/api/account/invitations',
    summary: 'Takes up an invitation to another body with one’s own account',
    body: z.strictObject({ code: z.string().trim().min(4).max(40) }),
    gives: null,
    answer: async ({ zone, asker, body }) => {
      const refused = await acceptInvitation(zone.vault, asker, body.code)
      return isRefusal(refused) ? refused : null
    },
  }),
]
