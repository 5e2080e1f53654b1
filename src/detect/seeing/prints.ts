import { isDateMask } from '../recognisers/dates.ts'
import { maskOf } from '../recognisers/mask.ts'
import type { Dictionary } from './dictionary.ts'
import { fingerprint } from './dictionary.ts'

/**
 * How the values of a closed column are kept for each row: 64 bits in two halves. A value written like most of the column's
 * timestamps (`template`, digits as `9`) keeps its digits, so that its day can be read again; any other keeps a fingerprint,
 * with the top bit set so that the two never meet.
 */
export type Template = string

/** Digits of the first half: a day in any order. */
const DAY_DIGITS = 8
/** Digits of the second half at most: 10^9 fits in 32 bits. */
const TIME_DIGITS = 9
const FINGERPRINT_BIT = 0x80000000
/** Values looked at to see how the column writes its timestamps. */
const LOOKED_AT = 500

/** How most values of a column write their timestamps; null where they are none, or not with a fixed number of digits. */
export function templateOf(dictionary: Dictionary): Template | null {
  const counts = new Map<Template, number>()
  const looked = Math.min(LOOKED_AT, dictionary.size)
  for (let code = 1; code <= looked; code++) {
    const text = dictionary.text(code)
    const template = text.replace(/\d/g, '9')
    const digits = template.split('9').length - 1
    if (digits <= DAY_DIGITS || digits > DAY_DIGITS + TIME_DIGITS || !isDateMask(maskOf(text))) continue
    counts.set(template, (counts.get(template) ?? 0) + 1)
  }
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  return best && best[1] >= looked * 0.8 ? best[0] : null
}

/** Writes the two halves that stand for the value `bytes[start … end)`. */
export function printOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  template: Template | null,
  out: Uint32Array,
  at: number,
): void {
  if (template !== null && writeDigits(bytes, start, end, template, out, at)) return
  fingerprint(bytes, start, end, out, at)
  out[at + 1] = (out[at + 1] | FINGERPRINT_BIT) >>> 0
}

function writeDigits(
  bytes: Uint8Array,
  start: number,
  end: number,
  template: Template,
  out: Uint32Array,
  at: number,
): boolean {
  if (end - start !== template.length) return false
  let day = 0
  let time = 0
  let digits = 0
  for (let i = 0; i < template.length; i++) {
    const byte = bytes[start + i]
    if (template.charCodeAt(i) !== 57) {
      if (byte !== template.charCodeAt(i)) return false
    } else if (byte < 48 || byte > 57) return false
    else if (digits++ < DAY_DIGITS) day = day * 10 + byte - 48
    else time = time * 10 + byte - 48
  }
  // [Note: blank is zero] Both halves 0 mean a blank cell: the day is kept plus one.
  out[at] = time
  out[at + 1] = day + 1
  return true
}

/** The text behind two halves, with the time written as zeros; null where they are a fingerprint. */
export function dayTextOf(high: number, template: Template): string | null {
  return textOf(0, high, template)
}

/** The text behind two halves; null where they are a fingerprint. */
export function textOf(low: number, high: number, template: Template): string | null {
  if (high >= FINGERPRINT_BIT) return null
  const all = template.split('9').length - 1
  const digits = String(high - 1).padStart(DAY_DIGITS, '0') + String(low).padStart(all - DAY_DIGITS, '0')
  let next = 0
  return template.replace(/9/g, () => digits[next++])
}
