import { openZip } from './archive.ts'
import { type Filling, SheetCells } from './ods-sheet.ts'
import { type Input, UnreadError } from './reader.ts'
import type { Table, Unread } from './table.ts'
import { counted, hidden, membersByName, type Sheet, sheetTable } from './workbook.ts'
import { readXml, type XmlBreak, type XmlHandler } from './xml.ts'

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
