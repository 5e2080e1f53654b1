import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf } from './cells.ts'
import { readDelimited } from './delimited.ts'
import { inputOf } from './reading.test-kit.ts'

const PART = fc.constantFrom(
  ...['a', 'b1', '"', '""', "'", ',', ';', '\t', '|', ':', '\n', '\r\n', '\r', '\0', 'é', '€', ' ', '  '],
  ...['12', '1,5', '2020-01-01', 'nom', '\x01', '# c\n', '--', '\ufeff'],
)

test('any text, in any encoding, is read without an error, and every cell lies inside its chunk', async () => {
  const text = fc.array(PART, { maxLength: 120 }).map(parts => parts.join(''))
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('utf8', 'latin1', 'utf16le'), async (written, encoding) => {
      for await (const item of readDelimited(inputOf('a.csv', Buffer.from(written, encoding), 50))) {
        if (item.kind !== 'sources/table') continue
        for await (const chunk of item.chunks()) {
          const { bytes, starts, ends, rows, columns } = cellsOf(chunk, item.layout)
          expect([starts.length, ends.length]).toEqual([rows * columns, rows * columns])
          expect(starts.every((start, i) => start <= ends[i] && ends[i] <= bytes.length)).toBe(true)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('every word of a text is in a cell, a column name or what stands above', async () => {
  const cell = fc.stringMatching(/^[a-z]{1,6}$/)
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', ' '), async (rows, delimiter) => {
      const found: string[] = []
      for await (const item of readDelimited(inputOf('a.csv', rows.map(row => `${row.join(delimiter)}\n`).join('')))) {
        if (item.kind !== 'sources/table') continue
        found.push(...item.columns)
        for await (const chunk of item.chunks()) {
          const { bytes, starts, ends } = cellsOf(chunk, item.layout)
          starts.forEach((start, i) => {
            found.push(new TextDecoder().decode(bytes.subarray(start, ends[i])))
          })
        }
      }
      const letters = (texts: readonly string[]) =>
        texts
          .join(' ')
          .match(/[a-z]+/g)
          ?.filter(word => word !== 'text') ?? []
      for (const word of rows.flat()) expect(letters(found).includes(word) || word === 'text').toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('an abort of the reading alone stops it', async () => {
  const abort = new AbortController()
  const input = inputOf('a.csv', 'nom,age\n'.repeat(2_000_000))
  const reading = async () => {
    for await (const item of readDelimited(input)) {
      if (item.kind !== 'sources/table') continue
      for await (const _ of item.chunks(abort.signal)) abort.abort(new Error('enough'))
    }
  }
  await expect(reading()).rejects.toThrow('enough')
})

test('a break in the archive around a text ends its table and is said there', async () => {
  const input = inputOf('a.csv', 'nom,age\nA,1\nB,2\nC,3\n', 5, 17)
  const given: unknown[] = []
  for await (const item of readDelimited(input)) {
    if (item.kind !== 'sources/table') continue
    let rows = 0
    for await (const chunk of item.chunks()) rows += cellsOf(chunk, item.layout).rows
    given.push([rows, item.unread])
  }
  expect(given).toEqual([[3, [{ place: 'folder/a.csv', reason: 'sources/truncated', facts: {} }]]])
})
