import { type Refusal, refuse } from '#kernel'
import { cellsOf, open, type Table, type Unread } from '#sources'
import { ColumnLearner } from './column-types.ts'
import type { ColumnType } from './contract.ts'

/** Where the table to publish stands: a file, and which of its tables (its place in the inspection, from 0). */
export type TableSource = Readonly<{ place: string; table: number }>

/** A column that goes out: where it stands in the source, and what it is. */
export type KeptColumn = Readonly<{ at: number; name: string; type: ColumnType }>

export type LearntTable = Readonly<{ rows: number; columns: readonly KeptColumn[] }>

type Reading = Readonly<{ signal: AbortSignal; scratch: string }>

/**
 * Reads the whole table once to know its columns and types. Columns without a name and without a value are left out.
 * Refuses when there is no such table, when it has no rows, when not all of it could be read, or when columns have no name
 * or one name twice: nobody could say which is which.
 */
export async function learnTable(source: TableSource, reading: Reading): Promise<LearntTable | Refusal> {
  const learners: ColumnLearner[] = []
  let learnt: LearntTable | Refusal = noSuchTable(source)
  const unread = await withTable(source, reading, async table => {
    let rows = 0
    for await (const row of rowsOf(table, reading.signal)) {
      rows++
      for (let at = 0; at < row.length; at++) {
        learners[at] ??= new ColumnLearner()
        learners[at].learn(row[at])
      }
    }
    learnt = tableRefusal(table, rows, learners) ?? { rows, columns: keptColumns(table, learners) }
  })
  const broken = unread?.find(({ reason }) => reason !== 'sources/hidden')
  return broken ? notAllRead(broken.reason) : learnt
}

/** The rows of the table, the columns kept only, each as one text for each column. Throws when the file is gone meanwhile. */
export async function eachRow(
  source: TableSource,
  reading: Reading,
  columns: readonly KeptColumn[],
  take: (row: readonly string[]) => Promise<void> | undefined,
): Promise<void> {
  const found = await withTable(source, reading, async table => {
    for await (const row of rowsOf(table, reading.signal)) {
      const waits = take(columns.map(({ at }) => row[at] ?? ''))
      if (waits) await waits
    }
  })
  if (found === null) throw new Error('a table that was read before is not there any more')
}

/** Uses the table; gives what of it, or of what it lies in, was not read (some of it is known only at the end), null without table. */
async function withTable(
  source: TableSource,
  { signal, scratch }: Reading,
  use: (table: Table) => Promise<void>,
): Promise<readonly Unread[] | null> {
  let at = 0
  let used: Table | null = null
  const unread: Unread[] = []
  for await (const item of open([source.place], { signal, scratch })) {
    if (item.kind !== 'sources/table') unread.push(item)
    else if (at++ === source.table) {
      used = item
      await use(item)
    }
  }
  if (used === null) return null
  const { place } = used
  return [...used.unread, ...unread.filter(one => place === one.place || place.startsWith(`${one.place}!`))]
}

async function* rowsOf(table: Table, signal: AbortSignal): AsyncGenerator<string[]> {
  for await (const chunk of table.chunks(signal)) {
    const { bytes, rows, columns, starts, ends } = cellsOf(chunk, table.layout)
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let r = 0; r < rows; r++) {
      const row: string[] = new Array(columns)
      for (let c = 0, i = r * columns; c < columns; c++, i++)
        row[c] = starts[i] === ends[i] ? '' : text.toString('utf8', starts[i], ends[i])
      yield row
    }
  }
}

function keptColumns(table: Table, learners: readonly ColumnLearner[]): KeptColumn[] {
  return learners
    .map((learner, at) => ({ at, name: nameOf(table, at), type: learner.type, isBlank: learner.isBlank }))
    .filter(({ name, isBlank }) => name !== '' || !isBlank)
    .map(({ at, name, type }) => ({ at, name, type }))
}

function nameOf(table: Table, at: number): string {
  return (table.columns[at] ?? '').trim()
}

function tableRefusal(table: Table, rows: number, learners: readonly ColumnLearner[]): Refusal | null {
  if (rows === 0) return noRows()
  const names = keptColumns(table, learners).map(({ name }) => name.toLowerCase())
  const unnamed = names.filter(name => name === '').length
  const repeated = names.length - new Set(names).size - Math.max(0, unnamed - 1)
  return unnamed + repeated > 0 ? badNames(unnamed, repeated) : null
}

function noSuchTable({ table }: TableSource): Refusal {
  return refuse('release/no-such-table', {
    at: `table ${table}`,
    seen: 'no table at this place in the file',
    expected: 'the place of a table in the inspection, from 0',
    remedy: 'choose a table that the inspection lists',
  })
}

function notAllRead(reason: string): Refusal {
  return refuse('release/not-all-read', {
    at: 'the table',
    seen: `a part that could not be read (${reason})`,
    expected: 'a table that can be read from beginning to end',
    remedy: 'repair the file or export it again, then inspect it again',
  })
}

function noRows(): Refusal {
  return refuse('release/no-rows', {
    at: 'the table',
    seen: 'no rows',
    expected: 'one row or more',
    remedy: 'check the export, then inspect the file again',
  })
}

function badNames(unnamed: number, repeated: number): Refusal {
  return refuse('release/column-names', {
    at: 'the header of the table',
    seen: `${unnamed} columns without a name, ${repeated} names that stand there again`,
    expected: 'a name for each column, each once, capitals or not',
    remedy: 'name the columns in the file, then inspect it again',
  })
}
