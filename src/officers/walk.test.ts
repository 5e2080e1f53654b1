import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeEvent, entriesOf, verifyLedger } from '#ledger'
import { officersOf, roots } from './officers.ts'
import { foundTenant, given, joinTenant, officersVaults, PARTY, START_MS } from './tenant.test-kit.ts'

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

describe('a body and its officers', () => {
  test('two people enrol with codes, sign the first root, and admit a third by two signatures', async () => {
    const { vault, tenant, officers } = await vaults.founded()
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

  test('every step is in the ledger, by whom it was, and the ledger holds', async () => {
    const { vault } = await vaults.open()
    const { officers } = await foundTenant(vault)
    const { size } = await vault.ledgerHead()
    const entries = (await entriesOf(vault.ledger, size, 0, size)) ?? []
    const events = entries.map(({ entry }) => given(decodeEvent(entry)))
    const who = (by: string) => officers.findIndex(one => one.id === by)
    expect(events.filter(one => one.kind.startsWith('officers.')).map(one => [one.kind, who(one.by)])).toEqual([
      ['officers.tenant-made', -1],
      ['officers.invited', -1],
      ['officers.invited', -1],
      ['officers.enrolled', -1],
      ['officers.key-added', 0],
      ['officers.signed-in', 0],
      ['officers.enrolled', -1],
      ['officers.key-added', 1],
      ['officers.drafted', -1],
      ['officers.signed-in', 1],
      ['officers.approved', 0],
      ['officers.approved', 1],
      ['officers.rooted', -1],
    ])
    expect(given(await verifyLedger(vault.ledger, [vault.ledgerKey])).faults).toEqual([])
  })
})
