import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isRefusal } from '#kernel'
import { roots } from '#officers'
import type { Act } from '#vault'
import { canonicalBytes, type Hold, type Lift, type RelyingParty, type Root, type Signed } from '#zones'
import { tenantId } from './drafting.ts'
import { putDocument, type Step } from './outside.ts'
import type { NewHold } from './store-stops.ts'
import type { Zone } from './zone.ts'

/** What placing, lifting and taking over of holds have in common. */

/**
 * Writes a signed hold straight into `released/<tenant>`, for when the private zone is down. It acts within seconds; the private zone
 * adopts it when it is back. Whether the signature counts is the portal's to say. Throws what the disk says.
 */
export function putHold(folder: string, signed: Signed<Hold>, step: Step = () => undefined): Promise<void> {
  return putDocument(folder, join('holds', `${signed.body.id}.json`), canonicalBytes(signed), step)
}

/** The consoles at which holds may have been signed. */
export function everConsoles(all: readonly Root[]): readonly RelyingParty[] {
  return all.flatMap(root => root.passkeys)
}

/** The people whom any root of a tenant ever listed: their holds over everything count there. */
export async function everSigners(zone: Pick<Zone, 'vault'>, tenant: string): Promise<readonly string[]> {
  const all = await roots(zone.vault, tenant)
  return [...new Set(all.flatMap(root => root.body.officers.map(one => one.person)))]
}

/** A hold as its row. */
export function rowOf(signed: Signed<Hold>): NewHold {
  const { body, signatures } = signed
  const { id, tenant, scope, reason } = body
  const document = Buffer.from(canonicalBytes(signed))
  return { id, tenant, scope, reason, officer: signatures[0].person, since: new Date(body.since), document }
}

/** Tells the ledger that something is held, at each body that it touches. What, stands there as a hash. */
export async function recordHold(
  act: Act,
  { body }: Signed<Hold>,
  names: readonly string[],
  by: string,
): Promise<void> {
  const { scope, reason } = body
  const target = scope.kind === 'path' ? scope.path : scope.kind === 'release' ? scope.release : body.tenant
  for (const name of names) {
    const tenant = await tenantId(act, name)
    if (isRefusal(tenant)) throw new Error('a body that is held is not there')
    act.record({
      kind: 'release.held',
      at: act.now.toISOString(),
      by,
      tenant,
      hold: `hold-${body.id}`,
      held: scope.kind,
      target: createHash('sha256').update(target).digest('hex'),
      reason,
    })
  }
}

/** Tells the ledger that a hold is over, and which two ended it. */
export function recordLift(act: Act, tenant: string, { body, signatures }: Signed<Lift>, by: string): void {
  const [first, second] = [...new Set(signatures.map(one => one.person))]
  const at = act.now.toISOString()
  act.record({ kind: 'release.lifted', at, by, tenant, hold: `hold-${body.hold}`, first, second })
}
