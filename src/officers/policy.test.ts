import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import type { Asker } from './contract.ts'
import { ACTS, askerOf, mayRefusal, POLICY, proposeRoot } from './officers.ts'
import { approveAll, foundTenant, given, joinTenant, officersVaults, PARTY, START_MS } from './tenant.test-kit.ts'

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

describe('who may ask for what', () => {
  test('everybody against every act: the whole table', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    const officer = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    const removed = await joinTenant(vault, PARTY, tenant.name, officers, 'administrator')
    const change = given(await proposeRoot(vault, officers[0].asker, tenant.name, { remove: [removed.id] }))
    await approveAll(vault, change.digest, officers)
    const askers: Readonly<Record<string, Asker>> = {
      nobody: { officer: `officer-${'0'.repeat(32)}`, key: '00'.repeat(32) },
      'administrator of another tenant': other.officers[0].asker,
      'administrator who was removed': removed.asker,
      "officer with somebody else's key": { ...officer.asker, key: auditor.asker.key },
      auditor: auditor.asker,
      officer: officer.asker,
      administrator: officers[0].asker,
    }
    const rows: string[] = []
    for (const [who, asker] of Object.entries(askers)) {
      rows.push(`${who}:`)
      for (const act of ACTS) {
        const refused = await mayRefusal(vault, asker, act, tenant.name)
        rows.push(`  ${act.padEnd(24)}${refused ? `no (${refused.code})` : 'yes'}`)
      }
    }
    await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('./who-may-what.txt')
  })

  test('auditors change nothing: they may ask for what is seen, and for nothing else', () => {
    const theirs = ACTS.filter(act => POLICY[act].includes('auditor'))
    expect(theirs).toEqual(ACTS.filter(act => act.endsWith('.see') || act === 'officers.signals'))
  })

  test('an administrator may do what an officer may, and no act is for nobody', () => {
    for (const act of ACTS) expect(POLICY[act]).toContain('administrator')
    expect(Object.keys(POLICY)).toEqual([...ACTS])
  })

  test('what the policy does not know is refused, to an administrator too', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    for (const what of ['release.everything', 'toString', '__proto__', '']) {
      const refused = await mayRefusal(vault, officers[0].asker, what as (typeof ACTS)[number], tenant.name)
      expect(isRefusal(refused) && refused.code).toBe('officers/not-for-this-role')
    }
  })

  test('a tenant that does not exist is refused in the same words as one where somebody has no role', async () => {
    const { vault, officers } = await vaults.founded()
    await foundTenant(vault, PARTY, 'mairie-exemple')
    const answers = ['mairie-exemple', 'nulle-part'].map(name => mayRefusal(vault, officers[0].asker, 'wall.see', name))
    const [there, nowhere] = await Promise.all(answers)
    expect(there).toEqual(nowhere)
    expect(there?.code).toBe('officers/not-here')
  })

  test('somebody whose row says invited or removed may nothing, whatever role, key and session are left', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const [{ id, asker }] = officers
    const token = await officers[0].signIn()
    for (const state of ['invited', 'removed']) {
      await sql`update officers_officers set state = ${state} where id = ${id}`.execute(vault.sql)
      expect((await mayRefusal(vault, asker, 'wall.see', tenant.name))?.code).toBe('officers/not-here')
      expect(await askerOf(vault, token)).toBe(null)
    }
    await sql`update officers_officers set state = 'active' where id = ${id}`.execute(vault.sql)
    expect(await mayRefusal(vault, asker, 'wall.see', tenant.name)).toBe(null)
    expect(await askerOf(vault, token)).toEqual(asker)
  })
})
