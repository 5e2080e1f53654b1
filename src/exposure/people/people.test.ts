import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRefusal, type Refusal } from '#kernel'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import type { ExposureQuestion } from '../contract.ts'
import type { Exposure } from '../counting/document.ts'
import { type ReconstructOptions, reconstruct } from '../counting/reconstruct.ts'
import { verifyExposure } from '../counting/verify.ts'

const ROWS = 400
const folder = mkdtempSync(join(tmpdir(), 'parefuite-people-test-'))
const file = join(folder, 'ccw.csv')
let bytes = 0
/** Records of the file as objects, in its order. */
const records: Readonly<Record<string, string>>[] = []
/** Bytes of some rows as they stand in the file, and as JSON. */
const csvOf = (from: number, count: number) => Buffer.byteLength(lines.slice(from, from + count).join(''))
const jsonOf = (from: number, count: number) => Buffer.byteLength(JSON.stringify(records.slice(from, from + count)))
let lines: string[] = []
let rowsOf: (first: number, last: number) => { certain: number; possible: number }
afterAll(() => rmSync(folder, { recursive: true, force: true }))

beforeAll(() => {
  const random = randomFrom(4)
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const { given, family, birthDate, city, identifier } = inventPerson(random, 'us')
    const name = `${family}, ${given}`
    records.push({ ssn: identifier, name, birth_date: birthDate, city: i % 4 === 0 ? '' : city })
    return `${identifier},"${family}, ${given}",${birthDate},${i % 4 === 0 ? '' : city}`
  })
  lines = rows.map(row => `${row}\n`)
  const all = ['ssn,name,birth_date,city\n', ...lines]
  const text = all.join('')
  writeFileSync(file, text)
  bytes = Buffer.byteLength(text)
  const starts = [0]
  for (const line of all) starts.push(starts[starts.length - 1] + Buffer.byteLength(line))
  const places = rows.map((row, i) => [starts[i + 1], starts[i + 1] + Buffer.byteLength(row) - 1])
  rowsOf = (first, last) => ({
    certain: places.filter(([a, b]) => a >= first && b <= last).length,
    possible: places.filter(([a, b]) => b >= first && a <= last).length,
  })
})

type Asked = readonly [path: string, status: number, bytes: number, client?: string]

/** A log in which the server writes every ten seconds for two hours, and somebody asks for the file in the middle. */
function logOf(asked: readonly Asked[], isSilent = (_minute: number) => false): string {
  const stamp = (second: number) =>
    `02/Mar/2026:${String(12 + Math.floor(second / 3600)).padStart(2, '0')}:${String(Math.floor(second / 60) % 60).padStart(2, '0')}:${String(second % 60).padStart(2, '0')} +0000`
  const line = (second: number, client: string, path: string, status: number, sent: number) =>
    `${client} - - [${stamp(second)}] "GET ${path} HTTP/1.1" ${status} ${sent} "-" "curl/8"\n`
  const others = Array.from({ length: 720 }, (_, i) => i * 10)
    .filter(second => !isSilent(second / 60))
    .map(second => line(second, '203.0.113.9', '/', 200, 500))
  const mine = asked.map(([path, status, sent, client = '192.0.2.1'], i) =>
    line(600 + i * 400, client, path, status, sent),
  )
  return [...others, ...mine].join('')
}

const QUESTION: ExposureQuestion = {
  places: [],
  objects: ['/ccw*'],
  fileBytes: null,
  reachable: { from: null, to: null },
  trustedProxies: [],
  excluded: [],
  pattern: null,
  zone: null,
}

async function answerTo(
  log: string,
  options: Partial<ReconstructOptions> = {},
  question = QUESTION,
): Promise<Exposure | Refusal> {
  const place = join(folder, 'access.log')
  writeFileSync(place, log)
  return reconstruct({ ...question, places: [place] }, { file, today: new Date('2026-03-03'), threads: 1, ...options })
}

async function exposed(asked: readonly Asked[], isSilent?: (minute: number) => boolean): Promise<Exposure> {
  const answer = await answerTo(logOf(asked, isSilent))
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}

