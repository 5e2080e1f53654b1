import {
  digitAt,
  isDigits,
  mod97,
  passesLuhn,
  passesLuhn36,
  passesMod11Hybrid10,
  weightedSum,
} from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { isSiren } from './france.ts'
import { inText, shape } from './mask.ts'

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

/** Whether a compact value is a Spanish DNI: 8 digits and the letter of their remainder by 23. Source: Real Decreto 1553/2005, art. 11; Ministerio del Interior, "Cálculo del dígito de control del NIF/NIE". */
export function isDni(compact: string): boolean {
  return /^\d{8}[A-Z]$/.test(compact) && DNI_LETTERS[Number(compact.slice(0, 8)) % 23] === compact[8]
}

/** Whether a compact value is a Spanish NIE, a foreigner's number: X, Y or Z counts as 0, 1 or 2 before the digits, then as a DNI. Same source. */
export function isNie(compact: string): boolean {
  return /^[XYZ]\d{7}[A-Z]$/.test(compact) && isDni('XYZ'.indexOf(compact[0]) + compact.slice(1))
}

/** What each character is worth at an odd place of a codice fiscale; digits are worth the same as A to J. */
const CF_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/**
 * Whether a compact value is an Italian codice fiscale of a person: surname, name, year, month letter, day (plus 40 for a woman), place, check
 * letter modulo 26. L M N P Q R S T U V stand for 0 to 9 where two people would share a code.
 * Source: Decreto ministeriale of 23 December 1976, "Sistemi di codificazione dei soggetti da iscrivere all'anagrafe tributaria".
 */
export function isCodiceFiscale(compact: string): boolean {
  if (!/^[A-Z]{6}[\dL-NP-V]{2}[A-EHLMPR-T][\dL-NP-V]{2}[A-Z][\dL-NP-V]{3}[A-Z]$/.test(compact)) return false
  const day = Number(compact.slice(9, 11).replace(/[L-V]/g, letter => String('LMNPQRSTUV'.indexOf(letter))))
  if (day < 1 || day > 71 || (day > 31 && day < 41)) return false
  let sum = 0
  for (let i = 0; i < 15; i++) sum += cfValue(compact.charCodeAt(i), i % 2 === 0)
  return sum % 26 === compact.charCodeAt(15) - 65
}

function cfValue(code: number, odd: boolean): number {
  const rank = code >= 65 ? code - 65 : code - 48
  return odd ? CF_ODD[rank] : rank
}

/**
 * Whether a compact value is a German tax number of a person (IdNr): 11 digits, not 0 first; among the first ten exactly one digit comes twice
 * or three times (never three in a row) and no other more than once; ISO 7064 MOD 11,10. Written `36 574 261 809`.
 * Source: Abgabenordnung § 139b; Steueridentifikationsnummerverordnung § 1; ELSTER, "Prüfung der Steuer- und
 * Steueridentifikationsnummer" (rule of 2016 on repeated digits).
 */
export function isGermanIdNr(compact: string): boolean {
  return (
    compact.length === 11 && compact[0] !== '0' && passesMod11Hybrid10(compact) && repeatsOneDigit(compact.slice(0, 10))
  )
}

function repeatsOneDigit(digits: string): boolean {
  const counts = new Array<number>(10).fill(0)
  for (let i = 0; i < digits.length; i++) counts[digitAt(digits, i)]++
  const repeated = counts.filter(count => count > 1)
  return repeated.length === 1 && repeated[0] <= 3 && !/(\d)\1\1/.test(digits)
}

/**
 * Whether a compact value is a Belgian national register number: birth date YYMMDD (month 00 when unknown; plus 20 or 40 for the BIS
 * numbers of people who are not in the register), order of the day, 97 − (first nine mod 97), with a 2 before them for births from 2000.
 * Written `85.07.30-033.28`. Source: Arrêté royal of 3 April 1984 on the composition of the identification number, art. 1 to 3.
 */
export function isBelgianNumber(compact: string): boolean {
  if (!/^\d{2}(?:0\d|1[0-2]|2\d|3[0-2]|4\d|5[0-2])(?:[0-2]\d|3[01])\d{5}$/.test(compact)) return false
  const order = compact.slice(6, 9)
  if (order === '000' || order === '999') return false
  const body = Number(compact.slice(0, 9))
  const key = Number(compact.slice(9))
  return key === 97 - (body % 97) || key === 97 - ((2_000_000_000 + body) % 97)
}

/** Whether a compact value is a Dutch BSN: 9 digits, weights 9 to 2 and −1, multiple of 11. Source: Wet algemene bepalingen burgerservicenummer; Logisch ontwerp BSN, "elfproef". */
export function isBsn(compact: string): boolean {
  return (
    compact.length === 9 && isDigits(compact) && compact !== '000000000' && weightedSum(compact, BSN_WEIGHTS) % 11 === 0
  )
}
const BSN_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1]

