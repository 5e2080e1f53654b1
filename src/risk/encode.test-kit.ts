import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { EncodedColumn, EncodedTable } from './encoded.ts'

/** Encodes columns of texts or numbers; numbers are ordered; '' is blank. */
export function encode(cells: Readonly<Record<string, readonly (string | number)[]>>): EncodedTable {
  const columns = Object.entries(cells).map(([name, values]) => encodeColumn(name, values))
  return { rows: columns[0]?.codes.length ?? 0, columns }
}

function encodeColumn(name: string, values: readonly (string | number)[]): EncodedColumn {
  const ordered = values.every(value => typeof value === 'number')
  const distinct = [...new Set(values)].filter(value => value !== '')
  distinct.sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1))
  const code = new Map(distinct.map((value, i) => [value, i + 1]))
  const codes = new Uint32Array(new SharedArrayBuffer(4 * values.length))
  values.forEach((value, r) => {
    codes[r] = code.get(value) ?? 0
  })
  return { name, codes, cardinality: distinct.length + 1, ordered }
}

/** The columns of a published table kept beside the project, by name; null where it is not there. */
export function published(path: string, delimiter: string): Record<string, string[]> | null {
  const file = fileURLToPath(new URL(`../../../shared/data/disclosure/${path}`, import.meta.url))
  if (!existsSync(file)) return null
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map(line => line.split(delimiter).map(cell => cell.replace(/^"|"$/g, '')))
  return Object.fromEntries(rows[0].map((name, c) => [name, rows.slice(1).map(row => row[c])]))
}
