import { setTimeout as pause } from 'node:timers/promises'
import { tenants } from '#officers'
import { destroyOverdue } from './candidates.ts'
import { pushNow } from './pushing.ts'
import { pullSpool } from './spool.ts'
import { nextEmbargo } from './store-releases.ts'
import { sweepContents } from './sweeping.ts'
import type { Zone } from './zone.ts'

/** Between two pushes: how late a hold put straight into the public folder is known here, and a portal that restarted serves again. */
export const KEEP_MS = 10_000
/** Between two looks for what is to be destroyed. */
const SWEEP_MS = 60 * 60_000

/**
 * Keeps the public zone of every tenant as the private zone says, until the signal: pushes every ten seconds and when an embargo ends,
 * pulls envelopes, destroys what is overdue. `onTrouble` is told the kind of trouble, never a value; the next round tries again.
 */
export async function keep(
  zone: Zone,
  signal: AbortSignal,
  onTrouble: (what: string, cause: unknown) => void = () => undefined,
): Promise<void> {
  let swept = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    const now = zone.vault.now()
    try {
      await round(zone, signal, onTrouble)
      if (now.getTime() - swept >= SWEEP_MS) {
        await destroyOverdue(zone)
        await sweepContents(zone)
        await zone.vault.sweep()
        swept = now.getTime()
      }
    } catch (cause) {
      // A database that is away for a moment must not end the keeper: leases would run out for good.
      onTrouble('release/round-failed', cause)
    }
    await pause(await untilNext(zone), null, { signal }).catch(() => undefined)
  }
}

async function round(
  zone: Zone,
  signal: AbortSignal,
  onTrouble: (what: string, cause: unknown) => void,
): Promise<void> {
  for (const { name } of await tenants(zone.vault)) {
    if (signal.aborted) return
    await pushNow(zone, name, onTrouble)
    await pullSpool(zone, name).catch(cause => onTrouble('release/pull-failed', cause))
  }
}

/** Until the next push: ten seconds, or less when an embargo ends before. */
async function untilNext(zone: Zone): Promise<number> {
  const next = await nextEmbargo(zone.vault.sql).catch(() => null)
  const left = next === null ? KEEP_MS : next.getTime() - zone.vault.now().getTime()
  return Math.min(KEEP_MS, Math.max(50, left))
}
