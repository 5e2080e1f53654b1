import { type ColumnCase, shareOf } from './column-case.ts'
import { isContradicted } from './hypotheses.ts'

/** Above this share of headers that say nothing, no header of the table is trusted to make a column personal. */
const MOSTLY_OPAQUE = 0.5
/** Of the columns whose values say what they are, fewer than this share of headers say the same. */
const SELDOM_AGREES = 0.34
const FEWEST_EVIDENT = 2
/** Of the headers that plainly announce a kind, more than this share announce what their values are not. */
const OFTEN_CONTRADICTED = 0.3

/** Whether the headers say nothing, or something else than the values show: they are then not believed. */
export function areHeadersOpaque(columns: readonly ColumnCase[]): boolean {
  const evident = columns.filter(({ hypotheses }) => hypotheses.some(one => one.value >= 2))
  const agreeing = evident.filter(({ hypotheses }) => hypotheses.some(one => one.value >= 2 && one.header >= 1)).length
  const hiding = evident.filter(
    one => one.hypotheses.every(h => h.value < 2 || h.header === 0) && saysNothingTrue(one),
  ).length
  // A questionnaire (`Age`, `Sex`, `Q1` to `Q56`) is believed: what its few words say, their values say too.
  const isBorneOut = agreeing >= FEWEST_EVIDENT && hiding === 0
  if (!isBorneOut && shareOf(columns, column => column.header.opaque) > MOSTLY_OPAQUE) return true
  if (hiding >= FEWEST_EVIDENT && agreeing < (agreeing + hiding) * SELDOM_AGREES) return true
  const plain = columns.filter(({ header }) => header.readings.some(reading => reading.weight >= 2))
  const contradicted = plain.filter(({ facts, header }) => isContradicted(facts, header)).length
  const isGibberish = evident.length > 0 && shareOf(columns, column => !column.isWorded) > MOSTLY_OPAQUE
  return (
    agreeing === 0 &&
    (isGibberish || (contradicted >= FEWEST_EVIDENT && contradicted > plain.length * OFTEN_CONTRADICTED))
  )
}

/** A header that is no word, or announces plainly what its values are not. */
function saysNothingTrue({ facts, header, isWorded }: ColumnCase): boolean {
  return (
    header.opaque || !isWorded || isContradicted(facts, header) || header.readings.some(reading => reading.weight >= 2)
  )
}
