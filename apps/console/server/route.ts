import type { HttpBindings } from '@hono/node-server'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { type Asker, mayRefusal } from '#officers'
import type { Zone } from '#release'
import type { From } from './guard.ts'
import { CAPS, type RateName } from './policy.ts'

/** What lives as long as one request. */
export type Variables = { route: string; asker: Asker | null; refusal: string | null }
export type Ask = Context<{ Bindings: HttpBindings; Variables: Variables }>

/** What the parts of an address look like; whether there is such a thing, the rooms say. */
export const PARAMS = {
  tenant: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  candidate: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  release: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  hold: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  alert: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  officer: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  key: z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f]{130})$/),
  path: z.string().regex(/^[A-Za-z0-9._~/-]{0,1024}$/),
} as const

type ParamName = keyof typeof PARAMS
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type ParamsOf<Path extends string> = Readonly<Record<NamesIn<Path> & ParamName, string>>

/** One request as a route sees it. */
export type Asked<Path extends string, Body, Query> = Readonly<{
  zone: Zone
  params: ParamsOf<Path>
  body: Body
  query: Query
  ask: Ask
}>

/** A route as the app mounts it and the document describes it. */
export type Route = Readonly<{
  method: 'get' | 'post' | 'delete'
  path: string
  summary: string
  session: boolean
  rate: RateName | null
  machine: boolean
  from: From
  body: z.ZodType | null
  query: z.ZodType | null
  gives: z.ZodType | null
  answer(zone: Zone, asker: Asker | null, ask: Ask): Promise<unknown>
}>

type Spec<Path extends string, Body, Query> = Readonly<{
  method: Route['method']
  path: Path
  summary: string
  body?: z.ZodType<Body>
  bodyBytes?: number
  query?: z.ZodType<Query>
  gives: z.ZodType | null
}>

/** A route for signed-in officers. Gives back JSON, a refusal, null for nothing to say, or a ready answer. */
export function route<const Path extends string, Body = null, Query = null>(
  spec: Spec<Path, Body, Query> &
    Readonly<{ answer(asked: Asked<Path, Body, Query> & Readonly<{ asker: Asker }>): Promise<unknown> }>,
): Route {
  return {
    ...described(spec),
    session: true,
    rate: null,
    machine: false,
    from: 'here',
    answer: async (zone, asker, ask) => {
      if (!asker) return noSession()
      const asked = await read(spec, zone, ask)
      if (isRefusal(asked)) return asked
      return (await foreign(zone, asker, ask)) ?? (await spec.answer({ ...asked, asker }))
    },
  }
}

/** An address below a body is for its officers, whatever it names further on; what each may do there the rooms say. */
async function foreign({ vault }: Zone, asker: Asker, ask: Ask): Promise<Refusal | null> {
  const tenant = (ask.req.param() as Readonly<Record<string, string>>).tenant
  return tenant === undefined ? null : await mayRefusal(vault, asker, 'wall.see', tenant)
}

/** A route that needs no session; how often it may be tried is counted under `rate`. */
export function openRoute<const Path extends string, Body = null, Query = null>(
  spec: Spec<Path, Body, Query> &
    Readonly<{
      rate: RateName | null
      machine?: boolean
      from?: From
      answer(asked: Asked<Path, Body, Query> & Readonly<{ asker: Asker | null }>): Promise<unknown>
    }>,
): Route {
  return {
    ...described(spec),
    session: false,
    rate: spec.rate,
    machine: spec.machine ?? false,
    from: spec.from ?? 'here',
    answer: async (zone, asker, ask) => {
      const asked = await read(spec, zone, ask)
      return isRefusal(asked) ? asked : spec.answer({ ...asked, asker })
    },
  }
}

function described<P extends string, B, Q>({ method, path, summary, body, query, gives }: Spec<P, B, Q>) {
  return { method, path, summary, body: body ?? null, query: query ?? null, gives }
}

async function read<Path extends string, Body, Query>(
  { body: bodyShape, bodyBytes = CAPS.bodyBytes, query: queryShape }: Spec<Path, Body, Query>,
  zone: Zone,
  ask: Ask,
): Promise<Asked<Path, Body, Query> | Refusal> {
  const params = readParams(ask)
  if (isRefusal(params)) return params
  const query = queryShape ? shaped(queryShape, ask.req.query(), 'query') : null
  if (isRefusal(query)) return query
  const body = bodyShape ? await readBody(bodyShape, bodyBytes, ask) : null
  if (isRefusal(body)) return body
  // Where a route names no shape, its types are null, and so are these.
  return { zone, params: params as ParamsOf<Path>, body: body as Body, query: query as Query, ask }
}

function readParams(ask: Ask): Readonly<Record<string, string>> | Refusal {
  const params: Record<string, string> = ask.req.param()
  for (const [name, value] of Object.entries(params)) {
    const shape = name in PARAMS ? PARAMS[name as ParamName] : null
    if (!shape?.safeParse(value).success) return misshapen(`address, ${name}`)
  }
  return params
}

/** JSON with its content type and its length, or a refusal; a form of another site can send neither without asking first. */
async function readBody<Body>(shape: z.ZodType<Body>, maxBytes: number, ask: Ask): Promise<Body | Refusal> {
  const { headers } = ask.env.incoming
  if (!/^application\/json(?:; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '')) return notJson()
  const length = Number(headers['content-length'] ?? Number.NaN)
  if (!Number.isSafeInteger(length)) return misshapen('Content-Length')
  if (length > maxBytes) return tooLarge(maxBytes)
  try {
    return shaped(shape, JSON.parse(await ask.req.text()), 'body')
  } catch {
    // What JSON.parse throws quotes the text.
    return misshapen('body')
  }
}

/** The value in the shape that was asked for, or a refusal that names the member. */
function shaped<T>(shape: z.ZodType<T>, value: unknown, at: string): T | Refusal {
  const read = shape.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  return misshapen([at, ...issue.path.map(nameOf)].join('.'))
}

/** The name of a member, but not where people choose names: columns are named by their own files. */
function nameOf(part: PropertyKey, at: number, path: readonly PropertyKey[]): string {
  return at > 0 && path[at - 1] === 'columns' ? '*' : String(part)
}

export function misshapen(at: string): Refusal {
  return refuse('console/shape', {
    at,
    seen: 'another form',
    expected: 'the form that /api/openapi.json describes',
    remedy: 'correct this member and send again',
  })
}

function notJson(): Refusal {
  return refuse('console/media-type', {
    at: 'Content-Type',
    seen: 'another type',
    expected: 'application/json',
    remedy: 'send JSON and say so',
  })
}

export function tooLarge(maxBytes: number): Refusal {
  return refuse('console/too-large', {
    at: 'body',
    seen: 'more bytes',
    expected: `at most ${maxBytes} bytes`,
    remedy: 'send less at once',
  })
}

export function noSession(): Refusal {
  return refuse('console/session', {
    at: 'session',
    seen: 'none, or one that ended',
    expected: 'an officer who signed in',
    remedy: 'sign in with your passkey',
  })
}
