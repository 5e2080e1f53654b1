// Control characters (C0, DEL, C1), direction marks and overrides, zero-width characters, line separators, the byte order mark,
// interlinear marks and tags: what can move a cursor, reorder a line or hide in it.
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
const LONE_SURROGATE = /[\ud800-\udfff]/gu

/**
 * A name from outside (file, sheet, column) as it may be shown on a terminal, in a page or in a log: characters that act
 * instead of showing are written as `\x1b` or `\u202e`. Terminal escape sequences in a column's name would otherwise be
 * obeyed by the terminal of whoever inspects the file.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, escaped).replace(LONE_SURROGATE, escaped)
}

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code > 0xffff) return `\\u{${hex}}`
  return code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`
}

/** `printable`, cut in the middle to at most `width` characters so that both ends of a long path stay readable. */
export function shortened(text: string, width: number): string {
  const whole = [...printable(text)]
  if (whole.length <= width) return whole.join('')
  const tail = Math.floor((width - 1) / 2)
  return `${whole.slice(0, width - 1 - tail).join('')}…${whole.slice(whole.length - tail).join('')}`
}
