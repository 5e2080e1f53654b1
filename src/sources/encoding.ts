import { isAscii, isUtf8 } from 'node:buffer'
import { type Pull, pullAfter } from './bytes.ts'

/** How the characters of a text are written. Latin-1 is read as CP1252, of which it is the part in use (WHATWG Encoding §9.1). */
export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

/** An encoding, and the bytes of the mark before the text. */
export type Marked = Readonly<{ encoding: Encoding; markBytes: number }>

/**
 * The encoding of a text that begins with `head`: by its byte order mark, else by its NULs (UTF-16 of European text has
 * one in nearly every pair, always on the same side), else UTF-8 where it is valid, else CP1252.
 */
export function encodingOf(head: Uint8Array, isWhole: boolean): Marked {
  const [a, b, c] = head
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', markBytes: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', markBytes: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', markBytes: 2 }
  const wide = wideOrder(head)
  if (wide !== null) return { encoding: wide, markBytes: 0 }
  return { encoding: isUtf8(isWhole ? head : wholeCharacters(head)) ? 'utf-8' : 'windows-1252', markBytes: 0 }
}

/** NULs in more than 40 % of one side of the pairs and less than 5 % of the other. */
function wideOrder(head: Uint8Array): Encoding | null {
  const pairs = Math.min(head.length, 65_536) >> 1
  if (pairs < 4) return null
  const nuls = [0, 0]
  for (let i = 0; i < pairs * 2; i++) if (head[i] === 0) nuls[i & 1]++
  const [even, odd] = [nuls[0] / pairs, nuls[1] / pairs]
  if (odd > 0.4 && even < 0.05) return 'utf-16le'
  if (even > 0.4 && odd < 0.05) return 'utf-16be'
  return null
}

/** The head without the character that its end may have cut. */
function wholeCharacters(head: Uint8Array): Uint8Array {
  let end = head.length
  while (end > 0 && head.length - end < 4 && (head[end - 1] & 0xc0) === 0x80) end--
  return head.subarray(0, end > 0 && head[end - 1] >= 0xc0 ? end - 1 : end)
}

/** Read to know the encoding. */
const HEAD_BYTES = 256 * 1024

/** The text behind the bytes, without its mark, as UTF-8 or in a one-byte encoding. */
export async function textFrom(raw: Pull): Promise<{ text: Pull; encoding: Encoding }> {
  const head = new Uint8Array(HEAD_BYTES)
  const headBytes = await raw.fill(head, 0)
  const { encoding, markBytes } = encodingOf(head.subarray(0, headBytes), headBytes < head.length)
  return { text: pullText(pullAfter(head.subarray(markBytes, headBytes), raw), encoding), encoding }
}

/** The bytes as UTF-8 while they are read: UTF-16 is rewritten; the others, where line ends are bytes, are left to `toUtf8`. */
export function pullText(pull: Pull, encoding: Encoding): Pull {
  if (encoding === 'utf-8' || encoding === 'windows-1252') return pull
  const decoder = new TextDecoder(encoding)
  const encoder = new TextEncoder()
  const piece = new Uint8Array(512 * 1024)
  let text = ''
  let done = false
  return {
    async fill(target, at) {
      let to = at
      while (to < target.length) {
        if (text === '' && done) break
        if (text === '') {
          const size = await pull.fill(piece, 0)
          done = size === 0
          text = decoder.decode(piece.subarray(0, size), { stream: !done })
          continue
        }
        const { read, written } = encoder.encodeInto(text, target.subarray(to))
        if (read === 0) break
        text = text.slice(read)
        to += written
      }
      return to - at
    },
    close: () => pull.close(),
  }
}

/**
 * The records as UTF-8, in memory of their own. A text taken for UTF-8 that is not, here, is read line by line: the lines that
 * are not UTF-8 are CP1252 (exports that were glued together; the first accent 300 MB into a file).
 */
export function toUtf8(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'windows-1252') return isAscii(bytes) ? bytes : widened(bytes)
  return isUtf8(bytes)
    ? bytes
    : Uint8Array.from(Buffer.concat(linesOf(bytes).map(line => (isUtf8(line) ? line : widened(line)))))
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(10, from)
    const end = newline < 0 ? bytes.length : newline + 1
    lines.push(bytes.subarray(from, end))
    from = end
  }
  return lines
}

/** CP1252 as UTF-8. Without the bytes where it differs from Latin-1 (€, œ, curly quotes) by the runtime's own routines, 3 times as fast. */
function widened(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!hasOwnOf1252(bytes)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
    return new TextEncoder().encode(text)
  }
  const out = new Uint8Array(bytes.length + addedBytes(bytes))
  let to = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte < 0x80) {
      out[to++] = byte
      continue
    }
    const point = CP1252[byte - 0x80]
    if (point >= 0x800) {
      out[to++] = 0xe0 | (point >> 12)
      out[to++] = 0x80 | ((point >> 6) & 0x3f)
    } else out[to++] = 0xc0 | (point >> 6)
    out[to++] = 0x80 | (point & 0x3f)
  }
  return out
}

function hasOwnOf1252(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (bytes[i] >= 0x80 && bytes[i] < 0xa0) return true
  return false
}

/** Two bytes for a letter with an accent, three for the euro sign and the like. */
function addedBytes(bytes: Uint8Array): number {
  let added = 0
  for (let i = 0; i < bytes.length; i++) if (bytes[i] >= 0x80) added += CP1252[bytes[i] - 0x80] >= 0x800 ? 2 : 1
  return added
}

/** Code points of the bytes 0x80 to 0xFF. */
const CP1252 = Uint16Array.from(
  new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128)),
  character => character.charCodeAt(0),
)
