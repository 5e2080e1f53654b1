import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api'
import { textLiteral } from './parquet-relations.ts'

/** A row group: the number of its first row in the file, its rows, and whether a column says to have that many. */
export type Group = Readonly<{ first: number; rows: number; isSound: boolean }>

/** A query may take this long, and a second more for this many bytes of the file: it reads these once at most. */
const SECONDS = 10
const BYTES_PER_SECOND = 4 * 1024 * 1024

/**
 * The row groups by the footer of a file, in order, and whether their rows are as many as the footer says the file has.
 * A column has a value, or the mark of a blank, for each row (Apache Parquet format, parquet.thrift: `RowGroup.num_rows`,
 * `ColumnMetaData.num_values` "including null values"), so where none has as many as there are rows, their number is
 * damaged. Throws what DuckDB does, and where a count is no count.
 */
export async function groupsOf(connection: DuckDBConnection, path: string) {
  const file = textLiteral(path)
  const counts = await connection.runAndReadAll(
    `SELECT any_value(row_group_num_rows), bool_or(num_values >= row_group_num_rows) FROM parquet_metadata(${file})
     GROUP BY row_group_id ORDER BY row_group_id`,
  )
  const said = await connection.runAndReadAll(`SELECT num_rows FROM parquet_file_metadata(${file})`)
  const groups: Group[] = []
  let first = 0
  for (const [count, isSound] of counts.getRows()) {
    const rows = Number(count)
    if (rows < 0 || !Number.isSafeInteger(first + rows)) throw new Error('sources: a row group without a row count')
    groups.push({ first, rows, isSound: isSound === true })
    first += rows
  }
  return { groups, isWhole: Number(said.getRows()[0]?.[0] ?? 0) === first }
}

/**
 * [Note: short lists] DuckDB 1.5 checks that a list column gives a list for each row, but only where no filter is on the
 * rows. With one, as our parts have, the lists that are missing are whatever their memory held: lengths of up to 2^64 that
 * `unnest` counts through for ever, or items of other rows. So lists are first read without a filter, once.
 */
export async function soundGroups(
  connection: DuckDBConnection,
  seconds: number,
  file: string,
  list: string,
  groups: readonly Group[],
): Promise<number> {
  let least = 0
  let most = groups.length
  // The whole first: it is sound nearly always. Then the first group that is not, by halves.
  for (let asked = most; least < most; asked = (least + most + 1) >> 1) {
    const { first, rows } = groups[asked - 1]
    // `sum(len())` needs the lists; a count could be had from the footer.
    const sql = `SELECT sum(len(${list})) FROM (SELECT * FROM ${file} LIMIT ${first + rows})`
    const failed = await runWithin(seconds, connection, sql).then(() => null, asError)
    if (failed === null) least = asked
    else if (wasStopped(failed)) return 0
    else most = asked - 1
  }
  return least
}

/** The seconds that one query on a file of this size may take: many times what an honest file needs. */
export function secondsFor(sizeBytes: number): number {
  return SECONDS + sizeBytes / BYTES_PER_SECOND
}

/** The result of a query; one that is still running after these seconds is stopped, and rejects. */
export async function runWithin(
  seconds: number,
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBMaterializedResult> {
  const timer = setTimeout(() => connection.interrupt(), seconds * 1000)
  try {
    return await connection.run(sql)
  } finally {
    clearTimeout(timer)
  }
}

/** Whether a query was stopped because of the time that it took. */
export function wasStopped(cause: unknown): boolean {
  return cause instanceof Error && cause.message.startsWith('INTERRUPT')
}

/** The file as rows, for SQL. */
export function source(path: string): string {
  return `read_parquet([${textLiteral(path)}], hive_partitioning = false)`
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error('sources: DuckDB failed')
}
