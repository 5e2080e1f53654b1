import type { Act, Vault } from '#vault'
import type { Root } from '#zones'
import { insertDraft } from './drafting.ts'
import { RUN } from './ids.ts'
import { newestRoot } from './roots-read.ts'
import { type KeyRow, selectKeysOf, selectOfficersOf, selectRoles, selectTenants, type TenantRow } from './store.ts'
import { selectOpenDocuments } from './store-documents.ts'

/** The first root of a body: the keys of its first two officers, both of whom sign it. */

/** Two people and two keys: no body may have fewer (`docs/decisions/wall.md`). */
export const THRESHOLD = 2

/** The private zone's key for the leases of a body; null when the id is of none. Asked before an act: making it is one. */
export async function leaseKeyOf(
  vault: Vault,
  tenantId: string | null,
): Promise<Readonly<{ tenant: TenantRow; key: string }> | null> {
  const tenant = (await selectTenants(vault)).find(row => row.id === tenantId)
  if (!tenant) return null
  return { tenant, key: (await vault.zoneKey(`lease:${tenant.name}`)).publicKey }
}

/** Drafts the first root once both first officers are enrolled; does nothing before, or when there is one. */
export async function draftFoundingRoot(act: Act, tenant: TenantRow, leaseKey: string): Promise<void> {
  if (await newestRoot(act, tenant.name)) return
  if ((await selectOpenDocuments(act, tenant.id)).length > 0) return
  const people = await selectOfficersOf(act, tenant.id)
  const roles = await selectRoles(
    act,
    people.map(row => row.id),
  )
  const founders = people.filter(
    row =>
      row.state === 'active' &&
      roles.some(one => one.officer === row.id && one.tenant === tenant.id && one.role === 'administrator'),
  )
  if (founders.length < THRESHOLD) return
  const keys = await selectKeysOf(
    act,
    founders.map(row => row.id),
  )
  const body: Root = {
    kind: 'zones/root',
    tenant: tenant.name,
    version: 1,
    epoch: 1,
    issued: act.now.toISOString(),
    threshold: THRESHOLD,
    officers: keys.map(row => ({ person: row.officer, key: row.key })),
    passkeys: partiesOf(keys),
    leaseKey,
  }
  await insertDraft(act, tenant.id, body, RUN)
}

/** The consoles at which these passkeys were made: a signature counts only from there. */
export function partiesOf(keys: readonly KeyRow[]): Root['passkeys'] {
  const parties = keys.flatMap(row => (row.rp_id && row.origin ? [{ rpId: row.rp_id, origin: row.origin }] : []))
  return parties.filter((one, i) => parties.findIndex(other => other.origin === one.origin) === i)
}
