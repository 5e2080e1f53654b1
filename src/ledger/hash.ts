import { hash } from 'node:crypto'

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array

export const HASH_BYTES = 32

/** The root of the tree without leaves: the hash of nothing. SOURCE: RFC 6962, 2.1. */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array(0))

/** The hash of an entry as a leaf: SHA-256(0x00 || entry). SOURCE: RFC 6962, 2.1. */
export function leafHash(entry: Uint8Array): Hash {
  const bytes = Buffer.allocUnsafe(entry.length + 1)
  bytes[0] = 0
  bytes.set(entry, 1)
  return sha256(bytes)
}

/** The hash of two neighbours: SHA-256(0x01 || left || right). The prefixes keep an entry from passing as a node. SOURCE: RFC 6962, 2.1. */
export function nodeHash(left: Hash, right: Hash): Hash {
  const bytes = Buffer.allocUnsafe(1 + left.length + right.length)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + left.length)
  return sha256(bytes)
}

/** SHA-256 of bytes. */
export function sha256(bytes: Uint8Array): Hash {
  return hash('sha256', bytes, 'buffer')
}

/** Whether two hashes are the same 32 bytes. Anything of another length is no hash and equals nothing. */
export function isSameHash(one: Hash, other: Hash): boolean {
  return one.length === HASH_BYTES && Buffer.compare(one, other) === 0
}

/**
 * The root over hashes of neighbouring subtrees, all complete and of one height but for the last, which may be smaller.
 * One without a neighbour goes up as it is: the same tree as RFC 6962's split at the largest power of two. Throws when
 * there are none.
 */
export function rootOver(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) throw new Error('a root needs at least one hash')
  let row = hashes
  while (row.length > 1) row = paired(row)
  return row[0]
}

function paired(row: readonly Hash[]): Hash[] {
  const above: Hash[] = []
  for (let at = 0; at + 1 < row.length; at += 2) above.push(nodeHash(row[at], row[at + 1]))
  if (row.length % 2 === 1) above.push(row[row.length - 1])
  return above
}
