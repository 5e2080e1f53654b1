import type { KindId, LegalClass } from './catalogue.ts'

/** How sure: certain is a rule that chance cannot explain, likely is evidence from two sides, possible is a hint. */
export type Confidence = 'certain' | 'likely' | 'possible'

/** Identifies by itself; any other information relating to the person of the row (GDPR Art. 4(1)); neither. */
export type Personal = 'direct' | 'indirect' | 'none'

/** What the rows of a table are about. */
export type About = 'people' | 'companies' | 'places' | 'aggregates' | 'things' | 'unknown'

/** Why: a code of the closed list in `words`, with facts that hold no value from the data. */
export type Reason = Readonly<{ code: string; facts: Readonly<Record<string, string | number>> }>

/** What personal data a column holds. Never a value. */
export type Finding = Readonly<{
  kind: KindId
  confidence: Confidence
  /** Rows whose cell carries it. */
  rows: number
  /** `rows` over the non-blank rows of the column, 0 to 1. */
  share: number
  /** Distinct values that carry it; null where it was not counted exactly. */
  distinct: number | null
  legal: LegalClass
  reasons: readonly Reason[]
}>
