import { join } from 'node:path'
import { isRefusal } from '#kernel'
import { approvalRefusal, type Root, readSigned, type Signed } from '#zones'
import { putDocument, removeOutside } from './outside.ts'
import type { HoldRow } from './store-stops.ts'
import type { Zone } from './zone.ts'

/** Every hold that is in force here goes out, whatever else may go out. */
export async function pushHolds(zone: Zone, folder: string, rows: readonly HoldRow[]): Promise<void> {
  for (const row of rows) await putDocument(folder, join('holds', `${row.id}.json`), row.document, zone.step)
}

export function isInForce(row: HoldRow): boolean {
  return row.liftedAt === null
}

/** Holds that are lifted, by what their lift is worth under the root that goes out. */
type Lifted = Readonly<{ counted: readonly HoldRow[]; spent: readonly HoldRow[]; early: readonly HoldRow[] }>

/**
 * [Note: a lift ends with its officers] A portal takes a lift by officers of the newest root only, and one that does not count stops
 * everything. So a lift whose officers left goes with its hold (`spent`): portals remember both. One by officers whom only a root
 * lists that is not out yet (`early`) waits, and its hold stays.
 */
export async function liftedUnder(root: Root, out: readonly Signed<Root>[], rows: readonly HoldRow[]): Promise<Lifted> {
  const lifted = { counted: [] as HoldRow[], spent: [] as HoldRow[], early: [] as HoldRow[] }
  for (const row of rows) {
    if (row.liftDocument === null) continue
    const signed = readSigned('zones/lift', new Uint8Array(row.liftDocument), 'release_lifts')
    if (isRefusal(signed)) throw new Error('a lift in the database cannot be read')
    const counts = async (by: Root) =>
      (await approvalRefusal(signed, by.officers, by.threshold, by.passkeys, 'lift')) === null
    if (await counts(root)) lifted.counted.push(row)
    else if ((await Promise.all(out.map(one => counts(one.body)))).includes(true)) lifted.spent.push(row)
    else lifted.early.push(row)
  }
  return lifted
}

/** The hold first: without it a lift lifts nothing, and without its lift a hold stops. */
export async function removeSpent(folder: string, rows: readonly HoldRow[]): Promise<void> {
  for (const { id } of rows) {
    await removeOutside(folder, join('holds', `${id}.json`))
    await removeOutside(folder, join('lifts', `${id}.json`))
  }
}

/** After the lease, which names the root that they count under. */
export async function pushLifts(zone: Zone, folder: string, { counted, early }: Lifted): Promise<void> {
  for (const row of counted) {
    if (row.liftDocument) await putDocument(folder, join('lifts', `${row.id}.json`), row.liftDocument, zone.step)
  }
  await pushHolds(zone, folder, [...counted, ...early])
}
