import { type DateOrder, parseDate, possibleOrders } from '../recognisers/dates.ts'
import type { Outcome } from '../seeing/examiner.ts'
import type { ObservedColumn } from '../seeing/observed.ts'

/** How often a recogniser accepted and passed the values of a column: rows, and distinct values (of the dictionary). */
export type Tally = { acceptedRows: number; passedRows: number; acceptedValues: number; passedValues: number }

/** How often something was found inside longer values. */
type InsideTally = { rows: number; missedRows: number }

/** The dates of a column, when most of its values are dates. */
type DateFacts = Readonly<{
  order: DateOrder
  /** Share of the sampled values that are dates in that order. */
  share: number
  hasTime: boolean
  firstYear: number
  lastYear: number
  /** Share of the dates that are plausible birth dates today: 0 to 110 years ago. */
  plausibleAges: number
  /** Years between the first and the third quartile. */
  spreadYears: number
}>

/** The numbers of a column, when most of its values are numbers. */
type NumberFacts = Readonly<{
  /** Share of the sampled values that are numbers. */
  share: number
  integers: boolean
  /** Share of the numbers that are whole. */
  whole: number
  min: number
  max: number
  /** Most figures after the point. */
  decimals: number
}>

/** What the values of a column are like, before anything is said about persons. Stays in the process: holds values. */
export type ColumnFacts = Readonly<{
  column: ObservedColumn
  /** Rows that hold something other than a word for nothing. */
  filled: number
  /** Different values, words for nothing left out; of a closed column, those in the dictionary. */
  distinct: number
  /** At most `SAMPLE` different values, the same whatever the order of the rows. */
  sample: readonly string[]
  /** The most frequent values, as many as make 95 in 100 rows, at most `SAMPLE`: typing errors are not among them. */
  common: readonly string[]
  tallies: ReadonlyMap<number, Tally>
  inside: ReadonlyMap<number, InsideTally>
  /** Rows in which a person is named inside a longer text. */
  namedRows: number
  sampleRows: number
  dates: DateFacts | null
  numbers: NumberFacts | null
  /** Share of the sampled values that hold a letter; their mean length and words. */
  letters: number
  meanLength: number
  meanWords: number
  /** Each row has a value of its own, or nearly. */
  isKeyLike: boolean
  /** Whole numbers that run from a first to a last without a gap, each once: a row counter. */
  isCounter: boolean
  /** Rows whose number was damaged by a spreadsheet (`2.95E+14`). */
  scientificRows: number
}>

/**
 * Judgements by word lists look at this many values: 400 settle a share to 5 points
 * (1.96 × √(0.25 / 400)), and cost 10 ms.
 */
const SAMPLE = 400

const NOTHING_WORDS = new Set(
  'na n/a #n/a nan null none nil - -- --- . ? \\n #null! (null) (blank) unknown inconnu inconnue nr n.r. nd n.d. ns non_renseigne unbekannt k.a. undefined *'
    .split(' ')
    .concat('non renseigné', 'not available', 'keine angabe', 'sans objet', 'not applicable'),
)

/** Whether a cell only says that nothing is known (`NA`, `n/a`, `inconnu`): it is counted as blank. */
function isWordForNothing(value: string): boolean {
  return value.length <= 15 && NOTHING_WORDS.has(value.trim().toLowerCase())
}

/** Each row has a value of its own when this share of the values differ; of fewer rows nothing is said. */
const OWN_VALUE = 0.98
const FEWEST_ROWS = 5

/** Gathers the facts of a column. `thisYear`: with its fraction, e.g. 2026.9. */
export function columnFacts(column: ObservedColumn, thisYear: number): ColumnFacts {
  const counted = count(column)
  const sample = sampleOf(column)
  const letters = share(sample, value => /\p{L}/u.test(value))
  const numbers = numberFacts(sample)
  return {
    column,
    ...counted,
    sample,
    common: commonOf(column),
    letters,
    meanLength: mean(sample, value => value.length),
    meanWords: mean(sample, value => value.trim().split(/\s+/).length),
    dates: dateFacts(sample, thisYear),
    numbers,
    isKeyLike: column.closed || (counted.filled >= FEWEST_ROWS && counted.distinct >= counted.filled * OWN_VALUE),
    isCounter: isCounter(column, counted.filled, counted.distinct),
  }
}

