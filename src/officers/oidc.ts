import { createHash } from 'node:crypto'
import * as client from 'openid-client'
import { isRefusal, type Refusal, refuse } from '#kernel'
import type { Vault } from '#vault'
import { answered, keepChallenge } from './challenges.ts'
import { emailIndexOf } from './enrolment.ts'
import { hashOfToken, newToken, RUN } from './ids.ts'
import { type OidcSettings, providerOf } from './provider.ts'
import { firstFactorSubject } from './sessions.ts'
import {
  bindIdentity,
  selectIdentity,
  selectOfficer,
  selectOfficerByEmail,
  selectTenant,
  updateFirstFactor,
} from './store.ts'

/**
 * A sign-in elsewhere as first factor: OpenID Connect Core 1.0, authorisation code with PKCE (RFC 7636), state and nonce. It only lets
 * somebody go on to their passkey; it signs nothing, and makes nobody an officer.
 */

/** Where to send the browser, and the state that it keeps in a cookie until it comes back. */
export type OidcJourney = Readonly<{ url: string; state: string }>

/** Sends somebody to the provider. Refuses when the provider does not answer. */
export async function oidcBegin(vault: Vault, settings: OidcSettings): Promise<OidcJourney | Refusal> {
  const provider = await providerOf(settings)
  if (isRefusal(provider)) return provider
  const { token: state, tokenHash } = newToken()
  await keepChallenge(vault, 'oidc', tokenHash, settings.issuer)
  const acr = settings.acrValues.length > 0 ? { acr: { essential: true, values: settings.acrValues } } : {}
  const url = client.buildAuthorizationUrl(provider, {
    redirect_uri: settings.redirectUri,
    scope: settings.scopes,
    state,
    nonce: nonceOf(vault, state),
    code_challenge: await client.calculatePKCECodeChallenge(verifierOf(vault, state)),
    code_challenge_method: 'S256',
    claims: JSON.stringify({ id_token: { amr: { essential: true }, ...acr } }),
  })
  return { url: url.href, state }
}

/** Who came back: the ticket that `signIn` takes with the passkey within five minutes. */
export type FirstFactor = Readonly<{ ticket: string; officer: string }>

/**
 * Takes somebody back from the provider. `returned` is the address that they came back to, `state` what their cookie holds. Refuses
 * a journey that did not begin here, is over or was finished before, an answer that is not the provider's for it, a sign-in that
 * is too weak, and a person who is no active officer. Whoever comes first under an address is bound to it by the provider's `sub`.
 */
export async function oidcFinish(
  vault: Vault,
  settings: OidcSettings,
  returned: string,
  state: string,
): Promise<FirstFactor | Refusal> {
  const began = await answered(vault, 'oidc', hashOfToken(state))
  if (began !== settings.issuer) return notThisJourney()
  const provider = await providerOf(settings)
  if (isRefusal(provider)) return provider
  const claims = await claimsOf(vault, settings, provider, returned, state)
  if (isRefusal(claims)) return claims
  const officer = await officerFor(vault, settings, claims)
  if (isRefusal(officer)) return officer
  const { token: ticket, tokenHash } = newToken()
  await keepChallenge(vault, 'first-factor', tokenHash, firstFactorSubject(settings.issuer, officer))
  return { ticket, officer }
}

/** Asks the officers of a tenant for a sign-in at an issuer before their passkey; null ends that. Refuses an unknown tenant. */
export async function requireFirstFactor(
  vault: Vault,
  tenantName: string,
  issuer: string | null,
): Promise<Refusal | null> {
  return vault.act(async act => {
    const tenant = await selectTenant(act, tenantName)
    if (tenant === null) return noSuchTenant()
    await updateFirstFactor(act, tenant.id, issuer)
    const hash = createHash('sha256')
      .update(issuer ?? '')
      .digest('hex')
    const at = act.now.toISOString()
    act.record({ kind: 'officers.first-factor-set', at, by: RUN, tenant: tenant.id, issuer: hash })
    return null
  })
}

