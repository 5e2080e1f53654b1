import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { isRefusal } from '#kernel'
import { MAX_ENVELOPE_BYTES } from '#zones'
import { untilNamed } from './contents.ts'
import { tenantId } from './drafting.ts'
import { namesOutside, readOutside, removeOutside } from './outside.ts'
import { hasEnvelope, insertEnvelope } from './store-site.ts'
import { spoolFolder, type Zone } from './zone.ts'

/**
 * Takes the sealed envelopes of a tenant in from the public zone: into the vault with their entry in the ledger first, then out of
 * the spool. An envelope that is there twice, because a pull was cut off, is kept once. Gives how many came in.
 */
export function pullSpool(zone: Zone, tenant: string): Promise<number> {
  return zone.vault.alone(`pull:${tenant}`, async () => {
    const folder = spoolFolder(zone, tenant)
    let pulled = 0
    for (const name of await namesOutside(folder, '.')) {
      if (!/^[0-9a-f]{32}\.age$/.test(name)) continue
      const bytes = await readOutside(folder, name, MAX_ENVELOPE_BYTES)
      if (bytes && (await keep(zone, tenant, bytes))) pulled++
      await zone.step('pull: before the removal')
      if (bytes) await removeOutside(folder, name)
    }
    return pulled
  })
}

/** How many envelopes wait in the spool. */
export async function spooled(zone: Zone, tenant: string): Promise<number> {
  return (await namesOutside(spoolFolder(zone, tenant), '.')).filter(name => name.endsWith('.age')).length
}

async function keep(zone: Zone, tenant: string, bytes: Buffer): Promise<boolean> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (await hasEnvelope(zone.vault.sql, tenant, sha256)) return false
  await zone.step('pull: before the vault')
  const { id: file, sizeBytes } = await zone.vault.store(Readable.from([bytes]), untilNamed(zone))
  await zone.step('pull: before the act')
  const kept = await zone.vault.act(async act => {
    const id = await tenantId(act, tenant)
    if (isRefusal(id)) return id
    await zone.vault.keep(act, file)
    await insertEnvelope(act.sql, { sha256, tenant, file, sizeBytes, pulledAt: act.now })
    act.record({
      kind: 'zones.pulled',
      at: act.now.toISOString(),
      by: zone.process,
      tenant: id,
      envelope: sha256,
      sizeBytes,
    })
    return true
  })
  if (isRefusal(kept)) throw new Error(`an envelope of a tenant that is not there: ${kept.code}`)
  await zone.step('pull: after the act')
  return kept
}
