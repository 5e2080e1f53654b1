import { membersOf, openZip, unpackedInput, zipKindOf } from './archive.ts'
import { pullFrom } from './bytes.ts'
import { readDelimited } from './delimited.ts'
import { type Context, fileInput } from './input.ts'
import { find } from './places.ts'
import { type Input, LIMITS, type Limits, type Reader, UnreadError } from './reader.ts'
import { recognise } from './recognise.ts'
import { Scratch } from './scratch.ts'
import type { Table, Unread } from './table.ts'

export type OpenOptions = Readonly<{
  /** Stops at once: the iteration throws the reason of the abort, and the temporary files are removed. */
  signal?: AbortSignal
  /** Where temporary files may go; the system's folder for them by default. */
  scratch?: string
  /** What `-` reads; the standard input of the process by default. */
  stdin?: AsyncIterable<Uint8Array>
  limits?: Limits
}>

/** Packings inside one another that are undone: zip in zip in gzip. Honest files have two; a bomb of boxes has no end. */
export const MAX_PACKINGS = 3
const HEAD_BYTES = 64 * 1024

/**
 * Opens places: files, folders with all in them, globs, `-` for standard input, `postgresql://…`. Gives each table found, in
 * order, and each place that cannot be read. Formats are recognised by content, whatever the names say; gzip, zstd and zip are
 * undone, also inside one another.
 *
 * A table is read before the next is asked for: its temporary files are then gone. Throws the reason of the abort when
 * `signal` is aborted, and for mistakes of its own; never for what is in the data.
 */
export async function* open(places: readonly string[], options: OpenOptions = {}): AsyncGenerator<Table | Unread> {
  const signal = options.signal ?? new AbortController().signal
  const scratch = new Scratch(options.scratch)
  const context: Context = { limits: options.limits ?? LIMITS, scratch, signal }
  try {
    for (const place of places) yield* openPlace(place, context, options.stdin)
  } finally {
    await scratch.remove()
  }
}

async function* openPlace(place: string, context: Context, stdin?: AsyncIterable<Uint8Array>) {
  for await (const found of find(place)) {
    context.signal.throwIfAborted()
    if (found.kind === 'unread') yield found.unread
    else if (found.kind === 'database') yield* readDatabase(found.address, context)
    else if (found.kind === 'standard-input') yield* guarded(spooled(stdin, context), 0, context)
    else yield* guarded(fileInput(found.path, found.name, found.place, context), 0, context)
  }
}

/** Standard input comes once: it is written to a temporary file, so that it can be recognised and then read. */
async function spooled(stdin: AsyncIterable<Uint8Array> = process.stdin, context: Context): Promise<Input> {
  const path = await context.scratch.spool('-', stdin, context.limits, context.signal)
  return fileInput(path, 'standard input', '-', context)
}

/** What cannot be read at one place is said, and does not hide the others. */
async function* guarded(
  input: Input | Promise<Input>,
  packings: number,
  context: Context,
): AsyncGenerator<Table | Unread> {
  const before = context.scratch.spooled
  let isEmpty = true
  try {
    const { place } = await input
    for await (const item of read(await input, packings, context)) {
      isEmpty = false
      yield item
    }
    // Sheets without a cell, a document without a value, an archive of folders.
    if (isEmpty) yield { place, reason: 'sources/empty', facts: {} }
  } catch (cause) {
    context.signal.throwIfAborted()
    if (!(cause instanceof UnreadError)) throw cause
    yield cause.unread
  } finally {
    await context.scratch.removeAfter(before)
  }
}

/** Reads one input, after `packings` packings were undone around it. */
async function* read(input: Input, packings: number, context: Context): AsyncGenerator<Table | Unread> {
  context.signal.throwIfAborted()
  const { head, isWhole } = await headOf(input)
  const { format, what } = recognise(head, isWhole, input.name)
  const { place } = input
  if (format === 'empty') yield { place, reason: 'sources/empty', facts: {} }
  else if (format === 'other') yield { place, reason: 'sources/not-a-table', facts: { format: what } }
  else if (format === 'encrypted') yield { place, reason: 'sources/encrypted', facts: { format: what } }
  else if (format === 'zip') yield* readZip(input, packings, context)
  else if (format !== 'gzip' && format !== 'zstd') yield* (await readerOf(format))(input)
  else if (packings >= MAX_PACKINGS) yield tooDeep(place)
  else yield* read(unpackedInput(input, format, context), packings + 1, context)
}

/** The first bytes of an input. */
export async function headOf(input: Input): Promise<{ head: Uint8Array; isWhole: boolean }> {
  const pull = pullFrom(input.bytes())
  try {
    const head = new Uint8Array(HEAD_BYTES)
    const used = await pull.fill(head, 0)
    const broken = pull.broken()
    if (used === 0 && broken !== null) throw broken
    return { head: head.subarray(0, used), isWhole: used < head.length }
  } finally {
    await pull.close()
  }
}

async function* readZip(input: Input, packings: number, context: Context): AsyncGenerator<Table | Unread> {
  const { place } = input
  const zip = await openZip(await input.file(), input)
  try {
    const kind = zipKindOf(zip)
    if (kind === 'document') yield { place, reason: 'sources/not-a-table', facts: { format: 'document' } }
    else if (kind !== 'archive') yield* (await readerOf(kind))(input)
    else if (packings >= MAX_PACKINGS) yield tooDeep(place)
    else if (zip.members.length === 0) yield { place, reason: 'sources/empty', facts: {} }
    else {
      for (const member of membersOf(zip, input, context)) {
        if ('reason' in member) yield member
        else yield* guarded(member, packings + 1, context)
      }
    }
  } finally {
    zip.file.close()
  }
}

export function tooDeep(place: string): Unread {
  return { place, reason: 'sources/too-large', facts: { packingsBound: MAX_PACKINGS } }
}

/** Readers are loaded when a file asks for them: a small text is answered at once. */
async function readerOf(format: 'text' | 'json' | 'yaml' | 'parquet' | 'xlsx' | 'ods' | 'ole'): Promise<Reader> {
  switch (format) {
    case 'json':
      return (await import('./json.ts')).readJson
    case 'yaml':
      return (await import('./yaml.ts')).readYaml
    case 'parquet':
      return (await import('./parquet.ts')).readParquet
    case 'xlsx':
      return (await import('./xlsx.ts')).readXlsx
    case 'ods':
      return (await import('./ods.ts')).readOds
    case 'ole':
      return (await import('./workbook.ts')).readOle
    case 'text':
      return readDelimited
  }
}

async function* readDatabase(address: string, { signal }: Context): AsyncGenerator<Table | Unread> {
  const { readPostgres } = await import('./postgres.ts')
  yield* readPostgres(address, { signal })
}
