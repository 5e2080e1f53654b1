import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { encode } from './encode.test-kit.ts'
import { measure } from './measure.ts'

/** Columns as SQL over row number i: many uniques, few, many middle-sized columns, blanks, doubled rows. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  'many uniques': [9000, 2000, 800, 600, 58, 6, 6, 2].map((n, c) => `(hash(i * 31 + ${c}) % ${n})::INTEGER`),
  'few uniques': [8, 6, 5, 4, 4, 3, 3, 2].map((n, c) => `'v' || (hash(i * 17 + ${c}) % ${n})`),
  'many middle-sized columns': [120, 130, 140, 150, 160, 170, 180, 190].map(
    (n, c) => `(hash(i * 13 + ${c}) % ${n})::BIGINT`,
  ),
  'blanks, dates and doubled rows': [40, 30, 200, 9, 5, 3, 2, 2].map((n, c) =>
    c === 2
      ? `DATE '1950-01-01' + (hash(i // 3 * 7) % ${n})::INTEGER`
      : `nullif((hash(i // 3 * 7 + ${c}) % ${n})::VARCHAR, '0')`,
  ),
}

describe('the counts of all 255 sets of eight columns', () => {
  for (const [name, cells] of Object.entries(SHAPES))
    it(`equal those of one DuckDB query per set: ${name}`, async () => {
      const instance = await DuckDBInstance.create(':memory:')
      const connection = await instance.connect()
      const select = cells.map((sql, c) => `${sql} AS c${c}`).join(', ')
      await connection.run(`CREATE TABLE t AS SELECT ${select} FROM range(4000) r(i)`)
      const columns = await (await connection.runAndReadAll('FROM t')).getColumns()
      const texts = columns.map((values, c) => [`c${c}`, values.map(value => (value === null ? '' : String(value)))])
      const report = await measure(encode(Object.fromEntries(texts)), { suda: false, generalise: false })
      expect(report.sets).toHaveLength(255)
      const queries = report.sets.map(
        (set, i) => `SELECT ${i}, count(*)::INTEGER, count(*) FILTER (n = 1)::INTEGER,
          coalesce(sum(n) FILTER (n < 5), 0)::INTEGER, min(n)::INTEGER
          FROM (SELECT count(*) AS n FROM t GROUP BY ${set.columns.join(', ')})`,
      )
      const rows = (await connection.runAndReadAll(`${queries.join(' UNION ALL ')} ORDER BY 1`)).getRows()
      expect(report.sets.map((s, i) => [i, s.classes, s.uniques, s.belowK, s.k])).toEqual(rows)
      instance.closeSync()
    })
})
