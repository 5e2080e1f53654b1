import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { open } from '#sources'
import { scan } from '../seeing/scan.ts'
import { type JudgedColumn, type JudgedTable, judge } from './judge.ts'

/** The day on which the tests judge. */
export const TODAY = new Date('2026-06-01T00:00:00Z')

/** Judges a table given as its columns: header and values. Rows are as many as the longest column has values. */
export async function judgeColumns(
  columns: Readonly<Record<string, readonly string[]>>,
  name = 'table',
): Promise<JudgedTable> {
  const headers = Object.keys(columns)
  const rows = Math.max(...Object.values(columns).map(values => values.length))
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`
  const lines = [headers.map(quoted).join(',')]
  for (let r = 0; r < rows; r++) lines.push(headers.map(header => quoted(columns[header][r] ?? '')).join(','))
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-judging-'))
  try {
    const path = join(folder, `${name}.csv`)
    writeFileSync(path, `${lines.join('\n')}\n`)
    for await (const item of open([path])) {
      if (item.kind === 'sources/table') return await scan(item, {}, async observed => judge(observed, TODAY))
    }
    throw new Error('no table was found')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
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
