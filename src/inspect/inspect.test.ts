import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import { htmlReport, type Inspection, type InspectOptions, inspect, jsonReport, sarifReport } from './inspect.ts'

const OUTSIDE = tmpdir()
const TODAY = new Date('2026-06-01T00:00:00Z')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(OUTSIDE, 'parefuite-test-'))
  process.env.TMPDIR = folder
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(name: string, header: string, rows: readonly (readonly string[])[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${[header, ...rows.map(row => row.join(','))].join('\n')}\n`)
  return path
}

async function inspected(places: readonly string[], options: Partial<InspectOptions> = {}): Promise<Inspection> {
  const answer = await inspect(places, { today: TODAY, ...options })
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}

const random = randomFrom(7)
const people = Array.from({ length: 400 }, () => inventPerson(random, 'us'))
const codes = (inspection: Inspection): string[] => inspection.reasons.map(reason => reason.code)

describe('may this be published?', () => {
  test('a file of names and birth dates may not, and the people are counted', async () => {
    const path = write(
      'people.csv',
      'full_name,birth_date,zip',
      people.map(p => [`${p.given} ${p.family}`, p.birthDate, p.postcode]),
    )
    const answer = await inspected([path])
    expect(answer.verdict).toBe('block')
    expect(codes(answer)[0]).toBe('inspect/direct')
    const [table] = answer.tables
    const truth = new Set(people.map(p => `${p.given} ${p.family} ${p.birthDate}`)).size
    expect(table.people).toEqual({ low: truth, high: 400 })
    expect(table.risk?.quasiIdentifiers).toEqual(['birth_date', 'zip'])
  })

  test('without a name it may not either when rows are alone: nameless is not anonymous', async () => {
    const path = write(
      'nameless.csv',
      'dob,sex,zip',
      people.map(p => [p.birthDate, p.sex, p.postcode]),
    )
    const answer = await inspected([path])
    const [table] = answer.tables
    const counts = new Map<string, number>()
    for (const p of people) {
      const key = `${p.birthDate}|${p.sex}|${p.postcode}`
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const alone = [...counts.values()].filter(n => n === 1).length
    expect(answer.verdict).toBe('block')
    expect(codes(answer)).toContain('inspect/alone')
    expect(table.risk?.uniques).toBe(alone)
    expect(table.risk?.sets.length).toBe(7)
  })

  test('counts by county may, and the answer says that nothing was found', async () => {
    const rows = Array.from({ length: 58 }, (_, i) => [
      `County ${i + 1}`,
      '2021',
      String(120 + i * 13),
      (i / 100).toFixed(3),
    ])
    const answer = await inspected([write('counts.csv', 'county,year,permits_issued,rate_per_1000', rows)])
    expect([answer.verdict, codes(answer)]).toEqual(['clear', ['inspect/nothing']])
    expect(answer.tables[0].people).toEqual({ low: 0, high: 0 })
  })

  test('what could not be read is named, and the answer is then never clear', async () => {
    write(
      'counts.csv',
      'county,permits',
      Array.from({ length: 30 }, (_, i) => [`County ${i}`, String(i * 7)]),
    )
    writeFileSync(join(folder, 'empty.csv'), '')
    const answer = await inspected([folder])
    expect(answer.verdict).toBe('review')
    expect(answer.unread.map(({ reason }) => reason)).toEqual(['sources/empty'])
    expect(codes(answer)).toContain('inspect/unread')
  })

  test('one telephone number among ten thousand notes blocks, with the record it stands in', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [
      String(i * 3 + 11),
      i === 4242 ? 'please call (916) 555-0134 today' : 'box slightly damaged',
    ])
    const answer = await inspected([write('stock.csv', 'item,remark', rows)])
    expect(answer.verdict).toBe('block')
    expect(answer.rare.map(({ column, kind, rows: n, at }) => ({ column, kind, rows: n, at }))).toEqual([
      { column: 'remark', kind: 'contact.phone', rows: 1, at: [4243] },
    ])
  })

  test('a table with a header and no rows is nobody’s, and never clear', async () => {
    const answer = await inspected([write('header.csv', 'name,birth_date,zip', [])])
    expect(answer.tables.map(table => table.rows)).toEqual([0])
    expect(answer.tables[0].reasons.map(({ code }) => code)).toEqual(['inspect/no-rows'])
    expect(answer.unread.map(({ reason }) => reason)).toEqual(['sources/empty'])
    expect(answer.verdict).toBe('review')
  })

  test('a value where a column’s name was expected is found, and shown nowhere', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => [String(i * 3 + 11), 'box'])
    const answer = await inspected([write('stock.csv', 'item,call ana@example.org,', rows)])
    expect(answer.verdict).toBe('block')
    expect(answer.rare.map(({ column, kind, at }) => ({ column, kind, at }))).toEqual([
      { column: '#2', kind: 'contact.email', at: [] },
    ])
    for (const lang of ['fr', 'en'] as const) {
      const said = htmlReport(answer, lang, new Date(0)) + jsonReport(answer, lang) + sarifReport(answer, lang)
      expect(said).not.toContain('example.org')
    }
  })
})

describe('quasi-identifiers', () => {
  const rows = people.map((p, i) => [p.birthDate, p.postcode, String(i % 7), String(i)])

  test('those that the user names are measured, and no others', async () => {
    const path = write('t.csv', 'a,b,c,d', rows)
    const answer = await inspected([path], { quasi: ['a', 'c'] })
    expect(answer.tables[0].risk?.quasiIdentifiers).toEqual(['a', 'c'])
  })

  test('a name that no table has is refused, with the columns there are', async () => {
    const answer = await inspect([write('t.csv', 'a,b,c,d', rows)], { quasi: ['z'], today: TODAY })
    expect(isRefusal(answer) && [answer.code, answer.at, answer.expected]).toEqual([
      'inspect/no-such-column',
      'z',
      'a, b, c, d',
    ])
  })

  test('an event is taken by its day, whatever the second', async () => {
    const events = people.map((p, i) => [
      p.birthDate,
      `2021-03-0${(i % 3) + 1} 10:${String(i % 60).padStart(2, '0')}:${String((i * 7) % 60).padStart(2, '0')}`,
      p.sex,
    ])
    const answer = await inspected([write('events.csv', 'birth_date,admission_time,sex', events)])
    const alone = answer.tables[0].risk?.sets.find(set => set.columns.join() === 'admission_time')
    expect(alone?.classes).toBe(3)
  })

  test('the cheapest way to pass names the columns and what they become', async () => {
    const births = Array.from({ length: 2000 }, (_, i) => [
      `19${60 + (i % 20)}-0${(i % 9) + 1}-${String((i % 28) + 1).padStart(2, '0')}`,
      i % 2 === 0 ? 'F' : 'M',
    ])
    const answer = await inspected([write('births.csv', 'birth_date,sex', births)])
    const way = answer.tables[0].risk?.generalisation
    expect(way?.passes).toBe(true)
    expect(way?.steps.map(step => step.column)).toEqual(['birth_date'])
  })
})

test('an aborted inspection throws the reason and leaves no file behind', async () => {
  const path = write(
    'people.csv',
    'full_name,birth_date',
    people.map(p => [`${p.given} ${p.family}`, p.birthDate]),
  )
  const stop = new AbortController()
  stop.abort(new Error('stopped'))
  await expect(inspect([path], { today: TODAY, signal: stop.signal })).rejects.toThrow('stopped')
  expect(readdirSync(folder)).toEqual(['people.csv'])
})

test('no value of the file stands in the whole answer', async () => {
  const path = write(
    'people.csv',
    'full_name,phone,email,note',
    people.map(p => [`${p.given} ${p.family}`, p.phone, p.email, `call ${p.phone}`]),
  )
  const said = JSON.stringify(await inspected([path]))
  expect(
    people.flatMap(p => [p.phone, p.email, `${p.given} ${p.family}`]).filter(value => said.includes(value)),
  ).toEqual([])
})
