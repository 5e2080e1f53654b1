import { EMPTY_ROOT, HASH_BYTES, type Hash, isSameHash, nodeHash } from './hash.ts'

/**
 * Inclusion and consistency proofs of RFC 6962, as rules over numbers and hashes. Sizes and indexes are whole numbers below
 * 2^53; anything else verifies nothing.
 */

/** The entries from `start` up to, not including, `end`. */
export type Range = Readonly<{ start: number; end: number }>

/** A complete subtree: 2^level leaves, the index-th of that size from the left. */
export type Node = Readonly<{ level: number; index: number }>

/** The subtrees whose roots prove that entry `index` is in the tree of `size`, nearest first. SOURCE: RFC 6962, 2.1.1 (PATH). */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  mustBe(isCount(index) && isCount(size) && index < size, 'an entry inside the tree')
  return pathIn(index, { start: 0, end: size })
}

function pathIn(index: number, { start, end }: Range): readonly Range[] {
  if (end - start === 1) return []
  const middle = start + splitOf(end - start)
  const left = { start, end: middle }
  const right = { start: middle, end }
  return index < middle ? [...pathIn(index, left), right] : [...pathIn(index, right), left]
}

/**
 * The subtrees whose roots prove that the tree of `from` entries is the beginning of that of `to`. From nothing, or from the
 * same size, there is nothing to prove. SOURCE: RFC 6962, 2.1.2 (PROOF, SUBPROOF).
 */
export function consistencyRanges(from: number, to: number): readonly Range[] {
  mustBe(isCount(from) && isCount(to) && from <= to, 'an earlier size of the tree')
  return from === 0 ? [] : subproofIn(from, { start: 0, end: to }, true)
}

function subproofIn(from: number, { start, end }: Range, isKnown: boolean): readonly Range[] {
  if (from === end) return isKnown ? [] : [{ start, end }]
  const middle = start + splitOf(end - start)
  const left = { start, end: middle }
  const right = { start: middle, end }
  return from <= middle ? [...subproofIn(from, left, isKnown), right] : [...subproofIn(from, right, false), left]
}

/** The complete subtrees that make up a range of a proof, from the left. */
export function nodesOf({ start, end }: Range): readonly Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    const level = levelBelow(end - at)
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** The root of a range from the hashes of its complete subtrees. */
export function joined(hashes: readonly Hash[]): Hash {
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

/** Whether the proof shows that the leaf is entry `index` of the tree with this size and root. SOURCE: RFC 9162, 2.1.3.2. */
export function verifyInclusion(
  { index, size, leaf, root }: Readonly<{ index: number; size: number; leaf: Hash; root: Hash }>,
  proof: readonly Hash[],
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, root, ...proof].every(isHash)) return false
  let [first, last, hash] = [index, size - 1, leaf]
  for (const other of proof) {
    if (last === 0) return false
    if (isOdd(first) || first === last) {
      hash = nodeHash(other, hash)
      while (!isOdd(first) && first !== 0) [first, last] = [half(first), half(last)]
    } else hash = nodeHash(hash, other)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 && isSameHash(hash, root)
}

/**
 * Whether the proof shows that the tree of `from` entries is the beginning of that of `to`. A tree without entries begins
 * everything and proves nothing: with `from` 0 the answer is no, as in the public vectors. Who wants to start from nothing
 * (a witness that sees a log for the first time) says so before asking. SOURCE: RFC 9162, 2.1.4.2.
 */
export function verifyConsistency(
  { from, to, fromRoot, toRoot }: Readonly<{ from: number; to: number; fromRoot: Hash; toRoot: Hash }>,
  proof: readonly Hash[],
): boolean {
  return from > 0 && verifySubtree({ start: 0, end: from, size: to, root: fromRoot, toRoot }, proof)
}

/**
 * Whether the proof shows that the entries from `start` to `end` with this root lie in the tree of `size` with `toRoot`. The
 * start must be a multiple of the smallest power of two that holds the range. No entries lie in every tree.
 * SOURCE: draft-ietf-plants-merkle-tree-certs-03, 4.1 (valid subtrees) and 4.4.3 (verification); with start 0, RFC 9162, 2.1.4.2.
 */
export function verifySubtree(
  { start, end, size, root, toRoot }: Range & Readonly<{ size: number; root: Hash; toRoot: Hash }>,
  proof: readonly Hash[],
): boolean {
  if (!isSubtree({ start, end }) || !isCount(size) || end > size || !proof.every(isHash)) return false
  if (start === end) return proof.length === 0 && isSameHash(root, EMPTY_ROOT)
  if (start === 0 && end === size) return proof.length === 0 && Buffer.compare(root, toRoot) === 0
  let [first, last, top] = [start, end - 1, size - 1]
  const up = () => {
    ;[first, last, top] = [half(first), half(last), half(top)]
  }
  while (first !== last && (last === top || isOdd(last))) up()
  const rest = [...proof]
  const seed = first === last ? root : rest.shift()
  if (seed === undefined) return false
  let [inside, whole] = [seed, seed]
  for (const other of rest) {
    if (top === 0) return false
    if (isOdd(last) || last === top) {
      if (first < last) inside = nodeHash(other, inside)
      whole = nodeHash(other, whole)
      while (!isOdd(last) && last !== 0) up()
    } else whole = nodeHash(whole, other)
    up()
  }
  return top === 0 && isSameHash(inside, root) && isSameHash(whole, toRoot)
}

/** Whether a range can be a subtree. SOURCE: draft-ietf-plants-merkle-tree-certs-03, 4.1. */
export function isSubtree({ start, end }: Range): boolean {
  if (!isCount(start) || !isCount(end) || start > end) return false
  const width = end - start
  return start % (width < 2 ? 1 : 2 * splitOf(width)) === 0
}

/** The largest power of two smaller than a size of at least 2. */
function splitOf(size: number): number {
  return 2 ** levelBelow(size - 1)
}

/** The height of the largest complete tree with at most so many leaves. */
function levelBelow(size: number): number {
  let level = 0
  while (2 ** (level + 1) <= size) level += 1
  return level
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isHash(hash: Hash): boolean {
  return hash.length === HASH_BYTES
}

// Sizes pass 2^31, so halves and parities are taken by arithmetic, not by 32-bit operators.
function half(value: number): number {
  return Math.floor(value / 2)
}

function isOdd(value: number): boolean {
  return value % 2 === 1
}

function mustBe(holds: boolean, what: string): void {
  if (!holds) throw new Error(`a proof needs ${what}`)
}
