import { type NumberFormat, numberText } from './number-format.ts'
import { MAX_COLUMNS, type Unread } from './table.ts'
import { hidden, RowCells, type SheetRow } from './workbook.ts'
import type { XmlHandler } from './xml.ts'

/** The cells of a sheet's XML, row by row; cells of hidden rows and columns are counted, not kept. */
export class SheetCells implements XmlHandler {
  /** Number of the row under way, as the sheet shows it. */
  row = 0
  readonly #shared: readonly string[]
  readonly #formats: readonly NumberFormat[]
  readonly #isFrom1904: boolean
  readonly #hiddenColumns = new Set<number>()
  readonly #cells = new RowCells()
  #rows: SheetRow[] = []
  /** Whether the last rows were taken. */
  ended = false
  #hiddenRows = 0
  #isRowHidden = false
  #hasHiddenColumns = false
  #isTooWide = false
  #column = -1
  #type = 'n'
  #style = 0
  #value = ''
  #isValue = false
  #isFormula = false
  #uncalculated = 0
  #phonetic = 0

  constructor(shared: readonly string[], formats: readonly NumberFormat[], isFrom1904: boolean) {
    this.#shared = shared
    this.#formats = formats
    this.#isFrom1904 = isFrom1904
  }

  /** The rows that ended since the last time. */
  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** The rows left at the end, the one cut in the middle included. */
  rest(): SheetRow[] {
    this.ended = true
    this.#endRow()
    return this.take()
  }

  notRead(place: string): Unread[] {
    const notRead: Unread[] = []
    if (this.#hiddenRows > 0) notRead.push(hidden(place, 'rows', this.#hiddenRows))
    if (this.#hasHiddenColumns) notRead.push(hidden(place, 'columns', this.#hiddenColumns.size))
    if (this.#uncalculated > 0) notRead.push(hidden(place, 'formulas', this.#uncalculated))
    if (this.#isTooWide) notRead.push({ place, reason: 'sources/too-wide', facts: { columns: MAX_COLUMNS } })
    return notRead
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'c') this.#openCell(attribute)
    else if (name === 'row') this.#openRow(attribute)
    else if (name === 'col') this.#columnSettings(attribute)
    else if (name === 'rPh') this.#phonetic++
    else if (name === 'f') this.#isFormula = true
    this.#isValue = name === 'v' || name === 't'
  }

  close(name: string): void {
    this.#isValue = false
    if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#endRow()
    else if (name === 'rPh') this.#phonetic--
  }

  text(text: string): void {
    if (this.#isValue && this.#phonetic === 0) this.#value += text
  }

  #openRow(attribute: (name: string) => string | undefined): void {
    this.row = Number(attribute('r') ?? this.row + 1)
    this.#isRowHidden = isTrue(attribute('hidden'))
    this.#column = -1
  }

  #columnSettings(attribute: (name: string) => string | undefined): void {
    if (!isTrue(attribute('hidden'))) return
    const last = Math.min(Number(attribute('max')), MAX_COLUMNS)
    for (let column = Number(attribute('min')); column <= last; column++) this.#hiddenColumns.add(column - 1)
  }

  #openCell(attribute: (name: string) => string | undefined): void {
    const reference = attribute('r')
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference)
    this.#type = attribute('t') ?? 'n'
    this.#style = Number(attribute('s') ?? 0)
    this.#value = ''
    this.#isFormula = false
  }

  #closeCell(): void {
    // A program that does not calculate leaves formulas without a value: what they show is not here. Text (`str`) may be ''.
    if (this.#value === '' && this.#isFormula && this.#type !== 'str') this.#uncalculated++
    if (this.#value === '') return
    if (this.#hiddenColumns.has(this.#column)) this.#hasHiddenColumns = true
    else if (!this.#cells.set(this.#column, this.#text())) this.#isTooWide = true
    this.#value = ''
  }

  #text(): string {
    if (this.#type === 's') return this.#shared[Number(this.#value)] ?? this.#value
    if (this.#type === 'b') return this.#value === '1' ? 'TRUE' : 'FALSE'
    if (this.#type !== 'n') return unescaped(this.#value)
    return numberText(this.#value, this.#formats[this.#style] ?? { kind: 'plain' }, this.#isFrom1904)
  }

  #endRow(): void {
    const cells = this.#cells.take()
    if (cells.length === 0) return
    if (this.#isRowHidden) this.#hiddenRows++
    else this.#rows.push(cells)
  }
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376 part 1 §22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** Column of a reference, from 0: `A1` 0, `AB12` 27. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}
