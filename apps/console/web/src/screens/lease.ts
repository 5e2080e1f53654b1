import type { WallView } from '#release'

type Lease = NonNullable<WallView['lease']>

/** How long a lease still runs, in whole seconds, and whether that is under half of its time: renewed in time it never is. */
export function leaseAt({ issued, expires }: Pick<Lease, 'issued' | 'expires'>, now: number) {
  const end = new Date(expires).getTime()
  const half = (end - new Date(issued).getTime()) / 2
  return { left: Math.max(0, Math.floor((end - now) / 1000)), isShort: end - now < half }
}
