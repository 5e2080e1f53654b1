import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTenant } from '#officers'
import { given } from '../../src/ledger/ledger.test-kit.ts'
import { inventAuthenticator } from '../officers/authenticator.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

/** Sessions, as OWASP ASVS 5.0 asks (V7), over real HTTP. */

const MINUTE = 60_000
let postgres: Postgres
let running: RunningConsole
let first: Browser
let second: Browser
beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url })
  const founders = await foundInBrowsers(running, 'prefecture-exemple', 1)
  first = founders[0]
  second = founders[1]
}, 60_000)
afterAll(async () => {
  await running?.stop()
  await postgres?.stop()
})

describe('a session', () => {
  test('comes with one cookie that no script reads, no other site sends, and no other host sets', async () => {
    const answer = await first.signIn()
    expect(answer.status).toBe(200)
    expect(answer.headers['set-cookie']).toEqual([
      `__Host-session=${first.cookie}; Path=/; Secure; HttpOnly; SameSite=Strict`,
    ])
    expect(answer.text).not.toContain(first.cookie)
  })

  test('says who is signed in and for which bodies', async () => {
    const { json } = await first.get('/api/session')
    expect(json).toEqual({
      officer: { id: first.officer, name: expect.any(String) },
      tenants: [
        {
          name: 'prefecture-exemple',
          title: { fr: 'Préfecture inventée', en: 'Invented prefecture' },
          role: 'administrator',
          address: 'https://prefecture-exemple.example',
        },
      ],
    })
  })

  test('is never one that the browser brought: a token set beforehand is not taken up', async () => {
    const planted = 'a'.repeat(43)
    const victim = running.browser()
    victim.authenticator = first.authenticator
    victim.cookie = planted
    await victim.signIn()
    expect(victim.cookie).not.toBe(planted)
    const attacker = running.browser()
    attacker.cookie = planted
    expect((await attacker.get('/api/session')).status).toBe(401)
    first.cookie = victim.cookie
  })

  test('ends on the server at sign-out, and the browser is told to forget', async () => {
    await first.signIn()
    const token = first.cookie
    const out = await first.ask('DELETE', '/api/session')
    expect(out.status).toBe(204)
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(out.headers['set-cookie']).toEqual(['__Host-session=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0'])
    first.cookie = token
    expect((await first.get('/api/session')).status).toBe(401)
  })

  test('of an earlier sign-in with the same key ends when a new one begins', async () => {
    await first.signIn()
    const earlier = first.cookie
    await first.signIn()
    expect(first.cookie).not.toBe(earlier)
    expect((await first.get('/api/session')).status).toBe(200)
    const other = running.browser()
    other.cookie = earlier
    expect((await other.get('/api/session')).status).toBe(401)
  })

  test('ends when nobody uses it for half an hour, and after eight hours in any case', async () => {
    await second.signIn()
    running.advance(29 * MINUTE)
    expect((await second.get('/api/session')).status).toBe(200)
    running.advance(31 * MINUTE)
    expect((await second.get('/api/session')).status).toBe(401)
    await second.signIn()
    for (let half = 0; half < 19; half++) {
      running.advance(25 * MINUTE)
      expect((await second.get('/api/session')).status).toBe(200)
    }
    running.advance(25 * MINUTE)
    expect((await second.get('/api/session')).status).toBe(401)
  })

  test('is ended by an administrator at once', async () => {
    await first.signIn()
    await second.signIn()
    expect((await first.ask('DELETE', `/api/t/prefecture-exemple/officers/${second.officer}/sessions`)).status).toBe(
      204,
    )
    expect((await second.get('/api/session')).status).toBe(401)
  })

  test.each([['no token at all'], ['short'], ['a'.repeat(43)], ["' or 1=1--".padEnd(43, 'x')], ['é'.repeat(30)]])(
    'is not opened by %j',
    async token => {
      const browser = running.browser()
      const headers = { cookie: `__Host-session=${encodeURIComponent(token)}` }
      expect((await browser.ask('GET', '/api/session', { headers })).status).toBe(401)
    },
  )

  test('counts as none when two cookies of its name come', async () => {
    await first.signIn()
    const headers = { cookie: `__Host-session=${first.cookie}; __Host-session=${'b'.repeat(43)}` }
    expect((await first.ask('GET', '/api/session', { headers })).status).toBe(401)
  })
})

describe('signing in', () => {
  test('with the answer of an earlier sign-in is refused: a challenge works once', async () => {
    const { json } = await first.post('/api/session/options')
    const response = await first.answerTo(json)
    expect((await first.post('/api/session', { response })).status).toBe(200)
    const replayed = await running.browser().post('/api/session', { response })
    expect(replayed.status).toBe(401)
    expect(replayed.headers['set-cookie']).toBeUndefined()
  })

  test('with an answer that came too late is refused', async () => {
    const { json } = await first.post('/api/session/options')
    const response = await first.answerTo(json)
    running.advance(6 * MINUTE)
    expect((await first.post('/api/session', { response })).status).toBe(401)
  })

  test('with a passkey that nobody enrolled is refused in the same way', async () => {
    const stranger = running.browser()
    stranger.authenticator = await inventAuthenticator()
    expect((await stranger.signIn()).status).toBe(401)
  })

  test('with an answer made for another site is refused', async () => {
    const { json } = await first.post('/api/session/options')
    const options = json as never
    const response = await first.authenticator?.sign(options, 'https://console.example.org')
    expect((await first.post('/api/session', { response })).status).toBe(401)
  })

  test('without proof that the person was there and known is refused', async () => {
    for (const fault of [{ userVerified: false }, { wrongSignature: true }]) {
      const { json } = await first.post('/api/session/options')
      const response = await first.authenticator?.sign(json as never, running.origin, fault)
      expect((await first.post('/api/session', { response })).status).toBe(401)
    }
  })
})

describe('enrolling', () => {
  test('works once for each code', async () => {
    const made = given(
      await createTenant(running.zone.vault, {
        name: 'mairie-exemple',
        title: { fr: 'Mairie inventée', en: 'Invented town' },
        hosts: ['mairie.example'],
      }),
    )
    expect((await running.browser().enrol(made.codes[0], 11)).status).toBe(200)
    expect((await running.browser().enrol(made.codes[0], 12)).status).toBe(409)
  })

  test('with a code that was never given is refused, and after some tries nobody at this address may go on', async () => {
    const guesser = running.browser()
    running.advance(2 * MINUTE)
    const tries: number[] = []
    for (let at = 0; at < 22; at++) {
      tries.push((await guesser.post('/api/enrolment/options', { code: 'ABCD-EFGH-JKMN' })).status)
    }
    expect(tries).toEqual([...Array(20).fill(400), 429, 429])
    running.advance(2 * MINUTE)
  })
})
