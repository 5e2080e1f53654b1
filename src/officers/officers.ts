/** Who is this person, what may they do, and did they sign this? The door of the room. */

export { adoptRoot, proposeRoot, type RootChange } from './changing-roots.ts'
export type { Asker, Officer, OfficerKey, PendingDocument, Reasons, Role, Tenant } from './contract.ts'
export {
  addApproval,
  draft,
  markStale,
  pendingDocument,
  pendingDocuments,
  signatureOf,
  signedDocument,
  signingOptions,
} from './documents.ts'
export {
  enrolmentMessage,
  enrolmentOptions,
  enrolWithKeyFile,
  enrolWithPasskey,
  type Introduction,
} from './enrolment.ts'
export { createKeyFile, type KeyFile, openKeyFile } from './key-file.ts'
export { dismiss, endSessions, forget, type Recovery, recover } from './leaving.ts'
export { mayRefusal } from './may.ts'
export { migrations } from './migrations.ts'
export {
  type FirstFactor,
  type OidcClient,
  type OidcJourney,
  type OidcSettings,
  oidcBegin,
  oidcFinish,
  proConnect,
  requireFirstFactor,
} from './oidc.ts'
export { acceptInvitation, addOwnPasskey, dropOwnKey, ownPasskeyOptions } from './own-keys.ts'
export type { Party } from './passkey.ts'
export {
  createTenant,
  invite,
  type NewTenant,
  officer,
  officersOf,
  renewFounding,
  type TenantWords,
  tenantNamed,
  tenants,
} from './people.ts'
export { ACTS, type OfficerAct, POLICY } from './policy.ts'
export { newestRoot, roots } from './roots-read.ts'
export { askerOf, type Entered, signIn, signInOptions, signInWithKeyFile, signOut } from './sessions.ts'
export { SIGNAL_KINDS, type Signal, type SignalKind, signals } from './signals.ts'
