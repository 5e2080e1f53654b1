import { isRefusal, type Refusal, refuse } from '#kernel'
import { openCheckpoint } from './checkpoint.ts'
import { EMPTY_ROOT, type Hash, isSameHash, leafHash, rootOver } from './hash.ts'
import type { VerifierKey } from './note.ts'
import { CHECKPOINT, type LedgerStore } from './store.ts'
import {
  decodeBundle,
  decodeTile,
  levelsOf,
  partialTile,
  rootOfEdge,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesAt,
  tilesOf,
} from './tiles.ts'

/**
 * What is wrong, and where. `entry` counts from 0 over the whole ledger; null where it is not about one entry.
 * `signature`, `checkpoint`: the head cannot be believed, and nothing else was looked at. `missing`, `malformed`: a file that the
 * head asks for. `entry`: bytes other than those whose hash was kept. `tile`: a hash other than what lies below it gives.
 * `root`: everything fits together, and it is not what was signed. `witness`: a key was given and its cosignature is not there.
 */
export type LedgerFault = Readonly<{ fault: FaultKind; path: string; entry: number | null }>

export const FAULTS = ['signature', 'checkpoint', 'missing', 'malformed', 'entry', 'tile', 'root', 'witness'] as const
export type FaultKind = (typeof FAULTS)[number]

/** The answer about a whole ledger. It is verified when there is no fault. */
export type LedgerVerification = Readonly<{
  kind: 'ledger/verification'
  version: 1
  verified: boolean
  /** Null when the checkpoint cannot be believed. */
  origin: string | null
  size: number | null
  /** Base 64, as in the checkpoint. */
  root: string | null
  /** The keys whose signatures were verified, as name and id. */
  signedBy: readonly Readonly<{ name: string; id: string; role: 'ledger' | 'witness' }>[]
  /** Signatures of keys that were not given: nothing is known of them. */
  unknownSignatures: number
  faults: readonly LedgerFault[]
  /** Whether there were more faults than are listed. */
  more: boolean
  /** Files that belong to no entry up to the checkpoint: not looked at. A stopped writer leaves such, and so may a stranger. */
  notLookedAt: readonly string[]
}>

/** Faults listed. After as many files that cannot be read the search ends. */
const FAULTS_MAX = 20

/** Differences kept in memory: more than are listed, so that what follows from them can be told apart. */
const DIFFERING_MAX = 10_000

type Differing = Readonly<{ tile: Tile; at: number }>
type Reading = {
  readonly store: Pick<LedgerStore, 'read' | 'list'>
  readonly unreadable: LedgerFault[]
  readonly differing: Differing[]
  isRootSigned: boolean
}

/**
 * Reads every file of a ledger, hashes every entry, compares every tile with what lies below it and the whole with the signed
 * root. Needs the keys and nothing else. Refuses a store with neither checkpoint nor tiles: that is no ledger.
 * Throws what the disk says.
 */
export async function verifyLedger(
  store: Pick<LedgerStore, 'read' | 'list'>,
  keys: readonly VerifierKey[],
): Promise<LedgerVerification | Refusal> {
  const paths = await store.list()
  if (!paths.some(path => path === CHECKPOINT || path.startsWith('tile/'))) return noLedger()
  const signed = await store.read(CHECKPOINT)
  const head = signed && openCheckpoint(signed, keys)
  if (head === null) return unbelievable('missing')
  if (isRefusal(head)) return unbelievable(head.code === 'ledger/checkpoint' ? 'checkpoint' : 'signature')
  const absent = keys.filter(key => !head.note.by.includes(key))
  const reading: Reading = { store, unreadable: [], differing: [], isRootSigned: false }
  await checkTree(reading, head)
  const faults = [
    ...absent.map(() => ({ fault: 'witness', path: CHECKPOINT, entry: null }) as const),
    ...faultsOf(reading),
  ]
  const known = new Set([CHECKPOINT, KEY_FILE, ...expectedPaths(head.size, paths.length)])
  return {
    kind: 'ledger/verification',
    version: 1,
    verified: faults.length === 0,
    origin: head.origin,
    size: head.size,
    root: Buffer.from(head.root).toString('base64'),
    signedBy: head.note.by.map(({ name, id, type }) => ({ name, id, role: type === 1 ? 'ledger' : 'witness' })),
    unknownSignatures: head.note.unknown,
    faults: faults.slice(0, FAULTS_MAX),
    more: faults.length > FAULTS_MAX,
    notLookedAt: paths.filter(path => !known.has(path)).sort(),
  }
}

