import { headerOf } from './header.ts'
import type { Chunk } from './table.ts'

/** Rows looked at to find the header. */
const HEAD_ROWS = 400

/**
 * Names the columns of records by position (`[["nom","age"],["Brun",41]]`) by the header that stands in their first record, as
 * in a delimited file; '' where there is none. Changes `columns`; gives the first chunk without the header rows, and whether
 * there were any. Columns that have names stay as they are.
 */
export function headed(chunk: Chunk, columns: string[]): Readonly<{ chunk: Chunk; hasHeader: boolean }> {
  const placed = chunk.placed
  if (placed === null || !columns.every(name => /^\[\d+\]$/.test(name))) return { chunk, hasHeader: true }
  const text = Buffer.from(chunk.bytes.buffer, chunk.bytes.byteOffset, chunk.bytes.byteLength)
  const rows = Array.from({ length: Math.min(HEAD_ROWS, placed.rows) }, (_, r) =>
    Array.from({ length: placed.columns }, (_, c) => {
      const cell = r * placed.columns + c
      return text.toString('utf8', placed.starts[cell], placed.ends[cell])
    }),
  )
  const { hasHeader, names } = headerOf(rows)
  for (let c = 0; c < columns.length; c++) columns[c] = hasHeader ? (names[c] ?? '') : ''
  if (!hasHeader) return { chunk, hasHeader }
  // Nothing but the names themselves is left out: what stands above them in a file does not in a document.
  const first = rows.findIndex(row => row.every((cell, c) => cell.replace(/\s+/g, ' ').trim() === names[c]))
  return { chunk: first === 0 ? withoutFirst(chunk) : chunk, hasHeader }
}

function withoutFirst(chunk: Chunk): Chunk {
  const { rows, columns, starts, ends } = chunk.placed!
  return { ...chunk, placed: { rows: rows - 1, columns, starts: starts.slice(columns), ends: ends.slice(columns) } }
}
