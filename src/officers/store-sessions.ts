import { sql } from 'kysely'
import type { Db } from './store.ts'

/** Codes, challenges and sessions: the SQL. [Note: book-keeping is no act] Attempts, challenges and last uses are written outside acts. */

export type CodeRow = Readonly<{
  selector: string
  secret_index: string
  officer: string
  tenant: string | null
  purpose: 'enrol' | 'recover'
  expires_at: Date
  wrong: number
  used_at: Date | null
}>

export type SessionRow = Readonly<{
  officer: string
  key: string
  began_at: Date
  used_at: Date
  ended_at: Date | null
}>

/** Writes a code down; false when another code has this selector: draw again. */
export async function insertCode(
  db: Db,
  row: Readonly<{
    selector: string
    secretIndex: string
    officer: string
    tenant: string | null
    purpose: 'enrol' | 'recover'
    madeAt: Date
    expiresAt: Date
  }>,
): Promise<boolean> {
  const { rows } = await sql<{ selector: string }>`
    insert into officers_codes (selector, secret_index, officer, tenant, purpose, made_at, expires_at)
    values (${row.selector}, ${row.secretIndex}, ${row.officer}, ${row.tenant}, ${row.purpose}, ${row.madeAt}, ${row.expiresAt})
    on conflict (selector) do nothing
    returning selector
  `.execute(db.sql)
  return rows.length === 1
}

/** Finds a code and counts the try before anybody looks whether it is right; null when there is none, or none with tries left. */
export async function takeTry(db: Db, selector: string, most: number): Promise<CodeRow | null> {
  const { rows } = await sql<CodeRow>`
    update officers_codes set wrong = wrong + 1 where selector = ${selector} and wrong < ${most}
    returning selector, secret_index, officer, tenant, purpose, expires_at, wrong, used_at
  `.execute(db.sql)
  return rows[0] ?? null
}

/** The try was right: it does not count. */
export async function giveTryBack(db: Db, selector: string): Promise<void> {
  await sql`update officers_codes set wrong = wrong - 1 where selector = ${selector} and wrong > 0`.execute(db.sql)
}

/** Uses a code up; false when somebody else just did. */
export async function updateCodeUsed(db: Db, selector: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ selector: string }>`
    update officers_codes set used_at = ${at} where selector = ${selector} and used_at is null returning selector
  `.execute(db.sql)
  return rows.length === 1
}

/** No code of an officer works any more. */
export async function updateCodesUsed(db: Db, officer: string, at: Date): Promise<void> {
  await sql`update officers_codes set used_at = ${at} where officer = ${officer} and used_at is null`.execute(db.sql)
}

/** Counts a wrong code; what is older than `since` is dropped. */
export async function insertWrongCode(db: Db, at: Date, since: Date): Promise<void> {
  await sql`delete from officers_wrong_codes where at < ${since}`.execute(db.sql)
  await sql`insert into officers_wrong_codes (at) values (${at})`.execute(db.sql)
}

