import { basename } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { crc32, createGunzip } from 'node:zlib'
import * as yauzl from 'yauzl'
import { type Context, streamInput } from './input.ts'
import { type Input, UnreadError } from './reader.ts'
import type { Unread } from './table.ts'
import { unzstd } from './zstd.ts'

/** The bytes inside a gzip or zstd file, as an input of their own. */
export function unpackedInput(input: Input, format: 'gzip' | 'zstd', context: Context): Input {
  const name = input.name.replace(/\.(gz|gzip|z|zst|zstd)$/i, '').replace(/\.tgz$/i, '.tar')
  const origin = { name, place: input.place, sizeBytes: input.sizeBytes }
  return streamInput(origin, () => unpack(input, format), input.progressBytes, context)
}

async function* unpack(input: Input, format: 'gzip' | 'zstd'): AsyncGenerator<Uint8Array> {
  let packed = 0
  let unpacked = 0
  async function* counted() {
    for await (const piece of input.bytes()) {
      packed += piece.length
      yield piece
    }
  }
  try {
    for await (const piece of format === 'gzip' ? gunzip(counted()) : unzstd(counted())) {
      unpacked += piece.length
      if (isBomb(packed, unpacked, input)) throw bombAt(input.place, input)
      yield piece
    }
  } catch (cause) {
    input.signal.throwIfAborted()
    throw unpackError(input.place, cause)
  }
}

async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = pipeline(packed, createGunzip({ chunkSize: 256 * 1024 }), () => {}) as unknown as Readable
  try {
    for await (const piece of stream) yield piece
  } finally {
    stream.destroy()
  }
}

function isBomb(packed: number, unpacked: number, { limits }: Pick<Input, 'limits'>): boolean {
  return unpacked > limits.unpackFreeBytes && unpacked > packed * limits.unpackRatio
}

function bombAt(place: string, { limits }: Pick<Input, 'limits'>): UnreadError {
  return new UnreadError({ place, reason: 'sources/too-large', facts: { ratioBound: limits.unpackRatio } })
}

/** What zlib says of damaged bytes, as an `UnreadError`; any other error as it is. */
function unpackError(place: string, cause: unknown): unknown {
  const { code = '' } = cause as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR' || code === 'ZSTD_error_srcSize_wrong') {
    return new UnreadError({ place, reason: 'sources/truncated', facts: {} }, { cause })
  }
  if (/^(Z_|ZSTD_)/.test(code)) return new UnreadError({ place, reason: 'sources/malformed', facts: {} }, { cause })
  return cause
}

/** What a zip file is: a workbook of some kind, another document, or an archive with its members. */
export type ZipKind = 'xlsx' | 'ods' | 'document' | 'archive'

/** An open zip file: its members in order, with their names. */
export type Zip = Readonly<{ file: yauzl.ZipFile; members: readonly Member[] }>
type Member = Readonly<{ entry: yauzl.Entry; name: string }>

/**
 * Opens the zip file at `path` and lists its members; closes nothing but on failure. Throws `UnreadError`: malformed, cut
 * (the list of members stands at the end), or more members than the bound.
 */
export async function openZip(path: string, input: Input): Promise<Zip> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false }
  const file = await yauzl.openPromise(path, options).catch(cause => Promise.reject(zipError(input.place, cause)))
  const members: Member[] = []
  try {
    for await (const entry of file.eachEntry()) {
      if (members.length >= input.limits.members) {
        throw new UnreadError({ place: input.place, reason: 'sources/too-large', facts: { members: file.entryCount } })
      }
      members.push({ entry, name: nameOf(entry) })
    }
    return { file, members }
  } catch (cause) {
    file.close()
    throw zipError(input.place, cause)
  }
}

function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false).replaceAll('\\', '/')
}

function zipError(place: string, cause: unknown): unknown {
  if (cause instanceof UnreadError || (cause as NodeJS.ErrnoException).code === 'ABORT_ERR') return cause
  const isCut = /end of central directory|unexpected EOF|not enough|truncated/i.test((cause as Error).message)
  const reason = isCut ? 'sources/truncated' : 'sources/malformed'
  return new UnreadError({ place, reason, facts: {} }, { cause })
}

/** Tells workbooks from archives by the members that only they have. */
export function zipKindOf({ members }: Zip): ZipKind {
  const names = new Set(members.map(member => member.name))
  if (names.has('xl/workbook.xml') || names.has('xl/workbook.bin')) return 'xlsx'
  const isOffice =
    names.has('[Content_Types].xml') && (names.has('word/document.xml') || names.has('ppt/presentation.xml'))
  if (isOffice) return 'document'
  if (names.has('mimetype') && names.has('content.xml')) return 'ods'
  return names.has('mimetype') && names.has('META-INF/container.xml') ? 'document' : 'archive'
}

/**
 * The files inside an archive, each as an input, in order. A member is `Unread` when it is encrypted, packed in a way that
 * is not known, or says that it unpacks to more than the bounds; one that lies about its size is stopped while it is read.
 */
export function* membersOf(zip: Zip, archive: Input, context: Context): Generator<Input | Unread> {
  let total = 0
  for (const { entry, name } of zip.members) {
    if (name.endsWith('/')) continue
    const place = `${archive.place}!${name}`
    total += entry.uncompressedSize
    const refused = refusalOf(entry, total, archive)
    if (refused !== null) yield { place, ...refused }
    else yield memberInput(zip.file, entry, name, place, context)
  }
}

function refusalOf(entry: yauzl.Entry, total: number, archive: Input): Omit<Unread, 'place'> | null {
  const { limits, sizeBytes } = archive
  if (entry.isEncrypted()) return { reason: 'sources/encrypted', facts: {} }
  if (!entry.canDecodeFileData()) return { reason: 'sources/malformed', facts: { method: entry.compressionMethod } }
  const isTooLarge = isBomb(entry.compressedSize, entry.uncompressedSize, archive) || total > limits.unpackTotalBytes
  const isOverlapped = sizeBytes !== null && isBomb(sizeBytes, total, archive)
  if (!isTooLarge && !isOverlapped) return null
  return {
    reason: 'sources/too-large',
    facts: { unpacksToBytes: entry.uncompressedSize, ratioBound: limits.unpackRatio },
  }
}

function memberInput(file: yauzl.ZipFile, entry: yauzl.Entry, name: string, place: string, context: Context): Input {
  let latest = { read: 0 }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const mine = { read: 0 }
    latest = mine
    let check = 0
    const stream = await file.openReadStreamPromise(entry).catch(cause => Promise.reject(zipError(place, cause)))
    try {
      for await (const piece of stream) {
        context.signal.throwIfAborted()
        mine.read += piece.length
        check = crc32(piece, check)
        yield piece
      }
    } catch (cause) {
      context.signal.throwIfAborted()
      throw zipError(place, unpackError(place, cause))
    } finally {
      stream.destroy()
    }
    if (check !== entry.crc32)
      throw new UnreadError({ place, reason: 'sources/malformed', facts: { checksum: 'wrong' } })
  }
  return streamInput(
    { name: basename(name), place, sizeBytes: entry.uncompressedSize },
    bytes,
    () => latest.read,
    context,
  )
}