describe('people', () => {
  test('a whole copy carries everybody in the file, with each kind of data for those who have it', async () => {
    const { people, statement } = await exposed([['/ccw.csv', 200, bytes]])
    expect(people).toMatchObject({ low: ROWS, high: ROWS, rows: { low: ROWS, high: ROWS } })
    const byColumn = new Map(people!.columns.map(({ column, people: of }) => [column, of]))
    expect(byColumn.get('ssn')).toEqual({ low: ROWS, high: ROWS })
    expect(byColumn.get('city')).toEqual({ low: 300, high: 300 })
    expect(statement).toContain('data about 400 people.')
  })

  test('an answer that broke off carries the rows whose bytes it sent, and perhaps the one it broke in', async () => {
    const { certain, possible } = rowsOf(0, 14_999)
    expect(possible).toBe(certain + 1)
    const { people } = await exposed([['/ccw.csv', 200, 15_000]])
    expect(people).toMatchObject({ low: certain, high: possible, rows: { low: certain, high: possible } })
  })

  test('an answer as long as a packed copy carries the rows that it would have had if it broke off, and perhaps all', async () => {
    const { certain } = rowsOf(0, 4_999)
    const { people, transfers } = await exposed([['/ccw.csv', 200, 5_000]])
    expect(transfers).toMatchObject({ whole: { low: 0, high: 1 }, partial: { low: 0, high: 1 } })
    expect(people).toMatchObject({ low: certain, high: ROWS, rows: { low: certain, high: ROWS } })
  })

  test('nobody was reached where nothing but probes came', async () => {
    const reachable = { from: Date.UTC(2026, 2, 2, 12), to: Date.UTC(2026, 2, 2, 13, 59) }
    const answer = await answerTo(logOf([['/ccw.csv', 404, 120]]), {}, { ...QUESTION, reachable })
    expect(answer).toMatchObject({ people: { low: 0, high: 0 }, evidence: 'none' })
    if (isRefusal(answer)) throw new Error(answer.code)
    expect(answer.statement).toMatch(
      /^The logs of every server that was named, for the whole period .* show no transfer\.$/,
    )
  })

  test('where nobody said when the file could be reached, a log without it rules nothing out', async () => {
    const { evidence, statement, statements, notes } = await exposed([])
    expect(evidence).toBe('potentially')
    expect(statement).toMatch(/nobody said when the objects could be reached: a transfer cannot be ruled out\./)
    expect(statements.fr).toMatch(
      /personne n’a dit quand les objets étaient accessibles : un transfert ne peut être exclu\./,
    )
    expect(statement).toMatch(
      /No line names what was asked for, not even a refused request: the name may be mistyped\.$/,
    )
    expect(notes).toContainEqual({ code: 'exposure/nothing-matched', facts: {} })
  })

  test('of a place that is no file, such as a pipe, is refused and not waited for', async () => {
    const answer = await reconstruct(QUESTION, { file: folder, today: new Date() })
    expect(answer).toMatchObject({ code: 'exposure/unreadable-file', seen: 'neither a file nor a link to one' })
  })

  test('where no line could be read the statement says nothing but that', async () => {
    const answer = await answerTo('no log at all\n')
    expect(answer).toMatchObject({ evidence: 'potentially' })
    if (isRefusal(answer)) throw new Error(answer.code)
    expect(answer.statement).toMatch(/^No line of the logs could be read: a transfer cannot be ruled out\./)
    expect(answer.statement).not.toMatch(/show/)
  })

  test('a page of too few bytes, or in another order, may be any of its rows and proves none', async () => {
    const short = await exposed([['/ccw/rows?page=1&per_page=100', 200, 300]])
    expect(short.people).toMatchObject({ low: 0, high: 200 })
    expect(short.notes).toContainEqual({ code: 'exposure/rows-unproven', facts: { answers: 1 } })
    const sorted = await exposed([['/ccw/rows?page=1&per_page=50&sort=-name', 200, jsonOf(0, 50)]])
    expect(sorted.people).toMatchObject({ low: 0, high: ROWS })
  })

  test('a page that the server cut to half proves no more than came', async () => {
    const { people } = await exposed([['/ccw/rows?limit=100000', 200, csvOf(0, ROWS / 2)]])
    expect(people!.low).toBeGreaterThan(0)
    expect(people!.low).toBeLessThanOrEqual(ROWS / 2)
    expect(people!.high).toBe(ROWS)
  })

  test('rows asked for are certain when the bytes are those of a part of the file', async () => {
    const { people, notes } = await exposed([['/ccw/rows?offset=40&limit=30', 200, csvOf(40, 30)]])
    expect(people).toMatchObject({ low: 30, high: 30 })
    expect(notes.map(({ code }) => code)).not.toContain('exposure/rows-unproven')
  })

  test('an answer longer than the rows asked for may have carried any, and one of the file’s own length all', async () => {
    expect((await exposed([['/ccw/rows?limit=10', 200, bytes - 9]])).people).toMatchObject({ high: ROWS })
    expect((await exposed([['/ccw/rows?limit=10', 200, bytes]])).people).toMatchObject({ low: ROWS, high: ROWS })
  })

  test('with open coverage everybody in the file may be concerned, and nobody is for certain', async () => {
    const { people, evidence } = await exposed([['/ccw.csv', 404, 120]], minute => minute > 60 && minute < 90)
    expect(people).toMatchObject({ low: 0, high: ROWS })
    expect(evidence).toBe('potentially')
  })

  test('pages and slices carry their rows by position', async () => {
    const { people, notes } = await exposed([
      ['/ccw/rows?page=1&per_page=50', 200, jsonOf(0, 50)],
      ['/ccw/rows?page=3&per_page=50', 200, jsonOf(100, 50)],
      ['/ccw/rows?offset=120&limit=60', 200, jsonOf(120, 60)],
    ])
    expect(people).toMatchObject({ low: 130, high: 130 })
    expect(notes).toContainEqual({ code: 'exposure/pages-from-one', facts: {} })
  })

  test('where bytes do not show whether pages are numbered from 0 or from 1, certain is what both give', async () => {
    const neither = await exposed([
      ['/ccw/rows?page=1&per_page=50', 200, jsonOf(0, 50) + 500],
      ['/ccw/rows?page=2&per_page=50', 200, jsonOf(50, 50) + 500],
    ])
    expect(neither.people).toMatchObject({ low: 0, high: 150 })
    expect(neither.notes).toContainEqual({ code: 'exposure/pages-from-unknown', facts: {} })
    const oneOfEach = await exposed([
      ['/ccw/rows?page=1&per_page=50', 200, jsonOf(0, 50)],
      ['/ccw/rows?page=3&per_page=50', 200, jsonOf(150, 50)],
    ])
    expect(oneOfEach.people).toMatchObject({ low: 0, high: 200 })
    const fromZero = await exposed([
      ['/ccw/rows?page=1&per_page=50', 200, jsonOf(50, 50)],
      ['/ccw/rows?page=3&per_page=50', 200, jsonOf(150, 50)],
    ])
    expect(fromZero.people).toMatchObject({ low: 100, high: 100 })
  })

  test('a page without its size may be any rows', async () => {
    expect((await exposed([['/ccw/rows?page=2', 200, 900]])).people).toMatchObject({ low: 0, high: ROWS })
  })

  test('an export by value carries the rows that have it, and only the columns that it names; the value is shown nowhere', async () => {
    const [, first] = readFileSync(file, 'utf8').split('\n')
    const ssn = first.split(',')[0]
    const { birth_date } = records[0]
    const sent = Buffer.byteLength(JSON.stringify([{ ssn, birth_date }]))
    const found = await exposed([[`/ccw/export?ssn=${ssn}&select=ssn,birth_date`, 200, sent]])
    expect(found.people).toMatchObject({ low: 1, high: 1 })
    expect(found.people!.columns.map(({ column }) => column).sort()).toEqual(['birth_date', 'ssn'])
    expect(JSON.stringify(found)).not.toContain(ssn)
  })
})

