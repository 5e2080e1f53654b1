import type { About } from '../finding.ts'
import type { HeaderReading } from '../vocabulary/vocabulary.ts'
import type { ColumnFacts } from './column-facts.ts'
import type { Hypothesis } from './hypothesis.ts'

/** A column as the table's judgement sees it. */
export type ColumnCase = Readonly<{
  facts: ColumnFacts
  header: HeaderReading
  /** The header is made of words that somebody would read as words. */
  isWorded: boolean
  hypotheses: readonly Hypothesis[]
}>

/** Share of the columns that pass a test; 0 of no columns. */
export function shareOf(columns: readonly ColumnCase[], test: (column: ColumnCase) => boolean): number {
  return columns.filter(test).length / Math.max(1, columns.length)
}

/** What rows can be about, each with points of its own. */
export type Side = Exclude<About, 'unknown'>
