import { NO_DELIMITER } from './cells.ts'

/** How a delimited text is written: bytes, -1 for none. */
export type Dialect = Readonly<{ delimiter: number; quote: number }>

/** A record of a sample: its cells without quotes, and where its first byte lies. */
export type SampleRow = Readonly<{ cells: readonly string[]; offset: number }>

const SAMPLE_ROWS = 600
const QUOTES = [34, 39, -1]

/**
 * Delimiters tried, with how ready we are to believe them: commas and the like separate cells nearly always, colons and
 * spaces mostly belong to times and prose.
 */
const DELIMITERS: readonly (readonly [string, number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 1],
  ['\x01', 1],
  ['\x1f', 1],
  ['~', 0.8],
  ['^', 0.8],
  [':', 0.42],
]
const DELIMITER_BYTES = new Set(DELIMITERS.map(([delimiter]) => delimiter))
/** A table of one column must beat an irregular split, and lose to a regular one. */
const ONE_COLUMN_PRIOR = 0.3
/** A column of dates or decimal commas is split regularly by its own punctuation. */
const ONE_TYPED_COLUMN_PRIOR = 0.62
/** Below this share of records of one width a delimiter is punctuation. */
const MIN_CONSISTENCY = 0.55

/**
 * The dialect in which a sample reads most like a table: records of one width, cells that are numbers, dates, or words, and
 * no quotes left over. The idea, consistency of row shapes times consistency of cell types, is that of G. van den Burg,
 * A. Nazábal, C. Sutton, "Wrangling messy CSV files by detecting row and type patterns", Data Mining and Knowledge
 * Discovery 33 (2019), §4; the score is ours. `sample` holds one character a byte, whole records but for the last when
 * `isCut`.
 */
export function dialectOf(sample: string, isCut: boolean): Dialect {
  const one = { delimiter: NO_DELIMITER, quote: -1 }
  const lines = rowsOf(sample, one, isCut).filter(row => row.cells[0].trim() !== '')
  let best: Dialect = oneColumn(lines)
  let bestScore = scoreOneColumn(lines)
  for (const [delimiter, prior] of DELIMITERS) {
    if (!sample.includes(delimiter) || (delimiter === ':' && areTimed(lines))) continue
    for (const quote of QUOTES) {
      if (quote === 39 && !sample.includes(`${delimiter}'`) && !sample.includes(`'${delimiter}`)) continue
      const dialect = { delimiter: delimiter.charCodeAt(0), quote }
      const score = prior * scoreOf(rowsOf(sample, dialect, isCut), dialect)
      if (score > bestScore * 1.0001) {
        best = dialect
        bestScore = score
      }
    }
  }
  return best
}

/** The rows of a sample, at most `limit`; the last one is left out when the sample is cut and another exists. */
export function rowsOf(
  sample: string,
  { delimiter, quote }: Dialect,
  isCut: boolean,
  limit = SAMPLE_ROWS,
): SampleRow[] {
  const rows: SampleRow[] = []
  let at = 0
  while (at < sample.length && rows.length < limit) {
    const row = readRow(sample, at, delimiter, quote)
    if (isCut && row.next >= sample.length && rows.length > 0) break
    rows.push({ cells: row.cells, offset: at })
    at = row.next
  }
  return rows
}

/** A cell read from a sample: its quotes were taken off when it was well quoted. */
function readRow(sample: string, from: number, delimiter: number, quote: number): { cells: string[]; next: number } {
  const cells: string[] = []
  let at = from
  for (;;) {
    const open = quote < 0 ? -1 : afterSpaces(sample, at)
    let close = open >= 0 && sample.charCodeAt(open) === quote ? closeOf(sample, open + 1, delimiter, quote) : -1
    if (close >= 0) {
      const mark = String.fromCharCode(quote)
      cells.push(sample.slice(open + 1, close).replaceAll(mark + mark, mark))
      close = afterSpaces(sample, close + 1)
      at = close
    } else {
      const start = at
      while (at < sample.length && !endsCell(sample.charCodeAt(at), delimiter)) at++
      cells.push(sample.slice(start, at))
    }
    const end = sample.charCodeAt(at)
    at++
    if (end === delimiter && at <= sample.length) continue
    if (end === 13 && sample.charCodeAt(at) === 10) at++
    return { cells, next: at }
  }
}

function closeOf(sample: string, from: number, delimiter: number, quote: number): number {
  const mark = String.fromCharCode(quote)
  for (let j = sample.indexOf(mark, from); j >= 0; j = sample.indexOf(mark, j + 1)) {
    if (sample.charCodeAt(j + 1) === quote) {
      j++
      continue
    }
    const next = afterSpaces(sample, j + 1)
    if (next >= sample.length || endsCell(sample.charCodeAt(next), delimiter)) return j
  }
  return -1
}

function afterSpaces(sample: string, from: number): number {
  let at = from
  while (sample.charCodeAt(at) === 32) at++
  return at
}

function endsCell(code: number, delimiter: number): boolean {
  return code === delimiter || code === 10 || code === 13
}

/** Whether most lines hold a time of day: their colons are its own. */
function areTimed(lines: readonly SampleRow[]): boolean {
  return lines.filter(row => /\d:\d\d\b/.test(row.cells[0])).length > lines.length / 2
}