describe('an object that was replaced', () => {
  const longer = () => [1, 2, 3, 4, 5].map((n): Asked => ['/ccw.csv', 200, 2 * bytes - 101, `192.0.2.${n}`])

  test('leaves open how many people its other versions told of', async () => {
    expect((await exposed(longer())).people).toMatchObject({ low: 0, high: null })
    const mixed = await exposed([...longer(), ['/ccw.csv', 200, bytes, '192.0.2.9']])
    expect(mixed.people).toMatchObject({ low: ROWS, high: null })
  })
})

describe('people who stand in several rows', () => {
  const other = join(folder, 'visits.csv')
  const COUNT = 300
  let visits: Record<string, string>[] = []
  beforeAll(() => {
    const random = randomFrom(9)
    const people = Array.from({ length: 100 }, () => inventPerson(random, 'us'))
    visits = Array.from({ length: COUNT }, (_, i) => {
      const { given, family, birthDate, identifier } = people[(i * 7) % 100]
      return { ssn: identifier, name: `${family} ${given}`, birth_date: birthDate, ward: `W${i % 3}` }
    })
    const rows = visits.map(row => Object.values(row).join(','))
    writeFileSync(other, ['ssn,name,birth_date,ward', ...rows, ''].join('\n'))
  })

  async function peopleOf(asked: readonly Asked[]) {
    const answer = await answerTo(logOf(asked), { file: other })
    if (isRefusal(answer)) throw new Error(answer.code)
    return answer.people!
  }

  test('are counted once within the rows that an export by value carried', async () => {
    const some = visits.filter(({ ward }) => ward === 'W1')
    const truth = new Set(some.map(({ ssn }) => ssn)).size
    const sent = Buffer.byteLength(JSON.stringify(some))
    expect(await peopleOf([['/ccw/export?ward=W1', 200, sent]])).toMatchObject({
      low: truth,
      high: truth,
      rows: { low: 100, high: 100 },
    })
    expect(await peopleOf([['/ccw/export?ward=w1', 200, sent]])).toMatchObject({ low: 0, high: truth })
  })

  test.each([
    ['in a form that is named', '&format=json', 0, 100],
    ['page by page', '&page=2&per_page=40', 40, 40],
    ['from a place on', '&limit=30&offset=60', 60, 30],
  ])('are counted once within such an export %s', async (_, more, from, count) => {
    const some = visits.filter(({ ward }) => ward === 'W1').slice(from, from + count)
    const truth = new Set(some.map(({ ssn }) => ssn)).size
    const sent = Buffer.byteLength(JSON.stringify(some))
    expect(await peopleOf([[`/ccw/export?ward=W1${more}`, 200, sent]])).toMatchObject({
      low: truth,
      rows: { low: count, high: 100 },
    })
    expect(await peopleOf([[`/ccw/export?ward=W1${more}`, 200, sent - 1]])).toMatchObject({ rows: { high: 100 } })
  })

  test('an export in another order proves all of its rows or none', async () => {
    const some = visits.filter(({ ward }) => ward === 'W1')
    const sent = Buffer.byteLength(JSON.stringify(some))
    expect((await peopleOf([['/ccw/export?ward=W1&sort=-name', 200, sent]])).rows).toEqual({ low: 100, high: 100 })
    expect((await peopleOf([['/ccw/export?ward=W1&sort=-name', 200, sent - 7]])).rows).toEqual({ low: 0, high: 100 })
  })

  test('are counted once within several selections together', async () => {
    const page = (from: number, count: number): Asked => [
      `/ccw/rows?offset=${from}&limit=${count}`,
      200,
      Buffer.byteLength(JSON.stringify(visits.slice(from, from + count))),
    ]
    const taken = [...visits.slice(0, 30), ...visits.slice(90, 130)]
    const truth = new Set(taken.map(({ ssn }) => ssn)).size
    expect(truth).toBeLessThan(70)
    expect(await peopleOf([page(0, 30), page(90, 40)])).toMatchObject({
      low: truth,
      high: truth,
      rows: { low: 70, high: 70 },
    })
  })
})

