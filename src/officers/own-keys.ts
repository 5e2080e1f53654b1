import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Vault } from '#vault'
import { answered, keepChallenge } from './challenges.ts'
import { findCode, spendCode } from './codes.ts'
import type { Asker } from './contract.ts'
import { draftFoundingRoot, leaseKeyOf } from './founding.ts'
import { challengeIn, creationOptions, notThisPasskey, type Party, registeredPasskey } from './passkey.ts'
import { actWithKey, addKey } from './people.ts'
import { freshRefusal } from './sessions.ts'
import { insertRole, selectKeysOf, selectRoles } from './store.ts'
import { dropKey, remove } from './succession.ts'

/** What a signed-in person does with their own account. */

/** What a browser needs to make another passkey for somebody who is signed in. */
export async function ownPasskeyOptions(
  vault: Vault,
  party: Party,
  asker: Asker,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options = await creationOptions(party, asker.officer, party.rpName, await selectKeysOf(vault, [asker.officer]))
  await keepChallenge(vault, 'own-key', options.challenge, asker.officer)
  return options
}

/** Adds a passkey of one's own; it signs for a tenant once a root lists it. Refuses who signed in a while ago. Null when done. */
export async function addOwnPasskey(
  vault: Vault,
  party: Party,
  asker: Asker,
  { label, response }: Readonly<{ label: string; response: RegistrationResponseJSON }>,
): Promise<Refusal | null> {
  const challenge = challengeIn(response.response.clientDataJSON)
  const whose = challenge && (await answered(vault, 'own-key', challenge))
  if (!challenge || whose !== asker.officer) return notThisPasskey()
  const made = await registeredPasskey(party, challenge, response)
  if (isRefusal(made)) return made
  return actWithKey(vault, made.key, asker.officer, async act => {
    const stale = await freshRefusal(act, asker)
    if (stale) return stale
    if (!(await owns(act, asker))) return notThisPasskey()
    const key = { key: made.key, kind: 'passkey', label: label.trim().slice(0, 80), passkey: made.traits } as const
    return addKey(vault, act, asker.officer, key)
  })
}

/** Gives up one key of one's own, but for that of the session. Null when done. */
export async function dropOwnKey(vault: Vault, asker: Asker, key: string): Promise<Refusal | null> {
  return vault.act(async act => {
    const own = await selectKeysOf(act, [asker.officer])
    const isAnother = key !== asker.key && own.some(row => row.key === key) && (await owns(act, asker))
    const stale = await freshRefusal(act, asker)
    if (stale || !isAnother) return stale ?? notAnother()
    await dropKey(act, asker.officer, key, asker.officer)
    return null
  })
}

/**
 * Takes up an invitation as somebody who is enrolled already, for another tenant: one person, one account. Refuses who has
 * a role there: nobody is two officers of one tenant. Null when done.
 */
export async function acceptInvitation(vault: Vault, asker: Asker, code: string): Promise<Refusal | null> {
  const found = await findCode(vault, code)
  if (isRefusal(found)) return found
  const leaseKey = await leaseKeyOf(vault, found.tenant)
  return vault.act(async act => {
    const [invited] = await selectRoles(act, [found.officer])
    const isHere = (await selectRoles(act, [asker.officer])).some(role => role.tenant === found.tenant)
    if (found.purpose !== 'enrol' || !invited || isHere || !(await owns(act, asker))) return notForYou()
    const spent = await spendCode(act, found)
    if (spent) return spent
    const { tenant, role } = invited
    const at = act.now.toISOString()
    await remove(act, tenant, found.officer, asker.officer)
    await insertRole(act, tenant, asker.officer, role, act.now)
    act.record({ kind: 'officers.enrolled', at, by: asker.officer, tenant, officer: asker.officer, role })
    if (leaseKey) await draftFoundingRoot(act, leaseKey.tenant, leaseKey.key)
    return null
  })
}

async function owns(act: Parameters<typeof selectKeysOf>[0], { officer, key }: Asker): Promise<boolean> {
  return (await selectKeysOf(act, [officer])).some(row => row.key === key)
}

function notAnother(): Refusal {
  return refuse('officers/last-key', {
    at: 'key',
    seen: 'no key of yours, or the one you signed in with',
    expected: 'another key of yours',
    remedy: 'sign in with another key to give this one up',
  })
}

function notForYou(): Refusal {
  return refuse('officers/not-for-you', {
    at: 'code',
    seen: 'a code that gives you nothing',
    expected: 'an invitation to a tenant where you have no role',
    remedy: 'give the code to the person for whom it was made',
  })
}
