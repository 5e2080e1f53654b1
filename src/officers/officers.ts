/** Who is this person, what may they do, and did they sign this? The door of the room. */

export { addApproval, signatureOf, signingOptions } from './approvals.ts'
export { adoptRoot, proposeRoot, type RootChange } from './changing-roots.ts'
export type { Asker, Officer, OfficerKey, PendingDocument, Reasons, Role, Tenant } from './contract.ts'
export { draft, markStale, pendingDocument, pendingDocuments, signedDocument } from './documents.ts'
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
  type OidcJourney,
  oidcBegin,
  oidcFinish,
  requireFirstFactor,
} from './oidc.ts'
export { acceptInvitation, addOwnPasskey, dropOwnKey, ownPasskeyOptions } from './own-keys.ts'
export type { Party } from './passkey.ts'
export { invite, officer, officersOf } from './people.ts'
export { ACTS, type OfficerAct, POLICY } from './policy.ts'
export { type OidcClient, type OidcSettings, proConnect } from './provider.ts'
export { newestRoot, roots } from './roots-read.ts'
export { askerOf, type Entered, signIn, signInOptions, signInWithKeyFile, signOut } from './sessions.ts'
export { SIGNAL_KINDS, type Signal, type SignalKind, signals } from './signals.ts'
export { createTenant, type NewTenant, renewFounding, type TenantWords, tenantNamed, tenants } from './tenants.ts'