describe('the list for the notices', () => {
  test('is sealed, has a row for each that may have been carried, and the columns that identify', async () => {
    const identity = await generateIdentity()
    const out = join(folder, 'people.parquet.age')
    const peopleList = { out, recipients: [await identityToRecipient(identity)] }
    const answer = await answerTo(logOf([['/ccw.csv', 200, 15_000]]), { peopleList })
    expect(isRefusal(answer)).toBe(false)
    const sealed = readFileSync(out)
    expect(sealed.toString('latin1')).toMatch(/^age-encryption\.org\/v1/)
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const plain = join(folder, 'opened.parquet')
    writeFileSync(plain, await decrypter.decrypt(sealed))
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    const read = await connection.runAndReadAll(`SELECT * FROM read_parquet('${plain}') ORDER BY "row"`)
    const { certain, possible } = rowsOf(0, 14_999)
    const rows = read.getRowObjectsJS()
    expect(rows).toHaveLength(possible)
    expect(rows.filter(row => row.certain)).toHaveLength(certain)
    const [, first] = readFileSync(file, 'utf8').split('\n')
    expect(rows[0]).toMatchObject({ row: 1n, ssn: first.split(',')[0] })
    expect(Object.keys(rows[0])).toEqual(expect.arrayContaining(['row', 'certain', 'ssn', 'name']))
  })

  test('is never written unsealed, nor over something', async () => {
    const refusedTo = async (recipients: readonly string[], out = join(folder, 'none.age')) => {
      const answer = await answerTo(logOf([]), { peopleList: { out, recipients } })
      return isRefusal(answer) ? answer.code : 'written'
    }
    expect(await refusedTo([])).toBe('exposure/recipient')
    expect(await refusedTo(['age1nobody'])).toBe('exposure/recipient')
    const recipients = [await identityToRecipient(await generateIdentity())]
    expect(await refusedTo(recipients, file)).toBe('exposure/list-exists')
  })

  test('where nothing can be written is refused before anything is read', async () => {
    const recipients = [await identityToRecipient(await generateIdentity())]
    const peopleList = { out: join(folder, 'no-such-folder', 'list.age'), recipients }
    const question = { ...QUESTION, places: [join(folder, 'nowhere.log')] }
    const answer = await reconstruct(question, { file: join(folder, 'nowhere.csv'), today: new Date(), peopleList })
    expect(answer).toMatchObject({ code: 'exposure/list-unwritable', seen: 'ENOENT' })
  })

  test('what a run that was killed left beside it is in nobody’s way', async () => {
    const out = join(folder, 'again.age')
    writeFileSync(`${out}.draft`, '')
    const recipients = [await identityToRecipient(await generateIdentity())]
    expect(await answerTo(logOf([['/ccw.csv', 200, bytes]]), { peopleList: { out, recipients } })).toMatchObject({
      kind: 'exposure',
    })
    expect(existsSync(out)).toBe(true)
  })

  test('onto something that is there is refused before anything is read', async () => {
    const peopleList = { out: file, recipients: [await identityToRecipient(await generateIdentity())] }
    const question = { ...QUESTION, places: [join(folder, 'nowhere.log')] }
    const answer = await reconstruct(question, { file: join(folder, 'nowhere.csv'), today: new Date(), peopleList })
    expect(answer).toMatchObject({ code: 'exposure/list-exists' })
  })
})

