import { expect, test } from 'vitest'
import { knownTables } from './known-tables.ts'
import { csvOf } from './labelled.ts'
import { realLookingTables } from './real-tables.ts'

const tables = knownTables()

test('the known tables come out the same each time', () => {
  expect(knownTables().map(csvOf)).toEqual(tables.map(csvOf))
})

test('every known table has a name that no table of the development set has', () => {
  const names = [...tables, ...realLookingTables()].map(table => table.name)
  expect(new Set(names).size).toBe(names.length)
})

test('every row of a known table has as many cells as the table has columns, none undefined', () => {
  const odd = tables
    .filter(table => table.rows.some(row => row.length !== table.columns.length || row.some(cell => !isText(cell))))
    .map(table => table.name)
  expect(odd).toEqual([])
})

test('a table of persons holds something personal, and no dictionary of codes does', () => {
  const without = tables.filter(table => table.columns.every(column => column.personal === 'none'))
  expect(without.filter(table => table.about === 'people').map(table => table.name)).toEqual([])
  expect(without.filter(table => /-d-|concept/.test(table.name)).map(table => table.name)).toEqual([
    'known-mimic3-d-items',
    'known-mimic3-d-labitems',
    'known-mimic3-d-icd-diagnoses',
    'known-mimic3-d-icd-procedures',
    'known-mimic3-d-cpt',
    'known-omop-concept',
  ])
})

const isText = (cell: unknown): boolean => typeof cell === 'string' && cell !== 'undefined'
