import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, NO_DELIMITER } from './cells.ts'
import { MAX_COLUMNS } from './table.ts'

const decoder = new TextDecoder()

function chunkOf(bytes: Uint8Array<ArrayBuffer>) {
  return { kind: 'sources/chunk', order: 0, bytes, inputBytes: 0, placed: null } as const
}

function parse(text: string, delimiter = ',', quote: string | null = '"'): string[][] {
  const layout = {
    kind: 'delimited',
    delimiter: delimiter === '' ? NO_DELIMITER : delimiter.charCodeAt(0),
    quote: quote === null ? null : quote.charCodeAt(0),
  } as const
  const { bytes, rows, columns, starts, ends } = cellsOf(chunkOf(new TextEncoder().encode(text)), layout)
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) =>
      decoder.decode(bytes.subarray(starts[r * columns + c], ends[r * columns + c])),
    ),
  )
}

test('cells are what stands between delimiters, spaces kept', () => {
  expect(parse('a, b ,c\n1,,3\n')).toEqual([
    ['a', ' b ', 'c'],
    ['1', '', '3'],
  ])
})

test('lines end with LF, CR or CRLF, mixed as they come, and the last may not end', () => {
  expect(parse('a,b\r\nc,d\re,f\n\ng,h')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e', 'f'],
    ['g', 'h'],
  ])
})

test('a delimiter at the very end opens a last blank cell', () => {
  expect(parse('a,b,')).toEqual([['a', 'b', '']])
})

test('quoted cells hold delimiters, line ends and doubled quotes', () => {
  expect(parse('"a,b","c\nd","e ""f"" g",""\n1,2,3,4\n')).toEqual([
    ['a,b', 'c\nd', 'e "f" g', ''],
    ['1', '2', '3', '4'],
  ])
})

test('a quoted cell may stand after spaces and before spaces', () => {
  expect(parse('1, "Dupont, Jean" ,x\n')).toEqual([['1', 'Dupont, Jean', 'x']])
})

test('a quote inside a cell is text', () => {
  expect(parse('5" pipe,b\nc,d "e" f\n')).toEqual([
    ['5" pipe', 'b'],
    ['c', 'd "e" f'],
  ])
})

test('a quote that never closes is text and swallows no record', () => {
  expect(parse('a,b\n"c,d\ne,f\n')).toEqual([
    ['a', 'b'],
    ['"c', 'd'],
    ['e', 'f'],
  ])
})

test('a stray quote closed by the quotes of a later record swallows no record', () => {
  expect(parse('a,b\n"c,d\n"e","f"\n1,2\n')).toEqual([
    ['a', 'b'],
    ['"c', 'd'],
    ['e', 'f'],
    ['1', '2'],
  ])
})

test('short records end with blank cells; long records add columns at the right', () => {
  expect(parse('a,b\nc\nd,e,f,g\nh,i\n')).toEqual([
    ['a', 'b', '', ''],
    ['c', '', '', ''],
    ['d', 'e', 'f', 'g'],
    ['h', 'i', '', ''],
  ])
})

test('NULs are kept', () => {
  expect(parse('a\0,b\n\0,d\n')).toEqual([
    ['a\0', 'b'],
    ['\0', 'd'],
  ])
})

test('in a text of one column every line is a record, blank ones too', () => {
  expect(parse('a,b\n\n"c\n', '', null)).toEqual([['a,b'], [''], ['"c']])
})

test('without a quote character quotes are text', () => {
  expect(parse('"a\tb"\nc\td\n', '\t', null)).toEqual([
    ['"a', 'b"'],
    ['c', 'd'],
  ])
})

test('any table written with quotes where needed is read back, in any dialect', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', "'", ',', ';', '\t', '\n', '\r', '\0', '7') })
  const dialect = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    quote: fc.constantFrom('"', "'"),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    rows: fc
      .integer({ min: 1, max: 4 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 })),
  })
  fc.assert(
    fc.property(dialect, ({ delimiter, quote, end, rows }) => {
      const write = (text: string) => quote + text.replaceAll(quote, quote + quote) + quote
      const isPlain = (text: string) => text !== '' && /^[aé7\0]*$/.test(text)
      const text = rows.map(row => row.map(c => (isPlain(c) ? c : write(c))).join(delimiter)).join(end)
      expect(parse(text, delimiter, quote)).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

test('any bytes are read, and no byte of a text without quotes is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ',', '\n', '"', ' ') }), text => {
      expect(() => parse(text)).not.toThrow()
      const letters = (from: string) => from.replace(/[^ab]/g, '')
      expect(letters(parse(text).flat().join(''))).toBe(letters(text))
    }),
    { numRuns: 500 },
  )
})

test('one record of 10,000 cells among a million of two keeps the memory bound and every byte', () => {
  const text = `${'a,b\n'.repeat(500_000) + 'x,'.repeat(9_999)}y\n${'a,b\n'.repeat(500_000)}`
  const bytes = new TextEncoder().encode(text)
  const cells = cellsOf(chunkOf(bytes), { kind: 'delimited', delimiter: 44, quote: 34 })
  expect(cells.rows).toBe(1_000_001)
  expect(cells.starts.length).toBeLessThanOrEqual(16 * 1024 * 1024)
  const last = 500_000 * cells.columns + cells.columns - 1
  expect(decoder.decode(bytes.subarray(cells.starts[last], cells.ends[last])).endsWith('x,y')).toBe(true)
})

test('cells beyond the bound on columns are kept together in the last column', () => {
  const [row] = parse(`${'x,'.repeat(MAX_COLUMNS + 10)}y\n`)
  expect([row.length, row.at(-1)]).toEqual([MAX_COLUMNS, `${'x,'.repeat(11)}y`])
})

test('a text made of opening quotes is read in linear time', () => {
  const started = performance.now()
  parse('"a,b\n'.repeat(400_000))
  parse('"a",b\n"c,d\n'.repeat(200_000))
  expect(performance.now() - started).toBeLessThan(20_000)
})
