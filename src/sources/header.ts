import { type CellType, cellType, isTyped } from './dialect.ts'

/** Where the data of a table begins, and what its columns are called. */
export type Header = Readonly<{
  /** Rows before the first record: titles, comments, blank rows, header rows. */
  rows: number
  /** Of these, the rows that stand above the header: they name no column, and what they say is still to be examined. */
  above: number
  /** One name a column; several header rows are joined by a space; '' where there is none. */
  names: readonly string[]
  hasHeader: boolean
}>

type Row = readonly string[]

/** Titles, sources and notes above a table; more lines than this are a text. */
const MAX_PREAMBLE = 30
const MAX_HEADER_ROWS = 4
/** A list of one column often has no header, and its first value must not be taken for one: it needs proof. */
const LIST_DOUBT = 0.25
/** Rows looked at to know what a column holds. */
const BODY_ROWS = 300

/**
 * Finds the header among the first rows of a table: skips what stands above it, then asks whether the first row differs from
 * what lies below, column by column, and whether the rows after it are header rows too (merged headings, units).
 * `rows` are cells as text, a few hundred of them; blank is ''. With no evidence either way the first row is a header:
 * nearly every table has one.
 */
export function headerOf(rows: readonly Row[]): Header {
  const width = usualExtent(rows)
  const first = preambleRows(rows, width)
  if (first >= rows.length)
    return {
      rows: rows.length,
      above: rows.length,
      names: rows.length > 0 ? Array(width).fill('') : [],
      hasHeader: false,
    }
  const last = lastHeaderRow(rows, first, width)
  if (last < 0)
    return { rows: first, above: first, names: Array(Math.max(width, rows[first].length)).fill(''), hasHeader: false }
  const names = namesFrom(rows.slice(first, last + 1).map(row => aligned(row, width)))
  const ruled = rows.slice(last + 1).findIndex(row => !isRuler(row))
  return { rows: last + 1 + Math.max(0, ruled), above: first, names, hasHeader: true }
}

/** A line drawn under the names: `---+---`, `|:--|--:|`. */
function isRuler(row: Row): boolean {
  const filled = row.map(cell => cell.trim()).filter(cell => cell !== '')
  return filled.length > 0 && filled.every(cell => /^[-=+:_]{2,}$/.test(cell))
}

/** The last header row when the header begins at `first`; -1 when that row is data. */
function lastHeaderRow(rows: readonly Row[], first: number, width: number): number {
  if (rows[first].some(cell => DATUM.test(cell.trim()))) return -1
  const isHeader =
    evidence(rows[first], rows.slice(first + 1, first + 1 + BODY_ROWS), width) - (width === 1 ? LIST_DOUBT : 0)
  const deepest = Math.min(first + MAX_HEADER_ROWS, rows.length - 1)
  for (let last = deepest - 1; last > first; last--) {
    const body = columnsOf(rows.slice(last + 1, last + 1 + BODY_ROWS), width)
    let isEachHeader = true
    for (let r = first + 1; r <= last && isEachHeader; r++) isEachHeader = continues(rows[r], rows[r - 1], body)
    if (isEachHeader && (isHeader >= 0 || isHeading(rows[first], width))) return last
  }
  return isHeader >= 0 ? first : -1
}

/** A row of merged headings: some cells blank, no cell repeated side by side. */
function isHeading(row: Row, width: number): boolean {
  const filled = row.filter(cell => cell.trim() !== '').length
  return filled > 0 && filled < width && row.slice(1).some((cell, i) => cell.trim() === '' && row[i].trim() !== '')
}

function usualExtent(rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  for (const row of rows) if (!isBlankRow(row)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])
  return best?.[0] ?? 0
}

function isBlankRow(row: Row): boolean {
  return row.every(cell => cell.trim() === '')
}

/** How many rows stand above the table: blank ones, comments, titles, lines shorter than half of the table. */
function preambleRows(rows: readonly Row[], width: number): number {
  let first = 0
  while (first < rows.length && first <= MAX_PREAMBLE && isAbove(rows[first], rows[first + 1], width)) first++
  return first > MAX_PREAMBLE ? 0 : first
}

