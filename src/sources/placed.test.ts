import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CellWriter } from './placed.ts'
import { type Chunk, MAX_RECORD_BYTES } from './table.ts'

const decoder = new TextDecoder()

function rowsOf(chunk: Chunk): string[][] {
  const { rows, columns, starts, ends } = chunk.placed!
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) =>
      decoder.decode(chunk.bytes.subarray(starts[r * columns + c], ends[r * columns + c])),
    ),
  )
}

test('rows written are the rows read, blanks where a row is short or a cell is null', () => {
  const writer = new CellWriter()
  writer.append(['a', null, 'é'])
  writer.append([])
  writer.append(['1', '2', '3', 'un nom très long, plus long que soixante-quatre caractères, écrit par le codeur'])
  const chunk = writer.take(7)!
  expect(rowsOf(chunk).map(row => row.map(cell => cell.length))).toEqual([
    [1, 0, 1, 0],
    [0, 0, 0, 0],
    [1, 1, 1, 79],
  ])
  expect([chunk.order, chunk.inputBytes, writer.take(0)]).toEqual([0, 7, null])
})

test('any well-formed text comes back byte for byte', () => {
  const rows = fc.array(fc.array(fc.option(fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(rows, written => {
      const writer = new CellWriter()
      for (const row of written) writer.append(row)
      const width = Math.max(...written.map(row => row.length))
      expect(rowsOf(writer.take(0)!)).toEqual(written.map(row => Array.from({ length: width }, (_, c) => row[c] ?? '')))
    }),
  )
})

test('a chunk is full at 65,536 rows and the next one starts anew', () => {
  const writer = new CellWriter()
  for (let r = 0; r < 65_536; r++) {
    expect(writer.full).toBe(false)
    writer.append(['x'])
  }
  expect(writer.full).toBe(true)
  expect(writer.take(0)!.placed!.rows).toBe(65_536)
  writer.append(['y'])
  expect(rowsOf(writer.take(0)!)).toEqual([['y']])
})

test('a row longer than the bound is refused and leaves the others whole', () => {
  const writer = new CellWriter()
  writer.append(['a'])
  expect(writer.append(['b', 'x'.repeat(MAX_RECORD_BYTES)])).toBe(false)
  writer.append(['c'])
  expect(rowsOf(writer.take(0)!)).toEqual([['a'], ['c']])
})
