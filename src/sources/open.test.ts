import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cellsOf } from './cells.ts'
import { type OpenOptions, open } from './open.ts'
import { LIMITS } from './reader.ts'
import type { Table, Unread } from './table.ts'

const PEOPLE = 'nom,age\nBrimborion,41\nFictive,37\n'
const ROWS = [
  ['Brimborion', '41'],
  ['Fictive', '37'],
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-open-'))
})
afterEach(context => {
  if (context.task.result?.state !== 'fail') rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

type Read = {
  name: string
  columns: readonly string[]
  hasHeader: boolean
  rows: string[][]
  unread: readonly Unread[]
}

async function rowsOf(table: Table): Promise<string[][]> {
  const decoder = new TextDecoder()
  const rows: string[][] = []
  for await (const chunk of table.chunks()) {
    const { bytes, columns, starts, ends, ...cells } = cellsOf(chunk, table.layout)
    for (let r = 0; r < cells.rows; r++) {
      const places = Array.from({ length: columns }, (_, c) => r * columns + c)
      rows.push(places.map(i => decoder.decode(bytes.subarray(starts[i], ends[i]))))
    }
  }
  return rows
}

async function read(places: string[], options?: OpenOptions): Promise<{ tables: Read[]; unread: Unread[] }> {
  const tables: Read[] = []
  const unread: Unread[] = []
  for await (const item of open(places, options)) {
    if (item.kind !== 'sources/table') unread.push(item)
    else {
      const rows = await rowsOf(item)
      tables.push({ name: item.name, columns: item.columns, hasHeader: item.hasHeader, rows, unread: item.unread })
    }
  }
  return { tables, unread }
}

async function unreadOf(path: string, options?: OpenOptions): Promise<(string | object)[]> {
  const { tables, unread } = await read([path], options)
  const all = [...tables.flatMap(table => table.unread), ...unread]
  return [...tables.map(table => table.name), ...all.map(({ reason, facts }) => ({ reason, ...facts }))]
}

test('a table is read whatever its name says it is', async () => {
  for (const name of ['a.csv', 'a.json', 'a.xlsx', 'a.parquet', 'noname']) {
    const { tables } = await read([file(name, PEOPLE)])
    expect(tables).toEqual([{ name, columns: ['nom', 'age'], hasHeader: true, rows: ROWS, unread: [] }])
  }
  const { tables } = await read([file('json.csv', '[{"nom":"Brimborion","age":41}]')])
  expect(tables.map(table => table.columns)).toEqual([['nom', 'age']])
})

test('gzip, zstd, zip and zip of gzip give the table inside, with its place', async () => {
  file('a.csv.gz', gzipSync(PEOPLE))
  file('b.csv.zst', zstdCompressSync(PEOPLE))
  file('c.zip', zipSync({ 'in/c.csv': strToU8(PEOPLE), 'd.csv.gz': gzipSync(PEOPLE) }))
  file('e.gz', gzipSync(zipSync({ 'e.csv': strToU8(PEOPLE) })))
  const places: string[] = []
  for await (const item of open([folder])) {
    expect(await rowsOf(item as Table)).toEqual(ROWS)
    places.push(`${(item as Table).name} ${item.place.slice(folder.length + 1)}`)
  }
  expect(places).toEqual([
    'a.csv a.csv.gz',
    'b.csv b.csv.zst',
    'c.csv c.zip!in/c.csv',
    'd.csv c.zip!d.csv.gz',
    'e.csv e.gz!e.csv',
  ])
})

test('progress adds up to the size of the input, packed or not', async () => {
  const text = `nom,n\n${Array.from({ length: 300_000 }, (_, i) => `n${(i * 7919) % 100_003},${i}\n`).join('')}`
  const paths = [
    file('a.csv', text),
    file('a.csv.gz', gzipSync(text)),
    file('a.zip', zipSync({ 'a.csv': strToU8(text) })),
  ]
  for await (const item of open(paths)) {
    let bytes = 0
    for await (const chunk of (item as Table).chunks()) bytes += chunk.inputBytes
    expect(bytes).toBe((item as Table).sizeBytes)
  }
})

test('a folder gives every table of every format in it, in the order of names', async () => {
  mkdirSync(join(folder, 'sub'))
  file('a.csv', PEOPLE)
  file('b.json', '[{"nom":"Brimborion"}]')
  file('sub/c.tsv', PEOPLE.replaceAll(',', '\t'))
  symlinkSync(folder, join(folder, 'sub', 'loop'))
  const { tables, unread } = await read([folder])
  expect([tables.map(table => table.name), unread]).toEqual([['a.csv', 'b.json', 'sub/c.tsv'], []])
})

test('a glob gives what matches; a name that looks like a glob and exists is a name', async () => {
  file('a1.csv', PEOPLE)
  file('a2.csv', PEOPLE)
  file('b[1].csv', PEOPLE)
  expect((await read([join(folder, 'a*.csv')])).tables.length).toBe(2)
  expect((await read([join(folder, 'b[1].csv')])).tables.length).toBe(1)
  expect(await unreadOf(join(folder, 'z*.csv'))).toEqual([{ reason: 'sources/missing' }])
})

test('standard input is read, packed or not', async () => {
  async function* stdin() {
    yield gzipSync(PEOPLE)
  }
  const { tables } = await read(['-'], { stdin: stdin() })
  expect(tables).toEqual([{ name: 'standard input', columns: ['nom', 'age'], hasHeader: true, rows: ROWS, unread: [] }])
})

test('Excel’s sep= line names the delimiter', async () => {
  const { tables } = await read([file('a.csv', `sep=;\r\n${PEOPLE.replaceAll(',', ';')}`)])
  expect(tables[0]).toMatchObject({ columns: ['nom', 'age'], rows: ROWS })
})

test('UTF-16 with and without a mark, CP1252, and marks of UTF-8 are read', async () => {
  const text = 'prénom;ville\nÉloïse;Orléans\nZoé;Besançon\n'
  const wide = Buffer.from(text, 'utf16le')
  const files = [
    Buffer.from(`\ufeff${text}`),
    Buffer.from(text, 'latin1'),
    wide,
    Buffer.from(wide).swap16(),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
  ]
  for (const bytes of files) {
    const { tables } = await read([file('a.csv', bytes)])
    expect(tables[0].columns).toEqual(['prénom', 'ville'])
    expect(tables[0].rows).toEqual([
      ['Éloïse', 'Orléans'],
      ['Zoé', 'Besançon'],
    ])
  }
})

test('accents of CP1252 that first appear far into the file are read', async () => {
  const text = `nom,n\n${'Brimborion,1\n'.repeat(40_000)}Zoé,2\n`
  const { tables } = await read([file('a.csv', Buffer.from(text, 'latin1'))])
  expect(tables[0].rows.at(-1)).toEqual(['Zoé', '2'])
})

test('titles above a table are a table of their own, so that they are examined', async () => {
  const { tables } = await read([file('a.csv', `Liste de M. Brimborion\n\n${PEOPLE}`)])
  expect(tables.map(table => [table.name, table.columns, table.rows])).toEqual([
    ['a.csv', ['nom', 'age'], ROWS],
    ['a.csv!above', [''], [['Liste de M. Brimborion']]],
  ])
})

test('a text aligned with spaces is a table', async () => {
  const { tables } = await read([file('a.txt', 'nom         age\nBrimborion   41\nFictive      37\nInventé       9\n')])
  expect(tables[0]).toMatchObject({ columns: ['nom', 'age'], rows: [...ROWS, ['Inventé', '9']] })
})

test('a text is one column named text, a line a record', async () => {
  const { tables } = await read([file('note.txt', 'Le comité s’est réuni hier, à dix heures.\nTous étaient là.\n')])
  expect(tables[0]).toMatchObject({ columns: ['text'], hasHeader: false })
  expect(tables[0].rows.length).toBe(2)
})

test('a dump of SQL is a text: no statement is taken for a header', async () => {
  const dump =
    "-- a dump\n\nSET x = 0;\nINSERT INTO people VALUES (1,'Ana','a');\nINSERT INTO people VALUES (2,'Bob','b');\n"
  const { tables } = await read([file('dump.sql', dump)])
  expect(tables.map(({ columns, rows }) => [columns, rows.length])).toEqual([[['text'], 5]])
})

test('a document or an archive with nothing in it is empty', async () => {
  const nothing = [file('a.json', '{}'), file('b.json', '[]'), file('c.zip', zipSync({ 'folder/': new Uint8Array(0) }))]
  for (const path of nothing) expect(await unreadOf(path)).toEqual([{ reason: 'sources/empty' }])
})

test('a header alone is a table without rows; one column is a table', async () => {
  expect((await read([file('a.csv', 'nom,age\n')])).tables[0]).toMatchObject({ columns: ['nom', 'age'], rows: [] })
  const one = await read([file('b.csv', 'email\na@example.org\nb@example.org\n')])
  expect(one.tables[0]).toMatchObject({ columns: ['email'], rows: [['a@example.org'], ['b@example.org']] })
})

test('10,000 columns are read', async () => {
  const names = Array.from({ length: 10_000 }, (_, i) => `column_${i}`)
  const { tables } = await read([file('a.csv', `${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`)])
  expect([tables[0].columns.length, tables[0].rows.length, tables[0].rows[0][9_999]]).toEqual([10_000, 1, '9999'])
})

test('more columns than the bound are unread', async () => {
  const wide = Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')
  expect(await unreadOf(file('a.csv', `${wide}\n`.repeat(3)))).toEqual([
    { reason: 'sources/too-wide', columns: 20_000 },
  ])
})

test('an empty file, a file of blanks and an empty folder are empty', async () => {
  mkdirSync(join(folder, 'none'))
  for (const path of [file('a.csv', ''), file('b.csv', ' \n\n\t\n'), join(folder, 'none')]) {
    expect(await unreadOf(path)).toEqual([{ reason: 'sources/empty' }])
  }
})

test('a single line of 200 MB is unread with its line, in bounded memory', async () => {
  const path = join(folder, 'long.csv')
  execFileSync('sh', [
    '-c',
    `{ echo 'nom,age'; echo 'A,1'; head -c 200000000 /dev/zero | tr '\\0' x; echo; echo 'B,2'; } > ${path}`,
  ])
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }, 5)
  const { tables } = await read([path])
  clearInterval(watch)
  expect(tables[0].rows).toEqual([
    ['A', '1'],
    ['B', '2'],
  ])
  expect(tables[0].unread).toEqual([{ place: path, reason: 'sources/too-large', facts: { line: 3 } }])
  expect(most).toBeLessThan(300_000_000)
})

