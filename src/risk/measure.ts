import { attackerRisk } from './attackers.ts'
import { groupRows } from './classes.ts'
import { columnRisks } from './columns.ts'
import { disOf, fileDis } from './dis.ts'
import type { EncodedTable } from './encoded.ts'
import { cheapestGeneralisation } from './generalise.ts'
import type { LatticeResult } from './lattice.ts'
import type { SetCount } from './lattice-tally.ts'
import { populationUniqueness } from './population.ts'
import type { Coverage, RiskReport, SetRisk, SudaSummary } from './report.ts'
import { sensitiveRisk } from './sensitive.ts'
import { type MeasureOptions, type Setting, settle } from './settings.ts'
import { measuredSets, positionsOf, total, type Walked, walk } from './walked.ts'

/**
 * Measures how easily the rows can be tied to a person. Everything is counted over all rows; only `population` is an
 * estimate, with its assumption. A blank counts as a value of its own. Throws for a column that is not in the table;
 * rejects with the signal's reason when aborted.
 */
export async function measure(table: EncodedTable, options: MeasureOptions = {}): Promise<RiskReport> {
  const started = performance.now()
  const setting = settle(table, options)
  const walked = await walk(table, setting)
  const { classSizes, walk: lattice } = walked
  const whole = total(classSizes, setting.k)
  const dis = fileDis(whole.uniques, classSizes.get(2) ?? 0, setting.samplingFraction)
  const suda = lattice?.scored ? summariseScores(lattice, setting, whole, dis) : null
  const names = setting.quasi.map(c => c.name)
  const report: RiskReport = {
    kind: 'risk/report',
    version: 1,
    rows: table.rows,
    quasiIdentifiers: names,
    k: whole.smallest,
    threshold: setting.k,
    uniques: whole.uniques,
    classes: whole.classes,
    belowK: whole.below,
    coverage: coverageOf(setting, lattice),
    sets: setsOf(table.rows, setting, lattice, whole),
    minimalUniques: lattice?.scored ? uniquesBySize(lattice) : null,
    suda,
    sudaMissing: suda === null ? whyNoScores(table, setting) : null,
    dis,
    columns: columnRisks(table, setting, walked, whole),
    sensitive: sensitiveRisks(table, setting),
    attackers: attackerRisk(classSizes, setting.k, setting.samplingFraction),
    population: {
      ...populationUniqueness(classSizes, setting.samplingFraction),
      assumed: options.samplingFraction === undefined,
    },
    generalisation: setting.generalise ? await generalise(table, setting, walked) : null,
    blanks: 'own-value',
    seconds: (performance.now() - started) / 1000,
  }
  return freeze(report)
}

/** SUDA score and DIS-SUDA probability of every record, in row order; null where scores were not computed. */
export type RecordScores = Readonly<{ suda: Float64Array; dis: Float64Array }>

/** Scores every record: the same computation as in `measure`, with the numbers per record instead of their summary. */
export async function scoreEach(table: EncodedTable, options: MeasureOptions = {}): Promise<RecordScores | null> {
  const setting = settle(table, { ...options, suda: true })
  const { walk: lattice, classSizes } = await walk(table, setting)
  if (!lattice?.scored || lattice.scores === null) return null
  const whole = total(classSizes, setting.k)
  const dis = fileDis(whole.uniques, classSizes.get(2) ?? 0, setting.samplingFraction)
  const probability = disOf(lattice.scored.records, whole.uniques, dis, lattice.plan.columns)
  const known = new Map([...lattice.scored.records.keys()].map(score => [score, probability(score)]))
  const suda = Float64Array.from(lattice.scores)
  return { suda, dis: suda.map(score => known.get(score)!) }
}

function whyNoScores(table: EncodedTable, setting: Setting): RiskReport['sudaMissing'] {
  if (!setting.suda) return 'off'
  return table.rows === 0 || setting.walked.length === 0 ? 'no-columns' : 'memory'
}

