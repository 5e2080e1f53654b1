import type { LedgerStore } from './store.ts'
import { decodeBundle, TILE_WIDTH, tilePath } from './tiles.ts'

/** An entry where it stands in the ledger, from 0. */
export type PlacedEntry = Readonly<{ index: number; entry: Uint8Array }>

/**
 * The entries `from`, `from + 1` … of a tree of `size`, at most `limit` of them, in their order. Null when the last file of that tree is
 * no longer there because the ledger grew meanwhile: ask for the head again. Proves nothing: `verifyLedger` does.
 */
export async function entriesOf(
  store: Pick<LedgerStore, 'read'>,
  size: number,
  from: number,
  limit: number,
): Promise<readonly PlacedEntry[] | null> {
  const end = Math.min(size, from + limit)
  const found: PlacedEntry[] = []
  for (let tile = Math.floor(from / TILE_WIDTH); tile * TILE_WIDTH < end; tile++) {
    const width = Math.min(TILE_WIDTH, size - tile * TILE_WIDTH)
    const bytes = await store.read(tilePath({ level: 'entries', index: tile, width }))
    const entries = bytes && decodeBundle(bytes, width)
    if (!entries) return null
    entries.forEach((entry, at) => {
      const index = tile * TILE_WIDTH + at
      if (index >= from && index < end) found.push({ index, entry })
    })
  }
  return found
}
