/** What tables and texts are in this file, archive, database or address? */
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
