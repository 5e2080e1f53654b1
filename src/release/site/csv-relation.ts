import { DuckDBInstance } from '@duckdb/node-api'

/** How DuckDB reads the CSV that goes out: told everything, so that nothing is guessed. */

/** DuckDB reads records of 2 MB unless told; longer ones are told. */
const USUAL_RECORD = 2_000_000
/** Enough for row groups of wide tables; more is spilled where there is a folder for it. */
const MEMORY = '700MB'

/** An engine of one thread (order and bytes are then the same each time), without extensions but those inside. The caller closes it. */
export async function engine(spill: string | null): Promise<DuckDBInstance> {
  return await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: MEMORY,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(spill === null ? {} : { temp_directory: spill }),
  })
}

/** The rows of our own CSV as SQL, in order; its columns are called c0, c1 …; blank cells are null. */
export function csvRelation(path: string, columns: number, longestRecord: number): string {
  const read = Array.from({ length: columns }, (_, at) => `'c${at}': 'VARCHAR'`).join(', ')
  const long =
    longestRecord > USUAL_RECORD ? `, max_line_size = ${longestRecord}, buffer_size = ${4 * longestRecord}` : ''
  const dialect = `delim = ',', quote = '"', escape = '"', new_line = '\\r\\n', header = true, nullstr = ''`
  return `read_csv(${literal(path)}, auto_detect = false, parallel = false, ${dialect}, columns = {${read}}${long})`
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
