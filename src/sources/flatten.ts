/**
 * Nested documents become tables.
 *
 * [Note: where a nested value goes]
 * - An object inside an object adds to the path: `adresse.code_postal` is a column.
 * - An array is a table of its own, named after the path with `[]`: each element is a row of it; the parent's cells are
 *   not repeated. An element that is not an object goes to the column named after the array (`prenoms[]` has `prenoms`).
 * - An array of scalars directly inside an array is a record by position: columns `[0]`, `[1]`, …
 * - `coordinates` that begin with a number (GeoJSON, RFC 7946 §3.1.1) stay in the row as longitude, latitude, altitude.
 * - A key that is itself data (digits, an e-mail, a date, an identifier), and every key past `MAX_KEYS` of one object, is
 *   not a column name but a cell: those entries are rows of the table `path{}`, with the key in the column `key`.
 * - A string that holds a whole JSON object or array is opened in place.
 * - A second value for the same cell (duplicate key) becomes a row of its own: no value is left unexamined.
 */
import type { UnreadReason } from './table.ts'
import { MAX_COLUMNS, MAX_RECORD_BYTES } from './table.ts'

/** Deeper nesting than this is left unread: documents written by people and programs stay below 30; a bomb does not. */
export const MAX_DEPTH = 256
/** More keys than this at one place are taken for data, not for column names. */
const MAX_KEYS = 512
/** More tables than this in one document is a generated shape, not a document: the rest is unread. */
const MAX_TABLES = 1_000
/** A record with more characters than this goes on in a second row; UTF-8 takes at most three bytes for each. */
const MAX_ROW_LENGTH = MAX_RECORD_BYTES / 8

/** One table found in a nested document. */
export type FlatTable = Readonly<{
  /** Path inside the document: `''` for the records themselves, `etablissements[]`, `a.b[].c[]`. */
  path: string
  /** Place among the tables of the document, by first appearance. */
  order: number
  columns: string[]
}>

/** Receives whole rows; `cells` follows `table.columns`, may be shorter, and is the receiver's. Null is blank. */
export type RowSink = Readonly<{
  row(table: FlatTable, cells: readonly (string | null)[]): void
  unread(reason: UnreadReason, facts: Readonly<Record<string, string | number>>): void
}>

/** A place in a document: a column when scalars stand there, a table when arrays do. */
type Node = {
  readonly root: Root
  readonly name: string
  /** Path inside the table; `''` for the record itself. */
  readonly path: string
  readonly keys: Map<string, Node>
  column: number
  items: Root | null
  entries: Root | null
}
/** A table being filled: the cells of its open row, and the second values for cells already filled. */
type Root = { table: FlatTable; node: Node; keyNode: Node; cells: Cells; bytes: number; again: [number, string][] }
type Cells = (string | null)[]
/** `undecided` is an array directly inside an array (or coordinates): its first element says tuple or list. */
type Frame = {
  kind: 'object' | 'list' | 'tuple' | 'undecided'
  node: Node
  ownsRow: boolean
  startsRow: boolean
  position: number
}
type Slot = Readonly<{ node: Node; ownsRow: boolean }>

/** What a key that is itself data looks like: digits, e-mail, date, UUID, long mixed identifier. */
const DATA_KEY = /^[\d\s.+-]{3,}$|@|^\d{4}-\d\d-\d\d|^[\da-f]{8}-[\da-f]{4}-|^(?=\D*\d)(?=.*[A-Za-z])[\w-]{16,}$/
const POSITIONS = ['longitude', 'latitude', 'altitude']

/** Turns the events of nested documents into rows of flat tables, see `[Note: where a nested value goes]`. */
export class Flattener {
  /** In order of appearance; grows. */
  readonly tables: FlatTable[] = []
  readonly #sink: RowSink
  readonly #lines: boolean
  readonly #main: Root
  readonly #document: Node
  readonly #frames: Frame[] = []
  readonly #told = new Set<string>()
  #key = ''
  #isColumn = false
  #skipped = 0

  /** `lines`: each top-level value is a record even when it is an array (NDJSON of arrays). */
  constructor(sink: RowSink, lines = false) {
    this.#sink = sink
    this.#lines = lines
    this.#main = this.#newRoot('', 'value')
    this.#document = newNode(this.#main, '', '')
    this.#document.items = this.#main
  }

  key(name: string): void {
    this.#key = name
    this.#isColumn = false
  }

  /** The name of the member that comes next, which is a column name whatever it looks like. */
  column(name: string): void {
    this.#key = name
    this.#isColumn = true
  }

