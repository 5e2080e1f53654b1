import { HASH_BYTES, type Hash, rootOver } from './hash.ts'

/** Where the hashes and entries of a tree lie in files. SOURCE: C2SP tlog-tiles v0.1.0, “Merkle Tree” and “Log entries”. */

export const TILE_WIDTH = 256
/** The length of an entry is a uint16 in its bundle. SOURCE: C2SP tlog-tiles, “Log entries”. */
export const ENTRY_BYTES_MAX = 65_535
/** The most that a bundle can weigh; a larger file is not read. */
export const BUNDLE_BYTES_MAX = TILE_WIDTH * (ENTRY_BYTES_MAX + 2)

/** One file: hashes of a level (0: of the entries) or the entries themselves. `width` is 256, or less for the last one. */
export type Tile = Readonly<{ level: number | 'entries'; index: number; width: number }>

/** The path of a tile: `tile/0/x001/x234/067`, `tile/entries/000.p/17`. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index)
  const parts = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  const folded = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
  return `tile/${level}/${folded}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

/** How many hashes a level of a tree has: one for each 256^level entries that are complete. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level)
}

/** The last tile of a level when it is not full, otherwise null. */
export function partialTile(level: number | 'entries', size: number): Tile | null {
  const hashes = hashesAt(level === 'entries' ? 0 : level, size)
  const width = hashes % TILE_WIDTH
  return width === 0 ? null : { level, index: Math.floor(hashes / TILE_WIDTH), width }
}

/** Every tile of one level in a tree of `size`, from the left. */
export function* tilesAt(level: number | 'entries', size: number): Generator<Tile> {
  const full = Math.floor(hashesAt(level === 'entries' ? 0 : level, size) / TILE_WIDTH)
  for (let index = 0; index < full; index++) yield { level, index, width: TILE_WIDTH }
  const last = partialTile(level, size)
  if (last) yield last
}

/** The levels that a tree has: 0 for up to 255 entries, and one more with every factor of 256. None for a tree without entries. */
export function levelsOf(size: number): readonly number[] {
  const levels: number[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) levels.push(level)
  return levels
}

/** Every tile of a tree, entries first, then hashes from level 0 up. */
export function* tilesOf(size: number): Generator<Tile> {
  if (size > 0) yield* tilesAt('entries', size)
  for (const level of levelsOf(size)) yield* tilesAt(level, size)
}

/** The tiles of a tree that are not full: at most one for each level, and one of entries. Its root follows from them alone. */
export function partialTiles(size: number): readonly Tile[] {
  return (['entries', ...levelsOf(size)] as const).flatMap(level => partialTile(level, size) ?? [])
}

/** The root of a tree from the hashes of its last tiles, by level; null for a tree without entries. */
export function rootOfEdge(edge: readonly (readonly Hash[])[]): Hash | null {
  return edge.reduce<Hash | null>((tail, hashes) => {
    const row = tail === null ? hashes : [...hashes, tail]
    return row.length === 0 ? null : rootOver(row)
  }, null)
}

/** The hashes of a tile, or null when the bytes are not `width` hashes. */
export function decodeTile(bytes: Uint8Array, width: number): readonly Hash[] | null {
  if (bytes.length !== width * HASH_BYTES) return null
  return Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
}

/** Entries as one bundle, each after its length in two bytes. Throws when one is too long. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const parts = entries.flatMap(entry => {
    if (entry.length > ENTRY_BYTES_MAX) throw new Error('an entry of the ledger is longer than its format allows')
    return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
  })
  return Buffer.concat(parts)
}

/** The entries of a bundle, or null when the bytes are not exactly `width` entries. */
export function decodeBundle(bytes: Uint8Array, width: number): readonly Uint8Array[] | null {
  const entries: Uint8Array[] = []
  let at = 0
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + (bytes[at] << 8) + bytes[at + 1]
    if (end > bytes.length) return null
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries.length === width && at === bytes.length ? entries : null
}
