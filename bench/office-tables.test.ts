import { expect, test } from 'vitest'
import { knownTables } from './known-tables.ts'
import { csvOf } from './labelled.ts'
import { officeTables } from './office-tables.ts'
import { realLookingTables } from './real-tables.ts'

const tables = officeTables()

test('the office tables come out the same each time', () => {
  expect(officeTables().map(csvOf)).toEqual(tables.map(csvOf))
})

test('every office table has a name that no table of another set has', () => {
  const names = [...tables, ...knownTables(), ...realLookingTables()].map(table => table.name)
  expect(new Set(names).size).toBe(names.length)
})

test('every row of an office table has as many cells as the table has columns, none undefined', () => {
  const odd = tables
    .filter(table => table.rows.some(row => row.length !== table.columns.length || row.some(cell => !isText(cell))))
    .map(table => table.name)
  expect(odd).toEqual([])
})

test('a table without headers starts with its first row', () => {
  const bare = tables.filter(table => table.bare)
  expect(bare.length).toBe(7)
  expect(bare.map(table => csvOf(table).split('\n').length - 1)).toEqual(bare.map(table => table.rows.length))
})

const isText = (cell: unknown): boolean => typeof cell === 'string' && !cell.includes('undefined')
