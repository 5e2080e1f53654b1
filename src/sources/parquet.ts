import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type Group, groupsOf, runWithin, secondsFor, soundGroups, source, wasStopped } from './parquet-groups.ts'
import { type Field, identifier, type Relation, relationsOf, textLiteral } from './parquet-relations.ts'
import { type Input, UnreadError } from './reader.ts'
import {
  type Chunk,
  MAX_COLUMNS,
  MAX_RECORD_BYTES,
  type Placed,
  type Table,
  type Unread,
  type UnreadReason,
} from './table.ts'

/** Rows asked of DuckDB at first, before their length is known, and at most. */
const FIRST_ROWS = 2048
const MOST_ROWS = 65_536
/** A part aims at this many bytes and stays below this many cells. More saves re-reading of long row groups, and costs memory. */
const PART_BYTES = 32 * 1024 * 1024
const PART_CELLS = 4 * 1024 * 1024
/** The rest of a row group is not tried after as many damaged parts in a row: no row count makes it endless. */
const MOST_FAILURES = 12
/** Columns asked of DuckDB at once: it holds a vector for each, 10,000 of them take gigabytes. */
const MOST_COLUMNS = 256

/**
 * [Note: cells in one text] DuckDB gives a part as one text, cells ended by U+FDD0: one call instead of one for each cell
 * (measured 3 times as fast). U+FDD0 is a noncharacter, kept for such internal use (Unicode 15 §23.7). Where the data
 * hold it all the same, the count of cells is wrong, and the part is read again with it replaced by U+FFFD.
 */
const END_OF_CELL = 0xfdd0
const ROW_NUMBER = 'file_row_number'

/**
 * The tables of a Parquet file: the fields of structures are columns by path (`adresse.ville`), lists and maps are tables
 * of their own (`f.parquet!tels[]`), dates are ISO texts. Read by DuckDB part by part; a part that is damaged is `unread`
 * with its first record, and the next ones are read.
 */
export async function* readParquet(input: Input): AsyncGenerator<Table | Unread> {
  let file: ParquetFile | null = null
  try {
    file = await ParquetFile.open(input)
    for (const relation of file.relations) yield file.table(relation)
    yield* file.unread
  } catch (cause) {
    if (cause instanceof UnreadError) yield cause.unread
    else yield { place: input.place, reason: reasonOf(cause), facts: {} }
    input.signal.throwIfAborted()
  } finally {
    file?.close()
  }
}

type Part = Readonly<{ first: number; past: number }>
type Read = Readonly<{ bytes: Uint8Array<ArrayBuffer>; placed: Placed }>
/** `isLast` when nothing after it in the table is worth the time. */
type Failed = Readonly<{ reason: UnreadReason; isLast?: boolean }>

class ParquetFile {
  readonly relations: readonly Relation[]
  readonly unread: Unread[] = []
  readonly #input: Input
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #path: string
  readonly #groups: readonly Group[]
  readonly #seconds: number
  /** How many groups, from the first, give a list whole; by the SQL of the list. */
  readonly #sound = new Map<string, Promise<number>>()
  readonly #hidesRowNumbers: boolean

