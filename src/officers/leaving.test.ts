import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vault } from '#vault'
import { inventAuthenticator } from './authenticator.test-kit.ts'
import {
  acceptInvitation,
  addOwnPasskey,
  askerOf,
  createTenant,
  dismiss,
  dropOwnKey,
  enrolmentOptions,
  enrolWithPasskey,
  forget,
  invite,
  newestRoot,
  officer,
  officersOf,
  ownPasskeyOptions,
  pendingDocuments,
  proposeRoot,
  type Recovery,
  recover,
  signIn,
  signInOptions,
} from './officers.ts'
import { LIMITS } from './policy.ts'
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

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

async function withThird() {
  const found = await vaults.founded()
  return { ...found, third: await joinTenant(found.vault, PARTY, found.tenant.name, found.officers, 'officer') }
}

/** Comes back with a code and a new device. */
async function back(vault: Vault, code: string) {
  const device = await inventAuthenticator()
  const response = await device.register(given(await enrolmentOptions(vault, PARTY, code)), PARTY.origin)
  const nobody = { name: '', email: '', label: 'nouvelle clé' }
  return { device, ...given(await enrolWithPasskey(vault, PARTY, { code, ...nobody, response })) }
}

async function canSignIn(vault: Vault, { device }: Pick<InventedOfficer, 'device'>): Promise<boolean> {
  const response = await device.sign(await signInOptions(vault, PARTY), PARTY.origin)
  return codeOf(await signIn(vault, PARTY, response)) === null
}

describe('a person who lost every key', () => {
  test('comes back by two others, under the same name; the new key counts after a change of root', async () => {
    const { vault, tenant, officers, third } = await withThird()
    expect(given(await recover(vault, officers[0].asker, third.id))).toEqual({ code: null, missing: 1 })
    expect(await askerOf(vault, third.token)).toEqual(third.asker)
    const { code, missing } = given(await recover(vault, officers[1].asker, third.id))
    expect([typeof code, missing]).toEqual(['string', 0])
    expect(await askerOf(vault, third.token)).toBe(null)
    expect(await canSignIn(vault, third)).toBe(false)
    const { asker, device } = await back(vault, code ?? '')
    expect(asker).toEqual({ officer: third.id, key: device.key })
    expect(await officer(vault, third.id)).toMatchObject({ name: third.name, keys: [{ key: device.key, counts: [] }] })
    const { digest } = given(await proposeRoot(vault, officers[0].asker, tenant.name, { add: [third.id] }))
    await approveAll(vault, digest, officers)
    expect((await officer(vault, third.id))?.keys[0].counts).toEqual([tenant.name])
    const keys = (await newestRoot(vault, tenant.name))?.body.officers.map(one => one.key)
    expect([keys?.includes(device.key), keys?.includes(third.device.key)]).toEqual([true, false])
  })

  test('is not removed by a root that is made meanwhile: it leaves out the keys, not the person', async () => {
    const { vault, tenant, officers, third } = await withThird()
    given(await recover(vault, officers[0].asker, third.id))
    const { code } = given(await recover(vault, officers[1].asker, third.id))
    const { digest } = given(await proposeRoot(vault, officers[0].asker, tenant.name, { newEpoch: true }))
    await approveAll(vault, digest, officers)
    expect((await newestRoot(vault, tenant.name))?.body.officers.length).toBe(2)
    expect(await officer(vault, third.id)).toMatchObject({ state: 'active', roles: [{ tenant: tenant.name }] })
    expect((await back(vault, code ?? '')).asker.officer).toBe(third.id)
  })

  test('who is at two bodies is brought back by two of each: those of one cannot come into the other', async () => {
    const { vault, officers, third } = await withThird()
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    const { code: invitation } = given(
      await invite(vault, other.officers[0].asker, { tenant: 'mairie-exemple', role: 'officer' }),
    )
    expect(await acceptInvitation(vault, third.asker, invitation)).toBe(null)
    const asked = [...officers, ...other.officers]
    const answers: Recovery[] = []
    for (const one of asked) answers.push(given(await recover(vault, one.asker, third.id)))
    expect(answers.slice(0, 3)).toEqual([3, 2, 1].map(missing => ({ code: null, missing })))
    expect([typeof answers[3].code, answers[3].missing]).toEqual(['string', 0])
  })

  test('is not brought back by one person twice, by themselves, or by an auditor', async () => {
    const { vault, tenant, officers, third } = await withThird()
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    for (let i = 0; i < 3; i += 1) {
      expect(given(await recover(vault, officers[0].asker, third.id))).toEqual({ code: null, missing: 1 })
    }
    expect(codeOf(await recover(vault, third.asker, third.id))).toBe('officers/not-yourself')
    expect(codeOf(await recover(vault, auditor.asker, third.id))).toBe('officers/not-for-this-role')
    expect(await askerOf(vault, third.token)).toEqual(third.asker)
  })

  test('is not brought back by somebody who is not in the root, nor of another tenant', async () => {
    const { vault, tenant, officers, third } = await withThird()
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'administrator' }))
    const unlisted = await enrolInvented(vault, PARTY, code)
    expect(codeOf(await recover(vault, unlisted.asker, third.id))).toBe('officers/unknown-officer')
    expect(codeOf(await recover(vault, other.officers[0].asker, third.id))).toBe('officers/unknown-officer')
  })

  test('is not brought back from a session older than ten minutes, nor by confirmations an hour apart', async () => {
    const { vault, clock, officers, third } = await withThird()
    const later = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    }
    later(LIMITS.freshMs + 1)
    expect(codeOf(await recover(vault, officers[0].asker, third.id))).toBe('officers/not-fresh')
    await officers[0].signIn()
    expect(given(await recover(vault, officers[0].asker, third.id)).missing).toBe(1)
    later(LIMITS.recoveryMs + 1)
    await officers[1].signIn()
    expect(given(await recover(vault, officers[1].asker, third.id)).missing).toBe(1)
  })
})

