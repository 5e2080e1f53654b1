import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlatTable, RowSink } from './flatten.ts'
import { type Scanned, tablesInPasses } from './passes.ts'
import { plain, readTables, reasons } from './reading.test-kit.ts'

const scanned = (signal = new AbortController().signal): Scanned => ({
  name: 'f',
  place: 'folder/f',
  sizeBytes: null,
  progressBytes: () => 0,
  signal,
})

/** A scan that gives rows of tables in this order, one a step, and counts how often it was begun. */
function scanOf(order: readonly string[], length = 10) {
  const begun = { times: 0 }
  async function* scan(sink: RowSink): AsyncGenerator<void> {
    begun.times++
    const tables = new Map<string, FlatTable>()
    for (const [i, path] of order.entries()) {
      const table = tables.get(path) ?? { path, order: tables.size, columns: ['n'] }
      tables.set(path, table)
      sink.row(table, [`${i}`.padEnd(length, 'x')])
      yield
    }
    sink.unread('sources/truncated', { line: 3 })
  }
  return { scan, begun }
}

const rowsByTable = (order: readonly string[], length = 10) =>
  [...new Set(order)].map(path => [
    path === '' ? 'f' : `f!${path}`,
    order.flatMap((each, i) => (each === path ? [[`${i}`.padEnd(length, 'x')]] : [])),
  ])

test('interleaved tables are each read whole and in order, whatever memory they may wait in', async () => {
  const orders = fc.array(fc.constantFrom('', 'a[]', 'b[]', 'c[]'), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(orders, fc.integer({ min: 0, max: 1500 }), async (order, waiting) => {
      // A table that fits alone always gets through a pass.
      const { scan } = scanOf(order)
      const reading = await readTables(tablesInPasses(scanned(), scan, 1200 + waiting))
      const read = plain(reading).map(table => [table.name, table.rows])
      expect(read.sort()).toEqual(rowsByTable(order).sort())
      expect(reasons(reading)).toEqual([{ reason: 'sources/truncated', line: 3 }])
    }),
    { numRuns: 60 },
  )
})

test('a small document is read once; tables that cannot wait together are read in passes of their own', async () => {
  const order = Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? 'a[]' : i % 3 === 1 ? 'b[]' : 'c[]'))
  const once = scanOf(order)
  await readTables(tablesInPasses(scanned(), once.scan))
  expect(once.begun.times).toBe(1)
  const thrice = scanOf(order)
  const reading = await readTables(tablesInPasses(scanned(), thrice.scan, 400))
  expect(thrice.begun.times).toBe(3)
  expect(plain(reading).map(table => table.rows.length)).toEqual([20, 20, 20])
})

test('the table that fills a chunk first flows, the smaller ones follow', async () => {
  const order = Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? '' : 'a[]'))
  const { scan, begun } = scanOf(order, 200_000)
  const reading = await readTables(tablesInPasses(scanned(), scan))
  expect(begun.times).toBe(1)
  expect(plain(reading).map(table => [table.name, table.rows.length])).toEqual([
    ['f!a[]', 90],
    ['f', 10],
  ])
})

test('an abort stops the reading', async () => {
  const abort = new AbortController()
  abort.abort(new Error('stop'))
  const { scan } = scanOf(['', 'a[]'])
  await expect(readTables(tablesInPasses(scanned(abort.signal), scan))).rejects.toThrow('stop')
})
