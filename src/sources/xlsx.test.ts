import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { inputOf, plain, readAll, reasons } from './reading.test-kit.ts'
import { readXlsx } from './xlsx.ts'

const TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

type Parts = Readonly<{
  /** Sheet name → XML inside `worksheet`. */
  sheets: Readonly<Record<string, string>>
  states?: Readonly<Record<string, string>>
  shared?: string
  styles?: string
  workbookPr?: string
  more?: Readonly<Record<string, string>>
}>

/** A workbook as Excel would write it. */
function workbook({ sheets, states = {}, shared = '', styles = '', workbookPr = '', more = {} }: Parts): Uint8Array {
  const names = Object.keys(sheets)
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${NS} xmlns:r="${TYPE}">${workbookPr}<sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" ${states[name] ?? ''} r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${TYPE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${NS}>${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${NS}>${shared}</sst>`,
    ...more,
  }
  names.forEach((name, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = `<?xml version="1.0"?><worksheet ${NS}>${sheets[name]}</worksheet>`
  })
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])))
}

/** Rows of texts written in the cells themselves. */
function rows(...lines: (readonly string[])[]): string {
  const cells = (line: readonly string[]) => line.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')
  return `<sheetData>${lines.map(line => `<row>${cells(line)}</row>`).join('')}</sheetData>`
}

const read = (bytes: Uint8Array) => readAll(readXlsx, inputOf('b.xlsx', bytes))
const PEOPLE = rows(['nom', 'age'], ['Brun', '41'], ['Petit', '7'], ['Roux', '63'])

test('each visible sheet is a table with its header', async () => {
  const reading = await read(
    workbook({ sheets: { Gens: PEOPLE, 'R &amp; D': rows(['ville', 'cp'], ['Lens', '62300'], ['Brest', '29200']) } }),
  )
  expect(plain(reading)).toEqual([
    {
      name: 'b.xlsx!Gens',
      columns: ['nom', 'age'],
      rows: [
        ['Brun', '41'],
        ['Petit', '7'],
        ['Roux', '63'],
      ],
    },
    {
      name: 'b.xlsx!R & D',
      columns: ['ville', 'cp'],
      rows: [
        ['Lens', '62300'],
        ['Brest', '29200'],
      ],
    },
  ])
  expect(reasons(reading)).toEqual([])
})

test('shared, rich and inline texts, booleans, errors and gaps are read as they are shown', async () => {
  const reading = await read(
    workbook({
      shared: `<si><t>nom</t></si><si><t xml:space="preserve">No&#235;l </t></si><si><r><t>Pe</t></r><r><t>tit</t></r><rPh><t>x</t></rPh></si>`,
      sheets: {
        S: `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>1</f><v>code</v></c><c r="D1" t="inlineStr"><is><t>ok</t></is></c></row>
          <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>12</v></c><c r="D2" t="b"><v>1</v></c></row>
          <row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5"><v>13</v></c><c r="D5" t="e"><v>#N/A</v></c></row></sheetData>`,
      },
    }),
  )
  expect(plain(reading)).toEqual([
    {
      name: 'b.xlsx!S',
      columns: ['nom', 'code', '', 'ok'],
      rows: [
        ['Noël ', '12', '', 'TRUE'],
        ['Petit', '13', '', '#N/A'],
      ],
    },
  ])
})

