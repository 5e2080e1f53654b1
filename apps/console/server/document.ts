import { type RouteConfig, z } from '@hono/zod-openapi'
import { productName } from '#kernel'
import type { App } from './app.ts'
import { PARAMS, type Route } from './route.ts'
import { refusal } from './shapes.ts'

/** The route as OpenAPI describes it. */
export function describeRoute({ method, path, summary, session, body, query, gives }: Route): RouteConfig {
  const params = paramsIn(path)
  return {
    method,
    path,
    summary,
    tags: [tagOf(path)],
    security: session ? [{ session: [] }] : [],
    request: {
      ...(params ? { params } : {}),
      ...(query instanceof z.ZodObject ? { query } : {}),
      ...(body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    },
    responses: {
      200: { description: 'Done', ...(gives ? { content: { 'application/json': { schema: gives } } } : {}) },
      default: { description: 'Refused', content: { 'application/json': { schema: refusal } } },
    },
  }
}

function paramsIn(path: string): z.ZodObject | null {
  const names = [...path.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name as keyof typeof PARAMS)
  return names.length > 0 ? z.object(Object.fromEntries(names.map(name => [name, PARAMS[name]]))) : null
}

/** The noun that the route is about: `/api/t/{tenant}/releases/…` is about releases. */
function tagOf(path: string): string {
  const [noun = 'console'] = path.split('/').filter(part => part !== '' && part.length > 1 && !/^\{|^api$/.test(part))
  return noun
}

/** The whole document, from the same shapes that check what comes in. */
export function openApiDocument(app: App, origin: string) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Pare-fuite: console', version: productName().split(' ')[1] },
    servers: [{ url: origin }],
  })
}
