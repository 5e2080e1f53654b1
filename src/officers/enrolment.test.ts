import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vault } from '#vault'
import { inventAuthenticator } from './authenticator.test-kit.ts'
import {
  askerOf,
  createKeyFile,
  createTenant,
  enrolmentMessage,
  enrolmentOptions,
  enrolWithKeyFile,
  enrolWithPasskey,
  invite,
  officer,
  officersOf,
  openKeyFile,
  pendingDocuments,
  renewFounding,
  signals,
  signInWithKeyFile,
} from './officers.ts'
import { makeCode } from './one-time-code.ts'
import { LIMITS } from './policy.ts'
import {
  approveAll,
  codeOf,
  enrolInvented,
  everyRow,
  given,
  officersVaults,
  PARTY,
  START_MS,
} from './tenant.test-kit.ts'

const WORDS = {
  name: 'mairie-exemple',
  title: { fr: 'Mairie d’exemple', en: 'Example town hall' },
  hosts: ['a.example'],
}

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

/** Enrols with an invented device; what is named replaces what is right. */
async function enrolled(
  vault: Parameters<typeof enrolmentOptions>[0],
  code: string,
  change: Readonly<
    Partial<{ name: string; email: string; device: Awaited<ReturnType<typeof inventAuthenticator>> }>
  > = {},
  fault = {},
) {
  const options = given(await enrolmentOptions(vault, PARTY, code))
  const device = change.device ?? (await inventAuthenticator())
  const response = await device.register(options, PARTY.origin, fault)
  const { name = 'Personne Inventée', email = 'personne@example.org' } = change
  return enrolWithPasskey(vault, PARTY, { code, name, email, label: 'clé', response })
}

describe('a new body', () => {
  test('has two codes, and no root before both are used', async () => {
    const { vault } = await vaults.open()
    const { codes } = given(await createTenant(vault, WORDS))
    await enrolInvented(vault, PARTY, codes[0])
    expect(await pendingDocuments(vault, WORDS.name)).toEqual([])
    await enrolInvented(vault, PARTY, codes[1])
    const [{ body, missing, by }] = await pendingDocuments(vault, WORDS.name)
    expect([body.kind, missing, by.slice(0, 4)]).toEqual(['zones/root', 2, 'run-'])
  })

  test('may have a person who prepares from the first day, and whose key the first root does not list', async () => {
    const { vault } = await vaults.open()
    const { codes, clerkCode } = given(await createTenant(vault, { ...WORDS, clerk: true }))
    const clerk = await enrolInvented(vault, PARTY, clerkCode ?? '')
    const first = await enrolInvented(vault, PARTY, codes[0])
    expect(await pendingDocuments(vault, WORDS.name)).toEqual([])
    const second = await enrolInvented(vault, PARTY, codes[1])
    const [{ body }] = await pendingDocuments(vault, WORDS.name)
    const listed = body.kind === 'zones/root' ? body.officers.map(one => one.person) : []
    expect(listed.sort()).toEqual([first.id, second.id].sort())
    expect(listed).not.toContain(clerk.id)
  })

  test('takes no name and no host of another, and none that cannot be one', async () => {
    const { vault } = await vaults.open()
    given(await createTenant(vault, WORDS))
    const codeFor = async (change: object) => codeOf(await createTenant(vault, { ...WORDS, ...change }))
    expect(await codeFor({ hosts: ['b.example'] })).toBe('officers/tenant-taken')
    expect(await codeFor({ name: 'autre' })).toBe('officers/tenant-taken')
    expect(await codeFor({ name: '../x', hosts: ['b.example'] })).toBe('officers/bad-tenant')
    expect(await codeFor({ name: 'autre', hosts: ['B example'] })).toBe('officers/bad-tenant')
    expect(await codeFor({ name: 'autre', hosts: [] })).toBe('officers/bad-tenant')
  })

  test('cannot be given a third person before its first root: one founder must not replace the other', async () => {
    const { vault } = await vaults.open()
    const { codes } = given(await createTenant(vault, WORDS))
    const first = await enrolInvented(vault, PARTY, codes[0])
    const answer = await invite(vault, first.asker, { tenant: WORDS.name, role: 'officer' })
    expect(codeOf(answer)).toBe('officers/no-root')
  })
})

