import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { interactionPolicy } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Vault } from '#vault'
import {
  type OidcSettings,
  oidcBegin,
  oidcFinish,
  proConnect,
  requireFirstFactor,
  signIn,
  signInOptions,
} from './officers.ts'
import { codeOf, everyRow, given, officersVaults, PARTY, START_MS } from './tenant.test-kit.ts'

const REDIRECT = 'http://127.0.0.1:9/api/oidc/return'

/** How the provider answers next. */
type Person = { sub: string; email: string; verified: boolean; acr: string | null; amr: string[] | null }

let vaults: Awaited<ReturnType<typeof officersVaults>>
let server: Server
let issuer = ''
const person: Person = { sub: 'sub-1', email: '', verified: true, acr: 'eidas2', amr: null }

beforeAll(async () => {
  vaults = await officersVaults()
  server = createServer()
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('request', provider(issuer).callback())
}, START_MS)
afterAll(async () => {
  await vaults.clean()
  server.closeAllConnections()
  await new Promise(closed => server.close(closed))
}, START_MS)

/** A real provider whose users are whoever `person` says, signed in however it says. */
function provider(at: string): Provider {
  // Providers that give less than they were asked for exist: this one does.
  const policy = interactionPolicy.base()
  for (const check of ['essential_acr', 'essential_acrs']) policy.get('login').checks.remove(check)
  const made = new Provider(at, {
    clients: [
      {
        client_id: 'console',
        client_secret: 'an invented secret of enough length',
        redirect_uris: [REDIRECT],
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        client_id: 'signed',
        client_secret: 'an invented secret of enough length',
        redirect_uris: [REDIRECT],
        token_endpoint_auth_method: 'client_secret_post',
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    acrValues: ['eidas1', 'eidas2', 'eidas3'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], acr: null, amr: null },
    cookies: { keys: ['an invented key'] },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
    },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { policy, url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: person.email, email_verified: person.verified }),
    }),
    loadExistingGrant: async ctx => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? 'console',
        accountId: ctx.oidc.session?.accountId ?? person.sub,
      })
      grant.addOIDCScope('openid email')
      grant.addOIDCClaims(['acr', 'amr'])
      await grant.save()
      return grant
    },
  })
  made.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    const login = {
      accountId: person.sub,
      ...(person.acr === null ? {} : { acr: person.acr }),
      ...(person.amr === null ? {} : { amr: person.amr }),
    }
    await made.interactionFinished(ctx.req, ctx.res, { login })
    ctx.respond = false
  })
  return made
}

const settings = (change: Partial<OidcSettings> = {}): OidcSettings => ({
  ...proConnect({
    issuer,
    clientId: 'console',
    clientSecret: 'an invented secret of enough length',
    redirectUri: REDIRECT,
  }),
  scopes: 'openid email',
  email: 'verified',
  userinfoAlg: null,
  ...change,
})

/** What a browser does between leaving and coming back: follows the provider's redirects with its cookies. */
async function browse(url: string): Promise<string> {
  const cookies = new Map<string, string>()
  let next = url
  for (let i = 0; i < 10; i += 1) {
    if (next.startsWith(REDIRECT)) return next
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next).href
  }
  throw new Error('too many redirects')
}

/** Goes there and comes back as this person. */
async function journey(vault: Vault, who: Partial<Person>, how: OidcSettings = settings()) {
  Object.assign(person, { sub: 'sub-1', email: '', verified: true, acr: 'eidas2', amr: null }, who)
  const { url, state } = given(await oidcBegin(vault, how))
  return { url, state, returned: await browse(url), how }
}

