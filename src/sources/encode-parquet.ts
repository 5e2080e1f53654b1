import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'

/**
 * A column as integers on shared memory, in row order: equal codes are equal values, 0 is blank (null or empty text),
 * codes lie in 0 … cardinality - 1 and, above 0, follow the order of the values where `ordered`.
 */
export type ParquetCodes = Readonly<{
  name: string
  codes: Uint8Array<SharedArrayBuffer> | Uint16Array<SharedArrayBuffer> | Uint32Array<SharedArrayBuffer>
  cardinality: number
  ordered: boolean
}>

export type EncodedParquet = Readonly<{ rows: number; columns: readonly ParquetCodes[] }>

/** DuckDB may use this much: enough for a dictionary of ten million texts; more is spilled. */
const DUCKDB_MEMORY = '700MB'
/** Whole numbers and dates that span fewer values than this are numbered by subtraction instead of a dictionary. */
const NARROW_SPAN = 2 ** 24

/**
 * Encodes columns of a Parquet file (all of them, or those named) as dictionary codes, in one pass after the dictionaries
 * are made. Throws where the file is not readable as Parquet or a column is missing.
 */
export async function encodeParquet(path: string, names?: readonly string[]): Promise<EncodedParquet> {
  const spill = await mkdtemp(join(tmpdir(), 'parefuite-encode-'))
  const settings = { memory_limit: DUCKDB_MEMORY, temp_directory: spill }
  const instance = await DuckDBInstance.create(':memory:', settings)
  try {
    const connection = await instance.connect()
    const from = `read_parquet('${path.replaceAll("'", "''")}')`
    const encoders = await planEncoders(connection, from, names)
    const [{ rows }] = await objects(connection, `SELECT count(*)::DOUBLE AS rows FROM ${from}`)
    return { rows: Number(rows), columns: await readCodes(connection, from, encoders, Number(rows)) }
  } finally {
    instance.closeSync()
    await rm(spill, { recursive: true, force: true })
  }
}

type Encoder = Readonly<{ name: string; expression: string; span: number; dense: boolean; ordered: boolean }>

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
const WHOLE = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER|DATE|BOOLEAN)$/

async function objects(connection: DuckDBConnection, sql: string) {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS()
}

async function planEncoders(
  connection: DuckDBConnection,
  from: string,
  names?: readonly string[],
): Promise<readonly Encoder[]> {
  const schema = await objects(connection, `DESCRIBE SELECT * FROM ${from}`)
  const types = new Map(schema.map(row => [String(row.column_name), String(row.column_type)]))
  const encoders: Encoder[] = []
  for (const [i, name] of (names ?? [...types.keys()]).entries()) {
    const type = types.get(name)
    if (type === undefined) throw new Error(`sources: column ${i + 1} of those asked for is not in the file`)
    const narrow = WHOLE.test(type) ? await narrowEncoder(connection, from, name, type) : null
    encoders.push(narrow ?? (await dictionaryEncoder(connection, from, name, type, i)))
  }
  return encoders
}

async function narrowEncoder(connection: DuckDBConnection, from: string, name: string, type: string) {
  const value = type === 'DATE' ? `(${quoted(name)} - DATE '1970-01-01')` : `${quoted(name)}::HUGEINT`
  const [{ low, span }] = await objects(
    connection,
    `SELECT min(${value})::VARCHAR AS low, (max(${value}) - min(${value}))::DOUBLE AS span FROM ${from}`,
  )
  if (low === null) return { name, expression: '0::UINTEGER', span: 1, dense: true, ordered: true }
  if (Number(span) >= NARROW_SPAN) return null
  const number = type === 'DATE' ? value : `${quoted(name)}::BIGINT`
  return {
    name,
    expression: `coalesce(${number} - (${low}) + 1, 0)::UINTEGER`,
    span: Number(span) + 2,
    dense: false,
    ordered: true,
  }
}

async function dictionaryEncoder(connection: DuckDBConnection, from: string, name: string, type: string, i: number) {
  const text = type === 'VARCHAR' ? quoted(name) : `${quoted(name)}::VARCHAR`
  const values = `SELECT DISTINCT ${text} AS v FROM ${from} WHERE ${text} <> ''`
  const [{ n }] = await objects(connection, `SELECT count(*)::DOUBLE AS n FROM (${values})`)
  if (Number(n) === 0) return { name, expression: '0::UINTEGER', span: 1, dense: true, ordered: false }
  await connection.run(`CREATE TYPE dictionary_${i} AS ENUM (${values} ORDER BY v)`)
  const code = `enum_code(nullif(${text}, '')::dictionary_${i})`
  return {
    name,
    expression: `coalesce(${code}::BIGINT + 1, 0)::UINTEGER`,
    span: Number(n) + 1,
    dense: true,
    ordered: false,
  }
}

async function readCodes(connection: DuckDBConnection, from: string, encoders: readonly Encoder[], rows: number) {
  const columns = encoders.map(encoder => narrowest(encoder.span, rows))
  const expressions = encoders.map(encoder => encoder.expression).join(', ')
  const result = await connection.stream(`SELECT ${expressions} FROM ${from}`)
  let at = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (let c = 0; c < columns.length; c++) columns[c].set(itemsOf(chunk, c), at)
    at += chunk.rowCount
  }
  return encoders.map((encoder, c): ParquetCodes => {
    const { name, ordered, span } = encoder
    return encoder.dense
      ? { name, codes: columns[c], cardinality: span, ordered }
      : { name, ordered, ...dense(columns[c], span) }
  })
}

/** The codes of one vector without a call per value: DuckDB lays an UINTEGER vector without nulls as a plain array. */
function itemsOf(chunk: DuckDBDataChunk, c: number): Uint32Array | readonly number[] {
  const vector: object = chunk.getColumnVector(c)
  if ('items' in vector && vector.items instanceof Uint32Array) return vector.items.subarray(0, chunk.rowCount)
  return chunk.getColumnValues(c).map(Number)
}

function narrowest(cardinality: number, rows: number): ParquetCodes['codes'] {
  if (cardinality <= 2 ** 8) return new Uint8Array(new SharedArrayBuffer(rows))
  if (cardinality <= 2 ** 16) return new Uint16Array(new SharedArrayBuffer(2 * rows))
  return new Uint32Array(new SharedArrayBuffer(4 * rows))
}

/** Renumbers codes so that none is unused, in the same order; 0 stays blank even where no cell is. */
function dense(codes: ParquetCodes['codes'], span: number): Pick<ParquetCodes, 'codes' | 'cardinality'> {
  const rank = new Uint32Array(span)
  for (let r = 0; r < codes.length; r++) rank[codes[r]] = 1
  rank[0] = 0
  let cardinality = 1
  for (let code = 1; code < span; code++) if (rank[code] === 1) rank[code] = cardinality++
  const into = narrowest(cardinality, codes.length)
  for (let r = 0; r < codes.length; r++) into[r] = rank[codes[r]]
  return { codes: into, cardinality }
}
