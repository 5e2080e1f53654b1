/** What every reader of this room gives: tables, as a stream of chunks of whole records. */

/** A place that could not be read, and why. A verdict over a source with one of these is never "clear". */
export type Unread = Readonly<{
  /** Only tables have one: `item.kind === 'sources/table'` tells them apart. */
  kind?: never
  /** Path, with the inner path of archives and workbooks after `!`: `dump.zip!people.csv`, `book.xlsx!Sheet1`. */
  place: string
  /** `sources/what`: the closed list is `UNREAD_REASONS`. */
  reason: UnreadReason
  /** Facts for the sentence: a line number, a byte offset, a count. Never a value from the data. */
  facts: Readonly<Record<string, string | number>>
}>

export const UNREAD_REASONS = [
  'sources/missing', // no such file, folder or table
  'sources/denied', // the operating system or the server refused
  'sources/empty', // nothing inside
  'sources/truncated', // the file ends before its format says so (cut gzip, cut workbook, cut quoted field)
  'sources/encrypted', // password-protected workbook or archive
  'sources/too-large', // unpacks to more than the bound (zip bomb), a record longer than the bound
  'sources/too-wide', // more columns than the bound
  'sources/not-a-table', // a format that holds no table that this room reads (image, PDF, binary)
  'sources/malformed', // the format's own rules are broken at the place named
  'sources/connection', // the server was lost or answered with an error
  'sources/not-a-file', // FIFO, socket, device
  'sources/hidden', // hidden sheets, rows, columns, comments: seen, not read here
] as const
export type UnreadReason = (typeof UNREAD_REASONS)[number]

/**
 * A table that can be read once, from beginning to end, in bounded memory.
 * `columns` and `unread` grow while `chunks()` is iterated (nested documents show new paths late, long records add
 * columns at the right); they are final once the iteration ends.
 */
export type Table = Readonly<{
  kind: 'sources/table'
  /** Short name for people: file name, `book.xlsx!Sheet1`, `public.patients`, `file.json!items`. */
  name: string
  /** Where it came from, never with a password. */
  place: string
  /** Column names as found, in order; `''` where the source has none. Several header rows are joined by a space. */
  columns: readonly string[]
  /** False when the first record is data: names are then all `''`. */
  hasHeader: boolean
  /** Size in bytes of the whole input where known, for progress; null otherwise. */
  sizeBytes: number | null
  /** Rows where known beforehand; null otherwise. */
  rowsKnown: number | null
  layout: Layout
  unread: readonly Unread[]
  chunks(signal?: AbortSignal): AsyncIterable<Chunk>
}>

/** How the bytes of a chunk become cells: a delimited dialect, or cells that are already placed. */
export type Layout =
  | Readonly<{ kind: 'delimited'; delimiter: number; quote: number | null }>
  | Readonly<{ kind: 'placed' }>

/**
 * Whole records, UTF-8. `bytes` is owned by the receiver (it may be transferred to another thread and written to).
 * `placed` is present when the layout is `placed`.
 */
export type Chunk = Readonly<{
  kind: 'sources/chunk'
  /** 0, 1, 2 … in file order. */
  order: number
  bytes: Uint8Array<ArrayBuffer>
  /** Bytes of the input behind this chunk, for progress. */
  inputBytes: number
  placed: Placed | null
}>

/** Cell (row r, column c) lies at `bytes[starts[r*columns+c] … ends[r*columns+c])`; blank when both are equal. */
export type Placed = Readonly<{ rows: number; columns: number; starts: Uint32Array; ends: Uint32Array }>

/** The cells of a chunk. */
export type Cells = Readonly<{
  bytes: Uint8Array
  rows: number
  columns: number
  starts: Uint32Array
  ends: Uint32Array
}>

/** At most this many columns are read from one table: above, the record is unread, not silently cut. */
export const MAX_COLUMNS = 16_384
/** A single record may have at most this many bytes: a longer one is unread, named by place. Longer would break the memory bound. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024
