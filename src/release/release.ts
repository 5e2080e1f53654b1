/** May this go out, who signed, what is out now, what is held? The door of the room. */

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