describe('a body that has no root yet', () => {
  test('gets two new codes, and whoever came with an old one is out', async () => {
    const { vault, clock } = await vaults.open()
    const { codes: old } = given(await createTenant(vault, WORDS))
    const early = await enrolInvented(vault, PARTY, old[0])
    clock.now = new Date(clock.now.getTime() + LIMITS.codeMs)
    const { codes } = given(await renewFounding(vault, WORDS.name))
    expect(codeOf(await enrolmentOptions(vault, PARTY, old[1]))).toBe('officers/wrong-code')
    expect(await askerOf(vault, early.token)).toBe(null)
    const officers = [await enrolInvented(vault, PARTY, codes[0]), await enrolInvented(vault, PARTY, codes[1])]
    const [root] = await pendingDocuments(vault, WORDS.name)
    await approveAll(vault, root.digest, officers)
    expect((await officersOf(vault, WORDS.name)).map(one => one.id)).toEqual(officers.map(one => one.id))
    expect(codeOf(await renewFounding(vault, WORDS.name))).toBe('officers/founded')
  })
})

describe('enrolling', () => {
  test('names the person; name, address and label are sealed, and the code is used up', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code, officer: id } = given(
      await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }),
    )
    expect((await officer(vault, id))?.state).toBe('invited')
    const { token, asker } = given(await enrolled(vault, code))
    expect(await askerOf(vault, token)).toEqual(asker)
    expect(await officer(vault, id)).toMatchObject({
      id,
      name: 'Personne Inventée',
      email: 'personne@example.org',
      state: 'active',
      roles: [{ tenant: tenant.name, role: 'officer' }],
      keys: [{ kind: 'passkey', label: 'clé', counts: [] }],
    })
    for (const table of ['officers_officers', 'officers_keys', 'officers_codes', 'ledger_files']) {
      const rows = await everyRow(vault, table)
      for (const word of ['Inventée', 'personne@', 'clé', code, code.replaceAll('-', '')])
        expect(rows).not.toContain(word)
    }
    expect(codeOf(await enrolmentOptions(vault, PARTY, code))).toBe('officers/wrong-code')
  })

  test('a code is over after seven days', async () => {
    const { vault, clock, tenant, officers } = await vaults.founded()
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    clock.now = new Date(clock.now.getTime() + LIMITS.codeMs)
    expect(codeOf(await enrolmentOptions(vault, PARTY, code))).toBe('officers/wrong-code')
  })

  test('a code dies after five wrong tries, and a mistyped one counts for nothing', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    for (let i = 0; i < 20; i += 1) {
      expect(codeOf(await enrolmentOptions(vault, PARTY, `${code}0`))).toBe('officers/mistyped-code')
    }
    for (let i = 0; i < LIMITS.codeAttempts; i += 1) {
      expect(codeOf(await enrolmentOptions(vault, PARTY, code))).toBe(null)
      expect(codeOf(await enrolmentOptions(vault, PARTY, wrongSecret(code)))).toBe('officers/wrong-code')
    }
    expect(codeOf(await enrolmentOptions(vault, PARTY, code))).toBe('officers/wrong-code')
  })

  test('after sixty wrong codes in an hour nobody may try, whatever codes they are', async () => {
    const { vault, clock, tenant, officers } = await vaults.founded()
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    for (let i = 0; i < LIMITS.codeAttemptsPerHour; i += 1) await enrolmentOptions(vault, PARTY, makeCode())
    expect(codeOf(await enrolmentOptions(vault, PARTY, code))).toBe('officers/too-many-tries')
    clock.now = new Date(clock.now.getTime() + 3_600_001)
    expect(codeOf(await enrolmentOptions(vault, PARTY, code))).toBe(null)
  })

  test('two who use one code at once are one', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    const coming = ['personne@example.org', 'autre@example.org'].map(async email => {
      const device = await inventAuthenticator()
      const response = await device.register(given(await enrolmentOptions(vault, PARTY, code)), PARTY.origin)
      return { code, name: 'Personne Inventée', email, label: 'clé', response }
    })
    const both = await Promise.all((await Promise.all(coming)).map(one => enrolWithPasskey(vault, PARTY, one)))
    expect(both.map(codeOf).sort()).toEqual([null, 'officers/wrong-code'].sort())
  })

  test('a key that another person has is refused, and both are listed for review', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code, officer: id } = given(
      await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }),
    )
    expect(codeOf(await enrolled(vault, code, { device: officers[1].device }))).toBe('officers/known-key')
    expect((await signals(vault, tenant.name))[0]).toMatchObject({
      kind: 'one-key-two-accounts',
      officers: [id, officers[1].id].sort(),
    })
  })

  /** A vault in which two who come to the same place go on together, or after a moment where the other does not come. */
  function together(vault: Vault, place: 'act' | 'seal'): Vault {
    const both = Promise.withResolvers<void>()
    let came = 0
    const meet = async (): Promise<void> => {
      came += 1
      if (came === 2) both.resolve()
      await Promise.race([both.promise, pause(500)])
    }
    const act: Vault['act'] = work => meet().then(() => vault.act(work))
    const seal: Vault['seal'] = (...field) => meet().then(() => vault.seal(...field))
    return place === 'act' ? { ...vault, act } : { ...vault, seal }
  }

  test('of two who bring one key at the same moment one is refused, and both are listed for review', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const invited = async () => given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    const [one, other] = [await invited(), await invited()]
    const device = await inventAuthenticator()
    const met = together(vault, 'act')
    const both = await Promise.all([
      enrolled(met, one.code, { device, email: 'personne@example.org' }),
      enrolled(met, other.code, { device, email: 'autre@example.org' }),
    ])
    expect(both.map(codeOf).sort()).toEqual([null, 'officers/known-key'].sort())
    expect((await signals(vault, tenant.name))[0]).toMatchObject({
      kind: 'one-key-two-accounts',
      officers: [one.officer, other.officer].sort(),
    })
  })

  test('of two who give one address at the same moment one is refused', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const invited = async () => given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    const codes = [(await invited()).code, (await invited()).code]
    const met = together(vault, 'seal')
    const both = await Promise.all(codes.map(code => enrolled(met, code)))
    expect(both.map(codeOf).sort()).toEqual([null, 'officers/known-person'].sort())
  })

  test('the address of somebody else is refused, however it is written', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    const email = ` ${officers[1].email.toUpperCase()}`
    expect(codeOf(await enrolled(vault, code, { email }))).toBe('officers/known-person')
    expect(codeOf(await enrolled(vault, code, { email: 'nobody' }))).toBe('officers/unnamed')
    expect(codeOf(await enrolled(vault, code, { name: ' 7 ' }))).toBe('officers/unnamed')
    expect(codeOf(await enrolled(vault, code))).toBe(null)
  })

  test.each([
    ['made at another site', { origin: 'https://console.example.net' }],
    ['made for another party', { rpId: 'example.net' }],
    ['made for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['made without knowing its user', { userVerified: false }],
  ])('a passkey %s is refused', async (_, fault) => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    expect(codeOf(await enrolled(vault, code, {}, fault))).toBe('officers/bad-passkey')
    expect((await officersOf(vault, tenant.name)).map(one => one.state)).toEqual(['active', 'active', 'invited'])
  })
})

