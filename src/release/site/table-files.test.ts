import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type TemporaryFolder, temporaryFolder } from '#kernel'
import type { TableFiles } from './contract.ts'
import { tableFiles } from './table-files.ts'

let folder: TemporaryFolder
let made = 0

beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

function file(content: string | Uint8Array, name = 'in.csv'): string {
  const inside = join(folder.path, `in-${made++}`)
  mkdirSync(inside)
  writeFileSync(join(inside, name), content)
  return join(inside, name)
}

async function written(content: string | Uint8Array, table = 0): Promise<{ table: TableFiles; out: string }> {
  const out = join(folder.path, `out-${made++}`)
  const answer = await tableFiles({ place: file(content), table }, out)
  if (isRefusal(answer)) throw new Error(answer.code)
  return { table: answer, out }
}

async function refusedWith(content: string | Uint8Array, table = 0): Promise<string> {
  const out = join(folder.path, `out-${made++}`)
  const answer = await tableFiles({ place: file(content), table }, out)
  return isRefusal(answer) ? answer.code : 'no refusal'
}

const read = (out: string, format: string): string => readFileSync(join(out, `data.${format}`), 'utf8')

const TABLE =
  'Commune;Code;Année;Part;Note\r\nAlpha;01000;2024;12,5;=1+1\r\n"Béta ""x""";02000;2025;;"two\nlines"\r\nGamma;03000;2025;1,125;a,b\r\n'

describe('the files of a table', () => {
  test('the CSV has one header, commas, CR LF, quotes where needed, and every cell as it was', async () => {
    const { out } = await written(TABLE)
    expect(read(out, 'csv')).toBe(
      'Commune,Code,Année,Part,Note\r\nAlpha,01000,2024,"12,5",=1+1\r\n"Béta ""x""",02000,2025,,"two\nlines"\r\nGamma,03000,2025,"1,125","a,b"\r\n',
    )
  })

  test('the JSON is a list of records with numbers, texts and nulls', async () => {
    const { out } = await written(TABLE)
    expect(JSON.parse(read(out, 'json'))).toEqual([
      { Commune: 'Alpha', Code: '01000', Année: 2024, Part: 12.5, Note: '=1+1' },
      { Commune: 'Béta "x"', Code: '02000', Année: 2025, Part: null, Note: 'two\nlines' },
      { Commune: 'Gamma', Code: '03000', Année: 2025, Part: 1.125, Note: 'a,b' },
    ])
  })

  test('the Parquet file holds the same rows in the same order with types', async () => {
    const { out } = await written(TABLE)
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const rows = await connection.runAndReadAll(`SELECT * FROM read_parquet('${join(out, 'data.parquet')}')`)
    expect(rows.columnTypes().map(String)).toEqual(['VARCHAR', 'VARCHAR', 'BIGINT', 'DOUBLE', 'VARCHAR'])
    expect(rows.getRowsJson()).toEqual([
      ['Alpha', '01000', '2024', 12.5, '=1+1'],
      ['Béta "x"', '02000', '2025', null, 'two\nlines'],
      ['Gamma', '03000', '2025', 1.125, 'a,b'],
    ])
    instance.closeSync()
  })

  test('the same table gives the same bytes, and its digests are those of the files', async () => {
    const [one, other] = [await written(TABLE), await written(TABLE)]
    expect(one.table).toEqual(other.table)
    expect(one.table.files.map(({ format, sizeBytes }) => [format, sizeBytes])).toEqual(
      ['csv', 'parquet', 'json'].map(format => [format, readFileSync(join(one.out, `data.${format}`)).length]),
    )
    expect(one.table.rows).toBe(3)
    expect(readdirSync(one.out).sort()).toEqual(['data.csv', 'data.json', 'data.parquet'])
  })

  test('a column is of numbers only when each cell is one without loss', async () => {
    const { table } = await written(
      'a;b;c;d;e;f;g\n1;1,234;1.5;01;1234567890123456;1.5;-0,5\n2;5,678;2;2;2;2,5;0,25\n;1,000;;;;;\n',
    )
    expect(table.columns.map(({ type }) => type)).toEqual([
      'integer',
      'text',
      'number',
      'text',
      'text',
      'text',
      'number',
    ])
  })

  test('the preview has the first hundred rows, and cuts cells that would not fit a page', async () => {
    const lines = Array.from({ length: 150 }, (_, at) => `${at},${'x'.repeat(400)}`)
    const { table } = await written(`id,text\n${lines.join('\n')}\n`)
    expect(table.rows).toBe(150)
    expect(table.preview.length).toBe(100)
    expect(table.preview[99]).toEqual(['99', `${'x'.repeat(300)}…`])
  })

  test('one table of several is written: the one at its place in the inspection', async () => {
    const zip = zipSync({ 'a.csv': Buffer.from('a,b\n1,2\n'), 'b.csv': Buffer.from('c,d\n3,4\n5,6\n') })
    const { out } = await written(zip, 1)
    expect(read(out, 'csv')).toBe('c,d\r\n3,4\r\n5,6\r\n')
    expect(await refusedWith(zip, 2)).toBe('release/no-such-table')
  })

  test('columns without a name and a value are left out', async () => {
    const { out } = await written('a,b,\n1,2,\n3,4,\n')
    expect(read(out, 'csv')).toBe('a,b\r\n1,2\r\n3,4\r\n')
  })

  test('a lone blank cell stays a row', async () => {
    const { table, out } = await written('{"a":"x"}\n{"a":""}\n{"a":"y"}\n')
    expect(table.rows).toBe(3)
    expect(read(out, 'csv')).toBe('a\r\nx\r\n""\r\ny\r\n')
  })

  test('a record longer than DuckDB reads by itself is written whole', async () => {
    const { table, out } = await written(`a,b\n1,${'é'.repeat(3_000_000)}\n2,y\n`)
    expect(table.rows).toBe(2)
    expect(JSON.parse(read(out, 'json'))[0].b.length).toBe(3_000_000)
  })

  test('columns without a name or with one name twice are refused', async () => {
    expect(await refusedWith('a,,b\n1,2,3\n4,5,6\n')).toBe('release/column-names')
    expect(await refusedWith('name,Name,b\nx,y,3\nz,w,6\n')).toBe('release/column-names')
  })

  test('a table that breaks off or has no rows is refused, and nothing is left of it', async () => {
    const packed = gzipSync(`a,b\n${Array.from({ length: 20_000 }, (_, at) => `${at},${at * 7}`).join('\n')}\n`)
    expect(await refusedWith(packed.subarray(0, packed.length - 5_000))).toBe('release/not-all-read')
    expect(await refusedWith('{"a":1}\n{"a":')).toBe('release/not-all-read')
    expect(await refusedWith('a,b\n')).toBe('release/no-rows')
  })

  test('when stopped nothing is left', async () => {
    const out = join(folder.path, `out-${made++}`)
    const stopped = AbortSignal.abort(new Error('stopped'))
    await expect(tableFiles({ place: file(TABLE), table: 0 }, out, { signal: stopped })).rejects.toThrow('stopped')
    expect(() => readdirSync(out)).toThrow('ENOENT')
  })
})
