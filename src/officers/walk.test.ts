import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officersOf, roots } from './officers.ts'
import { foundTenant, joinTenant, officersVaults, PARTY, START_MS } from './tenant.test-kit.ts'

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

describe('a body and its officers', () => {
  test('two people enrol with codes, sign the first root, and admit a third by two signatures', async () => {
    const { vault } = await vaults.open()
    const { tenant, officers } = await foundTenant(vault)
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const people = await officersOf(vault, tenant.name)
    expect(people.map(one => [one.name, one.state, one.keys[0].counts])).toEqual(
      [...officers, third].map(one => [one.name, 'active', [tenant.name]]),
    )
    const all = await roots(vault, tenant.name)
    expect(all.map(({ body, signatures }) => [body.version, body.officers.length, signatures.length])).toEqual([
      [1, 2, 2],
      [2, 3, 2],
    ])
  })
})
