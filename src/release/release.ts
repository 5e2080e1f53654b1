/** May this go out, who signed, what is out now, what is held? The door of the room. */

export { alerts, closeAlert, openAlert } from './alerts.ts'
export { type Approved, approve } from './approving.ts'
export { cancelCandidate, candidate, candidates, receive } from './candidates.ts'
export type {
  Alert,
  Bilingual,
  Candidate,
  ChartSpec,
  PlacedHold,
  ProposalWords,
  Release,
  ReleaseDetail,
  WallView,
} from './contract.ts'
export { type DirectHold, type PlacedDirectly, placeHoldOutside } from './direct-hold.ts'
export { draftHold, holds, lift, placeHold } from './holds.ts'
export { inspectNext, workOff } from './inspecting.ts'
export { keep } from './keeping.ts'
export { layOut } from './laying-out.ts'
export type { Step } from './outside.ts'
export { LICENCES, readWords } from './proposal-words.ts'
export { propose } from './proposing.ts'
export { type Pushed, push } from './pushing.ts'
export { type Preview, preview, type ReleasePage, releaseDetail, releases } from './releases.ts'
export { pullSpool } from './spool.ts'
export { putHold } from './stops.ts'
export { type ReleasedVerification, type SignedBy, verifyReleased } from './verification.ts'
export { wall } from './wall.ts'
export { documentOf, reject, withdraw } from './withdrawing.ts'
export {
  closeZone,
  MAX_CANDIDATE_BYTES,
  migrations,
  openZone,
  restoreZone,
  workFolder,
  type Zone,
  type ZoneConfig,
  type ZoneSettings,
} from './zone.ts'
