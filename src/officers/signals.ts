import type { Vault } from '#vault'
import type { Officer } from './contract.ts'
import { officersOf } from './people.ts'
import { LIMITS } from './policy.ts'
import { isPostAddress, isPostName } from './role-names.ts'
import { type KeyRow, selectKeysOf, selectSightings } from './store.ts'
import { type SessionRow, selectSessionsOf } from './store-sessions.ts'

/**
 * Signs that several people use one account, in order of worth, for somebody to look into: none of them is a proof, none stops
 * anybody. Holds ids and moments only.
 */

/** In order of worth. */
export const SIGNAL_KINDS = [
  'one-key-two-accounts',
  'overlapping-sessions',
  'many-passkeys',
  'synced-passkey',
  'post-for-a-name',
  'never-idle',
] as const

export type SignalKind = (typeof SIGNAL_KINDS)[number]

/** A sign: of whom, and since when. */
export type Signal = Readonly<{ kind: SignalKind; officers: readonly string[]; since: string }>

/** The signs at a tenant, the weightiest first. */
export async function signals(vault: Vault, tenantName: string): Promise<readonly Signal[]> {
  const people = await officersOf(vault, tenantName)
  const ids = people.map(one => one.id)
  const [keys, sessions, sightings] = await Promise.all([
    selectKeysOf(vault, ids),
    selectSessionsOf(vault, ids),
    selectSightings(vault, ids),
  ])
  const seen = sightings.map(({ kind, officers, at }) => ({ kind: kind as SignalKind, officers, since: iso(at) }))
  const each = people.flatMap(one => signsOf(one, keys, sessions, vault.now()))
  const place = ({ kind }: Signal) => SIGNAL_KINDS.indexOf(kind)
  return [...seen, ...each].sort((a, b) => place(a) - place(b) || a.since.localeCompare(b.since))
}

/** The signs of one person. Pure. */
function signsOf(
  { id, name, email, keys: own }: Officer,
  allKeys: readonly KeyRow[],
  allSessions: readonly SessionRow[],
  now: Date,
): readonly Signal[] {
  const passkeys = allKeys.filter(row => row.officer === id && row.kind === 'passkey')
  const sessions = allSessions.filter(row => row.officer === id)
  const synced = passkeys.find(row => row.device_type === 'multiDevice')
  const isPost = (name !== null && isPostName(name)) || (email !== null && isPostAddress(email))
  const since: Readonly<Partial<Record<SignalKind, Date | null | undefined>>> = {
    'overlapping-sessions': overlapSince(sessions, now),
    'many-passkeys': passkeys[LIMITS.passkeys]?.added_at,
    'synced-passkey': synced?.added_at,
    'post-for-a-name': isPost && own.length > 0 ? new Date(own[0].addedAt) : null,
    'never-idle': neverIdleSince(sessions, now),
  }
  return SIGNAL_KINDS.flatMap(kind => {
    const at = since[kind]
    return at ? [{ kind, officers: [id], since: iso(at) }] : []
  })
}

/** When two sessions with different keys first ran side by side; null for never. Sessions come oldest first. */
export function overlapSince(sessions: readonly SessionRow[], now: Date): Date | null {
  for (const [i, one] of sessions.entries()) {
    const other = sessions.slice(0, i).find(before => before.key !== one.key && endOf(before, now) > one.began_at)
    if (other) return one.began_at
  }
  return null
}

const DAY_MS = 24 * 3_600_000

/** When a day began within which somebody was at work for longer than one person is; null for none. */
export function neverIdleSince(sessions: readonly SessionRow[], now: Date): Date | null {
  const long = sessions.find(({ began_at: from }) => {
    const until = new Date(from.getTime() + DAY_MS)
    return usedMs(sessions, from, until, now) > LIMITS.usedHoursPerDay * 3_600_000
  })
  return long?.began_at ?? null
}

/** How long at least one session was in use between two moments: overlaps count once. */
function usedMs(sessions: readonly SessionRow[], from: Date, until: Date, now: Date): number {
  let used = 0
  let reached = from.getTime()
  for (const session of sessions) {
    const begin = Math.max(session.began_at.getTime(), reached)
    const end = Math.min(endOf(session, now).getTime(), until.getTime())
    if (end <= begin) continue
    used += end - begin
    reached = end
  }
  return used
}

/** When a session was last used, or ended: what came after is no use. */
function endOf(session: SessionRow, now: Date): Date {
  const end = session.ended_at && session.ended_at < session.used_at ? session.ended_at : session.used_at
  return end < now ? end : now
}

function iso(at: Date): string {
  return at.toISOString()
}
