import { randomBytes } from 'node:crypto'
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Act, Vault } from '#vault'
import type { Signer } from '#zones'
import { answered, keepChallenge } from './challenges.ts'
import type { Asker } from './contract.ts'
import { hashOfToken, ledgerKey, newToken } from './ids.ts'
import { type KeyFile, provesKeyFile } from './key-file.ts'
import {
  challengeIn,
  counterWentBack,
  countOf,
  notThisPasskey,
  type Party,
  requestOptions,
  usedPasskey,
} from './passkey.ts'
import { LIMITS } from './policy.ts'
import {
  type KeyRow,
  selectKey,
  selectKeyByCredential,
  selectOfficer,
  selectRoles,
  selectTenants,
  updateKeyUsed,
} from './store.ts'
import {
  deleteOldSessions,
  insertSession,
  selectNewestSession,
  selectSession,
  updateSessionEnded,
  updateSessionsEnded,
  updateSessionUsed,
} from './store-sessions.ts'

/** Coming in and going out: one passkey or key file, one session. */

/** Somebody who came in: what the browser keeps, and who it is. */
export type Entered = Readonly<{ token: string; asker: Asker }>

/** What a browser is asked to sign in: any passkey of this console, a challenge for five minutes, answered once. */
export async function signInOptions(vault: Vault, party: Party): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await requestOptions(party, null, null)
  await keepChallenge(vault, 'sign-in', options.challenge, party.origin)
  return options
}

/**
 * Signs in with the answer of a passkey. Refuses an answer to no open challenge of this console, by an unknown or removed key, by
 * somebody else than it says, without user verification, and by a device that counts backwards. `ticket` is what `oidcFinish`
 * gave, for officers of a tenant whose first factor is elsewhere.
 */
export async function signIn(
  vault: Vault,
  party: Party,
  response: AuthenticationResponseJSON,
  ticket: string | null = null,
): Promise<Entered | Refusal> {
  const challenge = challengeIn(response.response.clientDataJSON)
  if (challenge === null) return notThisPasskey()
  if ((await answered(vault, 'sign-in', challenge)) !== party.origin) return notThisPasskey()
  const row = await selectKeyByCredential(vault, response.id)
  if (row === null || !isOf(row, response)) return notThisPasskey()
  const counter = await usedPasskey(party, challenge, row, response)
  if (isRefusal(counter)) return counter
  const refused = await firstFactorRefusal(vault, row.officer, ticket)
  return refused ?? enter(vault, row, countOf(row, counter))
}

/** Signs in with an opened key file, on the command line: it signs a challenge. The signer is who signs documents of the wall. */
export async function signInWithKeyFile(
  vault: Vault,
  { key, sign }: KeyFile,
): Promise<(Entered & Readonly<{ signer: Signer }>) | Refusal> {
  const text = `officers/sign-in ${randomBytes(32).toString('hex')}\n`
  const proof = await sign(new TextEncoder().encode(text))
  const row = await selectKey(vault, key)
  if (row?.kind !== 'key-file' || !(await provesKeyFile(key, text, proof))) return unknownKeyFile()
  const entered = await enter(vault, row, null)
  return isRefusal(entered) ? entered : { ...entered, signer: { person: row.officer, key, sign } }
}

/** Who holds a token; null for a token that nobody has, that ended, or that is over: idle for half an hour, or eight hours old. */
export async function askerOf(vault: Vault, token: string): Promise<Asker | null> {
  const now = vault.now()
  const tokenHash = hashOfToken(token)
  const row = await selectSession(vault, tokenHash)
  if (row === null || row.ended_at !== null) return null
  const idleMs = now.getTime() - row.used_at.getTime()
  if (idleMs >= LIMITS.sessionIdleMs || now.getTime() - row.began_at.getTime() >= LIMITS.sessionMaxMs) return null
  if (idleMs >= LIMITS.sessionTouchMs) await updateSessionUsed(vault, tokenHash, now)
  return { officer: row.officer, key: row.key }
}

