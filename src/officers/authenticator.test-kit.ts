/** Tests of every room and app use it, so it stands in the tests' own folder. */

export {
  type AuthenticatorTraits,
  type Fault,
  inventAuthenticator,
  type VirtualAuthenticator,
} from '../../tests/officers/authenticator.ts'