type Counted = Pick<
  ColumnFacts,
  'filled' | 'distinct' | 'tallies' | 'inside' | 'namedRows' | 'sampleRows' | 'scientificRows'
>

/** Rows and different values of one outcome. */
type Met = { outcome: Outcome; rows: number; values: number }

function count(column: ObservedColumn): Counted {
  const { met, nothing, scientificRows } = metIn(column)
  for (const [outcome, rows] of column.afterClosing) met.push({ outcome, rows, values: 0 })
  const rowsWhere = (test: (outcome: Outcome) => boolean): number =>
    met.reduce((sum, { outcome, rows }) => (test(outcome) ? sum + rows : sum), 0)
  return {
    filled: column.filled - nothing.rows,
    distinct: column.dictionary.size - nothing.values,
    tallies: talliesOf(met),
    inside: insideOf(met),
    namedRows: rowsWhere(outcome => outcome.name),
    sampleRows: rowsWhere(outcome => outcome.sample),
    scientificRows,
  }
}

/** Longer values are no words for nothing and no numbers that a spreadsheet cut: their text is not looked at. */
const LONGEST_SHORT = 24
/** `2.95E+14`: a number of more than 11 figures as Excel shows it. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d{2}$/
const SHORTEST_SCIENTIFIC = 7

/** Goes through the dictionary once: what each outcome was met in, words for nothing apart. */
function metIn({ dictionary, outcomes }: ObservedColumn): {
  met: Met[]
  nothing: { rows: number; values: number }
  scientificRows: number
} {
  const byNumber = new Map<number, Met>()
  const nothing = { rows: 0, values: 0 }
  let scientificRows = 0
  for (let code = 1; code <= dictionary.size; code++) {
    const rows = dictionary.counts[code - 1]
    const length = dictionary.lengthOf(code)
    if (length <= LONGEST_SHORT) {
      const text = dictionary.text(code)
      if (isWordForNothing(text)) {
        nothing.rows += rows
        nothing.values++
        continue
      }
      if (length >= SHORTEST_SCIENTIFIC && SCIENTIFIC.test(text.trim())) scientificRows += rows
    }
    const number = dictionary.outcomes[code - 1]
    const known = byNumber.get(number)
    if (known) {
      known.rows += rows
      known.values++
    } else byNumber.set(number, { outcome: outcomes[number], rows, values: 1 })
  }
  return { met: [...byNumber.values()], nothing, scientificRows }
}

function talliesOf(met: readonly Met[]): Map<number, Tally> {
  const tallies = new Map<number, Tally>()
  for (const { outcome, rows, values } of met) {
    for (const i of outcome.accepted) {
      const tally = tallies.get(i) ?? { acceptedRows: 0, passedRows: 0, acceptedValues: 0, passedValues: 0 }
      tallies.set(i, tally)
      tally.acceptedRows += rows
      tally.acceptedValues += values
      if (!outcome.passed.includes(i)) continue
      tally.passedRows += rows
      tally.passedValues += values
    }
  }
  return tallies
}

function insideOf(met: readonly Met[]): Map<number, InsideTally> {
  const inside = new Map<number, InsideTally>()
  for (const { outcome, rows } of met) {
    for (const i of outcome.inside) add(inside, i).rows += rows
    for (const i of outcome.missed) add(inside, i).missedRows += rows
  }
  return inside
}

function add(inside: Map<number, InsideTally>, i: number): InsideTally {
  const tally = inside.get(i) ?? { rows: 0, missedRows: 0 }
  inside.set(i, tally)
  return tally
}

/** The values with the smallest hashes: the same ones whatever the order of the rows. */
function sampleOf(column: ObservedColumn): string[] {
  const { dictionary } = column
  const codes = Array.from({ length: dictionary.size }, (_, i) => i + 1)
  if (codes.length > SAMPLE) codes.sort((a, b) => dictionary.hashOf(a) - dictionary.hashOf(b))
  const sample: string[] = []
  for (const code of codes) {
    if (sample.length === SAMPLE) break
    const text = dictionary.text(code).slice(0, 500).trim()
    if (text !== '' && !isWordForNothing(text)) sample.push(text)
  }
  return sample
}

/** Typing errors and strays are hardly ever more than the other rows. */
const MOST_ROWS = 0.95

