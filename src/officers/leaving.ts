import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, Vault } from '#vault'
import { giveCode } from './codes.ts'
import type { Asker } from './contract.ts'
import { mayRefusal } from './may.ts'
import { noRootYet } from './people.ts'
import { LIMITS, type OfficerAct } from './policy.ts'
import { newestRoot } from './roots-read.ts'
import { freshRefusal } from './sessions.ts'
import {
  type RoleRow,
  selectEndedRoles,
  selectOfficer,
  selectRoles,
  selectTenant,
  updateOfficerForgotten,
} from './store.ts'
import {
  deleteConfirmations,
  selectConfirmations,
  updateCodesUsed,
  updateSessionsEnded,
  upsertConfirmation,
} from './store-sessions.ts'
import { dropKeys, remove } from './succession.ts'

/** Stopping takes one: sessions, people whom no root lists. Giving somebody access again takes two. */

/** Ends every session of a person: the person themselves, or an administrator of a tenant of theirs. Null when done. */
export async function endSessions(vault: Vault, asker: Asker, officerId: string): Promise<Refusal | null> {
  return vault.act(async act => {
    const isOwn = asker.officer === officerId
    const shared = await sharedTenants(act, asker, officerId, isOwn ? 'officers.see' : 'officers.end-sessions')
    if (isRefusal(shared)) return shared
    await updateSessionsEnded(act, officerId, null, act.now)
    const at = act.now.toISOString()
    act.record({ kind: 'officers.sessions-ended', at, by: asker.officer, officer: officerId })
    return null
  })
}

/**
 * Removes somebody whom the newest root does not list: an auditor, somebody invited, somebody whose keys are all lost. An administrator
 * alone may, for it takes nothing from the signatures; who is listed leaves by a change of root (`proposeRoot`). Null when done.
 */
export async function dismiss(
  vault: Vault,
  asker: Asker,
  tenantName: string,
  officerId: string,
): Promise<Refusal | null> {
  return vault.act(async act => {
    const refused = await mayRefusal(act, asker, 'officers.change', tenantName)
    if (refused) return refused
    const tenant = await selectTenant(act, tenantName)
    const root = await newestRoot(act, tenantName)
    if (tenant === null || root === null) return noRootYet()
    if (root.body.officers.some(one => one.person === officerId)) return isListed()
    const roles = await selectRoles(act, [officerId])
    if (!roles.some(role => role.tenant === tenant.id)) return notAPersonHere()
    await remove(act, tenant.id, officerId, asker.officer)
    return null
  })
}

/** Destroys the name and address of a former officer; what they signed stays, under their id. Null when done. */
export async function forget(vault: Vault, asker: Asker, officerId: string): Promise<Refusal | null> {
  return vault.act(async act => {
    if ((await selectOfficer(act, officerId))?.state !== 'removed') return notAPersonHere()
    const ended = await selectEndedRoles(act, officerId)
    const shared = await firstAllowed(act, asker, ended, 'officers.forget')
    if (isRefusal(shared)) return shared
    await updateOfficerForgotten(act, officerId, act.now)
    await vault.destroyKey(act, officerId)
    const at = act.now.toISOString()
    act.record({ kind: 'officers.forgotten', at, by: asker.officer, officer: officerId })
    return null
  })
}

/** How far a recovery is: `code` once both have confirmed. */
export type Recovery = Readonly<{ code: string | null; missing: number }>

/**
 * Confirms that a person lost every key. The second confirmation, by another officer of the same tenant with another key, within
 * an hour, gives the one-time code; every old key and session of the person ends. Who is at several tenants is confirmed by two of
 * each, for the code opens all of them. The new key signs for nothing until a root lists it. Refuses who signed in longer than ten
 * minutes ago, and whose key the newest root does not list.
 */
