import type { Readable } from 'node:stream'
import type { Kysely, Transaction } from 'kysely'
import type { Refusal } from '#kernel'
import type { Head, LedgerEvent, LedgerStore, VerifierKey } from '#ledger'

/** One step of the database's growth: forward only, known by its hash. `name` is `0001-vault`, its text stands in one `.sql` file. */
export type Migration = Readonly<{ name: string; sql: string }>

export type VaultSettings = Readonly<{
  /** The private folder (0700): master key, embedded database, files. */
  folder: string
  /** `DATABASE_URL`; null starts (or finds) the embedded PostgreSQL of the folder. */
  databaseUrl: string | null
  /** The name of a ledger that begins (its C2SP origin), e.g. `ledger.example.fr/2026`; one that began keeps its own. */
  ledgerName: string
  now: () => Date
}>

/**
 * A transaction in which something is done. [Note: no entry, no act] What `record` is told goes to the ledger in the same
 * transaction, last; an act that records nothing throws and is rolled back.
 */
export type Act = Readonly<{
  sql: Transaction<unknown>
  now: Date
  record(event: LedgerEvent): void
}>

/** Where a sealed field stands: it can be opened nowhere else (associated data of AES-256-GCM). */
export type FieldPlace = Readonly<{
  /** Whose data key: the id of the person or case. Destroying that key destroys the field. */
  subject: string
  table: string
  column: string
  /** The id of the row. */
  record: string
}>

/** A key of the private zone itself, by purpose, e.g. `lease:prefecture-exemple` or `ledger`. */
export type ZoneKey = Readonly<{
  /** Ed25519, 32 bytes in lower-case hexadecimal. */
  publicKey: string
  sign(message: Uint8Array): Promise<Uint8Array>
}>

/** A file at rest, sealed. `sha256` and `sizeBytes` are those of the content. */
export type DataFile = Readonly<{ id: string; sha256: string; sizeBytes: number }>

/** An open vault. Every method throws when the database or disk fails. */
export type Vault = Readonly<{
  /** `run-…`: this process, for what the ledger says that no person did. */
  run: string
  /** When a backup was last brought back here (UTC); null when none was. What was done between backup and restore is not known here. */
  restoredAt: string | null
  now(): Date
  /** For reading outside acts. Writing goes through `act`. */
  sql: Kysely<unknown>
  /** Runs the work in one transaction with the ledger's entries. A refusal, or anything thrown, rolls everything back. */
  act<T>(work: (act: Act) => Promise<T | Refusal>): Promise<T | Refusal>
  /** Runs the work while no other process of this private zone does so under the same name. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>
  /** Gives a subject a data key of its own; without effect when it has one. */
  makeKey(act: Act, subject: string): Promise<void>
  /** Destroys the data key of a subject: what it sealed can no longer be read by anybody. */
  destroyKey(act: Act, subject: string): Promise<void>
  seal(act: Act, place: FieldPlace, text: string): Promise<Uint8Array>
  /** The text of a sealed field, null when its key was destroyed. Throws when the bytes were changed or stood elsewhere. */
  open(place: FieldPlace, sealed: Uint8Array): Promise<string | null>
  /** A keyed hash by which a field can be found without being read (HMAC-SHA-256, hexadecimal). */
  blindIndex(name: string, value: string): string
  /** The zone's key for a purpose, made when first asked for. */
  zoneKey(purpose: string): Promise<ZoneKey>
  /** Stores what the stream gives, sealed under a key of its own; nothing remains when the stream fails. `until` null: until destroyed. */
  store(content: Readable, until: Date | null): Promise<DataFile>
  /** The content of a file. Throws when it is not there, was destroyed or was changed; the stream errs before a changed byte is given. */
  read(id: string): Promise<Readable>
  /** Takes the `until` of a file away: the act names it from now on. Without effect when there is no such file. */
  keep(act: Act, id: string): Promise<void>
  /** Takes back `keep`: once the transaction lasts, nothing names the file, and a sweep destroys it where `destroyFile` does not come. */
  letGo(within: Pick<Act, 'sql'>, id: string): Promise<void>
  destroyFile(id: string): Promise<void>
  /** Destroys files whose `until` has passed, and bytes on the disk that nothing names. Gives how many files were destroyed. */
  sweep(): Promise<number>
  /** The ledger for reading: the files of its tree as `verifyLedger` and proofs read them. */
  ledger: LedgerStore
  /** The key that signs the ledger's checkpoints. */
  ledgerKey: VerifierKey
  ledgerHead(): Promise<Head>
  close(): Promise<void>
}>
