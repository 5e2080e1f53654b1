import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encode } from './encode.test-kit.ts'
import type { EncodedColumn, EncodedTable, Rung } from './encoded.ts'
import { measure } from './measure.ts'

/** A ladder that groups the sorted values by tens, then by hundreds. */
function tens(column: EncodedColumn, ...by: number[]): EncodedColumn {
  const ladder = by.map((width): Rung => {
    const codes = Uint32Array.from({ length: column.cardinality }, (_, v) =>
      v === 0 ? 0 : 1 + Math.floor((v - 1) / width),
    )
    return { name: `by ${width}`, codes, cardinality: Math.max(...codes) + 1 }
  })
  return { ...column, ladder }
}

function withLadders(table: EncodedTable, ladders: Readonly<Record<string, readonly number[]>>): EncodedTable {
  return { ...table, columns: table.columns.map(c => tens(c, ...(ladders[c.name] ?? []))) }
}

/** Rows in classes below k once each column is read at its level; the last level is dropped. */
function below(table: EncodedTable, node: readonly number[], k: number): number {
  const sizes = new Map<string, number>()
  for (let r = 0; r < table.rows; r++) {
    const key = table.columns.map((c, i) => {
      const rungs = c.ladder ?? []
      if (node[i] === 0) return c.codes[r]
      return node[i] > rungs.length ? '' : rungs[node[i] - 1].codes[c.codes[r]]
    })
    sizes.set(key.join(), (sizes.get(key.join()) ?? 0) + 1)
  }
  return [...sizes.values()].reduce((sum, f) => sum + (f < k ? f : 0), 0)
}

describe('the cheapest generalisation', () => {
  it('is none where every class is large enough', async () => {
    const report = await measure(encode({ sex: Array.from({ length: 40 }, (_, i) => (i % 2 ? 'F' : 'M')) }))
    expect(report.generalisation).toMatchObject({
      passes: true,
      steps: [],
      suppressed: 0,
      k: 20,
      loss: 0,
      optimal: true,
    })
  })

  it('coarsens the one column that singles people out, by the fewest rungs', async () => {
    const people = 400
    const table = encode({
      day: Array.from({ length: people }, (_, i) => i % 100),
      sex: Array.from({ length: people }, (_, i) => (i % 2 ? 'F' : 'M')),
    })
    const report = await measure(withLadders(table, { day: [10, 50] }), { maxSuppressedShare: 0 })
    expect(report.k).toBe(4)
    expect(report.generalisation).toMatchObject({
      passes: true,
      steps: [{ column: 'day', to: 'by 10', level: 1 }],
      suppressed: 0,
      k: 20,
      optimal: true,
    })
  })

  it('drops a column only where no rung will do', async () => {
    const table = encode({ id: Array.from({ length: 50 }, (_, i) => i), sex: Array(50).fill('F') })
    const report = await measure(table)
    expect(report.generalisation).toMatchObject({
      passes: true,
      steps: [{ column: 'id', to: 'dropped', level: 1 }],
      k: 50,
    })
  })

  it('says so where nothing passes, because there are fewer than k rows', async () => {
    const report = await measure(encode({ a: [1, 2, 3] }))
    expect(report.generalisation).toMatchObject({ passes: false, suppressed: 3, k: 0 })
  })

  it('is never beaten by any combination of rungs that passes with fewer columns dropped', async () => {
    const cell = fc.record({
      a: fc.integer({ min: 0, max: 30 }),
      b: fc.integer({ min: 0, max: 12 }),
      c: fc.integer({ min: 0, max: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 120 }),
        fc.integer({ min: 2, max: 5 }),
        async (rows, k) => {
          const table = withLadders(encode({ a: rows.map(r => r.a), b: rows.map(r => r.b), c: rows.map(r => r.c) }), {
            a: [4, 16],
            b: [3],
          })
          const report = await measure(table, { k, maxSuppressedShare: 0.05 })
          const found = report.generalisation!
          const levels = table.columns.map(c => found.steps.find(s => s.column === c.name)?.level ?? 0)
          const last = table.columns.map(c => (c.ladder ?? []).length + 1)
          const dropped = (node: readonly number[]) => node.filter((level, i) => level === last[i]).length
          expect(below(table, levels, k)).toBe(found.suppressed)
          expect(found.passes).toBe(found.suppressed <= 0.05 * rows.length)
          for (let a = 0; a <= last[0]; a++)
            for (let b = 0; b <= last[1]; b++)
              for (let c = 0; c <= last[2]; c++) {
                const node = [a, b, c]
                const passes = below(table, node, k) <= 0.05 * rows.length
                if (passes) expect(found.passes).toBe(true)
                if (passes) expect(dropped(node)).toBeGreaterThanOrEqual(dropped(levels))
                const finer = node.every((level, i) => level <= levels[i]) && node.some((level, i) => level < levels[i])
                if (passes && finer) expect([node, report.generalisation!.loss]).toEqual([])
              }
        },
      ),
      { numRuns: 60 },
    )
  })
})
