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
/** After an embargo that is over and not yet pushed: its push goes on, or failed. */
const DUE_MS = 1000
/** Between two looks for what is to be destroyed. */
const SWEEP_MS = 60 * 60_000
/** Bodies that are pushed side by side: each holds a connection, and reads its files. */
const AT_ONCE = 4

/**
 * Keeps the public zone of every tenant as the private zone says, until the signal: pushes every ten seconds and when an embargo ends,
 * pulls envelopes, destroys what is overdue. Four bodies are worked on side by side, none twice at a time: a long upload of one must
 * not use up the lease of the next. `onTrouble` is told the kind of trouble, never a value; the next round tries again. What is going on
 * when the signal comes is brought to its end.
 */
export async function keep(
  zone: Zone,
  signal: AbortSignal,
  onTrouble: (what: string, cause: unknown) => void = () => undefined,
): Promise<void> {
  let swept = Number.NEGATIVE_INFINITY
  const bodies = sideBySide(name =>
    keepBody(zone, name, onTrouble).catch(cause => onTrouble('release/round-failed', cause)),
  )
  while (!signal.aborted) {
    const now = zone.vault.now()
    try {
      for (const { name } of await tenants(zone.vault)) bodies.begin(name)
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
  await bodies.end()
}

async function keepBody(zone: Zone, name: string, onTrouble: (what: string, cause: unknown) => void): Promise<void> {
  await pushNow(zone, name, onTrouble)
  await pullSpool(zone, name).catch(cause => onTrouble('release/pull-failed', cause))
}

/** Works on names side by side, a few at once in the order in which they came; on a name that waits or is worked on, only once. */
function sideBySide(work: (name: string) => Promise<void>) {
  const waiting = new Set<string>()
  const going = new Map<string, Promise<void>>()
  const goOn = (): void => {
    for (const name of waiting) {
      if (going.size >= AT_ONCE) return
      waiting.delete(name)
      const ended = (): void => {
        going.delete(name)
        goOn()
      }
      going.set(name, work(name).finally(ended))
    }
  }
  return {
    begin(name: string): void {
      if (going.has(name)) return
      waiting.add(name)
      goOn()
    },
    /** Nothing that waits begins any more; resolves when what goes on has ended. */
    async end(): Promise<void> {
      waiting.clear()
      await Promise.all(going.values())
    },
  }
}

/** Until the next push: ten seconds, or less when an embargo ends before. */
async function untilNext(zone: Zone): Promise<number> {
  const next = await nextEmbargo(zone.vault.sql).catch(() => null)
  const left = next === null ? KEEP_MS : next.getTime() - zone.vault.now().getTime()
  return left > 0 ? Math.min(KEEP_MS, Math.max(50, left)) : DUE_MS
}