describe('leaving', () => {
  test('an auditor, or somebody who was never admitted, is dismissed by one administrator', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    const invited = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    expect(codeOf(await dismiss(vault, auditor.asker, tenant.name, invited.officer))).toBe('officers/not-for-this-role')
    expect(await dismiss(vault, officers[0].asker, tenant.name, auditor.id)).toBe(null)
    expect(await dismiss(vault, officers[0].asker, tenant.name, invited.officer)).toBe(null)
    expect(await askerOf(vault, auditor.token)).toBe(null)
    expect(codeOf(await enrolmentOptions(vault, PARTY, invited.code))).toBe('officers/wrong-code')
    expect((await officersOf(vault, tenant.name)).map(one => one.id)).toEqual(officers.map(one => one.id))
  })

  test('an administrator cannot dismiss somebody whom the root lists, nor somebody of another tenant', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    expect(codeOf(await dismiss(vault, officers[0].asker, tenant.name, officers[1].id))).toBe('officers/listed')
    const foreign = await dismiss(vault, officers[0].asker, tenant.name, other.officers[0].id)
    expect(codeOf(foreign)).toBe('officers/unknown-officer')
  })

  test('the name of a former officer is destroyed by an administrator, and of nobody else', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    const other = await foundTenant(vault, PARTY, 'mairie-exemple')
    expect(codeOf(await forget(vault, officers[0].asker, auditor.id))).toBe('officers/unknown-officer')
    given(await dismiss(vault, officers[0].asker, tenant.name, auditor.id))
    expect((await officer(vault, auditor.id))?.name).toBe(auditor.name)
    expect(codeOf(await forget(vault, other.officers[0].asker, auditor.id))).toBe('officers/unknown-officer')
    expect(await forget(vault, officers[0].asker, auditor.id)).toBe(null)
    expect(await officer(vault, auditor.id)).toMatchObject({ id: auditor.id, name: null, email: null })
  })
})

describe('one’s own account', () => {
  test('takes another passkey, which signs in, and gives one up', async () => {
    const { vault, officers } = await vaults.founded()
    const [first] = officers
    const device = await inventAuthenticator()
    const response = await device.register(await ownPasskeyOptions(vault, PARTY, first.asker), PARTY.origin)
    expect(codeOf(await addOwnPasskey(vault, PARTY, officers[1].asker, { label: 'x', response }))).toBe(
      'officers/bad-passkey',
    )
    const again = await device.register(await ownPasskeyOptions(vault, PARTY, first.asker), PARTY.origin)
    expect(await addOwnPasskey(vault, PARTY, first.asker, { label: 'autre', response: again })).toBe(null)
    expect(await canSignIn(vault, { device })).toBe(true)
    expect(codeOf(await dropOwnKey(vault, first.asker, first.device.key))).toBe('officers/last-key')
    expect(codeOf(await dropOwnKey(vault, officers[1].asker, device.key))).toBe('officers/last-key')
    expect(await dropOwnKey(vault, first.asker, device.key)).toBe(null)
    expect(await canSignIn(vault, { device })).toBe(false)
  })

  test('takes no other passkey, and gives none up, from a session older than ten minutes', async () => {
    const { vault, clock, officers } = await vaults.founded()
    const [first] = officers
    clock.now = new Date(clock.now.getTime() + LIMITS.freshMs + 1)
    const device = await inventAuthenticator()
    const response = await device.register(await ownPasskeyOptions(vault, PARTY, first.asker), PARTY.origin)
    const added = await addOwnPasskey(vault, PARTY, first.asker, { label: 'x', response })
    expect(codeOf(added)).toBe('officers/not-fresh')
    expect(codeOf(await dropOwnKey(vault, first.asker, device.key))).toBe('officers/not-fresh')
    expect((await officer(vault, first.id))?.keys.length).toBe(1)
  })

  test('serves several tenants, each by an invitation, and is never two officers of one', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const words = { name: 'mairie-exemple', title: { fr: 'Mairie', en: 'Town hall' }, hosts: ['mairie.example'] }
    const { codes } = given(await createTenant(vault, words))
    expect(await acceptInvitation(vault, officers[0].asker, codes[0])).toBe(null)
    expect(codeOf(await acceptInvitation(vault, officers[0].asker, codes[1]))).toBe('officers/not-for-you')
    expect(await acceptInvitation(vault, officers[1].asker, codes[1])).toBe(null)
    expect((await officer(vault, officers[0].id))?.roles).toEqual([
      { tenant: 'mairie-exemple', role: 'administrator' },
      { tenant: tenant.name, role: 'administrator' },
    ])
    const [root] = await pendingDocuments(vault, words.name)
    expect((await approveAll(vault, root.digest, officers)).state).toBe('complete')
  })
})