/** Ends the session of a token. Nothing happens when it has none. */
export async function signOut(vault: Vault, token: string): Promise<void> {
  const asker = await askerOf(vault, token)
  if (asker === null) return
  await vault.act(async act => {
    await updateSessionEnded(act, hashOfToken(token), act.now)
    const { officer, key } = asker
    act.record({ kind: 'officers.signed-out', at: act.now.toISOString(), by: officer, officer, key: ledgerKey(key) })
    return null
  })
}

/** Begins a session in an act that lets somebody in. A session with the same key ends: there is one for each key. */
export async function begin(act: Act, asker: Asker): Promise<Entered> {
  const { token, tokenHash } = newToken()
  const at = act.now
  await deleteOldSessions(act, new Date(at.getTime() - LIMITS.sessionKeptMs))
  await updateSessionsEnded(act, asker.officer, asker.key, at)
  await insertSession(act, { tokenHash, ...asker, at })
  const { officer } = asker
  act.record({ kind: 'officers.signed-in', at: at.toISOString(), by: officer, officer, key: ledgerKey(asker.key) })
  return { token, asker }
}

/** Refuses who signed in a while ago, for acts that must not be done at somebody else's unlocked screen. */
export async function freshRefusal(act: Act, { officer, key }: Asker): Promise<Refusal | null> {
  const began = await selectNewestSession(act, officer, key)
  if (began !== null && act.now.getTime() - began.getTime() <= LIMITS.freshMs) return null
  return refuse('officers/not-fresh', {
    at: 'session',
    seen: 'a session that began a while ago',
    expected: `a sign-in within the last ${LIMITS.freshMs / 60_000} minutes`,
    remedy: 'sign in again, then do this at once',
  })
}

async function enter(vault: Vault, row: KeyRow, counter: number | null): Promise<Entered | Refusal> {
  return vault.act(async act => {
    const person = await selectOfficer(act, row.officer)
    if (person?.state !== 'active' || row.removed_at !== null) return notThisPasskey()
    if (!(await updateKeyUsed(act, row.key, counter, act.now))) return counterWentBack()
    return begin(act, { officer: row.officer, key: row.key })
  })
}

/** A discoverable passkey says whose it is; it must be the person whom we know it by. */
function isOf(row: KeyRow, { response }: AuthenticationResponseJSON): boolean {
  const { userHandle } = response
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString() === row.officer
}

/** Where a tenant asks for a sign-in elsewhere first, its officers need the ticket of one, made for them a moment ago. */
async function firstFactorRefusal(vault: Vault, officer: string, ticket: string | null): Promise<Refusal | null> {
  const roles = await selectRoles(vault, [officer])
  const asked = (await selectTenants(vault)).filter(row => roles.some(role => role.tenant === row.id))
  const issuers = new Set(asked.flatMap(row => row.first_factor ?? []))
  if (issuers.size === 0) return null
  const given = ticket && (await answered(vault, 'first-factor', hashOfToken(ticket)))
  return [...issuers].every(issuer => given === firstFactorSubject(issuer, officer)) ? null : firstFactorMissing()
}

/** For whom a ticket is, and whose word it is. */
export function firstFactorSubject(issuer: string, officer: string): string {
  return `${issuer} ${officer}`
}

function firstFactorMissing(): Refusal {
  return refuse('officers/first-factor', {
    at: 'sign-in',
    seen: 'a passkey alone',
    expected: 'the sign-in that this body asks for before it',
    remedy: 'begin with the other sign-in, then use the passkey within five minutes',
  })
}

function unknownKeyFile(): Refusal {
  return refuse('officers/unknown-key', {
    at: 'key file',
    seen: 'a key that nobody enrolled',
    expected: 'the key file of an active officer',
    remedy: 'enrol it with a one-time code, or take the right file',
  })
}
