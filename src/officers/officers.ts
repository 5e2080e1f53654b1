/** Who is this person, what may they do, and did they sign this? The door of the room. */

export type { Asker, Officer, OfficerKey, PendingDocument, Reasons, Role, Tenant } from './contract.ts'
export { ACTS, type OfficerAct, POLICY } from './policy.ts'
