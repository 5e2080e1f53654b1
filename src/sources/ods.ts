import { openZip } from './archive.ts'
import { type Input, UnreadError } from './reader.ts'
import { MAX_COLUMNS, type Table, type Unread } from './table.ts'
import { counted, hidden, membersByName, RowCells, type Sheet, type SheetRow, sheetTable } from './workbook.ts'
import { readXml, type XmlBreak, type XmlHandler } from './xml.ts'

/** More rows than LibreOffice has in a sheet come from a repetition made to exhaust memory. */
const MAX_SHEET_ROWS = 1_048_576

/**
 * The visible sheets of an OpenDocument spreadsheet (OpenDocument 1.3 part 3, §9), one table each, read as they come. Dates
 * are ISO texts; numbers keep all their digits, and the zeros they are shown with. Hidden sheets, rows and columns, comments,
 * tracked changes and copies of other files are `unread` with their place.
 */
export async function* readOds(input: Input): AsyncGenerator<Table | Unread> {
  const { place } = input
  try {
    const zip = await openZip(await input.file(), input)
    try {
      const { members, refused } = membersByName(zip, input)
      const content = members.get('content.xml')
      if (await isEncrypted(members.get('META-INF/manifest.xml'))) {
        yield { place, reason: 'sources/encrypted', facts: { format: 'workbook' } }
      } else if (content !== undefined) yield* sheets(input, content)
      for (const name of members.keys()) {
        if (/^(Pictures|media)\/./.test(name)) yield hidden(`${place}!${name}`, 'image')
        else if (/^Object [^/]*\/content\.xml$/.test(name)) yield hidden(`${place}!${name}`, 'embedded')
      }
      yield* refused.values()
    } finally {
      zip.file.close()
    }
  } catch (cause) {
    if (!(cause instanceof UnreadError)) throw cause
    yield { ...cause.unread, place }
  }
}

/** Whether the manifest says that members are encrypted (OpenDocument 1.3 part 2, §4.4). */
async function isEncrypted(manifest: Input | undefined): Promise<boolean> {
  if (manifest === undefined) return false
  let found = false
  const open = (name: string) => {
    found ||= name === 'encryption-data'
  }
  for await (const _ of readXml(manifest.bytes(), { open, close: () => {}, text: () => {} }));
  return found
}

async function* sheets(input: Input, content: Input): AsyncGenerator<Table | Unread> {
  const { bytes, read } = counted(content)
  const book = new Book(input.place)
  const steps = readXml(bytes, book)
  const share = (input.sizeBytes ?? 0) / Math.max(1, content.sizeBytes ?? 0)
  let ended = false
  const step = async () => {
    input.signal.throwIfAborted()
    const taken = await steps.next().catch((cause: unknown) => breakOf(cause))
    if (taken.done !== true) return
    ended = true
    book.end(taken.value)
  }
  while (true) {
    while (book.waiting.length === 0 && !ended) await step()
    const next = book.waiting.shift()
    if (next === undefined) break
    const sheet: Sheet = {
      name: next.name,
      unread: next.unread,
      progressBytes: () => Math.round(read() * share),
      next: async () => {
        while (next.rows.length === 0 && !next.isWhole) await step()
        if (next.rows.length === 0) return null
        return next.rows.splice(0)
      },
    }
    yield* sheetTable(input, sheet)
  }
  yield* book.unread
}

function breakOf(cause: unknown): IteratorReturnResult<Unread['reason']> {
  if (!(cause instanceof UnreadError)) throw cause
  return { done: true, value: cause.unread.reason }
}

/** A visible sheet being filled. */
type Filling = { name: string; rows: SheetRow[]; isWhole: boolean; unread: Unread[] }

/** The sheets of a `content.xml`, each with the rows read so far. */
class Book implements XmlHandler {
  /** Visible sheets not given yet, in order. */
  readonly waiting: Filling[] = []
  readonly unread: Unread[] = []
  readonly #place: string
  readonly #hiddenStyles = new Set<string>()
  #style = ''
  #sheet: SheetCells | null = null
  /** Depth of elements that hold no cells of sheets: tracked changes, hidden sheets, tables in tables. */
  #ignored = 0

  constructor(place: string) {
    this.#place = place
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (this.#ignored > 0) this.#ignored++
    else if (name === 'table') this.#openTable(attribute)
    else if (this.#sheet !== null) this.#sheet.open(name, attribute)
    else if (name === 'tracked-changes') {
      this.#ignored = 1
      this.unread.push(hidden(this.#place, 'tracked-changes'))
    } else if (name === 'style') this.#style = attribute('style:name') ?? ''
    else if (name === 'table-properties' && attribute('table:display') === 'false') this.#hiddenStyles.add(this.#style)
  }

  close(name: string): void {
    if (this.#ignored > 0) this.#ignored--
    else if (name === 'table') this.#closeTable()
    else this.#sheet?.close(name)
  }

  text(text: string): void {
    if (this.#ignored === 0) this.#sheet?.text(text)
  }

  /** Ends the sheet under way; what broke is told of it, or of the workbook between sheets. */
  end(broke: Unread['reason'] | XmlBreak | null): void {
    const sheet = this.#sheet
    if (broke !== null && sheet !== null) {
      sheet.filling.unread.push({ place: sheet.place, reason: broke, facts: { row: sheet.row } })
    } else if (broke !== null) this.unread.push({ place: this.#place, reason: broke, facts: {} })
    this.#closeTable()
  }

  #openTable(attribute: (name: string) => string | undefined): void {
    const name = attribute('table:name') ?? ''
    const place = `${this.#place}!${name}`
    const isHidden = this.#hiddenStyles.has(attribute('table:style-name') ?? '')
    // LibreOffice keeps copies of other files' cells in tables named after them.
    const isCopy = name.startsWith("'file:")
    if (this.#sheet !== null) this.unread.push(hidden(this.#sheet.place, 'embedded'))
    else if (isHidden || isCopy)
      this.unread.push(isCopy ? hidden(this.#place, 'external-link') : hidden(place, 'sheet'))
    else {
      this.#sheet = new SheetCells(name, place)
      this.waiting.push(this.#sheet.filling)
      return
    }
    this.#ignored = 1
  }

  #closeTable(): void {
    this.#sheet?.end()
    this.#sheet = null
  }
}

/** The cells of one sheet, with their repetitions undone. */
class SheetCells {
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
