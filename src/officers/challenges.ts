import type { Vault } from '#vault'
import { LIMITS } from './policy.ts'
import { insertChallenge, takeChallenge } from './store-sessions.ts'

/** What was asked of a browser: answered once, within five minutes, for what it was asked for. */

/** What a challenge is for: an answer to one is none to another. */
export type Purpose = 'enrol' | 'own-key' | 'sign-in' | 'oidc' | 'first-factor'

/** Keeps a challenge, or the hash of one that is secret, with the subject for whom it was made. */
export async function keepChallenge(vault: Vault, purpose: Purpose, challenge: string, subject: string): Promise<void> {
  const now = vault.now()
  const expiresAt = new Date(now.getTime() + LIMITS.challengeMs)
  await insertChallenge(vault, { challenge, purpose, subject, expiresAt }, now)
}

/** The subject for whom a challenge was made, which is used up; null for one that was not asked for this, was answered, or is over. */
export function answered(vault: Vault, purpose: Purpose, challenge: string): Promise<string | null> {
  return takeChallenge(vault, challenge, purpose, vault.now())
}
