import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '#sources'
import { open as openLexicon } from '../lexicon/lexicon.ts'
import type { ObservedTable } from '../seeing/observed.ts'
import { scan } from '../seeing/scan.ts'
import type { ColumnFacts } from './column-facts.ts'
import { type JudgedColumn, type JudgedTable, judge, weigh } from './judge.ts'

/** The day on which the tests judge. */
export const TODAY = new Date('2026-06-01T00:00:00Z')

/** Values of a table by header. Rows are as many as the longest column has values. */
type Columns = Readonly<Record<string, readonly string[]>>

/** Judges a table given as its columns. */
export async function judgeColumns(columns: Columns, name = 'table'): Promise<JudgedTable> {
  return await seeing(columns, name, observed => judge(observed, TODAY))
}

/** The evidence of a table given as its columns, before the decision. */
export async function weighColumns(columns: Columns, name = 'table'): Promise<ReturnType<typeof weigh>> {
  return await seeing(columns, name, observed => weigh(observed, TODAY, openLexicon()))
}

/** The facts of one column of these values, beside a column of numbers by which the header is known as one. */
export async function factsOf(values: readonly string[]): Promise<ColumnFacts> {
  const { cases } = await weighColumns({ c1: values, row: values.map((_, i) => String(i + 1)) })
  if (cases[0].facts.column.name !== 'c1') throw new Error('the header was taken for a record')
  return cases[0].facts
}

async function seeing<T>(columns: Columns, name: string, use: (observed: ObservedTable) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-judging-'))
  try {
    const path = join(folder, `${name}.csv`)
    writeFileSync(path, `${linesOf(columns).join('\n')}\n`)
    for await (const item of open([path])) {
      if (item.kind === 'sources/table') return await scan(item, {}, async observed => use(observed))
    }
    throw new Error('no table was found')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function linesOf(columns: Columns): string[] {
  const headers = Object.keys(columns)
  const rows = Math.max(...Object.values(columns).map(values => values.length))
  const lineOf = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')
  const records = Array.from({ length: rows }, (_, r) => headers.map(header => columns[header][r] ?? ''))
  return [headers, ...records].map(lineOf)
}

/** The column of that name. Throws when there is none. */
export function columnOf(table: JudgedTable, name: string): JudgedColumn {
  const column = table.columns.find(one => one.name === name)
  if (!column) throw new Error('no such column')
  return column
}

/** What is said of each column: `personal`, and its best kind with how sure. */
export function summary(table: JudgedTable): Record<string, string> {
  return Object.fromEntries(
    table.columns.map(column => {
      const best = column.kinds[0]
      return [column.label, best ? `${column.personal} ${best.kind} ${best.confidence}` : column.personal]
    }),
  )
}
