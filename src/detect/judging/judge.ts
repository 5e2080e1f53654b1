import type { About, Finding, Personal, Reason } from '../finding.ts'
import { labelOf } from '../label.ts'
import { type Lexicon, open } from '../lexicon/lexicon.ts'
import type { DateOrder } from '../recognisers/dates.ts'
import type { ObservedTable } from '../seeing/observed.ts'
import { type HeaderReading, headerOf } from '../vocabulary/vocabulary.ts'
import { aboutOf, type TableAbout } from './about.ts'
import type { ColumnCase } from './column-case.ts'
import { columnFacts } from './column-facts.ts'
import { areHeadersOpaque, isHeadlessRecord } from './headers-opaque.ts'
import { believingHeader, hypothesesOf } from './hypotheses.ts'
import { decidePersonal } from './personal.ts'
import { type RareHit, rareHits } from './rare.ts'

export type { RareHit } from './rare.ts'

/** What was decided of one column. */
export type JudgedColumn = Readonly<{
  name: string
  /** The name, or `#3` where there is none. */
  label: string
  index: number
  personal: Personal
  filled: number
  /** Different values; null where they were too many to count. */
  distinct: number | null
  /** As `distinct`, or a number that is surely not above it. */
  distinctAtLeast: number
  isKeyLike: boolean
  /** How its dates are written; null where most values are no dates. */
  dateOrder: DateOrder | null
  /** Best first. */
  kinds: readonly Finding[]
  rare: readonly RareHit[]
}>

/** What personal data a table holds, column by column, decided jointly. */
export type JudgedTable = Readonly<{
  rows: number
  about: About
  aboutReasons: readonly Reason[]
  columns: readonly JudgedColumn[]
}>

/** Judges all columns of a table together. `today`: for what a plausible birth date is. */
export function judge(observed: ObservedTable, today: Date, lexicon: Lexicon = open()): JudgedTable {
  const { cases, about } = weigh(observed, today, lexicon)
  return {
    rows: observed.rows,
    about: about.about,
    aboutReasons: about.reasons,
    columns: cases.map(one => judgeColumn(one, about, cases)),
  }
}

/** What each column may be, and what the table is about: the evidence before the decision. */
export function weigh(
  observed: ObservedTable,
  today: Date,
  lexicon: Lexicon,
): { cases: ColumnCase[]; about: TableAbout } {
  const thisYear = today.getUTCFullYear() + today.getUTCMonth() / 12
  const names = observed.columns.map(column => column.name)
  const read = observed.columns.map((column): ColumnCase => {
    const facts = columnFacts(column, thisYear)
    const header = headerOf(column.name, names)
    return { facts, header, isWorded: isWorded(header, lexicon), hypotheses: hypothesesOf(facts, header, lexicon) }
  })
  const isOpaque = areHeadersOpaque(read)
  const cases = isOpaque ? read : read.map(one => ({ ...one, hypotheses: believingHeader(one) }))
  const about = aboutOf(cases, observed.table.name, isOpaque)
  return { cases, about: isHeadlessRecord(cases) ? { ...about, isOpaque: false } : about }
}

/** A header that our vocabulary reads, or with a word of three letters that a dictionary has. */
function isWorded(header: HeaderReading, lexicon: Lexicon): boolean {
  if (header.opaque) return false
  if (header.readings.length > 0 || header.aggregate || Object.values(header.about).some(n => n > 0)) return true
  return header.tokens.some(token => (token.length >= 3 && isWord(token, lexicon)) || isCompound(token, lexicon))
}

function isWord(token: string, lexicon: Lexicon): boolean {
  const word = lexicon.word(token)
  return Math.max(word.fr, word.en, word.de) >= 1
}

/** German joins two words with or without an `s`, and no dictionary has all that can be joined: `Hunderasse`, `Jahressteuer`. */
function isCompound(token: string, lexicon: Lexicon): boolean {
  if (token.length < 2 * SHORTEST_PART || token.length > LONGEST_COMPOUND) return false
  for (let at = SHORTEST_PART; at <= token.length - SHORTEST_PART; at++) {
    const [first, second] = [token.slice(0, at), token.slice(at)]
    if (
      isGerman(second, lexicon) &&
      (isGerman(first, lexicon) || (first.endsWith('s') && isGerman(first.slice(0, -1), lexicon)))
    )
      return true
  }
  return false
}

const SHORTEST_PART = 4
const LONGEST_COMPOUND = 40

function isGerman(part: string, lexicon: Lexicon): boolean {
  return lexicon.word(part).de >= 1
}

function judgeColumn(one: ColumnCase, about: TableAbout, all: readonly ColumnCase[]): JudgedColumn {
  const { facts } = one
  const { personal, kinds } = decidePersonal(one, about, all)
  const rare = rareHits(facts, new Set(kinds.map(found => found.kind)))
  return {
    name: facts.column.name,
    label: labelOf(facts.column),
    index: facts.column.index,
    personal: personal === 'none' && holdsMuch(rare, facts.filled) ? 'indirect' : personal,
    filled: facts.filled,
    distinct: facts.column.closed ? null : facts.distinct,
    distinctAtLeast: facts.distinct,
    isKeyLike: facts.isKeyLike,
    dateOrder: facts.dates?.order ?? null,
    kinds,
    rare,
  }
}

/** A column of which this share of cells names or numbers a person is itself about persons. */
const MUCH = 0.05

function holdsMuch(rare: readonly RareHit[], filled: number): boolean {
  return rare.some(hit => hit.confidence !== 'possible' && hit.rows >= filled * MUCH)
}
