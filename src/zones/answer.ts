import type { Hold, HoldReason, ManifestFile } from './documents.ts'
import type { Standing } from './verify.ts'

/** What the public zone answers for a path. */
export type Answer =
  | Readonly<{ kind: 'serve'; file: ManifestFile }>
  | Readonly<{ kind: 'held'; reason: HoldReason; since: string; isWholeSite: boolean }>
  | Readonly<{ kind: 'absent' }>
  | Readonly<{ kind: 'lapsed' }>

/**
 * What to answer for a path at this moment: `lapsed` once the lease is over, `held` under a hold whether or not the path is listed, `serve`
 * only for a listed file whose moment has come by the lease. The earliest hold is the one that is told; `isWholeSite` says whether
 * any stops the whole site, so that no page points to another that is held too.
 */
export function answerFor(standing: Standing, path: string, now: Date): Answer {
  if (Date.parse(standing.lease.expires) <= now.getTime()) return { kind: 'lapsed' }
  const file = fileAt(standing.manifest.files, path, standing.lease.issued)
  const held = standing.holds.filter(one => stops(one, path, file))
  const [hold] = held.sort((a, b) => Date.parse(a.since) - Date.parse(b.since))
  if (hold) return { kind: 'held', reason: hold.reason, since: hold.since, isWholeSite: held.some(isWide) }
  return file ? { kind: 'serve', file } : { kind: 'absent' }
}

function isWide({ scope }: Hold): boolean {
  return scope.kind === 'tenant' || scope.kind === 'everything'
}

function stops(hold: Hold, path: string, file: ManifestFile | null): boolean {
  const { scope } = hold
  if (scope.kind === 'path') return scope.path === path
  return scope.kind === 'release' ? scope.release === file?.release : isWide(hold)
}

/**
 * The files that count at a moment (that of the lease): of each path the one with the latest `from` that has come. Only their
 * bytes need be outside.
 */
export function dueFiles(files: readonly ManifestFile[], at: string): readonly ManifestFile[] {
  return files.filter((file, i) => {
    const next = files[i + 1]
    return file.from <= at && !(next?.path === file.path && next.from <= at)
  })
}

/** The files stand in the order of their paths, then of their moments: halving finds one among 100,000 in 17 steps. */
function fileAt(files: readonly ManifestFile[], path: string, at: string): ManifestFile | null {
  let low = 0
  let high = files.length
  while (low < high) {
    const middle = (low + high) >> 1
    const { path: there, from } = files[middle]
    if (there < path || (there === path && from <= at)) low = middle + 1
    else high = middle
  }
  const last = files[low - 1]
  return last?.path === path && last.from <= at ? last : null
}