export async function countWrongCodes(db: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from officers_wrong_codes where at >= ${since}
  `.execute(db.sql)
  return rows[0].n
}

/** Writes down what was asked; what nobody answered in time goes, so that asking for ever fills nothing. */
export async function insertChallenge(
  db: Db,
  row: Readonly<{ challenge: string; purpose: string; subject: string; expiresAt: Date }>,
  now: Date,
): Promise<void> {
  await sql`delete from officers_challenges where expires_at < ${now}`.execute(db.sql)
  await sql`
    insert into officers_challenges (challenge, purpose, subject, expires_at)
    values (${row.challenge}, ${row.purpose}, ${row.subject}, ${row.expiresAt})
  `.execute(db.sql)
}

/** Takes a challenge away, whatever comes of it: the subject for whom it was made, null for one that is unknown, used or over. */
export async function takeChallenge(db: Db, challenge: string, purpose: string, now: Date): Promise<string | null> {
  const { rows } = await sql<{ subject: string; expires_at: Date }>`
    delete from officers_challenges where challenge = ${challenge} and purpose = ${purpose}
    returning subject, expires_at
  `.execute(db.sql)
  const [row] = rows
  return row && row.expires_at > now ? row.subject : null
}

export async function insertSession(
  db: Db,
  row: Readonly<{ tokenHash: string; officer: string; key: string; at: Date }>,
): Promise<void> {
  await sql`
    insert into officers_sessions (token_hash, officer, key, began_at, used_at)
    values (${row.tokenHash}, ${row.officer}, ${row.key}, ${row.at}, ${row.at})
  `.execute(db.sql)
}

/** The session of a token, while its officer is active and its key counts. */
export async function selectSession(db: Db, tokenHash: string): Promise<SessionRow | null> {
  const { rows } = await sql<SessionRow>`
    select officers_sessions.officer, officers_sessions.key, began_at, used_at, ended_at
    from officers_sessions
      join officers_officers on officers_officers.id = officers_sessions.officer
      join officers_keys on officers_keys.key = officers_sessions.key
    where token_hash = ${tokenHash} and officers_officers.state = 'active' and officers_keys.removed_at is null
  `.execute(db.sql)
  return rows[0] ?? null
}

export async function updateSessionUsed(db: Db, tokenHash: string, at: Date): Promise<void> {
  await sql`update officers_sessions set used_at = ${at} where token_hash = ${tokenHash}`.execute(db.sql)
}

export async function updateSessionEnded(db: Db, tokenHash: string, at: Date): Promise<void> {
  await sql`
    update officers_sessions set ended_at = ${at} where token_hash = ${tokenHash} and ended_at is null
  `.execute(db.sql)
}

/** Ends the sessions of an officer: those with one key, or all (`key` null). */
export async function updateSessionsEnded(db: Db, officer: string, key: string | null, at: Date): Promise<void> {
  await sql`
    update officers_sessions set ended_at = ${at}
    where officer = ${officer} and ended_at is null and (${key}::text is null or key = ${key})
  `.execute(db.sql)
}

export async function deleteOldSessions(db: Db, before: Date): Promise<void> {
  await sql`delete from officers_sessions where used_at < ${before}`.execute(db.sql)
}

/** Every session that is kept of these officers, oldest first. */
export async function selectSessionsOf(db: Db, officers: readonly string[]): Promise<readonly SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select officer, key, began_at, used_at, ended_at from officers_sessions
    where officer = any(${[...officers]}::text[]) order by began_at
  `.execute(db.sql)
  return rows
}

/** When the newest session of an officer with a key began that has not ended. */
export async function selectNewestSession(db: Db, officer: string, key: string): Promise<Date | null> {
  const { rows } = await sql<{ began_at: Date }>`
    select began_at from officers_sessions
    where officer = ${officer} and key = ${key} and ended_at is null order by began_at desc limit 1
  `.execute(db.sql)
  return rows[0]?.began_at ?? null
}

export type ConfirmationRow = Readonly<{ officer: string; by: string; key: string; tenant: string; at: Date }>

export async function upsertConfirmation(db: Db, row: ConfirmationRow): Promise<void> {
  await sql`
    insert into officers_confirmations (officer, by_officer, by_key, tenant, at)
    values (${row.officer}, ${row.by}, ${row.key}, ${row.tenant}, ${row.at})
    on conflict (officer, by_officer, tenant) do update set by_key = excluded.by_key, at = excluded.at
  `.execute(db.sql)
}

/** Who confirmed for a tenant since a moment, with which key, the first one first. */
export async function selectConfirmations(
  db: Db,
  officer: string,
  tenant: string,
  since: Date,
): Promise<readonly Readonly<{ by: string; key: string }>[]> {
  const { rows } = await sql<{ by: string; key: string }>`
    select by_officer as by, by_key as key from officers_confirmations
    where officer = ${officer} and tenant = ${tenant} and at >= ${since} order by at
  `.execute(db.sql)
  return rows
}

export async function deleteConfirmations(db: Db, officer: string): Promise<void> {
  await sql`delete from officers_confirmations where officer = ${officer}`.execute(db.sql)
}