export async function recover(vault: Vault, asker: Asker, officerId: string): Promise<Recovery | Refusal> {
  return vault.act(async act => {
    if (asker.officer === officerId) return notYourself()
    const shared = await sharedTenants(act, asker, officerId, 'officers.recover')
    if (isRefusal(shared)) return shared
    const stale = await freshRefusal(act, asker)
    if (stale) return stale
    const own = await listedIn(act, shared, asker)
    if (own.length === 0) return notAPersonHere()
    for (const { tenant } of own) {
      await upsertConfirmation(act, { officer: officerId, by: asker.officer, key: asker.key, tenant, at: act.now })
    }
    const confirmed = await confirmedBy(act, officerId)
    const missing = confirmed.reduce((sum, people) => sum + Math.max(0, CONFIRMATIONS - people.length), 0)
    const first = confirmed.flat().find(person => person !== asker.officer)
    if (missing === 0 && first) return { code: await recovered(vault, act, officerId, first, asker.officer), missing }
    act.record({ kind: 'officers.confirmed', at: act.now.toISOString(), by: asker.officer, officer: officerId })
    return { code: null, missing }
  })
}

/** How many people of each tenant confirm that one of theirs lost every key. */
const CONFIRMATIONS = 2

/** Those of these tenants whose newest root lists the key of the asker. */
async function listedIn(act: Act, roles: readonly RoleRow[], asker: Asker): Promise<readonly RoleRow[]> {
  const listed = await Promise.all(roles.map(role => isListedIn(act, role.tenant_name, asker)))
  return roles.filter((_, at) => listed[at])
}

/** For each tenant of a person: who confirmed within the last hour and is listed there still, one person and one key once. */
async function confirmedBy(act: Act, officerId: string): Promise<readonly (readonly string[])[]> {
  const since = new Date(act.now.getTime() - LIMITS.recoveryMs)
  const all: string[][] = []
  for (const { tenant, tenant_name } of await selectRoles(act, [officerId])) {
    const found = new Map<string, string>()
    for (const { by, key } of await selectConfirmations(act, officerId, tenant, since)) {
      if (await isListedIn(act, tenant_name, { officer: by, key })) found.set(key, by)
    }
    all.push([...new Set(found.values())])
  }
  return all
}

async function recovered(vault: Vault, act: Act, officer: string, first: string, second: string): Promise<string> {
  await deleteConfirmations(act, officer)
  await dropKeys(act, officer, second)
  await updateSessionsEnded(act, officer, null, act.now)
  await updateCodesUsed(act, officer, act.now)
  act.record({ kind: 'officers.recovered', at: act.now.toISOString(), by: second, officer, first, second })
  return giveCode(vault, act, { officer, tenant: null, purpose: 'recover' })
}

/** The tenants where somebody has a role and the asker may do this. */
async function sharedTenants(
  act: Act,
  asker: Asker,
  officerId: string,
  what: OfficerAct,
): Promise<readonly RoleRow[] | Refusal> {
  if ((await selectOfficer(act, officerId))?.state !== 'active') return notAPersonHere()
  return firstAllowed(act, asker, await selectRoles(act, [officerId]), what)
}

async function firstAllowed(
  act: Act,
  asker: Asker,
  roles: readonly RoleRow[],
  what: OfficerAct,
): Promise<readonly RoleRow[] | Refusal> {
  const allowed: RoleRow[] = []
  let refused: Refusal = notAPersonHere()
  for (const role of roles) {
    const answer = await mayRefusal(act, asker, what, role.tenant_name)
    if (answer === null) allowed.push(role)
    else if (answer.code !== 'officers/not-here') refused = answer
  }
  return allowed.length > 0 ? allowed : refused
}

async function isListedIn(act: Act, tenantName: string, { officer, key }: Asker): Promise<boolean> {
  const root = await newestRoot(act, tenantName)
  return root?.body.officers.some(one => one.person === officer && one.key === key) ?? false
}

function notAPersonHere(): Refusal {
  return refuse('officers/unknown-officer', {
    at: 'officer',
    seen: 'nobody of your tenants of whom this can be asked',
    expected: 'an officer of a tenant of yours',
    remedy: 'look at the list of officers',
  })
}

function isListed(): Refusal {
  return refuse('officers/listed', {
    at: 'officer',
    seen: 'somebody whose key the root lists',
    expected: 'somebody whom no root lists',
    remedy: 'propose a root without them: it takes two signatures',
  })
}

function notYourself(): Refusal {
  return refuse('officers/not-yourself', {
    at: 'officer',
    seen: 'a recovery of the asker',
    expected: 'two other people',
    remedy: 'ask two colleagues',
  })
}
