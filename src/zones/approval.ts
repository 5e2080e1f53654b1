import { isRefusal, type Refusal } from '#kernel'
import { ALL_CHECKS, type Checks, firstRefusal } from './checks.ts'
import type { Officer, RelyingParty, Root, Signed, WallDocument } from './documents.ts'
import { wrongSignature } from './signature.ts'

/** Who must have signed a document: enough of these officers, with key files or at one of these consoles. */
export type Approvers = Readonly<{
  officers: readonly Officer[]
  threshold: number
  passkeys: readonly RelyingParty[]
}>

/**
 * Whether a document carries enough right signatures: by different people, with different keys, all listed, none wrong. Null where it
 * does. `at` names the document in the refusal.
 */
export function approvalRefusal(
  signed: Signed<WallDocument>,
  officers: readonly Officer[],
  threshold: number,
  passkeys: readonly RelyingParty[],
  at: string,
): Promise<Refusal | null> {
  return signersRefused(ALL_CHECKS, at, signed, { officers, threshold, passkeys })
}

/** Whether a root carries what the root before it and it itself ask for; `before` is null for the first. Null where it does. */
export function rootApprovalRefusal(signed: Signed<Root>, before: Root | null, at: string): Promise<Refusal | null> {
  return rootSignersRefused(ALL_CHECKS, at, signed, before)
}

/** The same with given checks; `digest` is that of the body, where it was just computed. */
export async function signersRefused(
  checks: Checks,
  at: string,
  signed: Signed<WallDocument>,
  { officers, threshold, passkeys }: Approvers,
  digest?: string,
): Promise<Refusal | null> {
  const wrong = await wrongSignature(checks.passkey, signed, passkeys, digest)
  return firstRefusal(checks.signer, { at, signers: signed.signatures, wrongSignature: wrong, officers, threshold })
}

/**
 * A change of officers takes the old threshold and the new one: nobody hands the keys to people who never signed. The old ones sign at
 * the consoles that the old root lists, so that a new root cannot bring the site along at which its signatures are fished.
 */
export async function rootSignersRefused(
  checks: Checks,
  at: string,
  signed: Signed<Root>,
  before: Root | null,
): Promise<Refusal | null> {
  const { body, signatures } = signed
  const either = before ? joined(before, body) : body
  const stranger = await signersRefused(checks, at, signed, { ...either, threshold: 1 })
  if (stranger) return stranger
  const rounds = before ? [before, { ...body, passkeys: either.passkeys }] : [body]
  const refusals = rounds.map(approvers => {
    // Officers who leave are unknown to the new root and the other way round: each counts its own.
    const own = signatures.filter(one => approvers.officers.some(({ key }) => key === one.key))
    return signersRefused(checks, at, { body, signatures: own }, approvers)
  })
  return (await Promise.all(refusals)).find(isRefusal) ?? null
}

function joined(before: Root, body: Root): Omit<Approvers, 'threshold'> {
  return {
    officers: [...before.officers, ...body.officers],
    passkeys: [...before.passkeys, ...body.passkeys],
  }
}
