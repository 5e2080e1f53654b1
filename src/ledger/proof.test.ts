import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventsFrom, given, signer } from './ledger.test-kit.ts'
import {
  EMPTY_ROOT,
  type Hash,
  type Ledger,
  leafHash,
  memoryStore,
  nodeHash,
  openLedger,
  verifyConsistency,
  verifyInclusion,
} from './ledger.ts'

/** The largest tree of these tests: two full tiles and some. */
const SIZE = 700

/** The definition as RFC 6962, 2.1 writes it, apart from our own way. */
function rootByDefinition(leaves: readonly Hash[]): Hash {
  if (leaves.length === 0) return createHash('sha256').digest()
  if (leaves.length === 1) return leaves[0]
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return nodeHash(rootByDefinition(leaves.slice(0, split)), rootByDefinition(leaves.slice(split)))
}

let ledger: Ledger
const leaves: Hash[] = []
const roots: Hash[] = []

beforeAll(async () => {
  ledger = given(await openLedger(memoryStore(), signer))
  given(await ledger.append(eventsFrom(0, SIZE)))
  for (let index = 0; index < SIZE; index++) leaves.push(leafHash(await ledger.entry(index)))
  for (let size = 0; size <= SIZE; size++) roots.push(rootByDefinition(leaves.slice(0, size)))
})

/** The proof with one bit of one hash changed. */
function flipped(proof: readonly Hash[], bit: number): readonly Hash[] {
  const changed = proof.map(hash => Buffer.from(hash))
  changed[Math.floor(bit / 256) % proof.length][Math.floor(bit / 8) % 32] ^= 1 << (bit % 8)
  return changed
}

const sizes = fc.integer({ min: 1, max: SIZE })
const bits = fc.nat(1 << 20)

describe('the tree', () => {
  test('the root of nothing and of one empty entry are those of the standard', () => {
    expect(Buffer.from(EMPTY_ROOT).toString('hex').slice(0, 8)).toBe('e3b0c442')
    expect(
      Buffer.from(leafHash(new Uint8Array(0)))
        .toString('hex')
        .slice(0, 8),
    ).toBe('6e340b9c')
  })

  test('appended in parts of any size, the root is that of the definition', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(cuts, async parts => {
        const grown = given(await openLedger(memoryStore(), signer))
        for (const part of parts) {
          const { size } = grown.head()
          const head = given(await grown.append(eventsFrom(size, Math.min(part, SIZE - size))))
          expect(Buffer.compare(head.root, roots[head.size])).toBe(0)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('every inclusion proof made verifies, and no other leaf, index, or changed bit does', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(SIZE), bits, async (size, number, bit) => {
        const index = number % size
        const proof = await ledger.inclusion(index, size)
        const asked = { index, size, leaf: leaves[index], root: roots[size] }
        expect(verifyInclusion(asked, proof)).toBe(true)
        expect(verifyInclusion({ ...asked, leaf: leaves[(index + 1) % SIZE] }, proof)).toBe(false)
        expect(verifyInclusion({ ...asked, index: (index + 1) % (size + 1) }, proof)).toBe(false)
        expect(verifyInclusion(asked, [...proof, leaves[0]])).toBe(false)
        if (proof.length > 0) expect(verifyInclusion(asked, flipped(proof, bit))).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('any two sizes are proved consistent, and no changed bit or other root is', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, sizes, bits, async (one, other, bit) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)]
        const proof = await ledger.consistency(from, to)
        const asked = { from, to, fromRoot: roots[from], toRoot: roots[to] }
        expect(verifyConsistency(asked, proof)).toBe(true)
        expect(verifyConsistency({ ...asked, fromRoot: roots[from - 1] }, proof)).toBe(false)
        expect(verifyConsistency({ ...asked, toRoot: roots[to - 1] }, proof)).toBe(false)
        if (proof.length > 0) expect(verifyConsistency(asked, flipped(proof, bit))).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('from nothing there is nothing to prove: the proof is empty and verifies nothing', async () => {
    expect(await ledger.consistency(0)).toEqual([])
    expect(verifyConsistency({ from: 0, to: SIZE, fromRoot: EMPTY_ROOT, toRoot: roots[SIZE] }, [])).toBe(false)
  })
})
