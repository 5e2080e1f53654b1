import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { approvalRefusal, canonicalBytes, readSigned, signDocument } from '#zones'
import { inventSigner, inventTenant, type Tenant } from '../../tests/zones/wall.ts'
import { type DirectHold, placeHoldOutside } from './direct-hold.ts'
import { putDocument } from './outside.ts'

const NOW = new Date('2026-03-02T09:00:00.000Z')
const released = mkdtempSync(join(tmpdir(), 'parefuite-direct-'))
afterAll(() => rmSync(released, { recursive: true }))

let ours: Tenant
let others: Tenant
beforeAll(async () => {
  ours = await inventTenant('prefecture-a', NOW)
  const stranger = await inventTenant('prefecture-b', NOW)
  // The first officer of ours signs for the other body too.
  const root = {
    ...stranger.root,
    officers: [...stranger.root.officers, { person: 'officer-a', key: ours.officers[0].key }],
  }
  others = { ...stranger, root }
  for (const { name, root, officers } of [ours, others]) {
    const signed = await signDocument(root, officers)
    await putDocument(join(released, name), 'root/1.json', canonicalBytes(signed), () => {})
  }
})

const order = (change: Partial<DirectHold> = {}): DirectHold => ({
  tenant: 'prefecture-a',
  scope: { kind: 'tenant' },
  reason: 'personal-data',
  ...change,
})
const holdsOf = (tenant: string) => {
  try {
    return readdirSync(join(released, tenant, 'holds'))
  } catch {
    return []
  }
}

describe('a hold placed straight in the public folder', () => {
  test('stands there signed by its officer, under the id that the root gives them', async () => {
    const placed = await placeHoldOutside(released, order(), ours.officers[1], NOW)
    if (isRefusal(placed)) throw new Error(placed.code)
    const name = `holds/${placed.hold.id}.json`
    const read = readSigned('zones/hold', readFileSync(join(released, 'prefecture-a', name)), name)
    if (isRefusal(read)) throw new Error(read.code)
    expect(read.body).toEqual({
      kind: 'zones/hold',
      tenant: 'prefecture-a',
      id: placed.hold.id,
      scope: { kind: 'tenant' },
      reason: 'personal-data',
      since: NOW.toISOString(),
    })
    expect(read.signatures[0].person).toBe('officer-b')
    expect(await approvalRefusal(read, ours.root.officers, 1, [], name)).toBe(null)
  })

  test('over everything stands at every body whose roots list the key, and at no other', async () => {
    const before = holdsOf('prefecture-b').length
    const both = await placeHoldOutside(released, order({ scope: { kind: 'everything' } }), ours.officers[0], NOW)
    const one = await placeHoldOutside(released, order({ scope: { kind: 'everything' } }), ours.officers[1], NOW)
    expect([both, one].map(placed => (isRefusal(placed) ? placed.code : placed.tenants))).toEqual([
      ['prefecture-a', 'prefecture-b'],
      ['prefecture-a'],
    ])
    expect(holdsOf('prefecture-b').length - before).toBe(1)
  })

  test('is refused for a key that no root lists, a body that is not there, and what is no address', async () => {
    const before = holdsOf('prefecture-a').length
    const stranger = await inventSigner('officer-a')
    const path = { kind: 'path', path: '/a b?c' } as const
    const asked = [
      placeHoldOutside(released, order(), stranger, NOW),
      placeHoldOutside(released, order({ tenant: 'nowhere' }), ours.officers[0], NOW),
      placeHoldOutside(released, order({ scope: path }), ours.officers[0], NOW),
    ]
    expect((await Promise.all(asked)).map(one => (isRefusal(one) ? one.code : 'placed'))).toEqual([
      'release/key-not-listed',
      'release/key-not-listed',
      'release/no-address',
    ])
    expect(holdsOf('prefecture-a').length).toBe(before)
  })
})