function oneColumn(lines: readonly SampleRow[]): Dialect {
  const cells = lines.map(row => row.cells[0])
  const quoted = cells.filter(cell => cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')).length
  return { delimiter: NO_DELIMITER, quote: quoted > 0 && quoted >= cells.length / 2 ? 34 : -1 }
}

function scoreOneColumn(lines: readonly SampleRow[]): number {
  const body = lines.slice(1).map(row => row.cells[0])
  const typed = body.filter(cell => isTyped(cellType(cell))).length
  const isSplit = lines.length > 0 && DELIMITERS.some(([delimiter]) => lines[0].cells[0].includes(delimiter))
  const isOwnPunctuation = !isSplit || isTyped(cellType(lines[0].cells[0]))
  if (body.length > 0 && typed / body.length > 0.95 && isOwnPunctuation) return ONE_TYPED_COLUMN_PRIOR
  return ONE_COLUMN_PRIOR * share(lines, row => cellWorth(row.cells[0], -1, -1))
}

function scoreOf(rows: readonly SampleRow[], { delimiter, quote }: Dialect): number {
  const filled = rows.filter(row => row.cells.some(cell => cell.trim() !== ''))
  const body = withoutPreamble(filled)
  const width = usualWidth(body)
  if (width < 2 || (quote === 39 && body.some(hasLineEnd))) return 0
  const consistency = body.filter(row => row.cells.length === width).length / body.length
  if (consistency < MIN_CONSISTENCY && !isOnlyShort(body, width)) return 0
  const worth = share(body, row => share(row.cells, cell => cellWorth(cell, delimiter, quote)))
  const lonely = width === 2 && filled[0].cells.length === 1 && filled.length > 1 ? 0.5 : 1
  return consistency ** 2 * worth ** 2 * ((width - 1) / width) * lonely
}

/** Single quotes that span lines are apostrophes. */
function hasLineEnd({ cells }: SampleRow): boolean {
  return cells.some(cell => cell.includes('\n'))
}

/** Short records that end early are a habit of some writers; long ones are not. */
function isOnlyShort(body: readonly SampleRow[], width: number): boolean {
  return width > 3 && body.every(row => row.cells.length <= width)
}

/** The rows from the first of the usual width on, when at most 30 others, titles and comments, stand before it. */
function withoutPreamble(rows: readonly SampleRow[]): readonly SampleRow[] {
  const width = usualWidth(rows)
  const first = rows.findIndex(row => row.cells.length >= width)
  return first > 0 && first <= 30 ? rows.slice(first) : rows
}

/** The most frequent number of cells; the larger of two as frequent. 0 of no rows. */
export function usualWidth(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  return best?.[0] ?? 0
}

function share<T>(items: readonly T[], worth: (item: T) => number): number {
  let sum = 0
  for (const item of items) sum += worth(item)
  return items.length === 0 ? 0 : sum / items.length
}

/** How much a cell looks like a cell, 0 to 1. */
function cellWorth(cell: string, delimiter: number, quote: number): number {
  const text = cell.trim()
  const [first, last] = [text[0], text.at(-1)]
  if (quote !== 39 && (first === "'" || last === "'")) return first === last ? 0.5 : 0.6
  if (cellType(text) !== 'text') return 1
  if (quote < 0 && text.length > 1 && first === '"' && last === '"') return 0.5
  if (first === '"' || last === '"') return quote === 34 ? 0.2 : 0.45
  for (const other of text) {
    if (DELIMITER_BYTES.has(other) && other !== ':' && other.charCodeAt(0) !== delimiter)
      return text.includes(' ') ? 0.6 : 0.3
  }
  return text.length > 80 ? 0.7 : 0.9
}

/** What a cell of a sample looks like. */
export type CellType = 'blank' | 'number' | 'date' | 'time' | 'word' | 'text'

const NUMBER = /^[-+(]?[$€£]?\s?(\d{1,3}([ ,.'\u00a0]\d{3})+|\d+)?([.,]\d+)?([eE][-+]?\d+)?\s?[%€$£)]?$/
const MONTH = '(jan|feb|fev|fév|mar|apr|avr|may|mai|jun|jui|jul|aug|aou|aoû|sep|oct|nov|dec|déc)[a-zéû]*\\.?'
const CLOCK = '\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?\\s?([AP]\\.?M\\.?)?\\s?(Z|[-+]\\d{2}:?\\d{2}|[A-Z]{3,4})?'
const DATE = new RegExp(
  `^(\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\d{4}-\\d{2}|(\\w{3,9},? )?${MONTH} \\d{1,2},? \\d{4}|\\d{1,2}[- ]${MONTH}[- ]\\d{2,4})([T ]+${CLOCK})?$`,
  'i',
)
const TIME = new RegExp(`^${CLOCK}$`, 'i')
const WORD = /^[\p{L}\p{N}_.@/+#&'-]+( [\p{L}\p{N}_.@/+#&'()-]+){0,5}$/u
const BLANK = /^(na|n\/a|nan|null|none|nil|\.|-{1,3}|\?|s\.?o\.?|nd|n\.d\.)?$/i

/** The type of a cell of a sample, spaces aside. Words for a missing value are blank. */
export function cellType(cell: string): CellType {
  const text = cell.trim()
  if (BLANK.test(text)) return 'blank'
  if (text.length > 64) return 'text'
  if (/\d/.test(text)) {
    if (NUMBER.test(text)) return 'number'
    if (DATE.test(text)) return 'date'
    if (TIME.test(text)) return 'time'
  }
  return WORD.test(text) ? 'word' : 'text'
}

/** Whether a type says more than "some letters". */
export function isTyped(type: CellType): boolean {
  return type === 'number' || type === 'date' || type === 'time'
}
