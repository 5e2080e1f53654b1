import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Act } from './contract.ts'
import type { Database } from './database.ts'
import { keyEvent, keyHash } from './keys.ts'
import { syncFolder, unlessAbsent } from './master.ts'
import { addDestroyed, destroyedSubjects, removeFile, removeKey } from './store.ts'

/**
 * [Note: destroyed stays destroyed] The ids of destroyed keys stand in the database, and in a file of the private folder that no
 * restore touches. Each opening brings the two together, so that an older database brings nothing back.
 */

const FILE = 'destroyed'
const ID = /^[a-z]{2,16}-[0-9a-f]{32}$/

/** Adds ids to the file, lasting. */
export async function noteDestroyed(folder: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const file = await open(join(folder, FILE), 'a', 0o600)
  try {
    await file.writeFile(ids.map(id => `${id}\n`).join(''))
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(folder)
}

/** Brings file and database together: gives the ids that the file has and the database lacks, after adding the others to the file. */
export async function forgottenDestructions(
  folder: string,
  { sql }: Pick<Database, 'sql'>,
): Promise<readonly string[]> {
  // A memory that is there and cannot be read is not none: what was destroyed would come back.
  const lines = ((await readFile(join(folder, FILE), 'utf8').catch(unlessAbsent)) ?? '').split('\n')
  const noted = new Set(lines.filter(line => ID.test(line))) // a last line that was cut off is still in the database
  const known = await destroyedSubjects(sql)
  await noteDestroyed(
    folder,
    known.filter(id => !noted.has(id) && ID.test(id)),
  )
  const inDatabase = new Set(known)
  return [...noted].filter(id => !inDatabase.has(id))
}

/** Destroys again what an older database brought back. */
export async function destroyAgain(act: Act, run: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await removeKey(act.sql, id)
    await removeFile(act.sql, id)
    await addDestroyed(act.sql, id, act.now)
    act.record(keyEvent('vault.key-destroyed', act, run, keyHash(id)))
  }
}
