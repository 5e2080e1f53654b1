/** What personal data is in this column or text, how much, how sure, why? */
export { CATALOGUE, KIND_IDS, type KindId, type KindSpec, type LegalClass, type Role } from './catalogue.ts'
export type { About, Confidence, Finding, Personal, Reason } from './finding.ts'
export { type HoldingName, holdingNames } from './judging/column-names.ts'
export { type JudgedColumn, type JudgedTable, judge, type RareHit } from './judging/judge.ts'
export { DETECT_REASONS, type FactsIn, type FactType, type ReasonTable } from './reasons.ts'
export { type DateOrder, parseDate } from './recognisers/dates.ts'
export type { ColumnCodes, ObservedColumn, ObservedTable } from './seeing/observed.ts'
export { type ScanOptions, scan } from './seeing/scan.ts'
