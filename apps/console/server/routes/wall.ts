import { z } from '@hono/zod-openapi'
import { alerts, closeAlert, openAlert, wall } from '#release'
import { type Route, route } from '../route.ts'
import { alert, holdReason, wall as wallShape } from '../shapes.ts'

/** The wall itself, and whether something is wrong. */
export const wallRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/t/{tenant}/wall',
    summary: 'What stands on both sides of the wall',
    gives: wallShape,
    answer: async ({ zone, asker, params }) => await wall(zone, asker, params.tenant),
  }),
  route({
    method: 'get',
    path: '/api/t/{tenant}/alerts',
    summary: 'Alerts, the newest first',
    gives: z.array(alert),
    answer: async ({ zone, asker, params }) => await alerts(zone, asker, params.tenant),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/alerts',
    summary: 'Opens an alert: nothing new goes out without a second reason',
    body: z.strictObject({ reason: holdReason }),
    gives: alert,
    answer: async ({ zone, asker, params, body }) => await openAlert(zone, asker, params.tenant, body.reason),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/alerts/{alert}/close',
    summary: 'Closes an alert',
    gives: alert.nullable(),
    answer: async ({ zone, asker, params }) => await closeAlert(zone, asker, params.tenant, params.alert),
  }),
]
