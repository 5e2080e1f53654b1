import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, Vault } from '#vault'
import { isSoundKey } from '#zones'
import { answered, keepChallenge } from './challenges.ts'
import { findCode, spendCode } from './codes.ts'
import { draftFoundingRoot, leaseKeyOf } from './founding.ts'
import { RUN } from './ids.ts'
import { provesKeyFile } from './key-file.ts'
import { challengeIn, creationOptions, notThisPasskey, type Party, registeredPasskey } from './passkey.ts'
import { actWithKey, addKey, type NewKey, personPlace } from './people.ts'
import { begin, type Entered } from './sessions.ts'
import { lockEmail, selectKeysOf, selectOfficerByEmail, selectRoles, updateOfficerNamed } from './store.ts'
import type { CodeRow } from './store-sessions.ts'

/** A person comes with a one-time code, says who they are, and brings a key of their own. */

/** Who somebody says they are. `label` is what they call the key. After a recovery, name and address stay as they were. */
export type Introduction = Readonly<{ code: string; name: string; email: string; label: string }>

/** What a browser needs to make the passkey of whoever has the code; the code is not used up. Refuses a code that does not work. */
export async function enrolmentOptions(
  vault: Vault,
  party: Party,
  code: string,
): Promise<PublicKeyCredentialCreationOptionsJSON | Refusal> {
  const found = await findCode(vault, code)
  if (isRefusal(found)) return found
  const taken = await selectKeysOf(vault, [found.officer])
  const options = await creationOptions(party, found.officer, party.rpName, taken)
  await keepChallenge(vault, 'enrol', options.challenge, found.officer)
  return options
}

/** Enrols a person with a passkey and signs them in. Refuses a wrong code, a wrong answer, a known key, an address of somebody else. */
export async function enrolWithPasskey(
  vault: Vault,
  party: Party,
  introduction: Introduction & Readonly<{ response: RegistrationResponseJSON }>,
): Promise<Entered | Refusal> {
  const { response, label } = introduction
  const found = await findCode(vault, introduction.code)
  if (isRefusal(found)) return found
  const challenge = challengeIn(response.response.clientDataJSON)
  const whose = challenge && (await answered(vault, 'enrol', challenge))
  if (!challenge || whose !== found.officer) return notThisPasskey()
  const passkey = await registeredPasskey(party, challenge, response)
  if (isRefusal(passkey)) return passkey
  return enrol(vault, introduction, found, { key: passkey.key, kind: 'passkey', label, passkey: passkey.traits })
}

/** What a key file signs to enrol: proof that whoever has the code has the key. */
export function enrolmentMessage(code: string): Uint8Array {
  return new TextEncoder().encode(proofText(code))
}

/** Enrols a person with a key file. `proof` is the signature over `enrolmentMessage(code)`, in hexadecimal. */
export async function enrolWithKeyFile(
  vault: Vault,
  introduction: Introduction & Readonly<{ publicKey: string; proof: string }>,
): Promise<Entered | Refusal> {
  const { publicKey, proof, label, code } = introduction
  const found = await findCode(vault, code)
  if (isRefusal(found)) return found
  const isKey = /^[0-9a-f]{64}$/.test(publicKey) && isSoundKey(publicKey)
  if (!isKey || !(await provesKeyFile(publicKey, proofText(code), Buffer.from(proof, 'hex')))) return wrongProof()
  return enrol(vault, introduction, found, { key: publicKey, kind: 'key-file', label, passkey: null })
}

async function enrol(
  vault: Vault,
  introduction: Introduction,
  code: CodeRow,
  made: NewKey,
): Promise<Entered | Refusal> {
  const leaseKey = await leaseKeyOf(vault, code.tenant)
  return actWithKey(vault, made.key, code.officer, async act => {
    const refused =
      (await spendCode(act, code)) ??
      (await introduce(vault, act, introduction, code)) ??
      (await addKey(vault, act, code.officer, { ...made, label: made.label.trim().slice(0, 80) }))
    if (refused) return refused
    if (leaseKey) await draftFoundingRoot(act, leaseKey.tenant, leaseKey.key)
    return begin(act, { officer: code.officer, key: made.key })
  })
}

/** Names the person, who becomes active. After a recovery there is nothing to name. */
async function introduce(vault: Vault, act: Act, introduction: Introduction, code: CodeRow): Promise<Refusal | null> {
  if (code.purpose === 'recover') return null
  const name = introduction.name.normalize('NFC').replace(/\s+/g, ' ').trim()
  const email = introduction.email.trim()
  if (!/\p{L}.*\p{L}/u.test(name) || name.length > 200 || !/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
    return nobodyNamed()
  }
  const emailIndex = emailIndexOf(vault, email)
  await lockEmail(act, emailIndex)
  if (await selectOfficerByEmail(act, emailIndex)) return knownPerson()
  const id = code.officer
  await updateOfficerNamed(act, {
    id,
    name: await vault.seal(act, personPlace(id, 'name'), name),
    email: await vault.seal(act, personPlace(id, 'email'), email),
    emailIndex,
  })
  const at = act.now.toISOString()
  for (const { tenant, role } of await selectRoles(act, [id])) {
    act.record({ kind: 'officers.enrolled', at, by: RUN, tenant, officer: id, role })
  }
  return null
}

/** Finds a person by address without keeping the address readable. */
export function emailIndexOf(vault: Vault, email: string): string {
  return vault.blindIndex('officers.email', email.trim().normalize('NFC').toLowerCase())
}

function proofText(code: string): string {
  return `officers/enrol ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}\n`
}

function wrongProof(): Refusal {
  return refuse('officers/bad-proof', {
    at: 'key file',
    seen: 'a public key that its private half did not vouch for',
    expected: 'an Ed25519 key and its signature over the enrolment message',
    remedy: 'make a key file with this program and try again',
  })
}

function nobodyNamed(): Refusal {
  return refuse('officers/unnamed', {
    at: 'name and e-mail',
    seen: 'something that names nobody',
    expected: 'the name of a person and their own e-mail address',
    remedy: 'write both as they are on the badge',
  })
}

function knownPerson(): Refusal {
  return refuse('officers/known-person', {
    at: 'e-mail',
    seen: 'the address of somebody who is already enrolled',
    expected: 'an address of this person alone',
    remedy: 'take your own address; who is enrolled already uses the code after signing in',
  })
}
