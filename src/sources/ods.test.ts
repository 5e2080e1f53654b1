import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readOds } from './ods.ts'
import { inputOf, plain, readAll, reasons } from './reading.test-kit.ts'

/** A spreadsheet as LibreOffice would write it, with this inside `office:spreadsheet`. */
function ods(body: string, styles = '', more: Readonly<Record<string, string>> = {}): Uint8Array {
  const spaces = ['office', 'table', 'text', 'style'].map(
    name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  )
  const files = {
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${spaces.join(' ')}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])))
}

const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`
const text = (value: string, attributes = '') =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${value}</text:p></table:table-cell>`
const number = (value: string, shown = value) =>
  `<table:table-cell office:value-type="float" office:value="${value}"><text:p>${shown}</text:p></table:table-cell>`
const sheet = (name: string, rows: string, attributes = '') =>
  `<table:table table:name="${name}" ${attributes}>${rows}</table:table>`
const PEOPLE = row(text('nom') + text('age')) + row(text('Brun') + number('41')) + row(text('Petit') + number('7'))

const read = (bytes: Uint8Array) => readAll(readOds, inputOf('b.ods', bytes))

test('each visible sheet is a table with its header', async () => {
  const reading = await read(ods(sheet('Gens', PEOPLE) + sheet('Autres', PEOPLE)))
  const rows = [
    ['Brun', '41'],
    ['Petit', '7'],
  ]
  expect(plain(reading)).toEqual([
    { name: 'b.ods!Gens', columns: ['nom', 'age'], rows },
    { name: 'b.ods!Autres', columns: ['nom', 'age'], rows },
  ])
  expect(reasons(reading)).toEqual([])
})

test('dates, times, booleans, long numbers, leading zeros and spaced texts are read as they are meant', async () => {
  const cells = [
    `<table:table-cell office:value-type="date" office:date-value="1980-01-02"><text:p>02/01/80</text:p></table:table-cell>`,
    `<table:table-cell office:value-type="date" office:date-value="2020-01-02T03:04:05"><text:p>x</text:p></table:table-cell>`,
    `<table:table-cell office:value-type="time" office:time-value="PT12H30M00S"><text:p>12:30</text:p></table:table-cell>`,
    `<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p></table:table-cell>`,
    number('295010203040506', '2,95E+14'),
    number('2.95010203040506E+014', '2,95E+14'),
    number('1000', '01000'),
    `<table:table-cell><text:p>a<text:s text:c="2"/>b<text:line-break/>c</text:p><text:p>d<text:span>e</text:span></text:p></table:table-cell>`,
  ]
  const header = row(['d', 't', 'h', 'b', 'n', 'm', 'cp', 'note'].map(name => text(name)).join(''))
  const [table] = plain(await read(ods(sheet('S', header + row(cells.join(''))))))
  expect(table.rows).toEqual([
    [
      '1980-01-02',
      '2020-01-02 03:04:05',
      '12:30:00',
      'TRUE',
      '295010203040506',
      '295010203040506',
      '01000',
      'a  b\nc\nde',
    ],
  ])
})

test('repeated rows and cells are as many as they say, and a million blank ones are none', async () => {
  const blank = '<table:table-cell table:number-columns-repeated="16384"/>'
  const body =
    row(text('a') + text('b') + text('c')) +
    row(text('x', 'table:number-columns-repeated="2"') + number('1'), 'table:number-rows-repeated="3"')
  const reading = await read(ods(sheet('S', body + row(blank, 'table:number-rows-repeated="1048570"'))))
  expect(plain(reading)[0].rows).toEqual(Array(3).fill(['x', 'x', '1']))
})

test('repetitions made to exhaust memory are bounded and said', async () => {
  const header = row(text('a') + text('b'))
  const long = row(text('x') + number('1'), 'table:number-rows-repeated="900000000"')
  expect(reasons(await read(ods(sheet('S', header + long))))).toEqual([
    { reason: 'sources/too-large', rows: 1_048_576 },
  ])
  const wide = row(text('x', 'table:number-columns-repeated="900000000"'))
  expect(reasons(await read(ods(sheet('S', header + wide))))).toEqual([{ reason: 'sources/too-wide', columns: 16_384 }])
})

test('hidden sheets, rows, columns, comments, tracked changes and copies are named, not read', async () => {
  const style =
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
  const columns =
    '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="2"/>'
  const comment =
    '<table:table-cell office:value-type="string"><office:annotation><text:p>secret</text:p></office:annotation><text:p>Brun</text:p></table:table-cell>'
  const rows =
    row(text('nom') + text('secret') + text('age')) +
    row(comment + text('s') + number('41')) +
    row(text('Roux') + text('s') + number('1'), 'table:visibility="filter"')
  const changes = `<table:tracked-changes><table:deletion>${text('secret')}</table:deletion></table:tracked-changes>`
  const reading = await read(
    ods(
      changes +
        sheet('S', columns + rows) +
        sheet('Cachée', PEOPLE, 'table:style-name="ta2"') +
        sheet(`'file:///x.ods'#$A`, PEOPLE),
      style,
      {
        'Pictures/1.png': 'x',
      },
    ),
  )
  expect(plain(reading)).toEqual([{ name: 'b.ods!S', columns: ['nom', '', 'age'], rows: [['Brun', '', '41']] }])
  const named = [...reading.tables[0].unread, ...reading.unread].map(({ place, facts }) => [
    place.split('!')[1],
    facts.what,
    facts.count,
  ])
  expect(named).toEqual([
    ['S', 'rows', 1],
    ['S', 'columns', 1],
    ['S', 'comments', 1],
    [undefined, 'tracked-changes', undefined],
    ['Cachée', 'sheet', undefined],
    [undefined, 'external-link', undefined],
    ['Pictures/1.png', 'image', undefined],
  ])
})

test('a password-protected spreadsheet is encrypted', async () => {
  const manifest =
    '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
  expect(reasons(await read(ods('', '', { 'META-INF/manifest.xml': manifest })))).toEqual([
    { reason: 'sources/encrypted', format: 'workbook' },
  ])
})

test('a sheet whose XML breaks is read up to the break, which is named by its row', async () => {
  const reading = await read(ods(sheet('S', PEOPLE.replace('<text:p>Petit', '<text:p <'))))
  expect(reasons(reading)).toEqual([{ reason: 'sources/malformed', row: 3 }])
  expect(plain(reading)[0].rows).toEqual([['Brun', '41']])
})

test('a file cut short is truncated', async () => {
  expect(reasons(await read(ods(sheet('S', PEOPLE)).subarray(0, 400)))).toEqual([{ reason: 'sources/truncated' }])
})

test('rows by the ten thousand are read in order', async () => {
  const body =
    row(text('nom') + text('id')) +
    Array.from({ length: 30_000 }, (_, i) => row(text(`n${i}`) + number(`${i}`))).join('')
  const [table] = plain(await read(ods(sheet('S', body))))
  expect(table.rows.length).toBe(30_000)
  expect(table.rows[29_999]).toEqual(['n29999', '29999'])
})
