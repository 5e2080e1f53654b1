import type { Confidence, Finding, Personal, Reason } from '#detect'
import type { RiskReport, SetRisk } from '#risk'
import type { InspectedColumn, InspectedTable, Inspection, RareFinding, Verdict } from './inspection.ts'

/** What a person is shown first: the choice made once for the screen, the page and the log. */

const GRAVITY: Readonly<Record<Verdict, number>> = { block: 0, review: 1, clear: 2 }
const NEARNESS: Readonly<Record<Personal, number>> = { direct: 0, indirect: 1, none: 2 }
const DOUBT: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 }

/**
 * Tables with the gravest verdict first, then those with most people (by powers of ten: 2,200 and 3,300 are as grave), then
 * those with most columns that identify them; the order of the source otherwise.
 */
export function worstFirst(tables: readonly InspectedTable[]): readonly InspectedTable[] {
  return [...tables].sort(
    (a, b) =>
      GRAVITY[a.verdict] - GRAVITY[b.verdict] ||
      String(b.people.high).length - String(a.people.high).length ||
      identifying(b).length - identifying(a).length ||
      b.people.high - a.people.high,
  )
}

/** What speaks most against each of several tables that the reasons of the whole answer name; null for other reasons. */
export function whyOfTable({ reasons, tables }: Inspection, reason: Reason): Reason | null {
  if (reason.code !== 'inspect/table' || reasons.filter(one => one.code === reason.code).length < 2) return null
  return tableOfReason(tables, reason)?.reasons[0] ?? null
}

/** The table that a reason of the whole answer names; null where it names none. */
export function tableOfReason(tables: readonly InspectedTable[], { code, facts }: Reason): InspectedTable | null {
  if (code !== 'inspect/table') return null
  return tables.find(table => table.name === facts.table && table.verdict === facts.verdict) ?? null
}

/** Columns in which something was found: those that identify first, then the classes the law protects more. */
export function columnsThatMatter(table: InspectedTable): readonly InspectedColumn[] {
  const found = table.columns.filter(column => column.kinds.length > 0 && column.personal !== 'none')
  return found.sort(
    (a, b) =>
      NEARNESS[a.personal] - NEARNESS[b.personal] ||
      protectedMore(b) - protectedMore(a) ||
      DOUBT[a.kinds[0].confidence] - DOUBT[b.kinds[0].confidence] ||
      a.index - b.index,
  )
}

// The answers of a questionnaire: past this many they are named together, else they hide what tells more.
const MOST_VAGUE = 5

/** The columns that matter in two parts: those that tell something of their own, and many that are only said of the row's person. */
export function tellingAndVague(
  table: InspectedTable,
): Readonly<Record<'telling' | 'vague', readonly InspectedColumn[]>> {
  const all = columnsThatMatter(table)
  const isVague = ({ kinds: [best] }: InspectedColumn) => best.kind === 'attribute' && best.confidence === 'possible'
  const vague = all.filter(isVague)
  return vague.length > MOST_VAGUE ? { telling: all.filter(one => !isVague(one)), vague } : { telling: all, vague: [] }
}

/** Columns that say something but nothing about a person: place codes, company numbers. */
export function columnsAside(table: InspectedTable): readonly InspectedColumn[] {
  return table.columns.filter(column => column.kinds.length > 0 && column.personal === 'none')
}

function protectedMore(column: InspectedColumn): number {
  return column.kinds[0].legal === 'ordinary' ? 0 : 1
}

/** Rare findings with the surest first; the order of the source otherwise. */
export function surestFirst(rare: readonly RareFinding[]): readonly RareFinding[] {
  return [...rare].sort((a, b) => DOUBT[a.confidence] - DOUBT[b.confidence])
}

/** Whether a column of the table identifies people by itself, with more than a hint. */
export function namesPeople(table: InspectedTable): boolean {
  return identifying(table).length > 0
}

function identifying(table: InspectedTable): readonly InspectedColumn[] {
  return table.columns.filter(
    column => column.personal === 'direct' && column.kinds.some(kind => surer(kind, 'likely')),
  )
}

/** Whether a finding is at least as sure as that. */
export function surer(finding: Pick<Finding, 'confidence'>, than: Confidence): boolean {
  return DOUBT[finding.confidence] <= DOUBT[than]
}

// A larger set is shown only when it singles out clearly more rows than each smaller one already shown inside it: otherwise
// the list would be the same few columns again and again. 0.9 rather than 1: hiding a nearly equal superset loses nothing,
// showing it hides the next different set.
const ALREADY_SAID = 0.9

/** The sets of columns that say most: most rows alone first, without those that a smaller set already explains. */
export function tellingSets(risk: RiskReport): readonly SetRisk[] {
  const bySize = risk.sets
    .filter(set => set.uniques > 0)
    .sort((a, b) => a.columns.length - b.columns.length || b.uniques - a.uniques)
  const kept: SetRisk[] = []
  for (const set of bySize) {
    const said = kept.some(
      one => one.uniques >= ALREADY_SAID * set.uniques && one.columns.every(name => set.columns.includes(name)),
    )
    if (!said) kept.push(set)
  }
  return kept.sort((a, b) => b.uniques - a.uniques || a.columns.length - b.columns.length)
}
