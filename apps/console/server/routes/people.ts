import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kernel'
import { dismiss, endSessions, forget, invite, mayRefusal, officersOf, proposeRoot, recover, signals } from '#officers'
import { type Route, route } from '../route.ts'
import { officer, pending, role, signal } from '../shapes.ts'

/** The officers of a body. Who signs is what the newest root says: a change of it takes two. */
export const peopleRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/t/{tenant}/officers',
    summary: 'The officers of a body, with their keys',
    gives: z.array(officer),
    answer: async ({ zone, asker, params }) =>
      (await mayRefusal(zone.vault, asker, 'officers.see', params.tenant)) ??
      (await officersOf(zone.vault, params.tenant)),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/officers/invitations',
    summary: 'Invites a person: gives the one-time code, once',
    body: z.strictObject({ role }),
    gives: z.object({ officer: z.string(), code: z.string() }),
    answer: async ({ zone, asker, params, body }) =>
      await invite(zone.vault, asker, { tenant: params.tenant, role: body.role }),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/officers/{officer}/admission',
    summary: 'Drafts the root that lists the keys of an officer',
    gives: pending,
    answer: async ({ zone, asker, params }) =>
      await proposeRoot(zone.vault, asker, params.tenant, { add: [params.officer] }),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/officers/{officer}/removal',
    summary: 'Drafts the root without an officer',
    gives: pending,
    answer: async ({ zone, asker, params }) =>
      await proposeRoot(zone.vault, asker, params.tenant, { remove: [params.officer] }),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/officers/{officer}/dismissal',
    summary: 'Removes somebody who signs nothing: an auditor, somebody invited',
    gives: null,
    answer: async ({ zone, asker, params }) => await dismiss(zone.vault, asker, params.tenant, params.officer),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/officers/{officer}/forgetting',
    summary: 'Destroys the name and address of a former officer',
    gives: null,
    answer: async ({ zone, asker, params }) => await forget(zone.vault, asker, params.officer),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/officers/{officer}/recovery',
    summary: 'Confirms that an officer lost every key; the second confirmation gives a one-time code',
    gives: z.object({ code: z.string().nullable(), missing: z.int().min(0) }),
    answer: async ({ zone, asker, params }) => await recover(zone.vault, asker, params.officer),
  }),
  route({
    method: 'delete',
    path: '/api/t/{tenant}/officers/{officer}/sessions',
    summary: 'Ends every session of an officer',
    gives: null,
    answer: async ({ zone, asker, params }) => {
      const ended = await endSessions(zone.vault, asker, params.officer)
      return isRefusal(ended) ? ended : null
    },
  }),
  route({
    method: 'get',
    path: '/api/t/{tenant}/officers/signals',
    summary: 'Signs that an account is shared, for review',
    gives: z.array(signal),
    answer: async ({ zone, asker, params }) =>
      (await mayRefusal(zone.vault, asker, 'officers.signals', params.tenant)) ??
      (await signals(zone.vault, params.tenant)),
  }),
]
