import { isRefusal } from '#kernel'
import { draftHold, holds, lift, type PlacedHold, placeHold, placeHoldOutside } from '#release'
import { type HoldScope, type Signature, signDocument } from '#zones'
import type { ActName } from '../acts.ts'
import { isUnasked, type Unasked } from './asking.ts'
import { reasonOf } from './choices.ts'
import { signWaiting } from './documents.ts'
import { atDesk, one, openedKey } from './opened.ts'
import type { Asking, Runner } from './run.ts'
import { table } from './table.ts'

/** What is to be stopped: exactly one of the four ways to say it. */
function scopeOf({ values, words }: Asking): HoldScope | Unasked {
  const path = one(values, 'path')
  const release = one(values, 'release')
  const said: readonly (HoldScope | null)[] = [
    path === null ? null : { kind: 'path', path },
    release === null ? null : { kind: 'release', release },
    values.site ? { kind: 'tenant' } : null,
    values.everything ? { kind: 'everything' } : null,
  ]
  const scopes = said.filter(scope => scope !== null)
  return scopes.length === 1 ? scopes[0] : { kind: 'unasked', sentence: words.wall.noScope }
}

const place: Runner = async asked => {
  const scope = scopeOf(asked)
  if (isUnasked(scope)) return scope
  const reason = reasonOf(asked)
  if (isUnasked(reason)) return reason
  const released = one(asked.values, 'released')
  if (released !== null) return placeOutside(asked, scope, released)
  return atDesk(asked, async ({ zone, tenant, signer, asker }) => {
    const draft = await draftHold(zone, asker, tenant.name, scope, reason)
    if (isRefusal(draft)) return draft
    const [signature] = (await signDocument(draft.body, [signer])).signatures as readonly [Signature]
    const placed = await placeHold(zone, asker, draft.body, signature)
    return isRefusal(placed) ? placed : { told: placed, lines: [asked.words.wall.held(placed.id)] }
  })
}

/** Without the private zone: one signed file in the public folder. */
async function placeOutside(asked: Asking, scope: HoldScope, released: string): ReturnType<Runner> {
  const { wall } = asked.words
  const reason = reasonOf(asked)
  if (isUnasked(reason)) return reason
  const tenant = one(asked.values, 'tenant')
  if (tenant === null && scope.kind !== 'everything') return { kind: 'unasked', sentence: wall.tenantNeeded(released) }
  const key = await openedKey(asked)
  if (isRefusal(key) || isUnasked(key)) return key
  const placed = await placeHoldOutside(released, { tenant: tenant ?? '', scope, reason }, key, new Date())
  if (isRefusal(placed)) return placed
  return { told: placed, lines: [wall.heldOutside(placed.hold.id, placed.tenants.join(', '))] }
}

const list: Runner = asked =>
  atDesk(asked, async ({ zone, tenant, asker }) => {
    const all = await holds(zone, asker, tenant.name)
    if (isRefusal(all)) return all
    const lines = table(all.map(hold => rowOf(hold, asked)))
    return { told: all, lines: lines.length > 0 ? lines : [asked.words.wall.nothing] }
  })

function rowOf({ id, state, reason, since, scope }: PlacedHold, { words: { wall } }: Asking): string[] {
  const what = scope.kind === 'path' ? scope.path : scope.kind === 'release' ? scope.release : ''
  return [id, wall.states[state], wall.reasons[reason], since, `${wall.scopes[scope.kind]} ${what}`]
}

/** Drafts the end of a hold, or takes the draft that waits, and signs it. */
const liftHold: Runner = asked =>
  atDesk(asked, async desk => {
    const drafted = await lift(desk.zone, desk.asker, asked.place, desk.tenant.name)
    return isRefusal(drafted) ? drafted : signWaiting(asked, desk, drafted)
  })

/** The stop, and its end. */
export const holdActs: Readonly<Partial<Record<ActName, Runner>>> = {
  'hold place': place,
  'hold list': list,
  'hold lift': liftHold,
}
