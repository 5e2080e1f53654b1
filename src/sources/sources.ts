/** What tables and texts are in this file, archive, database or address? */

export { cellsOf } from './cells.ts'
export { type OpenOptions, open } from './open.ts'
export { openBytes, type RawInput, type RawInputs } from './raw.ts'
export { LIMITS, type Limits, UnreadError } from './reader.ts'
export {
  type Cells,
  type Chunk,
  type Layout,
  MAX_COLUMNS,
  MAX_RECORD_BYTES,
  type Placed,
  type Table,
  UNREAD_REASONS,
  type Unread,
  type UnreadReason,
} from './table.ts'
