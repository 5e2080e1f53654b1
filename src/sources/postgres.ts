import { Client, type ClientConfig, DatabaseError } from 'pg'
import Cursor from 'pg-cursor'
import { Flattener, type RowSink } from './flatten.ts'
import { opensText } from './json-events.ts'
import { tablesInPasses } from './passes.ts'
import { CellWriter } from './placed.ts'
import { BEGIN, type Column, RELATIONS, type Relation, selectOf } from './postgres-sql.ts'
import { type Chunk, MAX_COLUMNS, type Table, type Unread, type UnreadReason } from './table.ts'

/** Rows asked of the server at first, and at most: a batch aims at `BATCH_LENGTH` characters, so that wide rows fit in memory. */
const FIRST_ROWS = 100
const MOST_ROWS = 10_000
const BATCH_LENGTH = 1024 * 1024
const CONNECT_MS = 15_000
export type PostgresOptions = Readonly<{ signal: AbortSignal }>

/**
 * The tables, views, materialised views and foreign tables of a PostgreSQL database, `postgresql://user@host:port/base`;
 * one of them with `?table=schema.name` or `#schema.name`. All are read in one read-only, repeatable-read transaction: they
 * are the state of one instant. The server sends every cell as text, dates in ISO 8601; JSON is opened as in JSON files. A
 * partitioned table is one table.
 *
 * Unread: a base or table that is missing, a table that may not be read or whose row security would hide rows from this
 * user, a server lost midway (that table from the record named, and all that come after). The password is in no place.
 * Throws when `signal` is aborted.
 */
export async function* readPostgres(address: string, { signal }: PostgresOptions): AsyncGenerator<Table | Unread> {
  const asked = parseAddress(address)
  if (asked === null) {
    yield { place: 'postgresql://', reason: 'sources/missing', facts: {} }
    return
  }
  const session = new Session(asked, signal)
  try {
    yield* session.tables()
  } finally {
    await session.end()
  }
}

/** An address without its password: where to connect, which relation, and the place for people. */
type Asked = Readonly<{ config: ClientConfig; table: string | null; place: string }>

function parseAddress(address: string): Asked | null {
  try {
    const url = new URL(address)
    const fragment = decodeURIComponent(url.hash.slice(1))
    const table = url.searchParams.get('table') ?? (fragment === '' ? null : fragment)
    url.searchParams.delete('table')
    url.hash = ''
    const host = url.host === '' ? (url.searchParams.get('host') ?? 'localhost') : url.host
    return { config: { connectionString: url.href }, table, place: `postgresql://${host}${url.pathname}` }
  } catch {
    return null
  }
}

class Session {
  readonly #client: Client
  readonly #asked: Asked
  readonly #signal: AbortSignal
  readonly #abort = () => this.#cut()
  #lost = false
  /** Resolves when the connection is gone: what was asked of it last may then never be answered. */
  readonly #gone: Promise<void>