function isAbove(row: Row, next: Row | undefined, width: number): boolean {
  if (isBlankRow(row)) return true
  if (next === undefined) return false
  const isComment = /^\s*(#|\/\/|--|%)/.test(row[0])
  if (isComment) return row.length !== width || width < 2 || /^\s*(#|\/\/|--|%)/.test(next[0])
  if (width < 2) return false
  if (row.length <= width / 2 && (row.length < width - 1 || width === 2)) return true
  const filled = row.filter(cell => cell.trim() !== '').length
  return filled === 1 && row[0].trim() !== '' && (width > 2 || isBlankRow(next))
}

/** What a column of the body holds. */
type Body = Readonly<{
  filled: number
  rows: number
  /** Share of the filled cells that could be the name of a column: `c9`, `total`. */
  codeNames: number
  /** Whether most filled cells are years. */
  areYears: boolean
  /** Share of the filled cells that are numbers, dates or times. */
  typed: number
  type: CellType
  values: ReadonlySet<string>
  /** The shape that most filled cells have, and their share. */
  shape: string
  shapeShare: number
}>

function columnsOf(rows: readonly Row[], width: number): Body[] {
  const records = rows.filter(row => !isBlankRow(row))
  return Array.from({ length: width }, (_, c) => bodyOf(records.map(row => (row[c] ?? '').trim())))
}

function bodyOf(cells: readonly string[]): Body {
  const filled = cells.filter(cell => cellType(cell) !== 'blank')
  const types = tally(filled.map(cellType))
  const shapes = tally(filled.map(shapeOf))
  const typed = filled.filter(cell => isTyped(cellType(cell))).length
  return {
    filled: filled.length,
    rows: cells.length,
    codeNames: filled.filter(cell => CODE_NAME.test(cell)).length / Math.max(1, filled.length),
    areYears: filled.filter(isYear).length > filled.length / 2,
    typed: filled.length === 0 ? 0 : typed / filled.length,
    type: types.best ?? 'blank',
    values: new Set(filled),
    shape: shapes.best ?? '',
    shapeShare: filled.length === 0 ? 0 : shapes.count / filled.length,
  }
}

function tally<T>(items: readonly T[]): { best: T | undefined; count: number } {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return { best: best?.[0], count: best?.[1] ?? 0 }
}

/** Letter case and punctuation of a cell, lengths left out: `Aa Aa`, `A-9`. */
function shapeOf(cell: string): string {
  return cell
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/\d+/g, '9')
}

/** How much a row looks like names for the columns below (positive) or like one more record (negative). */
function evidence(row: Row, below: readonly Row[], width: number): number {
  const cells = aligned(row, width).map(cell => cell.trim())
  const body = columnsOf(below, cells.length)
  const isAlone = body.every(column => column.rows === 0)
  if (isAlone && width === 1) return cells.some(isName) ? 1 : -1
  if (isAlone) return cells.some(cell => isTyped(cellType(cell)) && !isYear(cell)) ? -1 : 1
  const years = cells.filter(isYear).length
  const areYearNames = years > 1 && new Set(cells.filter(isYear)).size === years
  const blanks = cells.filter(cell => cell === '').length
  const start = width > 1 && blanks > width / 2 ? -0.4 : 0
  return cells.reduce((sum, cell, c) => sum + cellEvidence(cell, body[c], areYearNames), start)
}

function cellEvidence(cell: string, body: Body, areYearNames: boolean): number {
  const type = cellType(cell)
  if (cell === '' || body.filled === 0) return 0
  if (isYear(cell) && (areYearNames || !body.areYears)) return 0.1
  if (isTyped(type)) return body.typed > 0.6 ? -1 : isYear(cell) ? 0 : -0.7
  if (body.typed > 0.8) return 1
  if (STREET.test(cell)) return -0.7
  if (isName(cell)) return body.values.has(cell) ? 0 : 0.8
  if (body.values.has(cell)) return -0.7
  if (LIKE_A_VALUE.test(cell)) return -0.5
  if (body.filled >= 5 && body.values.size / body.filled < 0.3) return 0.5
  if (CODE_NAME.test(cell) && body.codeNames < 0.1) return 0.4
  if (body.shapeShare > 0.8) return body.shape === shapeOf(cell) ? -0.3 : 0.3
  return 0
}

/**
 * Whether a row below the first header row is one too: it says words where the columns hold numbers, or words that the
 * columns never hold, under blank or merged headings; and no number stands where numbers do.
 */
function continues(row: Row, above: Row, body: readonly Body[]): boolean {
  let sum = 0
  let words = 0
  for (let c = 0; c < body.length; c++) {
    const cell = (row[c] ?? '').trim()
    const column = body[c]
    const type = cellType(cell)
    if (column.filled < 2) continue
    if (cell === '') sum += column.filled === column.rows && column.rows > 2 ? 0.25 : 0
    else if (type === 'blank') sum -= 0.5
    else if (column.values.has(cell)) {
      // A box ticked in a questionnaire holds its own label and nothing else.
      if (column.values.size > 1) return false
    } else if (isTyped(type) && column.typed > 0.6) {
      if (!isYear(cell) || column.type !== 'number') return false
    } else if (column.typed > 0.8) words += 1
    else if (column.filled >= 8 && column.values.size / column.filled < 0.2) words += 0.5
    else if (UNIT.test(cell)) words += 1
    if (cell !== '' && (above[c] ?? '').trim() === '') sum += 0.5
  }
  return words >= 1 && sum + words >= 1.5
}

function isName(cell: string): boolean {
  return NAME_WORD.test(cell) || (NAME_WRITING.test(cell) && !/^[\d_]+$/.test(cell))
}

function isYear(cell: string): boolean {
  return /^(1[89]|20)\d\d$/.test(cell)
}

/** One name a column. A heading spreads over the blank cells at its right where a lower row says more. */
function namesFrom(rows: readonly Row[]): string[] {
  const spread = rows.map((row, r) => (r === rows.length - 1 ? row : spreadRight(row, rows.slice(r + 1))))
  const width = Math.max(...rows.map(row => row.length))
  return Array.from({ length: width }, (_, c) => tidy(spread.map(row => row[c] ?? '')))
}

function spreadRight(row: Row, lower: readonly Row[]): string[] {
  let heading = ''
  return row.map((cell, c) => {
    if (cell.trim() !== '') heading = cell
    else if (lower.some(below => (below[c] ?? '').trim() !== '')) return heading
    return cell
  })
}

function tidy(parts: readonly string[]): string {
  const words = parts.map(part => part.replace(/\s+/g, ' ').trim()).filter(part => part !== '')
  return words.join(' ').replace(/^(#|\/\/)\s*/, '')
}

/** A header with one name less than the records have cells leaves the row names unnamed (R's `write.table`). */
function aligned(row: Row, width: number): string[] {
  if (row.length >= width) return [...row]
  if (row.length === width - 1 && width > 2) return ['', ...row]
  return [...row, ...Array<string>(width - row.length).fill('')]
}

const UNIT = /^[([].{1,12}[)\]]$|^(%|€|\$|kg|g|mg|cm|m|km|mm|eur|euros?|usd|years?|ans|days?|jours?|units?|n)$/i

/** Addresses, numbers of four digits, cells that begin with a digit: values, hardly ever names. */
const LIKE_A_VALUE = /@|:\/\/|\d{4}|^\d/
/** An e-mail address or an international telephone number: where one stands, the row is a record whatever else it holds. */
const DATUM = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$|^\+\d[\d .()-]{8,}\d$/i
/** The beginning of a street address, whose words may also be those of names: `12 rue …`. */
const STREET =
  /^\d{1,5}\s*(bis|ter|quater|[a-d])?[\s,]+(rue|avenue|av|bd|boulevard|place|chemin|impasse|all[ée]e|route|quai)\b/i
const CODE_NAME = /^[a-z]{1,20}\d{0,3}$/
/** Words that name columns, alone or among others: `Sexe`, `Date de naissance`. */
const NAME_WORD =
  /(^|[\s_.-])(id|ids|uid|uuid|key|ref|reference|référence|name|names|nom|noms|pr[ée]noms?|firstname|lastname|surname|date|time|heure|birth|dob|naissance|naiss|sex|sexe|gender|genre|age|âge|address|adresse|street|rue|city|ville|town|commune|zip|zipcode|postcode|postal|code|cp|e?-?mail|courriel|phone|t[ée]l|t[ée]l[ée]phone|mobile|country|pays|state|region|région|d[ée]partement|county|type|status|statut|year|ann[ée]e|month|mois|day|jour|total|count|nombre|nb|amount|montant|price|prix|value|valeur|description|comments?|commentaires?|notes?|label|libell[ée]|category|cat[ée]gorie|number|num|num[ée]ro|no|n°|title|titre|civilit[ée]|url|link|lien|text|texte|latitude|longitude|lat|lon|nir|iban|siren|siret|ssn|username|login|password|company|employer|employeur|profession|occupation|job|nationality|nationalit[ée]|diagnosis|diagnostic|vorname|nachname|name|geburtsdatum|stra(ss|ß)e|plz|ort)($|[\s_.-])/iu

/** Writings that name columns: `date_naissance`, `firstName`, `DATE_NAISS`. */
const NAME_WRITING = /^[\p{Ll}\p{N}]+(_[\p{L}\p{N}]+)+_?$|^\p{Ll}+(\p{Lu}\p{Ll}+)+$|^[\p{Lu}\p{N}]+(_[\p{Lu}\p{N}]+)+$/u
