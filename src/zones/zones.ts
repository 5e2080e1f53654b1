/** What may cross the wall, in which format, and is it authentic? The door of the room. */

export { type Answer, answerFor, dueFiles } from './answer.ts'
export { type Approvers, approvalRefusal, rootApprovalRefusal } from './approval.ts'
export { canonicalBytes } from './canonical.ts'
export { type CheckpointFacts, checkpointOf } from './checkpoint.ts'
export { CLOCK_SKEW_MS, MAX_LEASE_MS } from './checks.ts'
export {
  DOCUMENT_KINDS,
  EVERY_TENANT,
  type Hold,
  type HoldReason,
  type HoldScope,
  type KeyFileSignature,
  type Lease,
  type Lift,
  type Manifest,
  type ManifestFile,
  type Officer,
  type PasskeySignature,
  PRIVATE_ZONE,
  type RelyingParty,
  type Root,
  readSigned,
  type Signature,
  type Signed,
  type WallDocument,
} from './documents.ts'
export { envelopeRefusal, MAX_ENVELOPE_BYTES } from './envelope.ts'
export { fromHex, toHex } from './hex.ts'
export { type Memory, readMemory } from './memory.ts'
export { CHECKPOINT_PATH, ENVELOPE_PATH, isServablePath, RESERVED_PATHS } from './path.ts'
export {
  challengeOf,
  digestOf,
  isSoundKey,
  type PasskeySigner,
  type Signer,
  sha256,
  signaturesHold,
  signDocument,
  signedMessage,
} from './signature.ts'
export { type Circumstances, type Documents, type Named, type Standing, verify } from './verify.ts'