type Claims = Readonly<{ sub: string; email: string | null }>

/** What the provider says of the person, after every check of the protocol and of the strength of the sign-in. */
async function claimsOf(
  vault: Vault,
  settings: OidcSettings,
  provider: client.Configuration,
  returned: string,
  state: string,
): Promise<Claims | Refusal> {
  try {
    const tokens = await client.authorizationCodeGrant(provider, new URL(returned), {
      expectedState: state,
      expectedNonce: nonceOf(vault, state),
      pkceCodeVerifier: verifierOf(vault, state),
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) return notThisJourney()
    if (!isStrong(settings, claims)) return tooWeak()
    const told =
      typeof claims.email === 'string' ? claims : await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
    const isTrusted = settings.email === 'vouched' || told.email_verified === true
    return { sub: claims.sub, email: isTrusted && typeof told.email === 'string' ? told.email : null }
  } catch {
    return notThisJourney() // whatever the provider or a stranger did wrong: one refusal, which quotes nothing
  }
}

/** [Note: unknown is weak] A provider that does not say how somebody signed in has not said that it was strong. */
function isStrong({ acrValues, amr }: OidcSettings, claims: Readonly<Record<string, unknown>>): boolean {
  const methods = Array.isArray(claims.amr) ? claims.amr : []
  return acrValues.some(value => value === claims.acr) || (amr !== null && methods.includes(amr))
}

/** Who was bound to this identity, or at first whoever has this address; never somebody else later. */
async function officerFor(vault: Vault, settings: OidcSettings, { sub, email }: Claims): Promise<string | Refusal> {
  const identity = vault.blindIndex('officers.identity', JSON.stringify([settings.issuer, sub]))
  const bound = await selectIdentity(vault, identity)
  if (bound !== null) return (await selectOfficer(vault, bound))?.state === 'active' ? bound : nobodyHere()
  const found = email === null ? null : await selectOfficerByEmail(vault, emailIndexOf(vault, email))
  if (found?.state !== 'active') return nobodyHere()
  return vault.act(async act => {
    if ((await bindIdentity(act, identity, found.id, act.now)) !== found.id) return nobodyHere()
    act.record({ kind: 'officers.bound', at: act.now.toISOString(), by: found.id, officer: found.id })
    return found.id
  })
}

/** Derived from the state under a key of the vault: nothing secret has to be kept for the journey. 64 signs, as RFC 7636, 4.1 allows. */
function verifierOf(vault: Vault, state: string): string {
  return vault.blindIndex('officers.oidc-verifier', state)
}

function nonceOf(vault: Vault, state: string): string {
  return vault.blindIndex('officers.oidc-nonce', state)
}

function notThisJourney(): Refusal {
  return refuse('officers/oidc', {
    at: 'sign-in elsewhere',
    seen: 'an answer to no sign-in that is under way here',
    expected: "the provider's answer to a sign-in begun here within five minutes, once",
    remedy: 'begin again',
  })
}

function tooWeak(): Refusal {
  return refuse('officers/weak-sign-in', {
    at: 'sign-in elsewhere',
    seen: 'a sign-in of which the provider does not say that it took two factors',
    expected: 'two factors, said by the provider in acr or amr',
    remedy: 'turn the second factor on at the provider, or ask the administrator',
  })
}

function nobodyHere(): Refusal {
  return refuse('officers/unknown-identity', {
    at: 'sign-in elsewhere',
    seen: 'somebody who is no active officer here',
    expected: 'an officer, under the address that they enrolled with',
    remedy: 'enrol with a one-time code first; ask whether the address is the same',
  })
}

function noSuchTenant(): Refusal {
  return refuse('officers/unknown-tenant', {
    at: 'tenant',
    seen: 'a name that no tenant has',
    expected: 'the name of a tenant',
    remedy: 'look at the list of tenants',
  })
}