/**
 * Whether a compact value is a Portuguese NIF: 9 digits, not 0 first, weights 9 to 2, check digit 11 − (sum mod 11), 10 and 11 written 0, so that
 * a few changed digits pass. Those that begin with 5, 6, 7 or 9 are mostly not people. Source: Decreto-Lei 14/2013, art. 4 and annex.
 */
export function isPortugueseNif(compact: string): boolean {
  if (!/^[1-9]\d{8}$/.test(compact)) return false
  const check = 11 - (weightedSum(compact, NIF_WEIGHTS) % 11)
  return (check > 9 ? 0 : check) === digitAt(compact, 8)
}
const NIF_WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2]

/** Whether a compact value is a Portuguese citizen card number: 8 digits, check digit, two characters of version, Luhn over 36 characters. Source: AMA, "Validação de número de documento do Cartão de Cidadão", 2009. */
export function isCitizenCard(compact: string): boolean {
  return /^\d{9}[A-Z\d]{2}\d$/.test(compact) && passesLuhn36(compact)
}

/**
 * Whether a compact value is a Polish PESEL: birth date YYMMDD whose month carries the century (80 more for 18xx, 20 for 20xx, 40 for 21xx, 60 for
 * 22xx), order and sex, check digit with weights 1 3 7 9. Source: Ustawa of 24 September 2010 o ewidencji ludności, art. 15 to 19.
 */
export function isPesel(compact: string): boolean {
  if (compact.length !== 11 || !isDigits(compact)) return false
  const month = Number(compact.slice(2, 4)) % 20
  const day = Number(compact.slice(4, 6))
  if (month < 1 || month > 12 || day < 1 || day > peselDays(compact, month)) return false
  return (weightedSum(compact, PESEL_WEIGHTS) + digitAt(compact, 10)) % 10 === 0
}
const PESEL_WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]

