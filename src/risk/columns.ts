import { countSizes, groupRows, groupWithoutEach } from './classes.ts'
import type { EncodedTable } from './encoded.ts'
import type { LatticeResult } from './lattice.ts'
import type { SetCount } from './lattice-tally.ts'
import type { ColumnRisk } from './report.ts'
import type { Setting } from './settings.ts'
import { uniqueWeight } from './suda.ts'
import { positionsOf, total, type Walked } from './walked.ts'

/** How much each key column weighs in making records findable, most harmful first. `whole` counts all of them together. */
export function columnRisks(table: EncodedTable, setting: Setting, walked: Walked, whole: SetCount): ColumnRisk[] {
  const shares = walked.walk?.scored ? contributions(walked.walk, setting) : null
  const withouts = countsWithout(setting, walked)
  const risks = setting.quasi.map((column, i): ColumnRisk => {
    const alone = countAlone(table, setting, walked, i)
    const without = withouts[i]
    return {
      column: column.name,
      cardinality: alone.classes,
      uniquesAlone: alone.uniques,
      uniquesPrevented: whole.uniques - without.uniques,
      belowKPrevented: whole.below - without.below,
      contribution: shares?.[i] ?? null,
    }
  })
  return risks.sort(
    (a, b) =>
      (b.contribution ?? 0) - (a.contribution ?? 0) ||
      b.uniquesPrevented - a.uniquesPrevented ||
      b.belowKPrevented - a.belowKPrevented ||
      b.cardinality - a.cardinality,
  )
}

/** Share of the file's SUDA score that lies in minimal uniques holding the column, by quasi-identifier. */
function contributions(lattice: LatticeResult, setting: Setting): number[] {
  const { plan, scored } = lattice
  const byColumn = new Float64Array(setting.quasi.length)
  let all = 0
  scored!.minimal.forEach((count, set) => {
    if (count === 0) return
    const score = count * uniqueWeight(plan.columns, plan.sizeOf[set])
    all += score
    for (const i of positionsOf(set, lattice, setting)) byColumn[i] += score
  })
  return [...byColumn].map(score => (all === 0 ? 0 : score / all))
}

function countAlone(table: EncodedTable, setting: Setting, { walk: lattice }: Walked, i: number): SetCount {
  const c = lattice === null ? -1 : lattice.plan.order.findIndex(at => setting.walked[at] === i)
  if (lattice !== null && c >= 0) return lattice.counts[lattice.plan.child[c]]
  return total(countSizes(groupRows([setting.quasi[i]], table.rows).sizes), setting.k)
}

/** The counts of the whole set less each column: from the lattice where those were walked, else from the classes. */
function countsWithout(setting: Setting, { walk: lattice, classes }: Walked): SetCount[] {
  const { quasi, maxSize, k } = setting
  if (lattice?.plan.numbering === 'mask' && maxSize >= quasi.length - 1 && quasi.length > 1)
    return quasi.map((_, i) => {
      const c = lattice.plan.order.findIndex(at => setting.walked[at] === i)
      return lattice.counts[(lattice.plan.sets - 1) & ~(1 << c)]
    })
  const found: SetCount[] = []
  groupWithoutEach(quasi, classes.record, (i, of, count) => {
    const sizes = new Uint32Array(count)
    for (let j = 0; j < of.length; j++) sizes[of[j]] += classes.size[j]
    found[i] = total(countSizes(sizes), k)
  })
  return found
}
