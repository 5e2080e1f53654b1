import { expect, test } from 'vitest'
import { pullFrom } from './bytes.ts'
import { type Encoding, encodingOf, pullText, toUtf8 } from './encoding.ts'

const TEXT = 'nom;ville\nÉléonore;Besançon\nŒuvre;10 €\n'

function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

/** In CP1252, € is 0x80 and Œ 0x8C. */
function cp1252(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, character => ({ '€': 0x80, Œ: 0x8c })[character] ?? character.charCodeAt(0))
}

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes)
}

test('the mark names the encoding', () => {
  expect(encodingOf(Buffer.from(`\ufeff${TEXT}`), true)).toEqual({ encoding: 'utf-8', markBytes: 3 })
  expect(encodingOf(utf16(TEXT, 'le', true), true)).toEqual({ encoding: 'utf-16le', markBytes: 2 })
  expect(encodingOf(utf16(TEXT, 'be', true), true)).toEqual({ encoding: 'utf-16be', markBytes: 2 })
})

test('without a mark the bytes name it', () => {
  const encodings = [Buffer.from(TEXT), cp1252(TEXT), utf16(TEXT, 'le', false), utf16(TEXT, 'be', false)]
  expect(encodings.map(bytes => encodingOf(bytes, true).encoding)).toEqual([
    'utf-8',
    'windows-1252',
    'utf-16le',
    'utf-16be',
  ])
})

test('a character cut at the end of the sample does not make UTF-8 something else', () => {
  const bytes = Buffer.from('é€𝄞')
  for (let end = 1; end <= bytes.length; end++) {
    expect(encodingOf(bytes.subarray(0, end), end === bytes.length).encoding).toBe('utf-8')
  }
})

test('NULs in a text do not make it UTF-16', () => {
  expect(encodingOf(Buffer.from('a\0;b\0\0;c\n'.repeat(50)), true).encoding).toBe('utf-8')
})

test.each(['utf-16le', 'utf-16be'] as const)('%s is read as UTF-8, pairs cut anywhere', async encoding => {
  const bytes = utf16(`${TEXT}𝄞`, encoding === 'utf-16le' ? 'le' : 'be', false)
  async function* pieces() {
    for (let i = 0; i < bytes.length; i += 3) yield bytes.subarray(i, i + 3)
  }
  const text = pullText(pullFrom(pieces()), encoding as Encoding)
  const target = new Uint8Array(200)
  const size = await text.fill(target, 0)
  expect(Buffer.from(target.subarray(0, size)).toString()).toBe(`${TEXT}𝄞`)
})

test('CP1252 becomes UTF-8', () => {
  expect(Buffer.from(toUtf8(cp1252(TEXT), 'windows-1252')).toString()).toBe(TEXT)
})

test('a line of CP1252 in a text of UTF-8 becomes UTF-8, the others stay as they are', () => {
  const mixed = own(Buffer.concat([Buffer.from('é;1\n'), cp1252('é;2\n'), Buffer.from('é;3')]))
  expect(Buffer.from(toUtf8(mixed, 'utf-8')).toString()).toBe('é;1\né;2\né;3')
})

test('valid UTF-8 is given back as it is', () => {
  const bytes = own(Buffer.from(TEXT))
  expect(toUtf8(bytes, 'utf-8')).toBe(bytes)
})
