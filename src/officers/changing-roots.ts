import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, Vault } from '#vault'
import { type Root, rootApprovalRefusal, type Signed } from '#zones'
import type { Asker, PendingDocument } from './contract.ts'
import { draft } from './documents.ts'
import { partiesOf } from './founding.ts'
import { mayRefusal } from './may.ts'
import { noRootYet } from './people.ts'
import { newestRoot } from './roots-read.ts'
import { type KeyRow, lockTenant, selectKeysOf, selectOfficer, selectRoles, selectTenant } from './store.ts'
import { rootBecomes } from './succession.ts'

/** What a new root changes. Officers are named by id; `newEpoch` starts manifest versions afresh, after keys were stolen. */
export type RootChange = Readonly<{ add?: readonly string[]; remove?: readonly string[]; newEpoch?: boolean }>

/**
 * Drafts the next root: lists all keys of those who are added (again, after a recovery), leaves out those who are removed and every key
 * that no longer counts. It waits for two signatures of the old root and two of its own. Refuses auditors, people who have not
 * enrolled, and a root of fewer than two people.
 */
export async function proposeRoot(
  vault: Vault,
  asker: Asker,
  tenantName: string,
  change: RootChange,
): Promise<PendingDocument | Refusal> {
  const early = await mayRefusal(vault, asker, 'officers.change', tenantName)
  if (early) return early
  // Asked before the act, for making it is one; and after the question above, for it is made for whatever name is given.
  const leaseKey = (await vault.zoneKey(`lease:${tenantName}`)).publicKey
  return vault.act(async act => {
    const refused = await mayRefusal(act, asker, 'officers.change', tenantName)
    if (refused) return refused
    const before = (await newestRoot(act, tenantName))?.body
    if (!before) return noRootYet()
    const body = await nextRoot(act, before, change, leaseKey)
    return isRefusal(body) ? body : draft(act, body, asker.officer)
  })
}

/**
 * Takes a root over that was validly signed elsewhere: by this tenant's officers, before a backup was restored. Refuses one that does
 * not follow the newest, or that its officers did not sign.
 */
export async function adoptRoot(act: Act, signed: Signed<Root>): Promise<Signed<Root> | Refusal> {
  const tenant = await selectTenant(act, signed.body.tenant)
  if (tenant) await lockTenant(act, tenant.id)
  const before = (await newestRoot(act, signed.body.tenant))?.body
  if (tenant === null || !before) return noRootYet()
  if (signed.body.version !== before.version + 1 || signed.body.epoch < before.epoch) return notTheNext()
  const refused = await rootApprovalRefusal(signed, before, 'root')
  if (refused) return refused
  await rootBecomes(act, tenant.id, signed)
  return signed
}

async function nextRoot(act: Act, before: Root, change: RootChange, leaseKey: string): Promise<Root | Refusal> {
  const { add = [], remove = [], newEpoch = false } = change
  for (const id of add) if (!(await mayBeListed(act, before.tenant, id))) return notToBeListed()
  const people = [...new Set([...before.officers.map(one => one.person), ...add])].filter(id => !remove.includes(id))
  const keys = await selectKeysOf(act, people)
  const listed = keys.filter(row => add.includes(row.officer) || before.officers.some(one => one.key === row.key))
  const body: Root = {
    ...before,
    version: before.version + 1,
    epoch: before.epoch + (newEpoch ? 1 : 0),
    issued: act.now.toISOString(),
    officers: listed.map(row => ({ person: row.officer, key: row.key })),
    passkeys: partiesOf(listed),
    leaseKey,
  }
  if (new Set(body.officers.map(one => one.person)).size < body.threshold) return tooFewLeft()
  return isSame(before, body) ? changesNothing() : body
}

/** Active, with a role here that signs, and a key to sign with. */
async function mayBeListed(act: Act, tenantName: string, id: string): Promise<boolean> {
  const [person, roles, keys]: [unknown, unknown, readonly KeyRow[]] = await Promise.all([
    selectOfficer(act, id).then(row => row?.state === 'active'),
    selectRoles(act, [id]).then(all => all.some(one => one.tenant_name === tenantName && one.role !== 'auditor')),
    selectKeysOf(act, [id]),
  ])
  return person === true && roles === true && keys.length > 0
}

function isSame(before: Root, body: Root): boolean {
  const keysOf = (root: Root) => JSON.stringify(root.officers.map(one => one.key).sort())
  return before.epoch === body.epoch && before.leaseKey === body.leaseKey && keysOf(before) === keysOf(body)
}

function notToBeListed(): Refusal {
  return refuse('officers/not-to-be-listed', {
    at: 'root',
    seen: 'somebody who cannot sign here',
    expected: 'an active officer or administrator of this tenant, with a key',
    remedy: 'have the person enrol first; auditors sign nothing',
  })
}

function tooFewLeft(): Refusal {
  return refuse('officers/too-few-left', {
    at: 'root',
    seen: 'fewer people than an approval takes',
    expected: 'two people or more, each with a key',
    remedy: 'admit somebody else first',
  })
}

function changesNothing(): Refusal {
  return refuse('officers/no-change', {
    at: 'root',
    seen: 'the officers and keys of the root that is in force',
    expected: 'a change',
    remedy: 'name who comes or goes',
  })
}

function notTheNext(): Refusal {
  return refuse('officers/root-order', {
    at: 'root',
    seen: 'a root that does not follow the newest',
    expected: 'the next version, and no lower epoch',
    remedy: 'take the roots over in their order',
  })
}
