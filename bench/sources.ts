/**
 * How fast delimited text is read: reading, cutting and finding every cell, on one thread, next to DuckDB's `read_csv` with every
 * column as text, on one thread too, over the same generated files, in the same run: megabytes a processor second.
 *
 *     node bench/sources.ts [megabytes]
 */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { cellsOf, open } from '#sources'

type Shape = Readonly<{ name: string; write(cells: readonly string[]): Buffer; encoding: string }>

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

const SHAPES: readonly Shape[] = [
  { name: 'plain', write: cells => Buffer.from(`${cells.join(',')}\n`), encoding: 'utf-8' },
  { name: 'every cell quoted', write: cells => Buffer.from(`${cells.map(quoted).join(',')}\n`), encoding: 'utf-8' },
  { name: 'CP1252', write: cells => Buffer.from(`${cells.join(';')}\r\n`, 'latin1'), encoding: 'latin-1' },
  { name: 'UTF-16', write: cells => Buffer.from(`${cells.join(';')}\r\n`, 'utf16le'), encoding: 'utf-16' },
]

/** A sale: 11 columns, as in the file of 8.7 million of them that the whole inspection is measured on. */
function row(i: number): string[] {
  const day = `19${30 + (i % 70)}-0${1 + (i % 9)}-${10 + (i % 19)}`
  const note = i % 7 === 0 ? `état n° ${i % 97}, à revoir` : ''
  const licence = `D${1_000_000 + ((i * 7919) % 8_999_999)}`
  const time = `2020-0${1 + (i % 9)}-11T1${i % 10}:${10 + (i % 50)}:00`
  return [
    `S${i}`,
    day,
    i % 2 ? 'M' : 'F',
    licence,
    `9${1000 + (i % 8999)}`,
    `County ${i % 58}`,
    'handgun',
    time,
    `D${i % 3000}`,
    'OK',
    note.replaceAll(',', ''),
  ]
}

async function generate(path: string, shape: Shape, bytes: number): Promise<void> {
  const out = createWriteStream(path)
  const header = ['id', 'birth', 'sex', 'licence', 'zip', 'county', 'type', 'sold', 'dealer', 'result', 'comment']
  out.write(shape.write(header))
  for (let i = 0, written = 0; written < bytes; ) {
    const block = Buffer.concat(Array.from({ length: 2000 }, () => shape.write(row(i++))))
    written += block.length
    if (!out.write(block)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}

async function ours(path: string): Promise<number> {
  let cells = 0
  for await (const table of open([path])) {
    if (table.kind !== 'sources/table') throw new Error(`the generated file is unread: ${table.reason}`)
    for await (const chunk of table.chunks()) {
      const found = cellsOf(chunk, table.layout)
      cells += found.rows * found.columns
    }
  }
  return cells
}

async function duckdb(path: string, encoding: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const options = `all_varchar = true, header = true, parallel = false, encoding = '${encoding}'`
  const reader = await connection.runAndReadAll(`SELECT count(COLUMNS(*)) FROM read_csv('${path}', ${options})`)
  connection.closeSync()
  return reader.columnCount
}

/** Processor seconds, which other work on the machine does not change as it does the clock. */
async function seconds(work: () => Promise<number>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const megabytes = Number(process.argv[2] ?? 100)
const folder = await mkdtemp(join(tmpdir(), 'parefuite-bench-'))
try {
  const path = join(folder, 'sales.csv')
  await generate(path, SHAPES[0], 10e6)
  await ours(path) // compiles the hot path, as the first megabytes of a large file do
  for (const shape of SHAPES) {
    await generate(path, shape, megabytes * 1e6)
    const size = (await stat(path)).size / 1e6
    const [us, them] = [
      await seconds(() => ours(path)),
      await seconds(() => duckdb(path, shape.encoding)).catch(() => null),
    ]
    const peer = them === null ? 'does not read it' : `${(size / them).toFixed(0)} MB/s`
    console.log(`${shape.name.padEnd(18)} ${size.toFixed(0)} MB  ours ${(size / us).toFixed(0)} MB/s  DuckDB ${peer}`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
