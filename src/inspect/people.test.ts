import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judge, scan } from '#detect'
import { open } from '#sources'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import type { PeopleBounds } from './inspection.ts'
import { peopleOf } from './people.ts'

const TODAY = new Date('2026-06-01T00:00:00Z')
const random = randomFrom(29)
const people = Array.from({ length: 200 }, () => inventPerson(random, 'fr'))
const cells = (of: (person: (typeof people)[number]) => string): string[] => people.map(of)
const different = (values: readonly string[]): number => new Set(values.filter(value => value !== '')).size

/** How many people a table of these columns tells of. */
async function countedIn(columns: Readonly<Record<string, readonly string[]>>): Promise<PeopleBounds> {
  const headers = Object.keys(columns)
  const records = columns[headers[0]].map((_, r) => headers.map(header => columns[header][r]).join(','))
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-people-'))
  try {
    writeFileSync(join(folder, 'table.csv'), `${[headers.join(','), ...records].join('\n')}\n`)
    for await (const item of open([join(folder, 'table.csv')])) {
      if (item.kind === 'sources/table')
        return await scan(item, {}, async observed => peopleOf(observed, judge(observed, TODAY)))
    }
    throw new Error('no table was found')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('how many people a table tells of', () => {
  const nir = cells(p => p.identifier)
  const given = cells(p => p.given)
  const family = cells(p => p.family)
  const births = cells(p => p.birthDate)

  test('as many as there are national numbers, when every row has one', async () => {
    expect(await countedIn({ nir, nom: family, prenom: given })).toEqual({ low: 200, high: 200 })
  })

  test('rows that repeat a number tell of nobody else', async () => {
    const repeated = nir.map((_, i) => nir[i % 50])
    const nom = family.map((_, i) => family[i % 50])
    expect(await countedIn({ nir: repeated, nom })).toEqual({ low: 50, high: 50 })
  })

  test('each row without the number may be somebody else', async () => {
    const gaps = nir.map((number, i) => (i % 4 === 0 ? '' : number))
    expect(await countedIn({ nir: gaps, nom: family, prenom: given })).toEqual({ low: 150, high: 200 })
  })

  test('numbers that two names bear bound nothing from above: each row may be somebody', async () => {
    const shared = people.map((_, i) => people[i - (i % 2)].identifier)
    expect(await countedIn({ nir: shared, nom: family, prenom: given, date_naissance: births })).toEqual({
      low: 100,
      high: 200,
    })
  })

  test('without a number, names and birth dates that hardly recur tell people apart; the rows are the most', async () => {
    const low = different(people.map(p => `${p.given}|${p.family}|${p.birthDate}`))
    expect(await countedIn({ nom: family, prenom: given, date_naissance: births })).toEqual({ low, high: 200 })
  })

  test('where nobody is personal there is nobody', async () => {
    const price = people.map((_, i) => `${i}.${(i * 7) % 100}5`)
    expect(await countedIn({ price, weight: price })).toEqual({ low: 0, high: 0 })
  })

  test('one certain cell in a table of things is one person, and no more than the rows that hold any', async () => {
    const remark = people.map((_, i) => (i === 70 ? 'write to ana@example.org today' : 'box slightly damaged'))
    expect(await countedIn({ item: people.map((_, i) => String(i * 3 + 11)), remark })).toEqual({ low: 1, high: 1 })
  })
})
