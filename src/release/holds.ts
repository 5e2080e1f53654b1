import { setTimeout as pause } from 'node:timers/promises'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { type Asker, draft, mayRefusal, type PendingDocument, pendingDocument, roots, tenants } from '#officers'
import {
  CLOCK_SKEW_MS,
  canonicalBytes,
  digestOf,
  EVERY_TENANT,
  type Hold,
  type HoldReason,
  type HoldScope,
  type Root,
  readSigned,
  type Signature,
  type Signed,
  signaturesHold,
} from '#zones'
import type { PlacedHold } from './contract.ts'
import { pushNow } from './pushing.ts'
import { notThere, wrongState } from './refusals.ts'
import { everConsoles, everSigners, putHold, recordHold, rowOf } from './stops.ts'
import { wasListed } from './store-site.ts'
import { type HoldRow, holdRow, holdRows, insertHold, setLiftDraft } from './store-stops.ts'
import { newId, releasedFolder, type Zone } from './zone.ts'

/** A hold is placed within so long after it was drafted: one found later in a drawer stops nothing by itself. */
const DRAFT_LASTS_MS = 10 * 60_000

/** The hold acts before its push: nobody waits for the upload of large files that goes on under the same lock. */
const PUSH_WAITED_MS = 3000

/**
 * The body of a hold, to be signed by who asks. Refuses a path or a release that this body never listed: stopping what does not exist would
 * calm somebody for nothing.
 */
export async function draftHold(
  zone: Zone,
  asker: Asker,
  tenant: string,
  scope: HoldScope,
  reason: HoldReason,
): Promise<Readonly<{ body: Hold; digest: string }> | Refusal> {
  const { vault } = zone
  const refused = (await mayRefusal(vault, asker, 'hold.place', tenant)) ?? (await scopeRefusal(zone, tenant, scope))
  if (refused) return refused
  const body: Hold = {
    kind: 'zones/hold',
    tenant: scope.kind === 'everything' ? EVERY_TENANT : tenant,
    id: newId('hold', zone.random).slice('hold-'.length),
    scope,
    reason,
    since: vault.now().toISOString(),
  }
  return { body, digest: await digestOf(body) }
}

/**
 * Places a signed hold: durable in the private zone first, then outside, at once. One officer suffices. A hold over everything goes into the
 * folder of every body whose officers the signer is or was among. Placing it twice is placing it once; another of the same id is refused, for
 * it would stand outside in the place of the first.
 */
export async function placeHold(
  zone: Zone,
  asker: Asker,
  body: Hold,
  signature: Signature,
): Promise<PlacedHold | Refusal> {
  const { vault, step } = zone
  const signed = { body, signatures: [signature] }
  const affected = await affectedBy(zone, asker, signed)
  if (isRefusal(affected)) return affected
  const refused = await placeRefusal(zone, asker, signed, affected[0].roots)
  if (refused) return refused
  await step('hold: before the act')
  const placed = await vault.act(async act => {
    if (!(await insertHold(act.sql, rowOf(signed)))) return alreadyThere(body.id)
    await recordHold(
      act,
      signed,
      affected.map(one => one.name),
      asker.officer,
    )
    return null
  })
  if (isRefusal(placed) && (placed.code !== 'release/hold-known' || !(await isPlaced(zone, signed)))) return placed
  await step('hold: after the act')
  for (const { name } of affected) await putHold(releasedFolder(zone, name), signed, step)
  for (const { name } of affected) await pushSoon(zone, name)
  return holdView(zone, affected[0].name, body.id)
}

/** Whether the hold of this id is this very one, by this person. */
async function isPlaced({ vault }: Zone, { body, signatures }: Signed<Hold>): Promise<boolean> {
  const row = await holdRow(vault.sql, body.tenant, body.id)
  const known = row && readSigned('zones/hold', new Uint8Array(row.document), 'release_holds')
  if (!known || isRefusal(known) || row.officer !== signatures[0].person) return false
  return (await digestOf(known.body)) === (await digestOf(body))
}

/** Every hold that counts for a tenant, newest first, lifted ones too. */
export async function holds(zone: Zone, asker: Asker, tenant: string): Promise<readonly PlacedHold[] | Refusal> {
  return (await mayRefusal(zone.vault, asker, 'hold.see', tenant)) ?? holdsOf(zone, tenant)
}

/** The same without asking who asks: for the other parts of this room. */
export async function holdsOf(zone: Zone, tenant: string): Promise<readonly PlacedHold[]> {
  const rows = await holdRows(zone.vault.sql, tenant, await everSigners(zone, tenant))
  return Promise.all(rows.map(row => view(zone, row)))
}

/** Drafts the end of a hold, for two to sign. `tenant` says for which body a hold over everything ends. */
export async function lift(
  zone: Zone,
  asker: Asker,
  holdId: string,
  tenant?: string,
): Promise<PendingDocument | Refusal> {
  const id = holdId.replace(/^hold-/, '')
  const found = await holdRow(zone.vault.sql, tenant ?? '', id)
  const body = tenant ?? found?.tenant
  if (!found || body === undefined || body === EVERY_TENANT) return notThere('hold', holdId)
  const refused = await mayRefusal(zone.vault, asker, 'hold.lift', body)
  if (refused) return refused
  if (found.tenant !== body && found.tenant !== EVERY_TENANT) return notThere('hold', holdId)
  const row = await holdRow(zone.vault.sql, body, id)
  if (row?.liftedAt) return wrongState(holdId, 'lifted', 'in force')
  const waiting = row?.liftDigest ? await pendingDocument(zone.vault, row.liftDigest) : null
  if (waiting?.state === 'open') return waiting
  return zone.vault.act(async act => {
    const issued = act.now.toISOString()
    const document = await draft(act, { kind: 'zones/lift', tenant: body, hold: id, issued }, asker.officer)
    if (!isRefusal(document)) await setLiftDraft(act.sql, id, body, document.digest)
    return document
  })
}

