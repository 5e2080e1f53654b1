import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { open } from '#sources'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import { scan } from '../seeing/scan.ts'
import { judge } from './judge.ts'
import { judgeColumns, TODAY } from './judging.test-kit.ts'

const random = randomFrom(29)
const people = Array.from({ length: 120 }, () => inventPerson(random, 'us'))
const grades = people.map(() => random.pick(['N', 'H', 'L']))
const columns = [people.map(p => p.family), people.map(p => p.given), people.map(p => p.birthDate), grades]

async function personalOfLines(lines: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'parefuite-headless-'))
  try {
    const path = join(folder, 'table.csv')
    writeFileSync(path, `${lines.join('\n')}\n`)
    for await (const item of open([path])) {
      if (item.kind === 'sources/table')
        return await scan(item, {}, async observed => judge(observed, TODAY).columns.map(one => one.personal))
    }
    throw new Error('no table was found')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test('without a header line, what stands beside family name, given name and birth date is of that person', async () => {
  const lines = people.map((_, row) => columns.map(column => column[row]).join(','))
  expect(await personalOfLines(lines)).toEqual(['direct', 'indirect', 'indirect', 'indirect'])
})

test('under headers that say nothing, a column is of a person only where its values show it', async () => {
  const [family, given, born] = columns
  const table = await judgeColumns({ c1: family!, c2: given!, c3: born!, c4: grades })
  expect(table.columns.map(one => one.personal)).toEqual(['direct', 'indirect', 'indirect', 'none'])
})
