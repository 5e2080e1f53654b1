import { createHash } from 'node:crypto'
import type { ExposureQuestion } from '../contract.ts'
import type { AskedQuestion } from './document.ts'

/** What was asked, as far as a report may say it: addresses declared as one's own only by their number and their hash. */
export function askedOf(
  { places: _, parameters: __, excluded, reachable, ...question }: ExposureQuestion,
  servers: number | null,
  cache: boolean,
): AskedQuestion {
  const [from, to] = [reachable.from, reachable.to].map(at => (at === null ? null : new Date(at).toISOString()))
  return {
    ...question,
    reachable: { from, to },
    excluded: { count: excluded.length, sha256: hashOfExcluded(excluded) },
    servers,
    cache,
  }
}

/** The question of a report once more, with what a report does not say. */
export function questionOf(
  { objects, fileBytes, trustedProxies, pattern, zone, reachable }: AskedQuestion,
  places: readonly string[],
  excluded: readonly string[],
): ExposureQuestion {
  const [from, to] = [reachable.from, reachable.to].map(at => (at === null ? null : Date.parse(at)))
  return { places, objects, fileBytes, trustedProxies, pattern, zone, excluded, reachable: { from, to } }
}

/** SHA-256 of declared addresses and agents, a line each, sorted: whoever has them can show that they are the same. */
export function hashOfExcluded(excluded: readonly string[]): string {
  return createHash('sha256')
    .update([...excluded].sort().join('\n'))
    .digest('hex')
}
