import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** A table of invented people to measure, by its shape. */
export type Shape = Readonly<{ name: string; what: string; columns: readonly string[]; sql: (rows: number) => string }>

const pick = (salt: number, cardinality: number, of = 'i') =>
  `(hash(${of} * 1000003 + ${salt}) % ${cardinality})::INTEGER`
/** Skewed: the low numbers are frequent. */
const skewed = (salt: number, cardinality: number, of = 'i') =>
  `floor(pow((hash(${of} * 1000003 + ${salt}) % 1000003) / 1000003.0, 2) * ${cardinality})::INTEGER`

function shape(name: string, what: string, cells: Readonly<Record<string, string>>): Shape {
  const select = Object.entries(cells).map(([column, sql]) => `${sql} AS ${column}`)
  const people = 'greatest(1, (SELECT count(*) FROM base) * 10 // 43)'
  return {
    name,
    what,
    columns: Object.keys(cells),
    sql: rows =>
      `WITH base AS (SELECT range AS i FROM range(${rows})),
       sale AS (SELECT i, (hash(i * 7919) % ${people})::BIGINT AS p FROM base)
       SELECT ${select.join(', ')} FROM sale ORDER BY i`,
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

/** The three shapes of the target, and the wide one. */
export const SHAPES: readonly Shape[] = [
  shape('many uniques', 'sales of 2 people in 9: birth date, sale date, ZIP, dealer, county, licence, type, sex', {
    birth_date: `DATE '1940-01-01' + ${pick(1, 18263, 'p')}`,
    sale_date: `DATE '2012-01-01' + ${pick(2, 4100)}`,
    zip: `'9' || lpad((${skewed(3, 1700, 'p')})::VARCHAR, 4, '0')`,
    dealer: skewed(4, 2302),
    county: skewed(5, 58, 'p'),
    licence: pick(6, 6, 'p'),
    type: skewed(7, 6),
    sex: pick(8, 2, 'p'),
  }),
  shape('few uniques', 'coarse columns: 30, 12, 8, 6, 5, 4, 3, 2 values', {
    age: skewed(1, 30, 'p'),
    region: skewed(2, 12, 'p'),
    month: pick(3, 8),
    occupation: skewed(4, 6, 'p'),
    household: skewed(5, 5, 'p'),
    education: skewed(6, 4, 'p'),
    status: skewed(7, 3, 'p'),
    sex: pick(8, 2, 'p'),
  }),
  shape('many middle-sized columns', 'eight columns of 300 to 650 values', {
    ...Object.fromEntries(range(0, 8).map(c => [`c${c}`, pick(c + 1, 300 + 50 * c)])),
  }),
]

/** 12 columns as a permit table may have them. */
export const WIDE: Shape = shape('wide', '12 columns: 18263, 1700, 900, 58, 31, 20, 12, 9, 7, 6, 4, 2 values', {
  birth_date: pick(1, 18263),
  zip: skewed(2, 1700),
  issue_day: pick(3, 900),
  ...Object.fromEntries([58, 31, 20, 12, 9, 7, 6, 4, 2].map((n, c) => [`c${n}`, skewed(c + 4, n)])),
})

/** Writes the table of a shape as Parquet into a folder, once; gives its path. */
export async function makeTable(folder: string, table: Shape, rows: number): Promise<string> {
  const path = join(folder, `${table.name.replaceAll(' ', '-')}-${rows}.parquet`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1500MB', threads: '2' })
  const connection = await instance.connect()
  await connection.run(`COPY (${table.sql(rows)}) TO '${path}.part' (FORMAT parquet)`)
  instance.closeSync()
  renameSync(`${path}.part`, path)
  return path
}
