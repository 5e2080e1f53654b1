import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Inspection } from '#inspect'
import { folderWith, parefuite } from '../../tests/cli/run.ts'
import { COLUMNS, EXPOSED_PEOPLE, writeExample } from './example.ts'

/**
 * What an inspection must say of the file that was behind the dashboard.
 * SOURCE: oag.ca.gov/dataexposure: 27 and 28 June 2022; names, dates of birth, addresses, gender, race, permits.
 */

const ROWS = 4000
const folder = folderWith({})
let answer: Inspection

beforeAll(async () => {
  await writeExample(join(folder.path, 'ccw.csv'), ROWS)
  const { stdout } = await parefuite(['inspect', 'ccw.csv', '--json'], { cwd: folder.path })
  answer = JSON.parse(stdout) as Inspection
})
afterAll(folder.remove)

test('the file has a row for each of 192,000 applicants unless told', () => {
  expect(EXPOSED_PEOPLE).toBe(192_000)
  const lines = readFileSync(join(folder.path, 'ccw.csv'), 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(1 + ROWS)
  expect(lines[0]).toBe(COLUMNS.join(','))
})

test('the same file every time', async () => {
  await writeExample(join(folder.path, 'again.csv'), ROWS)
  const read = (name: string) => readFileSync(join(folder.path, name), 'utf8')
  expect(read('again.csv')).toBe(read('ccw.csv'))
})

test('the release is refused', () => {
  expect(answer.verdict).toBe('block')
  expect(answer.tables.map(table => [table.about, table.rows])).toEqual([['people', ROWS]])
})

test('it is said why, column by column', () => {
  const [{ columns }] = answer.tables
  expect(columns.map(column => [column.name, column.personal, column.kinds[0]?.kind])).toEqual([
    ['name', 'direct', 'name.full'],
    ['dob', 'indirect', 'birth.date'],
    ['gender', 'indirect', 'sex'],
    ['race', 'indirect', 'origin.ethnic'],
    ['address', 'direct', 'address.full'],
    ['zip', 'indirect', 'address.postcode'],
    ['county', 'indirect', 'address.region'],
    ['issued', 'indirect', 'event.date'],
    ['permit_type', 'indirect', 'permit'],
    ['cii_number', 'direct', 'id.us.cii'],
  ])
})

test('race is a special category (GDPR Art. 9(1)) and the criminal identification number tells of offences (Art. 10)', () => {
  const legal = (name: string) => answer.tables[0].columns.find(column => column.name === name)?.kinds[0].legal
  expect([legal('race'), legal('cii_number'), legal('dob')]).toEqual(['special-category', 'offences', 'ordinary'])
})

test('without name, address and number it would still single people out: birth date and ZIP', () => {
  const sets = answer.tables[0].risk?.sets ?? []
  const found = sets.find(set => set.columns.join() === 'dob,zip')
  const rows = readFileSync(join(folder.path, 'ccw.csv'), 'utf8').trimEnd().split('\n').slice(1)
  const counts = new Map<string, number>()
  for (const row of rows) {
    const key = `${row.split(',')[1]} ${row.match(/",(\d{5}),/)?.[1]}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const alone = [...counts.values()].filter(count => count === 1).length
  expect(found).toMatchObject({ uniques: alone, classes: counts.size })
})
