import { openZip } from './archive.ts'
import { builtInFormat, formatOf, type NumberFormat } from './number-format.ts'
import { type Input, UnreadError } from './reader.ts'
import type { Table, Unread } from './table.ts'
import { counted, hidden, membersByName, type Sheet, sheetTable } from './workbook.ts'
import { SheetCells, unescaped } from './xlsx-sheet.ts'
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
