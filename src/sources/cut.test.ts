import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pullFrom } from './bytes.ts'
import { cellsOf } from './cells.ts'
import { type Cut, cut } from './cut.ts'

const decoder = new TextDecoder()
const COMMA = { delimiter: 44, quote: 34, maxLines: 1e9 }

async function* streamOf(text: string, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size)
}

async function cuts(text: string, pieceBytes: number, recordBytes = 4096, cutting = COMMA): Promise<Cut[]> {
  const all: Cut[] = []
  for await (const piece of cut(pullFrom(streamOf(text)), cutting, { pieceBytes, recordBytes })) all.push(piece)
  return all
}

function textsOf(pieces: readonly Cut[]): string[] {
  return pieces.flatMap(piece => (piece.kind === 'records' ? [decoder.decode(piece.bytes)] : []))
}

function recordsOf(pieces: readonly Cut[]): string[][] {
  return pieces.flatMap(piece => {
    if (piece.kind !== 'records') return []
    const chunk = { kind: 'sources/chunk', order: 0, bytes: piece.bytes, inputBytes: 0, placed: null } as const
    const { bytes, rows, columns, starts, ends } = cellsOf(chunk, { kind: 'delimited', delimiter: 44, quote: 34 })
    return Array.from({ length: rows }, (_, r) => {
      const cells = Array.from({ length: columns }, (_, c) => r * columns + c)
      return cells.map(i => decoder.decode(bytes.subarray(starts[i], ends[i])))
    })
  })
}

test('pieces end where records end, line ends inside quotes left alone', async () => {
  expect(textsOf(await cuts('a,b\n"c\nd",e\nf,g\n', 11))).toEqual(['a,b\n', '"c\nd",e\n', 'f,g\n'])
})

test('any table is the same table however it is cut', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', '\n', '\r'), maxLength: 8 })
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.integer({ min: 4, max: 60 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      async (rows, size, end) => {
        const text = rows.map(row => row.map(c => `"${c.replaceAll('"', '""')}"`).join(',')).join(end)
        expect(recordsOf(await cuts(text, size))).toEqual(rows)
      },
    ),
    { numRuns: 200 },
  )
})

test('a record over the bound is skipped and named by its place; those around it are read', async () => {
  const pieces = await cuts(`a,b\n${'x'.repeat(300)}\nc,d\n`, 16, 64)
  expect(textsOf(pieces)).toEqual(['a,b\n', 'c,d\n'])
  expect(pieces.filter(piece => piece.kind !== 'records')).toEqual([{ kind: 'too-long', offset: 4 }])
})

test('a text that is one line over the bound gives nothing but its place', async () => {
  expect(await cuts('x'.repeat(10_000), 16, 64)).toEqual([{ kind: 'too-long', offset: 0 }])
})

test('a quote that never closes costs no record', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => (i === 40 ? ['"x40', 'y'] : [`x${i}`, 'y']))
  const pieces = await cuts(rows.map(row => `${row.join(',')}\n`).join(''), 64, 128)
  expect(recordsOf(pieces)).toEqual(rows)
  expect(pieces.filter(piece => piece.kind === 'open-quote').length).toBeGreaterThan(0)
})

test('quotes are believed again after one that never closed', async () => {
  const before = `"lost,y\n${'x,y\n'.repeat(40)}`
  const pieces = await cuts(`${before}"a\nb",c\n`, 64, 128)
  expect(recordsOf(pieces).at(-1)).toEqual(['a\nb', 'c'])
})

test('a piece has no more lines than asked for', async () => {
  const pieces = await cuts('a,b\n'.repeat(10), 4096, 8192, { ...COMMA, maxLines: 4 })
  expect(textsOf(pieces).map(text => text.length / 4)).toEqual([4, 4, 2])
})
