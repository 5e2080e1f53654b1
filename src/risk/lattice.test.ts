import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EncodedColumn } from './encoded.ts'
import { walkLattice } from './lattice.ts'
import { columnsOf } from './lattice-tally.ts'

function column(name: string, codes: readonly number[]): EncodedColumn {
  const shared = new Uint32Array(new SharedArrayBuffer(4 * codes.length))
  shared.set(codes)
  return { name, codes: shared, cardinality: Math.max(0, ...codes) + 1 }
}

/** Counts one set the plain way: one map over all rows. */
function count(columns: readonly EncodedColumn[], rows: number, k: number) {
  const classes = new Map<string, number>()
  for (let r = 0; r < rows; r++) {
    const key = columns.map(c => c.codes[r]).join()
    classes.set(key, (classes.get(key) ?? 0) + 1)
  }
  const sizes = [...classes.values()]
  const sum = (of: (f: number) => number) => sizes.reduce((total, f) => total + of(f), 0)
  return {
    classes: sizes.length,
    uniques: sum(f => (f === 1 ? 1 : 0)),
    below: sum(f => (f < k ? f : 0)),
    squares: sum(f => f * f),
    smallest: Math.min(...sizes),
  }
}

function minimalUniques(columns: readonly EncodedColumn[], rows: number, maxSize: number): Map<string, number> {
  const sets = subsets(columns.length).filter(set => set.length <= maxSize)
  const found = new Map<string, number>()
  for (let r = 0; r < rows; r++) {
    const minimal: number[][] = []
    for (const set of sets) {
      if (minimal.some(smaller => smaller.every(c => set.includes(c)))) continue
      let same = 0
      for (let s = 0; s < rows; s++) if (set.every(c => columns[c].codes[r] === columns[c].codes[s])) same++
      if (same > 1) continue
      minimal.push(set)
      found.set(set.join(), (found.get(set.join()) ?? 0) + 1)
    }
  }
  return found
}

function subsets(d: number): number[][] {
  return Array.from({ length: 2 ** d - 1 }, (_, i) =>
    Array.from({ length: d }, (_, c) => c).filter(c => ((i + 1) >>> c) & 1),
  ).sort((a, b) => a.length - b.length)
}

const tables = fc
  .record({
    rows: fc.integer({ min: 1, max: 60 }),
    shape: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }),
    seed: fc.integer(),
    k: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ rows, shape, seed, k }) => {
    let state = seed | 1
    const next = () => {
      state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d)
      state = (state + 0x6d2b79f5) | 0
      return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
    }
    // Squared, so that some values are frequent and others rare.
    const columns = shape.map((cardinality, c) =>
      column(
        `c${c}`,
        Array.from({ length: rows }, () => Math.floor(next() ** 2 * cardinality)),
      ),
    )
    return { rows, columns, k }
  })

describe('the lattice of column sets', () => {
  it('counts every set exactly as one group-by per set does', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, columns, k }) => {
        const maxSize = columns.length <= 8 ? columns.length : 3
        const { plan, counts } = await walkLattice(columns, rows, { maxSize, k, scored: false })
        for (let set = 1; set < plan.sets; set++) {
          if (plan.sizeOf[set] > maxSize) continue
          const members = columnsOf(set, plan).map(c => columns[plan.order[c]])
          expect(counts[set]).toEqual(count(members, rows, k))
        }
      }),
      { numRuns: 150 },
    )
  })

  it('counts and finds the same when every block is split and rows are left unmerged', async () => {
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 8 }), async ({ rows, columns, k }, bigBlock) => {
        const options = { maxSize: columns.length <= 8 ? columns.length : 3, k, scored: true }
        const usual = await walkLattice(columns, rows, options)
        const other = await walkLattice(columns, rows, { ...options, tuning: { bigBlock, trialRows: 0 } })
        expect(other.counts).toEqual(usual.counts)
        expect(other.scored).toEqual(usual.scored)
        expect(other.classSizes).toEqual(usual.classSizes)
      }),
      { numRuns: 80 },
    )
  })

  it('finds exactly the minimal sample uniques that looking at every record and set finds', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async ({ rows, columns, k }) => {
        const maxSize = columns.length <= 8 ? columns.length : 3
        const { plan, scored } = await walkLattice(columns, rows, { maxSize, k, scored: true })
        const found = new Map<string, number>()
        scored!.minimal.forEach((n, set) => {
          const members = columnsOf(set, plan).map(c => plan.order[c])
          if (n > 0) found.set(members.sort((a, b) => a - b).join(), n)
        })
        expect(found).toEqual(minimalUniques(columns, rows, maxSize))
      }),
      { numRuns: 80 },
    )
  })
})
