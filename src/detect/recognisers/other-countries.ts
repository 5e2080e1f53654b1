/** Numbers that states give to people, beyond the countries that have a file of their own. All are of the kind `id.national`. */
import { digitAt, isDigits, passesLuhn, weightedSum } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inText, shape } from './mask.ts'
import { mrzCheckDigit } from './mrz.ts'

/** Sweden, personnummer: YYMMDD or YYYYMMDD, order, Luhn over the last ten; day plus 60 for coordination numbers. Source: Folkbokföringslag (1991:481), § 18. */
export function isSwedishNumber(compact: string): boolean {
  const ten = /^(?:(?:18|19|20)\d{10}|\d{10})$/.test(compact.replace('+', ''))
    ? compact.replace('+', '').slice(-10)
    : null
  if (ten === null) return false
  const day = Number(ten.slice(4, 6))
  return isDayMonth(day > 60 ? day - 60 : day, Number(ten.slice(2, 4))) && passesLuhn(ten)
}

const FINNISH_CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY'

/** Finland, henkilötunnus: DDMMYY, a sign for the century, order, check character of (date ‖ order) mod 31. Source: Valtioneuvoston asetus väestötietojärjestelmästä 128/2010, 2 §; signs of 2023. */
export function isFinnishNumber(_compact: string, raw: string): boolean {
  const parts = /^(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])$/.exec(raw.toUpperCase())
  if (!parts) return false
  const [, day, month, year, order, check] = parts
  return isDayMonth(Number(day), Number(month)) && FINNISH_CHECKS[Number(day + month + year + order) % 31] === check
}

