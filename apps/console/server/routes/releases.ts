import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { z } from '@hono/zod-openapi'
import { isRefusal } from '#kernel'
import { documentOf, preview, propose, reject, releaseDetail, releases, withdraw } from '#release'
import { CAPS, HEADERS, previewPolicy } from '../policy.ts'
import { rewritten } from '../preview.ts'
import { type Route, route } from '../route.ts'
import { releaseDetail as detail, holdReason, releases as page, pending, proposal, release } from '../shapes.ts'

const PREVIEW = '/api/t/{tenant}/releases/{release}/preview/{path}'

/** What is proposed, published and withdrawn. */
export const releaseRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/t/{tenant}/releases',
    summary: 'Releases, the newest first; `before` is `more` of the page before',
    query: z.strictObject({
      search: z.string().max(200).default(''),
      before: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    gives: page,
    answer: async ({ zone, asker, params, query }) =>
      await releases(zone, asker, params.tenant, { ...query, before: query.before ?? null }),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/releases',
    summary: 'Proposes a table of an inspected file',
    body: proposal,
    bodyBytes: CAPS.proposalBytes,
    gives: release,
    answer: async ({ zone, asker, body: { candidate, ...words } }) => await propose(zone, asker, candidate, words),
  }),
  route({
    method: 'get',
    path: '/api/t/{tenant}/releases/{release}',
    summary: 'Everything about one release that an approver looks at',
    gives: detail,
    answer: async ({ zone, asker, params }) => await releaseDetail(zone, asker, params.release),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/releases/{release}/document',
    summary: 'The manifest that waits for signatures, drafted again when it is stale',
    gives: pending,
    answer: async ({ zone, asker, params }) => await documentOf(zone, asker, params.release),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/releases/{release}/reject',
    summary: 'Takes a proposal back',
    gives: null,
    answer: async ({ zone, asker, params }) => {
      const rejected = await reject(zone, asker, params.release)
      return isRefusal(rejected) ? rejected : null
    },
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/releases/{release}/withdraw',
    summary: 'Drafts the manifest without this release; two signatures withdraw it',
    body: z.strictObject({ reason: holdReason }),
    gives: pending,
    answer: async ({ zone, asker, params, body }) => await withdraw(zone, asker, params.release, body.reason),
  }),
  route({
    method: 'get',
    path: PREVIEW,
    summary: 'A page or file of the site as it will be, in a sandbox',
    gives: null,
    answer: async ({ zone, asker, params, ask }) => {
      const shown = await preview(zone, asker, params.release, `/${params.path}`)
      if (isRefusal(shown)) return shown
      const base = ask.req.path.slice(0, ask.req.path.length - params.path.length - 1)
      const headers = {
        ...HEADERS.framed,
        'content-type': shown.mediaType,
        'content-security-policy': previewPolicy("'self'"),
      }
      if (shown.mediaType.startsWith('text/html')) {
        return new Response(rewritten(await text(shown.content), base), { headers })
      }
      const length = { 'content-length': String(shown.sizeBytes) }
      return new Response(Readable.toWeb(shown.content) as ReadableStream<Uint8Array>, {
        headers: { ...headers, ...length },
      })
    },
  }),
]
