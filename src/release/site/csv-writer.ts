import type { FileHandle } from 'node:fs/promises'

/** Flushed whenever this many characters wait: memory stays bounded, writes stay few. */
const FLUSH_LENGTH = 256 * 1024

/** Writes records as RFC 4180 says: commas, lines that end with CR LF, quotes only where a cell needs them. UTF-8, no mark. */
export class CsvWriter {
  readonly #file: FileHandle
  #waiting = ''
  /** Bytes at most of the longest record so far. */
  longestRecord = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  /** Adds a record; gives a promise when the disk must be waited for. */
  add(cells: readonly string[]): Promise<void> | undefined {
    const record = csvRecord(cells)
    // A UTF-16 unit is three bytes of UTF-8 at most.
    if (record.length * 3 > this.longestRecord) this.longestRecord = record.length * 3
    this.#waiting += record
    return this.#waiting.length >= FLUSH_LENGTH ? this.#flush() : undefined
  }

  async end(): Promise<void> {
    await this.#flush()
    await this.#file.sync()
  }

  async #flush(): Promise<void> {
    const text = this.#waiting
    this.#waiting = ''
    await this.#file.appendFile(text, 'utf8')
  }
}

/** One record with its end of line. A lone blank cell is quoted: without, its line would be no record. */
function csvRecord(cells: readonly string[]): string {
  if (cells.length === 1 && cells[0] === '') return '""\r\n'
  let line = ''
  for (let at = 0; at < cells.length; at++) line += (at === 0 ? '' : ',') + csvCell(cells[at])
  return `${line}\r\n`
}

function csvCell(cell: string): string {
  if (!/[",\r\n]|^\s|\s$/.test(cell)) return cell
  return `"${cell.replaceAll('"', '""')}"`
}
