import { type Pull, pullAfter, pullFrom, type Source } from './bytes.ts'
import { NO_DELIMITER } from './cells.ts'
import { type Cut, cut } from './cut.ts'
import { type Dialect, dialectOf, rowsOf } from './dialect.ts'
import { type Encoding, encodingOf, pullText, toUtf8 } from './encoding.ts'
import { headerOf } from './header.ts'
import type { Input, Reader } from './reader.ts'
import { type Chunk, MAX_COLUMNS, type Table, type Unread } from './table.ts'

/** Read to know the dialect and the header. */
const SAMPLE_BYTES = 256 * 1024
/** A first line longer than the sample is waited for up to this: 16,384 long names. */
const LONG_SAMPLE_BYTES = 8 * 1024 * 1024
/** Rows looked at to find the header and what kind of text this is. */
const HEADER_ROWS = 340
/** Cells that a chunk's grid may have, see `cellsOf`. */
const GRID_CELLS = 4 * 1024 * 1024

/** Reads delimited text of any dialect and encoding, and plain text as one column of lines named `text`. */
export const readDelimited: Reader = async function* (input) {
  const raw = pullFrom(input.bytes())
  try {
    const opened = await open(input, raw)
    const broken = raw.broken()
    if (opened === null && broken !== null) return void (yield broken.unread)
    if (opened === null) return void (yield { place: input.place, reason: 'sources/empty', facts: {} })
    if (opened.columns.length > MAX_COLUMNS) {
      return void (yield { place: input.place, reason: 'sources/too-wide', facts: { columns: opened.columns.length } })
    }
    yield tableOf(input, raw, opened)
  } finally {
    await raw.close()
  }
}

/** Control characters and the space: nothing to read. */
const SPACE = 32

type Opened = Readonly<{
  pull: Pull
  encoding: Encoding
  dialect: Dialect
  columns: readonly string[]
  hasHeader: boolean
  /** Where the first record begins in the text, in bytes. */
  offset: number
}>

/** Reads the sample, and leaves the text at its first record; null when there is no text at all. */
async function open(input: Input, raw: Pull): Promise<Opened | null> {
  const { text, encoding } = await textFrom(raw)
  const { sample, isCut } = await sampleOf(text)
  if (sample.every(byte => byte <= SPACE)) return null
  const form = formOf(Buffer.from(sample.buffer, 0, sample.length).toString('latin1'), isCut, encoding, input.name)
  return { ...form, pull: pullAfter(sample.subarray(form.offset), text), encoding }
}

/** The text behind the bytes, without its mark, as UTF-8 or in a one-byte encoding. */
async function textFrom(raw: Pull): Promise<{ text: Pull; encoding: Encoding }> {
  const head = new Uint8Array(SAMPLE_BYTES)
  const headBytes = await raw.fill(head, 0)
  const { encoding, markBytes } = encodingOf(head.subarray(0, headBytes), headBytes < head.length)
  return { text: pullText(pullAfter(head.subarray(markBytes, headBytes), raw), encoding), encoding }
}

async function sampleOf(text: Pull): Promise<{ sample: Uint8Array; isCut: boolean }> {
  let bytes = new Uint8Array(SAMPLE_BYTES)
  let used = 0
  for (;;) {
    used += await text.fill(bytes, used)
    const isCut = used === bytes.length
    const isEnough = bytes.subarray(0, used).lastIndexOf(10) !== bytes.indexOf(10) || used >= LONG_SAMPLE_BYTES
    if (!isCut || isEnough) return { sample: bytes.subarray(0, used), isCut }
    const larger = new Uint8Array(bytes.length * 4)
    larger.set(bytes)
    bytes = larger
  }
}

type Form = Readonly<{ dialect: Dialect; columns: readonly string[]; hasHeader: boolean; offset: number }>

/** The dialect, the column names and where the first record begins, of a sample with one character a byte. */
function formOf(sample: string, isCut: boolean, encoding: Encoding, name: string): Form {
  const asked = /^"?sep=(.)"?\r?\n/i.exec(sample)
  const skipped = asked?.[0].length ?? 0
  const rest = sample.slice(skipped)
  const dialect = asked ? { delimiter: asked[1].charCodeAt(0), quote: 34 } : dialectOf(rest, isCut)
  const rows = rowsOf(rest, dialect, isCut)
  const texts = rows.slice(0, HEADER_ROWS).map(row => row.cells.map(cell => textOf(cell, encoding)))
  if (dialect.delimiter === NO_DELIMITER && isProse(texts, isCut && rows.length === 1, name)) {
    return { dialect: { delimiter: NO_DELIMITER, quote: -1 }, columns: ['text'], hasHeader: false, offset: skipped }
  }
  const header = headerOf(texts)
  const offset = header.rows < texts.length ? rows[header.rows].offset : isCut ? 0 : rest.length
  return { dialect, columns: header.names, hasHeader: header.hasHeader, offset: skipped + offset }
}

