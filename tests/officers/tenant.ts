/** An invented body with officers who have enrolled with invented authenticators, for the tests of every room and app. */
import { isRefusal } from '#kernel'
import {
  type Asker,
  addApproval,
  createTenant,
  enrolmentOptions,
  enrolWithPasskey,
  invite,
  type Party,
  type PendingDocument,
  pendingDocument,
  pendingDocuments,
  proposeRoot,
  type Role,
  signatureOf,
  signIn,
  signInOptions,
  signingOptions,
  tenantNamed,
} from '#officers'
import type { Vault } from '#vault'
import type { Signature, WallDocument } from '#zones'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import {
  type AuthenticatorTraits,
  type Fault,
  inventAuthenticator,
  type VirtualAuthenticator,
} from './authenticator.ts'

export const PARTY: Party = { rpId: 'console.example', rpName: 'Pare-fuite', origin: 'https://console.example' }

/** A person with a device, signed in. */
export type InventedOfficer = Readonly<{
  id: string
  name: string
  email: string
  asker: Asker
  /** Of the session that began when they enrolled. */
  token: string
  device: VirtualAuthenticator
  /** Signs in again: a new token. */
  signIn(fault?: Fault): Promise<string>
  /** What the browser sends back when a document of the wall is signed. */
  answer(kind: WallDocument['kind'], digest: string, fault?: Fault): ReturnType<VirtualAuthenticator['sign']>
  /** The same as a signature of the wall. */
  sign(kind: WallDocument['kind'], digest: string, fault?: Fault): Promise<Signature>
}>

const NO_REASONS = { despiteVerdict: null, despiteAlert: null }
let people = 0

/** The answer, which is known to be no refusal. */
export function given<Answer>(answer: Answer): Exclude<Answer, Readonly<{ kind: 'refusal' }>> {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code} at ${answer.at}`)
  return answer as Exclude<Answer, Readonly<{ kind: 'refusal' }>>
}

/** Enrols an invented person with a one-time code. `device` stands for one that they already have. */
export async function enrolInvented(
  vault: Vault,
  party: Party,
  code: string,
  device?: VirtualAuthenticator | Partial<AuthenticatorTraits>,
): Promise<InventedOfficer> {
  people += 1
  const person = inventPerson(randomFrom(people), 'fr')
  const name = `${person.given} ${person.family}`
  const email = `officer-${people}@example.org`
  const authenticator = device && 'key' in device ? device : await inventAuthenticator(device)
  const options = given(await enrolmentOptions(vault, party, code))
  const response = await authenticator.register(options, party.origin)
  const introduction = { code, name, email, label: 'clé' }
  const { token, asker } = given(await enrolWithPasskey(vault, party, { ...introduction, response }))
  return officerAt(vault, party, { name, email, token, asker, device: authenticator })
}

/** The same person and device at another vault, which holds a copy of what the first held. */
export function officerAt(
  vault: Vault,
  party: Party,
  who: Pick<InventedOfficer, 'name' | 'email' | 'token' | 'asker' | 'device'>,
): InventedOfficer {
  const { asker, device } = who
  const answer: InventedOfficer['answer'] = async (kind, digest, fault) =>
    device.sign(given(await signingOptions(vault, party, asker, kind, digest)), party.origin, fault)
  return {
    ...who,
    id: asker.officer,
    answer,
    async signIn(fault) {
      const response = await device.sign(await signInOptions(vault, party), party.origin, fault)
      return given(await signIn(vault, party, response)).token
    },
    sign: async (kind, digest, fault) => given(signatureOf(asker, await answer(kind, digest, fault))),
  }
}

/** Has officers sign a document one after the other; the document after the last. */
export async function approveAll(
  vault: Vault,
  digest: string,
  officers: readonly InventedOfficer[],
): Promise<PendingDocument> {
  for (const officer of officers) {
    const { body } = given(await pendingDocument(vault, digest)) ?? noDocument()
    const signature = await officer.sign(body.kind, digest)
    given(await vault.act(act => addApproval(vault, act, officer.asker, digest, signature, NO_REASONS)))
  }
  return (await pendingDocument(vault, digest)) ?? noDocument()
}

/** A body with its two first officers, both administrators, and the root that both have signed. */
export async function foundTenant(vault: Vault, party: Party = PARTY, name = 'prefecture-exemple') {
  const { codes } = given(
    await createTenant(vault, {
      name,
      title: { fr: 'Préfecture d’exemple', en: 'Example prefecture' },
      hosts: [`${name}.example`],
    }),
  )
  const officers = [await enrolInvented(vault, party, codes[0]), await enrolInvented(vault, party, codes[1])] as const
  const [root] = await pendingDocuments(vault, name)
  await approveAll(vault, root.digest, officers)
  const tenant = (await tenantNamed(vault, name)) ?? noDocument()
  return { tenant, officers }
}

/** Invites, enrols and, but for auditors, admits one more person. `founders` are two who may sign. */
export async function joinTenant(
  vault: Vault,
  party: Party,
  tenant: string,
  founders: readonly InventedOfficer[],
  role: Role,
): Promise<InventedOfficer> {
  const { code } = given(await invite(vault, founders[0].asker, { tenant, role }))
  const officer = await enrolInvented(vault, party, code)
  if (role === 'auditor') return officer
  const { digest } = given(await proposeRoot(vault, founders[0].asker, tenant, { add: [officer.id] }))
  await approveAll(vault, digest, founders.slice(0, 2))
  return officer
}

function noDocument(): never {
  throw new Error('the document is there')
}

/** The code of a refusal; null for any other answer. */
export function codeOf(answer: unknown): string | null {
  return isRefusal(answer) ? answer.code : null
}