describe('a sign-in elsewhere', () => {
  test('of an officer, strong and under a verified address, gives a ticket for the passkey', async () => {
    const { vault, tenant, officers } = await vaults.founded()
    expect(await requireFirstFactor(vault, tenant.name, issuer)).toBe(null)
    const { state, returned, how } = await journey(vault, { email: officers[0].email.toUpperCase() })
    const { ticket, officer } = given(await oidcFinish(vault, how, returned, state))
    expect(officer).toBe(officers[0].id)
    const answer = async (one: number) => officers[one].device.sign(await signInOptions(vault, PARTY), PARTY.origin)
    expect(codeOf(await signIn(vault, PARTY, await answer(0)))).toBe('officers/first-factor')
    expect(given(await signIn(vault, PARTY, await answer(0), ticket)).asker).toEqual(officers[0].asker)
    expect(codeOf(await signIn(vault, PARTY, await answer(0), ticket))).toBe('officers/first-factor')
    const second = await journey(vault, { email: officers[0].email })
    const other = given(await oidcFinish(vault, second.how, second.returned, second.state))
    expect(codeOf(await signIn(vault, PARTY, await answer(1), other.ticket))).toBe('officers/first-factor')
    expect(await requireFirstFactor(vault, tenant.name, null)).toBe(null)
    expect(codeOf(await signIn(vault, PARTY, await answer(1)))).toBe(null)
  })

  test.each([
    ['no word of how it was done', { acr: null, amr: null }, 'officers/weak-sign-in'],
    ['one factor in acr', { acr: 'eidas1' }, 'officers/weak-sign-in'],
    ['one factor in amr', { acr: null, amr: ['pwd'] }, 'officers/weak-sign-in'],
    ['two factors in amr', { acr: 'eidas1', amr: ['pwd', 'mfa'] }, null],
    ['two factors in acr', { acr: 'eidas3' }, null],
  ])('with %s is judged by what the provider says', async (_, who, code) => {
    const { vault, officers } = await vaults.founded()
    const { state, returned, how } = await journey(vault, { ...who, email: officers[0].email })
    expect(codeOf(await oidcFinish(vault, how, returned, state))).toBe(code)
  })

  test('is finished once, within five minutes, with the state that the browser kept', async () => {
    const { vault, clock, officers } = await vaults.founded()
    const one = await journey(vault, { email: officers[0].email })
    const two = await journey(vault, { email: officers[0].email })
    expect(codeOf(await oidcFinish(vault, one.how, two.returned, one.state))).toBe('officers/oidc')
    expect(codeOf(await oidcFinish(vault, one.how, one.returned, one.state))).toBe('officers/oidc')
    expect(codeOf(await oidcFinish(vault, two.how, two.returned, 'A'.repeat(43)))).toBe('officers/oidc')
    given(await oidcFinish(vault, two.how, two.returned, two.state))
    expect(codeOf(await oidcFinish(vault, two.how, two.returned, two.state))).toBe('officers/oidc')
    const late = await journey(vault, { email: officers[0].email })
    clock.now = new Date(clock.now.getTime() + 300_000)
    expect(codeOf(await oidcFinish(vault, late.how, late.returned, late.state))).toBe('officers/oidc')
  })

  test.each(['nonce', 'code_challenge', 'state'])('whose %s was exchanged on the way is refused', async name => {
    const { vault, officers } = await vaults.founded()
    Object.assign(person, { email: officers[0].email, acr: 'eidas2', amr: null, sub: 'sub-1', verified: true })
    const how = settings()
    const { url, state } = given(await oidcBegin(vault, how))
    const changed = new URL(url)
    changed.searchParams.set(name, 'A'.repeat(43))
    expect(codeOf(await oidcFinish(vault, how, await browse(changed.href), state))).toBe('officers/oidc')
  })

  test('of somebody unknown, or under an address that nobody verified, is refused', async () => {
    const { vault, officers } = await vaults.founded()
    const unknown = await journey(vault, { email: 'autre@example.org' })
    expect(codeOf(await oidcFinish(vault, unknown.how, unknown.returned, unknown.state))).toBe(
      'officers/unknown-identity',
    )
    const unverified = await journey(vault, { email: officers[0].email, verified: false })
    const answer = await oidcFinish(vault, unverified.how, unverified.returned, unverified.state)
    expect(codeOf(answer)).toBe('officers/unknown-identity')
    const vouched = await journey(vault, { email: officers[0].email, verified: false }, settings({ email: 'vouched' }))
    given(await oidcFinish(vault, vouched.how, vouched.returned, vouched.state))
  })

  test('is bound to the person at first use: under another address the same identity stays the same person', async () => {
    const { vault, officers } = await vaults.founded()
    const first = await journey(vault, { email: officers[0].email, sub: 'sub-7' })
    given(await oidcFinish(vault, first.how, first.returned, first.state))
    const moved = await journey(vault, { email: officers[1].email, sub: 'sub-7' })
    expect(given(await oidcFinish(vault, moved.how, moved.returned, moved.state)).officer).toBe(officers[0].id)
    expect(await everyRow(vault, 'officers_identities')).not.toContain('sub-7')
  })

  test('is read from signed user information too, as ProConnect gives it', async () => {
    const { vault, officers } = await vaults.founded()
    const how = settings({ clientId: 'signed', userinfoAlg: 'RS256' })
    const { state, returned } = await journey(vault, { email: officers[0].email }, how)
    expect(given(await oidcFinish(vault, how, returned, state)).officer).toBe(officers[0].id)
    const other = settings({ clientId: 'signed', userinfoAlg: 'ES256' })
    const back = await journey(vault, { email: officers[0].email }, other)
    expect(codeOf(await oidcFinish(vault, other, back.returned, back.state))).toBe('officers/oidc')
  })

  test('at a provider that does not answer is refused, and asked again the next time', async () => {
    const { vault } = await vaults.founded()
    expect(codeOf(await oidcBegin(vault, settings({ issuer: 'http://127.0.0.1:9' })))).toBe('officers/provider-silent')
  })

  test('asks ProConnect for the strength of the sign-in in its own words', async () => {
    const { vault } = await vaults.founded()
    const { url } = given(await oidcBegin(vault, settings()))
    const asked = new URL(url).searchParams
    expect(JSON.parse(asked.get('claims') ?? '')).toEqual({
      id_token: {
        amr: { essential: true },
        acr: {
          essential: true,
          values: [
            'eidas2',
            'eidas3',
            'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
            'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
          ],
        },
      },
    })
    expect([asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['S256', 'code'])
    expect([asked.get('state'), asked.get('nonce')].map(one => one !== null && one.length >= 43)).toEqual([true, true])
  })
})
