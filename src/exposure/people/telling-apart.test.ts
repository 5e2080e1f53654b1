import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inspect } from '#inspect'
import { isRefusal } from '#kernel'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import type { Interval } from '../counting/intervals.ts'
import { peopleWithin } from './telling-apart.ts'

const folder = mkdtempSync(join(tmpdir(), 'parefuite-within-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ROWS = 240
const random = randomFrom(31)
const people = Array.from({ length: ROWS }, () => inventPerson(random, 'fr'))
const nir = people.map(({ identifier }) => identifier)
const names = {
  nom: people.map(({ family }) => family),
  prenom: people.map(({ given }) => given),
  date_naissance: people.map(({ birthDate }) => birthDate),
}
const amounts = people.map((_, i) => `${(i * 37) % 1_000}`)

/** The people of the whole table by the inspection, and those of some rows as they are told apart here. */
async function counted(columns: Readonly<Record<string, readonly string[]>>, rows: Interval = [0, ROWS - 1]) {
  const headers = Object.keys(columns)
  const records = people.map((_, r) => headers.map(header => columns[header][r]).join(','))
  const path = join(folder, 'table.csv')
  writeFileSync(path, `${[headers.join(','), ...records].join('\n')}\n`)
  const inspection = await inspect([path], { today: new Date('2026-06-01'), threads: 1 })
  if (isRefusal(inspection)) throw new Error(inspection.code)
  const [table] = inspection.tables
  const within = await peopleWithin(path, table, [rows], [rows])
  return { all: table.people, within: within && { low: within.certain.low, high: within.possible.high } }
}

describe('the people in all rows are those of the inspection', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['a national number in each row', { nir, ...names }],
    [
      'numbers that come again',
      { nir: nir.map((_, i) => nir[i % 60]), nom: names.nom.map((_, i) => names.nom[i % 60]) },
    ],
    ['rows without their number', { nir: nir.map((number, i) => (i % 4 === 0 ? '' : number)), ...names }],
    ['numbers that two names bear', { nir: nir.map((_, i) => nir[i - (i % 2)]), ...names }],
    [
      'numbers that do not obey their rule',
      { nir: nir.map((n, i) => (i % 10 === 0 ? `${n.slice(0, -1)}${(Number(n.at(-1)) + 1) % 10}` : n)) },
    ],
    ['names and birth dates alone', names],
  ])('%s', async (_, columns) => {
    const { all, within } = await counted({ ...columns, montant: amounts })
    expect(within).toEqual(all)
  })
})

test('people in some rows are those whose numbers stand there', async () => {
  const repeated = nir.map((_, i) => nir[i % 60])
  expect((await counted({ nir: repeated, montant: amounts }, [30, 109])).within).toEqual({ low: 60, high: 60 })
  expect((await counted({ nir: repeated, montant: amounts }, [30, 59])).within).toEqual({ low: 30, high: 30 })
})

test('nobody is told apart where no column says anything of a person', async () => {
  expect((await counted({ montant: amounts, total: amounts })).within).toBeNull()
})
