import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vault } from '#vault'
import { digestOf, type Lift, type Root, rootApprovalRefusal, type Signed } from '#zones'
import {
  addApproval,
  adoptRoot,
  draft,
  invite,
  newestRoot,
  officer,
  pendingDocument,
  pendingDocuments,
  proposeRoot,
  roots,
} from './officers.ts'
import {
  approveAll,
  codeOf,
  enrolInvented,
  foundTenant,
  given,
  type InventedOfficer,
  joinTenant,
  officersVaults,
  PARTY,
  START_MS,
} from './tenant.test-kit.ts'

const NO_REASONS = { despiteVerdict: null, despiteAlert: null }

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

async function approve(vault: Vault, one: InventedOfficer, digest: string) {
  const signature = await one.sign('zones/root', digest)
  return vault.act(act => addApproval(vault, act, one.asker, digest, signature, NO_REASONS))
}

/** The root after the newest, signed outside this vault. */
async function signedElsewhere(
  before: Root,
  change: Partial<Root>,
  officers: readonly InventedOfficer[],
): Promise<Signed<Root>> {
  const body: Root = { ...before, version: before.version + 1, ...change }
  const digest = await digestOf(body)
  return { body, signatures: await Promise.all(officers.map(one => one.sign('zones/root', digest))) }
}

describe('a change of officers', () => {
  test('keeps a chain in which every root is signed by the one before', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const change = { remove: [officers[0].id], newEpoch: true }
    const { digest } = given(await proposeRoot(vault, officers[0].asker, tenant.name, change))
    await approveAll(vault, digest, [officers[1], third])
    const chain = await roots(vault, tenant.name)
    expect(chain.map(({ body }) => [body.version, body.epoch, body.officers.length])).toEqual([
      [1, 1, 2],
      [2, 1, 3],
      [3, 2, 2],
    ])
    for (const [i, signed] of chain.entries()) {
      expect(await rootApprovalRefusal(signed, chain[i - 1]?.body ?? null, 'root')).toBe(null)
    }
    expect(chain[0].body.passkeys).toEqual([{ rpId: PARTY.rpId, origin: PARTY.origin }])
  })

  test('takes two of the old officers: the newcomer and one old one are not enough', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code, officer: id } = given(
      await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }),
    )
    const newcomer = await enrolInvented(vault, PARTY, code)
    const { digest } = given(await proposeRoot(vault, officers[0].asker, tenant.name, { add: [id] }))
    given(await approve(vault, officers[0], digest))
    expect(given(await approve(vault, newcomer, digest))).toMatchObject({ state: 'open', missing: 1 })
    expect((await newestRoot(vault, tenant.name))?.body.version).toBe(1)
    expect(given(await approve(vault, officers[1], digest))).toMatchObject({ state: 'complete', missing: 0 })
  })

  test('makes every other document that waits stale, and leaves those of other tenants alone', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    const lift = (name: string): Lift => ({
      kind: 'zones/lift',
      tenant: name,
      hold: 'ab'.repeat(16),
      issued: vault.now().toISOString(),
    })
    const [own, foreign] = await Promise.all(
      [tenant.name, other.tenant.name].map(name => vault.act(act => draft(act, lift(name), officers[0].id))),
    )
    await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    expect((await pendingDocument(vault, given(own).digest))?.state).toBe('stale')
    expect((await pendingDocument(vault, given(foreign).digest))?.state).toBe('open')
    expect(await pendingDocuments(vault, tenant.name)).toEqual([])
  })

  test('two drafts of one version: the second that is signed is stale', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const gone = given(await proposeRoot(vault, officers[0].asker, tenant.name, { remove: [third.id] }))
    const epoch = given(await proposeRoot(vault, officers[0].asker, tenant.name, { newEpoch: true }))
    await approveAll(vault, gone.digest, officers)
    expect(codeOf(await approve(vault, officers[0], epoch.digest))).toBe('officers/stale')
  })

  test('is proposed by administrators, never lists auditors or people without keys, never fewer than two people', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    const invited = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    const proposed = async (change: Parameters<typeof proposeRoot>[3], asker = officers[0].asker) =>
      codeOf(await proposeRoot(vault, asker, tenant.name, change))
    expect(await proposed({ newEpoch: true }, third.asker)).toBe('officers/not-for-this-role')
    expect(await proposed({ add: [auditor.id] })).toBe('officers/not-to-be-listed')
    expect(await proposed({ add: [invited.officer] })).toBe('officers/not-to-be-listed')
    expect(await proposed({ remove: [officers[0].id, third.id] })).toBe('officers/too-few-left')
    expect(await proposed({})).toBe('officers/no-change')
    const { rows: before } = await sql<{ n: string }>`select count(*) as n from vault_secrets`.execute(vault.sql)
    expect(codeOf(await proposeRoot(vault, third.asker, 'nulle-part', { newEpoch: true }))).toBe('officers/not-here')
    const { rows: after } = await sql<{ n: string }>`select count(*) as n from vault_secrets`.execute(vault.sql)
    expect(after).toEqual(before)
  })

  test('is drafted for the next version alone', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const first = (await newestRoot(vault, tenant.name))?.body
    if (!first) throw new Error('there is a root')
    const drafted = (version: number) => vault.act(act => draft(act, { ...first, version }, officers[0].id))
    expect(codeOf(await drafted(1))).toBe('officers/not-to-be-signed')
    expect(codeOf(await drafted(3))).toBe('officers/not-to-be-signed')
    expect(codeOf(await drafted(2))).toBe(null)
  })

  test('removes whom it leaves out, at this tenant alone', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const { digest } = given(await proposeRoot(vault, officers[0].asker, tenant.name, { remove: [third.id] }))
    await approveAll(vault, digest, officers)
    expect(await officer(vault, third.id)).toMatchObject({ state: 'removed', roles: [], keys: [], name: third.name })
    expect((await officer(vault, officers[0].id))?.state).toBe('active')
  })
})

describe('a root that was signed elsewhere', () => {
  test('is taken over when its officers signed it and it is the next', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const first = (await newestRoot(vault, tenant.name))?.body
    if (!first) throw new Error('there is a root')
    const signed = await signedElsewhere(first, { epoch: 2 }, officers)
    given(await vault.act(act => adoptRoot(act, signed)))
    expect(await newestRoot(vault, tenant.name)).toEqual(signed)
  })

  test('is refused when one officer signed, when it is not the next, when its epoch is lower', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const first = (await newestRoot(vault, tenant.name))?.body
    if (!first) throw new Error('there is a root')
    const adopted = async (change: Partial<Root>, by: readonly InventedOfficer[] = officers) => {
      const signed = await signedElsewhere(first, change, by)
      return codeOf(await vault.act(act => adoptRoot(act, signed)))
    }
    expect(await adopted({}, [officers[0]])).toBe('zones/too-few-people')
    expect(await adopted({ version: 3 })).toBe('officers/root-order')
    expect(await adopted({ version: 1 })).toBe('officers/root-order')
    expect(await adopted({ epoch: 0 })).toBe('officers/root-order')
    expect(await adopted({ tenant: 'nulle-part' })).toBe('officers/no-root')
  })
})
