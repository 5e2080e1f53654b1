import { CATALOGUE, type Confidence, type Finding, labelOf, type Reason } from '#detect'
import type { RiskReport, SetRisk } from '#risk'
import type { Unread } from '#sources'
import type { InspectedColumn, InspectedTable, Inspection, PeopleBounds, RareFinding, Verdict } from './inspection.ts'
import { surer, worstFirst } from './report-choice.ts'
import { because } from './words/reasons.ts'

/**
 * Rows alone above this share block a table without names: one in a hundred can be found by whoever knows the columns. Below it
 * a person decides, because a handful of rows can be suppressed. Too low would block what a small repair makes safe; too high
 * would let thousands be found.
 */
const BLOCKING_SHARE_ALONE = 0.01

/** Columns, tables and sets that the first screen names: the reader looks the rest up below. */
const MOST_NAMED = 3
const MOST_TABLES = 5
const MOST_SETS = 2

/** A verdict and why. */
export type Judgement = Readonly<{ verdict: Verdict; reasons: readonly Reason[] }>
type TableParts = Omit<InspectedTable, 'verdict' | 'reasons'> &
  Readonly<{ rare: readonly RareFinding[]; riskMissing: string | null }>

/** May this table be shown? The strongest reasons first. */
export function judgeTable(table: TableParts): Judgement {
  const block = [...directReasons(table.columns), ...rareReasons(table.rare.filter(identifies)), ...aloneReasons(table)]
  const review = [
    ...sensitiveReasons(table),
    ...unattachedReasons(table),
    ...possibleReasons(table.columns),
    ...rareReasons(table.rare.filter(hit => !identifies(hit))),
    ...riskReasons(table),
  ]
  const indirect = table.columns.filter(column => column.personal === 'indirect').length
  if (indirect > 0) review.push(because('inspect/indirect', { count: indirect }))
  const people = peopleReason(table.people)
  if (block.length > 0) return { verdict: 'block', reasons: [...block, ...sensitiveReasons(table), ...people] }
  if (review.length > 0) return { verdict: 'review', reasons: [...review, ...people] }
  const cells = table.columns.reduce((sum, column) => sum + column.filled, 0)
  return {
    verdict: 'clear',
    reasons:
      table.rows === 0
        ? [because('inspect/no-rows', {})]
        : [because('inspect/nothing', { columns: table.columns.length, cells })],
  }
}

/** The answer for all places together: the worst table, and never clear when something was not read. */
export function judgeAll(tables: readonly InspectedTable[], unread: readonly Unread[]): Judgement {
  const worst = tables.reduce<Verdict>((verdict, table) => worse(verdict, table.verdict), 'clear')
  const missing = unread.length > 0 ? [because('inspect/unread', { places: unread.length })] : []
  if (tables.length === 0) return { verdict: 'review', reasons: [because('inspect/no-table', {}), ...missing] }
  const verdict = missing.length > 0 ? worse(worst, 'review') : worst
  const [only] = tables
  if (tables.length === 1)
    return { verdict, reasons: [...(only.verdict === 'clear' && missing.length > 0 ? [] : only.reasons), ...missing] }
  const named = worstFirst(tables).filter(table => table.verdict === worst && worst !== 'clear')
  const reasons = named
    .slice(0, MOST_TABLES)
    .map(table => because('inspect/table', { table: table.name, verdict: table.verdict }))
  // Where one table alone is the matter, why it is stands at once under its name.
  if (named.length === 1) reasons.push(...named[0].reasons)
  return { verdict, reasons: reasons.length > 0 || missing.length > 0 ? [...reasons, ...missing] : only.reasons }
}

/**
 * Whether a run that must fail on findings passes. Without `failOn` only "clear" passes. With it, a verdict of "review" alone
 * passes when nothing found is as sure as that, but an unread place does not: what was not read is never clean.
 */
export function passes(answer: Inspection, failOn: Confidence | null): boolean {
  if (failOn === null) return answer.verdict === 'clear'
  const columns = answer.tables.flatMap(table => table.columns).filter(column => column.personal !== 'none')
  const found = [...columns.flatMap(column => column.kinds), ...answer.rare].some(one => surer(one, failOn))
  return !found && answer.verdict !== 'block' && answer.unread.length === 0
}

const RANK: Readonly<Record<Verdict, number>> = { clear: 0, review: 1, block: 2 }

