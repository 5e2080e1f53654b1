import { resolve } from 'node:path'
import {
  DuckDBArrayType,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api'
import { type Input, UnreadError } from './reader.ts'
import { type Chunk, MAX_COLUMNS, type Placed, type Table, type Unread, type UnreadReason } from './table.ts'

/** Rows asked of DuckDB at once: a chunk of a few megabytes. More would save re-reading of long row groups and cost memory. */
const PART_ROWS = 65_536
const PART_CELLS = 1024 * 1024

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

/** One table of the file as SQL: expressions over rows made from the base rows by `from`. */
type Relation = Readonly<{
  path: string
  columns: readonly string[]
  cells: readonly string[]
  from: (base: string) => string
}>
type Part = Readonly<{ first: number; past: number }>

class ParquetFile {
  readonly relations: readonly Relation[]
  readonly unread: Unread[] = []
  readonly #input: Input
  readonly #instance: DuckDBInstance
  readonly #connection: DuckDBConnection
  readonly #path: string
  readonly #groups: readonly number[]
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
      await connection.run('SET enable_external_access = false')
      await connection.run('SET lock_configuration = true')
      const described = await connection.run(`SELECT * FROM ${source(path)} LIMIT 0`)
      const groups = await connection.runAndReadAll(
        `SELECT row_group_num_rows FROM parquet_metadata(${textLiteral(path)}) WHERE column_id = 0 ORDER BY row_group_id`,
      )
      const names = described.columnNames()
      const types = described.columnTypes()
      const fields = names.map((name, i) => ({ name, type: types[i], sql: identifier(name) }))
      const rows = groups.getRows().map(([count]) => Number(count))
      return new ParquetFile(input, instance, connection, path, fields, rows)
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
    fields: readonly Field[],
    groups: readonly number[],
  ) {
    const relations = relationsOf('', fields, base => base)
    this.#input = input
    this.#instance = instance
    this.#connection = connection
    this.#path = path
    this.#groups = groups
    this.#hidesRowNumbers = fields.some(field => field.name.toLowerCase() === ROW_NUMBER)
    this.relations = relations.filter(relation => relation.columns.length <= MAX_COLUMNS)
    if (this.relations.length < relations.length) this.#tell('sources/too-wide', { columns: MAX_COLUMNS })
  }

  close(): void {
    this.#connection.closeSync()
    this.#instance.closeSync()
  }

  table(relation: Relation): Table {
    const inner = relation.path === '' ? '' : `!${relation.path}`
    const rows = this.#groups.reduce((sum, group) => sum + group, 0)
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
    const parts = this.#parts(relation.columns.length)
    // The next part is computed by DuckDB while this one is examined.
    let next = parts.length > 0 ? this.#read(relation, parts[0]) : null
    let order = 0
    for (let i = 0; i < parts.length; i++) {
      signal?.throwIfAborted()
      const read = await next!
      next = i + 1 < parts.length ? this.#read(relation, parts[i + 1]) : null
      if ('reason' in read) {
        unread.push({ place: this.#input.place, reason: read.reason, facts: { record: parts[i].first + 1 } })
      } else if (read.placed.rows > 0) {
        const share = relation.path === '' && rows > 0 ? (parts[i].past - parts[i].first) / rows : 0
        const inputBytes = Math.round(share * (this.#input.sizeBytes ?? 0))
        yield { kind: 'sources/chunk', order: order++, inputBytes, ...read }
      }
    }
  }

  /** Parts never cross a row group: DuckDB skips the groups that a part has no row of. */
  #parts(columns: number): Part[] {
    const most = Math.max(2048, Math.min(PART_ROWS, Math.floor(PART_CELLS / columns)))
    const parts: Part[] = []
    let start = 0
    for (const rows of this.#groups) {
      const count = Math.ceil(rows / most)
      for (let i = 0; i < count; i++) {
        parts.push({
          first: start + Math.floor((rows * i) / count),
          past: start + Math.floor((rows * (i + 1)) / count),
        })
      }
      start += rows
    }
    return parts
  }

  /** The cells of a part; never rejects: what DuckDB cannot read is a reason. */
  async #read(
    relation: Relation,
    part: Part,
  ): Promise<{ bytes: Uint8Array<ArrayBuffer>; placed: Placed } | { reason: UnreadReason }> {
    try {
      const plain = await this.#cells(relation, part, cell => cell)
      if (plain !== null) return plain
      const replaced = await this.#cells(relation, part, cell => `replace(${cell}, chr(${END_OF_CELL}), chr(65533))`)
      return replaced ?? { reason: 'sources/malformed' }
    } catch (cause) {
      return { reason: reasonOf(cause) }
    }
  }

  async #cells(relation: Relation, part: Part, clean: (cell: string) => string) {
    // `concat_ws` leaves nulls out, mark included: they are made blank first. The last '' puts a mark after the last cell.
    const row = relation.cells.map(cell => `coalesce(${clean(cell)}, '')`).join(', ')
    const base = `SELECT * FROM ${source(this.#path)} ${this.#within(part)}`
    const sql = `SELECT encode(string_agg(concat_ws(chr(${END_OF_CELL}), ${row}, ''), '')), count(*) FROM (${relation.from(base)})`
    const chunk = await (await this.#connection.run(sql)).fetchChunk()
    const [text, count] = chunk!.getRowValues(0) as [{ bytes: Uint8Array } | null, bigint]
    const bytes = new Uint8Array(text?.bytes ?? [])
    const placed = placedCells(bytes, Number(count), relation.columns.length)
    return placed && { bytes, placed }
  }

  /** The rows of a part; a file may hold a column with the name of DuckDB's own row numbers, which then hides them. */
  #within({ first, past }: Part): string {
    if (this.#hidesRowNumbers) return `LIMIT ${past - first} OFFSET ${first}`
    return `WHERE ${ROW_NUMBER} >= ${first} AND ${ROW_NUMBER} < ${past}`
  }

  #tell(reason: UnreadReason, facts: Unread['facts']): void {
    this.unread.push({ place: this.#input.place, reason, facts })
  }
}

/** Where the cells lie in a text of cells, each with its end; null when they are not `rows` times `columns`. */
function placedCells(bytes: Uint8Array, rows: number, columns: number): Placed | null {
  const cells = rows * columns
  const starts = new Uint32Array(cells)
  const ends = new Uint32Array(cells)
  let cell = 0
  let start = 0
  // U+FDD0 in UTF-8 is EF B7 90.
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 0xef || bytes[i + 1] !== 0xb7 || bytes[i + 2] !== 0x90) continue
    if (cell === cells) return null
    starts[cell] = start
    ends[cell++] = i
    start = i + 3
    i += 2
  }
  return cell === cells ? { rows, columns, starts, ends } : null
}

type Field = Readonly<{ name: string; type: DuckDBType; sql: string }>

/** The relation of these fields, and one for each list or map in them. */
function relationsOf(path: string, fields: readonly Field[], from: Relation['from']): Relation[] {
  const columns: string[] = []
  const cells: string[] = []
  const lists: Field[] = []
  const visit = (field: Field): void => {
    if (field.type instanceof DuckDBStructType) for (const inner of fieldsOf(field)) visit(inner)
    else if (itemOf(field) !== null) lists.push(field)
    else {
      columns.push(field.name)
      cells.push(cellText(field))
    }
  }
  fields.forEach(visit)
  const own = columns.length > 0 ? [{ path, columns, cells, from }] : []
  return [...own, ...lists.flatMap(list => itemRelations(path, list, from))]
}

function fieldsOf({ name, type, sql }: Field): Field[] {
  const { entryNames, entryTypes } = type as DuckDBStructType
  return entryNames.map((entry, i) => ({
    name: name === '' ? entry : `${name}.${entry}`,
    type: entryTypes[i],
    sql: entry === '' ? `struct_extract_at(${sql}, ${i + 1})` : `struct_extract(${sql}, ${textLiteral(entry)})`,
  }))
}

/** The list that a field is, as SQL, and the type of its items; null for a field that is no list. */
function itemOf({ type, sql }: Field): { list: string; item: DuckDBType } | null {
  if (type instanceof DuckDBListType) return { list: sql, item: type.valueType }
  if (type instanceof DuckDBArrayType) return { list: `CAST(${sql} AS ${type.valueType}[])`, item: type.valueType }
  if (!(type instanceof DuckDBMapType)) return null
  const item = new DuckDBStructType(['key', 'value'], [type.keyType, type.valueType])
  return { list: `map_entries(${sql})`, item }
}

function itemRelations(path: string, field: Field, from: Relation['from']): Relation[] {
  const { list, item } = itemOf(field)!
  const inner = path === '' ? `${field.name}[]` : `${path}.${field.name}[]`
  const name = item instanceof DuckDBStructType ? '' : (field.name.split('.').at(-1) ?? 'value')
  return relationsOf(
    inner,
    [{ name, type: item, sql: 'item' }],
    base => `SELECT unnest(${list}) AS item FROM (${from(base)})`,
  )
}

/** Bytes that are UTF-8 are a text (writers often leave the annotation out); others are shown with their escapes. */
function cellText({ type, sql }: Field): string {
  if (type.typeId === DuckDBTypeId.BLOB) return `coalesce(TRY(decode(${sql})), CAST(${sql} AS VARCHAR))`
  return `CAST(${sql} AS VARCHAR)`
}

/** DuckDB takes a path that exists for itself, even with `*` or `[` in it. */
function source(path: string): string {
  return `read_parquet([${textLiteral(path)}], hive_partitioning = false)`
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** What DuckDB's error says about the file; its message may hold values and goes no further. */
function reasonOf(cause: unknown): UnreadReason {
  const message = cause instanceof Error ? cause.message : ''
  if (/encrypt/i.test(message)) return 'sources/encrypted'
  if (/too small|No magic bytes found at end/i.test(message)) return 'sources/truncated'
  if (/Permission denied/i.test(message)) return 'sources/denied'
  return 'sources/malformed'
}
