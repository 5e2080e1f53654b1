import { lstatSync } from 'node:fs'
import { type ReleasedVerification, verifyReleased } from '#release'
import { one } from './opened.ts'
import type { Asking, Runner } from './run.ts'

/** Checks a copy of `released/<tenant>` off line, without any private zone. */
export const verify: Runner = async asked => {
  const { place, values, words } = asked
  if (!lstatSync(place, { throwIfNoEntry: false })?.isDirectory())
    return { kind: 'unasked', sentence: words.ledger.noFolder(place) }
  const firstRoot = one(values, 'first-root')
  const found = await verifyReleased(place, firstRoot === null ? {} : { firstRoot })
  return { told: found, lines: screen(found, asked), closed: !found.ok }
}

function screen(found: ReleasedVerification, { place, words: { wall } }: Asking): readonly string[] {
  const lines = [`${found.ok ? wall.verified : wall.broken}   ${place}`]
  const { manifest, lease, firstRoot } = found
  if (manifest) {
    lines.push(`  manifest ${manifest.version}   ${manifest.digest}   ${wall.files} ${manifest.files}`)
    for (const { person, key, means } of manifest.signedBy) lines.push(`  ${person}   ${means} ${key}`)
  }
  lines.push(`  ${lease ? wall.leaseUntil(lease.expires) : wall.noLease}`)
  for (const { hold, lifted } of found.holds) {
    const state = wall.states[lifted ? 'lifted' : 'in-force']
    lines.push(`  ${hold.id}   ${wall.scopes[hold.scope.kind]}   ${wall.reasons[hold.reason]}   ${state}`)
  }
  for (const { code, at, seen } of found.faults) lines.push(`  ${at}: ${wall.refusals[code] ?? seen} (${code})`)
  if (firstRoot) lines.push(`  ${wall.firstRoot(firstRoot.digest)}`)
  if (firstRoot && !firstRoot.compared) lines.push(`  ${wall.rootFromFolder}`)
  return lines
}
