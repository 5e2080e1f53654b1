import type { Refusal } from '#kernel'
import { type Asker, mayRefusal, type OfficerAct } from '#officers'
import { notThere } from './refusals.ts'
import { type ReleaseRow, releaseRow } from './store-releases.ts'
import type { Zone } from './zone.ts'

/** A release that this person may do this with; refusals tell apart neither what is not there nor what belongs to others. */
export async function mayTouch(
  zone: Zone,
  asker: Asker,
  what: OfficerAct,
  releaseId: string,
): Promise<ReleaseRow | Refusal> {
  const release = await releaseRow(zone.vault.sql, releaseId)
  if (!release) return notThere('release', releaseId)
  return (await mayRefusal(zone.vault, asker, what, release.tenant)) ?? release
}
