import type { Act } from '#vault'
import { canonicalBytes, digestOf, type WallDocument } from '#zones'
import { insertDocument } from './store-documents.ts'

/** Writes a document down that waits for signatures, with its entry in the ledger; gives its digest. */
export async function insertDraft(act: Act, tenantId: string, body: WallDocument, by: string): Promise<string> {
  const digest = await digestOf(body)
  const at = act.now
  await insertDocument(act, { digest, tenant: tenantId, kind: body.kind, body: canonicalBytes(body), by, at })
  act.record({ kind: 'officers.drafted', at: at.toISOString(), by, tenant: tenantId, document: digest })
  return digest
}
