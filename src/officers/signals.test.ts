import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventAuthenticator } from './authenticator.test-kit.ts'
import {
  addOwnPasskey,
  askerOf,
  enrolmentOptions,
  enrolWithPasskey,
  invite,
  ownPasskeyOptions,
  signals,
  signIn,
  signInOptions,
} from './officers.ts'
import { isPostAddress, isPostName } from './role-names.ts'
import { neverIdleSince, overlapSince } from './signals.ts'
import { foundTenant, given, officersVaults, PARTY, START_MS } from './tenant.test-kit.ts'

let vaults: Awaited<ReturnType<typeof officersVaults>>
beforeAll(async () => {
  vaults = await officersVaults()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

const at = (time: string) => new Date(`2026-03-02T${time}:00.000Z`)
const session = (key: string, began: string, used: string, ended: string | null = null) => ({
  officer: 'officer-x',
  key,
  began_at: at(began),
  used_at: at(used),
  ended_at: ended === null ? null : at(ended),
})

describe('signs that an account is shared', () => {
  test('a body of two people with one key each gives none', async () => {
    const { vault } = await vaults.open()
    const { tenant } = await foundTenant(vault)
    expect(await signals(vault, tenant.name)).toEqual([])
  })

  test('more than three passkeys, one that is synced, and sessions side by side with different keys are listed in order', async () => {
    const { vault, clock } = await vaults.open()
    const { tenant, officers } = await foundTenant(vault)
    const [first] = officers
    const devices = [
      await inventAuthenticator({ synced: true }),
      await inventAuthenticator(),
      await inventAuthenticator(),
    ]
    for (const device of devices) {
      const response = await device.register(await ownPasskeyOptions(vault, PARTY, first.asker), PARTY.origin)
      expect(await addOwnPasskey(vault, PARTY, first.asker, { label: 'x', response })).toBe(null)
    }
    clock.now = at('09:10')
    await askerOf(vault, first.token)
    clock.now = at('09:05')
    given(await signIn(vault, PARTY, await devices[1].sign(await signInOptions(vault, PARTY), PARTY.origin)))
    clock.now = at('09:11')
    expect(await signals(vault, tenant.name)).toEqual([
      { kind: 'overlapping-sessions', officers: [first.id], since: '2026-03-02T09:05:00.000Z' },
      { kind: 'many-passkeys', officers: [first.id], since: '2026-03-02T09:00:00.000Z' },
      { kind: 'synced-passkey', officers: [first.id], since: '2026-03-02T09:00:00.000Z' },
    ])
  })

  test('a person called like a post is listed, without the name', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const { code, officer } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'officer' }))
    const device = await inventAuthenticator()
    const response = await device.register(given(await enrolmentOptions(vault, PARTY, code)), PARTY.origin)
    const person = { name: 'Secrétariat du service', email: 'x@example.org', label: 'x' }
    given(await enrolWithPasskey(vault, PARTY, { code, ...person, response }))
    expect(await signals(vault, tenant.name)).toEqual([
      { kind: 'post-for-a-name', officers: [officer], since: '2026-03-02T09:00:00.000Z' },
    ])
  })

  test('posts are told from people, in French and English, with accents, numbers and small words', () => {
    const posts = [
      'Accueil',
      'stagiaire 2',
      'Secrétariat de la mairie',
      'ADMIN',
      'front-desk office',
      'Night Nurse team',
    ]
    expect(posts.map(isPostName)).toEqual([true, true, true, true, true, true])
    expect(['Marie Dupont', 'Jean Bureau', 'Contact Martin', 'Léa Service-Blanc'].map(isPostName)).toEqual([
      false,
      false,
      false,
      false,
    ])
    const boxes = ['contact@x.example', 'secretariat.rh@x.example', 'service-etrangers@x.example', 'no-reply@x.example']
    expect(boxes.map(isPostAddress)).toEqual([true, true, true, true])
    expect(['marie.dupont@service.example', 'm.contactin@x.example'].map(isPostAddress)).toEqual([false, false])
  })

  test('sessions with one key, or one after the other, do not overlap', () => {
    const now = at('20:00')
    expect(overlapSince([session('a', '09:00', '10:00'), session('a', '09:30', '11:00')], now)).toBe(null)
    expect(overlapSince([session('a', '09:00', '10:00'), session('b', '10:00', '11:00')], now)).toBe(null)
    expect(overlapSince([session('a', '09:00', '10:00', '09:20'), session('b', '09:30', '11:00')], now)).toBe(null)
    expect(overlapSince([session('a', '09:00', '10:00'), session('b', '09:30', '11:00')], now)).toEqual(at('09:30'))
  })

  test('more than fourteen hours of use within a day are no single person; overlaps count once', () => {
    const now = new Date('2026-03-03T12:00:00.000Z')
    const long = [session('a', '05:00', '12:00'), session('a', '12:30', '20:00')]
    expect(neverIdleSince(long, now)).toEqual(at('05:00'))
    expect(neverIdleSince([session('a', '05:00', '12:00'), session('a', '12:30', '19:30')], now)).toBe(null)
    expect(neverIdleSince([session('a', '05:00', '12:00'), session('b', '05:00', '12:30')], now)).toBe(null)
  })
})
