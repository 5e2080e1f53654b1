import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJson } from './json.ts'
import { inputOf, plain, readAll, reasons } from './reading.test-kit.ts'

const read = (content: string | Uint8Array, name = 'f.json', pieceBytes?: number) =>
  readAll(readJson, inputOf(name, content, pieceBytes))

test('the objects of an array are rows, and paths are columns', async () => {
  const json = '[{"nom":"Brun","adresse":{"code_postal":"35000","pays":{"iso":"FR"}}},\n {"nom":"Petit","age":41}]'
  const reading = await read(json)
  expect(plain(reading)).toEqual([
    {
      name: 'f.json',
      columns: ['nom', 'adresse.code_postal', 'adresse.pays.iso', 'age'],
      rows: [
        ['Brun', '35000', 'FR', ''],
        ['Petit', '', '', '41'],
      ],
    },
  ])
  expect(reasons(reading)).toEqual([])
})

test('a document is read the same whatever the size of the pieces it comes in', async () => {
  const json = '[{"é":"à€😀\\u00e9\\ud83d\\ude00","n":-1.50e+10},{"é":[1,{"x":true}],"n":null}]'
  const whole = plain(await read(json))
  expect(whole[0].rows).toEqual([
    ['à€😀é😀', '-1.50e+10'],
    ['', ''],
  ])
  for (const size of [1, 2, 3, 5, 7]) expect(plain(await read(json, 'f.json', size))).toEqual(whole)
})

test('numbers keep the digits that were written', async () => {
  const reading = await read('[{"carte":1234567890123456789,"montant":1.50,"nul":-0}]')
  expect(plain(reading)[0].rows).toEqual([['1234567890123456789', '1.50', '-0']])
})

test('an array inside an object is a table of its own, and its elements are rows', async () => {
  const reading = await read('{"siren":"1","etablissements":[{"ville":"Rennes","tels":["01","02"]},{"ville":"Lens"}]}')
  expect(plain(reading)).toEqual([
    { name: 'f.json', columns: ['siren'], rows: [['1']] },
    { name: 'f.json!etablissements[]', columns: ['ville'], rows: [['Rennes'], ['Lens']] },
    { name: 'f.json!etablissements[].tels[]', columns: ['tels'], rows: [['01'], ['02']] },
  ])
})

test('an object that only holds arrays gives only those', async () => {
  const reading = await read('{"clients":[{"a":1}],"ventes":[{"b":2}]}')
  expect(plain(reading).map(table => table.name)).toEqual(['f.json!clients[]', 'f.json!ventes[]'])
})

test('a single object is one row, a single scalar one cell', async () => {
  expect(plain(await read('{"a":1}'))[0].rows).toEqual([['1']])
  expect(plain(await read('"Brun"'))).toEqual([{ name: 'f.json', columns: ['value'], rows: [['Brun']] }])
  expect(plain(await read('["Brun","Petit"]'))[0].rows).toEqual([['Brun'], ['Petit']])
})

test('arrays of scalars inside an array are records by position', async () => {
  const reading = await read('[["Brun",1],["Petit",2,"x"]]')
  expect(plain(reading)).toEqual([
    {
      name: 'f.json',
      columns: ['', '', ''],
      rows: [
        ['Brun', '1', ''],
        ['Petit', '2', 'x'],
      ],
    },
  ])
})

test('records by position are named by the header among them', async () => {
  const reading = await read('[["nom","age","ville"],["Brun",41,"Lens"],["Petit",7,"Brest"],["Roux",63,"Lille"]]')
  expect(plain(reading)).toEqual([
    {
      name: 'f.json',
      columns: ['nom', 'age', 'ville'],
      rows: [
        ['Brun', '41', 'Lens'],
        ['Petit', '7', 'Brest'],
        ['Roux', '63', 'Lille'],
      ],
    },
  ])
  expect(reading.tables[0].hasHeader).toBe(true)
  expect((await read('[["Brun",41],["Petit",7],["Roux",63]]')).tables[0].hasHeader).toBe(false)
  expect((await read('[["Brun","Lens"],["Petit","Brest"],["Roux","Lille"]]')).tables[0].hasHeader).toBe(false)
})