/** Lines of several words, or a log: no list of values under a name. */
function isProse(rows: readonly (readonly string[])[], isOneLongLine: boolean, name: string): boolean {
  if (isOneLongLine) return true
  const lines = rows.map(([line]) => line.trim()).filter(line => line !== '')
  const words = lines.map(line => line.split(/\s+/).length).sort((a, b) => a - b)
  return words[words.length >> 1] > 5 || (/\.(log|md|txt)$/i.test(name) && words[words.length >> 1] > 2)
}

function textOf(cell: string, encoding: Encoding): string {
  if (!/[\x80-\xff]/.test(cell)) return cell
  const bytes = Uint8Array.from(Buffer.from(cell, 'latin1'))
  return new TextDecoder().decode(toUtf8(bytes, encoding === 'windows-1252' ? encoding : 'utf-8'))
}

function tableOf(input: Input, raw: Source, opened: Opened): Table {
  const { dialect, columns, hasHeader } = opened
  const unread: Unread[] = []
  return {
    kind: 'sources/table',
    name: input.name,
    place: input.place,
    columns,
    hasHeader,
    sizeBytes: input.sizeBytes,
    rowsKnown: null,
    layout: {
      kind: 'delimited',
      delimiter: dialect.delimiter,
      quote: dialect.quote < 0 ? null : dialect.quote,
    },
    unread,
    chunks: signal => chunksOf(input, raw, opened, unread, signal),
  }
}

async function* chunksOf(
  input: Input,
  raw: Source,
  opened: Opened,
  unread: Unread[],
  signal?: AbortSignal,
): AsyncGenerator<Chunk> {
  const breaks = new Breaks(input, opened, unread)
  const cutting = { ...opened.dialect, maxLines: Math.floor(GRID_CELLS / Math.max(1, opened.columns.length)) }
  let order = 0
  let progress = 0
  try {
    for await (const piece of cut(opened.pull, cutting)) {
      input.signal.throwIfAborted()
      signal?.throwIfAborted()
      if (piece.kind !== 'records') {
        await breaks.add(piece)
        continue
      }
      const inputBytes = input.progressBytes() - progress
      progress += inputBytes
      const bytes = toUtf8(piece.bytes, opened.encoding)
      yield { kind: 'sources/chunk', order: order++, bytes, inputBytes, placed: null }
    }
    const broken = raw.broken()
    if (broken !== null) unread.push(broken.unread)
  } finally {
    await breaks.close()
  }
}

/** More places than this in one file are one message: the file is broken throughout. */
const MAX_BREAKS = 50

/** Names the places where a text broke, by line. */
class Breaks {
  readonly #input: Input
  readonly #opened: Opened
  readonly #unread: Unread[]
  #lines: Lines | null = null

  constructor(input: Input, opened: Opened, unread: Unread[]) {
    this.#input = input
    this.#opened = opened
    this.#unread = unread
  }

  async add(broken: Exclude<Cut, { kind: 'records' }>): Promise<void> {
    if (broken.kind === 'open-quote' && this.#isRepaired(broken)) return
    if (this.#unread.length >= MAX_BREAKS) return
    this.#lines ??= new Lines(this.#input)
    const line = await this.#lines.lineAt(this.#opened.offset + broken.offset)
    const reason =
      broken.kind === 'too-long' ? 'sources/too-large' : broken.isAtEnd ? 'sources/truncated' : 'sources/malformed'
    this.#unread.push({ place: this.#input.place, reason, facts: { line } })
  }

  /** A quote read as text leaves records like the others on its line and those after it: nothing was lost. */
  #isRepaired({ lines }: Extract<Cut, { kind: 'open-quote' }>): boolean {
    const delimiter = String.fromCharCode(this.#opened.dialect.delimiter)
    const widths = lines.map(line => line.split(delimiter).length)
    return widths.length > 1 && widths.every(width => width === this.#opened.columns.length)
  }

  async close(): Promise<void> {
    await this.#lines?.close()
  }
}

/** Counts the lines of a text by reading it a second time: only where a place must be named. */
class Lines {
  readonly #raw: Pull
  #text: Pull | null = null
  #buffer = new Uint8Array(1024 * 1024)
  #used = 0
  #offset = 0
  #line = 1

  constructor(input: Input) {
    this.#raw = pullFrom(input.bytes())
  }

  /** The line, from 1, of a byte of the text; offsets must not decrease. */
  async lineAt(offset: number): Promise<number> {
    this.#text ??= await this.#open()
    while (this.#offset < offset) {
      if (this.#used === 0) this.#used = await this.#text.fill(this.#buffer, 0)
      if (this.#used === 0) break
      const taken = Math.min(this.#used, offset - this.#offset)
      for (let i = 0; i < taken; i++) if (this.#buffer[i] === 10) this.#line++
      this.#buffer.copyWithin(0, taken, this.#used)
      this.#used -= taken
      this.#offset += taken
    }
    return this.#line
  }

  async #open(): Promise<Pull> {
    return (await textFrom(this.#raw)).text
  }

  close(): Promise<void> {
    return this.#raw.close()
  }
}
