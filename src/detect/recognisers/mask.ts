/** Masks, compact forms and the small language in which recognisers write their shapes. */

/** A mask is cut here, with a trailing `…`: longer values are free text, and equal beginnings are enough to group them. */
export const MASK_LENGTH = 64

const DIGIT = 57 // '9'
const LETTER = 65 // 'A'
const BLANK = 32

/** For every UTF-16 unit, the unit that stands for it in a mask. */
const MASK_OF_UNIT = maskTable()
/** 1 for the units that a compact form drops: blanks, dots, dashes of any length, slashes, parentheses. */
const DROPPED = droppedTable()

function maskTable(): Uint16Array {
  const letter = /\p{L}/u
  const blank = /\s/
  return Uint16Array.from({ length: 65_536 }, (_, unit) => {
    if (unit >= 48 && unit <= 57) return DIGIT
    const char = String.fromCharCode(unit)
    if (letter.test(char)) return LETTER
    return blank.test(char) ? BLANK : unit
  })
}

function droppedTable(): Uint8Array {
  const dropped = Uint8Array.from(MASK_OF_UNIT, unit => (unit === BLANK ? 1 : 0))
  for (const char of './()-\u2010\u2011\u2012\u2013\u2014\u2212') dropped[char.charCodeAt(0)] = 1
  return dropped
}

/**
 * The mask of a value: every ASCII digit as `9`, every letter (any alphabet, any case) as `A`, every run of blanks as one space,
 * anything else as itself. Blanks around the value do not count. At most 64 units, then `…`.
 */
export function maskOf(raw: string): string {
  let mask = ''
  let pending = false
  for (let i = 0; i < raw.length; i++) {
    const unit = MASK_OF_UNIT[raw.charCodeAt(i)]
    if (unit === BLANK) {
      pending = mask !== ''
      continue
    }
    if (pending) mask += ' '
    pending = false
    mask += unit < 256 ? LATIN[unit] : String.fromCharCode(unit)
    if (mask.length > MASK_LENGTH) return `${mask.slice(0, MASK_LENGTH)}…`
  }
  return mask
}

/** One string for each of the first 256 units: appending one of these is several times faster than making one. */
const LATIN = Array.from({ length: 256 }, (_, unit) => String.fromCharCode(unit))

/** The value in capitals, without blanks, dots, dashes, slashes and parentheses: what `check` receives first. */
export function compactOf(raw: string): string {
  let kept = ''
  let from = 0
  for (let i = 0; i < raw.length; i++) {
    if (DROPPED[raw.charCodeAt(i)] === 0) continue
    kept += raw.slice(from, i)
    from = i + 1
  }
  return (from === 0 ? raw : kept + raw.slice(from)).toUpperCase()
}

/**
 * An anchored expression over masks. `_` stands for an optional separator (blank, dot, dash, slash); the rest is an expression
 * over `9`, `A` and punctuation: `shape('9_99_99_9[9A]_999_999_99')`.
 */
export function shape(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern.replaceAll('_', '[ ./\\-\u2010-\u2014]?')})$`)
}

/**
 * An expression that finds candidates in prose, in capitals or not. `_` stands for an optional separator (blank, no-break blank, dot, dash); the
 * match may not touch another letter or digit, nor continue a number through a dot, comma or dash. Linear as long as `pattern` nests no quantifier.
 */
export function inText(pattern: string): RegExp {
  return new RegExp(bounded(pattern), 'giu')
}

/** The same, for forms so short that only capitals set them apart from words. */
export function inCapitals(pattern: string): RegExp {
  return new RegExp(bounded(pattern), 'gu')
}

function bounded(pattern: string): string {
  const body = pattern.replaceAll('_', '[ .\\-\u00a0\u202f\u2011]?')
  return `(?<![\\p{L}\\d_@]|\\d[.,\\-])(?:${body})(?![\\p{L}\\d_]|[.,\\-]\\d)`
}
