import { z } from '@hono/zod-openapi'
import { isRefusal, type Refusal, refuse } from '#kernel'
import {
  type Asker,
  mayRefusal,
  type OfficerAct,
  type PendingDocument,
  pendingDocument,
  pendingDocuments,
  signatureOf,
  signingOptions,
} from '#officers'
import { approve, type Zone } from '#release'
import { type Route, route } from '../route.ts'
import { approved, assertion, pending, reasons, webauthnOptions } from '../shapes.ts'

/** What waits for signatures: manifests, roots and lifts. */
export const documentRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/api/t/{tenant}/documents',
    summary: 'Documents that wait for signatures',
    gives: z.array(pending),
    answer: async ({ zone, asker, params }) =>
      (await mayRefusal(zone.vault, asker, 'document.see', params.tenant)) ??
      (await pendingDocuments(zone.vault, params.tenant)),
  }),
  route({
    method: 'get',
    path: '/api/t/{tenant}/documents/{digest}',
    summary: 'One document, by the digest that is signed',
    gives: pending,
    answer: async ({ zone, asker, params }) => await documentFor(zone, asker, params),
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/documents/{digest}/options',
    summary: 'What a passkey is asked to approve: its challenge is the digest',
    gives: webauthnOptions,
    answer: async ({ zone, asker, params }) => {
      const found = await documentFor(zone, asker, params, 'document.approve')
      if (isRefusal(found)) return found
      return await signingOptions(zone.vault, zone.party, asker, found.body.kind, params.digest)
    },
  }),
  route({
    method: 'post',
    path: '/api/t/{tenant}/documents/{digest}/approvals',
    summary: 'One approval; the one that completes a manifest publishes it',
    body: z.strictObject({ response: assertion, reasons }),
    gives: approved,
    answer: async ({ zone, asker, params, body }) => {
      const found = await documentFor(zone, asker, params, 'document.approve')
      if (isRefusal(found)) return found
      const signature = signatureOf(asker, body.response)
      if (isRefusal(signature)) return signature
      return await approve(zone, asker, params.digest, signature, body.reasons)
    },
  }),
]

type Which = Readonly<{ tenant: string; digest: string }>

/** The document when it is one of this body; to others it does not exist. */
async function documentFor(
  zone: Zone,
  asker: Asker,
  { tenant, digest }: Which,
  what: OfficerAct = 'document.see',
): Promise<PendingDocument | Refusal> {
  const refusal = await mayRefusal(zone.vault, asker, what, tenant)
  if (refusal) return refusal
  const found = await pendingDocument(zone.vault, digest)
  return found && !isRefusal(found) && found.tenant === tenant ? found : absent()
}

function absent(): Refusal {
  return refuse('console/absent', {
    at: 'document',
    seen: 'no document of this body with this digest',
    expected: 'one that waits for signatures',
    remedy: 'see the list of documents',
  })
}
