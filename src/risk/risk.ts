/** How easily can these rows be tied to a person, and through which columns? */

export { attackerRiskAgainst } from './attackers.ts'
export type { EncodedColumn, EncodedTable, Rung } from './encoded.ts'
export { frequencies, individualRisk, individualRiskApproximate } from './individual.ts'
export { measure, type RecordScores, scoreEach } from './measure.ts'
export { populationUniqueness } from './population.ts'
export type {
  AttackerRisk,
  ColumnRisk,
  Coverage,
  Generalisation,
  GeneralisationStep,
  PopulationRisk,
  RiskReport,
  SensitiveRisk,
  SetRisk,
  SudaSummary,
} from './report.ts'
export { DEFAULT_K, DEFAULT_MAX_SUPPRESSED_SHARE, DEFAULT_SAMPLING_FRACTION, type MeasureOptions } from './settings.ts'
