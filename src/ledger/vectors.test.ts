import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyConsistency, verifyInclusion, verifySubtree } from './ledger.ts'
import { isSubtree } from './proof.ts'

/** The public vectors of transparency-dev/merkle (Apache-2.0), read from outside the project. */

const FOLDER = join(import.meta.dirname, '../../../shared/data/ledger-vectors')
const ABSENT = existsSync(FOLDER) ? '' : ' (skipped: the vectors are not on this machine)'

type Case = Readonly<{
  leafIdx: number
  treeSize: number
  start: number
  end: number
  size: number
  size1: number
  size2: number
  root: string | null
  root1: string | null
  root2: string | null
  leafHash: string | null
  proof: readonly string[] | null
  wantErr: boolean
}>

const bytes = (text: string | null) => Buffer.from(text ?? '', 'base64')

/** How the cases of a folder are asked. */
const ASKED: Readonly<Record<string, (one: Case, proof: readonly Buffer[]) => boolean>> = {
  inclusion: (one, proof) =>
    verifyInclusion(
      { index: one.leafIdx, size: one.treeSize, leaf: bytes(one.leafHash), root: bytes(one.root) },
      proof,
    ),
  consistency: (one, proof) =>
    verifyConsistency({ from: one.size1, to: one.size2, fromRoot: bytes(one.root1), toRoot: bytes(one.root2) }, proof),
  subtreeinclusion: ({ start, end, leafIdx, leafHash, root }, proof) =>
    isSubtree({ start, end }) &&
    verifyInclusion({ index: leafIdx - start, size: end - start, leaf: bytes(leafHash), root: bytes(root) }, proof),
  subtreeconsistency: ({ start, end, size, root1, root2 }, proof) =>
    verifySubtree({ start, end, size, root: bytes(root1), toRoot: bytes(root2) }, proof),
}

function casesOf(kind: string): readonly Readonly<{ name: string; one: Case }>[] {
  return readdirSync(join(FOLDER, kind), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .map(name => ({ name, one: JSON.parse(readFileSync(join(FOLDER, kind, name), 'utf8')) as Case }))
}

describe.skipIf(ABSENT !== '')(`every public vector has its own outcome${ABSENT}`, () => {
  test.each([
    ['inclusion', 98],
    ['consistency', 98],
    ['subtreeinclusion', 204],
    ['subtreeconsistency', 118],
  ])('%s: %i cases', (kind, count) => {
    const cases = casesOf(kind)
    const wrong = cases.filter(({ one }) => ASKED[kind](one, (one.proof ?? []).map(bytes)) === one.wantErr)
    expect(wrong.map(({ name }) => name)).toEqual([])
    expect(cases.length).toBe(count)
  })
})
