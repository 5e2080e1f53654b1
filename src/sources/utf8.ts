import { isUtf8 } from 'node:buffer'

/**
 * Text bytes as UTF-8, for formats that are UTF-8 by their rules and not always in fact: UTF-16 with a byte order mark is
 * decoded; a slice that is not UTF-8 is taken for Windows-1252 (the usual damage), so that its values are still examined.
 * Slices end on whole characters; the byte order mark is left out.
 */
export async function* asUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0)
  let utf16: ReturnType<typeof utf16Decoder> | undefined
  for await (const slice of bytes) {
    let joined =
      held.length > 0 ? Buffer.concat([held, slice]) : Buffer.from(slice.buffer, slice.byteOffset, slice.length)
    if (utf16 === undefined) {
      if (joined.length < 3) {
        held = Buffer.from(joined)
        continue
      }
      utf16 = utf16Decoder(joined)
      if (joined[0] === 0xef && joined[1] === 0xbb && joined[2] === 0xbf) joined = joined.subarray(3)
    }
    if (utf16 !== null) {
      held = Buffer.alloc(0)
      yield Buffer.from(utf16.decode(joined, { stream: true }))
      continue
    }
    const end = wholeEnd(joined)
    held = Buffer.from(joined.subarray(end))
    if (end > 0) yield repaired(joined.subarray(0, end))
  }
  if (held.length > 0) yield repaired(held)
}

function utf16Decoder(start: Uint8Array) {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le')
  if (start[0] === 0xfe && start[1] === 0xff) return new TextDecoder('utf-16be')
  return null
}

/** End of the last whole character: at most three bytes are held back. */
function wholeEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]
    if (byte < 0x80) return bytes.length - back + 1
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}

function repaired(bytes: Buffer): Buffer {
  return isUtf8(bytes) ? bytes : Buffer.from(new TextDecoder('windows-1252').decode(bytes))
}
