import { isRefusal, type Refusal, refuse } from '#kernel'
import { checkpointText, type Head, openCheckpoint } from './checkpoint.ts'
import { encodeEvent, type LedgerEvent } from './event.ts'
import { EMPTY_ROOT, type Hash, isSameHash, leafHash, rootOver } from './hash.ts'
import { type Signer, signNote } from './note.ts'
import { consistencyRanges, inclusionRanges, joined, type Node, nodesOf, type Range } from './proof.ts'
import { CHECKPOINT, type LedgerStep, type LedgerStore } from './store.ts'
import {
  decodeBundle,
  decodeTile,
  encodeBundle,
  hashesAt,
  levelsOf,
  partialTile,
  partialTiles,
  rootOfEdge,
  TILE_WIDTH,
  tilePath,
  tilesOf,
} from './tiles.ts'

/** A ledger open for appending and for proofs. */
export type Ledger = Readonly<{
  head(): Head
  /** The signed checkpoint of the head. */
  checkpoint(): Promise<Uint8Array>
  /**
   * Appends events in their order, all or none, and gives the new head once it lasts. A refused event leaves everything as it
   * was. When the store throws, so does this, and the ledger must be opened again: what lasted is then read from the store.
   */
  append(events: readonly LedgerEvent[]): Promise<Head | Refusal>
  /** The bytes of an entry. Throws outside the ledger. */
  entry(index: number): Promise<Uint8Array>
  /** The proof that an entry is in the tree of `size` (of now, unless told). Throws outside the ledger. */
  inclusion(index: number, size?: number): Promise<readonly Hash[]>
  /** The proof that the tree of `from` entries is the beginning of that of `to` (of now, unless told). Throws outside the ledger. */
  consistency(from: number, to?: number): Promise<readonly Hash[]>
  close(): Promise<void>
}>

/** What follows from the last tiles: the hashes of each level's partial tile, and the entries of the partial bundle. */
type Edge = Readonly<{ size: number; hashes: readonly (readonly Hash[])[]; entries: readonly Uint8Array[] }>

const NOTHING: Edge = { size: 0, hashes: [], entries: [] }

/**
 * Opens the ledger of a store, or begins it. What an interrupted writer left beyond the checkpoint is removed. Refuses a ledger
 * whose checkpoint is not signed by this signer or does not fit its last tiles; the rest is `verifyLedger`'s to check.
 */
export async function openLedger(store: LedgerStore, signer: Signer): Promise<Ledger | Refusal> {
  const signed = await store.read(CHECKPOINT)
  // A ledger is begun by its checkpoint, so tiles without one are a ledger that lost it: nothing of it may be removed.
  if (!signed && (await store.list()).some(path => path.startsWith('tile/'))) return unfit()
  const edge = signed ? await readEdge(store, signed, signer) : NOTHING
  if (isRefusal(edge)) return edge
  await removeLeftovers(store, edge.size)
  if (!signed) await store.commit({ files: new Map(), checkpoint: signedHead(edge, signer), obsolete: [] })
  return ledgerOf(store, signer, edge)
}

/**
 * Appends events, all or none, to a ledger that is not kept open: the edge is read from the store, which must let one writer in at
 * a time (the store of a database transaction holds the others at the checkpoint). Begins an empty store. Nothing is listed or
 * cleaned. Gives the new head; refuses an event, or a store that is not this signer's ledger. Throws what the store throws.
 */
export async function appendTo(
  store: LedgerStore,
  signer: Signer,
  events: readonly LedgerEvent[],
): Promise<Head | Refusal> {
  const signed = await store.read(CHECKPOINT)
  const edge = signed ? await readEdge(store, signed, signer) : NOTHING
  if (isRefusal(edge)) return edge
  const entries = encoded(events)
  if (isRefusal(entries)) return entries
  if (signed && entries.length === 0) return headOf(edge)
  const { after, files } = grown(edge, entries)
  await store.commit(stepOf(edge, after, files, signer))
  return headOf(after)
}

