import * as client from 'openid-client'
import { type Refusal, refuse } from '#kernel'

/** Whose sign-ins elsewhere count, and how such a provider is asked. */

export type OidcSettings = Readonly<{
  issuer: string
  clientId: string
  clientSecret: string
  redirectUri: string
  scopes: string
  /** Strong enough is a sign-in whose `acr` is one of these, or whose `amr` contains `amr`. */
  acrValues: readonly string[]
  amr: string | null
  /** Whether an address counts only with `email_verified`, or the issuer vouches for all that it gives. */
  email: 'verified' | 'vouched'
  /** How the issuer signs; `userinfoAlg` null where user information comes as plain JSON. */
  idTokenAlg: 'RS256' | 'ES256' | 'PS256' | 'EdDSA'
  userinfoAlg: 'RS256' | 'ES256' | null
}>

/** What an installation knows of its provider. */
export type OidcClient = Pick<OidcSettings, 'issuer' | 'clientId' | 'clientSecret' | 'redirectUri'>

/**
 * ProConnect: any professional of a French body. Some identity providers behind it know no second factor: those sign-ins are
 * refused. SOURCE: DINUM, demarches-simplifiees.fr, app/services/pro_connect_service.rb (scopes, claims, acr values).
 */
export function proConnect(installation: OidcClient): OidcSettings {
  return {
    ...installation,
    scopes: 'openid email given_name usual_name siret idp_id',
    acrValues: [
      'eidas2',
      'eidas3',
      'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
      'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
    ],
    amr: 'mfa',
    email: 'vouched',
    idTokenAlg: 'RS256',
    userinfoAlg: 'RS256',
  }
}

const PROVIDERS = new WeakMap<OidcSettings, Promise<client.Configuration>>()

/** The provider's own description, asked for once while these settings live; again after it did not answer. */
export async function providerOf(settings: OidcSettings): Promise<client.Configuration | Refusal> {
  const known = PROVIDERS.get(settings) ?? discovered(settings)
  PROVIDERS.set(settings, known)
  try {
    return await known
  } catch {
    PROVIDERS.delete(settings)
    return silent() // no answer, or none that is a description: the person can only try later
  }
}

async function discovered(settings: OidcSettings): Promise<client.Configuration> {
  const issuer = new URL(settings.issuer)
  const isLoopback = issuer.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(issuer.hostname)
  const algorithms = { id_token_signed_response_alg: settings.idTokenAlg }
  const metadata =
    settings.userinfoAlg === null ? algorithms : { ...algorithms, userinfo_signed_response_alg: settings.userinfoAlg }
  // Without TLS only on one machine; the signature of the ID token is verified, not only the channel that it came by.
  const execute = [client.enableNonRepudiationChecks, ...(isLoopback ? [client.allowInsecureRequests] : [])]
  const authentication = client.ClientSecretPost(settings.clientSecret)
  return client.discovery(issuer, settings.clientId, metadata, authentication, { execute, timeout: 10 })
}

function silent(): Refusal {
  return refuse('officers/provider-silent', {
    at: 'sign-in elsewhere',
    seen: 'a provider that does not answer',
    expected: 'its description at the address in the settings',
    remedy: 'try again later; look at the settings',
  })
}
