import type { Basis } from './basis.ts'
import type { Exposure } from './document.ts'
import type { Covered } from './reach/coverage.ts'
import type { Count } from './transfers/count.ts'

/**
 * What the sum would be if servers and stretches without a log had been like those with one, and where nobody said how many servers there were, if
 * there was one more; null where no share of the period is covered, where all is and something else leaves the bounds open, and where nothing was
 * seen.
 */
export function estimateOf(basis: Basis, { total }: Count): Exposure['estimate'] {
  const { period, covered, isOpen, hasCache, rhythms, layers } = basis
  const { from, to } = period
  if (!isOpen || hasCache || from === null || to === null || to <= from) return null
  const missing = covered.missing + (covered.undeclared === null ? 0 : 1)
  const servers = rhythms.length - layers.inner.size + missing
  const lost = covered.gapsByServer.flat().reduce((sum, gap) => sum + gap.to - gap.from, 0) + missing * (to - from)
  const share = 1 - lost / (servers * (to - from))
  // Nothing seen tells nothing of what was not: that about nothing was taken there is no estimate of ours to make.
  if (share <= 0 || lost === 0 || total.wholeLow + total.partialHigh === 0) return null
  return {
    whole: Math.round(total.wholeLow / share),
    partial: Math.round(total.partialHigh / share),
    assumption: assumedOf(covered),
  }
}

function assumedOf({ missing, undeclared }: Covered): NonNullable<Exposure['estimate']>['assumption'] {
  if (undeclared !== null) return 'one-more-server'
  return missing > 0 ? 'as-on-the-other-servers' : 'as-in-covered-time'
}
