import { openZip } from './archive.ts'
import { builtInFormat, formatOf, type NumberFormat, numberText } from './number-format.ts'
import { type Input, UnreadError } from './reader.ts'
import { MAX_COLUMNS, type Table, type Unread } from './table.ts'
import { counted, hidden, membersByName, RowCells, type Sheet, type SheetRow, sheetTable } from './workbook.ts'
import { readXml, type XmlBreak, type XmlHandler } from './xml.ts'

/** Characters of all shared texts together; they are held in memory while the sheets are read. Excel's own limits allow more. */
const MAX_SHARED_LENGTH = 256 * 1024 * 1024

/** Members that hold data outside the cells of sheets. */
const HIDDEN_MEMBERS: readonly (readonly [RegExp, string])[] = [
  [/^xl\/(comments|threadedComments\/)[^/]*\.xml$/, 'comments'],
  [/^xl\/pivotCache\/pivotCacheRecords[^/]*\.xml$/, 'pivot-cache'],
  [/^xl\/externalLinks\/[^/]*\.xml$/, 'external-link'],
  [/^xl\/embeddings\/./, 'embedded'],
  [/^xl\/media\/./, 'image'],
]

/**
 * The visible sheets of an Excel workbook (ECMA-376 part 1, SpreadsheetML), one table each, read as they come. Dates are ISO
 * texts by their number format; other numbers keep all their digits. Hidden sheets, rows and columns, comments, and data kept
 * elsewhere in the file are `unread` with their place.
 */
export async function* readXlsx(input: Input): AsyncGenerator<Table | Unread> {
  const { place } = input
  try {
    const zip = await openZip(await input.file(), input)
    try {
      const { members, refused } = membersByName(zip, input)
      const isBinary = members.has('xl/workbook.bin') || refused.has('xl/workbook.bin')
      if (!isBinary) yield* new Workbook(input, members, refused).tables()
      else yield { place, reason: 'sources/not-a-table', facts: { format: 'xlsb' } }
      yield* refused.values()
    } finally {
      zip.file.close()
    }
  } catch (cause) {
    if (!(cause instanceof UnreadError)) throw cause
    yield { ...cause.unread, place }
  }
}

type SheetEntry = Readonly<{ name: string; isVisible: boolean; relation: string }>
type Relation = Readonly<{ path: string; isSheet: boolean }>

class Workbook {
  readonly #input: Input
  readonly #members: ReadonlyMap<string, Input>
  readonly #refused: ReadonlyMap<string, Unread>
  #shared: readonly string[] = []
  #formats: readonly NumberFormat[] = []
  #isFrom1904 = false

  constructor(input: Input, members: ReadonlyMap<string, Input>, refused: ReadonlyMap<string, Unread>) {
    this.#input = input
    this.#members = members
    this.#refused = refused
  }

  async *tables(): AsyncGenerator<Table | Unread> {
    const entries = await this.#sheets()
    const relations = await this.#relations()
    this.#formats = await this.#styles()
    this.#shared = await this.#sharedTexts()
    for (const entry of entries) {
      const relation = relations.get(entry.relation)
      if (relation?.isSheet !== false) yield* this.#sheet(entry, relation)
    }
    for (const name of this.#members.keys()) {
      const what = HIDDEN_MEMBERS.find(([pattern]) => pattern.test(name))?.[1]
      if (what !== undefined) yield hidden(`${this.#input.place}!${name}`, what)
    }
  }

  async *#sheet(entry: SheetEntry, relation: Relation | undefined): AsyncGenerator<Table | Unread> {
    const place = `${this.#input.place}!${entry.name}`
    const path = relation?.path ?? ''
    const member = this.#members.get(path)
    const refused = this.#refused.get(path)
    if (!entry.isVisible) yield hidden(place, 'sheet')
    else if (refused !== undefined) yield { ...refused, place }
    else if (member === undefined) yield { place, reason: 'sources/truncated', facts: {} }
    else yield* sheetTable(this.#input, this.#reading(entry.name, place, member))
  }

