import type { Kysely } from 'kysely'
import { isRefusal } from '#kernel'
import type { Act } from '#vault'
import { approvalRefusal, canonicalBytes, digestOf, type Manifest, type Root, readSigned, type Signed } from '#zones'
import { currentDigest, currentRow, insertManifest, notePaths, setCurrent } from './store-site.ts'

type Current = Signed<Manifest> & Readonly<{ digest: string }>

/** Manifests of some tenants that were read, by digest: what a digest names never changes, and a large one takes a second to read. */
const READ = new Map<string, Current>()
const READ_MAX = 8

/** The manifest that is current, with its digest; null where a tenant has published nothing. Throws when the row was changed. */
export async function currentManifest(db: Kysely<unknown>, tenant: string): Promise<Current | null> {
  const digest = await currentDigest(db, tenant)
  if (digest === null) return null
  const known = READ.get(digest) ?? (await readCurrent(db, tenant))
  READ.delete(known.digest)
  READ.set(known.digest, known)
  const [oldest] = READ.keys()
  if (READ.size > READ_MAX) READ.delete(oldest)
  return known
}

async function readCurrent(db: Kysely<unknown>, tenant: string): Promise<Current> {
  const row = await currentRow(db, tenant)
  const signed = row && readSigned('zones/manifest', new Uint8Array(row.document), 'release_manifests')
  if (!signed || isRefusal(signed)) throw new Error('the current manifest in the database cannot be read')
  if ((await digestOf(signed.body)) !== row.digest) throw new Error('the current manifest in the database was changed')
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