test('a file cut inside a quoted cell is read to the end, and said to be cut', async () => {
  const path = file('a.csv', 'nom,note\nA,"un"\nB,"deux\ntrois')
  const { tables } = await read([path])
  expect(tables[0].rows.flat().join(' ')).toContain('trois')
  expect(tables[0].unread).toEqual([{ place: path, reason: 'sources/truncated', facts: { line: 3 } }])
})

test('a stray quote costs no record and is not said', async () => {
  const { tables } = await read([file('a.csv', `nom,age\n"A,1\n${'B,2\n'.repeat(50)}`)])
  expect([tables[0].rows.length, tables[0].unread]).toEqual([51, []])
})

test('a file cut short while it is read is said to be cut', async () => {
  const path = file('a.csv', `nom,age\n${'Brimborion,41\n'.repeat(1_000_000)}`)
  for await (const item of open([path])) {
    if (item.kind !== 'sources/table') throw new Error('no table')
    for await (const chunk of item.chunks()) if (chunk.order === 0) truncateSync(path, 100)
    expect(item.unread).toEqual([{ place: path, reason: 'sources/truncated', facts: { sizeBytes: 14_000_008 } }])
  }
})

test('a cut gzip gives the records before the cut, and is said to be cut', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `n${(i * 7919) % 10_007},${i}\n`).join('')
  const packed = gzipSync(`nom,n\n${lines}`)
  const path = file('a.csv.gz', packed.subarray(0, packed.length >> 1))
  const { tables } = await read([path])
  expect(tables[0].rows[0]).toEqual(['n0', '0'])
  expect(tables[0].unread).toEqual([{ place: path, reason: 'sources/truncated', facts: {} }])
})

