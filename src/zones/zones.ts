/** What may cross the wall, in which format, and is it authentic? The door of the room. */

export { type Answer, answerFor } from './answer.ts'
export { canonicalBytes } from './canonical.ts'
export { CLOCK_SKEW_MS, MAX_LEASE_MS } from './checks.ts'
export {
  DOCUMENT_KINDS,
  type Hold,
  type HoldReason,
  type HoldScope,
  type Lease,
  type Lift,
  type Manifest,
  type ManifestFile,
  type Officer,
  PRIVATE_ZONE,
  type Root,
  readSigned,
  type Signature,
  type Signed,
  type WallDocument,
} from './documents.ts'
export { envelopeRefusal, MAX_ENVELOPE_BYTES } from './envelope.ts'
export { type Memory, readMemory } from './memory.ts'
export { isServablePath, RESERVED_PATHS } from './path.ts'
export {
  digestOf,
  isSoundKey,
  type Signer,
  sha256,
  signaturesHold,
  signDocument,
  signedMessage,
  toHex,
} from './signature.ts'
export { type Circumstances, type Documents, type Named, type Standing, verify } from './verify.ts'
