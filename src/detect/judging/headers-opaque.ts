import type { KindId } from '../catalogue.ts'
import { type ColumnCase, shareOf } from './column-case.ts'
import { fitOf } from './fits.ts'
import { isContradicted } from './hypotheses.ts'
import { isAnchor } from './people-points.ts'

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
  const agreeing = evident.filter(saysWhatItShows).length
  const hiding = evident.filter(one => !saysWhatItShows(one) && saysNothingTrue(one)).length
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

/** The header names what the values plainly are, or another part of it: an address over streets, a name over family names. */
function saysWhatItShows({ hypotheses, facts, header }: ColumnCase): boolean {
  const named = header.readings.filter(({ kind }) => fitOf(kind, facts) >= 0).map(({ kind }) => wholeOf(kind))
  return hypotheses.some(
    one => one.value >= 2 && (one.header >= 1 || (isPart(one.kind) && named.includes(wholeOf(one.kind)))),
  )
}

const wholeOf = (kind: KindId): string => kind.slice(0, kind.indexOf('.') + 1)
const isPart = (kind: KindId): boolean => kind.startsWith('address.') || kind.startsWith('name.')

/** A header that is no word, or announces plainly what its values are not. */
function saysNothingTrue({ facts, header, isWorded }: ColumnCase): boolean {
  return (
    header.opaque || !isWorded || isContradicted(facts, header) || header.readings.some(reading => reading.weight >= 2)
  )
}

/** Columns whose values alone name or number a person: this many beside each other are one person's. */
const FEWEST_ANCHORS = 3

/** A file without a header line is an export: where three columns name or number the person of the row, the rest is theirs too. */
export function isHeadlessRecord(columns: readonly ColumnCase[]): boolean {
  const anchors = columns.filter(
    ({ hypotheses: [best] }) => best !== undefined && best.value >= 2 && isAnchor(best.kind),
  )
  return anchors.length >= FEWEST_ANCHORS && columns.every(({ facts }) => facts.column.name === '')
}
