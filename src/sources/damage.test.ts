import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readJson } from './json.ts'
import { readOds } from './ods.ts'
import { readParquet } from './parquet.ts'
import type { Input, Reader } from './reader.ts'
import { inputOf, readAll, reasons } from './reading.test-kit.ts'
import { UNREAD_REASONS } from './table.ts'
import { readOle } from './workbook.ts'
import { readXlsx } from './xlsx.ts'
import { readYaml } from './yaml.ts'

let folder: string
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parefuite-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const text = (value: string) => Buffer.from(value)
const lines = Array.from({ length: 300 }, (_, i) => `{"nom":"Brun ${i}","tels":["0${i}"],"geo":{"x":${i}}}`)
const cells = Array.from(
  { length: 200 },
  (_, i) => `<row><c t="inlineStr"><is><t>Brun ${i * 7919}</t></is></c><c><v>${i}</v></c></row>`,
)
const rows = Array.from(
  { length: 200 },
  (_, i) => `<table:table-row><table:table-cell><text:p>Brun ${i * 7919}</text:p></table:table-cell></table:table-row>`,
)

const WHOLE: readonly (readonly [string, Reader, () => Uint8Array | Promise<Uint8Array>])[] = [
  ['JSON', readJson, () => text(`[${lines.join(',\n')}]`)],
  ['NDJSON', readJson, () => text(lines.join('\n'))],
  ['YAML', readYaml, () => text(lines.map((_, i) => `- nom: Brun ${i}\n  tels: [a, b]\n`).join(''))],
  ['Parquet', readParquet, parquet],
  [
    'XLSX',
    readXlsx,
    () =>
      zipSync({
        'xl/workbook.xml': text('<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>'),
        'xl/_rels/workbook.xml.rels': text(
          '<R><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></R>',
        ),
        'xl/worksheets/sheet1.xml': text(`<worksheet><sheetData>${cells.join('')}</sheetData></worksheet>`),
      }),
  ],
  [
    'ODS',
    readOds,
    () =>
      zipSync({
        mimetype: text('x'),
        'content.xml': text(`<o><table:table table:name="S">${rows.join('')}</table:table></o>`),
      }),
  ],
  ['OLE', readOle, () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')])],
]

test.each(WHOLE)('damaged or cut %s is never a crash: tables, and reasons of the list', async (name, reader, whole) => {
  const bytes = await whole()
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(damage, fc.option(fc.nat(bytes.length), { freq: 3 }), async (changes, cut) => {
      const damaged = Uint8Array.from(bytes)
      for (const [at, byte] of changes) damaged[at] = byte
      const reading = await readAll(reader, onDisk(inputOf(`f.${name}`, damaged.subarray(0, cut ?? undefined))))
      for (const { reason, place } of [...reading.unread, ...reading.tables.flatMap(table => table.unread)]) {
        expect(UNREAD_REASONS).toContain(reason)
        expect(place).toMatch(/^folder\//)
      }
      for (const { rows: read, columns } of reading.tables)
        for (const row of read) expect(row.length).toBe(columns.length)
    }),
    { numRuns: 60 },
  )
})

/** The counts of 500 rows in the footer of `parquet()`, as they are written: zigzag, in bytes of seven bits. */
const ROWS_500 = Buffer.from('e807', 'hex')
const ROWS_4340 = Buffer.from('e843', 'hex')
const ROWS_2_TO_50 = Buffer.from('8080808080808004', 'hex')

/** The footer of a Parquet file changed: its length is written anew. */
function withFooter(bytes: Buffer, change: (footer: Buffer) => Buffer): Buffer {
  const end = bytes.length - 8
  const start = end - bytes.readUInt32LE(end)
  const footer = change(bytes.subarray(start, end))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Buffer.concat([bytes.subarray(0, start), footer, length, bytes.subarray(end + 4)])
}

/** The counts of 500 rows changed where `which` says so; 0 is the file's, 1 to 3 are the columns', 4 is the row group's. */
function recounted(footer: Buffer, rows: Buffer, which: (count: number) => boolean): Buffer {
  const pieces: Buffer[] = []
  let from = 0
  for (let at = footer.indexOf(ROWS_500), count = 0; at >= 0; at = footer.indexOf(ROWS_500, from), count++) {
    pieces.push(footer.subarray(from, at), which(count) ? rows : ROWS_500)
    from = at + ROWS_500.length
  }
  expect(pieces.length).toBe(10)
  return Buffer.concat([...pieces, footer.subarray(from)])
}

/** Where DuckDB once counted through lists of 2^60 items, or we through row groups of as many rows. */
const ENDLESS: readonly (readonly [string, (footer: Buffer) => Buffer, number, object[]])[] = [
  [
    'a list column without its description',
    footer => {
      const damaged = Buffer.from(footer)
      const at = footer.indexOf(Buffer.from('1c1504191500193801', 'hex'))
      expect(at).toBeGreaterThan(0)
      damaged[at] = 0x3c
      return damaged
    },
    500,
    [{ reason: 'sources/malformed', record: 1 }],
  ],
  [
    'a row group of more rows than its columns',
    footer => recounted(footer, ROWS_4340, count => count === 4),
    0,
    [
      { reason: 'sources/malformed' },
      { reason: 'sources/malformed', record: 1 },
      { reason: 'sources/malformed', record: 1 },
    ],
  ],
  [
    'a row group of 2^50 rows',
    footer => recounted(footer, ROWS_2_TO_50, count => count === 4),
    0,
    [
      { reason: 'sources/malformed' },
      { reason: 'sources/malformed', record: 1 },
      { reason: 'sources/malformed', record: 1 },
    ],
  ],
  [
    'columns and a file of 2^50 rows',
    footer => recounted(footer, ROWS_2_TO_50, () => true),
    0,
    [
      ...[0, 1, 3, 7, 15, 31, 63, 95, 127, 159, 191, 223].map(i => ({
        reason: 'sources/malformed',
        record: 2048 * i + 1,
      })),
      { reason: 'sources/malformed', record: 1 },
    ],
  ],
]

test.each(ENDLESS)(
  'Parquet that says to have %s is read to its end, at once',
  async (_, change, rows, told) => {
    const bytes = withFooter(await parquet(), change)
    const reading = await readAll(readParquet, onDisk(inputOf('f.parquet', bytes)))
    expect(reading.tables.map(table => table.rows.length)).toEqual([rows, 0])
    expect(reasons(reading)).toEqual(told)
  },
  5000,
)

/** The input, with its file in the folder of these tests. */
function onDisk(input: Input): Input {
  return {
    ...input,
    async file() {
      const path = join(folder, `${files++}`)
      const pieces: Uint8Array[] = []
      for await (const piece of input.bytes()) pieces.push(piece)
      await writeFile(path, Buffer.concat(pieces))
      return path
    },
    scratch: async () => folder,
  }
}

async function parquet(): Promise<Buffer> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const path = join(folder, 'whole.parquet')
  await connection.run(
    `COPY (SELECT i, 'Brun ' || i AS nom, [i] AS l FROM range(500) r(i)) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 100)`,
  )
  connection.closeSync()
  instance.closeSync()
  return readFile(path)
}
