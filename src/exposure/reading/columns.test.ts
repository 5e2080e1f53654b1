import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Columns } from './columns.ts'
import { type Row, Rows } from './rows.ts'

const PLAIN: Row = {
  at: Date.UTC(2022, 5, 27),
  client: 0,
  object: 0,
  agent: 0,
  method: 0,
  status: 200,
  bytes: 0,
  rangeFirst: -1,
  rangeLast: -1,
  ended: 0,
  flags: 0,
}

/** Rows as a thread hands them over. */
function taken(rows: readonly Row[]) {
  const list = new Rows()
  for (const row of rows) list.add(row)
  return list.take()
}

/** Lines as rows again, each with its server. */
function rowsOf(columns: Columns) {
  const { count, at, server, ...rest } = columns.take()
  return Array.from({ length: count }, (_, i) => ({
    at: at(i),
    server: server[i],
    ...Object.fromEntries(Object.entries(rest).map(([name, column]) => [name, column[i]])),
  }))
}

const number = fc.oneof(
  fc.constantFrom(-1, 0, 1, 127, 128, 255, 256, 65_535, 65_536),
  fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 52),
)
const time = fc.oneof(
  fc.constantFrom(PLAIN.at, PLAIN.at + 999, 0, -1, Date.UTC(9999, 11, 31), Date.UTC(2106, 1, 7, 6, 28, 16)),
  fc.double({ min: 0, max: 4e12, noNaN: true }),
)
const row = fc.record({ at: time, client: fc.nat(300), bytes: number, rangeFirst: number, status: fc.nat(999) })
const chunks = fc.array(fc.tuple(fc.nat(3), fc.array(row, { maxLength: 5 })), { maxLength: 12 })

describe('the columns of all lines', () => {
  test('hold what was added, times to the fraction of a millisecond, whatever comes when', () => {
    fc.assert(
      fc.property(chunks, list => {
        const columns = new Columns()
        const wanted: unknown[] = []
        for (const [input, some] of list) {
          const rows = some.map(each => ({ ...PLAIN, ...each }))
          columns.add(input, input + 10, taken(rows))
          wanted.push(...rows.map(each => ({ ...each, server: input + 10 })))
        }
        expect(rowsOf(columns)).toEqual(wanted)
      }),
      { numRuns: 500, seed: 5 },
    )
  })

  test('no longer hold the lines of an input that was taken out, wherever they stood, and hold what comes after', () => {
    fc.assert(
      fc.property(chunks, fc.nat(3), fc.array(row, { maxLength: 3 }), (list, dropped, later) => {
        const columns = new Columns()
        const wanted: unknown[] = []
        for (const [input, some] of list) {
          const rows = some.map(each => ({ ...PLAIN, ...each }))
          columns.add(input, input, taken(rows))
          if (input !== dropped) wanted.push(...rows.map(each => ({ ...each, server: input })))
        }
        columns.drop(dropped)
        const rest = later.map(each => ({ ...PLAIN, ...each }))
        columns.add(9, 9, taken(rest))
        expect(rowsOf(columns)).toEqual([...wanted, ...rest.map(each => ({ ...each, server: 9 }))])
      }),
      { numRuns: 500, seed: 5 },
    )
  })

  test('take a few bytes a line: four for the time, and none for what all lines say alike', () => {
    const columns = new Columns()
    const rows = Array.from({ length: 1000 }, (_, i) => ({ ...PLAIN, at: PLAIN.at + i * 1000, client: i }))
    for (let part = 0; part < 4; part++) columns.add(0, 0, taken(rows))
    const { at: _, count, ...arrays } = columns.take()
    const widths = Object.entries(arrays).map(([name, column]) => [name, column.BYTES_PER_ELEMENT])
    expect(count).toBe(4000)
    expect(Object.fromEntries(widths)).toMatchObject({ client: 2, status: 1, bytes: 1, server: 1 })
    expect(new Set(Object.values(arrays)).size).toBe(4)
  })
})