function peselDays(compact: string, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  const century = [1900, 2000, 2100, 2200, 1800][Math.floor(Number(compact.slice(2, 4)) / 20)]
  const year = century + Number(compact.slice(0, 2))
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

/**
 * Whether a compact value is a VAT number with its country: form, and key where it is public and simple. A company, unless the trader is a
 * person. Source: Council Directive 2006/112/EC, art. 215; European Commission, VIES, "VAT identification number structure".
 */
export function isVatNumber(compact: string): boolean {
  return VAT_RULES[compact.slice(0, 2)]?.(compact.slice(2)) ?? false
}

const VAT_RULES: Readonly<Record<string, (body: string) => boolean>> = {
  AT: body => /^U\d{8}$/.test(body),
  BE: body => /^[01]\d{9}$/.test(body) && Number(body.slice(8)) === 97 - (Number(body.slice(0, 8)) % 97),
  BG: body => /^\d{9,10}$/.test(body),
  CY: body => /^\d{8}[A-Z]$/.test(body),
  CZ: body => /^\d{8,10}$/.test(body),
  DE: body => /^[1-9]\d{8}$/.test(body) && passesMod11Hybrid10(body),
  DK: body => /^[1-9]\d{7}$/.test(body) && weightedSum(body, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  EE: body => /^\d{9}$/.test(body),
  EL: body => /^\d{9}$/.test(body),
  ES: body => /^[A-Z]\d{7}[\dA-Z]$/.test(body) || isDni(body),
  FI: body => /^\d{8}$/.test(body) && weightedSum(body, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0,
  FR: body =>
    /^\d{11}$/.test(body) && isSiren(body.slice(2)) && Number(body.slice(0, 2)) === mod97(`${body.slice(2)}12`),
  GB: isBritishVat,
  HR: body => /^\d{11}$/.test(body) && passesMod11Hybrid10(body),
  HU: body => /^\d{8}$/.test(body),
  IE: body => /^\d[A-Z\d+*]\d{5}[A-W][A-I]?$/.test(body),
  IT: body => /^\d{11}$/.test(body) && passesLuhn(body),
  LT: body => /^(?:\d{9}|\d{12})$/.test(body),
  LU: body => /^\d{8}$/.test(body) && Number(body.slice(0, 6)) % 89 === Number(body.slice(6)),
  LV: body => /^\d{11}$/.test(body),
  MT: body => /^[1-9]\d{7}$/.test(body),
  NL: body => /^\d{9}B\d{2}$/.test(body) && (isBsn(body.slice(0, 9)) || mod97(`NL${body}`) === 1),
  PL: body => /^\d{10}$/.test(body) && weightedSum(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === digitAt(body, 9),
  PT: isPortugueseNif,
  RO: body => /^[1-9]\d{1,9}$/.test(body),
  SE: body => /^\d{10}01$/.test(body) && passesLuhn(body.slice(0, 10)),
  SI: body => /^[1-9]\d{7}$/.test(body),
  SK: body => /^[1-9]\d{9}$/.test(body) && Number(body) % 11 === 0,
  XI: isBritishVat,
}

/** British VAT: weights 8 to 2 and a two-digit key, to a multiple of 97, or 55 more since 2010. Source: HMRC, VATREC11000. */
function isBritishVat(body: string): boolean {
  if (!/^\d{9}(?:\d{3})?$/.test(body)) return false
  const rest = (weightedSum(body, [8, 7, 6, 5, 4, 3, 2]) + Number(body.slice(7, 9))) % 97
  return rest === 0 || rest === 42
}

export const DNI: Recogniser = {
  kind: 'id.es.dni',
  mask: shape('99_?999_?999_?A'),
  chance: 0.0385,
  check: isDni,
  needsCue: false,
  text: inText('\\d\\d_\\d{3}_\\d{3}_[A-Z]'),
  textDigits: 8,
}

export const NIE: Recogniser = {
  kind: 'id.es.nie',
  mask: shape('A_9{7}_A|A_9_999_999_A'),
  chance: 0.00444,
  check: isNie,
  needsCue: false,
  text: inText('[XYZ]_\\d{7}_[A-Z]'),
  textDigits: 7,
}

export const CODICE_FISCALE: Recogniser = {
  kind: 'id.it.codice-fiscale',
  mask: shape('AAA_AAA_[9A]{2}A[9A]{2}_A[9A]{3}A'),
  chance: 0.011,
  check: isCodiceFiscale,
  needsCue: false,
  text: inText('[A-Z]{3}_[A-Z]{3}_[\\dL-V]{2}[A-T][\\dL-V]{2}_[A-Z][\\dL-V]{3}[A-Z]'),
}

export const GERMAN_IDNR: Recogniser = {
  kind: 'id.de.idnr',
  mask: shape('99_999_999_999'),
  chance: 0.0033,
  check: isGermanIdNr,
  needsCue: false,
  text: inText('[1-9]\\d_\\d{3}_\\d{3}_\\d{3}'),
  textDigits: 11,
}

export const BELGIAN_NUMBER: Recogniser = {
  kind: 'id.be.nn',
  mask: shape('99_99_99_999_99'),
  chance: 0.00257,
  check: isBelgianNumber,
  needsCue: false,
  text: inText('\\d\\d_\\d\\d_\\d\\d_\\d{3}_\\d\\d'),
  textDigits: 11,
}

export const BSN: Recogniser = {
  kind: 'id.nl.bsn',
  mask: shape('9{9}|999_999_999|9999_99_999'),
  chance: 0.0909,
  check: isBsn,
  needsCue: false,
  text: null,
}

export const PORTUGUESE_NIF: Recogniser = {
  kind: 'id.pt.nif',
  mask: shape('999_999_999'),
  chance: 0.09,
  check: isPortugueseNif,
  needsCue: false,
  text: null,
}

export const CITIZEN_CARD: Recogniser = {
  kind: 'id.pt.cc',
  mask: shape('9{8}_9_[9A]{2}9'),
  chance: 0.1,
  check: isCitizenCard,
  needsCue: false,
  text: inText('\\d{8} ?\\d ?[A-Z]{2}\\d'),
  textDigits: 10,
}

export const PESEL: Recogniser = {
  kind: 'id.pl.pesel',
  mask: shape('9{11}'),
  chance: 0.0183,
  check: isPesel,
  needsCue: false,
  text: inText('\\d{11}'),
  textDigits: 11,
}

/** Chance: the share of two-letter beginnings that are a member state's, times its key. */
export const VAT_NUMBER: Recogniser = {
  kind: 'company.vat',
  mask: shape('(?=(?:[^9]*9){5})AA_[9A][9A]_[9A]{1,3}_?[9A]{0,3}_?[9A]{0,6}'),
  chance: 0.0053,
  check: isVatNumber,
  needsCue: false,
  text: inText(
    '(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)_U?\\d{7,12}(?:B\\d\\d)?',
  ),
  textDigits: 7,
}

export const EUROPE: readonly Recogniser[] = [
  DNI, NIE, CODICE_FISCALE, GERMAN_IDNR, BELGIAN_NUMBER, BSN, PORTUGUESE_NIF, CITIZEN_CARD, PESEL, VAT_NUMBER,
] // biome-ignore format: one list