test('a gzip cut in its first bytes, and a damaged one, are unread', async () => {
  const packed = gzipSync(PEOPLE)
  expect(await unreadOf(file('a.gz', packed.subarray(0, 10)))).toEqual([{ reason: 'sources/truncated' }])
  packed[12] ^= 0xff
  expect(await unreadOf(file('b.gz', packed))).toEqual([{ reason: 'sources/malformed' }])
})

const TIGHT = { ...LIMITS, unpackFreeBytes: 1_000_000, unpackRatio: 100 }

test('a gzip bomb is stopped at the bound', async () => {
  const path = file('a.csv.gz', gzipSync(`a,b\n${'1,2\n'.repeat(2_000_000)}`))
  const { tables } = await read([path], { limits: TIGHT })
  expect(tables[0].unread).toEqual([{ place: path, reason: 'sources/too-large', facts: { ratioBound: 100 } }])
})

test('a zip bomb is unread before a byte of it is unpacked', async () => {
  const path = file('a.zip', zipSync({ 'a.csv': Buffer.from('1,2\n'.repeat(2_000_000)) }))
  expect(await unreadOf(path, { limits: TIGHT })).toEqual([
    { reason: 'sources/too-large', unpacksToBytes: 8_000_000, ratioBound: 100 },
  ])
})

