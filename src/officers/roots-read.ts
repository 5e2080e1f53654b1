import { isRefusal } from '#kernel'
import { type Root, readSigned, type Signed } from '#zones'
import type { Db } from './store.ts'
import { selectNewestRoots, selectRoots } from './store-documents.ts'

/** The roots of a tenant with their signatures, oldest first; none before the first two officers signed. */
export async function roots(db: Db, tenantName: string): Promise<readonly Signed<Root>[]> {
  return (await selectRoots(db, tenantName)).map(readRoot)
}

/** The newest root of a tenant; null before the first. */
export async function newestRoot(db: Db, tenantName: string): Promise<Signed<Root> | null> {
  return (await roots(db, tenantName)).at(-1) ?? null
}

/** The newest root of each tenant that has one, by name. */
export async function newestRoots(db: Db): Promise<ReadonlyMap<string, Signed<Root>>> {
  const all = (await selectNewestRoots(db)).map(readRoot)
  return new Map(all.map(signed => [signed.body.tenant, signed]))
}

function readRoot(bytes: Uint8Array): Signed<Root> {
  const signed = readSigned('zones/root', bytes, 'officers_roots')
  if (isRefusal(signed)) throw new Error('a root in the database is damaged: restore it from a backup')
  return signed
}