describe('a key file', () => {
  test('enrols with proof that its owner has it, signs in, and signs the first root', async () => {
    const { vault } = await vaults.open()
    const folder = mkdtempSync(join(tmpdir(), 'parefuite-enrol-'))
    const { codes } = given(await createTenant(vault, WORDS))
    const path = join(folder, 'key')
    const publicKey = given(await createKeyFile(path, 'quatre mots sans lien', 10))
    const file = given(await openKeyFile(path, 'quatre mots sans lien'))
    rmSync(folder, { recursive: true })
    const person = { code: codes[0], name: 'Personne Inventée', email: 'personne@example.org', label: 'poste' }
    const proofOver = async (code: string) => Buffer.from(await file.sign(enrolmentMessage(code))).toString('hex')
    const wrong = await enrolWithKeyFile(vault, { ...person, publicKey, proof: await proofOver(codes[1]) })
    expect(codeOf(wrong)).toBe('officers/bad-proof')
    const weak = await enrolWithKeyFile(vault, { ...person, publicKey: '01'.padEnd(64, '0'), proof: '00'.repeat(64) })
    expect(codeOf(weak)).toBe('officers/bad-proof')
    given(await enrolWithKeyFile(vault, { ...person, publicKey, proof: await proofOver(codes[0]) }))
    const { asker, signer, token } = given(await signInWithKeyFile(vault, file))
    expect([signer.person, signer.key]).toEqual([asker.officer, publicKey])
    expect(await askerOf(vault, token)).toEqual(asker)
  })
})

/** A code with the same selector and another secret, whose last sign fits. */
function wrongSecret(code: string): string {
  const signs = code.replaceAll('-', '')

  // Signs two places apart weigh the same in the last one: exchanging them keeps it right.
  const places = [4, 5, 6, 7, 8, 9, 10, 11, 12]
  const place = places.find(i => signs[i] !== signs[i + 2]) ?? 4
  const other = [...signs]
  other[place] = signs[place + 2]
  other[place + 2] = signs[place]
  return other.join('')
}
