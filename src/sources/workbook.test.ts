import { expect, test } from 'vitest'
import { builtInFormat, formatOf } from './number-format.ts'
import { inputOf, reasons } from './reading.test-kit.ts'
import type { Unread } from './table.ts'
import { RowCells, readOle } from './workbook.ts'

/** An OLE container whose directory, in its second sector, holds these names. */
function ole(...names: string[]): Uint8Array {
  const bytes = Buffer.alloc(1536)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  for (const [i, name] of names.entries()) Buffer.from(name, 'utf16le').copy(bytes, 512 + 128 * i)
  return bytes
}

async function read(bytes: Uint8Array, pieceBytes?: number): Promise<object[]> {
  const unread: Unread[] = []
  for await (const each of readOle(inputOf('b.xls', bytes, pieceBytes))) unread.push(each)
  return reasons({ tables: [], unread })
}

test('a workbook protected by a password is encrypted, wherever its directory is cut', async () => {
  const bytes = ole('Root Entry', 'EncryptionInfo', 'EncryptedPackage')
  expect(await read(bytes)).toEqual([{ reason: 'sources/encrypted', format: 'workbook' }])
  for (const size of [1, 100, 777]) expect(await read(bytes, size)).toEqual(await read(bytes))
})

test('an Excel file of before 2007, or another container, holds no table that is read', async () => {
  expect(await read(ole('Root Entry', 'Workbook'))).toEqual([{ reason: 'sources/not-a-table', format: 'xls' }])
  expect(await read(ole('Root Entry', 'Book'))).toEqual([{ reason: 'sources/not-a-table', format: 'xls' }])
  expect(await read(ole('Root Entry', 'WordDocument'))).toEqual([{ reason: 'sources/not-a-table', format: 'ole' }])
})

test.each([
  ['General', 'plain'],
  ['0.00%', 'plain'],
  ['#,##0.00\\ "d"', 'plain'],
  ['[Red]0.0', 'plain'],
  ['yyyy-mm-dd', 'date'],
  ['[$-40C]d\\ mmmm\\ yyyy;@', 'date'],
  ['mmm', 'date'],
  ['hh:mm', 'time'],
  ['mm:ss', 'time'],
  ['[h]:mm:ss', 'elapsed'],
  ['00000', 'digits'],
])('the format %s is of kind %s', (code, kind) => {
  expect(formatOf(code).kind).toBe(kind)
})

test('built-in formats 14 to 22 and 45 to 47 are dates and times (ECMA-376 part 1 §18.8.30)', () => {
  const kinds = [0, 1, 13, 14, 17, 18, 21, 22, 23, 45, 46, 47, 48, 49].map(id => builtInFormat(id).kind)
  expect(kinds.join(' ')).toBe('plain plain plain date date time time date plain time elapsed time plain plain')
})

test('cells set in any order make a row without blanks at its end', () => {
  const cells = new RowCells()
  expect([cells.set(3, 'd'), cells.set(0, 'a'), cells.set(9, ''), cells.set(16_384, 'x')]).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(cells.take()).toEqual(['a', '', '', 'd'])
  expect(cells.take()).toEqual([])
})