describe('verification', () => {
  test('the same evidence gives the same figures; another line, another file or other declarations do not', async () => {
    const place = join(folder, 'access.log')
    const report = await exposed([['/ccw.csv', 200, bytes]])
    const options = { file, today: new Date('2026-03-03'), threads: 1 }
    const plain = JSON.parse(JSON.stringify(report)) as Exposure
    expect(await verifyExposure(plain, [place], options)).toMatchObject({ isSame: true, differences: [] })
    const reworded = {
      ...plain,
      statement: 'Nothing was taken.',
      inputs: plain.inputs.map(one => ({ ...one, malformed: 9 })),
    }
    expect(await verifyExposure(reworded, [place], options)).toMatchObject({
      isSame: false,
      differences: ['inputs.0.malformed', 'statement'],
    })
    const redefined = { ...plain, definitions: { ...plain.definitions, whole: 'Nothing.' } }
    expect(await verifyExposure(redefined, [place], options)).toMatchObject({ differences: ['definitions.whole'] })
    const forged = { ...plain, transfers: { ...plain.transfers, whole: { low: 0, high: 0 } } }
    expect(await verifyExposure(forged, [place], options)).toMatchObject({
      isSame: false,
      differences: ['transfers.whole.low', 'transfers.whole.high'],
    })
    writeFileSync(place, readFileSync(place, 'utf8').replace('203.0.113.9', '203.0.113.8'))
    const changed = await verifyExposure(plain, [place], options)
    expect(changed).toMatchObject({ isSame: false, missingInputs: [report.inputs[0].sha256] })
    expect(await verifyExposure(plain, [place], { ...options, excluded: ['192.0.2.1'] })).toMatchObject({
      code: 'exposure/other-evidence',
    })
    expect(await verifyExposure(plain, [place], { ...options, file: null })).toMatchObject({
      code: 'exposure/other-evidence',
    })
  })
})
