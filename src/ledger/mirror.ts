import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { type Checkpoint, type Head, openCheckpoint } from './checkpoint.ts'
import { type Disk, realDisk } from './disk.ts'
import { folderReader, folderStore, placeFile } from './folder-store.ts'
import { keyText, type VerifierKey } from './note.ts'
import { consistencyRanges, verifyConsistency } from './proof.ts'
import { CHECKPOINT, type LedgerStore } from './store.ts'
import { partialTiles, TILE_WIDTH, type Tile, tilePath, tilesOf } from './tiles.ts'
import { KEY_FILE } from './verification.ts'
import { proofOf } from './writing.ts'

/**
 * Brings a folder up to a ledger that rests elsewhere: only what is new is read and written, the checkpoint last, so that the folder is a
 * whole ledger at every moment. Gives the head. `source` must not change meanwhile. Refuses a source that this key did not sign,
 * a folder that another process writes, and a folder that holds a larger ledger, or one that this does not continue: somebody
 * rewrote one of the two. Throws what the disk says.
 */
export async function mirrorLedger(
  source: Pick<LedgerStore, 'read'>,
  key: VerifierKey,
  folder: string,
  disk: Disk = realDisk,
): Promise<Head | Refusal> {
  const signed = (await source.read(CHECKPOINT)) ?? new Uint8Array(0)
  const head = openCheckpoint(signed, [key])
  if (isRefusal(head)) return head
  const target = folderStore(folder, disk)
  if (isRefusal(target)) return target
  try {
    const before = await headOf(folder, key)
    if (isRefusal(before)) return before
    if (!(await continues(source, before, head))) return notContinued()
    await copy(source, folder, before?.size ?? 0, head.size, disk)
    const obsolete = partialTiles(before?.size ?? 0).map(tilePath)
    const kept = new Set(partialTiles(head.size).map(tilePath))
    writeFileSync(join(folder, KEY_FILE), `${keyText(key)}\n`)
    await target.commit({ files: new Map(), checkpoint: signed, obsolete: obsolete.filter(path => !kept.has(path)) })
    return { size: head.size, root: head.root }
  } finally {
    await target.close()
  }
}

/** What the folder holds: null when it is new. */
async function headOf(folder: string, key: VerifierKey): Promise<Checkpoint | Refusal | null> {
  const signed = await folderReader(folder).read(CHECKPOINT)
  return signed === null ? null : openCheckpoint(signed, [key])
}

async function continues(source: Pick<LedgerStore, 'read'>, before: Head | null, head: Head): Promise<boolean> {
  if (before === null || before.size === 0) return true
  if (before.size > head.size) return false
  const proof =
    before.size === head.size
      ? []
      : await proofOf(source, head.size, head.size, () => consistencyRanges(before.size, head.size))
  return verifyConsistency({ from: before.size, to: head.size, fromRoot: before.root, toRoot: head.root }, proof)
}

async function copy(
  source: Pick<LedgerStore, 'read'>,
  folder: string,
  from: number,
  to: number,
  disk: Disk,
): Promise<void> {
  if (from === to) return
  for (const tile of tilesOf(to)) {
    if (isWhole(tile, from)) continue
    const path = tilePath(tile)
    const bytes = await source.read(path)
    if (bytes === null) throw new Error(`a file of the ledger is missing: ${path}`)
    placeFile(folder, path, bytes, disk)
  }
}

/** Whether a tile was full, hence as it is now, in a tree of this size. */
function isWhole({ level, index, width }: Tile, size: number): boolean {
  const entries = TILE_WIDTH ** (level === 'entries' ? 1 : level + 1)
  return width === TILE_WIDTH && (index + 1) * entries <= size
}

function notContinued(): Refusal {
  return refuse('ledger/not-continued', {
    at: CHECKPOINT,
    seen: 'a folder with a ledger that this one does not continue',
    expected: 'an earlier state of the same ledger',
    remedy:
      'keep the folder as evidence and write into another; after a restore the older ledger goes on under a new folder',
  })
}