const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="00000"/>
  <numFmt numFmtId="166" formatCode="[Red]0.00&quot; days&quot;"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="21"/></cellXfs>`

test.each([
  ['a date is ISO by its format', '1', '29222', '1980-01-02'],
  ['a date and time too', '2', '43832.1278356481', '2020-01-02 03:04:05'],
  ['a time alone', '5', '0.5', '12:00:00'],
  ['the first day of Excel', '1', '1', '1900-01-01'],
  ['a postcode keeps the zeros it is shown with', '3', '1000', '01000'],
  ['a number is not a date for a word in its format', '4', '12.5', '12.5'],
  ['a 15-digit identifier has all its digits', '0', '2.95010203040506E+14', '295010203040506'],
  ['a fraction is the shortest text of its number', '0', '0.10000000000000001', '0.1'],
])('%s', async (_, style, stored, shown) => {
  const cell = `<c r="B2" s="${style}"><v>${stored}</v></c>`
  const sheet = `<sheetData><row r="1"><c r="A1" t="str"><v>nom</v></c><c r="B1" t="str"><v>valeur</v></c></row>
    <row r="2"><c r="A2" t="str"><v>Brun</v></c>${cell}</row></sheetData>`
  const reading = await read(workbook({ styles: STYLES, sheets: { S: sheet } }))
  expect(plain(reading)[0].rows).toEqual([['Brun', shown]])
})

test('a workbook that counts from 1904 is read so', async () => {
  const sheet = `<sheetData><row><c t="str"><v>a</v></c><c t="str"><v>d</v></c></row><row><c t="str"><v>x</v></c><c s="1"><v>0</v></c></row></sheetData>`
  const reading = await read(
    workbook({ styles: STYLES, workbookPr: '<workbookPr date1904="1"/>', sheets: { S: sheet } }),
  )
  expect(plain(reading)[0].rows).toEqual([['x', '1904-01-01']])
})

test('hidden sheets, rows, columns, comments and copies are named, not read', async () => {
  const sheet = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData>
    <row r="1"><c r="A1" t="str"><v>nom</v></c><c r="B1" t="str"><v>secret</v></c><c r="C1" t="str"><v>age</v></c></row>
    <row r="2"><c r="A2" t="str"><v>Brun</v></c><c r="B2"><v>1</v></c><c r="C2"><v>41</v></c></row>
    <row r="3" hidden="1"><c r="A3" t="str"><v>Roux</v></c></row></sheetData>`
  const reading = await read(
    workbook({
      sheets: { S: sheet, Cachée: PEOPLE, Très: PEOPLE },
      states: { Cachée: 'state="hidden"', Très: 'state="veryHidden"' },
      more: {
        'xl/comments1.xml': '<comments/>',
        'xl/pivotCache/pivotCacheRecords1.xml': '<x/>',
        'xl/media/image1.png': 'x',
      },
    }),
  )
  expect(plain(reading)).toEqual([{ name: 'b.xlsx!S', columns: ['nom', '', 'age'], rows: [['Brun', '', '41']] }])
  const named = [...reading.tables[0].unread, ...reading.unread].map(({ place, facts }) => [
    place.split('!')[1],
    facts.what,
    facts.count,
  ])
  expect(named).toEqual([
    ['S', 'rows', 1],
    ['S', 'columns', 1],
    ['Cachée', 'sheet', undefined],
    ['Très', 'sheet', undefined],
    ['xl/comments1.xml', 'comments', undefined],
    ['xl/pivotCache/pivotCacheRecords1.xml', 'pivot-cache', undefined],
    ['xl/media/image1.png', 'image', undefined],
  ])
})

test('a sheet whose XML breaks is read up to the break, which is named by its row', async () => {
  const broken = workbook({
    sheets: { S: PEOPLE.replace('<row><c t="inlineStr"><is><t>Petit', '<row><c <is><t>Petit') },
  })
  const reading = await read(broken)
  expect(reasons(reading)).toEqual([{ reason: 'sources/malformed', row: 3 }])
  const cut = await read(workbook({ sheets: { S: PEOPLE.slice(0, PEOPLE.indexOf('Roux')) }, more: {} }))
  expect(reasons(cut)[0].reason).toBe('sources/malformed')
})

test('a file cut short is truncated, and a damaged member is named with its sheet', async () => {
  const bytes = workbook({
    sheets: { S: rows(['n'], ...Array.from({ length: 5000 }, (_, i) => [`Brun ${i * 7919}`])) },
  })
  expect(reasons(await read(bytes.subarray(0, 900)))).toEqual([{ reason: 'sources/truncated' }])
  const damaged = Buffer.from(bytes)
  damaged.fill(0xff, bytes.length - 9000, bytes.length - 8900)
  const reading = await read(damaged)
  const [{ place, reason }] = [...reading.unread, ...reading.tables.flatMap(table => table.unread)]
  expect([place, reason]).toEqual(['folder/b.xlsx!S', 'sources/malformed'])
})

