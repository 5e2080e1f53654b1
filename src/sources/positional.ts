import { cellType, isTyped } from './dialect.ts'
import type { Chunk, Placed } from './table.ts'

/** Rows looked at to find the header. */
const HEAD_ROWS = 400

/**
 * Names the columns of records by position (`[["nom","age"],["Brun",41]]`) by the header in their first record; '' where there
 * is none. Unlike a delimited file, a document usually has none, so it must show: different words, over a column that holds
 * nothing but numbers or dates. Changes `columns`; gives the first chunk without the header, and whether there was one.
 * Columns that have names stay as they are.
 */
export function headed(chunk: Chunk, columns: string[]): Readonly<{ chunk: Chunk; hasHeader: boolean }> {
  const { placed } = chunk
  if (placed === null || !columns.every(name => /^\[\d+\]$/.test(name))) return { chunk, hasHeader: true }
  const [names = [], ...records] = firstRows(chunk, placed)
  const areNames = new Set(names).size === names.length && names.every(name => /\p{L}/u.test(name) && name.length <= 64)
  const hasHeader = areNames && names.length > 1 && records.length > 1 && names.some((_, c) => isTypedBelow(records, c))
  for (let c = 0; c < columns.length; c++) columns[c] = hasHeader ? (names[c] ?? '') : ''
  return { chunk: hasHeader ? withoutFirst(chunk) : chunk, hasHeader }
}

function isTypedBelow(records: readonly (readonly string[])[], column: number): boolean {
  return records.every(record => isTyped(cellType(record[column])))
}

function firstRows(chunk: Chunk, { rows, columns, starts, ends }: Placed): string[][] {
  const text = Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength)
  return Array.from({ length: Math.min(HEAD_ROWS, rows) }, (_, r) =>
    Array.from({ length: columns }, (_, c) => text.toString('utf8', starts[r * columns + c], ends[r * columns + c])),
  )
}

function withoutFirst(chunk: Chunk): Chunk {
  const { rows, columns, starts, ends } = chunk.placed!
  return { ...chunk, placed: { rows: rows - 1, columns, starts: starts.slice(columns), ends: ends.slice(columns) } }
}
