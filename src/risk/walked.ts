import { countSizes, groupRows } from './classes.ts'
import type { EncodedColumn, EncodedTable } from './encoded.ts'
import { type LatticeResult, walkLattice } from './lattice.ts'
import { bitWordsOf } from './lattice-memory.ts'
import { planLattice } from './lattice-plan.ts'
import { columnsOf, type SetCount } from './lattice-tally.ts'
import type { Setting } from './settings.ts'

/** Scores need some bytes per row and set; above this they are left out rather than the machine filled. */
const MAX_SCORE_BYTES = 700e6

/** The lattice as walked, and the classes of all key columns together. */
export type Walked = Readonly<{
  /** Null where there is no row or no column. */
  walk: LatticeResult | null
  /** Of all quasi-identifiers together. */
  classSizes: ReadonlyMap<number, number>
  classes: Readonly<{ record: Uint32Array; size: Uint32Array }>
}>

/** Walks the lattice of the key columns; where some are left out of it, groups by all of them apart. */
export async function walk(table: EncodedTable, setting: Setting): Promise<Walked> {
  const { quasi, walked, maxSize, k, workers, signal } = setting
  if (table.rows === 0 || walked.length === 0) return { walk: null, ...wholeClasses(quasi, table.rows) }
  const columns = walked.map(i => quasi[i])
  const scored = setting.suda && scoresFit(table, setting)
  const lattice = await walkLattice(columns, table.rows, { maxSize, k, scored, workers, signal })
  const whole = walked.length < quasi.length ? wholeClasses(quasi, table.rows) : lattice
  return { walk: lattice, classSizes: whole.classSizes, classes: whole.classes }
}

function wholeClasses(columns: readonly EncodedColumn[], rows: number): Omit<Walked, 'walk'> {
  const { of, count, sizes } = groupRows(columns, rows)
  const record = new Uint32Array(count)
  for (let r = 0; r < rows; r++) record[of[r]] = r
  return { classSizes: countSizes(sizes), classes: { record, size: sizes } }
}

function scoresFit(table: EncodedTable, setting: Setting): boolean {
  const plan = planLattice(
    setting.walked.map(i => setting.quasi[i]),
    setting.maxSize,
    setting.k,
  )
  return table.rows * bitWordsOf(plan) * 4 <= MAX_SCORE_BYTES
}

/** The counts of the whole set of quasi-identifiers, from the sizes of its classes. */
export function total(sizes: ReadonlyMap<number, number>, k: number): SetCount {
  const count = { classes: 0, uniques: sizes.get(1) ?? 0, below: 0, squares: 0, smallest: 0 }
  for (const [size, n] of sizes) {
    count.classes += n
    if (size < k) count.below += size * n
    count.squares += size * size * n
    if (count.smallest === 0 || size < count.smallest) count.smallest = size
  }
  return count
}

/** Positions (in the quasi-identifiers) of the columns of a set of the lattice, ascending. */
export function positionsOf(set: number, { plan }: LatticeResult, setting: Setting): number[] {
  return columnsOf(set, plan)
    .map(c => setting.walked[plan.order[c]])
    .sort((a, b) => a - b)
}

/** Numbers of the sets of the lattice that were measured. */
export function measuredSets(lattice: LatticeResult): number[] {
  const { sizeOf, maxSize, sets } = lattice.plan
  return Array.from({ length: sets - 1 }, (_, i) => i + 1).filter(set => sizeOf[set] <= maxSize)
}