/** Norway, fødselsnummer: DDMMYY (day plus 40 for D-numbers), order, two check digits modulo 11. Source: Folkeregisterforskriften of 2017, § 2-2-1; Skatteetaten. */
export function isNorwegianNumber(compact: string): boolean {
  if (compact.length !== 11 || !isDigits(compact)) return false
  const day = Number(compact.slice(0, 2))
  if (!isDayMonth(day > 40 ? day - 40 : day, Number(compact.slice(2, 4)) % 40)) return false
  return (
    weightedSum(compact, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 &&
    weightedSum(compact, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  )
}

/** Denmark, CPR: DDMMYY-SSSS. Its check digit is not kept since 2007: the date is all there is to check. Source: CPR-loven; CPR-kontoret, "Personnummeret i CPR". */
export function isDanishNumber(compact: string): boolean {
  return /^\d{10}$/.test(compact) && isDayMonth(Number(compact.slice(0, 2)), Number(compact.slice(2, 4)))
}

/** Switzerland, AHV number: 756, nine digits, EAN-13 key. Written `756.9217.0769.85`. Source: AHVG (SR 831.10), art. 50c; ZAS. */
export function isSwissNumber(compact: string): boolean {
  return /^756\d{10}$/.test(compact) && weightedSum(compact, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

const IRISH_LETTERS = 'WABCDEFGHIJKLMNOPQRSTUV'

/** Ireland, PPS number: seven digits with weights 8 to 2, a letter of the sum mod 23, perhaps a second letter that weighs 9. Source: Social Welfare Consolidation Act 2005, s. 262; Revenue. */
export function isIrishNumber(compact: string): boolean {
  const parts = /^(\d{7})([A-W])([A-IW]?)$/.exec(compact)
  if (!parts) return false
  const second = parts[3] === '' || parts[3] === 'W' ? 0 : parts[3].charCodeAt(0) - 64
  return IRISH_LETTERS[(weightedSum(parts[1], [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23] === parts[2]
}

/** Romania, CNP: sex and century, YYMMDD, county 01–52 and others, order, check digit modulo 11 with 10 written 1. Source: Legea 105/1996; OUG 97/2005. */
export function isRomanianNumber(compact: string): boolean {
  if (!/^[1-9]\d{12}$/.test(compact) || !isDayMonth(Number(compact.slice(5, 7)), Number(compact.slice(3, 5))))
    return false
  if (!/^(?:0[1-9]|[1-4]\d|5[12]|70|8[0-3])$/.test(compact.slice(7, 9))) return false
  const rest = weightedSum(compact, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
  return (rest === 10 ? 1 : rest) === digitAt(compact, 12)
}

/** Estonia and Lithuania: sex and century, YYMMDD, order, check digit modulo 11 in two rounds. Source: EVS 585:2007; Lietuvos gyventojų registro įstatymas, art. 8. */
export function isBalticNumber(compact: string): boolean {
  if (!/^[1-6]\d{10}$/.test(compact) || !isDayMonth(Number(compact.slice(5, 7)), Number(compact.slice(3, 5))))
    return false
  const first = weightedSum(compact, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  const check = first < 10 ? first : (weightedSum(compact, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10
  return check === digitAt(compact, 10)
}

/** Czechia and Slovakia, rodné číslo of ten digits: YYMMDD (month plus 50 for women, plus 20 when a day is full), multiple of 11. Source: Zákon 133/2000 Sb., § 13. */
export function isCzechNumber(compact: string): boolean {
  if (compact.length !== 10 || !isDigits(compact)) return false
  const month = Number(compact.slice(2, 4)) % 50
  if (!isDayMonth(Number(compact.slice(4, 6)), month > 20 ? month - 20 : month)) return false
  return (Number(compact.slice(0, 9)) % 11) % 10 === digitAt(compact, 9)
}

/** Bulgaria, EGN: YYMMDD (month plus 20 before 1900, plus 40 from 2000), order, check digit modulo 11. Source: Закон за гражданската регистрация, чл. 11. */
export function isBulgarianNumber(compact: string): boolean {
  if (compact.length !== 10 || !isDigits(compact)) return false
  if (Number(compact[2]) > 5 || !isDayMonth(Number(compact.slice(4, 6)), Number(compact.slice(2, 4)) % 20)) return false
  return (weightedSum(compact, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === digitAt(compact, 9)
}

/** Brazil, CPF: nine digits and two check digits modulo 11. Written `111.444.777-35`. Source: Receita Federal, Instrução Normativa 1.548/2015. */
export function isCpf(compact: string): boolean {
  if (!/^(?!(\d)\1{10})\d{11}$/.test(compact)) return false
  const first = ((weightedSum(compact, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10
  const second = ((weightedSum(compact, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10
  return first === digitAt(compact, 9) && second === digitAt(compact, 10)
}

/** Austria, Sozialversicherungsnummer: order of three, check digit, DDMMYY; months above 12 when a day is full. Source: ASVG § 31 Abs. 4 Z 1. */
export function isAustrianNumber(compact: string): boolean {
  if (!/^[1-9]\d{9}$/.test(compact)) return false
  const month = Number(compact.slice(6, 8))
  if (!isDayMonth(Number(compact.slice(4, 6)), month > 12 && month < 16 ? 12 : month)) return false
  return weightedSum(compact, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 === digitAt(compact, 3)
}

/** Canada, social insurance number: nine digits, not 0 or 8 first, Luhn. Source: Service Canada, SIN Code of Practice. */
export function isCanadianSin(compact: string): boolean {
  return /^[1-79]\d{8}$/.test(compact) && passesLuhn(compact)
}

/**
 * Germany, Versicherungsnummer of the pension insurance: area, DDMMYY, first letter of the birth name, order, check digit. The letter counts as its
 * rank in two digits; products with 2 1 2 5 7 1 2 1 2 1 2 1 lose their tens. Written `15 070649 C 103`. Source: SGB VI § 147; VKVV § 2 to 4.
 */
export function isGermanInsuranceNumber(compact: string): boolean {
  if (!/^\d{8}[A-Z]\d{3}$/.test(compact)) return false
  const day = Number(compact.slice(2, 4))
  if (!isDayMonth(day > 50 ? day - 50 : day, Number(compact.slice(4, 6)))) return false
  const digits = compact.slice(0, 8) + String(compact.charCodeAt(8) - 64).padStart(2, '0') + compact.slice(9, 11)
  let sum = 0
  for (let i = 0; i < 12; i++) sum += crossSum(digitAt(digits, i) * INSURANCE_WEIGHTS[i])
  return sum % 10 === digitAt(compact, 11)
}
const INSURANCE_WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]

function crossSum(product: number): number {
  return Math.floor(product / 10) + (product % 10)
}

/** Germany, number of the identity card with its check digit: a letter of the office, digits and consonants, ICAO 9303 key. Source: Personalausweisgesetz § 5 Abs. 8; BMI, specimen. */
export function isGermanIdentityCard(compact: string): boolean {
  return (
    /^[LMNPRTVWXY][\dCFGHJKLMNPRTVWXYZ]{8}\d$/.test(compact) &&
    mrzCheckDigit(compact.slice(0, 9)) === digitAt(compact, 9)
  )
}

function isDayMonth(day: number, month: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

/** A number found in prose holds at least seven digits, whatever its country. */
function national(mask: string, chance: number, check: Recogniser['check'], text: RegExp | null): Recogniser {
  return { kind: 'id.national', mask: shape(mask), chance, check, needsCue: false, text, textDigits: 7 }
}

export const SWEDISH_NUMBER: Recogniser = national(
  '9{6}[-+]?9{4}|9{8}[-+]?9{4}',
  0.0073,
  isSwedishNumber,
  inText('(?:19|20)?\\d{6}[-+]\\d{4}'),
)
export const FINNISH_NUMBER: Recogniser = national(
  '9{6}[-+A]9{3}[9A]',
  0.00095,
  isFinnishNumber,
  inText('\\d{6}[-+A-FU-Y]\\d{3}[\\dA-Y]'),
)
export const NORWEGIAN_NUMBER: Recogniser = national('9{6} ?9{5}', 0.0018, isNorwegianNumber, inText('\\d{6} ?\\d{5}'))
export const DANISH_NUMBER: Recogniser = { ...national('9{6}-?9{4}', 0.0366, isDanishNumber, null), needsCue: true }
export const SWISS_NUMBER: Recogniser = national(
  '999_9999_9999_99',
  0.0001,
  isSwissNumber,
  inText('756_\\d{4}_\\d{4}_\\d\\d'),
)
export const IRISH_NUMBER: Recogniser = national('9{7} ?A{1,2}', 0.0385, isIrishNumber, inText('\\d{7}[A-W][A-IW]?'))
export const ROMANIAN_NUMBER: Recogniser = national('9{13}', 0.00183, isRomanianNumber, inText('\\d{13}'))
export const BALTIC_NUMBER: Recogniser = national('9{11}', 0.0022, isBalticNumber, inText('\\d{11}'))
export const CZECH_NUMBER: Recogniser = national('9{6}/?9{4}', 0.0146, isCzechNumber, inText('\\d{6}\\/\\d{4}'))
export const BULGARIAN_NUMBER: Recogniser = national('9{10}', 0.011, isBulgarianNumber, null)
export const CPF: Recogniser = national('999_999_999_99', 0.01, isCpf, inText('\\d{3}\\.\\d{3}\\.\\d{3}-\\d\\d'))
export const AUSTRIAN_NUMBER: Recogniser = national('9{4}[ -]?9{6}', 0.0037, isAustrianNumber, inText('\\d{4} ?\\d{6}'))
export const CANADIAN_SIN: Recogniser = { ...national('999_999_999', 0.08, isCanadianSin, null), needsCue: true }
export const GERMAN_INSURANCE: Recogniser = national(
  '99_9{6}_A_9{3}',
  0.0073,
  isGermanInsuranceNumber,
  inText('\\d\\d_\\d{6}_[A-Z]_\\d{3}'),
)
export const GERMAN_IDENTITY_CARD: Recogniser = {
  ...national('A[9A]{8}_9', 0.0385, isGermanIdentityCard, null),
  needsCue: true,
}

export const OTHER_COUNTRIES: readonly Recogniser[] = [
  SWEDISH_NUMBER, FINNISH_NUMBER, NORWEGIAN_NUMBER, DANISH_NUMBER, SWISS_NUMBER, IRISH_NUMBER, ROMANIAN_NUMBER, BALTIC_NUMBER, CZECH_NUMBER,
  BULGARIAN_NUMBER, CPF, AUSTRIAN_NUMBER, CANADIAN_SIN, GERMAN_INSURANCE, GERMAN_IDENTITY_CARD,
] // biome-ignore format: one list