/** The bytes of events, or the refusal of the first that may not be written. */
function encoded(events: readonly LedgerEvent[]): readonly Uint8Array[] | Refusal {
  const entries: Uint8Array[] = []
  for (const event of events) {
    const entry = encodeEvent(event)
    if (isRefusal(entry)) return entry
    entries.push(entry)
  }
  return entries
}

async function readEdge(store: LedgerStore, signed: Uint8Array, signer: Signer): Promise<Edge | Refusal> {
  const head = openCheckpoint(signed, [signer.key])
  if (isRefusal(head)) return head
  const hashes: (readonly Hash[])[] = []
  for (const level of levelsOf(head.size)) {
    const tile = partialTile(level, head.size)
    const read = tile ? decodeTile((await store.read(tilePath(tile))) ?? new Uint8Array(0), tile.width) : []
    if (read === null) return unfit()
    hashes.push(read)
  }
  const last = partialTile('entries', head.size)
  const bundle = last ? await store.read(tilePath(last)) : null
  const entries = last ? bundle && decodeBundle(bundle, last.width) : []
  const root = rootOfEdge(hashes) ?? EMPTY_ROOT
  const isFit = entries?.every((entry, at) => isSameHash(leafHash(entry), hashes[0][at])) && isSameHash(root, head.root)
  return entries && isFit ? { size: head.size, hashes, entries } : unfit()
}

function unfit(): Refusal {
  return refuse('ledger/unfit', {
    at: CHECKPOINT,
    seen: 'no checkpoint, or last tiles from which another root follows',
    expected: 'the root that was signed',
    remedy: 'append nothing; run parefuite ledger verify, and bring back the folder from a copy',
  })
}

async function removeLeftovers(store: LedgerStore, size: number): Promise<void> {
  const known = new Set([...tilesOf(size)].map(tilePath))
  const left = (await store.list()).filter(
    path => path.endsWith('.draft') || (path.startsWith('tile/') && !known.has(path)),
  )
  if (left.length > 0) await store.remove(left)
}

function ledgerOf(store: LedgerStore, signer: Signer, opened: Edge): Ledger {
  let edge = opened
  let broken = false
  let queue: Promise<unknown> = Promise.resolve()
  const appendNow = async (events: readonly LedgerEvent[]): Promise<Head | Refusal> => {
    if (broken) throw new Error('the store failed during an append: open the ledger again')
    const entries = encoded(events)
    if (isRefusal(entries)) return entries
    if (entries.length === 0) return headOf(edge)
    const { after, files } = grown(edge, entries)
    broken = true
    await store.commit(stepOf(edge, after, files, signer))
    broken = false
    edge = after
    return headOf(edge)
  }
  return {
    head: () => headOf(edge),
    checkpoint: async () => (await store.read(CHECKPOINT)) ?? missing(CHECKPOINT),
    append: events => {
      const done = queue.then(() => appendNow(events))
      queue = done.catch(() => undefined) // the caller has the error; the next append says that the ledger is broken
      return done
    },
    entry: index => entryAt(store, edge.size, index),
    inclusion: (index, size = edge.size) => proofOf(store, edge.size, size, () => inclusionRanges(index, size)),
    consistency: (from, to = edge.size) => proofOf(store, edge.size, to, () => consistencyRanges(from, to)),
    close: () => queue.then(() => store.close()),
  }
}

function headOf({ size, hashes }: Edge): Head {
  return { size, root: rootOfEdge(hashes) ?? EMPTY_ROOT }
}

function signedHead(edge: Edge, signer: Signer): Uint8Array {
  return Buffer.from(signNote(checkpointText(signer.key.name, headOf(edge)), [signer]))
}

function stepOf(before: Edge, after: Edge, files: ReadonlyMap<string, Uint8Array>, signer: Signer): LedgerStep {
  const kept = new Set(partialTiles(after.size).map(tilePath))
  const obsolete = partialTiles(before.size)
    .map(tilePath)
    .filter(path => !kept.has(path))
  return { files, checkpoint: signedHead(after, signer), obsolete }
}

