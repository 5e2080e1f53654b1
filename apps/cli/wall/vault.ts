import { existsSync, readFileSync } from 'node:fs'
import { isRefusal } from '#kernel'
import { restoreZone } from '#release'
import { backUp, rotateMasterKey } from '#vault'
import type { ActName } from '../acts.ts'
import { inZone, one, zoneSettings } from './opened.ts'
import type { Runner } from './run.ts'

const backup: Runner = asked =>
  inZone(asked, async ({ vault }) => {
    const done = await backUp(vault, asked.place, asked.values.to ?? [])
    return isRefusal(done) ? done : { told: done, lines: [asked.words.wall.backedUp(asked.place)] }
  })

const restore: Runner = async asked => {
  const { wall } = asked.words
  const file = one(asked.values, 'identity') ?? ''
  const missing = [asked.place, file].find(path => !existsSync(path))
  if (missing !== undefined) return { kind: 'unasked', sentence: wall.unreadable(missing) }
  // As age-keygen writes it: comments above the identity.
  const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(readFileSync(file, 'utf8'))?.[0] ?? ''
  const done = await restoreZone(zoneSettings(asked), asked.place, identity)
  return isRefusal(done) ? done : { told: { restored: asked.place }, lines: [wall.restored(asked.place)] }
}

const rotate: Runner = asked =>
  inZone(asked, async ({ vault }) => {
    const done = await rotateMasterKey(vault)
    return isRefusal(done) ? done : { told: { rotated: true }, lines: [asked.words.wall.rotated] }
  })

/** Acts on the private zone itself. */
export const vaultActs: Readonly<Partial<Record<ActName, Runner>>> = {
  'vault backup': backup,
  'vault restore': restore,
  'vault rotate': rotate,
}
