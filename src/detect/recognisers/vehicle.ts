import type { Recogniser } from '../recogniser.ts'
import { isDepartment } from './france.ts'
import { inCapitals, inText, shape } from './mask.ts'

/**
 * Whether a compact value is a French plate of the present system: two letters, three digits, two letters. I, O, U and the pair SS are not given
 * out, nor WW first (provisional), nor 000. Written `AA-123-AB`.
 * Source: arrêté of 9 February 2009 (DEVS0824995A), annex VII A for the form; ANTS, public answers on the letters left out.
 */
export function isFrenchPlate(compact: string): boolean {
  return /^(?!SS|WW)[A-HJ-NP-TV-Z]{2}(?!000)\d{3}(?!SS)[A-HJ-NP-TV-Z]{2}$/.test(compact)
}

/** Whether a compact value is a French plate of before 2009: one to four digits, one to three letters, department. Source: arrêté of 5 November 1984, annex. */
export function isOldFrenchPlate(compact: string): boolean {
  const parts = /^[1-9]\d{0,3}[A-HJ-NP-TV-Z]{1,3}(\d{2}|2[AB]|97\d)$/.exec(compact)
  return parts !== null && isDepartment(parts[1])
}

/** Whether a compact value is a British plate since 2001: area (no I, Q, Z first), age 02–29 or 51–79, three letters without I and Q. Source: DVLA, INF104, "Vehicle registration numbers and number plates". */
export function isBritishPlate(compact: string): boolean {
  return /^[A-HJ-PR-Y][A-HJ-PR-Y](?:0[2-9]|[12]\d|5[1-9]|[67]\d)[A-HJ-PR-Z]{3}$/.test(compact)
}

/** Whether a compact value is a British plate of before 2001: year letter first (1983–2001) or last (1963–1983). Same source. */
export function isOldBritishPlate(compact: string): boolean {
  return /^[A-HJ-NP-TV-Y][1-9]\d{0,2}[A-HJ-PR-Y]{3}$|^[A-HJ-PR-Y]{3}[1-9]\d{0,2}[A-HJ-NP-TV-Y]$/.test(compact)
}

/** Whether a value is a German plate with its dash: district of one to three letters, one or two letters, up to four digits, E or H. Source: Fahrzeug-Zulassungsverordnung § 9, annex 3. */
export function isGermanPlate(_compact: string, raw: string): boolean {
  return /^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?$/.test(raw.toUpperCase())
}

/** What each character of a VIN counts as; I, O and Q are not used (-1). Digits count as themselves. */
const VIN_LETTERS = [1, 2, 3, 4, 5, 6, 7, 8, -1, 1, 2, 3, 4, 5, -1, 7, -1, 9, 2, 3, 4, 5, 6, 7, 8, 9]
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** Whether a compact value has the form of a VIN: 17 letters and digits without I, O, Q. Source: ISO 3779:2009. */
export function isVin(compact: string): boolean {
  return /^[A-HJ-NPR-Z\d]{17}$/.test(compact) && /\d/.test(compact) && /[A-Z]/.test(compact)
}

/**
 * Whether a VIN carries the check character at its ninth place, compulsory in North America only: sum of values times weights, modulo 11, X for 10.
 * Source: 49 CFR 565.15(c).
 */
export function isCheckedVin(compact: string): boolean {
  if (!isVin(compact)) return false
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const code = compact.charCodeAt(i)
    sum += VIN_WEIGHTS[i] * (code < 65 ? code - 48 : VIN_LETTERS[code - 65])
  }
  return '0123456789X'[sum % 11] === compact[8]
}

/** French plate with its dashes or blanks. */
export const FRENCH_PLATE: Recogniser = {
  kind: 'vehicle.plate',
  mask: /^AA[ -]999[ -]AA$/,
  chance: 0.608,
  check: isFrenchPlate,
  needsCue: false,
  text: inText('[A-HJ-NP-TV-Z]{2}-\\d{3}-[A-HJ-NP-TV-Z]{2}'),
  textDigits: 3,
}

/** The same without them: also the form of many product codes. */
export const FRENCH_PLATE_PLAIN: Recogniser = { ...FRENCH_PLATE, mask: /^AA999AA$/, needsCue: true, text: null }

export const OLD_FRENCH_PLATE: Recogniser = {
  kind: 'vehicle.plate',
  mask: shape('9{1,4}_A{1,3}_(?:99|9A|999)'),
  chance: 0.637,
  check: isOldFrenchPlate,
  needsCue: true,
  text: null,
}

export const BRITISH_PLATE: Recogniser = {
  kind: 'vehicle.plate',
  mask: shape('AA99 ?AAA'),
  chance: 0.3508,
  check: isBritishPlate,
  needsCue: false,
  text: inCapitals('[A-HJ-PR-Y]{2}\\d{2} [A-HJ-PR-Z]{3}'),
  textDigits: 2,
}

export const OLD_BRITISH_PLATE: Recogniser = {
  kind: 'vehicle.plate',
  mask: shape('A9{1,3} ?A{3}|A{3} ?9{1,3}A'),
  chance: 0.5272,
  check: isOldBritishPlate,
  needsCue: true,
  text: null,
}

/** Nothing but the form: a dash, then letters and digits, which codes of products share. */
export const GERMAN_PLATE: Recogniser = {
  kind: 'vehicle.plate',
  mask: /^A{1,3}-A{1,2}[ -]?9{1,4}A?$/,
  chance: 0.9,
  check: isGermanPlate,
  needsCue: true,
  text: null,
}

export const VIN_CHECKED: Recogniser = {
  kind: 'vehicle.vin',
  mask: /^[9A]{17}$/,
  chance: 0.0385,
  check: isCheckedVin,
  needsCue: false,
  text: inText('[A-HJ-NPR-Z\\d]{17}'),
  textDigits: 1,
}

/** VIN without a check character, as European makers write it: it takes a header. */
export const VIN_FORM: Recogniser = { ...VIN_CHECKED, chance: 0.2935, check: isVin, needsCue: true, text: null }

export const VEHICLE: readonly Recogniser[] = [
  FRENCH_PLATE, FRENCH_PLATE_PLAIN, OLD_FRENCH_PLATE, BRITISH_PLATE, OLD_BRITISH_PLATE, GERMAN_PLATE, VIN_CHECKED, VIN_FORM,
] // biome-ignore format: one list
