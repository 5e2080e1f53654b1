import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../../../drills/people.ts'
import { lengthOf } from '../counting/intervals.ts'
import { type Asked, provenRows } from './proof.ts'
import { RowSums } from './row-sums.ts'

type Row = Readonly<Record<string, string>>

const ROWS = 4_000
const random = randomFrom(5)
const rows = Array.from({ length: ROWS }, (_, i): Row => {
  const { given, family, birthDate, city, identifier } = inventPerson(random, i % 2 === 0 ? 'fr' : 'us')
  return {
    number: identifier,
    name: `${family}, ${given}`,
    born: birthDate.replaceAll('-', '/'),
    city: i % 4 === 0 ? '' : city,
  }
})
const columns = Object.keys(rows[0])
const sums = sumsOf(rows)

function sumsOf(some: readonly Row[]): RowSums {
  const all = new RowSums(
    columns.map((_, i) => i),
    some.length,
  )
  for (const row of some) {
    const cells = Object.values(row).map(text => Buffer.from(text))
    const ends = new Uint32Array(
      cells.map((_, i) => cells.slice(0, i + 1).reduce((sum, { length }) => sum + length, 0)),
    )
    const starts = new Uint32Array(cells.map(({ length }, i) => ends[i] - length))
    all.add({ bytes: Buffer.concat(cells), starts, ends, base: 0, columns: cells.length })
  }
  return all
}