  /** A scalar as the source wrote it; null is a blank cell. */
  scalar(text: string | null): void {
    if (this.#skipped > 0) return
    const slot = this.#slot('scalar')
    if (slot === null) return
    this.#set(slot.node, text ?? '')
    if (slot.ownsRow) this.#endRow(slot.node.root)
  }

  openObject(): void {
    if (this.#skips()) return
    const slot = this.#slot('object')
    if (slot === null) this.#skipped = 1
    else this.#push('object', slot.node, slot.ownsRow)
  }

  openArray(): void {
    if (this.#skips()) return
    const top = this.#frames.at(-1)
    if (top === undefined && !this.#lines) {
      this.#push('list', this.#document, false)
      return
    }
    const nested = top === undefined || top.kind === 'list' || top.kind === 'undecided'
    const slot = this.#slot('array')
    if (slot === null) this.#skipped = 1
    else if (nested) this.#push('undecided', slot.node, false, true)
    else this.#push(slot.node.name === 'coordinates' ? 'undecided' : 'list', slot.node, slot.ownsRow)
  }

  close(): void {
    if (this.#skipped > 0) {
      this.#skipped--
      return
    }
    const frame = this.#frames.pop()
    if (frame?.ownsRow) this.#endRow(frame.node.root)
  }

  /** Ends what is open where the source broke off: the values seen so far stay examined. */
  abandon(): void {
    this.#skipped = 0
    while (this.#frames.length > 0) this.close()
  }

  #push(kind: Frame['kind'], node: Node, ownsRow: boolean, startsRow = false): void {
    this.#frames.push({ kind, node, ownsRow, startsRow, position: 0 })
  }

  /** Whether the container that opens now lies inside something left unread. */
  #skips(): boolean {
    if (this.#skipped === 0 && this.#frames.length < MAX_DEPTH) return false
    if (this.#skipped === 0) this.#tell('sources/too-large', { depth: MAX_DEPTH })
    this.#skipped++
    return true
  }

  /** Where the next value goes. Null: past a bound, unread. */
  #slot(value: 'scalar' | 'object' | 'array'): Slot | null {
    const top = this.#frames.at(-1)
    if (top === undefined) return this.#element(this.#main, value)
    if (top.kind === 'undecided') this.#decide(top, value)
    if (top.kind === 'object') return this.#member(top.node)
    if (top.kind === 'tuple') return this.#positioned(top)
    const items = this.#items(top.node)
    return items === null ? null : this.#element(items, value)
  }

  #decide(frame: Frame, value: 'scalar' | 'object' | 'array'): void {
    frame.kind = value === 'scalar' ? 'tuple' : 'list'
    if (frame.kind === 'list' || !frame.startsRow) return
    beginRow(frame.node.root)
    frame.ownsRow = true
  }

  #element(root: Root, value: 'scalar' | 'object' | 'array'): Slot {
    if (value !== 'array') beginRow(root)
    return { node: root.node, ownsRow: value !== 'array' }
  }

  #member(node: Node): Slot | null {
    const known = node.keys.get(this.#key)
    if (known !== undefined) return { node: known, ownsRow: false }
    if (this.#isColumn || (node.keys.size < MAX_KEYS && !DATA_KEY.test(this.#key))) {
      const child = newNode(node.root, this.#key, node.path === '' ? this.#key : `${node.path}.${this.#key}`)
      node.keys.set(this.#key, child)
      return { node: child, ownsRow: false }
    }
    node.entries ??= this.#childRoot(node, '{}')
    if (node.entries === null) return null
    beginRow(node.entries)
    this.#set(node.entries.keyNode, this.#key)
    return { node: node.entries.node, ownsRow: true }
  }

  #positioned(frame: Frame): Slot {
    const { node } = frame
    const position = frame.position++
    const name = (node.name === 'coordinates' && POSITIONS[position]) || `[${position}]`
    let child = node.keys.get(name)
    if (child === undefined) {
      child = newNode(
        node.root,
        name,
        name.startsWith('[') || node.path === '' ? node.path + name : `${node.path}.${name}`,
      )
      node.keys.set(name, child)
    }
    return { node: child, ownsRow: false }
  }

  #items(node: Node): Root | null {
    node.items ??= this.#childRoot(node, '[]')
    return node.items
  }

  #childRoot(node: Node, mark: '[]' | '{}'): Root | null {
    if (this.tables.length >= MAX_TABLES) {
      this.#tell('sources/too-wide', { tables: MAX_TABLES })
      return null
    }
    const parent = node.root.table.path
    const between = parent === '' || node.path === '' || node.path.startsWith('[') ? '' : '.'
    return this.#newRoot(parent + between + node.path + mark, node.name === '' ? 'value' : node.name)
  }

  #newRoot(path: string, name: string): Root {
    const table: FlatTable = { path, order: this.tables.length, columns: [] }
    const root = { table, cells: [] as Cells, bytes: 0, again: [] as [number, string][] } as unknown as Root
    root.node = newNode(root, name, '')
    root.keyNode = newNode(root, 'key', 'key')
    this.tables.push(table)
    return root
  }

  #set(node: Node, text: string): void {
    const { table } = node.root
    if (node.column < 0) {
      if (table.columns.length >= MAX_COLUMNS) {
        this.#tell('sources/too-wide', { columns: MAX_COLUMNS })
        return
      }
      node.column = table.columns.push(node.path === '' ? node.name : node.path) - 1
    }
    if (node.root.bytes > MAX_ROW_LENGTH) this.#cut(node.root)
    node.root.bytes += text.length
    const { cells, again } = node.root
    while (cells.length <= node.column) cells.push(null)
    if (cells[node.column] === null) cells[node.column] = text
    else if (text !== '') again.push([node.column, text])
  }

  /** A record too long for memory goes on in a second row: every value is examined, none is kept waiting. */
  #cut(root: Root): void {
    this.#endRow(root)
    beginRow(root)
  }

  #endRow(root: Root): void {
    this.#sink.row(root.table, root.cells)
    for (const [column, text] of root.again) {
      const cells: Cells = Array(column + 1).fill(null)
      cells[column] = text
      this.#sink.row(root.table, cells)
    }
    root.again.length = 0
  }

  /** Says a bound once, at its first place. */
  #tell(reason: UnreadReason, facts: Readonly<Record<string, number>>): void {
    const name = Object.keys(facts).join()
    if (this.#told.has(name)) return
    this.#told.add(name)
    this.#sink.unread(reason, facts)
  }
}

function newNode(root: Root, name: string, path: string): Node {
  return { root, name, path, keys: new Map(), column: -1, items: null, entries: null }
}

function beginRow(root: Root): void {
  root.cells = []
  root.bytes = 0
}
