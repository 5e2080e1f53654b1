import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder, unlessAbsent } from './master.ts'

/**
 * [Note: a restore is never silent] When a backup was brought back stands in a file of the private folder before its first row counts.
 * What was stopped since that backup may be unknown here and outside too: who lets things out asks for this moment.
 */

const FILE = 'restored'

/** Notes that a backup is brought back, lasting. */
export async function noteRestored(folder: string, at: Date): Promise<void> {
  const draft = join(folder, `${FILE}.draft`)
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(`${at.toISOString()}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, FILE))
  await syncFolder(folder)
}

/** Takes the note of a restore back that came to nothing. */
export async function forgetRestored(folder: string): Promise<void> {
  await rm(join(folder, FILE), { force: true })
}

/** When a backup was last brought back into this folder; null when none was. Throws for a note that nobody wrote so. */
export async function restoredAt(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(unlessAbsent)
  if (text === null) return null
  const at = text.trim()
  if (Number.isNaN(Date.parse(at))) throw new Error('the note of a restore in the private folder cannot be read')
  return new Date(at).toISOString()
}