test('entities of a document type are not expanded', async () => {
  const bomb = workbook({ sheets: { S: PEOPLE.replace('Petit', '&lol9;') } })
  const reading = await read(bomb)
  expect(plain(reading)[0].rows[1]).toEqual(['&lol9;', '7'])
})

test('rows by the ten thousand are read in order', async () => {
  const line = (i: number) =>
    `<row r="${i + 1}"><c r="A${i + 1}" t="str"><v>n${i}</v></c><c r="B${i + 1}"><v>${i}</v></c></row>`
  const sheet = `<sheetData><row r="1"><c r="A1" t="str"><v>nom</v></c><c r="B1" t="str"><v>id</v></c></row>${Array.from({ length: 30_000 }, (_, i) => line(i + 1)).join('')}</sheetData>`
  const [table] = plain(await read(workbook({ sheets: { S: sheet } })))
  expect(table.rows.length).toBe(30_000)
  expect(table.rows[29_999]).toEqual(['n30000', '30000'])
})

test('columns past the bound are said', async () => {
  const sheet = `<sheetData><row r="1"><c r="A1" t="str"><v>nom</v></c><c r="ZZZZ1"><v>1</v></c></row></sheetData>`
  expect(reasons(await read(workbook({ sheets: { S: sheet } })))).toEqual([
    { reason: 'sources/too-wide', columns: 16_384 },
  ])
})

test('titles above the header are examined, apart from the records', async () => {
  const title =
    '<row><c t="str"><v>Élèves de la classe de M. Brun</v></c></row><row><c t="str"><v>au 1er mars</v></c></row>'
  const three = rows(['nom', 'age', 'cp'], ['Brun', '41', '62300'], ['Petit', '7', '29200'], ['Roux', '63', '35000'])
  const reading = await read(workbook({ sheets: { S: three.replace('<sheetData>', `<sheetData>${title}`) } }))
  expect(plain(reading).map(({ name, columns }) => [name, columns])).toEqual([
    ['b.xlsx!S', ['nom', 'age', 'cp']],
    ['b.xlsx!S!above', ['']],
  ])
  expect(plain(reading)[1].rows).toEqual([['Élèves de la classe de M. Brun'], ['au 1er mars']])
})

test('a sheet that unpacks to more than the bound is named', async () => {
  const bomb = `<sheetData>${' '.repeat(2_000_000)}</sheetData>`
  const input = inputOf('b.xlsx', workbook({ sheets: { Bombe: bomb, S: PEOPLE } }))
  const limits = { ...input.limits, unpackFreeBytes: 1_000_000, unpackRatio: 50 }
  const reading = await readAll(readXlsx, { ...input, limits })
  expect(reading.unread.map(({ place, reason }) => [place, reason])).toContainEqual([
    'folder/b.xlsx!Bombe',
    'sources/too-large',
  ])
})

test('characters that XML cannot hold are read as they were', async () => {
  const reading = await read(workbook({ sheets: { S: rows(['nom', 'note'], ['Brun', 'a_x000D_b'], ['Roux', 'c']) } }))
  expect(plain(reading)[0].rows[0]).toEqual(['Brun', 'a\rb'])
})

test('an empty sheet gives no table', async () => {
  expect(await read(workbook({ sheets: { S: '<sheetData/>' } }))).toEqual({ tables: [], unread: [] })
})

test('a binary workbook holds no table that is read', async () => {
  const bytes = zipSync({ 'xl/workbook.bin': Buffer.from('x') })
  expect(reasons(await read(bytes))).toEqual([{ reason: 'sources/not-a-table', format: 'xlsb' }])
})

test('formulas that were never calculated are not read, and said so; an empty text is a value', async () => {
  const formulas =
    '<sheetData><row><c t="inlineStr"><is><t>mail</t></is></c><c t="inlineStr"><is><t>n</t></is></c></row>' +
    '<row><c><f>A&amp;B</f><v></v></c><c t="str"><f>""</f><v></v></c></row>' +
    '<row><c><f>A&amp;C</f></c><c><f>1+1</f><v>2</v></c></row></sheetData>'
  const reading = await read(workbook({ sheets: { S: formulas } }))
  expect(reasons(reading)).toEqual([{ reason: 'sources/hidden', what: 'formulas', count: 2 }])
})