function setRisk(columns: readonly string[], count: SetCount, rows: number): SetRisk {
  const { classes, uniques, below, squares, smallest } = count
  return {
    columns,
    classes,
    uniques,
    belowK: below,
    k: smallest,
    // Motwani & Xu 2007, "Efficient algorithms for masking and finding quasi-identifiers".
    distinction: classes / rows,
    separation: rows < 2 ? 0 : (rows * rows - squares) / (rows * (rows - 1)),
  }
}

function setsOf(rows: number, setting: Setting, lattice: LatticeResult | null, whole: SetCount): SetRisk[] {
  const { quasi } = setting
  if (lattice === null) return []
  const found = measuredSets(lattice)
    .map(set => ({ at: positionsOf(set, lattice, setting), count: lattice.counts[set] }))
    .sort((a, b) => a.at.length - b.at.length || compare(a.at, b.at))
    .map(({ at, count }) =>
      setRisk(
        at.map(i => quasi[i].name),
        count,
        rows,
      ),
    )
  if (setting.maxSize === quasi.length) return found
  return [
    ...found,
    setRisk(
      quasi.map(c => c.name),
      whole,
      rows,
    ),
  ]
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : a[at] - b[at]
}

function coverageOf(setting: Setting, lattice: LatticeResult | null): Coverage {
  const { quasi, walked, maxSize } = setting
  const inLattice = new Set(walked)
  const all = maxSize === quasi.length
  return {
    mode: all || lattice === null ? 'all' : 'up-to',
    maxSize: lattice === null ? 0 : maxSize,
    measured: lattice === null ? 0 : measuredSets(lattice).length + (all ? 0 : 1),
    possible: 2 ** quasi.length - 1,
    leftOut: quasi.filter((_, i) => !inLattice.has(i)).map(c => c.name),
  }
}

function uniquesBySize({ plan, scored }: LatticeResult): { size: number; count: number }[] {
  const counts = new Float64Array(plan.maxSize + 1)
  scored!.minimal.forEach((count, set) => {
    if (count > 0) counts[plan.sizeOf[set]] += count
  })
  return Array.from({ length: plan.maxSize }, (_, i) => ({ size: i + 1, count: counts[i + 1] }))
}

const QUANTILES = [0.5, 0.9, 0.95, 0.99, 0.999, 1]

function summariseScores(lattice: LatticeResult, setting: Setting, whole: SetCount, dis: number | null): SudaSummary {
  const { records } = lattice.scored!
  const probability = disOf(records, whole.uniques, dis, lattice.plan.columns)
  const scores = [...records.keys()]
  const rows = [...records.values()].reduce((sum, n) => sum + n, 0)
  const max = scores.at(-1) ?? 0
  const at = (q: number) => {
    let left = Math.max(1, Math.ceil(q * rows))
    for (const [score, n] of records) {
      left -= n
      if (left <= 0) return score
    }
    return max
  }
  return {
    maxSize: setting.maxSize,
    total: [...records].reduce((sum, [score, n]) => sum + score * n, 0),
    max,
    scored: rows - (records.get(0) ?? 0),
    quantiles: QUANTILES.map(q => ({ q, score: at(q), dis: probability(at(q)) })),
    maxDis: probability(max),
  }
}

function sensitiveRisks(table: EncodedTable, setting: Setting): RiskReport['sensitive'] {
  if (setting.sensitive.length === 0) return []
  const classes = groupRows(setting.quasi, table.rows)
  return setting.sensitive.map(column => sensitiveRisk(column, classes))
}

async function generalise(
  table: EncodedTable,
  setting: Setting,
  walked: Walked,
): Promise<RiskReport['generalisation']> {
  const { quasi, k, maxSuppressedShare, signal } = setting
  const allowed = maxSuppressedShare * table.rows
  const failing: number[][] = []
  if (walked.walk !== null)
    for (const set of measuredSets(walked.walk).sort(
      (a, b) => walked.walk!.plan.sizeOf[a] - walked.walk!.plan.sizeOf[b],
    )) {
      if (walked.walk.counts[set].below <= allowed) continue
      const at = positionsOf(set, walked.walk, setting)
      if (!failing.some(smaller => smaller.every(i => at.includes(i)))) failing.push(at)
    }
  return cheapestGeneralisation(quasi, table.rows, { k, maxSuppressedShare, failing, classes: walked.classes, signal })
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
