import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allSubjects, flip } from './flips.ts'

test('of some hundreds of single changed bits in documents, approvals, files and ledger, each is noticed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-flips-'))
  expect(await flip(await allSubjects(folder), 600)).toEqual([])
  rmSync(folder, { recursive: true })
})

test('what nobody looks at is told by name and bit', async () => {
  const blind = { name: 'blind', bytes: new Uint8Array(4), from: 1, to: 3, isNoticed: async () => false }
  expect(await flip([blind], 2)).toEqual(['blind, bit 8', 'blind, bit 17'])
})
