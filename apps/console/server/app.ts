import type { HttpBindings } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { askerOf } from '#officers'
import type { Zone } from '#release'
import { done, json, refused } from './answer.ts'
import { describeRoute, openApiDocument } from './document.ts'
import { type From, guardRefusal, senderOf } from './guard.ts'
import { fault, type Log } from './log.ts'
import { Rates } from './rate.ts'
import type { Ask, Route, Variables } from './route.ts'
import { accountRoutes } from './routes/account.ts'
import { candidateRoutes } from './routes/candidates.ts'
import { documentRoutes } from './routes/documents.ts'
import { holdRoutes } from './routes/holds.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { peopleRoutes } from './routes/people.ts'
import { releaseRoutes } from './routes/releases.ts'
import { sessionRoutes } from './routes/session.ts'
import { wallRoutes } from './routes/wall.ts'
import { tokenOf } from './token.ts'
import { absent, type Web } from './web.ts'

/** What the app is made of. `extra` are routes that only some installations have: a witness, another sign-in service. */
export type AppParts = Readonly<{
  zone: Zone
  origin: string
  behindProxy: boolean
  web: Web
  log: Log
  extra: readonly Route[]
}>

/** Every route that each console has. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...accountRoutes,
  ...wallRoutes,
  ...candidateRoutes,
  ...releaseRoutes,
  ...documentRoutes,
  ...holdRoutes,
  ...peopleRoutes,
  ...ledgerRoutes,
]

export type App = OpenAPIHono<{ Bindings: HttpBindings; Variables: Variables }>

/** The console over HTTP: every request passes the guard, then the session, then one route; nothing else is reachable. */
export function consoleApp(parts: AppParts): App {
  const app: App = new OpenAPIHono()
  const rates = new Rates(() => parts.zone.vault.now())
  app.use('*', logged(parts))
  for (const route of [...ROUTES, ...parts.extra]) {
    app.openAPIRegistry.registerPath(describeRoute(route))
    app.on(route.method.toUpperCase(), pattern(route.path), ask => answer(route, parts, rates, ask))
  }
  const described = openApiDocument(app, parts.origin)
  app.get('/api/openapi.json', ask => open(parts, ask, 'here', () => json(described)))
  app.all('/api/*', ask => open(parts, ask, 'here', absent))
  app.get('*', ask => open(parts, ask, 'anywhere', () => pageFor(parts.web, ask)))
  app.notFound(ask => open(parts, ask, 'here', absent))
  app.onError((cause, ask) => {
    fault(ask.get('route') ?? '-', cause)
    return refused(broken())
  })
  return app
}

/** `/api/t/{tenant}/x` as the router writes it; a path inside a site may hold slashes, and may be empty. */
function pattern(path: string): string {
  return path.replace('{path}', ':path{.*}').replace(/\{([a-z]+)\}/g, ':$1')
}

async function answer(
  route: Route,
  { zone, origin, behindProxy }: AppParts,
  rates: Rates,
  ask: Ask,
): Promise<Response> {
  ask.set('route', route.path)
  const { incoming } = ask.env
  const no = guardRefusal(incoming, origin, route)
  if (no) return told(no, ask)
  if (route.rate && !rates.allows(route.rate, senderOf(incoming, behindProxy))) return told(busy(), ask)
  const token = route.machine ? null : tokenOf(incoming)
  const asker = token === null ? null : await askerOf(zone.vault, token)
  ask.set('asker', asker)
  const given = await route.answer(zone, asker, ask)
  if (isRefusal(given)) return told(given, ask)
  if (given instanceof Response) return given
  return given === null || given === undefined ? done() : json(given)
}

function open({ origin }: AppParts, ask: Ask, from: From, give: () => Response): Response {
  const no = guardRefusal(ask.env.incoming, origin, { from, machine: false })
  return no ? told(no, ask) : give()
}

function told(refusal: Refusal, ask: Ask): Response {
  ask.set('refusal', refusal.code)
  return refused(refusal)
}

function pageFor(web: Web, ask: Ask): Response {
  return web.answer(ask.req.path, ask.req.header('accept-encoding') ?? '', ask.req.header('if-none-match') ?? '')
}

function logged({ zone, log }: AppParts): MiddlewareHandler<{ Bindings: HttpBindings; Variables: Variables }> {
  return async (ask, next) => {
    const begun = performance.now()
    await next()
    log({
      time: zone.vault.now(),
      method: ask.req.method,
      route: ask.get('route') ?? (ask.req.path.startsWith('/api/') ? '/api/*' : '/*'),
      status: ask.res.status,
      ms: performance.now() - begun,
      officer: ask.get('asker')?.officer ?? null,
      refusal: ask.get('refusal') ?? null,
    })
  }
}

function busy(): Refusal {
  return refuse('console/busy', {
    at: 'this act',
    seen: 'too many tries',
    expected: 'fewer in a minute',
    remedy: 'wait a minute',
  })
}

function broken(): Refusal {
  return refuse('console/fault', {
    at: 'the console',
    seen: 'a fault of its own',
    expected: 'an answer',
    remedy: 'try again; whoever runs it finds the fault in its log',
  })
}
