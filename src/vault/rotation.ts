import type { Refusal } from '#kernel'
import type { Act, Vault } from './contract.ts'
import { type Inside, insideOf } from './inside.ts'
import { type Masters, type MasterVersion, nextMaster, settleMaster, unwrap, wrap } from './master.ts'
import { OPENING } from './opening.ts'
import { addMaster, heldMaster, KEY_TABLES, type KeyTable, keysBefore, masterInForce, replaceKeys } from './store.ts'

/** What each table's keys are wrapped for: the first part of their place. */
const KINDS: Readonly<Record<KeyTable, string>> = { keys: 'subject', secrets: 'secret', files: 'file' }

/**
 * Replaces the master key and wraps every key anew, in one transaction: stopped at any moment, the old one or the new one counts,
 * whole. What the old one sealed is read as before; other processes take the new one from its file. Gives the new version.
 * A copy of the old key opens nothing that is sealed from now on, but still the backups made before.
 */
export async function rotateMasterKey(vault: Vault): Promise<number | Refusal> {
  const inside = insideOf(vault)
  const { database, settings } = inside
  return database.alone(OPENING, async () => {
    try {
      return await vault.act(act => rotate(inside, act))
    } finally {
      const inForce = await masterInForce(database.sql)
      if (inForce !== null) await settleMaster(settings.folder, inForce)
    }
  })
}

async function rotate({ masters, settings, run }: Inside, act: Act): Promise<number> {
  const before = await heldMaster(act.sql, 'update')
  const print = await nextMaster(settings.folder)
  const after = { version: before.version + 1, print }
  await addMaster(act.sql, after, act.now)
  for (const table of KEY_TABLES) await wrapAnew(masters, act, table, before, after)
  act.record({ kind: 'vault.key-rotated', at: act.now.toISOString(), by: run, version: after.version })
  return after.version
}

async function wrapAnew(masters: Masters, act: Act, table: KeyTable, before: MasterVersion, after: MasterVersion) {
  const [old, next] = await Promise.all([masters.of(before), masters.of(after)])
  if (old === null || next === null) throw new Error('a master key is not in the private folder')
  for (;;) {
    const keys = await keysBefore(act.sql, table, after.version)
    if (keys.length === 0) return
    const anew = keys.map(key => {
      const place = [KINDS[table], key.what]
      return { what: key.what, ...wrap(next, after.version, place, unwrap(old, place, key)) }
    })
    await replaceKeys(act.sql, table, anew)
  }
}
