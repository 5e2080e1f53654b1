import { createReadStream, createWriteStream } from 'node:fs'
import { open as openFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { DuckDBInstance } from '@duckdb/node-api'
import { Encrypter } from 'age-encryption'
import type { Inspection } from '#inspect'
import { isRefusal, type Refusal, refuse, temporaryFolder } from '#kernel'
import { cellsOf, open } from '#sources'
import type { CarriedRows } from './carried.ts'
import { walker } from './walker.ts'

/** The list that was written: how many rows. */
export type PeopleList = Readonly<{ kind: 'exposure/people-list'; rows: number }>

/** Rows handed to the engine at a time. */
const BATCH_ROWS = 2_000

/** What forbids a list at `out` for those recipients, known before anything is read; null where nothing does. */
export async function listForbidden(out: string, recipients: readonly string[]): Promise<Refusal | null> {
  const encrypter = encrypterFor(recipients)
  if (isRefusal(encrypter)) return encrypter
  if ((await stat(out).catch(() => null)) !== null) return exists()
  const draft = draftOf(out)
  try {
    await (await openFile(draft, 'wx', 0o600)).close()
    await rm(draft, { force: true })
    return null
  } catch (cause) {
    return unwritable(cause)
  }
}

/** Beside the list, of this process alone: what another one left is in nobody's way. */
function draftOf(out: string): string {
  return join(dirname(out), `.${basename(out)}.${process.pid}.draft`)
}

/**
 * Writes the list for the notices: Parquet with the number of each row that may have been carried (from 1), whether it was for certain, and the
 * columns that identify people, sealed to age recipients. Only the sealed file is ever at `out`; the scratch file is in a folder of this process and
 * removed. Refused without recipients or with wrong ones (`exposure/recipient`), where something is at `out` already (`exposure/list-exists`), for a
 * file of several tables (`exposure/no-list`), and where there is no room or no right to write (`exposure/list-unwritable`).
 */
export async function writePeopleList(
  path: string,
  inspection: Inspection,
  carried: CarriedRows,
  out: string,
  recipients: readonly string[],
): Promise<PeopleList | Refusal> {
  const encrypter = encrypterFor(recipients)
  if (isRefusal(encrypter)) return encrypter
  if ((await stat(out).catch(() => null)) !== null) return exists()
  if (inspection.tables.length !== 1) return severalTables(inspection.tables.length)
  const folder = await temporaryFolder()
  const draft = draftOf(out)
  try {
    const plain = join(folder.path, 'people.parquet')
    const rows = await writeParquet(path, inspection, carried, plain)
    const sealed = await encrypter.encrypt(Readable.toWeb(createReadStream(plain)) as ReadableStream<Uint8Array>)
    await sealed.pipeTo(Writable.toWeb(createWriteStream(draft, { flags: 'wx', mode: 0o600 })))
    await rename(draft, out)
    return { kind: 'exposure/people-list', rows }
  } catch (cause) {
    return unwritable(cause)
  } finally {
    await rm(draft, { force: true })
    await folder.remove()
  }
}

async function writeParquet(path: string, inspection: Inspection, carried: CarriedRows, to: string): Promise<number> {
  const columns = identifying(inspection)
  const instance = await DuckDBInstance.create(':memory:')
  try {
    const connection = await instance.connect()
    const named = columns.map(({ name }) => `${quoted(name)} VARCHAR`)
    await connection.run(`CREATE TABLE people (${['"row" BIGINT', '"certain" BOOLEAN', ...named].join(', ')})`)
    const appender = await connection.createAppender('people')
    let rows = 0
    for await (const { row, isCertain, cells } of rowsOf(path, carried, columns)) {
      appender.appendBigInt(BigInt(row + 1))
      appender.appendBoolean(isCertain)
      for (const cell of cells) appender.appendVarchar(cell)
      appender.endRow()
      if (++rows % BATCH_ROWS === 0) appender.flushSync()
    }
    appender.closeSync()
    await connection.run(`COPY people TO '${to.replaceAll("'", "''")}' (FORMAT parquet)`)
    return rows
  } finally {
    instance.closeSync()
  }
}

type Column = Readonly<{ name: string; index: number }>

/** The columns that identify people, under names that differ also without regard to case. */
function identifying({ tables: [table] }: Inspection): readonly Column[] {
  const taken = new Set(['row', 'certain'])
  return table.columns
    .filter(({ personal }) => personal === 'direct')
    .map(({ name, index }): Column => {
      const free = name !== '' && !taken.has(name.toLowerCase()) ? name : `${name} (${index + 1})`
      taken.add(free.toLowerCase())
      return { name: free, index }
    })
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

type Row = Readonly<{ row: number; isCertain: boolean; cells: readonly string[] }>

/** The rows that may have been carried, in the order of the file. */
async function* rowsOf(path: string, carried: CarriedRows, wanted: readonly Column[]): AsyncGenerator<Row> {
  const isCertain = walker(carried.certain)
  const isPossible = walker(carried.possible)
  let row = 0
  for await (const table of open([path])) {
    if (table.kind !== 'sources/table') continue
    for await (const chunk of table.chunks()) {
      const { bytes, rows, columns, starts, ends } = cellsOf(chunk, table.layout)
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let r = 0; r < rows; r++, row++) {
        if (!isPossible(row)) continue
        const cells = wanted.map(({ index }) =>
          index < columns ? text.toString('utf8', starts[r * columns + index], ends[r * columns + index]) : '',
        )
        yield { row, isCertain: isCertain(row), cells }
      }
    }
  }
}

/** The recipients' sealer, or why there is none: nothing is ever written unsealed. */
function encrypterFor(recipients: readonly string[]): Encrypter | Refusal {
  const encrypter = new Encrypter()
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient)
  } catch {
    return noRecipient() // the library quotes what it was given, so its words are not passed on
  }
  return recipients.length > 0 ? encrypter : noRecipient()
}

function noRecipient(): Refusal {
  return refuse('exposure/recipient', {
    at: '--to',
    seen: 'no recipient, or one that is no age public key',
    expected: 'age public keys (age1…) of those who send the notices',
    remedy: 'give at least one recipient; the list is never written unsealed',
  })
}

function exists(): Refusal {
  return refuse('exposure/list-exists', {
    at: '--people',
    seen: 'a file that is there already',
    expected: 'a path at which nothing is',
    remedy: 'choose another path, or remove the file',
  })
}

/** Of what the operating system or the engine said only the code: its words may hold paths and values. Throws what is neither. */
function unwritable(cause: unknown): Refusal {
  const code = codeOf(cause)
  if (code === null) throw cause
  return refuse('exposure/list-unwritable', {
    at: '--people',
    seen: code,
    expected: 'a folder that can be written to, with room for the list; and as much room where temporary files are',
    remedy: 'choose another folder or make room, also for temporary files (TMPDIR)',
  })
}

/** `ENOSPC` and the like of the operating system, `IO Error` of the engine; null for anything else. */
function codeOf(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null
  if ('code' in cause && typeof cause.code === 'string' && 'syscall' in cause) return cause.code
  return cause.message.startsWith('IO Error') ? 'IO Error' : null
}

function severalTables(tables: number): Refusal {
  return refuse('exposure/no-list', {
    at: '--people',
    seen: `${tables} tables`,
    expected: 'an exposed file of one table',
    remedy: 'ask for one table at a time',
  })
}
