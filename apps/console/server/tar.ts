/** A tape archive, written while it is read: what a folder is on its way to somebody. SOURCE: POSIX.1-2017, pax, “ustar Interchange Format”. */

export type TarFile = Readonly<{ path: string; bytes: Uint8Array }>

const BLOCK = 512

/** The archive of files in the order in which they come. Paths of at most 100 ASCII characters; throws on a longer one. */
export async function* tar(files: AsyncIterable<TarFile>, at: Date): AsyncGenerator<Uint8Array> {
  for await (const { path, bytes } of files) {
    yield header(path, bytes.length, at)
    yield bytes
    const rest = bytes.length % BLOCK
    if (rest > 0) yield new Uint8Array(BLOCK - rest)
  }
  yield new Uint8Array(2 * BLOCK)
}

function header(path: string, sizeBytes: number, at: Date): Uint8Array {
  if (!/^[\x21-\x7e]{1,100}$/.test(path)) throw new Error('a path does not fit an archive')
  const block = Buffer.alloc(BLOCK)
  block.write(path, 0, 'latin1')
  block.write('0000644\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${octal(sizeBytes, 11)}\0`, 124)
  block.write(`${octal(Math.floor(at.getTime() / 1000), 11)}\0`, 136)
  // The sum is made with blanks in its own place.
  block.fill(' ', 148, 156)
  block.write('0', 156)
  block.write('ustar\x0000', 257, 'latin1')
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${octal(sum, 6)}\0 `, 148)
  return block
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}