  static async open(input: Input): Promise<ParquetFile> {
    const path = resolve(await input.file())
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // One thread keeps the rows of a part in their order; the examination has the other cores.
      threads: '1',
      memory_limit: '1GB',
      temp_directory: await input.scratch(),
    })
    try {
      const connection = await instance.connect()
      await connection.run(`SET allowed_paths = [${textLiteral(path)}]`)
      await connection.run('SET parquet_metadata_cache = true')
      await connection.run('SET enable_external_access = false')
      // It makes a filter of a LIMIT: [Note: short lists].
      await connection.run("SET disabled_optimizers = 'late_materialization'")
      await connection.run('SET lock_configuration = true')
      const described = await connection.run(`SELECT * FROM ${source(path)} LIMIT 0`)
      const names = described.columnNames()
      const types = described.columnTypes()
      const fields = names.map((name, i) => ({ name, type: types[i], sql: identifier(name) }))
      const seconds = secondsFor((await stat(path)).size)
      return new ParquetFile(input, instance, connection, path, seconds, fields, await groupsOf(connection, path))
    } catch (cause) {
      instance.closeSync()
      throw cause
    }
  }

  constructor(
    input: Input,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    path: string,
    seconds: number,
    fields: readonly Field[],
    { groups, isWhole }: Readonly<{ groups: readonly Group[]; isWhole: boolean }>,
  ) {
    const relations = relationsOf('', fields, rows => rows)
    this.#input = input
    this.#instance = instance
    this.#connection = connection
    this.#path = path
    this.#groups = groups
    this.#seconds = seconds
    this.#hidesRowNumbers = fields.some(field => field.name.toLowerCase() === ROW_NUMBER)
    this.relations = relations.filter(relation => relation.columns.length <= MAX_COLUMNS)
    if (this.relations.length < relations.length) this.#tell('sources/too-wide', { columns: MAX_COLUMNS })
    if (!isWhole) this.#tell('sources/malformed', {})
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }

  table(relation: Relation): Table {
    const inner = relation.path === '' ? '' : `!${relation.path}`
    const rows = this.#groups.reduce((sum, group) => sum + (group.isSound ? group.rows : 0), 0)
    const unread: Unread[] = []
    return {
      kind: 'sources/table',
      name: this.#input.name + inner,
      place: this.#input.place + inner,
      columns: relation.columns,
      hasHeader: true,
      sizeBytes: this.#input.sizeBytes,
      rowsKnown: relation.path === '' ? rows : null,
      layout: { kind: 'placed' },
      unread,
      chunks: signal => this.#chunks(relation, rows, unread, signal),
    }
  }

  async *#chunks(relation: Relation, rows: number, unread: Unread[], signal?: AbortSignal): AsyncGenerator<Chunk> {
    let order = 0
    const parts = this.#parts(relation)
    // The next part is computed by DuckDB while this one is examined.
    for (let pending = parts.next(); ; ) {
      const step = await pending
      if (step.done) return
      signal?.throwIfAborted()
      this.#input.signal.throwIfAborted()
      pending = parts.next()
      const [part, read] = step.value
      if ('reason' in read) {
        unread.push({ place: this.#input.place, reason: read.reason, facts: { record: part.first + 1 } })
      } else if (read.placed.rows > 0) {
        const share = relation.path === '' ? (part.past - part.first) / rows : 0
        const inputBytes = Math.round(share * (this.#input.sizeBytes ?? 0))
        yield { kind: 'sources/chunk', order: order++, inputBytes, ...read }
      }
    }
  }

  /**
   * The parts of a relation, read. They never cross a row group: DuckDB skips the groups that a part has no row of. From the
   * first group on whose lists do not come whole, a relation of lists is not read: `[Note: short lists]`.
   */
  async *#parts(relation: Relation): AsyncGenerator<readonly [Part, Read | Failed]> {
    const sound = relation.list === null ? this.#groups.length : await this.#soundGroups(relation.list)
    let most = FIRST_ROWS
    for (const [i, { first, rows, isSound }] of this.#groups.entries()) {
      const past = first + rows
      if (i >= sound || !isSound) {
        yield [{ first, past }, { reason: 'sources/malformed' }]
        if (i >= sound) return
        continue
      }
      for await (const step of this.#partsOf(relation, first, past, most)) {
        yield step
        const [part, read] = step
        if ('reason' in read && read.isLast) return
        most = rowsAfter(part.past - part.first, read, relation.columns.length)
      }
    }
  }

  /** The parts of one row group. A part that is too large for memory is asked for again with half of its rows. */
  async *#partsOf(
    relation: Relation,
    first: number,
    past: number,
    rows: number,
  ): AsyncGenerator<readonly [Part, Read | Failed]> {
    let most = rows
    for (let at = first, failures = 0; at < past && failures < MOST_FAILURES; ) {
      const part = { first: at, past: Math.min(past, at + most) }
      const count = part.past - part.first
      const read = await this.#read(relation, part)
      const isTooLarge = 'reason' in read ? read.reason === 'sources/too-large' : isTooLong(read)
      if (isTooLarge && count > 1) {
        most = count >> 1
        continue
      }
      yield [part, isTooLarge ? { reason: 'sources/too-large' } : read]
      failures = 'reason' in read && read.reason !== 'sources/too-large' ? failures + 1 : 0
      at += count
      most = rowsAfter(count, read, relation.columns.length)
    }
  }

  #soundGroups(list: string): Promise<number> {
    const sound =
      this.#sound.get(list) ?? soundGroups(this.#connection, this.#seconds, source(this.#path), list, this.#groups)
    this.#sound.set(list, sound)
    return sound
  }

  /** The cells of a part; never rejects: what DuckDB cannot read is a reason. */
  async #read(relation: Relation, part: Part): Promise<Read | Failed> {
    try {
      const bytes: Uint8Array[] = []
      const { length } = relation.columns
      let placed: Placed = { rows: 0, columns: length, starts: new Uint32Array(0), ends: new Uint32Array(0) }
      for (let column = 0, used = 0; column < length; column += MOST_COLUMNS) {
        const text = await this.#text(relation, part, column, cell => cell)
        if (relation.path === '' && text.rows !== part.past - part.first) return { reason: 'sources/malformed' }
        if (column === 0) placed = { ...placed, rows: text.rows, ...cellsFor(text.rows * length) }
        if (!place(text.bytes, placed, column, used)) {
          text.bytes = (await this.#text(relation, part, column, withoutMark)).bytes
          if (!place(text.bytes, placed, column, used)) return { reason: 'sources/malformed' }
        }
        bytes.push(text.bytes)
        used += text.bytes.length
      }
      return { bytes: joined(bytes), placed }
    } catch (cause) {
      return { reason: reasonOf(cause), isLast: wasStopped(cause) }
    }
  }

  /** The cells of a part from one column on, at most `MOST_COLUMNS` of them, as one text: `[Note: cells in one text]`. */
  async #text(relation: Relation, part: Part, column: number, clean: (cell: string) => string) {
    // `concat_ws` leaves nulls out, mark included: they are made blank first. The last '' puts a mark after the last cell.
    const cells = relation.cells.slice(column, column + MOST_COLUMNS).map(cell => `coalesce(${clean(cell)}, '')`)
    const row = `concat_ws(chr(${END_OF_CELL}), ${cells.join(', ')}, '')`
    const sql = `SELECT encode(string_agg(${row}, '')), count(*) FROM ${relation.from(this.#rows(part))}`
    const chunk = await (await runWithin(this.#seconds, this.#connection, sql)).fetchChunk()
    const [text, rows] = chunk!.getRowValues(0) as [{ bytes: Uint8Array } | null, bigint]
    return { bytes: text?.bytes ?? new Uint8Array(0), rows: Number(rows) }
  }

  /** The rows of a part; a file may hold a column with the name of DuckDB's own row numbers, which then hides them. */
  #rows({ first, past }: Part): string {
    const file = source(this.#path)
    if (this.#hidesRowNumbers) return `(SELECT * FROM ${file} LIMIT ${past - first} OFFSET ${first})`
    return `${file} WHERE ${ROW_NUMBER} >= ${first} AND ${ROW_NUMBER} < ${past}`
  }

  #tell(reason: UnreadReason, facts: Unread['facts']): void {
    this.unread.push({ place: this.#input.place, reason, facts })
  }
}

/** Whether a record may be past the bound: one alone is, several may only be too many at once. */
function isTooLong({ bytes }: Read): boolean {
  return bytes.length > MAX_RECORD_BYTES
}

/** How many rows to ask for after these: twice as many where they are damaged. */
function rowsAfter(rows: number, read: Read | Failed, columns: number): number {
  const most = Math.min(MOST_ROWS, Math.floor(PART_CELLS / columns))
  if ('reason' in read) return Math.max(1, Math.min(most, read.reason === 'sources/too-large' ? rows : rows * 2))
  return Math.max(1, Math.min(most, Math.floor((PART_BYTES * rows) / (read.bytes.length + 1)), rows * 8))
}

function cellsFor(cells: number): Pick<Placed, 'starts' | 'ends'> {
  return { starts: new Uint32Array(cells), ends: new Uint32Array(cells) }
}

/**
 * Says where the cells of a text lie, for the columns from `column` on, when the text begins at byte `offset` of the chunk.
 * False when it does not hold as many cells as it must.
 */
function place(bytes: Uint8Array, { rows, columns, starts, ends }: Placed, column: number, offset: number): boolean {
  const width = Math.min(MOST_COLUMNS, columns - column)
  const gap = columns - width
  let cell = column
  let inRow = 0
  let left = rows * width
  let start = 0
  // U+FDD0 in UTF-8 is EF B7 90.
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0xef || bytes[i + 1] !== 0xb7 || bytes[i + 2] !== 0x90) continue
    if (left-- === 0) return false
    starts[cell] = offset + start
    ends[cell++] = offset + i
    start = i + 3
    i += 2
    if (++inRow === width) {
      inRow = 0
      cell += gap
    }
  }
  return left === 0
}

function withoutMark(cell: string): string {
  return `replace(${cell}, chr(${END_OF_CELL}), chr(65533))`
}

/** The texts behind each other, in memory of their own. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** What DuckDB's error says about the file; its message may hold values and goes no further. */
function reasonOf(cause: unknown): UnreadReason {
  const message = cause instanceof Error ? cause.message : ''
  if (/encrypt/i.test(message)) return 'sources/encrypted'
  if (/too small|No magic bytes found at end/i.test(message)) return 'sources/truncated'
  if (/out of memory|failed to allocate|exceeds? .*(size|limit)/i.test(message)) return 'sources/too-large'
  if (/Permission denied/i.test(message)) return 'sources/denied'
  return 'sources/malformed'
}
