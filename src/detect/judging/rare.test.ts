import { describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import { factsOf } from './judging.test-kit.ts'
import { rareHits } from './rare.ts'

const NONE: ReadonlySet<never> = new Set()
const random = randomFrom(11)
const people = Array.from({ length: 60 }, () => inventPerson(random, 'fr'))

/** `filler` on 100 rows, with these values on the rows named. */
function notes(filler: string, at: Readonly<Record<number, string>>): string[] {
  return Array.from({ length: 100 }, (_, i) => at[i + 1] ?? filler)
}

async function told(values: readonly string[], own: ReadonlySet<never> = NONE): Promise<unknown[]> {
  return rareHits(await factsOf(values), own).map(({ kind, confidence, rows, at }) => [kind, confidence, rows, at])
}

describe('a few cells beside what a column is', () => {
  test('one NIR whose key is right, among remarks, is likely real: chance passes 1 in 213', async () => {
    expect(await told(notes('nothing to say', { 37: people[0].identifier }))).toEqual([
      ['id.fr.nir', 'likely', 1, [37]],
    ])
  })

  test('two of them are certain, and each is placed', async () => {
    expect(await told(notes('nothing to say', { 12: people[0].identifier, 88: people[1].identifier }))).toEqual([
      ['id.fr.nir', 'certain', 2, [12, 88]],
    ])
  })

  test('an e-mail address is certain wherever it stands: its form is its rule', async () => {
    expect(await told(notes('nothing to say', { 5: 'write to ana@example.org today' }))).toEqual([
      ['contact.email', 'certain', 1, [5]],
    ])
  })

  test('a person named with a title in a remark is a hint, with its place', async () => {
    expect(await told(notes('nothing to say', { 9: 'vu avec Mme Durand ce matin' }))).toEqual([
      ['name.full', 'possible', 1, [9]],
    ])
  })

  test('what the column as a whole holds is not said again', async () => {
    const facts = await factsOf(people.map(p => p.email))
    expect(rareHits(facts, new Set(['contact.email'])).map(hit => hit.kind)).toEqual([])
  })

  test('no more than twenty places are kept, all rows are counted', async () => {
    const values = Array.from({ length: 100 }, (_, i) =>
      i % 2 === 0 ? 'nothing to say' : `ask ana${i}@example.org now`,
    )
    const [[kind, , rows, at]] = (await told(values)) as [[string, string, number, number[]]]
    expect([kind, rows, at]).toEqual(['contact.email', 50, Array.from({ length: 20 }, (_, i) => 2 * i + 2)])
  })

  test('a column of measures holds no number of anybody', async () => {
    expect(await told(Array.from({ length: 100 }, (_, i) => `0.${String(4_000_000_000 + i * 7919)}`))).toEqual([])
  })
})
