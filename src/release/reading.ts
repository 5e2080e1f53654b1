import { isRefusal, type Refusal, refuse } from '#kernel'
import {
  DOCUMENT_KINDS,
  type Documents,
  type Lease,
  type Named,
  readSigned,
  type Signed,
  type WallDocument,
} from '#zones'
import { namesOutside, readOutside } from './outside.ts'

/** More roots than officers come and go in a century: what the portal reads too. */
const MAX_ROOTS = 1000
const MAX_STOPS = 10_000

/** The lease that stands outside; null where there is none or it cannot be read. Its signature is not asked here. */
export async function leaseOutside(folder: string): Promise<Signed<Lease> | null> {
  const found = await namedOutside(folder, 'lease.json', 'zones/lease')
  const lease = found && readSigned('zones/lease', found.bytes, found.at)
  return lease === null || isRefusal(lease) ? null : lease
}

/** Every root that stands outside, from the first up to the first gap. */
export async function rootsOutside(folder: string): Promise<readonly Named[]> {
  const roots: Named[] = []
  for (let version = 1; version <= MAX_ROOTS; version++) {
    const root = await namedOutside(folder, `root/${version}.json`, 'zones/root')
    if (!root) break
    roots.push(root)
  }
  return roots
}

/** The holds or the lifts that stand outside, by name; half-written ones and foreign names are passed over. */
export async function stopsOutside(folder: string, name: 'holds' | 'lifts'): Promise<readonly Named[]> {
  const names = (await namesOutside(folder, name)).filter(one => one.endsWith('.json')).slice(0, MAX_STOPS)
  const read = names.map(one => namedOutside(folder, `${name}/${one}`, name === 'holds' ? 'zones/hold' : 'zones/lift'))
  return (await Promise.all(read)).filter(one => one !== null)
}

/** A manifest that stands outside; null where there is none. */
export function manifestOutside(folder: string, version: number): Promise<Named | null> {
  return namedOutside(folder, `manifest/${version}.json`, 'zones/manifest')
}

/** All that the lease outside names, as the portal would take it, unchecked. A refusal names what is missing. */
export async function documentsOutside(folder: string): Promise<Documents | Refusal> {
  const lease = await namedOutside(folder, 'lease.json', 'zones/lease')
  if (!lease) return missing('lease.json')
  const told = readSigned('zones/lease', lease.bytes, lease.at)
  if (isRefusal(told)) return told
  const roots = (await rootsOutside(folder)).slice(0, told.body.root)
  if (roots.length < told.body.root) return missing(`root/${roots.length + 1}.json`)
  const { version } = told.body.manifest
  const manifest = await manifestOutside(folder, version)
  if (!manifest) return missing(`manifest/${version}.json`)
  const holds = await stopsOutside(folder, 'holds')
  return { roots, manifest, lease, holds, lifts: await stopsOutside(folder, 'lifts') }
}

async function namedOutside(folder: string, name: string, kind: WallDocument['kind']): Promise<Named | null> {
  const bytes = await readOutside(folder, name, DOCUMENT_KINDS[kind].maxBytes)
  return bytes && { at: name, bytes: new Uint8Array(bytes) }
}

function missing(at: string): Refusal {
  return refuse('release/missing', {
    at,
    seen: 'no readable plain file',
    expected: 'a document that the private zone pushed',
    remedy: 'copy the whole folder again, or push it from the private zone',
  })
}
