import { MAX_COLUMNS, type Unread } from './table.ts'
import { hidden, RowCells, type SheetRow } from './workbook.ts'

/** More rows than LibreOffice has in a sheet come from a repetition made to exhaust memory. */
const MAX_SHEET_ROWS = 1_048_576

/** A visible sheet being filled. */
export type Filling = { name: string; rows: SheetRow[]; isWhole: boolean; unread: Unread[] }

/** The cells of one sheet, with their repetitions undone. */
export class SheetCells {
  readonly filling: Filling
  readonly place: string
  /** Number of the row under way, as the sheet shows it. */
  row = 0
  readonly #cells = new RowCells()
  /** Ranges of hidden columns: first, and the one after the last. */
  readonly #hiddenColumns: (readonly [number, number])[] = []
  readonly #hiddenFilled = new Set<number>()
  #columns = 0
  #column = 0
  #rowTimes = 1
  #cellTimes = 1
  #rowCount = 0
  #hiddenRows = 0
  #comments = 0
  #isRowHidden = false
  #isTooWide = false
  #isTooLong = false
  #isCell = false
  #isInComment = false
  #value: string | null = null
  #paragraphs: string[] = []
  #isParagraph = false

  constructor(name: string, place: string) {
    this.place = place
    this.filling = { name, rows: [], isWhole: false, unread: [] }
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'table-cell' || name === 'covered-table-cell') this.#openCell(attribute)
    else if (name === 'table-row') this.#openRow(attribute)
    else if (name === 'table-column') this.#openColumn(attribute)
    else if (name === 'annotation') this.#isInComment = true
    else if (this.#isCell && !this.#isInComment) this.#openText(name, attribute)
  }

  close(name: string): void {
    if (name === 'table-cell' || name === 'covered-table-cell') this.#closeCell()
    else if (name === 'table-row') this.#closeRow()
    else if (name === 'annotation') {
      this.#isInComment = false
      this.#comments++
    } else if (name === 'p') this.#isParagraph = false
  }

  text(text: string): void {
    if (this.#isParagraph && !this.#isInComment) this.#add(text)
  }

  end(): void {
    this.#closeRow()
    const { unread } = this.filling
    if (this.#hiddenRows > 0) unread.push(hidden(this.place, 'rows', this.#hiddenRows))
    if (this.#hiddenFilled.size > 0) unread.push(hidden(this.place, 'columns', this.#hiddenFilled.size))
    if (this.#comments > 0) unread.push(hidden(this.place, 'comments', this.#comments))
    if (this.#isTooWide) unread.push({ place: this.place, reason: 'sources/too-wide', facts: { columns: MAX_COLUMNS } })
    if (this.#isTooLong)
      unread.push({ place: this.place, reason: 'sources/too-large', facts: { rows: MAX_SHEET_ROWS } })
    this.filling.isWhole = true
  }

  #openColumn(attribute: (name: string) => string | undefined): void {
    const times = repetition(attribute('table:number-columns-repeated'))
    if (isHiddenBy(attribute('table:visibility'))) this.#hiddenColumns.push([this.#columns, this.#columns + times])
    this.#columns += times
  }

  #openRow(attribute: (name: string) => string | undefined): void {
    this.row += this.#rowTimes
    this.#rowTimes = repetition(attribute('table:number-rows-repeated'))
    if (this.row === 0) this.row = 1
    this.#isRowHidden = isHiddenBy(attribute('table:visibility'))
    this.#column = 0
  }

  #openCell(attribute: (name: string) => string | undefined): void {
    this.#isCell = true
    this.#paragraphs = []
    this.#cellTimes = repetition(attribute('table:number-columns-repeated'))
    this.#value = storedValue(attribute)
  }

  #openText(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'p') {
      this.#isParagraph = true
      this.#paragraphs.push('')
    } else if (name === 's') this.#add(' '.repeat(Math.min(repetition(attribute('text:c')), 1000)))
    else if (name === 'tab') this.#add('\t')
    else if (name === 'line-break') this.#add('\n')
  }

  #add(text: string): void {
    if (this.#paragraphs.length > 0) this.#paragraphs[this.#paragraphs.length - 1] += text
  }

  #closeCell(): void {
    this.#isCell = false
    const text = shownText(this.#value, this.#paragraphs.join('\n'))
    const past = this.#column + this.#cellTimes
    if (text !== '')
      for (let column = this.#column; column < past && !this.#isTooWide; column++) this.#set(column, text)
    this.#column = past
  }

  #set(column: number, text: string): void {
    if (this.#hiddenColumns.some(([from, past]) => column >= from && column < past)) this.#hiddenFilled.add(column)
    else if (!this.#cells.set(column, text)) this.#isTooWide = true
  }

  #closeRow(): void {
    const cells = this.#cells.take()
    if (cells.length === 0) return
    if (this.#isRowHidden) this.#hiddenRows += this.#rowTimes
    else if (this.#rowCount + this.#rowTimes > MAX_SHEET_ROWS) this.#isTooLong = true
    else {
      this.#rowCount += this.#rowTimes
      for (let i = 0; i < this.#rowTimes; i++) this.filling.rows.push(cells)
    }
  }
}

function repetition(value: string | undefined): number {
  const times = Number(value ?? 1)
  return Number.isInteger(times) && times > 0 ? times : 1
}

function isHiddenBy(visibility: string | undefined): boolean {
  return visibility === 'collapse' || visibility === 'filter'
}

/** The value that a cell has beside its text, as text; null when the text is all there is. */
function storedValue(attribute: (name: string) => string | undefined): string | null {
  switch (attribute('office:value-type')) {
    case 'float':
    case 'percentage':
    case 'currency':
      return numberOf(attribute('office:value'))
    case 'date':
      return attribute('office:date-value')?.replace('T', ' ').replace(' 00:00:00', '') ?? null
    case 'time':
      return clockOf(attribute('office:time-value'))
    case 'boolean':
      return attribute('office:boolean-value')?.toUpperCase() ?? null
    case 'string':
      return attribute('office:string-value') ?? null
    default:
      return null
  }
}

function numberOf(stored: string | undefined): string | null {
  if (stored === undefined) return null
  return stored.length > 15 || /e/i.test(stored) ? String(Number(stored)) : stored
}

/** A duration of XML Schema as a clock: `PT12H30M00S` is `12:30:00`. */
function clockOf(duration: string | undefined): string | null {
  const parts = /^PT(\d+)H(\d+)M(\d+)/.exec(duration ?? '')
  return parts === null
    ? (duration ?? null)
    : parts
        .slice(1, 4)
        .map(part => part.padStart(2, '0'))
        .join(':')
}

/** The value, unless the sheet shows the same digits with zeros before them: a postcode, an identifier. */
function shownText(value: string | null, text: string): string {
  if (value === null) return text
  return /^0\d+$/.test(text) && text.replace(/^0+/, '') === value ? text : value
}