test('GeoJSON features are rows, a point is a longitude and a latitude (RFC 7946 §3.1.1)', async () => {
  const feature = (name: string, geometry: string) =>
    `{"type":"Feature","properties":{"nom":"${name}"},"geometry":${geometry}}`
  const point = '{"type":"Point","coordinates":[2.35,48.85]}'
  const line = '{"type":"LineString","coordinates":[[1,2],[3,4]]}'
  const reading = await read(`{"type":"FeatureCollection","features":[${feature('a', point)},${feature('b', line)}]}`)
  const [, features, positions] = plain(reading)
  expect(features.columns).toEqual([
    'type',
    'properties.nom',
    'geometry.type',
    'geometry.coordinates.longitude',
    'geometry.coordinates.latitude',
  ])
  expect(features.rows).toEqual([
    ['Feature', 'a', 'Point', '2.35', '48.85'],
    ['Feature', 'b', 'LineString', '', ''],
  ])
  expect(positions).toEqual({
    name: 'f.json!features[].geometry.coordinates[]',
    columns: ['longitude', 'latitude'],
    rows: [
      ['1', '2'],
      ['3', '4'],
    ],
  })
})

test('a text that holds JSON is opened in place, and a text that does not is left as it is', async () => {
  const reading = await read(
    JSON.stringify({ payload: '{"data":{"nom":"Brun","liste":[{"n":"1"}]}}', note: '[sans suite' }),
  )
  expect(plain(reading)).toEqual([
    { name: 'f.json', columns: ['payload.data.nom', 'note'], rows: [['Brun', '[sans suite']] },
    { name: 'f.json!payload.data.liste[]', columns: ['n'], rows: [['1']] },
  ])
})

test('both values of a duplicate key are examined', async () => {
  expect(plain(await read('[{"a":"1","a":"2","b":"3"}]'))[0].rows).toEqual([
    ['1', '3'],
    ['2', ''],
  ])
})

test('keys that are data are cells: people by e-mail, by number', async () => {
  const reading = await read('{"comptes":{"a@b.fr":{"nom":"Brun"},"c@d.fr":{"nom":"Petit"}}}')
  expect(plain(reading)).toEqual([
    {
      name: 'f.json!comptes{}',
      columns: ['key', 'nom'],
      rows: [
        ['a@b.fr', 'Brun'],
        ['c@d.fr', 'Petit'],
      ],
    },
  ])
})

test('the keys of a language do no harm', async () => {
  const reading = await read('[{"__proto__":"1","constructor":{"prototype":"2"},"toString":"3"}]')
  expect(plain(reading)[0]).toEqual({
    name: 'f.json',
    columns: ['__proto__', 'constructor.prototype', 'toString'],
    rows: [['1', '2', '3']],
  })
})

test('NDJSON is one record a line, by name or by its first line, arrays included', async () => {
  expect(plain(await read('{"a":1}\n{"a":2,"b":3}\n'))[0].rows).toEqual([
    ['1', ''],
    ['2', '3'],
  ])
  expect(plain(await read('["Brun",1]\r\n["Petit",2]', 'f.ndjson'))[0].rows).toEqual([
    ['Brun', '1'],
    ['Petit', '2'],
  ])
})

test('a broken line of NDJSON is named, and the next lines are read', async () => {
  const reading = await read('{"a":1}\n{"a":2,"b":\n{"a":3]}\n\n{"a":NaN}\n{"a":6}\n{"a":7')
  expect(reasons(reading)).toEqual([
    { reason: 'sources/malformed', line: 2 },
    { reason: 'sources/malformed', line: 3 },
    { reason: 'sources/malformed', line: 5 },
    { reason: 'sources/truncated', line: 7 },
  ])
  expect(plain(reading)[0].rows.map(row => row[0])).toEqual(['1', '2', '3', '', '6', '7'])
})

test.each([
  ['NaN', '[{"a":1},\n{"a":NaN}]', 2],
  ['a comment', '[{"a":1},\n\n// x\n{"a":2}]', 3],
  ['a trailing comma', '[{"a":1},\n]', 2],
  ['a comma in an object', '[{"a":1},\n{"a":1,}]', 2],
  ['no comma', '[{"a":1}\n{"a":1}]', 2],
  ['a wrong bracket', '[{"a":1},\n{"a":1]]', 2],
  ['a colon', '[{"a":1},\n{"a"::1}]', 2],
])('%s breaks the document: its line is named, what stands before it is read', async (_, json, line) => {
  const reading = await read(json)
  expect(reasons(reading)).toEqual([{ reason: 'sources/malformed', line }])
  expect(plain(reading)[0].rows[0][0]).toBe('1')
})

