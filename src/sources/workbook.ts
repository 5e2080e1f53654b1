import { membersOf, type Zip } from './archive.ts'
import { headerOf } from './header.ts'
import { CellWriter } from './placed.ts'
import { type Input, UnreadError } from './reader.ts'
import { Scratch } from './scratch.ts'
import { type Chunk, MAX_COLUMNS, type Table, type Unread } from './table.ts'

/** Rows looked at to find the header. */
const HEAD_ROWS = 400

/** The cells of a row as text; blank is ''. Rows without any cell are left out. */
export type SheetRow = readonly string[]

/** A visible sheet whose rows come as its XML is read. */
export type Sheet = Readonly<{
  name: string
  /** The next rows; null at the end. What breaks on the way goes to `unread`, not to the caller. */
  next(): Promise<readonly SheetRow[] | null>
  /** Grows while rows are read. */
  unread: Unread[]
  /** Share of the sheet read so far, of the bytes of the workbook. */
  progressBytes(): number
}>

/**
 * The table of a sheet, given when its header is known, then what stands above its header (titles, notes) as a table of one
 * column, so that every cell is examined; what could not be read alone where the sheet has no row.
 */
export async function* sheetTable(input: Input, sheet: Sheet): AsyncGenerator<Table | Unread> {
  const head: SheetRow[] = []
  let ended = false
  while (!ended && head.length < HEAD_ROWS) {
    const rows = await sheet.next()
    if (rows === null) ended = true
    else for (const row of rows) head.push(row)
  }
  if (head.length === 0) {
    yield* sheet.unread
    return
  }
  const width = head.slice(0, HEAD_ROWS).reduce((most, row) => Math.max(most, row.length), 0)
  const header = headerOf(head.slice(0, HEAD_ROWS).map(row => [...row, ...Array<string>(width - row.length).fill('')]))
  const above = head
    .slice(0, header.rows - (header.hasHeader ? 1 : 0))
    .flatMap(row => row.filter(cell => cell.trim() !== ''))
  const { names, hasHeader } = header
  const records = head.splice(0).slice(header.rows)
  yield tableOf(input, sheet.name, [...names], hasHeader, sheet.unread, (columns, signal) =>
    chunksOf(sheet, records.splice(0), columns, signal),
  )
  while ((await sheet.next()) !== null);
  if (above.length > 0) yield aboveTable(input, `${sheet.name}!above`, above)
}

function aboveTable(input: Input, name: string, cells: readonly string[]): Table {
  return tableOf(input, name, [''], false, [], async function* () {
    const writer = new CellWriter()
    for (const cell of cells) writer.append([cell])
    yield writer.take(0)!
  })
}

function tableOf(
  input: Input,
  name: string,
  columns: string[],
  hasHeader: boolean,
  unread: readonly Unread[],
  chunks: (columns: string[], signal?: AbortSignal) => AsyncIterable<Chunk>,
): Table {
  return {
    kind: 'sources/table',
    name: `${input.name}!${name}`,
    place: `${input.place}!${name}`,
    columns,
    hasHeader,
    sizeBytes: input.sizeBytes,
    rowsKnown: null,
    layout: { kind: 'placed' },
    unread,
    chunks: signal => chunks(columns, signal),
  }
}

async function* chunksOf(
  sheet: Sheet,
  first: readonly SheetRow[],
  columns: string[],
  signal?: AbortSignal,
): AsyncGenerator<Chunk> {
  const writer = new CellWriter()
  let moved = 0
  const take = () => {
    const before = moved
    moved = sheet.progressBytes()
    return writer.take(moved - before)
  }
  for (let rows: readonly SheetRow[] | null = first; rows !== null; rows = await sheet.next()) {
    signal?.throwIfAborted()
    for (const row of rows) {
      while (columns.length < row.length) columns.push('')
      writer.append(row)
      if (writer.full) yield take()!
    }
  }
  const last = take()
  if (last !== null) yield last
}

/** A row being filled: cells may come in any order, blanks may be left out. */
export class RowCells {
  #cells: string[] = []

  /** Sets a cell; false when the column lies past the bound. */
  set(column: number, text: string): boolean {
    if (text === '') return true
    if (column >= MAX_COLUMNS) return false
    while (this.#cells.length < column) this.#cells.push('')
    this.#cells[column] = text
    return true
  }

  /** The cells so far, of the row that ends; empty when all are blank. */
  take(): SheetRow {
    const cells = this.#cells
    this.#cells = []
    return cells
  }
}

/** The members of a workbook by name, as inputs; why not, for those that cannot be read. */
export function membersByName(zip: Zip, input: Input): { members: Map<string, Input>; refused: Map<string, Unread> } {
  const members = new Map<string, Input>()
  const refused = new Map<string, Unread>()
  // Members are only streamed: the scratch folder is never made.
  const context = { limits: input.limits, signal: input.signal, scratch: new Scratch(undefined) }
  for (const member of membersOf(zip, input, context)) {
    const name = member.place.slice(input.place.length + 1)
    if ('reason' in member) refused.set(name, member)
    else members.set(name, member)
  }
  return { members, refused }
}

/** A member's bytes, counted. */
export function counted(member: Input): { bytes: AsyncGenerator<Uint8Array>; read(): number } {
  let read = 0
  async function* bytes() {
    for await (const piece of member.bytes()) {
      read += piece.length
      yield piece
    }
  }
  return { bytes: bytes(), read: () => read }
}

/** A place that is seen and not read here: hidden sheets, rows, columns, comments, copies of other data. */
export function hidden(place: string, what: string, count?: number): Unread {
  return { place, reason: 'sources/hidden', facts: count === undefined ? { what } : { what, count } }
}

/**
 * What an OLE container is ([MS-CFB]): a workbook protected by a password ([MS-OFFCRYPTO] §2.3.4.4: it holds a stream named
 * EncryptedPackage), or a format of before 2007, which holds no table that this room reads.
 */
export async function* readOle(input: Input): AsyncGenerator<Unread> {
  try {
    const names = await oleNames(input)
    if (names.has('EncryptedPackage'))
      yield { place: input.place, reason: 'sources/encrypted', facts: { format: 'workbook' } }
    else {
      const format = names.has('Workbook') || names.has('Book') ? 'xls' : 'ole'
      yield { place: input.place, reason: 'sources/not-a-table', facts: { format } }
    }
  } catch (cause) {
    if (!(cause instanceof UnreadError)) throw cause
    yield cause.unread
  }
}

/** Which of the names are in the container: they are written in UTF-16, ended by a zero, wherever its directory lies. */
async function oleNames(input: Input): Promise<Set<string>> {
  const wanted = ['EncryptedPackage', 'Workbook', 'Book'].map(
    name => [name, Buffer.from(`${name}\0`, 'utf16le')] as const,
  )
  const found = new Set<string>()
  let held: Buffer = Buffer.alloc(0)
  for await (const piece of input.bytes()) {
    const joined = Buffer.concat([held, piece])
    for (const [name, bytes] of wanted) if (joined.includes(bytes)) found.add(name)
    if (found.has('EncryptedPackage')) break
    held = joined.subarray(-64)
  }
  return found
}
