import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, FieldPlace, Vault } from '#vault'
import { giveCode } from './codes.ts'
import type { Asker, Officer, OfficerKey, Role } from './contract.ts'
import { ledgerKey, newId } from './ids.ts'
import { mayRefusal } from './may.ts'
import { newestRoots } from './roots-read.ts'
import {
  insertKey,
  insertOfficer,
  insertRole,
  insertSighting,
  type KeyRow,
  type OfficerRow,
  type PasskeyTraits,
  selectKey,
  selectKeysOf,
  selectOfficer,
  selectOfficersOf,
  selectRoles,
  selectTenant,
} from './store.ts'

/** The people who act for a body. */

/**
 * Invites a person: who it is, the person says when the code is used. Refused until the body has its first root, which is
 * for the first two alone: one of them must not bring in somebody else in the other's place.
 */
export async function invite(
  vault: Vault,
  asker: Asker,
  { tenant, role }: Readonly<{ tenant: string; role: Role }>,
): Promise<Readonly<{ officer: string; code: string }> | Refusal> {
  return vault.act(async act => {
    const refused = await mayRefusal(act, asker, 'officers.invite', tenant)
    if (refused) return refused
    const row = await selectTenant(act, tenant)
    if (row === null || !(await newestRoots(act)).has(tenant)) return noRootYet()
    return addPerson(vault, act, row.id, role, asker.officer)
  })
}

/** The officers of a body in the order in which they came, with those who were removed left out. */
export async function officersOf(vault: Vault, tenantName: string): Promise<readonly Officer[]> {
  const tenant = await selectTenant(vault, tenantName)
  return tenant ? seen(vault, await selectOfficersOf(vault, tenant.id)) : []
}

/** A person by id, removed or not; null when there is none. */
export async function officer(vault: Vault, id: string): Promise<Officer | null> {
  const row = await selectOfficer(vault, id)
  return row && (await seen(vault, [row]))[0]
}

/** Where the sealed fields of a person stand. */
export function personPlace(officerId: string, column: 'name' | 'email'): FieldPlace {
  return { subject: officerId, table: 'officers_officers', column, record: officerId }
}

export function labelPlace(officerId: string, key: string): FieldPlace {
  return { subject: officerId, table: 'officers_keys', column: 'label', record: key }
}

/** A new key of a person. */
export type NewKey = Readonly<{
  key: string
  kind: 'passkey' | 'key-file'
  label: string
  passkey: PasskeyTraits | null
}>

/**
 * Refuses a key that is already somebody's, or was: one device under two accounts is a shared account, and is listed as one
 * (`signals`). Written outside the act, which the refusal rolls back.
 */
async function knownKeyRefusal(vault: Vault, key: string, officerId: string): Promise<Refusal | null> {
  const known = await selectKey(vault, key)
  if (known === null) return null
  if (known.officer !== officerId) {
    await insertSighting(vault, 'one-key-two-accounts', [known.officer, officerId].sort(), vault.now())
  }
  return keyIsKnown()
}

/** Runs an act that brings a key, which somebody else may bring at the same moment: refused as if they had come before. */
export async function actWithKey<T>(
  vault: Vault,
  key: string,
  officerId: string,
  work: (act: Act) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  const known = await knownKeyRefusal(vault, key, officerId)
  if (known) return known
  const done = await vault.act(work)
  const cameMeanwhile = isRefusal(done) && done.code === 'officers/known-key'
  return cameMeanwhile ? ((await knownKeyRefusal(vault, key, officerId)) ?? done) : done
}

/**
 * Gives a person a key: it signs in from now, and signs for a body once a root of that body lists it. Refuses one that came to somebody
 * at this moment; within `actWithKey`.
 */
export async function addKey(vault: Vault, act: Act, officerId: string, made: NewKey): Promise<Refusal | null> {
  const label = await vault.seal(act, labelPlace(officerId, made.key), made.label)
  if (!(await insertKey(act, { ...made, officer: officerId, label, addedAt: act.now }))) return keyIsKnown()
  const at = act.now.toISOString()
  act.record({ kind: 'officers.key-added', at, by: officerId, officer: officerId, key: ledgerKey(made.key) })
  return null
}

export async function addPerson(
  vault: Vault,
  act: Act,
  tenant: string,
  role: Role,
  by: string,
): Promise<Readonly<{ officer: string; code: string }>> {
  const id = newId('officer')
  await insertOfficer(act, id, act.now)
  await vault.makeKey(act, id)
  await insertRole(act, tenant, id, role, act.now)
  act.record({ kind: 'officers.invited', at: act.now.toISOString(), by, tenant, officer: id, role })
  return { officer: id, code: await giveCode(vault, act, { officer: id, tenant, purpose: 'enrol' }) }
}

async function seen(vault: Vault, rows: readonly OfficerRow[]): Promise<readonly Officer[]> {
  const ids = rows.map(row => row.id)
  const [roles, keys, roots] = await Promise.all([
    selectRoles(vault, ids),
    selectKeysOf(vault, ids),
    newestRoots(vault),
  ])
  const counting = [...roots].map(([name, { body }]) => ({ name, keys: new Set(body.officers.map(one => one.key)) }))
  return Promise.all(
    rows.map(async row => ({
      id: row.id,
      name: row.name && (await vault.open(personPlace(row.id, 'name'), row.name)),
      email: row.email && (await vault.open(personPlace(row.id, 'email'), row.email)),
      state: row.state,
      roles: roles.filter(one => one.officer === row.id).map(one => ({ tenant: one.tenant_name, role: one.role })),
      keys: await Promise.all(
        keys
          .filter(key => key.officer === row.id)
          .map(key =>
            seenKey(
              vault,
              key,
              counting.filter(one => one.keys.has(key.key)).map(one => one.name),
            ),
          ),
      ),
    })),
  )
}

async function seenKey(vault: Vault, row: KeyRow, counts: readonly string[]): Promise<OfficerKey> {
  return {
    key: row.key,
    kind: row.kind,
    label: (await vault.open(labelPlace(row.officer, row.key), row.label)) ?? '',
    addedAt: row.added_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    counts,
  }
}

export function noRootYet(): Refusal {
  return refuse('officers/no-root', {
    at: 'tenant',
    seen: 'a tenant without a root',
    expected: 'the first root, signed by the first two officers',
    remedy: 'have both enrol with their codes and sign the first root',
  })
}

function keyIsKnown(): Refusal {
  return refuse('officers/known-key', {
    at: 'key',
    seen: 'a key that is or was already enrolled',
    expected: 'a key of this person alone',
    remedy: 'take another device, or make another key file',
  })
}