test.each(['[{"a":1},\n{"a":"xx', '[{"a":1},\n{"a":"xx"', '[{"a":1},\n', '[{"a":1},\n{"a":tr'])(
  'a document cut short is truncated, and its beginning read: %s',
  async json => {
    const reading = await read(json)
    expect(reasons(reading).map(each => each.reason)).toEqual(['sources/truncated'])
    expect(plain(reading)[0].rows[0][0]).toBe('1')
  },
)

test('an empty file is empty, and an empty array has no table', async () => {
  expect(reasons(await read(''))).toEqual([{ reason: 'sources/empty' }])
  expect(reasons(await read(' \n'))).toEqual([{ reason: 'sources/empty' }])
  expect(await read('[]')).toEqual({ tables: [], unread: [] })
})

test('an archive that breaks off midway is named, and what came before is read', async () => {
  const reading = await readAll(readJson, inputOf('f.json', '[{"a":1},{"a":2},{"a":3}]', 4, 12))
  expect(reasons(reading)).toEqual([{ reason: 'sources/truncated' }])
  expect(plain(reading)[0].rows).toEqual([['1'], ['']])
})

test('a hundred thousand brackets are a bound, not a crash', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ]) {
    const bomb = `${open.repeat(100_000)}1${close.repeat(100_000)}`
    expect(reasons(await read(`[${bomb},{"b":2}]`))).toEqual([{ reason: 'sources/too-large', line: 1, depth: 256 }])
    expect(reasons(await read(open.repeat(100_000)))[0].reason).toBe('sources/too-large')
    const quoted = await read(JSON.stringify([{ text: bomb, b: 2 }]))
    expect(plain(quoted)[0].rows).toContainEqual(expect.arrayContaining(['2']))
  }
})

test('lone surrogates and damaged encodings are read as well as can be', async () => {
  expect(plain(await read('[{"a":"x\\ud800y"}]'))[0].rows).toEqual([['x\ufffdy']])
  expect(plain(await read(Buffer.from('[{"a":"Noël"}]', 'latin1')))[0].rows).toEqual([['Noël']])
  const utf16 = Buffer.from('\ufeff[{"a":"Noël"}]', 'utf16le')
  expect(plain(await read(utf16, 'f.json', 3))[0].rows).toEqual([['Noël']])
  expect(plain(await read('\ufeff[{"a":"Noël"}]', 'f.json', 1))[0].rows).toEqual([['Noël']])
})

test('more columns than the bound are said to be too many', async () => {
  const record = JSON.stringify(
    Array.from({ length: 40 }, (_, i) => [
      `g${i}x`,
      Object.fromEntries(Array.from({ length: 500 }, (_, j) => [`k${j}`, 1])),
    ]),
  )
  const wide = JSON.parse(record) as [string, object][]
  const reading = await read(JSON.stringify([Object.fromEntries(wide)]))
  expect(reasons(reading)).toEqual([{ reason: 'sources/too-wide', line: 1, columns: 16_384 }])
})

test('large tables beside each other are all read whole', async () => {
  const items = (n: number, of: string) =>
    Array.from({ length: n }, (_, i) => ({ [of]: `${of}${i}`, filler: 'x'.repeat(1000) }))
  const json = JSON.stringify({ a: items(9_000, 'p'), b: items(8_700, 'q'), c: items(10, 'r') })
  const reading = await read(json)
  expect(plain(reading).map(table => [table.name, table.rows.length])).toEqual([
    ['f.json!a[]', 9_000],
    ['f.json!b[]', 8_700],
    ['f.json!c[]', 10],
  ])
  expect(plain(reading)[1].rows[8_699][0]).toBe('q8699')
})

test('every scalar of any JSON value is in some cell', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 1, max: 40 }), async (value, size) => {
      const reading = await read(JSON.stringify(value), 'f.json', size)
      expect(reasons(reading)).toEqual([])
      const cells = new Set(reading.tables.flatMap(table => [...table.columns, ...table.rows.flat()]))
      for (const scalar of scalarsOf(value)) expect(cells).toContain(scalar)
    }),
    { numRuns: 300 },
  )
})

function scalarsOf(value: unknown): string[] {
  if (value === null || value === '') return []
  if (typeof value !== 'object')
    return typeof value === 'string' && /^\s*[[{]/.test(value) ? [] : [Buffer.from(literal(value)).toString()]
  return Object.values(value).flatMap(scalarsOf)
}

const literal = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
