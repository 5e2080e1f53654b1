import type { Table, Unread } from './table.ts'

/**
 * How one format is read. Each format has one reader, exported under these names, which the door looks for:
 * `readDelimited` (delimited.ts), `readJson` (json.ts, JSON and NDJSON), `readYaml` (yaml.ts), `readParquet` (parquet.ts),
 * `readXlsx` (xlsx.ts), `readOds` (ods.ts), `readOle` (workbook.ts: password-protected or old workbooks), and
 * `readPostgres(address, options)` (postgres.ts), which has no `Input`.
 *
 * A reader gives a table only when it knows the columns; a table is read before the next is asked for. What cannot be read
 * is given as `Unread`, or added to the `unread` of the table being read. A reader never throws for what is in the data;
 * it throws for its own mistakes and when `input.signal` is aborted.
 */
export type Reader = (input: Input) => AsyncIterable<Table | Unread>

/** Bytes to read: a file, a member of an archive, or standard input. They can be read several times. */
export type Input = Readonly<{
  /** Short name for people, the last part of the place: `people.csv`. Without `.gz` and the like. */
  name: string
  /** Where it came from: a path, with the inner path of archives after `!`. */
  place: string
  /** Size of the bytes that `bytes()` gives, where known; null otherwise. */
  sizeBytes: number | null
  /**
   * The bytes from the beginning, anew at each call. Throws `UnreadError` where the archive around them is cut, encrypted, or
   * unpacks to more than the bound: give its `unread`.
   */
  bytes(): AsyncIterable<Uint8Array>
  /**
   * The path of a file that holds exactly these bytes: the file itself, or a copy in the scratch folder, made once.
   * Throws `UnreadError` as `bytes()` does, and when the scratch folder is full.
   */
  file(): Promise<string>
  /** Bytes of the original input that have been read so far, for progress; those of the archive where it is packed. */
  progressBytes(): number
  limits: Limits
  /** An existing folder for temporary files, removed when `open` ends, however it ends. */
  scratch(): Promise<string>
  signal: AbortSignal
}>

/** What bounds the reading of hostile or damaged input. */
export type Limits = Readonly<{
  /** An archive member may unpack to this many times its packed size … */
  unpackRatio: number
  /** … once it has given this many bytes; smaller ones cannot hurt. */
  unpackFreeBytes: number
  /** All members of one archive together unpack to at most this many bytes. */
  unpackTotalBytes: number
  /** At most this many bytes are spooled to the scratch folder for one input. */
  spoolBytes: number
  /** At most this many members are read from one archive. */
  members: number
}>

/**
 * Real tables pack 3 to 60 times; deflate cannot pass 1,032. At 250 after 256 MiB a bomb costs a second; a lower ratio would
 * refuse honest tables of zeros.
 */
export const LIMITS: Limits = Object.freeze({
  unpackRatio: 250,
  unpackFreeBytes: 256 * 1024 * 1024,
  unpackTotalBytes: 256 * 1024 * 1024 * 1024,
  spoolBytes: 64 * 1024 * 1024 * 1024,
  members: 100_000,
})

/** Thrown inside the room by the bytes of an input that cannot be read on; caught by readers, which give its `unread`. */
export class UnreadError extends Error {
  readonly unread: Unread
  constructor(unread: Unread, options?: ErrorOptions) {
    super(`${unread.reason} at ${unread.place}`, options)
    this.unread = unread
  }
}
