/** What the tests of readers share: an input made of bytes, and the tables that a reader gives, as rows of strings. */
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Input, LIMITS, type Reader, UnreadError } from './reader.ts'
import type { Chunk, Table, Unread } from './table.ts'

export type ReadTable = Readonly<{
  name: string
  columns: readonly string[]
  hasHeader: boolean
  rows: string[][]
  unread: readonly Unread[]
}>
export type Reading = Readonly<{ tables: ReadTable[]; unread: Unread[] }>

let folder: string | null = null

/** A folder for the files of these tests, gone when the process is. */
function testFolder(): string {
  if (folder === null) {
    const made = mkdtempSync(join(tmpdir(), 'parefuite-test-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    folder = made
  }
  return folder
}

/** An input named `name` of these bytes, given in pieces of `pieceBytes`; `cutAt` makes the archive around it break there. */
export function inputOf(name: string, content: string | Uint8Array, pieceBytes = 65_536, cutAt = Infinity): Input {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  let read = 0
  return {
    name,
    place: `folder/${name}`,
    sizeBytes: bytes.length,
    async *bytes() {
      for (let at = 0; at < Math.min(bytes.length, cutAt); at += pieceBytes) {
        const piece = bytes.slice(at, Math.min(at + pieceBytes, cutAt))
        read += piece.length
        yield piece
      }
      if (cutAt < bytes.length)
        throw new UnreadError({ place: `folder/${name}`, reason: 'sources/truncated', facts: {} })
    },
    async file() {
      const path = join(await mkdtemp(join(testFolder(), 'of-')), name)
      await writeFile(path, bytes)
      return path
    },
    progressBytes: () => read,
    limits: LIMITS,
    scratch: () => mkdtemp(join(testFolder(), 'of-')),
    signal: new AbortController().signal,
  }
}

/** Everything a reader gives for an input. */
export async function readAll(reader: Reader, input: Input): Promise<Reading> {
  return readTables(reader(input))
}

/** Everything in a stream of tables; rows have the final number of columns. */
export async function readTables(stream: AsyncIterable<Table | Unread>): Promise<Reading> {
  const tables: ReadTable[] = []
  const unread: Unread[] = []
  for await (const given of stream) {
    if (given.kind === 'sources/table') tables.push(await readTable(given))
    else unread.push(given)
  }
  return { tables, unread }
}

/** One table, whole. */
export async function readTable(table: Table): Promise<ReadTable> {
  const rows: string[][] = []
  for await (const chunk of table.chunks()) rows.push(...rowsOf(chunk))
  const { name, columns, hasHeader, unread } = table
  for (const row of rows) while (row.length < columns.length) row.push('')
  return { name, columns, hasHeader, rows, unread }
}

/** The rows of a placed chunk. */
export function rowsOf(chunk: Chunk): string[][] {
  const { rows, columns, starts, ends } = chunk.placed!
  const text = (cell: number) =>
    Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset).toString('utf8', starts[cell], ends[cell])
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => text(r * columns + c)))
}

/** A reading in short: table names, columns and rows. */
export function plain(reading: Reading) {
  return reading.tables.map(({ name, columns, rows }) => ({ name, columns: [...columns], rows }))
}

/** The reasons and facts of what was not read. */
export function reasons(reading: Reading) {
  return [...reading.unread, ...reading.tables.flatMap(table => table.unread)].map(({ reason, facts }) => ({
    reason,
    ...facts,
  }))
}
