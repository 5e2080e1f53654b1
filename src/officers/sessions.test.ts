import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventAuthenticator } from './authenticator.test-kit.ts'
import {
  askerOf,
  endSessions,
  invite,
  proposeRoot,
  signIn,
  signInOptions,
  signInWithKeyFile,
  signOut,
} from './officers.ts'
import { LIMITS } from './policy.ts'
import {
  approveAll,
  codeOf,
  enrolInvented,
  everyRow,
  given,
  joinTenant,
  officersVaults,
  PARTY,
  START_MS,
} from './tenant.test-kit.ts'

let vaults: Awaited<ReturnType<typeof officersVaults>>
let shared: Awaited<ReturnType<typeof vaults.founded>>
beforeAll(async () => {
  vaults = await officersVaults()
  shared = await vaults.founded()
}, START_MS)
afterAll(() => vaults.clean(), START_MS)

describe('signing in', () => {
  test('with a passkey of this console gives a session of its officer and key', async () => {
    const { vault, officers } = await vaults.founded()
    const [first] = officers
    const response = await first.device.sign(await signInOptions(vault, PARTY), PARTY.origin)
    const { token, asker } = given(await signIn(vault, PARTY, response))
    expect(asker).toEqual({ officer: first.id, key: first.device.key })
    expect(await askerOf(vault, token)).toEqual(asker)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  test.each([
    ['to a challenge of somebody else', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['given at another site', { origin: 'https://console.example.net' }],
    ['for another party', { rpId: 'example.net' }],
    ['of the registering ceremony', { type: 'webauthn.create' }],
    ['by a device that nobody touched', { userPresent: false }],
    ['by a device that did not verify its user', { userVerified: false }],
    ['that says it is somebody else', { userHandle: Buffer.from(`officer-${'0'.repeat(32)}`).toString('base64url') }],
    ['with a signature over other bytes', { wrongSignature: true }],
  ])('an answer %s is refused', async (_, fault) => {
    const { vault, officers } = shared
    const response = await officers[0].device.sign(await signInOptions(vault, PARTY), PARTY.origin, fault)
    expect(codeOf(await signIn(vault, PARTY, response))).toBe('officers/bad-passkey')
  })

  test('the same answer a second time is refused', async () => {
    const { vault, officers } = await vaults.founded()
    const response = await officers[0].device.sign(await signInOptions(vault, PARTY), PARTY.origin)
    given(await signIn(vault, PARTY, response))
    expect(codeOf(await signIn(vault, PARTY, response))).toBe('officers/bad-passkey')
  })

  test('a challenge is over after five minutes', async () => {
    const { vault, clock, officers } = await vaults.founded()
    const response = await officers[0].device.sign(await signInOptions(vault, PARTY), PARTY.origin)
    clock.now = new Date(clock.now.getTime() + LIMITS.challengeMs)
    expect(codeOf(await signIn(vault, PARTY, response))).toBe('officers/bad-passkey')
  })

  test('a device that counts backwards is refused; one whose passkey is synced may', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    await officers[0].signIn({ counter: 7 })
    for (const counter of [7, 6, 0]) {
      const response = await officers[0].device.sign(await signInOptions(vault, PARTY), PARTY.origin, { counter })
      expect(codeOf(await signIn(vault, PARTY, response))).toBe('officers/counter')
    }
    const synced = await inventAuthenticator({ synced: true })
    const { code } = given(await invite(vault, officers[0].asker, { tenant: tenant.name, role: 'auditor' }))
    const third = await enrolInvented(vault, PARTY, code, synced)
    await third.signIn({ counter: 7 })
    expect(await third.signIn({ counter: 3 })).toMatch(/./)
  })

  test('a passkey that nobody enrolled is refused', async () => {
    const { vault } = await vaults.founded()
    const stranger = await inventAuthenticator()
    const response = await stranger.sign(await signInOptions(vault, PARTY), PARTY.origin)
    expect(codeOf(await signIn(vault, PARTY, response))).toBe('officers/bad-passkey')
  })

  test('a key file that nobody enrolled, or that does not sign, is refused', async () => {
    const { vault } = await vaults.founded()
    const sign = () => Promise.resolve(new Uint8Array(64))
    expect(codeOf(await signInWithKeyFile(vault, { key: 'ab'.repeat(32), sign }))).toBe('officers/unknown-key')
  })
})

describe('a session', () => {
  test('ends after half an hour without use, and lasts while it is used', async () => {
    const { vault, clock, officers } = await vaults.founded()
    const { token } = officers[0]
    const later = (ms: number) => {
      clock.now = new Date(clock.now.getTime() + ms)
    }
    for (let i = 0; i < 4; i += 1) {
      later(LIMITS.sessionIdleMs - 1)
      expect(await askerOf(vault, token)).toEqual(officers[0].asker)
    }
    later(LIMITS.sessionIdleMs)
    expect(await askerOf(vault, token)).toBe(null)
  })

  test('ends after eight hours, however much it is used', async () => {
    const { vault, clock, officers } = await vaults.founded()
    const began = clock.now.getTime()
    for (let at = 0; at < LIMITS.sessionMaxMs; at += LIMITS.sessionIdleMs / 2) {
      clock.now = new Date(began + at)
      expect(await askerOf(vault, officers[0].token)).toEqual(officers[0].asker)
    }
    clock.now = new Date(began + LIMITS.sessionMaxMs)
    expect(await askerOf(vault, officers[0].token)).toBe(null)
  })

  test('ends when the same key signs in again, and leaves those of other people alone', async () => {
    const { vault, officers } = await vaults.founded()
    const token = await officers[0].signIn()
    expect(await askerOf(vault, officers[0].token)).toBe(null)
    expect(await askerOf(vault, token)).toEqual(officers[0].asker)
    expect(await askerOf(vault, officers[1].token)).toEqual(officers[1].asker)
  })

  test('ends by signing out, and a token that was never given is nobody', async () => {
    const { vault, officers } = await vaults.founded()
    await signOut(vault, officers[0].token)
    expect(await askerOf(vault, officers[0].token)).toBe(null)
    await signOut(vault, 'A'.repeat(43))
    expect(await askerOf(vault, 'A'.repeat(43))).toBe(null)
  })

  test('is ended by its officer or an administrator, and by no officer and no auditor', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const officer = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const auditor = await joinTenant(vault, PARTY, tenant.name, officers, 'auditor')
    for (const asker of [officer.asker, auditor.asker]) {
      expect(codeOf(await endSessions(vault, asker, officers[0].id))).toBe('officers/not-for-this-role')
    }
    expect(await askerOf(vault, officers[0].token)).toEqual(officers[0].asker)
    expect(await endSessions(vault, auditor.asker, auditor.id)).toBe(null)
    expect(await askerOf(vault, auditor.token)).toBe(null)
    expect(await endSessions(vault, officers[0].asker, officer.id)).toBe(null)
    expect(await askerOf(vault, officer.token)).toBe(null)
  })

  test('ends with the role of its officer', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    const third = await joinTenant(vault, PARTY, tenant.name, officers, 'officer')
    const change = given(await proposeRoot(vault, officers[0].asker, tenant.name, { remove: [third.id] }))
    expect(await askerOf(vault, third.token)).toEqual(third.asker)
    await approveAll(vault, change.digest, officers)
    expect(await askerOf(vault, third.token)).toBe(null)
    const response = await third.device.sign(await signInOptions(vault, PARTY), PARTY.origin)
    expect(codeOf(await signIn(vault, PARTY, response))).toBe('officers/bad-passkey')
  })

  test('no token is kept: the database has only its hash', async () => {
    const { vault, officers } = await vaults.founded()
    const rows = await everyRow(vault, 'officers_sessions')
    expect(rows).not.toContain(officers[0].token)
    expect(rows).toContain(officers[0].id)
  })
})