test('boxes in boxes without end are refused', async () => {
  let box: Uint8Array = strToU8(PEOPLE)
  for (let i = 0; i < 6; i++) box = gzipSync(box)
  expect(await unreadOf(file('a.gz', box))).toEqual([{ reason: 'sources/too-large', packingsBound: 3 }])
})

test('an encrypted member of a zip is unread, the others are read', async () => {
  const zip = zipSync({ 'a.csv': strToU8(PEOPLE), 'b.csv': strToU8(PEOPLE) })
  const view = Buffer.from(zip.buffer, zip.byteOffset, zip.length)
  view[6] |= 1
  view[view.indexOf('PK\x01\x02') + 8] |= 1
  expect(await unreadOf(file('a.zip', zip))).toEqual(['b.csv', { reason: 'sources/encrypted' }])
})

test('a cut zip and a zip with a wrong checksum are unread', async () => {
  const zip = zipSync({ 'a.csv': strToU8(PEOPLE) }, { level: 0 })
  expect(await unreadOf(file('a.zip', zip.subarray(0, zip.length - 10)))).toEqual([{ reason: 'sources/truncated' }])
  zip[Buffer.from(zip).indexOf('Fictive')] ^= 1
  expect(await unreadOf(file('b.zip', zip))).toEqual(['a.csv', { reason: 'sources/malformed', checksum: 'wrong' }])
})

test('binary files and documents are named for what they are', async () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i * 7 + (i >> 3)) & 255)
  expect(await unreadOf(file('a.csv', noise))).toEqual([{ reason: 'sources/not-a-table', format: 'binary' }])
  for (const text of ['<?xml version="1.0"?><a/>', ' <!DOCTYPE html>\n', '<html><body>'])
    expect(await unreadOf(file('c.csv', text))).toEqual([{ reason: 'sources/not-a-table', format: 'markup' }])
  expect(await unreadOf(file('b.csv', '%PDF-1.7 …'))).toEqual([{ reason: 'sources/not-a-table', format: 'pdf' }])
  const docx = zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') })
  expect(await unreadOf(file('c.zip', docx))).toEqual([{ reason: 'sources/not-a-table', format: 'document' }])
})

test('NULs and mixed line ends do not stop a table from being read', async () => {
  const { tables } = await read([file('a.csv', 'nom,age\r\nA\0,1\nB,2\r\nC,3\rD,4')])
  expect(tables[0].rows).toEqual([
    ['A\0', '1'],
    ['B', '2'],
    ['C', '3'],
    ['D', '4'],
  ])
})

test('a pipe, a socket and a device are no files, and nothing waits on them', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe')])
  const server = createServer().listen(join(folder, 'socket'))
  await new Promise(listening => server.once('listening', listening))
  for (const path of [join(folder, 'pipe'), join(folder, 'socket'), '/dev/null']) {
    expect(await unreadOf(path)).toEqual([{ reason: 'sources/not-a-file' }])
  }
  server.close()
})

test('what is missing is missing', async () => {
  expect(await unreadOf(join(folder, 'none.csv'))).toEqual([{ reason: 'sources/missing', code: 'ENOENT' }])
})

test('a folder and a file without permission are denied, the files beside them are read', async () => {
  mkdirSync(join(folder, 'closed'))
  chmodSync(join(folder, 'closed'), 0)
  chmodSync(file('a.csv', PEOPLE), 0)
  file('b.csv', PEOPLE)
  chmodSync(folder, 0o755)
  const isSuperuser = process.getuid?.() === 0
  if (isSuperuser) process.seteuid?.(65_534) // the superuser may read everything; nobody may not
  const given = await unreadOf(folder)
  if (isSuperuser) process.seteuid?.(0)
  const denied = { reason: 'sources/denied', code: 'EACCES' }
  expect(given).toEqual(['b.csv', denied, denied])
  chmodSync(join(folder, 'closed'), 0o700)
})

