import { attackerRisk } from './attackers.ts'
import { countSizes, groupRows, groupWithoutEach } from './classes.ts'
import { disOf, fileDis } from './dis.ts'
import type { EncodedColumn, EncodedTable } from './encoded.ts'
import { cheapestGeneralisation } from './generalise.ts'
import { type LatticeResult, walkLattice } from './lattice.ts'
import { bitWordsOf } from './lattice-memory.ts'
import { defaultMaxSize, MAX_COLUMNS, planLattice } from './lattice-plan.ts'
import { columnsOf, type SetCount } from './lattice-tally.ts'
import { populationUniqueness } from './population.ts'
import type { ColumnRisk, Coverage, RiskReport, SetRisk, SudaSummary } from './report.ts'
import { sensitiveRisk } from './sensitive.ts'
import { uniqueWeight } from './suda.ts'

/**
 * Five: the smallest class that health and statistics bodies commonly let out (El Emam & Dankar 2008, JAMIA 15:627).
 * A smaller default would call tables safe in which four people share a row; a larger one costs detail.
 */
export const DEFAULT_K = 5
/**
 * One: the table is taken to hold everybody it is about, as a register does. Any other guess would make people look
 * safer than they are.
 */
export const DEFAULT_SAMPLING_FRACTION = 1
/** One row in a hundred may be suppressed to reach k: more would distort what is published. */
export const DEFAULT_MAX_SUPPRESSED_SHARE = 0.01
/** Scores need some bytes per row and set; above this they are left out rather than the machine filled. */
const MAX_SCORE_BYTES = 700e6

export type MeasureOptions = Readonly<{
  /** Key columns, by name or position; by default all that are not sensitive. */
  quasiIdentifiers?: readonly (string | number)[] | undefined
  /** Columns whose values would harm if learnt, by name or position. */
  sensitive?: readonly (string | number)[] | undefined
  k?: number | undefined
  /** Largest sets measured; by default all up to 8 columns, 4 of 12, 3 of 22, 2 beyond. */
  maxSize?: number | undefined
  /** Rows / population, 0 < fraction <= 1. */
  samplingFraction?: number | undefined
  /** Whether records are scored (SUDA); true by default. */
  suda?: boolean | undefined
  /** Whether the cheapest generalisation is searched; true by default. */
  generalise?: boolean | undefined
  maxSuppressedShare?: number | undefined
  /** Worker threads; 0 is the calling thread. By default none under 50,000 rows, else one per processor. */
  workers?: number | undefined
  signal?: AbortSignal | undefined
}>

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
    generalisation: setting.generalise ? generalise(table, setting, walked) : null,
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

type Setting = Readonly<{
  quasi: readonly EncodedColumn[]
  /** Positions in `quasi` of the columns that enter the lattice. */
  walked: readonly number[]
  sensitive: readonly EncodedColumn[]
  k: number
  maxSize: number
  samplingFraction: number
  suda: boolean
  generalise: boolean
  maxSuppressedShare: number
  workers: number | undefined
  signal: AbortSignal | undefined
}>

function settle(table: EncodedTable, options: MeasureOptions): Setting {
  const find = (key: string | number) => {
    const column = typeof key === 'number' ? table.columns[key] : table.columns.find(c => c.name === key)
    if (column === undefined) throw new Error('risk: a column asked for is not in the table')
    return column
  }
  const sensitive = (options.sensitive ?? []).map(find)
  const quasi = options.quasiIdentifiers?.map(find) ?? table.columns.filter(c => !sensitive.includes(c))
  const walked = [...quasi.keys()]
    .sort((a, b) => quasi[b].cardinality - quasi[a].cardinality || a - b)
    .slice(0, MAX_COLUMNS)
    .sort((a, b) => a - b)
  return {
    quasi,
    walked,
    sensitive,
    k: options.k ?? DEFAULT_K,
    maxSize: Math.max(1, Math.min(options.maxSize ?? defaultMaxSize(walked.length), walked.length)),
    samplingFraction: options.samplingFraction ?? DEFAULT_SAMPLING_FRACTION,
    suda: options.suda ?? true,
    generalise: options.generalise ?? true,
    maxSuppressedShare: options.maxSuppressedShare ?? DEFAULT_MAX_SUPPRESSED_SHARE,
    workers: options.workers,
    signal: options.signal,
  }
}

type Walked = Readonly<{
  /** Null where there is no row or no column. */
  walk: LatticeResult | null
  /** Of all quasi-identifiers together. */
  classSizes: ReadonlyMap<number, number>
  classes: Readonly<{ record: Uint32Array; size: Uint32Array }>
}>

async function walk(table: EncodedTable, setting: Setting): Promise<Walked> {
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

function whyNoScores(table: EncodedTable, setting: Setting): RiskReport['sudaMissing'] {
  if (!setting.suda) return 'off'
  return table.rows === 0 || setting.walked.length === 0 ? 'no-columns' : 'memory'
}

/** The counts of the whole set of quasi-identifiers, from the sizes of its classes. */
function total(sizes: ReadonlyMap<number, number>, k: number): SetCount {
  const count = { classes: 0, uniques: sizes.get(1) ?? 0, below: 0, squares: 0, smallest: 0 }
  for (const [size, n] of sizes) {
    count.classes += n
    if (size < k) count.below += size * n
    count.squares += size * size * n
    if (count.smallest === 0 || size < count.smallest) count.smallest = size
  }
  return count
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

/** Positions (in the quasi-identifiers) of the columns of a set of the lattice, ascending. */
function positionsOf(set: number, { plan }: LatticeResult, setting: Setting): number[] {
  return columnsOf(set, plan)
    .map(c => setting.walked[plan.order[c]])
    .sort((a, b) => a - b)
}

function measuredSets(lattice: LatticeResult): number[] {
  const { sizeOf, maxSize, sets } = lattice.plan
  return Array.from({ length: sets - 1 }, (_, i) => i + 1).filter(set => sizeOf[set] <= maxSize)
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

function columnRisks(table: EncodedTable, setting: Setting, walked: Walked, whole: SetCount): ColumnRisk[] {
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

function sensitiveRisks(table: EncodedTable, setting: Setting): RiskReport['sensitive'] {
  if (setting.sensitive.length === 0) return []
  const classes = groupRows(setting.quasi, table.rows)
  return setting.sensitive.map(column => sensitiveRisk(column, classes))
}

function generalise(table: EncodedTable, setting: Setting, walked: Walked): RiskReport['generalisation'] {
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
