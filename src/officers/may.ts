import { type Refusal, refuse } from '#kernel'
import type { Asker, Role } from './contract.ts'
import { type OfficerAct, POLICY } from './policy.ts'
import { type Db, selectRole } from './store.ts'

/**
 * Whether somebody may ask for something at a tenant: null where they may. Refuses everybody who is not an active officer of that
 * tenant with a key that still counts, in the same words whether the tenant exists or not. What takes two signatures is not
 * decided here.
 */
export async function mayRefusal(db: Db, asker: Asker, what: OfficerAct, tenantName: string): Promise<Refusal | null> {
  const role = await selectRole(db, tenantName, asker.officer, asker.key)
  if (role === null) return notHere()
  const allowed = rolesFor(what)
  return allowed.includes(role) ? null : notForThisRole(role, allowed)
}

/** What is not written in the policy is for nobody. */
function rolesFor(what: OfficerAct): readonly Role[] {
  return Object.hasOwn(POLICY, what) ? POLICY[what] : []
}

function notHere(): Refusal {
  return refuse('officers/not-here', {
    at: 'tenant',
    seen: 'somebody who is no officer of this tenant',
    expected: 'an active officer of the tenant, with a key of theirs that counts',
    remedy: 'ask an administrator of the tenant for an invitation',
  })
}

function notForThisRole(role: Role, allowed: readonly Role[]): Refusal {
  return refuse('officers/not-for-this-role', {
    at: 'what you asked for',
    seen: `the role ${role}`,
    expected: allowed.length > 0 ? `one of: ${allowed.join(', ')}` : 'something that this program does',
    remedy: 'ask somebody who has that role',
  })
}
