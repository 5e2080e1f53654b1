import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeParquet } from './encode-parquet.ts'

const folder = mkdtempSync(join(tmpdir(), "parefuite-l'encodage-"))
const path = join(folder, 'people.parquet')

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (SELECT * FROM (VALUES
    (DATE '1950-03-01', 'Lyon', 3000000000, 1.5, NULL::INTEGER),
    (DATE '1949-01-01', '', -1, 2.5, NULL),
    (NULL, NULL, 3000000000, NULL, NULL),
    (DATE '1950-03-01', 'Albi', NULL, 1.5, NULL)) t("birth ""date""", town, number, size, nothing))
    TO '${path.replaceAll("'", "''")}' (FORMAT parquet)`)
  instance.closeSync()
})

afterAll(() => rmSync(folder, { recursive: true }))

describe('a Parquet file as dictionary codes', () => {
  it('gives equal values equal codes in row order, and blanks 0', async () => {
    const { rows, columns } = await encodeParquet(path)
    expect(rows).toBe(4)
    expect(columns.map(c => [c.name, [...c.codes], c.cardinality, c.ordered])).toEqual([
      ['birth "date"', [2, 1, 0, 2], 3, true],
      ['town', [2, 0, 0, 1], 3, false],
      ['number', [2, 1, 2, 0], 3, false],
      ['size', [1, 2, 0, 1], 3, false],
      ['nothing', [0, 0, 0, 0], 1, true],
    ])
  })

  it('encodes the columns asked for, in that order', async () => {
    const { columns } = await encodeParquet(path, ['town', 'size'])
    expect(columns.map(c => c.name)).toEqual(['town', 'size'])
  })

  it('refuses a column that is not there', async () => {
    await expect(encodeParquet(path, ['nobody'])).rejects.toThrow('not in the file')
  })
})