const quoted = (text: string) => (/[",]/.test(text) ? `"${text}"` : text)
const unicode = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, mark => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What servers make of rows. */
const FORMS = {
  'commas, where needed quoted': (some: readonly Row[]) =>
    [columns.join(','), ...some.map(row => Object.values(row).map(quoted).join(',')), ''].join('\n'),
  'semicolons, all quoted': (some: readonly Row[]) =>
    [columns, ...some.map(row => Object.values(row))]
      .map(cells => cells.map(text => `"${text}"`).join(';'))
      .join('\r\n'),
  JSON: (some: readonly Row[]) => JSON.stringify(some),
  'JSON by line': (some: readonly Row[]) => some.map(row => `${JSON.stringify(row)}\n`).join(''),
  'JSON on lines': (some: readonly Row[]) => JSON.stringify(some, null, 2),
  'JSON of PHP': (some: readonly Row[]) => unicode(JSON.stringify(some)).replaceAll('/', '\\/'),
  'JSON of Python': (some: readonly Row[]) =>
    `[${some
      .map(
        row =>
          `{${Object.entries(row)
            .map(([name, text]) => unicode(`${JSON.stringify(name)}: ${JSON.stringify(text)}`))
            .join(', ')}}`,
      )
      .join(', ')}]`,
  'JSON with null': (some: readonly Row[]) => JSON.stringify(some.map(row => ({ ...row, city: row.city || null }))),
  'JSON in an object': (some: readonly Row[]) => JSON.stringify({ data: some }),
} as const
/** Forms of which nothing is known beforehand. */
const OWN_FORMS = {
  'JSON in an object that tells more': (some: readonly Row[]) =>
    JSON.stringify({ count: ROWS, next: 'https://data.example/rows?page=3', previous: null, results: some }),
  'JSON with other names': (some: readonly Row[]) =>
    JSON.stringify(
      some.map(row => Object.fromEntries(Object.entries(row).map(([name, text]) => [`field_${name}`, text]))),
    ),
  'a table in HTML': (some: readonly Row[]) =>
    `<table>${some
      .map(
        row =>
          `<tr class="odd">${Object.values(row)
            .map(text => `<td>${text}</td>`)
            .join('')}</tr>`,
      )
      .join('')}</table>`,
  XML: (some: readonly Row[]) =>
    `<rows>\n${some
      .map(
        row =>
          `  <row>\n${Object.entries(row)
            .map(([name, text]) => `    <${name}>${text}</${name}>\n`)
            .join('')}  </row>\n`,
      )
      .join('')}</rows>\n`,
} as const

function asked(from: number, count: number, bytes: number, change: Partial<Asked> = {}): Asked {
  const names = { count: columns.length, bytes: columns.join('').length }
  const last = Math.min(ROWS, from + count) - 1
  return {
    group: '',
    rows: last < from ? [] : [[from, last]],
    asked: count,
    isInOrder: true,
    page: null,
    bytes,
    mostBytes: bytes,
    sums,
    names,
    inFile: [],
    ...change,
  }
}

type Form = (some: readonly Row[]) => string
const bytesOf = (form: Form, from: number, count: number) => Buffer.byteLength(form(rows.slice(from, from + count)))
const provenOf = (...some: Asked[]) => provenRows(some).map(({ certain }) => lengthOf(certain))
const forms = Object.entries<Form>(FORMS)
const ownForms = Object.entries<Form>(OWN_FORMS)
const starts = Array.from({ length: 10 }, (_, i) => i * 50)

describe('one answer', () => {
  test.each(forms)('with exactly the bytes of the rows asked for proves them: %s', (_, form) => {
    for (const count of [1, 7, 50, 1_000])
      expect(provenOf(asked(100, count, bytesOf(form, 100, count)))).toEqual([count])
  })

  test.each([...forms, ...ownForms])('of fewer rows than were asked for proves no more than came: %s', (_, form) => {
    const cut = [1, 20, 100, 500, 2_000].map(count => ({ count, bytes: bytesOf(form, 300, count) }))
    for (const { count, bytes } of cut) expect(provenOf(asked(300, 3_700, bytes))[0]).toBeLessThanOrEqual(count)
  })

  test.each(ownForms)('in a form of its own proves as many rows as fit into the fattest: %s', (_, form) => {
    const [proven] = provenOf(asked(0, 1_000, bytesOf(form, 0, 1_000)))
    expect(proven).toBeGreaterThan(250)
    expect(proven).toBeLessThan(1_000)
  })

  test('that is compressed proves no more than came', () => {
    for (const [, form] of forms)
      expect(provenOf(asked(0, 500, gzipSync(form(rows.slice(0, 500))).length))[0]).toBeLessThan(500)
  })

  test('in another order proves all rows or none', () => {
    const bytes = bytesOf(FORMS.JSON, 0, 400)
    expect(provenOf(asked(0, 400, bytes, { isInOrder: false }))).toEqual([400])
    expect(provenOf(asked(0, 500, bytes, { isInOrder: false }))).toEqual([0])
  })

  test('of a page that the server cut to a usual length proves the rows of the shorter page', () => {
    const cut = bytesOf(FORMS.JSON, 2_000, 1_000)
    const page = asked(3_000, 1_500, cut, { page: 2 })
    expect(provenRows([page])[0].certain).toEqual([[2_000, 2_999]])
  })

  test('of a page by number that is not proven proves no row but on the first page', () => {
    const bytes = bytesOf(OWN_FORMS.XML, 0, 60)
    expect(provenOf(asked(0, 100, bytes, { page: 0 }))[0]).toBeGreaterThan(0)
    expect(provenOf(asked(100, 100, bytes, { page: 1 }))).toEqual([0])
  })

  test('whose log counts headers too proves by its least bytes alone', () => {
    const bytes = bytesOf(FORMS.JSON, 0, 100)
    expect(provenOf(asked(0, 100, bytes, { mostBytes: bytes + 900 }))[0]).toBeLessThan(100)
  })
})

describe('answers of one path', () => {
  test.each([...forms, ...ownForms])('prove each other when what is around the cells is constant: %s', (_, form) => {
    expect(provenOf(...starts.map(from => asked(from, 50, bytesOf(form, from, 50) + 300)))).toEqual(
      starts.map(() => 50),
    )
  })

  test.each([...forms, ...ownForms])('that the server cut prove no more than came: %s', (_, form) => {
    for (const count of [10, 25, 40]) {
      const some = starts.map(from => asked(from, 50, bytesOf(form, from, count)))
      expect(Math.max(...provenOf(...some))).toBeLessThanOrEqual(count)
    }
  })

  test('prove that a page beyond the end is empty', () => {
    const pages = [0, 1, 2].map(page => asked(page * 50, 50, bytesOf(FORMS.JSON, page * 50, 50), { page }))
    const [, , , beyond] = provenRows([...pages, asked(ROWS, 50, 2, { page: 80 })])
    expect(beyond).toEqual({ certain: [], isAll: true, isMore: false })
    expect(provenRows([asked(ROWS, 50, 2, { page: 80 })])[0].isAll).toBe(false)
  })

  test('prove each other where the log counts headers too', () => {
    const headed = (from: number, count: number) => {
      const bytes = bytesOf(FORMS.JSON, from, count) + 340
      return asked(from, count, bytes - 1_000, { mostBytes: bytes - 100 })
    }
    expect(provenOf(...starts.map(from => headed(from, 50)))).toEqual(starts.map(() => 50))
    const counts = [100, 300, 900, 2_700]
    expect(provenOf(...counts.map(count => headed(0, count)))).toEqual(counts)
  })

  test('prove the form in which another broke off', () => {
    const full = starts.map(from => asked(from, 50, bytesOf(FORMS.JSON, from, 50)))
    const broken = asked(1_000, 50, bytesOf(FORMS.JSON, 1_000, 30) + 5)
    expect(provenOf(...full, broken).at(-1)).toBe(30)
  })

  test('of which a few fit a form by chance prove nothing by it', () => {
    const chance = Array.from({ length: 30 }, (_, i) => asked(i * 10, 1, i === 0 ? bytesOf(FORMS.JSON, 0, 1) : 40 + i))
    expect(provenOf(...chance)[0]).toBe(0)
  })

  test.each(ownForms)('that grow with the rows asked for prove them, compressed too: %s', (_, form) => {
    const counts = [50, 200, 800, 3_200]
    expect(provenOf(...counts.map(count => asked(0, count, bytesOf(form, 0, count))))).toEqual(counts)
    const packed = counts.map(count => asked(0, count, gzipSync(form(rows.slice(0, Math.min(count, 200)))).length))
    expect(Math.max(...provenOf(...packed))).toBeLessThanOrEqual(200)
  })
})