/** The edge after more entries, and the files that are new: full tiles as they fill, then the partial ones. */
function grown(before: Edge, added: readonly Uint8Array[]) {
  const files = new Map<string, Uint8Array>()
  const hashes = before.hashes.map(row => [...row])
  const entries = [...before.entries]
  let size = before.size
  const up = (level: number, hash: Hash): void => {
    hashes[level] ??= []
    hashes[level].push(hash)
    if (hashes[level].length < TILE_WIDTH) return
    files.set(
      tilePath({ level, index: hashesAt(level + 1, size) - 1, width: TILE_WIDTH }),
      Buffer.concat(hashes[level]),
    )
    const root = rootOver(hashes[level])
    hashes[level] = []
    up(level + 1, root)
  }
  for (const entry of added) {
    size += 1
    entries.push(entry)
    if (entries.length === TILE_WIDTH) {
      const index = hashesAt(1, size) - 1
      files.set(tilePath({ level: 'entries', index, width: TILE_WIDTH }), encodeBundle(entries.splice(0)))
    }
    up(0, leafHash(entry))
  }
  for (const tile of partialTiles(size)) {
    files.set(tilePath(tile), tile.level === 'entries' ? encodeBundle(entries) : Buffer.concat(hashes[tile.level]))
  }
  const after: Edge = { size, hashes, entries }
  return { after, files }
}

async function entryAt(store: LedgerStore, size: number, index: number): Promise<Uint8Array> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new Error('no entry of this ledger')
  const at = Math.floor(index / TILE_WIDTH)
  const width = Math.min(TILE_WIDTH, size - at * TILE_WIDTH)
  const path = tilePath({ level: 'entries', index: at, width })
  const bytes = await store.read(path)
  const entries = bytes && decodeBundle(bytes, width)
  return entries ? entries[index % TILE_WIDTH] : missing(path)
}

/** The hashes of a proof in a tree of `stored` entries. Throws when a size is larger than that, or a tile is missing. */
export async function proofOf(
  store: Pick<LedgerStore, 'read'>,
  stored: number,
  size: number,
  rangesOf: () => readonly Range[],
): Promise<readonly Hash[]> {
  if (size > stored) throw new Error('no size of this ledger')
  const proof: Hash[] = []
  for (const range of rangesOf()) {
    const hashes: Hash[] = []
    for (const node of nodesOf(range)) hashes.push(await nodeAt(store, stored, node))
    proof.push(joined(hashes))
  }
  return proof
}

/**
 * The root that the tree had when it had `size` entries, from the tiles of a ledger of `stored` entries: whether a head that somebody saw
 * is a beginning of this ledger. Throws when a tile is missing, which also happens when the ledger grew meanwhile: ask again then.
 */
export async function rootAt(store: Pick<LedgerStore, 'read'>, stored: number, size: number): Promise<Hash> {
  if (size > stored || size < 0) throw new Error('no size of this ledger')
  const hashes: Hash[] = []
  for (const node of nodesOf({ start: 0, end: size })) hashes.push(await nodeAt(store, stored, node))
  return size === 0 ? EMPTY_ROOT : joined(hashes)
}

/** The hash of a complete subtree, from the tile that holds its parts. */
async function nodeAt(store: Pick<LedgerStore, 'read'>, size: number, node: Node): Promise<Hash> {
  const level = Math.floor(node.level / 8)
  const parts = 2 ** (node.level % 8)
  const first = node.index * parts
  const index = Math.floor(first / TILE_WIDTH)
  const width = Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH)
  const path = tilePath({ level, index, width })
  const hashes = decodeTile((await store.read(path)) ?? missing(path), width)
  if (hashes === null) throw new Error(`a tile has another length than its place asks: ${path}`)
  return rootOver(hashes.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + parts))
}

function missing(path: string): never {
  throw new Error(`a file of the ledger is missing: ${path}`)
}