test('an abort midway stops at once and leaves no temporary file', async () => {
  const scratch = mkdtempSync(join(folder, 'scratch-'))
  const abort = new AbortController()
  async function* stdin() {
    for (let i = 0; i < 400; i++) yield Buffer.from('nom,age\n'.repeat(8192))
  }
  let chunks = 0
  const reading = async () => {
    for await (const item of open(['-'], { scratch, stdin: stdin(), signal: abort.signal })) {
      for await (const _ of (item as Table).chunks()) if (++chunks === 2) abort.abort(new Error('stopped by hand'))
    }
  }
  await expect(reading()).rejects.toThrow('stopped by hand')
  expect([chunks, readdirSync(scratch)]).toEqual([2, []])
})

test('leaving early closes everything and removes temporary files', async () => {
  const scratch = mkdtempSync(join(folder, 'scratch-'))
  async function* stdin() {
    yield Buffer.from(PEOPLE)
  }
  for await (const _ of open(['-'], { scratch, stdin: stdin() })) {
    expect(readdirSync(scratch).length).toBe(1)
    break
  }
  expect(readdirSync(scratch)).toEqual([])
})

test('the temporary file of one member of an archive is gone when the next is read', async () => {
  const scratch = mkdtempSync(join(folder, 'scratch-'))
  const inner = zipSync({ 'x.csv': strToU8(PEOPLE) })
  const path = file('a.zip', zipSync({ 'a.zip': inner, 'b.zip': inner, 'c.zip': inner }))
  const files: number[] = []
  for await (const _ of open([path], { scratch })) {
    files.push(readdirSync(join(scratch, readdirSync(scratch)[0])).length)
  }
  expect([files, readdirSync(scratch)]).toEqual([[1, 1, 1], []])
})

test('a full disk for temporary files is said, and nothing is left on it', () => {
  const script = `
    import { open } from ${JSON.stringify(resolve('src/sources/sources.ts'))}
    async function* stdin() { for (let i = 0; i < 200; i++) yield Buffer.alloc(65536, 'a,b\\n') }
    for await (const item of open(['-'], { stdin: stdin(), scratch: ${JSON.stringify(folder)} })) console.log(JSON.stringify(item))`
  const limited = ['-c', 'ulimit -f 100; exec "$0" --input-type=module-typescript -e "$1"', process.execPath, script]
  const { stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' })
  expect([stdout.trim(), stderr]).toEqual(['{"place":"-","reason":"sources/denied","facts":{"scratch":"EFBIG"}}', ''])
  expect(readdirSync(folder)).toEqual([])
})

const CLEAN = '../shared/data/tables-clean'

test('every one of 313 published tables opens with a name for its columns', async context => {
  if (!existsSync(CLEAN)) context.skip('no evaluation data beside the project')
  const odd: unknown[] = []
  let tables = 0
  for await (const item of open([CLEAN])) {
    if (item.kind !== 'sources/table') {
      odd.push(item)
      continue
    }
    if (!item.hasHeader) odd.push(item.name)
    tables++
    for await (const chunk of item.chunks()) {
      if (cellsOf(chunk, item.layout).columns !== item.columns.length) odd.push([item.name, 'uneven'])
    }
    if (item.unread.length > 0) odd.push(item.unread)
  }
  // One file holds the address of a table, not the table.
  expect([tables, odd]).toEqual([313, ['science-giving__science_federal_giving.csv']])
})

test('the tables about invented people open with their columns', async context => {
  const folder = '../shared/data/tables-people'
  if (!existsSync(folder)) context.skip('no evaluation data beside the project')
  const shapes: unknown[] = []
  for await (const item of open([folder])) {
    const table = item as Table
    let rows = 0
    for await (const chunk of table.chunks()) rows += cellsOf(chunk, table.layout).rows
    shapes.push([table.name, rows, table.columns.length, table.hasHeader])
  }
  expect(shapes).toEqual([
    ['fake-name-generator-3000.csv', 3000, 30, true],
    ['febrl-dataset3.csv', 5000, 11, true],
    ['historical-figures-50k.parquet', 50_578, 11, true],
    ['splink-fake-1000.csv', 1000, 7, true],
  ])
})

test('two header rows of a real questionnaire are joined', async context => {
  const path = '../shared/data/tables-clean/sleeping-alone-data__sleeping-alone-data.csv'
  if (!existsSync(path)) context.skip('no evaluation data beside the project')
  for await (const item of open([path])) {
    const { columns } = item as Table
    expect([columns[0], columns[9].endsWith('One of us snores'), columns[24]]).toEqual([
      'StartDate',
      true,
      expect.any(String),
    ])
  }
})