  constructor(asked: Asked, signal: AbortSignal) {
    this.#asked = asked
    this.#signal = signal
    this.#client = new Client({
      ...asked.config,
      application_name: 'parefuite inspect',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      // Cells stay the text that the server sends.
      types: { getTypeParser: () => (text: string) => text },
    })
    this.#gone = new Promise(resolve => {
      const lose = (): void => {
        this.#lost = true
        resolve()
      }
      this.#client.on('error', lose)
      this.#client.on('end', lose)
    })
    signal.addEventListener('abort', this.#abort)
  }

  async *tables(): AsyncGenerator<Table | Unread> {
    const relations = await this.#connected()
    if (!Array.isArray(relations)) {
      yield this.#unread(this.#asked.place, relations.cause)
      return
    }
    if (relations.length === 0) {
      const { place, table } = this.#asked
      yield table === null
        ? { place, reason: 'sources/empty', facts: {} }
        : { place: `${place}!${table}`, reason: 'sources/missing', facts: {} }
    }
    for (const relation of relations) {
      this.#signal.throwIfAborted()
      const place = this.#placeOf(relation)
      if (this.#lost) yield { place, reason: 'sources/connection', facts: {} }
      else if (!relation.readable) yield { place, reason: 'sources/denied', facts: {} }
      else if (relation.columns.length > MAX_COLUMNS) yield { place, reason: 'sources/too-wide', facts: {} }
      else if (relation.columns.some(column => column.isJson)) yield* this.#nested(relation, place)
      else if (relation.columns.length > 0) yield this.#table(relation, place)
    }
  }

  /** Ends the transaction and the connection, whatever state they are in. */
  async end(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#abort)
    if (this.#lost || this.#signal.aborted) this.#cut()
    else await this.#client.end().catch(() => {})
  }

  #cut(): void {
    this.#lost = true
    const connection: { stream: { destroy(): void } } = Reflect.get(this.#client, 'connection')
    connection.stream.destroy()
  }

  async #connected(): Promise<Relation[] | { cause: unknown }> {
    try {
      await this.#client.connect()
      await this.#client.query(BEGIN)
      const { rows } = await this.#client.query<{ relation: string }>(RELATIONS, [this.#asked.table])
      return rows.map(row => JSON.parse(row.relation) as Relation)
    } catch (cause) {
      this.#signal.throwIfAborted()
      return { cause }
    }
  }

  #placeOf({ schema, name }: Relation): string {
    return `${this.#asked.place}!${schema}.${name}`
  }

  #table(relation: Relation, place: string): Table {
    const unread: Unread[] = []
    return {
      kind: 'sources/table',
      name: `${relation.schema}.${relation.name}`,
      place,
      columns: relation.columns.map(column => column.name),
      hasHeader: true,
      sizeBytes: null,
      rowsKnown: null,
      layout: { kind: 'placed' },
      unread,
      chunks: signal => this.#chunks(relation, place, unread, signal),
    }
  }

  async *#chunks(relation: Relation, place: string, unread: Unread[], signal?: AbortSignal): AsyncGenerator<Chunk> {
    const rows = new Rows(relation)
    const batches = this.#batches(relation)
    try {
      for await (const batch of batches) {
        signal?.throwIfAborted()
        rows.add(batch)
        if (rows.writer.full) yield rows.writer.take(0)!
      }
    } catch (cause) {
      this.#signal.throwIfAborted()
      signal?.throwIfAborted()
      unread.push(this.#unread(place, cause, { record: rows.count + 1 }))
    }
    if (rows.tooLarge > 0) unread.push({ place, reason: 'sources/too-large', facts: { records: rows.tooLarge } })
    const last = rows.writer.take(0)
    if (last !== null) yield last
  }

  /** A relation with JSON in it, opened as JSON files are: `doc.nom` is a column, `doc.tels[]` a table of its own. */
  #nested(relation: Relation, place: string): AsyncGenerator<Table | Unread> {
    const name = `${relation.schema}.${relation.name}`
    const scanned = { name, place, sizeBytes: null, progressBytes: () => 0, signal: this.#signal }
    return tablesInPasses(scanned, sink => this.#scan(relation, sink))
  }

  async *#scan(relation: Relation, sink: RowSink): AsyncGenerator<void> {
    const records = new Records(relation, sink)
    try {
      for await (const batch of this.#batches(relation)) {
        for (const row of batch) records.add(row)
        yield
      }
    } catch (cause) {
      this.#signal.throwIfAborted()
      const { reason, facts } = this.#unread('', cause, { record: records.count + 1 })
      sink.unread(reason, facts)
    }
    if (records.tooLarge > 0) sink.unread('sources/too-large', { records: records.tooLarge })
  }

  /** The rows of a relation, batch by batch. A relation that fails leaves the transaction as it was for the next ones. */
  async *#batches(relation: Relation): AsyncGenerator<Cells[]> {
    await this.#client.query('SAVEPOINT relation')
    const cursor = this.#client.query(new Cursor<Cells>(selectOf(relation), [], { rowMode: 'array' }))
    let pending = cursor.read(FIRST_ROWS)
    try {
      for (let batch = await pending; batch.length > 0; batch = await pending) {
        // The server sends the next rows while these are examined; where it fails, the next turn says so.
        pending = cursor.read(nextCount(batch))
        pending.catch(() => {})
        yield batch
      }
    } finally {
      await pending.catch(() => {})
      if (!this.#lost) await this.#rollback(cursor)
    }
  }

  async #rollback(cursor: Cursor<Cells>): Promise<void> {
    const undo = async (): Promise<void> => {
      await cursor.close()
      await this.#client.query('ROLLBACK TO SAVEPOINT relation')
    }
    try {
      // A server that ends the session says so first and goes after: `close` is then never answered.
      await Promise.race([undo(), this.#gone])
    } catch {
      // The server went away between two answers: what is asked next fails, and says so.
      this.#lost = true
    }
  }

  #unread(place: string, cause: unknown, facts: Unread['facts'] = {}): Unread {
    // The text of the server's error may hold values; its code cannot.
    const sqlstate = cause instanceof DatabaseError ? cause.code : undefined
    return { place, reason: reasonOf(sqlstate), facts: sqlstate === undefined ? facts : { ...facts, sqlstate } }
  }
}

type Cells = (string | null)[]

/** Puts rows into chunks, and counts the records of which something was too large. */
class Rows {
  readonly writer = new CellWriter()
  count = 0
  tooLarge = 0
  readonly #varies: boolean
  constructor(relation: Relation) {
    this.#varies = relation.columns.some(column => column.varies)
  }

  add(batch: readonly Cells[]): void {
    for (const row of batch) {
      this.count++
      const isCut = this.#varies && row.pop() === 't'
      if (!this.writer.append(row) || isCut) this.tooLarge++
    }
  }
}

/** Puts rows into the tables that their JSON unfolds into. */
class Records {
  count = 0
  tooLarge = 0
  readonly #columns: readonly Column[]
  readonly #flattener: Flattener
  constructor(relation: Relation, sink: RowSink) {
    this.#columns = relation.columns
    const unread: RowSink['unread'] = (reason, facts) => sink.unread(reason, { record: this.count, ...facts })
    this.#flattener = new Flattener({ row: sink.row, unread })
  }

  add(row: Cells): void {
    this.count++
    if (row.pop() === 't') this.tooLarge++
    this.#flattener.openObject()
    this.#columns.forEach(({ name, isJson }, i) => {
      const text = row[i]
      this.#flattener.column(name)
      if (!isJson) this.#flattener.scalar(text)
      else if (text !== null && !opensText(this.#flattener, text, 0)) this.#flattener.scalar(text)
    })
    this.#flattener.close()
  }
}

function nextCount(batch: readonly Cells[]): number {
  let length = 0
  for (const row of batch) for (const cell of row) length += (cell?.length ?? 0) + 8
  return Math.max(1, Math.min(MOST_ROWS, Math.floor((BATCH_LENGTH * batch.length) / length), batch.length * 4))
}

/** From the code of the error (PostgreSQL, appendix A); none where the connection failed before or broke. */
function reasonOf(sqlstate: string | undefined): UnreadReason {
  if (sqlstate === undefined) return 'sources/connection'
  if (sqlstate === '42501' || sqlstate.startsWith('28')) return 'sources/denied'
  if (sqlstate === '3D000' || sqlstate === '42P01') return 'sources/missing'
  return 'sources/connection'
}
