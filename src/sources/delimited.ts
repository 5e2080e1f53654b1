import { pullAligned } from './aligned.ts'
import { Breaks } from './breaks.ts'
import { type Pull, pullAfter, pullFrom, type Source } from './bytes.ts'
import { cut } from './cut.ts'
import { type Encoding, textFrom, toUtf8 } from './encoding.ts'
import { type Form, formOf } from './form.ts'
import { CellWriter } from './placed.ts'
import type { Input, Reader } from './reader.ts'
import { type Chunk, MAX_COLUMNS, type Table, type Unread } from './table.ts'

/** Read to know the dialect and the header. */
const SAMPLE_BYTES = 256 * 1024
/** A first line longer than the sample is waited for up to this: 16,384 long names. */
const LONG_SAMPLE_BYTES = 8 * 1024 * 1024
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
    if (opened.above.length > 0) yield aboveTable(input, opened.above)
  } finally {
    await raw.close()
  }
}

/** Control characters and the space: nothing to read. */
const SPACE = 32

type Opened = Form & Readonly<{ pull: Pull; encoding: Encoding }>

/** Reads the sample, and leaves the text at its first record; null when there is no text at all. */
async function open(input: Input, raw: Pull): Promise<Opened | null> {
  const { text, encoding } = await textFrom(raw)
  const { sample, isCut } = await sampleOf(text)
  if (sample.every(byte => byte <= SPACE)) return null
  const form = formOf(Buffer.from(sample.buffer, 0, sample.length).toString('latin1'), isCut, encoding, input.name)
  const pull = pullAfter(sample.subarray(form.offset), text)
  if (form.alignment === null) return { ...form, pull, encoding }
  return { ...form, pull: pullAligned(pull, form.alignment, encoding), encoding: 'utf-8' }
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

/** The titles and notes above a table, one a row, so that they are examined too. */
function aboveTable({ name, place }: Input, cells: readonly string[]): Table {
  return {
    kind: 'sources/table',
    name: `${name}!above`,
    place: `${place}!above`,
    columns: [''],
    hasHeader: false,
    sizeBytes: null,
    rowsKnown: cells.length,
    layout: { kind: 'placed' },
    unread: [],
    async *chunks() {
      const writer = new CellWriter()
      for (const cell of cells) writer.append([cell])
      yield writer.take(0)!
    },
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
