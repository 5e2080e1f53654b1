/** The door of the ledger: what was done, by whom, when, and has anything been rewritten? */

export { type Checkpoint, checkpointText, type Head, openCheckpoint } from './checkpoint.ts'
export { decodeEvent, EVENTS, type EventForm, type EventKind, encodeEvent, type LedgerEvent } from './event.ts'
export { folderReader, folderStore } from './folder-store.ts'
export { EMPTY_ROOT, type Hash, leafHash, nodeHash } from './hash.ts'
export { mirrorLedger } from './mirror.ts'
export {
  cosignatureLine,
  ed25519Signer,
  type KeyType,
  keyText,
  type OpenedNote,
  openNote,
  readKey,
  type Signer,
  signNote,
  type VerifierKey,
} from './note.ts'
export { verifyConsistency, verifyInclusion, verifySubtree } from './proof.ts'
export { entriesOf, type PlacedEntry } from './reading.ts'
export { CHECKPOINT, type LedgerStep, type LedgerStore, memoryStore } from './store.ts'
export { migrations, tableStore, tablesReader } from './store-postgres.ts'
export {
  FAULTS,
  type FaultKind,
  KEY_FILE,
  type LedgerFault,
  type LedgerVerification,
  verifyLedger,
} from './verification.ts'
export { type WitnessAnswer, type Witnessed, witnessAnswer } from './witness.ts'
export { openWitness, type Witness } from './witness-folder.ts'
export { appendTo, type Ledger, openLedger, rootAt } from './writing.ts'
