import { join } from 'node:path'
import { dueFiles, type Manifest, type Signed } from '#zones'
import { sourcesOf } from './contents.ts'
import { contentStands, makeFolder, namesOutside, putContent, removeOutside, syncContents } from './outside.ts'
import type { Zone } from './zone.ts'

/** Files that are written at one time: waiting for the disk is most of it. */
const AT_ONCE = 16
/** How long files that stood as they should are not looked at again: the portal looks at each before it serves it. */
const LOOK_AGAIN_MS = 60_000

/** Whose files are to stand outside, and whether the lease there names that manifest already. */
export type FilesPlan = Readonly<{ manifest: Signed<Manifest>; digest: string; wasLeased: boolean }>

/** Puts the files that are due outside, and no others: what waits for the end of its embargo stays inside. Gives how many there are. */
export async function pushFiles(
  zone: Zone,
  folder: string,
  { manifest, digest, wasLeased }: FilesPlan,
): Promise<number> {
  const stood = zone.stood.get(folder)
  const now = zone.vault.now().getTime()
  const isFresh = wasLeased && stood?.digest === digest && now - stood.at < LOOK_AGAIN_MS
  const done = new Set<string>(isFresh ? stood.hashes : [])
  // Pushing takes time: what falls due meanwhile is pushed before the lease that would serve it.
  for (let before = -1; before < done.size; ) {
    before = done.size
    const due = new Set(dueFiles(manifest.body.files, zone.vault.now().toISOString()).map(file => file.sha256))
    await pushContents(
      zone,
      folder,
      [...due].filter(sha256 => !done.has(sha256)),
    )
    for (const sha256 of due) done.add(sha256)
  }
  zone.stood.set(folder, { digest, at: isFresh ? stood.at : now, hashes: done })
  return done.size
}

async function pushContents(zone: Zone, folder: string, hashes: readonly string[]): Promise<void> {
  const missing: string[] = []
  await inTurns(hashes, async sha256 => {
    if (!(await contentStands(folder, sha256, zone.stamps))) missing.push(sha256)
  })
  if (missing.length === 0) return
  await makeFolder(join(folder, 'files'))
  for await (const together of sourcesOf(zone, missing)) {
    await inTurns(together, ({ sha256, content }) => putContent(folder, sha256, content, zone.step))
  }
  await syncContents(folder, zone.step)
}

/** Does the work for each, a few at a time. */
async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(work))
}

/** Removes what nothing names any more: older manifests, and files that are listed no longer or not yet. */
export async function removeUnnamed(zone: Zone, folder: string, { manifest }: FilesPlan): Promise<void> {
  const due = dueFiles(manifest.body.files, zone.vault.now().toISOString())
  const files = new Set(due.map(file => file.sha256))
  for (const name of await namesOutside(folder, 'files')) {
    if (/^[0-9a-f]{64}$/.test(name) && !files.has(name)) await removeOutside(folder, join('files', name))
  }
  for (const name of await namesOutside(folder, 'manifest')) {
    const version = /^(\d+)\.json$/.exec(name)?.[1]
    if (version !== undefined && Number(version) < manifest.body.version) {
      await removeOutside(folder, join('manifest', name))
    }
  }
}