function commonOf({ dictionary }: ObservedColumn): string[] {
  const values: { text: string; rows: number }[] = []
  let rows = 0
  for (let code = 1; code <= dictionary.size && code <= 100 * SAMPLE; code++) {
    const text = dictionary.text(code).slice(0, 500).trim()
    if (text === '' || isWordForNothing(text)) continue
    values.push({ text, rows: dictionary.counts[code - 1] })
    rows += dictionary.counts[code - 1]
  }
  values.sort((a, b) => b.rows - a.rows)
  const common: string[] = []
  for (let covered = 0; covered < rows * MOST_ROWS && common.length < Math.min(SAMPLE, values.length); ) {
    covered += values[common.length].rows
    common.push(values[common.length].text)
  }
  return common
}

/** A column is of dates, or of numbers, when this share of its sample is: the rest are remarks and typing errors. */
const MOSTLY = 0.6
/** The bits of `possibleOrders`, in its order. */
const ORDERS: readonly DateOrder[] = ['ymd', 'dmy', 'mdy']
/** Mean year of the Gregorian calendar (ISO 8601): 146,097 days in 400 years. */
const DAYS_PER_YEAR = 365.2425
/** Hardly anybody in a register is older. */
const OLDEST_ALIVE = 110

function dateFacts(sample: readonly string[], thisYear: number): DateFacts | null {
  if (sample.length === 0) return null
  const read = ORDERS.map((order, i) => ({
    order,
    count: sample.filter(value => ((possibleOrders(value) >> i) & 1) === 1).length,
  }))
  const best = read.reduce((a, b) => (b.count > a.count ? b : a))
  if (best.count < sample.length * MOSTLY) return null
  const parsed = sample.map(value => parseDate(value, best.order)).filter(date => date !== null)
  if (parsed.length < sample.length * MOSTLY) return null
  const years = parsed.map(date => 1970 + date.day / DAYS_PER_YEAR).sort((a, b) => a - b)
  return {
    order: best.order,
    share: parsed.length / sample.length,
    hasTime: parsed.some(date => date.hasTime),
    firstYear: Math.floor(years[0]),
    lastYear: Math.floor(years[years.length - 1]),
    plausibleAges: years.filter(year => thisYear - year >= 0 && thisYear - year <= OLDEST_ALIVE).length / years.length,
    spreadYears: years[Math.floor(years.length * 0.75)] - years[Math.floor(years.length * 0.25)],
  }
}

const NUMBER = /^[-+]?(?:\d{1,3}(?:[ \u00a0\u202f',.]\d{3})+|\d+)?(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s*%?$/

/** Reads a number written in the French or the English way; null where the text is none. */
export function readNumber(text: string): number | null {
  if (!/\d/.test(text) || !NUMBER.test(text)) return null
  let plain = text.replace(/[ \u00a0\u202f'%]/g, '')
  if (/,\d{3}(?:,|$|\.)/.test(plain) && !/^0,/.test(plain)) plain = plain.replaceAll(',', '')
  const value = Number(plain.replace(',', '.'))
  return Number.isFinite(value) ? value : null
}

function numberFacts(sample: readonly string[]): NumberFacts | null {
  const values = sample.map(readNumber).filter(value => value !== null)
  if (values.length === 0 || values.length < sample.length * MOSTLY) return null
  const decimals = Math.max(...sample.slice(0, 100).map(text => /[.,](\d+)$/.exec(text)?.[1].length ?? 0))
  let [min, max] = [values[0], values[0]]
  for (const value of values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  return {
    share: values.length / sample.length,
    integers: values.every(Number.isInteger),
    whole: values.filter(Number.isInteger).length / values.length,
    min,
    max,
    decimals,
  }
}

/** Looks at every value of the dictionary: a counter has no exception. */
function isCounter(column: ObservedColumn, filled: number, distinct: number): boolean {
  if (distinct < 3 || (!column.closed && distinct !== filled)) return false
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let code = 1; code <= column.dictionary.size; code++) {
    const text = column.dictionary.text(code)
    if (!/^\s*\d{1,10}\s*$/.test(text)) return false
    const value = Number(text)
    if (value < min) min = value
    if (value > max) max = value
  }
  return column.closed ? min <= 1 && max <= column.filled : max - min === distinct - 1
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length
}

function mean(values: readonly string[], of: (value: string) => number): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + of(value), 0) / values.length
}

/** Numbers with decimals are measured, not given: no identifier, name or category is. */
export function isMeasured({ numbers }: ColumnFacts): boolean {
  return numbers !== null && !numbers.integers
}