function worse(a: Verdict, b: Verdict): Verdict {
  return RANK[a] >= RANK[b] ? a : b
}

function isSure(found: Pick<Finding, 'confidence'>): boolean {
  return surer(found, 'likely')
}

function directReasons(columns: readonly InspectedColumn[]): Reason[] {
  const direct = columns.filter(column => column.personal === 'direct' && column.kinds[0] && isSure(column.kinds[0]))
  const named = direct
    .slice(0, MOST_NAMED)
    .map(column => because('inspect/direct', { column: labelOf(column), kind: column.kinds[0].kind }))
  return direct.length > MOST_NAMED ? [...named, because('inspect/directs', { count: direct.length })] : named
}

function possibleReasons(columns: readonly InspectedColumn[]): Reason[] {
  return columns
    .filter(column => column.personal === 'direct' && column.kinds[0] && !isSure(column.kinds[0]))
    .map(column => because('inspect/possible', { column: labelOf(column), kind: column.kinds[0].kind }))
}

/** Cells that name or number somebody, with more than a hint. */
function identifies(hit: RareFinding): boolean {
  return isSure(hit) && CATALOGUE[hit.kind].personal === 'direct'
}

function rareReasons(rare: readonly RareFinding[]): Reason[] {
  return rare
    .slice(0, MOST_NAMED)
    .map(hit => because('inspect/rare', { column: hit.column, kind: hit.kind, rows: hit.rows }))
}

/** A nameless table in which people are alone is not anonymous (GDPR recital 26: singling out). */
function aloneReasons({ risk, rows }: TableParts): Reason[] {
  if (!risk || risk.uniques < rows * BLOCKING_SHARE_ALONE || rows === 0) return []
  return tellingSets(risk).map(set =>
    because('inspect/alone', { columns: set.columns.join(' + '), share: set.uniques / rows, rows: set.uniques }),
  )
}

/**
 * Of the sets that single many out, what is easiest to know: the set of two columns (or of as few as do) with most rows alone,
 * then the best of those with fewest columns.
 */
function tellingSets(risk: RiskReport): SetRisk[] {
  const telling = risk.sets
    .filter(set => set.uniques >= risk.rows * BLOCKING_SHARE_ALONE)
    .sort((a, b) => b.uniques - a.uniques || a.columns.length - b.columns.length)
  const fewest = Math.min(...telling.map(set => set.columns.length))
  const best = telling.filter(set => set.columns.length <= Math.max(2, fewest))
  const smallest = telling.filter(set => set.columns.length === fewest)
  return [...new Set([...best.slice(0, 1), ...smallest])].slice(0, MOST_SETS)
}

function sensitiveReasons(table: TableParts): Reason[] {
  if (table.about !== 'people') return []
  return table.columns.flatMap(column => {
    const found = column.kinds.find(
      one => (one.legal === 'special-category' || one.legal === 'offences') && isSure(one),
    )
    return found
      ? [because('inspect/sensitive', { column: labelOf(column), kind: found.kind, legal: found.legal })]
      : []
  })
}

/**
 * Codes of illnesses, examinations or offences on many rows each, in a table that does not say whom they are of: the export of a
 * laboratory without its patients. A nomenclature has each code once.
 */
function unattachedReasons({ about, columns }: TableParts): Reason[] {
  if (about !== 'unknown') return []
  return columns.flatMap(({ personal, filled, kinds: [best], ...column }) => {
    const isRepeated = best?.distinct != null && best.distinct <= filled * MOST_OF_A_RECORD
    return personal === 'none' && best && isRepeated && isSure(best) && PROTECTED.has(best.legal)
      ? [because('inspect/unattached', { column: labelOf(column), kind: best.kind, legal: best.legal })]
      : []
  })
}

/** Different codes among the cells, at most: in a nomenclature there is one for each. */
const MOST_OF_A_RECORD = 0.5
const PROTECTED: ReadonlySet<string> = new Set(['special-category', 'offences'])

function riskReasons({ risk, rows, riskMissing }: TableParts): Reason[] {
  if (riskMissing) return [because('inspect/risk-not-measured', { cause: riskMissing })]
  return risk && risk.belowK > 0
    ? [because('inspect/below-k', { rows: risk.belowK, share: risk.belowK / rows, k: risk.threshold })]
    : []
}

function peopleReason(people: PeopleBounds): Reason[] {
  return people.high > 0 ? [because('inspect/people', { low: people.low, high: people.high })] : []
}
