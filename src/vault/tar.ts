/** A tar archive as a stream, written and read by us so that any tar can open it too. SOURCE: POSIX.1-1988 ustar; sizes over 8 GiB as GNU tar writes them. */

const BLOCK = 512
/** The largest size that eleven octal digits hold. */
const OCTAL_MAX = 8 ** 11 - 1

/** The header of a file of so many bytes; `mtimeSeconds` since 1970. Throws for a name over 100 bytes. */
export function tarHeader(name: string, sizeBytes: number, mtimeSeconds: number): Uint8Array {
  const header = Buffer.alloc(BLOCK)
  if (Buffer.byteLength(name) > 100) throw new Error('a name is longer than a tar header holds')
  header.write(name, 0)
  header.write('0000600\0', 100)
  for (const at of [108, 116]) header.write('0000000\0', at)
  writeSize(header, sizeBytes)
  header.write(`${mtimeSeconds.toString(8).padStart(11, '0')}\0`, 136)
  header.write('        ', 148)
  header.write('0', 156)
  header.write('ustar\x0000', 257, 'latin1')
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** The zeros after a file, up to a whole block. */
export function tarPadding(sizeBytes: number): Uint8Array {
  return new Uint8Array((BLOCK - (sizeBytes % BLOCK)) % BLOCK)
}

/** The end of an archive. */
export const TAR_END: Uint8Array = new Uint8Array(2 * BLOCK)

/** One file of an archive that is read: its bytes must be taken before the next. */
export type TarEntry = Readonly<{ name: string; sizeBytes: number; bytes: AsyncGenerator<Uint8Array> }>

/** Bytes that are not what was written. */
export class Damaged extends Error {}

/** The files of an archive in their order. Throws `Damaged` when it is cut short or has another form, to the last byte. */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = blocksOf(source)
  for (;;) {
    const header = await whole(reader.take(BLOCK))
    if (header.every(byte => byte === 0)) return reader.end()
    const { name, sizeBytes } = readHeader(header)
    const left = { bytes: sizeBytes }
    yield { name, sizeBytes, bytes: reader.take(sizeBytes, left) }
    if (left.bytes !== 0) throw new Error('a file of the archive was left unread: its bytes come first')
    await whole(reader.take(tarPadding(sizeBytes).length))
  }
}

/** All bytes of a stream that is known to be small. */
export async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts)
}

function writeSize(header: Buffer, sizeBytes: number): void {
  if (sizeBytes <= OCTAL_MAX) {
    header.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, 124)
    return
  }
  header[124] = 0x80
  header.writeBigUInt64BE(BigInt(sizeBytes), 128)
}

function readHeader(header: Buffer): Readonly<{ name: string; sizeBytes: number }> {
  const sum = Number.parseInt(header.toString('latin1', 148, 154), 8)
  if (sum !== sumOf(header) || header.toString('latin1', 257, 262) !== 'ustar') throw new Damaged('no tar archive')
  const name = header.toString('utf8', 0, 100).replace(/\0+$/, '')
  const digits = header.toString('latin1', 124, 135)
  return { name, sizeBytes: header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(digits, 8) }
}

/** The sum of all bytes, those of the sum itself as blanks. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
}

/** Gives so many bytes of a stream, piece by piece; throws when it ends before. */
function blocksOf(source: AsyncIterable<Uint8Array>) {
  const pieces = source[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  async function* take(count: number, left = { bytes: count }): AsyncGenerator<Uint8Array> {
    while (left.bytes > 0) {
      if (rest.length === 0) {
        const next = await pieces.next()
        if (next.done) throw new Damaged('the archive is cut short')
        rest = next.value
        continue
      }
      const piece = rest.subarray(0, left.bytes)
      rest = rest.subarray(piece.length)
      left.bytes -= piece.length
      yield piece
    }
  }
  const end = async () => {
    let isZero = rest.every(byte => byte === 0)
    for (let next = await pieces.next(); !next.done; next = await pieces.next())
      isZero &&= next.value.every(byte => byte === 0)
    if (!isZero) throw new Damaged('something follows the end of the archive')
  }
  return { take, end }
}
