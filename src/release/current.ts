import type { Kysely } from 'kysely'
import { isRefusal } from '#kernel'
import type { Act } from '#vault'
import { approvalRefusal, canonicalBytes, type Manifest, type Root, readSigned, type Signed } from '#zones'
import { currentRow, insertManifest, notePaths, setCurrent } from './store-site.ts'

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

/** Makes a signed manifest the one that is pushed. */
export async function makeCurrent(act: Act, signed: Signed<Manifest>, digest: string): Promise<void> {
  const { tenant, epoch, version, files } = signed.body
  const document = Buffer.from(canonicalBytes(signed))
  await insertManifest(act.sql, { digest, tenant, epoch, version, document, at: act.now })
  await setCurrent(act.sql, tenant, digest)
  await notePaths(act.sql, tenant, files)
}

/** Whether a manifest counts under a root. */
export async function isApprovedUnder(manifest: Signed<Manifest>, root: Root): Promise<boolean> {
  if (manifest.body.epoch !== root.epoch) return false
  const plain = { body: manifest.body, signatures: manifest.signatures }
  return (await approvalRefusal(plain, root.officers, root.threshold, root.passkeys, 'manifest')) === null
}
