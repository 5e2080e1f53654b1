import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scrambledTables } from './column-sets.ts'
import { identifierTables } from './identifier-tables.ts'
import { judgements } from './judgements.ts'
import { csvOf } from './labelled.ts'
import { realLookingTables } from './real-tables.ts'

test('the development sets come out the same each time', () => {
  const twice = [scrambledTables(60, 1), scrambledTables(60, 1)].map(tables => tables.map(csvOf))
  expect(twice[0]).toEqual(twice[1])
  expect(realLookingTables().map(csvOf)).toEqual(realLookingTables().map(csvOf))
})

test('every generated table has as many cells in each row as it has columns', () => {
  const tables = [...scrambledTables(600, 1), ...realLookingTables(), ...identifierTables()]
  const odd = tables
    .filter(table => table.rows.some(row => row.length !== table.columns.length))
    .map(table => table.name)
  expect(odd).toEqual([])
})

test('every generated table has a name of its own', () => {
  const names = [...scrambledTables(600, 1), ...realLookingTables(), ...identifierTables()].map(table => table.name)
  expect(new Set(names).size).toBe(names.length)
})

const shared = new URL('../../shared/data/tables-clean/', import.meta.url)
test.skipIf(!existsSync(shared))(
  'every table judged by hand is there (skipped where the evaluation data is not beside the project)',
  () => {
    const missing = judgements('tables-clean').filter(one => !existsSync(new URL(one.file, shared)))
    expect(missing).toEqual([])
  },
)

test('313 tables were judged, of which 49 are about or name people', () => {
  const judged = judgements('tables-clean')
  expect([judged.length, judged.filter(one => one.about !== 'none').length]).toEqual([313, 49])
})
