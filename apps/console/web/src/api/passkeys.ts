import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
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
