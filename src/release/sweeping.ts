import { pendingDocuments, tenants } from '#officers'
import type { Act } from '#vault'
import type { Manifest } from '#zones'
import { currentManifest } from './current.ts'
import { keptHashes, takeShownOfGone } from './store-releases.ts'
import { deleteContents, lockContents } from './store-site.ts'
import type { Zone } from './zone.ts'

/** Rejected and withdrawn bytes are kept so long for who has to explain what happened; longer would be data lying about. */
const GONE_KEPT_MS = 30 * 24 * 3600 * 1000
/** Pages of a draft that nobody can sign any more. Younger ones may belong to a draft that is being made. */
const DRAFT_KEPT_MS = 60 * 60_000

/**
 * Destroys the bytes that nothing needs any more: pages of drafts that can no longer be signed, files of proposals that were rejected and of
 * releases that were withdrawn more than thirty days ago. Gives how many files of the vault went.
 */
export async function sweepContents(zone: Zone): Promise<number> {
  const now = zone.vault.now().getTime()
  const gone = new Date(now - GONE_KEPT_MS)
  const { sql } = zone.vault
  // Bookkeeping of bytes whose end was decided by acts before: no act of anybody.
  const files = await sql.transaction().execute(async tx => {
    // A draft that is put meanwhile must either be seen here, or see that its pages are gone.
    await lockContents(tx)
    const kept = new Set(await keptHashes(tx, gone))
    for (const { files } of await livingManifests(zone)) for (const file of files) kept.add(file.sha256)
    return letGo(zone, tx, await deleteContents(tx, kept, new Date(now - DRAFT_KEPT_MS)))
  })
  const shown = await sql.transaction().execute(async tx => letGo(zone, tx, await takeShownOfGone(tx, gone)))
  for (const file of [...files, ...shown]) await zone.vault.destroyFile(file)
  return files.length + shown.length
}

/** With the rows that named them, lets files go: where the process ends before it destroys them, a later sweep of the vault does. */
async function letGo({ vault }: Zone, tx: Act['sql'], files: readonly string[]): Promise<readonly string[]> {
  for (const file of files) await vault.letGo({ sql: tx }, file)
  return files
}

/** The manifests that are current or can still be signed. */
async function livingManifests(zone: Zone): Promise<readonly Manifest[]> {
  const found: Manifest[] = []
  for (const { name } of await tenants(zone.vault)) {
    const current = await currentManifest(zone.vault.sql, name)
    if (current) found.push(current.body)
    for (const { body } of await pendingDocuments(zone.vault, name)) {
      if (body.kind === 'zones/manifest') found.push(body)
    }
  }
  return found
}
