import { encodingOf } from './encoding.ts'

/** What some bytes are, by their content alone: the name of a file is believed only between YAML and plain text. */
export type Format =
  | 'empty'
  | 'gzip'
  | 'zstd'
  | 'zip'
  | 'parquet'
  | 'ole'
  | 'json'
  | 'yaml'
  | 'text'
  | 'encrypted'
  | 'other'

export type Recognised = Readonly<{
  format: Format
  /** What it is when it is none that this room reads. */
  what: string
}>

/** First bytes, and the format they stand for. Formats that hold no table for this room are named all the same. */
const MAGIC: readonly (readonly [string, Format, string])[] = [
  ['\x1f\x8b', 'gzip', ''],
  ['\x28\xb5\x2f\xfd', 'zstd', ''],
  ['PK\x03\x04', 'zip', ''],
  ['PK\x05\x06', 'zip', ''],
  ['PAR1', 'parquet', ''],
  ['PARE', 'encrypted', 'parquet'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole', ''],
  ['%PDF-', 'other', 'pdf'],
  ['\x89PNG\r\n', 'other', 'image'],
  ['\xff\xd8\xff', 'other', 'image'],
  ['GIF87a', 'other', 'image'],
  ['GIF89a', 'other', 'image'],
  ['II*\x00', 'other', 'image'],
  ['MM\x00*', 'other', 'image'],
  ['BZh', 'other', 'bzip2'],
  ['\xfd7zXZ\x00', 'other', 'xz'],
  ['7z\xbc\xaf\x27\x1c', 'other', '7z'],
  ['Rar!\x1a\x07', 'other', 'rar'],
  ['SQLite format 3\x00', 'other', 'sqlite'],
  ['ARROW1\x00', 'other', 'arrow'],
  ['Obj\x01', 'other', 'avro'],
  ['ORC', 'other', 'orc'],
  ['\x7fELF', 'other', 'program'],
  ['MZ\x90', 'other', 'program'],
  ['age-encryption.org/v1', 'encrypted', 'age'],
  ['-----BEGIN AGE ENCRYPTED FILE-----', 'encrypted', 'age'],
  ['-----BEGIN PGP MESSAGE-----', 'encrypted', 'pgp'],
  ['PGDMP', 'other', 'pg_dump'],
]

/** Recognises bytes by their beginning; 64 kB of it are enough. `name` only tells YAML without `---` from a text. */
export function recognise(head: Uint8Array, isWhole: boolean, name: string): Recognised {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512)).toString('latin1')
  if (head.length === 0) return { format: 'empty', what: '' }
  const known = MAGIC.find(([magic]) => start.startsWith(magic))
  if (known !== undefined) return { format: known[1], what: known[2] }
  if (start.slice(257, 262) === 'ustar') return { format: 'other', what: 'tar' }
  const { encoding, markBytes } = encodingOf(head, isWhole)
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && isBinary(head)) return { format: 'other', what: 'binary' }
  const text = new TextDecoder(encoding).decode(head.subarray(markBytes))
  if (MARKUP_START.test(text)) return { format: 'other', what: 'markup' }
  if (JSON_START.test(text)) return { format: 'json', what: '' }
  if (isYaml(text, name)) return { format: 'yaml', what: '' }
  return { format: 'text', what: '' }
}

/** XML and HTML: their text is not in lines, and a table inside is none that this room reads. */
const MARKUP_START = /^\s*<(\?xml[\s?]|!doctype\s|!--|html[\s>])/i

/** An object or an array that begins as JSON does: `[INFO] …`, `[2024-01-01 …]` and `{{…` do not. */
const JSON_START =
  /^\s*(\{\s*(["'}]|\w+\s*:|\/[/*]|$)|\[\s*([{["\]]|(-?\d+(\.\d+)?([eE][-+]?\d+)?|true|false|null)\s*[,\]]|$))/

function isYaml(text: string, name: string): boolean {
  const hasPair = /^(- )?["']?[\p{L}\p{N}_.$ -]{1,80}["']?:(\s|$)/mu.test(text)
  if (!hasPair) return /^%YAML /.test(text)
  return /^(%YAML [^\n]*\n)?---(\s*\n| *#)/.test(text) || /\.ya?ml$/i.test(name)
}

/**
 * Texts hold no control characters but blanks, NULs where fields are padded, and separators; a twentieth part of random
 * bytes are others. 2 % tells them apart from 64 kB with room on both sides.
 */
function isBinary(head: Uint8Array): boolean {
  const length = Math.min(head.length, 65_536)
  let controls = 0
  let nuls = 0
  for (let i = 0; i < length; i++) {
    const byte = head[i]
    if (byte === 0) nuls++
    else if ((byte < 32 && !TEXT_CONTROLS.has(byte)) || byte === 127) controls++
  }
  return controls / length > 0.02 || nuls / length > 0.5
}

/** Start of header, tab, line feed, form feed, carriage return, substitute (old end of file), escape, separators. */
const TEXT_CONTROLS = new Set([1, 2, 9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31])
