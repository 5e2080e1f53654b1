import type { Manifest, ManifestFile } from '#zones'

/** One stage of a site: everything that stands there from a moment on. `from` is the moment, UTC. */
export type Stage = Readonly<{ from: string; files: readonly Omit<ManifestFile, 'from'>[] }>

/** What a manifest says besides its files. */
export type ManifestHead = Omit<Manifest, 'kind' | 'files'>

/**
 * The manifest of a site in stages, earliest first: what a later stage shows otherwise stands there a second time, with its
 * moment. Throws where a later stage lacks a path of an earlier one: a file leaves only by another manifest.
 */
export function manifestOf(head: ManifestHead, stages: readonly Stage[]): Manifest {
  const shown = new Map<string, ManifestFile>()
  const files: ManifestFile[] = []
  for (const { from, files: staged } of stages) {
    if (shown.size > new Set(staged.map(one => one.path)).size) throw new Error('a later stage lacks a path')
    for (const one of staged) {
      const before = shown.get(one.path)
      if (before && isSame(before, one)) continue
      const file = { ...one, from }
      shown.set(one.path, file)
      files.push(file)
    }
  }
  return { kind: 'zones/manifest', ...head, files: files.sort(byPathThenMoment) }
}

/** What stands at each path once every stage has come. */
export function filesInTheEnd(files: readonly ManifestFile[]): readonly ManifestFile[] {
  return [...new Map(files.map(file => [file.path, file])).values()]
}

export type Change = Readonly<{
  path: string
  change: 'added' | 'changed' | 'removed'
  before: number | null
  after: number | null
}>

/** What a manifest adds, changes and removes against another, path by path, with sizes in bytes; every stage having come. */
export function differenceOf(before: readonly ManifestFile[], after: readonly ManifestFile[]): readonly Change[] {
  const old = new Map(filesInTheEnd(before).map(file => [file.path, file]))
  const changes: Change[] = []
  for (const file of filesInTheEnd(after)) {
    const was = old.get(file.path)
    old.delete(file.path)
    if (!was) changes.push({ path: file.path, change: 'added', before: null, after: file.sizeBytes })
    else if (was.sha256 !== file.sha256)
      changes.push({ path: file.path, change: 'changed', before: was.sizeBytes, after: file.sizeBytes })
  }
  for (const { path, sizeBytes } of old.values())
    changes.push({ path, change: 'removed', before: sizeBytes, after: null })
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function isSame(a: Omit<ManifestFile, 'from'>, b: Omit<ManifestFile, 'from'>): boolean {
  return a.sha256 === b.sha256 && a.release === b.release && a.mediaType === b.mediaType
}

function byPathThenMoment(a: ManifestFile, b: ManifestFile): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return a.from < b.from ? -1 : 1
}
