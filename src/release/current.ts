import type { Kysely } from 'kysely'
import { isRefusal } from '#kernel'
import { type Manifest, readSigned, type Signed } from '#zones'
import { currentRow } from './store-site.ts'

/** The manifest that is current, with its digest; null where a tenant has published nothing. Throws when the row was changed. */
export async function currentManifest(
  db: Kysely<unknown>,
  tenant: string,
): Promise<(Signed<Manifest> & Readonly<{ digest: string }>) | null> {
  const row = await currentRow(db, tenant)
  if (!row) return null
  const signed = readSigned('zones/manifest', new Uint8Array(row.document), 'release_manifests')
  if (isRefusal(signed)) throw new Error('the current manifest in the database cannot be read')
  return { ...signed, digest: row.digest }
}
