import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { readParquet } from './parquet.ts'
import { inputOf, plain, readAll, reasons } from './reading.test-kit.ts'

async function parquetOf(select: string, options = ''): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'parefuite-test-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run(`COPY (${select}) TO '${folder}/f.parquet' (FORMAT parquet ${options})`)
  connection.closeSync()
  instance.closeSync()
  const bytes = await readFile(join(folder, 'f.parquet'))
  await rm(folder, { recursive: true })
  return bytes
}
const read = (bytes: Uint8Array, name = 'f.parquet') => readAll(readParquet, inputOf(name, bytes))

test('every cell is a text: dates are ISO, numbers keep their digits, nulls are blank', async () => {
  const bytes =
    await parquetOf(`SELECT 'Noël' AS nom, DATE '1980-01-02' AS "date ""n""", 1234567890123456789 AS n, 1.50::DECIMAL(9,2) AS d,
    NULL::INT AS vide, true AS b, TIMESTAMP '2020-01-02 03:04:05' AS t, '6162'::BLOB AS octets, from_hex('FF00') AS brut`)
  expect(plain(await read(bytes))).toEqual([
    {
      name: 'f.parquet',
      columns: ['nom', 'date "n"', 'n', 'd', 'vide', 'b', 't', 'octets', 'brut'],
      rows: [
        ['Noël', '1980-01-02', '1234567890123456789', '1.50', '', 'true', '2020-01-02 03:04:05', '6162', '\\xFF\\x00'],
      ],
    },
  ])
})

test('structures are paths, lists and maps are tables of their own', async () => {
  const bytes = await parquetOf(`SELECT {'ville': 'Lens', 'geo': {'x': 1}} AS adresse, ['01', '02'] AS tels,
    [{'n': 1, 'sous': [7, 8]}, {'n': 2, 'sous': NULL}] AS actes, MAP {'a': 'b'} AS m`)
  expect(plain(await read(bytes))).toEqual([
    { name: 'f.parquet', columns: ['adresse.ville', 'adresse.geo.x'], rows: [['Lens', '1']] },
    { name: 'f.parquet!tels[]', columns: ['tels'], rows: [['01'], ['02']] },
    { name: 'f.parquet!actes[]', columns: ['n'], rows: [['1'], ['2']] },
    { name: 'f.parquet!actes[].sous[]', columns: ['sous'], rows: [['7'], ['8']] },
    { name: 'f.parquet!m[]', columns: ['key', 'value'], rows: [['a', 'b']] },
  ])
})

test('all rows come, in order, over several row groups, and their number is known', async () => {
  const bytes = await parquetOf(`SELECT i, 'x' || i AS t FROM range(150000) r(i)`, ', ROW_GROUP_SIZE 20000')
  const [table] = (await read(bytes)).tables
  expect(table.rows.length).toBe(150_000)
  expect(table.rows.every((row, i) => row[0] === `${i}` && row[1] === `x${i}`)).toBe(true)
  for await (const given of readParquet(inputOf('f.parquet', bytes)))
    expect(given).toMatchObject({ rowsKnown: 150_000 })
})

test('long cells and many columns are read whole', async () => {
  const long = await parquetOf(`SELECT repeat('x', 5000) AS t, i FROM range(20000) r(i)`)
  const [table] = plain(await read(long))
  expect([table.rows.length, table.rows[19_999][0].length, table.rows[19_999][1]]).toEqual([20_000, 5000, '19999'])
  const columns = Array.from({ length: 600 }, (_, i) => `i + ${i} AS c${i}`).join(', ')
  const [wide] = plain(await read(await parquetOf(`SELECT ${columns} FROM range(50) r(i)`)))
  expect(wide.rows.every((row, r) => row.every((cell, c) => cell === `${r + c}`))).toBe(true)
})

test('a cell past the bound is named by its record, the others are read', async () => {
  const bytes = await parquetOf(
    `SELECT i, repeat('x', CASE WHEN i = 2 THEN 70000000 ELSE 1 END) AS t FROM range(5) r(i)`,
  )
  const reading = await read(bytes)
  expect(reasons(reading)).toEqual([{ reason: 'sources/too-large', record: 3 }])
  expect(plain(reading)[0].rows.map(row => row[0])).toEqual(['0', '1', '3', '4'])
})

test('a cell that holds the mark between cells is still one cell', async () => {
  const bytes = await parquetOf(`SELECT 'a' || chr(64976) || 'b' AS t, 'c' AS u`)
  expect(plain(await read(bytes))[0].rows).toEqual([['a\ufffdb', 'c']])
})

test('a name with a pattern in it is only a name', async () => {
  const bytes = await parquetOf(`SELECT 1 AS a`)
  expect(plain(await read(bytes, "l'[été]*?.parquet"))[0].rows).toEqual([['1']])
})

test('a column with the name of the row numbers is a column', async () => {
  const bytes = await parquetOf(`SELECT i AS a, 7 AS file_row_number FROM range(70000) r(i)`)
  const [table] = plain(await read(bytes))
  expect(table.columns).toEqual(['a', 'file_row_number'])
  expect([table.rows.length, table.rows[69_999]]).toEqual([70_000, ['69999', '7']])
})

test('a file without rows still has its columns', async () => {
  const bytes = await parquetOf(`SELECT 1 AS a WHERE false`)
  expect(plain(await read(bytes))).toEqual([{ name: 'f.parquet', columns: ['a'], rows: [] }])
})

test('a file cut short is truncated, another format is malformed', async () => {
  const bytes = await parquetOf(`SELECT i FROM range(1000) r(i)`)
  expect(reasons(await read(bytes.subarray(0, 700)))).toEqual([{ reason: 'sources/truncated' }])
  expect(reasons(await read(bytes.subarray(0, 3)))).toEqual([{ reason: 'sources/truncated' }])
  const damaged = Buffer.from(bytes)
  damaged.fill(0xff, bytes.length - 60, bytes.length - 8)
  expect(reasons(await read(damaged))).toEqual([{ reason: 'sources/malformed' }])
})

test('a damaged row group is named by its first record, the others are read', async () => {
  const bytes = await parquetOf(
    `SELECT 'nom ' || hash(i) AS t FROM range(8192) r(i)`,
    ', ROW_GROUP_SIZE 2048, COMPRESSION gzip',
  )
  const damaged = Buffer.from(bytes)
  damaged.fill(0xff, Math.floor(bytes.length * 0.3), Math.floor(bytes.length * 0.35))
  const reading = await read(damaged)
  expect(reasons(reading)).toEqual([{ reason: 'sources/malformed', record: 2049 }])
  expect(plain(reading)[0].rows.length).toBe(6144)
})
