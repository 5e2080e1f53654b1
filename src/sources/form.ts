import { ALIGNED_DELIMITER, type Alignment, alignmentOf, split } from './aligned.ts'
import { NO_DELIMITER } from './cells.ts'
import { type Dialect, dialectOf, rowsOf, type SampleRow } from './dialect.ts'
import { type Encoding, toUtf8 } from './encoding.ts'
import { headerOf } from './header.ts'

/** Rows looked at to find the header and what kind of text this is. */
const HEADER_ROWS = 340

/** What a text is, known from its beginning. */
export type Form = Readonly<{
  dialect: Dialect
  /** How lines become cells where no delimiter does; null otherwise. */
  alignment: Alignment | null
  columns: readonly string[]
  hasHeader: boolean
  /** What stands above the header, cell by cell: titles, notes. */
  above: readonly string[]
  /** Where the first record begins, in bytes of the text. */
  offset: number
}>

/**
 * The form of a text from its first bytes, one character a byte, in `encoding` (of which UTF-16 was rewritten as UTF-8);
 * `isCut` when more text follows. `name` only tells notes and logs from lists. Prose is one column named `text`.
 */
export function formOf(sample: string, isCut: boolean, encoding: Encoding, name: string): Form {
  if (SQL_START.test(sample)) return { ...PROSE, offset: 0 }
  const asked = /^"?sep=(.)"?\r?\n/i.exec(sample)
  const skipped = asked?.[0].length ?? 0
  const rest = sample.slice(skipped)
  const dialect = asked ? { delimiter: asked[1].charCodeAt(0), quote: 34 } : dialectOf(rest, isCut)
  const rows = rowsOf(rest, dialect, isCut)
  const texts = rows.slice(0, HEADER_ROWS).map(row => row.cells.map(cell => textOf(cell, encoding)))
  const form = dialect.delimiter === NO_DELIMITER ? linesForm(rows, texts, isCut, name) : null
  const found = form ?? { ...headed(rows, texts, isCut, rest.length), dialect, alignment: null }
  return { ...found, offset: skipped + found.offset }
}

/** The form of lines that no delimiter divides: aligned cells, or prose; null for a list of values. */
function linesForm(
  rows: readonly SampleRow[],
  texts: readonly (readonly string[])[],
  isCut: boolean,
  name: string,
): Form | null {
  const lines = texts.map(([line]) => line)
  const alignment = alignmentOf(lines)
  if (alignment !== null) {
    const cells = lines.map(line => (line.trim() === '' ? [''] : split(line, alignment)))
    return { ...headed(rows, cells, isCut, 0), dialect: { delimiter: ALIGNED_DELIMITER, quote: -1 }, alignment }
  }
  if (!isProse(lines, isCut && rows.length === 1, name)) return null
  return PROSE
}

const PROSE: Form = Object.freeze({
  dialect: { delimiter: NO_DELIMITER, quote: -1 },
  alignment: null,
  columns: ['text'],
  above: [],
  hasHeader: false,
  offset: 0,
})

/** A dump of a database: its statements hold commas, and the first is no header. */
const SQL_START =
  /^(\s|--[^\n]*\n|\/\*[^\n]*\n|set\s[^\n;]*;|select\s[^\n;]*;)*(insert\s+into|create\s+\w+|drop\s+\w+|copy\s+\S+\s*\()\s/i

type Headed = Pick<Form, 'columns' | 'hasHeader' | 'above' | 'offset'>

function headed(
  rows: readonly SampleRow[],
  cells: readonly (readonly string[])[],
  isCut: boolean,
  end: number,
): Headed {
  const header = headerOf(cells)
  const { names: columns, hasHeader } = header
  const above = cells.slice(0, header.above).flatMap(row => row.filter(cell => cell.trim() !== ''))
  if (header.rows < cells.length) return { columns, hasHeader, above, offset: rows[header.rows].offset }
  if (!isCut) return { columns, hasHeader, above, offset: end }
  return { columns: columns.map(() => ''), hasHeader: false, above: [], offset: 0 }
}

/** Lines of several words, a log, or a line that does not end. */
function isProse(rows: readonly string[], isOneLongLine: boolean, name: string): boolean {
  if (isOneLongLine) return true
  const lines = rows.map(line => line.trim()).filter(line => line !== '')
  const words = lines.map(line => line.split(/\s+/).length).sort((a, b) => a - b)
  const usual = words[words.length >> 1]
  return usual > 5 || (/\.(log|md|txt)$/i.test(name) && usual > 2)
}

function textOf(cell: string, encoding: Encoding): string {
  if (!/[\x80-\xff]/.test(cell)) return cell
  const bytes = Uint8Array.from(Buffer.from(cell, 'latin1'))
  return new TextDecoder().decode(toUtf8(bytes, encoding === 'windows-1252' ? encoding : 'utf-8'))
}
