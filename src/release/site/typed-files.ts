import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ColumnType } from './contract.ts'
import { csvRelation, engine, literal } from './csv-relation.ts'
import type { KeptColumn } from './table-rows.ts'

/** Rows of one Parquet row group. DuckDB's own; written here so that a new version of it changes no file. */
const ROW_GROUP = 122_880

const SQL_TYPES: Readonly<Record<ColumnType, (cell: string) => string>> = {
  text: cell => cell,
  integer: cell => `CAST(${cell} AS BIGINT)`,
  number: cell => `CAST(replace(${cell}, ',', '.') AS DOUBLE)`,
}

type Typed = Readonly<{
  csv: string
  folder: string
  rows: number
  columns: readonly KeptColumn[]
  longestRecord: number
  spill: string
  signal: AbortSignal
}>

/**
 * Writes `data.parquet` and `data.json` from the CSV that goes out: blank cells are null. One thread, pinned settings, so that the same
 * CSV gives the same bytes. No extension is loaded but those inside DuckDB. Throws when DuckDB reads other rows than
 * were written, and the signal's reason when aborted.
 */
export async function writeTyped(typed: Typed): Promise<void> {
  const instance = await engine(typed.spill)
  try {
    const connection = await instance.connect()
    const stop = (): void => connection.interrupt()
    typed.signal.addEventListener('abort', stop, { once: true })
    await copyBoth(connection, typed).finally(() => typed.signal.removeEventListener('abort', stop))
  } catch (cause) {
    typed.signal.throwIfAborted()
    throw cause
  } finally {
    instance.closeSync()
  }
}

async function copyBoth(connection: DuckDBConnection, typed: Typed): Promise<void> {
  typed.signal.throwIfAborted()
  const select = typedSelect(typed)
  const parquet = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP}`
  await copy(connection, typed, 'parquet', `COPY (${select}) TO $path (${parquet})`)
  await copy(connection, typed, 'json', `COPY (${select}) TO $path (FORMAT json, ARRAY true)`)
}

async function copy(connection: DuckDBConnection, typed: Typed, format: string, sql: string): Promise<void> {
  const part = join(typed.folder, `data.${format}.part`)
  const result = await connection.runAndReadAll(sql.replace('$path', () => literal(part)))
  const written = Number(result.getRows()[0][0])
  if (written !== typed.rows) throw new Error(`data.${format} has ${written} rows, the table has ${typed.rows}`)
  await rename(part, join(typed.folder, `data.${format}`))
}

function typedSelect({ csv, columns, longestRecord }: Typed): string {
  const cells = columns.map(({ name, type }, at) => `${SQL_TYPES[type](`c${at}`)} AS ${identifier(name)}`)
  return `SELECT ${cells.join(', ')} FROM ${csvRelation(csv, columns.length, longestRecord)}`
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
