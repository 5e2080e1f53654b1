import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Provider, { interactionPolicy } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyText, type Ledger, memoryStore, openLedger, openNote, readKey, type VerifierKey } from '#ledger'
import { requireFirstFactor } from '#officers'
import { type Extra, extraRoutes } from '../../apps/console/server/extra.ts'
import { eventsFrom, given, invented } from '../../src/ledger/ledger.test-kit.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

/** What only some installations have: a witness for partners' ledgers, and another sign-in service before the passkey. */

const partner = invented('ledger.partner.example/2026', 5)
let postgres: Postgres
let running: RunningConsole
let witness: string
let extra: Extra
let server: Server
let issuer: string
let officer: Browser
let email: string

beforeAll(async () => {
  postgres = await startPostgres()
  witness = mkdtempSync(join(tmpdir(), 'parefuite-witness-'))
  mkdirSync(join(witness, 'ledgers'))
  writeFileSync(join(witness, 'ledgers', 'partner.vkey'), `${keyText(partner.key)}\n`)
  server = createServer()
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = { issuer, clientId: 'console', clientSecretFile: 'oidc-secret' }
  const files = { 'zone.json': JSON.stringify({ oidc }), 'oidc-secret': `${SECRET}\n` }
  running = await startConsole({
    databaseUrl: postgres.url,
    files,
    extra: (zone, origin) => {
      extra = given(extraRoutes(zone, { origin, witness }))
      return extra.routes
    },
  })
  server.on('request', provider(issuer, `${running.origin}/api/oidc/return`).callback())
  officer = (await foundInBrowsers(running, 'prefecture-exemple', 1))[0]
  email = String((await officer.get('/api/account')).json.email)
}, 60_000)
afterAll(async () => {
  await extra?.close()
  await running?.stop()
  await postgres?.stop()
  server?.closeAllConnections()
  await new Promise(closed => server.close(closed))
  rmSync(witness, { recursive: true, force: true })
})

const SECRET = 'an invented secret of enough length'

/** A real provider with one user, who has two factors. */
function provider(at: string, redirect: string): Provider {
  const policy = interactionPolicy.base()
  for (const check of ['essential_acr', 'essential_acrs']) policy.get('login').checks.remove(check)
  const made = new Provider(at, {
    clients: [
      {
        client_id: 'console',
        client_secret: SECRET,
        redirect_uris: [redirect],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    acrValues: [],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null, amr: null },
    cookies: { keys: ['an invented key'] },
    features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { policy, url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email, email_verified: true }) }),
    loadExistingGrant: async ctx => {
      const grant = new ctx.oidc.provider.Grant({ clientId: 'console', accountId: 'sub-1' })
      grant.addOIDCScope('openid email')
      grant.addOIDCClaims(['acr', 'amr'])
      await grant.save()
      return grant
    },
  })
  made.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    await made.interactionFinished(ctx.req, ctx.res, { login: { accountId: 'sub-1', amr: ['pwd', 'mfa'] } })
    ctx.respond = false
  })
  return made
}

/** What a browser does at the other service: follows its redirects with its cookies, up to the way back. */
async function browse(url: string, until: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = url
  for (let hops = 0; hops < 10; hops++) {
    if (next.startsWith(until)) return next.slice(running.origin.length)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) cookies.set(name, value)
    }
    next = new URL(answer.headers.get('location') ?? '', next).href
  }
  throw new Error('too many redirects')
}

describe('a sign-in elsewhere', () => {
  test('goes before the passkey where the body asks for it, and not without the cookie of this browser', async () => {
    expect(await requireFirstFactor(running.zone.vault, 'prefecture-exemple', issuer)).toBe(null)
    expect((await officer.signIn()).json.code).toBe('officers/first-factor')
    const begun = await officer.get('/api/oidc/begin')
    expect(begun.status).toBe(303)
    const [left] = begun.headers['set-cookie'] ?? []
    expect(left).toMatch(/^__Host-oidc=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/)
    const back = await browse(String(begun.headers.location), `${running.origin}/api/oidc/return`)
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    const without = await officer.ask('GET', back, { headers: { ...elsewhere, cookie: undefined } })
    expect([without.status, without.headers.location]).toEqual([303, '/sign-in?refused=officers%2Foidc'])
    const cookie = left.split(';')[0]
    const returned = await officer.ask('GET', back, { headers: { ...elsewhere, cookie } })
    expect([returned.status, returned.headers.location]).toEqual([303, '/'])
    const ticket = returned.headers['set-cookie']?.find(line => line.startsWith('__Host-first-factor='))
    expect(ticket).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Strict$/)
    const { json } = await officer.post('/api/session/options')
    const body = { response: await officer.answerTo(json) }
    const entered = await officer.ask('POST', '/api/session', { body, headers: { cookie: ticket?.split(';')[0] } })
    expect([entered.status, entered.json.officer?.id]).toEqual([200, officer.officer])
    expect(await requireFirstFactor(running.zone.vault, 'prefecture-exemple', null)).toBe(null)
  })
})

describe('a witness', () => {
  const send = (raw: string, headers: Readonly<Record<string, string | undefined>> = {}) =>
    running.browser().ask('POST', '/witness/add-checkpoint', {
      raw,
      // A partner's program has no origin, and is no browser.
      headers: { origin: undefined, 'sec-fetch-site': undefined, ...headers },
    })
  const request = async (ledger: Ledger, old: number) => {
    const proof = old === 0 ? [] : await ledger.consistency(old)
    const lines = proof.map(hash => Buffer.from(hash).toString('base64'))
    return [`old ${old}`, ...lines, '', Buffer.from(await ledger.checkpoint()).toString()].join('\n')
  }

  test('signs what follows, remembers it on disk, and signs nothing else', async () => {
    const ledger = given(await openLedger(memoryStore(), partner))
    await ledger.append(eventsFrom(0, 5))
    const own = readKey(readFileSync(join(witness, 'witness.vkey'), 'utf8').trim()) as VerifierKey
    const first = await send(await request(ledger, 0))
    expect(first.status).toBe(200)
    const signed = Buffer.from(Buffer.from(await ledger.checkpoint()).toString() + first.text)
    expect(given(openNote(signed, [own])).by).toEqual([own])
    await ledger.append(eventsFrom(5, 6))
    const stale = await send(await request(ledger, 0))
    expect([stale.status, stale.text, stale.headers['content-type']]).toEqual([409, '5\n', 'text/x.tlog.size'])
    expect((await send(await request(ledger, 5))).status).toBe(200)
    const rewritten = given(await openLedger(memoryStore(), partner))
    await rewritten.append(eventsFrom(100, 12))
    expect((await send((await request(rewritten, 11)).replace(/^old \d+/, 'old 11'))).status).toBe(422)
    expect((await send('x')).status).toBe(400)
  })

  test('keeps its key to itself', () => {
    expect(statSync(join(witness, 'witness.key')).mode & 0o777).toBe(0o600)
  })

  test('answers no other host name, and nobody without end', async () => {
    expect((await send('x', { host: 'elsewhere.example' })).status).toBe(421)
    expect((await send('x'.repeat(70_000))).status).toBe(413)
    running.advance(61_000)
    const many = await Promise.all(Array.from({ length: 61 }, () => send('x')))
    expect(many.filter(({ status }) => status === 429)).toHaveLength(1)
  })
})
