import { type Refusal, refuse } from '#kernel'
import { rootAt } from '#ledger'
import { checkpointOf, type Lease, type Root, type Signed } from '#zones'
import type { Zone } from './zone.ts'

/**
 * Whether the public zone saw more of the ledger, or another one, than this private zone has: then this is an older backup, or one of two
 * that both act. Null where the ledger outside is a beginning of ours, or where officers began a new epoch since. [Note: behind] Nothing
 * is leased then: what was stopped since would be public again.
 */
export async function behindRefusal(zone: Zone, outside: Lease, root: Root): Promise<Refusal | null> {
  if (root.epoch > outside.epoch) return null
  const seen = checkpointOf(outside.checkpoint)
  if (!seen || seen.size === 0) return null
  const then = await rootThen(zone, seen.size)
  const seenOutside = 'a public zone that saw more of the ledger than this private zone has, or another ledger'
  return then === seen.root ? null : behind(outside.tenant, seenOutside)
}

/**
 * Whether a backup was brought back here since officers last began a new epoch: `out` are the roots that are to stand outside. [Note:
 * behind] The public zone may have been lost or restored too, and then nothing outside tells what was stopped since the backup.
 */
export function restoredRefusal({ vault: { restoredAt } }: Zone, tenant: string, out: readonly Signed<Root>[]) {
  if (restoredAt === null) return null
  const isBegunSince = out.some(({ body }, i) => body.issued > restoredAt && body.epoch > (out[i - 1]?.body.epoch ?? 0))
  return isBegunSince ? null : behind(tenant, 'a private zone that a backup was brought back into')
}

/** The root of our ledger at an earlier size, in base 64; null when it never had so many entries. */
async function rootThen(zone: Zone, size: number): Promise<string | null> {
  for (let tries = 5; ; tries--) {
    const ours = await zone.vault.ledgerHead()
    if (size > ours.size) return null
    try {
      return Buffer.from(await rootAt(zone.vault.ledger, ours.size, size)).toString('base64')
    } catch (cause) {
      // Other acts made the ledger grow between head and tiles: what is missing then is there under another name.
      if (tries === 0) throw cause
    }
  }
}

function behind(at: string, seen: string): Refusal {
  return refuse('release/behind', {
    at,
    seen,
    expected: 'the private zone that wrote the newest lease, or a new epoch begun by two officers',
    remedy: 'look what was held since the backup; then have two officers sign a new list of officers with a new epoch',
  })
}