  #reading(name: string, place: string, member: Input): Sheet {
    const unread: Unread[] = []
    const { bytes, read } = counted(member)
    const cells = new SheetCells(this.#shared, this.#formats, this.#isFrom1904)
    const steps = readXml(bytes, cells)
    const share = (this.#input.sizeBytes ?? 0) / Math.max(1, this.#unpackedBytes())
    return {
      name,
      unread,
      progressBytes: () => Math.round(read() * share),
      next: async () => {
        this.#input.signal.throwIfAborted()
        if (cells.ended) return null
        const step = await steps.next().catch((cause: unknown) => breakOf(cause))
        if (step.done !== true) return cells.take()
        if (step.value !== null) unread.push({ place, reason: step.value, facts: { row: cells.row } })
        const rest = cells.rest()
        unread.push(...cells.notRead(place))
        return rest
      },
    }
  }

  #unpackedBytes(): number {
    let sum = 0
    for (const member of this.#members.values()) sum += member.sizeBytes ?? 0
    return sum
  }

  async #sheets(): Promise<SheetEntry[]> {
    const entries: SheetEntry[] = []
    await this.#whole('xl/workbook.xml', (name, attribute) => {
      if (name === 'workbookPr') this.#isFrom1904 = /^(1|true)$/.test(attribute('date1904') ?? '')
      if (name !== 'sheet') return
      const isVisible = (attribute('state') ?? 'visible') === 'visible'
      entries.push({ name: attribute('name') ?? '', isVisible, relation: attribute('r:id') ?? attribute('id') ?? '' })
    })
    return entries
  }

  async #relations(): Promise<Map<string, Relation>> {
    const relations = new Map<string, Relation>()
    await this.#whole('xl/_rels/workbook.xml.rels', (name, attribute) => {
      if (name !== 'Relationship') return
      const target = attribute('Target') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      relations.set(attribute('Id') ?? '', { path, isSheet: /\/worksheet$/.test(attribute('Type') ?? '') })
    })
    return relations
  }

  /** The number format of each cell style. */
  async #styles(): Promise<NumberFormat[]> {
    const own = new Map<number, NumberFormat>()
    const styles: NumberFormat[] = []
    let isCellStyles = false
    const open: XmlHandler['open'] = (name, attribute) => {
      if (name === 'numFmt') own.set(Number(attribute('numFmtId')), formatOf(attribute('formatCode') ?? ''))
      else if (name === 'cellXfs') isCellStyles = true
      else if (name === 'xf' && isCellStyles) {
        const id = Number(attribute('numFmtId') ?? 0)
        styles.push(own.get(id) ?? builtInFormat(id))
      }
    }
    await this.#whole('xl/styles.xml', open, name => {
      if (name === 'cellXfs') isCellStyles = false
    })
    return styles
  }

  /** The texts that cells share; the parts of a rich text are joined, its phonetic reading left out. */
  async #sharedTexts(): Promise<string[]> {
    const shared: string[] = []
    let text: string | null = null
    let phonetic = 0
    let length = 0
    const path = 'xl/sharedStrings.xml'
    const member = this.#members.get(path)
    const refused = this.#refused.get(path)
    if (refused !== undefined) throw new UnreadError(refused)
    if (member === undefined) return shared
    let isText = false
    const handler: XmlHandler = {
      open(name) {
        if (name === 'si') text = ''
        else if (name === 'rPh') phonetic++
        isText = name === 't'
      },
      close(name) {
        if (name === 'si') shared.push(unescaped(text ?? ''))
        else if (name === 'rPh') phonetic--
        isText = false
      },
      text(piece) {
        if (!isText || phonetic > 0 || text === null) return
        text += piece
        length += piece.length
      },
    }
    const steps = readXml(member.bytes(), handler)
    for (let step = await steps.next(); ; step = await steps.next()) {
      if (length > MAX_SHARED_LENGTH) this.#refuse('sources/too-large', path)
      if (step.done !== true) continue
      if (step.value !== null) this.#refuse(step.value, path)
      return shared
    }
  }

  /** Reads a small member whole; nothing happens where there is none. */
  async #whole(path: string, open: XmlHandler['open'], close: XmlHandler['close'] = () => {}): Promise<void> {
    const member = this.#members.get(path)
    if (member === undefined) return
    const steps = readXml(member.bytes(), { open, close, text: () => {} })
    for (let step = await steps.next(); ; step = await steps.next()) {
      if (step.done !== true) continue
      if (step.value !== null) this.#refuse(step.value, path)
      return
    }
  }

  #refuse(reason: XmlBreak, member: string): never {
    throw new UnreadError({ place: this.#input.place, reason, facts: { member } })
  }
}

function breakOf(cause: unknown): IteratorReturnResult<Unread['reason']> {
  if (!(cause instanceof UnreadError)) throw cause
  return { done: true, value: cause.unread.reason }
}

/** The cells of a sheet's XML, row by row; cells of hidden rows and columns are counted, not kept. */
class SheetCells implements XmlHandler {
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
    if (this.#isTooWide) notRead.push({ place, reason: 'sources/too-wide', facts: { columns: MAX_COLUMNS } })
    return notRead
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (name === 'c') this.#openCell(attribute)
    else if (name === 'row') this.#openRow(attribute)
    else if (name === 'col') this.#columnSettings(attribute)
    else if (name === 'rPh') this.#phonetic++
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
  }

  #closeCell(): void {
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
function unescaped(text: string): string {
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
