import {
  type AuthenticationResponseJSON,
  bufferToBase64URLString,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { challengeOf, digestOf, type WallDocument } from '#zones'
import { Refused, refusedHere } from './client.ts'

/** Makes a passkey on the device of whoever sits here. Throws `Refused` with `console/passkey-…` when the person or device says no. */
export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<RegistrationResponseJSON> {
  return startRegistration({ optionsJSON: options }).catch(told)
}

/** Has the passkey sign the challenge of the options. Throws `Refused` with `console/passkey-…` when the person or device says no. */
export async function signWithPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON> {
  return startAuthentication({ optionsJSON: options }).catch(told)
}

/**
 * Has the passkey sign a document, as it is shown here: the challenge is computed in this browser from the document itself, whatever
 * challenge the options hold. A private zone that shows one thing and asks for another gets a signature over what was shown.
 */
export async function signDocumentWithPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
  body: WallDocument,
): Promise<AuthenticationResponseJSON> {
  const challenge = await challengeOf(body.kind, await digestOf(body))
  return signWithPasskey({ ...options, challenge: bufferToBase64URLString(challenge.buffer) })
}

const CODES: Readonly<Record<string, string>> = {
  NotAllowedError: 'console/passkey-cancelled',
  AbortError: 'console/passkey-cancelled',
  InvalidStateError: 'console/passkey-known',
  NotSupportedError: 'console/passkey-unsupported',
  SecurityError: 'console/passkey-address',
}

function told(fault: unknown): never {
  if (fault instanceof Refused) throw fault
  const name = fault instanceof Error ? fault.name : ''
  const cause = fault instanceof Error && fault.cause instanceof Error ? fault.cause.name : ''
  throw refusedHere(CODES[name] ?? CODES[cause] ?? 'console/passkey-failed', '')
}
