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
import { inputOf, readAll } from './reading.test-kit.ts'
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
