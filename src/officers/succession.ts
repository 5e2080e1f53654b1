import type { Act } from '#vault'
import { canonicalBytes, digestOf, type Root, type Signed } from '#zones'
import { ledgerKey, RUN } from './ids.ts'
import { newestRoot } from './roots-read.ts'
import { endRole, selectKeysOf, selectRoles, updateKeyRemoved, updateOfficerRemoved } from './store.ts'
import { insertRoot, updateDocumentsStale } from './store-documents.ts'
import { updateCodesUsed, updateSessionsEnded } from './store-sessions.ts'

/**
 * A root that carries its signatures becomes the newest. [Note: what waits is judged afresh] Every other document of the tenant that
 * waits is stale, for its signatures were checked against the root before. Who is in the root before and no longer in this one
 * is removed from the tenant, unless they lost every key: then they wait for their new one to be listed.
 */
export async function rootBecomes(act: Act, tenantId: string, signed: Signed<Root>): Promise<void> {
  const before = await newestRoot(act, signed.body.tenant)
  const root = await digestOf(signed.body)
  const { version } = signed.body
  await insertRoot(act, { tenant: tenantId, version, digest: root, signed: canonicalBytes(signed) })
  await updateDocumentsStale(act, tenantId)
  act.record({ kind: 'officers.rooted', at: act.now.toISOString(), by: RUN, tenant: tenantId, root, version })
  const stay = new Set(signed.body.officers.map(one => one.person))
  const gone = new Set((before?.body.officers ?? []).map(one => one.person).filter(person => !stay.has(person)))
  const withKeys = new Set((await selectKeysOf(act, [...gone])).map(row => row.officer))
  for (const person of gone) if (withKeys.has(person)) await remove(act, tenantId, person, RUN)
}

/** Takes a person's role at a tenant away. Who has none left is no officer any more: keys, codes and sessions end with it. */
export async function remove(act: Act, tenantId: string, officer: string, by: string): Promise<void> {
  await endRole(act, tenantId, officer, act.now)
  act.record({ kind: 'officers.removed', at: act.now.toISOString(), by, tenant: tenantId, officer })
  if ((await selectRoles(act, [officer])).length > 0) return
  await updateOfficerRemoved(act, officer)
  await updateSessionsEnded(act, officer, null, act.now)
  await updateCodesUsed(act, officer, act.now)
  await dropKeys(act, officer, by)
}

/** None of the keys that a person has counts any more. */
export async function dropKeys(act: Act, officer: string, by: string): Promise<void> {
  for (const { key } of await selectKeysOf(act, [officer])) await dropKey(act, officer, key, by)
}

/** A key no longer signs in; the portal takes its signatures until a root leaves it out. */
export async function dropKey(act: Act, officer: string, key: string, by: string): Promise<void> {
  await updateKeyRemoved(act, key, act.now)
  await updateSessionsEnded(act, officer, key, act.now)
  act.record({ kind: 'officers.key-removed', at: act.now.toISOString(), by, officer, key: ledgerKey(key) })
}
