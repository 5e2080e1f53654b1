import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { About, KindId, Personal } from '#detect'

/** What is true of a column of a generated table. */
export type Truth = Readonly<{ name: string; personal: Personal; kind: KindId | null; what: string }>

/** A generated table and what is true of it. */
export type LabelledTable = Readonly<{
  name: string
  about: About
  delimiter: string
  /** Without a header line. */
  bare?: boolean
  columns: readonly Truth[]
  rows: readonly (readonly string[])[]
}>

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** The table as CSV, header first where it has one. */
export function csvOf(table: LabelledTable): string {
  const line = (cells: readonly string[]): string =>
    cells.map(cell => quoted(cell, table.delimiter)).join(table.delimiter)
  const header = table.bare ? [] : [line(table.columns.map(column => column.name))]
  return `${[...header, ...table.rows.map(line)].join('\n')}\n`
}

/** Writes `NAME.csv` and, beside it, `NAME.truth.json` (about, columns) into `folder`; gives the path of the CSV. */
export function writeLabelled(folder: string, table: LabelledTable): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${table.name}.csv`)
  writeFileSync(path, csvOf(table))
  writeFileSync(
    join(folder, `${table.name}.truth.json`),
    JSON.stringify({ about: table.about, columns: table.columns }, null, 1),
  )
  return path
}
