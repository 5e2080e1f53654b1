import type { Hold, HoldReason, ManifestFile } from './documents.ts'
import type { Standing } from './verify.ts'

/** What the public zone answers for a path. */
export type Answer =
  | Readonly<{ kind: 'serve'; file: ManifestFile }>
  | Readonly<{ kind: 'held'; reason: HoldReason; since: string }>
  | Readonly<{ kind: 'absent' }>
  | Readonly<{ kind: 'lapsed' }>

/**
 * What to answer for a path at this moment: `lapsed` once the lease is over, `held` under a hold whether or not the path is listed, `serve`
 * only for a listed file. The earliest hold is the one that is told.
 */
export function answerFor(standing: Standing, path: string, now: Date): Answer {
  if (Date.parse(standing.lease.expires) <= now.getTime()) return { kind: 'lapsed' }
  const file = fileAt(standing.manifest.files, path)
  const [hold] = standing.holds
    .filter(one => stops(one, path, file))
    .sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
  if (hold) return { kind: 'held', reason: hold.reason, since: hold.since }
  return file ? { kind: 'serve', file } : { kind: 'absent' }
}

function stops({ scope }: Hold, path: string, file: ManifestFile | null): boolean {
  if (scope.kind === 'tenant') return true
  return scope.kind === 'path' ? scope.path === path : scope.release === file?.release
}

/** The files of a manifest stand in the order of their paths: halving finds one among 100,000 in 17 steps. */
function fileAt(files: readonly ManifestFile[], path: string): ManifestFile | null {
  let low = 0
  let high = files.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (files[middle].path < path) low = middle + 1
    else high = middle
  }
  return files[low]?.path === path ? files[low] : null
}
