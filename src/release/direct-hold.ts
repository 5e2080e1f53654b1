import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import {
  canonicalBytes,
  EVERY_TENANT,
  type Hold,
  type HoldReason,
  type HoldScope,
  isServablePath,
  readSigned,
  type Signer,
  signDocument,
} from '#zones'
import { putDocument } from './outside.ts'
import { rootsOutside } from './reading.ts'

/** What is to be stopped; `tenant` is not asked for a hold over everything. */
export type DirectHold = Readonly<{ tenant: string; scope: HoldScope; reason: HoldReason }>

/** The hold that now stands in the public folders of these tenants. */
export type PlacedDirectly = Readonly<{ hold: Hold; tenants: readonly string[] }>

/**
 * Places a hold straight in the public folder `released/`, signed by a key file, for when the private zone is out of reach; it takes
 * the hold over when it is back. A hold over everything goes to each tenant whose roots list the key. Refuses an address that cannot
 * be one, and a key that no root outside lists. Throws what the disk says.
 */
export async function placeHoldOutside(
  released: string,
  { tenant, scope, reason }: DirectHold,
  signer: Omit<Signer, 'person'>,
  now: Date,
): Promise<PlacedDirectly | Refusal> {
  if (scope.kind === 'path' && !isServablePath(scope.path)) return noAddress()
  const isOver = scope.kind === 'everything'
  const names = isOver ? (await readdir(released).catch(() => [])).sort() : [tenant]
  const people = await Promise.all(names.map(name => personOf(join(released, name), signer.key)))
  const listed = names.flatMap((name, at) => (people[at] === null ? [] : [{ name, person: people[at] }]))
  if (listed.length === 0) return unlisted()
  const hold: Hold = {
    kind: 'zones/hold',
    tenant: isOver ? EVERY_TENANT : tenant,
    id: randomBytes(16).toString('hex'),
    scope,
    reason,
    since: now.toISOString(),
  }
  for (const { name, person } of listed) {
    const signed = await signDocument(hold, [{ ...signer, person }])
    await putDocument(join(released, name), `holds/${hold.id}.json`, canonicalBytes(signed), () => {})
  }
  return { hold, tenants: listed.map(({ name }) => name) }
}

/** Under which id the roots that stand outside list a key, the newest first; null where none does. The portal asks whether they are right. */
async function personOf(folder: string, key: string): Promise<string | null> {
  for (const { at, bytes } of (await rootsOutside(folder)).toReversed()) {
    const root = readSigned('zones/root', bytes, at)
    const found = isRefusal(root) ? undefined : root.body.officers.find(one => one.key === key)
    if (found) return found.person
  }
  return null
}

function noAddress(): Refusal {
  return refuse('release/no-address', {
    at: 'the path of the hold',
    seen: 'a text that no public address can be',
    expected: 'a path as the public site spells it, from its first slash, without a query',
    remedy: 'copy the path from the address of the page',
  })
}

function unlisted(): Refusal {
  return refuse('release/key-not-listed', {
    at: 'the root documents in the public folder',
    seen: 'no list of officers there that names this key',
    expected: 'the key of an officer, and the folder released/ of the public zone',
    remedy: 'look at the folder and the key file; another officer may place the hold',
  })
}