/** The ledger's public key, kept beside it for whoever has no other copy. */
export const KEY_FILE = 'key'

function noLedger(): Refusal {
  return refuse('ledger/none', {
    at: 'folder',
    seen: 'neither a checkpoint nor tiles',
    expected: 'the folder of a ledger',
    remedy: 'name the folder that holds the file checkpoint',
  })
}

function unbelievable(fault: FaultKind): LedgerVerification {
  return {
    kind: 'ledger/verification',
    version: 1,
    verified: false,
    origin: null,
    size: null,
    root: null,
    signedBy: [],
    unknownSignatures: 0,
    faults: [{ fault, path: CHECKPOINT, entry: null }],
    more: false,
    notLookedAt: [],
  }
}

/** The paths of a tree of this size; no more than could be there, should the size be absurd. */
function* expectedPaths(size: number, there: number): Generator<string> {
  let left = 2 * there + 64
  for (const tile of tilesOf(size)) {
    if (left-- === 0) return
    yield tilePath(tile)
  }
}

/** From the entries up: each level's hashes are computed from what was read below, and compared with those kept. */
async function checkTree(reading: Reading, head: Readonly<{ size: number; root: Hash }>): Promise<void> {
  const edge: (readonly Hash[])[] = []
  let below: readonly Hash[] = []
  for (const level of levelsOf(head.size)) {
    const last = partialTile(level, head.size)
    const above: Hash[] = []
    edge[level] = []
    for (const tile of tilesAt(level, head.size)) {
      if (reading.unreadable.length > FAULTS_MAX) return
      const at = tile.index * TILE_WIDTH
      const computed = level === 0 ? await leavesOf(reading, tile) : below.slice(at, at + tile.width)
      const hashes = await checkTile(reading, tile, computed)
      if (hashes === null) return
      if (tile.index === last?.index) edge[level] = hashes
      else above.push(rootOver(hashes))
    }
    below = above
  }
  reading.isRootSigned = isSameHash(rootOfEdge(edge) ?? EMPTY_ROOT, head.root)
}

/** The hashes of a bundle's entries, or null when it cannot be read: a fault. */
async function leavesOf(reading: Reading, { index, width }: Tile): Promise<readonly Hash[] | null> {
  const path = tilePath({ level: 'entries', index, width })
  const bytes = await reading.store.read(path)
  const entries = bytes && decodeBundle(bytes, width)
  if (entries) return entries.map(leafHash)
  reading.unreadable.push({ fault: bytes ? 'malformed' : 'missing', path, entry: index * TILE_WIDTH })
  return null
}

/** Compares a tile with what lies below it, and gives the hashes to go on with: the computed ones, or those kept where there are none. */
async function checkTile(
  reading: Reading,
  tile: Tile,
  computed: readonly Hash[] | null,
): Promise<readonly Hash[] | null> {
  const path = tilePath(tile)
  const bytes = await reading.store.read(path)
  const kept = bytes && decodeTile(bytes, tile.width)
  if (!kept) {
    reading.unreadable.push({ fault: bytes ? 'malformed' : 'missing', path, entry: null })
    return computed
  }
  computed?.forEach((hash, at) => {
    if (reading.differing.length < DIFFERING_MAX && !isSameHash(hash, kept[at])) reading.differing.push({ tile, at })
  })
  return computed ?? kept
}

/**
 * [Note: who is wrong] A hash that differs from what lies below it is wrong itself when the entries still give the signed root.
 * Otherwise the entry is wrong, and what differs above it follows from that. Where all fits together and is not what was signed,
 * a part was rewritten with all that hangs on it.
 */
function faultsOf({ unreadable, differing, isRootSigned }: Reading): readonly LedgerFault[] {
  const leaves = differing.filter(({ tile }) => tile.level === 0)
  if (isRootSigned || leaves.length === 0) {
    const paths = new Set(differing.map(({ tile }) => tilePath(tile)))
    const tiles = [...paths].map(path => ({ fault: 'tile', path, entry: null }) as const)
    const found = [...unreadable, ...tiles]
    return found.length === 0 && !isRootSigned ? [{ fault: 'root', path: CHECKPOINT, entry: null }] : found
  }
  return [...unreadable, ...leaves.map(entryFault)]
}

function entryFault({ tile: { index, width }, at }: Differing): LedgerFault {
  return { fault: 'entry', path: tilePath({ level: 'entries', index, width }), entry: index * TILE_WIDTH + at }
}
