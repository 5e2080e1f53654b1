import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { htmlReport } from '#inspect'
import { isRefusal, refuse } from '#kernel'
import { cancelCandidate, candidate, candidates, receive } from '#release'
import { HEADERS, previewPolicy } from '../policy.ts'
import { type Route, route } from '../route.ts'
import { candidate as candidateShape } from '../shapes.ts'
import { takeUpload } from '../upload.ts'

/** Files that somebody dropped, and what was found in them. */
export const candidateRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/t/{tenant}/candidates',
    summary: 'Files that were received, the newest first',
    gives: z.array(candidateShape),
    answer: async ({ zone, asker, params }) => await candidates(zone, asker, params.tenant),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/candidates',
    summary: 'Receives a file (multipart/form-data, one part named file); its inspection goes on by itself',
    gives: candidateShape,
    answer: async ({ zone, asker, params, ask }) =>
      await takeUpload(ask.env.incoming, (name, content) => receive(zone, asker, params.tenant, name, content)),
  }),
  route({
    method: 'get',
    path: '/api/t/{tenant}/candidates/{candidate}',
    summary: 'One file with its progress and inspection',
    gives: candidateShape,
    answer: async ({ zone, asker, params }) => await candidate(zone, asker, params.candidate),
  }),
  route({
    method: 'delete',
    path: '/api/t/{tenant}/candidates/{candidate}',
    summary: 'Stops the inspection and destroys the file',
    gives: null,
    answer: async ({ zone, asker, params }) => {
      const cancelled = await cancelCandidate(zone, asker, params.candidate)
      return isRefusal(cancelled) ? cancelled : null
    },
  }),
  route({
    method: 'get',
    path: '/api/t/{tenant}/candidates/{candidate}/report',
    summary: 'The whole report as one page, for a frame or a tab',
    query: z.strictObject({ lang: z.enum(['fr', 'en']).default('fr') }),
    gives: null,
    answer: async ({ zone, asker, params, query }) => {
      const found = await candidate(zone, asker, params.candidate)
      if (isRefusal(found)) return found
      if (found.inspection === null) return notInspected()
      return page(htmlReport(found.inspection, query.lang, new Date(found.at)))
    },
  }),
]

/** A page with its style inside: the policy lets in exactly that style, by its digest. */
function page(html: string): Response {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
  const digest = createHash('sha256').update(style).digest('base64')
  const policy = previewPolicy(`'sha256-${digest}'`)
  const headers = { ...HEADERS.framed, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }
  return new Response(html, { headers })
}

function notInspected() {
  return refuse('console/absent', {
    at: 'report',
    seen: 'a file whose inspection has not ended',
    expected: 'an inspected file',
    remedy: 'wait, or see its progress',
  })
}
