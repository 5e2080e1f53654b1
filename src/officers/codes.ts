import { type Refusal, refuse } from '#kernel'
import type { Act, Vault } from '#vault'
import { makeCode, readCode } from './one-time-code.ts'
import { LIMITS } from './policy.ts'
import {
  type CodeRow,
  countWrongCodes,
  giveTryBack,
  insertCode,
  insertWrongCode,
  takeTry,
  updateCodeUsed,
} from './store-sessions.ts'

/** One-time codes: given to a person on paper or by voice, used once, dead after a week or a few wrong tries. */

/** For whom a code is, and for what. */
export type CodeFor = Readonly<{ officer: string; tenant: string | null; purpose: 'enrol' | 'recover' }>

/** Gives out a code; only its keyed hash is kept. Throws when no free selector is found, which takes a million codes at once. */
export async function giveCode(vault: Vault, act: Act, whom: CodeFor): Promise<string> {
  for (let tries = 0; tries < 20; tries += 1) {
    const code = makeCode()
    const parts = readCode(code)
    if (parts === null) throw new Error('a code that was just made reads')
    const expiresAt = new Date(act.now.getTime() + LIMITS.codeMs)
    const secretIndex = indexOf(vault, parts.secret)
    const made = { ...whom, selector: parts.selector, secretIndex, madeAt: act.now, expiresAt }
    if (await insertCode(act, made)) return code
  }
  throw new Error('no selector for a code is free')
}

/** Looks a code up as it was typed, and counts the try. Refuses what is mistyped, wrong, used, over, or tried too often. */
export async function findCode(vault: Vault, typed: string): Promise<CodeRow | Refusal> {
  const now = vault.now()
  const parts = readCode(typed)
  if (parts === null) return mistyped()
  const hourAgo = new Date(now.getTime() - 3_600_000)
  if ((await countWrongCodes(vault, hourAgo)) >= LIMITS.codeAttemptsPerHour) return tooManyTries()
  const row = await takeTry(vault, parts.selector, LIMITS.codeAttempts)
  if (row === null || row.secret_index !== indexOf(vault, parts.secret)) {
    await insertWrongCode(vault, now, hourAgo)
    return wrongCode()
  }
  await giveTryBack(vault, parts.selector)
  return row.used_at === null && row.expires_at > now ? row : wrongCode()
}

/** Uses a code up in the act that it allows. Refuses when somebody was faster. */
export async function spendCode(act: Act, code: CodeRow): Promise<Refusal | null> {
  return (await updateCodeUsed(act, code.selector, act.now)) ? null : wrongCode()
}

/** A keyed hash: whoever reads the database cannot try secrets. */
function indexOf(vault: Vault, secret: string): string {
  return vault.blindIndex('officers.code', secret)
}

function mistyped(): Refusal {
  return refuse('officers/mistyped-code', {
    at: 'code',
    seen: 'signs that cannot be a code',
    expected: 'four groups of four letters and digits; the last one checks the others',
    remedy: 'compare it with the paper and type it again',
  })
}

/** One refusal for a code that never was, is used and is over: none of them is a stranger's business. */
function wrongCode(): Refusal {
  return refuse('officers/wrong-code', {
    at: 'code',
    seen: 'no code that works',
    expected: 'a code not older than a week that nobody used',
    remedy: 'ask for a new one',
  })
}

function tooManyTries(): Refusal {
  return refuse('officers/too-many-tries', {
    at: 'code',
    seen: 'too many wrong codes within an hour',
    expected: `at most ${LIMITS.codeAttemptsPerHour}`,
    remedy: 'wait an hour; if it was not you, somebody is guessing: look at the access log',
  })
}
