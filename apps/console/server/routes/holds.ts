import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kernel'
import { signatureOf, signingOptions } from '#officers'
import { draftHold, holds, lift, placeHold } from '#release'
import { type Route, route } from '../route.ts'
import { assertion, draftedHold, hold, holdReason, holdScope, pending, placedHold } from '../shapes.ts'

/** Orders to stop, which one officer places, and their ends, which take two. */
export const holdRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/t/{tenant}/holds',
    summary: 'Holds, those in force first',
    gives: z.array(placedHold),
    answer: async ({ zone, asker, params }) => await holds(zone, asker, params.tenant),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/holds/draft',
    summary: 'The order to stop as it will be signed, and what a passkey is asked',
    body: z.strictObject({ scope: holdScope, reason: holdReason }),
    gives: draftedHold,
    answer: async ({ zone, asker, params, body }) => {
      const drafted = await draftHold(zone, asker, params.tenant, body.scope, body.reason)
      if (isRefusal(drafted)) return drafted
      const options = await signingOptions(zone.vault, zone.party, asker, 'zones/hold', drafted.digest)
      return isRefusal(options) ? options : { ...drafted, options }
    },
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/holds',
    summary: 'Places a hold: it is in force when this is answered',
    body: z.strictObject({ body: hold, response: assertion }),
    gives: placedHold,
    answer: async ({ zone, asker, body }) => {
      const signature = signatureOf(asker, body.response)
      return isRefusal(signature) ? signature : await placeHold(zone, asker, body.body, signature)
    },
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/holds/{hold}/lift',
    summary: 'Drafts the end of a hold; two signatures end it',
    gives: pending,
    answer: async ({ zone, asker, params }) => await lift(zone, asker, params.hold, params.tenant),
  }),
]
