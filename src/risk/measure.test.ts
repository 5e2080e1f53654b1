import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupRows } from './classes.ts'
import { encode } from './encode.test-kit.ts'
import type { EncodedColumn, EncodedTable } from './encoded.ts'
import { walkLattice } from './lattice.ts'
import { columnsOf } from './lattice-tally.ts'
import { measure, scoreEach } from './measure.ts'

/** A small fixed random sequence in 0..1. */
function sequence(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function random(rows: number, cardinalities: readonly number[], blankShare = 0): EncodedTable {
  const next = sequence(7)
  const columns = cardinalities.map((cardinality, c): EncodedColumn => {
    const codes = new Uint32Array(new SharedArrayBuffer(4 * rows))
    for (let r = 0; r < rows; r++) codes[r] = next() < blankShare ? 0 : 1 + Math.floor(next() * cardinality)
    return { name: `c${c}`, codes, cardinality: cardinality + 1 }
  })
  return { rows, columns }
}

describe('a risk report', () => {
  it('is plain, frozen and the same after a round trip through JSON', async () => {
    const report = await measure(random(200, [20, 5, 3]))
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(Object.isFrozen(report.sets[0].columns)).toBe(true)
  })

  it('holds no risk for a table without rows', async () => {
    const report = await measure({ rows: 0, columns: random(0, [5, 5]).columns })
    expect(report).toMatchObject({ rows: 0, k: 0, uniques: 0, classes: 0, belowK: 0, sets: [], suda: null, dis: null })
    expect(report.generalisation).toBeNull()
  })

  it('finds the only person of a table of one row', async () => {
    const report = await measure(random(1, [5, 5]))
    expect(report).toMatchObject({ k: 1, uniques: 1, belowK: 1, classes: 1 })
    expect(report.sets.map(s => [s.columns.join('+'), s.uniques])).toEqual([
      ['c0', 1],
      ['c1', 1],
      ['c0+c1', 1],
    ])
  })

  it('has one class where every cell is blank', async () => {
    const report = await measure(random(30, [5, 5, 5], 1.1))
    expect(report).toMatchObject({ k: 30, uniques: 0, classes: 1 })
    expect(report.sets.every(s => s.k === 30 && s.classes === 1)).toBe(true)
  })

  it('treats a column with one value as no key at all', async () => {
    const report = await measure(encode({ same: ['x', 'x', 'x'], id: [1, 2, 3] }))
    expect(report.sets.map(s => s.uniques)).toEqual([0, 3, 3])
    expect(report.columns[0]).toMatchObject({ column: 'id', uniquesAlone: 3, uniquesPrevented: 3 })
  })

  it('measures one column', async () => {
    expect((await measure(encode({ a: [1, 1, 2] }))).sets).toEqual([
      { columns: ['a'], classes: 2, uniques: 1, belowK: 3, k: 1, distinction: 2 / 3, separation: 2 / 3 },
    ])
  })

  it('has no sets where there are no key columns', async () => {
    const report = await measure(encode({ a: [1, 1, 2] }), { quasiIdentifiers: [] })
    expect(report).toMatchObject({ k: 3, uniques: 0, classes: 1, sets: [], suda: null, sudaMissing: 'no-columns' })
  })

  it('says which sets of forty columns were measured, and measures the whole set', async () => {
    const report = await measure(random(300, Array(40).fill(4)), { generalise: false })
    expect(report.coverage).toMatchObject({ mode: 'up-to', maxSize: 2, measured: 821, leftOut: [] })
    expect(report.sets.at(-1)).toMatchObject({ classes: 300, uniques: 300 })
    expect(report.sets.at(-1)!.columns).toHaveLength(40)
  })

  it('leaves the columns beyond the sixty-fourth out of the small sets, by name, and in the whole set', async () => {
    const report = await measure(random(50, Array(70).fill(3)), { generalise: false })
    expect(report.coverage.leftOut).toHaveLength(6)
    expect(report.uniques).toBe(50)
  })

  it('refuses a column that is not there', async () => {
    await expect(measure(random(5, [2]), { quasiIdentifiers: ['nobody'] })).rejects.toThrow('not in the table')
  })

  it('refuses a sampling fraction or a k that cannot be', async () => {
    await expect(measure(random(5, [2]), { samplingFraction: 0 })).rejects.toThrow('sampling fraction')
    await expect(measure(random(5, [2]), { k: 0 })).rejects.toThrow('k is 1 or more')
  })

  it('ranks first the column that most of the uniques need', async () => {
    const { columns } = await measure(random(2_000, [3, 400, 2]))
    expect(columns[0].column).toBe('c1')
  })

  it('gives each record the score that the summary sums up', async () => {
    const table = random(500, [30, 10, 4, 2])
    const [report, each] = [await measure(table), await scoreEach(table)]
    expect(each!.suda.reduce((sum, score) => sum + score, 0)).toBe(report.suda!.total)
    expect(Math.max(...each!.suda)).toBe(report.suda!.max)
  })
})

describe('worker threads', () => {
  it('count and score what the calling thread counts and scores', async () => {
    const table = random(4_000, [60, 30, 12, 5, 3], 0.1)
    const [alone, together] = [await measure(table, { workers: 0 }), await measure(table, { workers: 2 })]
    expect({ ...together, seconds: 0 }).toEqual({ ...alone, seconds: 0 })
  })

  it('split a block that does not fit the cache and still count and score exactly', async () => {
    // Nine rows in ten share the value of the finest column: their block has far more distinct rows than fit.
    const rows = 200_000
    const { columns } = random(rows, [5_000, 900, 800, 40, 3])
    const next = sequence(3)
    for (let r = 0; r < rows; r++) if (next() < 0.9) columns[0].codes[r] = 1
    const options = { maxSize: 5, k: 5, scored: true }
    const [alone, together] = await Promise.all([
      walkLattice(columns, rows, { ...options, workers: 0 }),
      walkLattice(columns, rows, { ...options, workers: 2 }),
    ])
    expect(together.counts).toEqual(alone.counts)
    expect(together.scored).toEqual(alone.scored)
    for (let set = 1; set < alone.plan.sets; set++) {
      const members = columnsOf(set, alone.plan).map(c => columns[alone.plan.order[c]])
      const { sizes, count } = groupRows(members, rows)
      const uniques = sizes.reduce((n, f) => n + (f === 1 ? 1 : 0), 0)
      const below = sizes.reduce((n, f) => n + (f < 5 ? f : 0), 0)
      expect(alone.counts[set]).toMatchObject({
        classes: count,
        uniques,
        below,
        smallest: sizes.reduce((a, b) => Math.min(a, b)),
      })
    }
  })

  it('stop when told to', async () => {
    const table = random(400_000, [500, 400, 300, 200, 100, 90, 80, 70])
    const stop = new AbortController()
    const started = performance.now()
    const measuring = measure(table, { workers: 2, signal: stop.signal })
    setTimeout(() => stop.abort(new Error('enough')), 50)
    await expect(measuring).rejects.toThrow('enough')
    expect(performance.now() - started).toBeLessThan(3_000)
  })
})

describe('the sensitive measures', () => {
  it('equal their definitions on any small table', async () => {
    const row = fc.record({ q: fc.integer({ min: 0, max: 4 }), s: fc.integer({ min: 1, max: 5 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async rows => {
        const table = encode({ q: rows.map(r => r.q), s: rows.map(r => r.s) })
        const options = { quasiIdentifiers: ['q'], sensitive: ['s'], generalise: false, suda: false }
        const [found] = (await measure(table, options)).sensitive
        const values = [...new Set(rows.map(r => r.s))].sort()
        const shares = (of: typeof rows) => values.map(v => of.filter(r => r.s === v).length / of.length)
        const q = shares(rows)
        const classes = Object.values(Object.groupBy(rows, r => r.q)).map(of => shares(of!))
        const worst = (of: (p: number[]) => number) => Math.max(...classes.map(of))
        const tEqual = worst(p => p.reduce((sum, x, i) => sum + Math.abs(x - q[i]), 0) / 2)
        const ordered = worst(p => {
          let [cumulated, sum] = [0, 0]
          for (const [i, x] of p.entries()) {
            cumulated += x - q[i]
            sum += Math.abs(cumulated)
          }
          return sum / (values.length - 1)
        })
        const entropy = -worst(p => p.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0))
        expect(found.tEqual).toBeCloseTo(tEqual, 12)
        if (values.length > 1) expect(found.tOrdered).toBeCloseTo(ordered, 12)
        else expect(found.tOrdered).toBeNull()
        expect(found.entropyL).toBeCloseTo(Math.exp(entropy), 12)
        expect(found.distinctL).toBe(-worst(p => -p.filter(x => x > 0).length))
        expect(found.alpha).toBe(worst(p => Math.max(...p)))
        expect(found.basicBeta).toBeCloseTo(
          Math.max(
            0,
            worst(p => Math.max(...p.map((x, i) => (x - q[i]) / q[i]))),
          ),
          12,
        )
      }),
      { numRuns: 150 },
    )
  })

  it('moves hierarchical distance only as high as the nodes that differ', async () => {
    const ladder = [{ name: 'group', codes: Uint32Array.of(0, 1, 1, 2, 2), cardinality: 3 }]
    const table = encode({ q: [1, 1, 2, 2], s: ['a1', 'b1', 'a2', 'b2'] })
    const coded = { ...table, columns: [table.columns[0], { ...table.columns[1], ladder }] }
    const options = { quasiIdentifiers: ['q'], sensitive: ['s'] }
    // a1, a2 in one group, b1, b2 in the other: each class holds one of each group, so mass moves one level of two.
    expect((await measure(coded, options)).sensitive[0].tHierarchical).toBe(0.25)
  })
})
