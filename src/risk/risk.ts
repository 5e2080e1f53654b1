/** How easily can these rows be tied to a person, and through which columns? */
export type { EncodedColumn, EncodedTable, Rung } from './encoded.ts'
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