async function pushSoon(zone: Zone, tenant: string): Promise<void> {
  const pushing = pushNow(zone, tenant)
  // What fails after nobody waits for it any more is found by the keeper's next push.
  pushing.catch(() => undefined)
  await Promise.race([pushing, pause(PUSH_WAITED_MS, null, { ref: false })])
}

/** A body of this zone that a hold touches, and every root that it ever had. */
type Affected = Readonly<{ name: string; roots: readonly Root[] }>

async function affectedBy(zone: Zone, asker: Asker, { body }: Signed<Hold>): Promise<readonly Affected[] | Refusal> {
  const names = body.tenant === EVERY_TENANT ? (await tenants(zone.vault)).map(one => one.name) : [body.tenant]
  const affected: Affected[] = []
  let refused: Refusal | null = null
  for (const name of names) {
    const all = (await roots(zone.vault, name)).map(root => root.body)
    const listed = all.some(root => root.officers.some(one => one.person === asker.officer && one.key === asker.key))
    if (body.tenant === EVERY_TENANT && !listed) continue
    refused = await mayRefusal(zone.vault, asker, 'hold.place', name)
    // Of a hold over everything, what this person may hold is held.
    if (refused === null) affected.push({ name, roots: all })
  }
  return affected.length > 0 ? affected : (refused ?? notAnOfficer(body.id))
}

async function placeRefusal(
  zone: Zone,
  asker: Asker,
  signed: Signed<Hold>,
  all: readonly Root[],
): Promise<Refusal | null> {
  const { body, signatures } = signed
  const read = readSigned('zones/hold', canonicalBytes(signed), 'the hold')
  if (isRefusal(read)) return read
  const isOwn = signatures.every(one => one.person === asker.officer && one.key === asker.key)
  if (!isOwn || !isListed(asker, all)) return notAnOfficer(body.id)
  const age = zone.vault.now().getTime() - Date.parse(body.since)
  if (age < -CLOCK_SKEW_MS || age > DRAFT_LASTS_MS) return outOfTime(body.id)
  if (!(await signaturesHold(signed, everConsoles(all)))) return badSignature(body.id)
  return body.tenant === EVERY_TENANT ? null : scopeRefusal(zone, body.tenant, body.scope)
}

function isListed({ officer, key }: Asker, all: readonly Root[]): boolean {
  return all.some(root => root.officers.some(one => one.person === officer && one.key === key))
}

async function scopeRefusal(zone: Zone, tenant: string, scope: HoldScope): Promise<Refusal | null> {
  if (scope.kind === 'tenant' || scope.kind === 'everything') return null
  const what = scope.kind === 'path' ? { path: scope.path } : { release: scope.release }
  if (await wasListed(zone.vault.sql, tenant, what)) return null
  return refuse('release/never-public', {
    at: scope.kind,
    seen: 'something that this body never published',
    expected: 'a path or a release that is or was public',
    remedy: 'copy the address from the public page, or hold the whole site',
  })
}

async function holdView(zone: Zone, tenant: string, id: string): Promise<PlacedHold | Refusal> {
  const row = await holdRow(zone.vault.sql, tenant, id)
  return row ? view(zone, row) : notThere('hold', id)
}

async function view(zone: Zone, row: HoldRow): Promise<PlacedHold> {
  const waiting = row.liftDigest && !row.liftedAt ? await pendingDocument(zone.vault, row.liftDigest) : null
  const isLifting = waiting?.state === 'open'
  return {
    id: row.id,
    tenant: row.tenant,
    scope: row.scope,
    reason: row.reason,
    by: row.officer,
    since: row.since.toISOString(),
    state: row.liftedAt ? 'lifted' : isLifting ? 'lifting' : 'in-force',
    lift: isLifting ? row.liftDigest : null,
    liftedAt: row.liftedAt?.toISOString() ?? null,
  }
}

function alreadyThere(at: string): Refusal {
  return refuse('release/hold-known', {
    at,
    seen: 'a hold that is placed already',
    expected: 'a new one',
    remedy: 'nothing: it is in force',
  })
}

function notAnOfficer(at: string): Refusal {
  return refuse('release/not-an-officer', {
    at,
    seen: 'a signature by somebody, or with a key, that no list of officers names',
    expected: "the asker's own signature, with a key that counts",
    remedy: 'sign in with a key that counts, or have the key admitted',
  })
}

function badSignature(at: string): Refusal {
  return refuse('release/bad-signature', {
    at,
    seen: 'a signature that does not fit this hold',
    expected: 'a signature over exactly this hold',
    remedy: 'draft the hold again and sign that',
  })
}

function outOfTime(at: string): Refusal {
  return refuse('release/hold-out-of-time', {
    at,
    seen: 'a hold that was drafted long ago, or is ahead of the clock',
    expected: `a hold drafted within the last ${DRAFT_LASTS_MS / 60_000} minutes`,
    remedy: 'draft the hold again and sign that',
  })
}
