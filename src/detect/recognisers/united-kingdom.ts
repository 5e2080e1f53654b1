import { digitAt, isDigits, weightedSum } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inCapitals, inText, shape } from './mask.ts'

/**
 * Whether a compact value is a NHS number: 10 digits, weights 10 to 2, check digit 11 − (sum mod 11), 11 written 0, 10 never issued.
 * Scotland's CHI number is the same with a date of birth (DDMMYY) first; since 1 November 2025 some CHI numbers carry a modulus 10
 * digit instead, and those do not pass here. Written `943 476 5870`.
 * Source: NHS Data Dictionary, attribute NHS NUMBER, and attribute COMMUNITY HEALTH INDEX NUMBER.
 */
export function isNhsNumber(compact: string): boolean {
  if (compact.length !== 10 || !isDigits(compact) || compact === '0000000000') return false
  const check = 11 - (weightedSum(compact, NHS_WEIGHTS) % 11)
  return (check === 11 ? 0 : check) === digitAt(compact, 9)
}
const NHS_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2]

/**
 * Whether a compact value is a National Insurance number: two letters (not D F I Q U V, the second not O either, and not BG GB NK KN
 * NT TN ZZ), six digits, a letter A to D. Written `AB 12 34 56 C`. QQ 12 34 56 C, the placeholder of official guidance, is refused.
 * Source: HMRC, National Insurance Manual NIM39110, "What a NINO looks like".
 */
export function isNino(compact: string): boolean {
  return /^(?!BG|GB|NK|KN|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]$/.test(compact)
}

const UTR_DIGITS = '21987654321'

/**
 * Whether a compact value is a Unique Taxpayer Reference: 10 digits, perhaps with a K, the first of them the check digit of the other nine.
 * Two remainders share the digit 2 and two the digit 1, so a few changed digits pass. Written `19558 39661`.
 * Source: HMRC, "Corporation Tax reference check" (modulus 11, weights 6 7 8 9 10 5 4 3 2).
 */
export function isUtr(compact: string): boolean {
  const digits = /^(\d{10})K?$/.exec(compact)?.[1]
  if (digits === undefined || digits === '0000000000') return false
  return UTR_DIGITS[weightedSum(digits.slice(1), UTR_WEIGHTS) % 11] === digits[0]
}
const UTR_WEIGHTS = [6, 7, 8, 9, 10, 5, 4, 3, 2]

/** 23 letters, without I, O and S: the remainder by 23 picks one. */
const PUPIL_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'

/**
 * Whether a compact value is a Unique Pupil Number: check letter, 11 digits, and a last digit (or letter, while temporary); places 2 to 13
 * weigh 2 to 13, modulo 23. Source: UK Government Data Standards Catalogue, Unique Pupil Number v2.0, validations 1 to 6.
 */
export function isUpn(compact: string): boolean {
  if (!/^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/.test(compact)) return false
  const last = PUPIL_LETTERS.indexOf(compact[12])
  const sum = weightedSum(compact.slice(1), UPN_WEIGHTS) + 13 * (last < 0 ? digitAt(compact, 12) : last)
  return PUPIL_LETTERS[sum % 23] === compact[0]
}
const UPN_WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/**
 * Whether a compact value has the form of a British driver number: five letters of the surname padded with 9, tens of the birth year, month
 * (plus 50 for a woman), day, units of the year, two initials (9 for none), a figure, two check characters whose rule is not
 * public. Written `MORGA 657054 SM9IJ`. Source: DVLA, INF1D, "Driver number".
 */
export function isBritishDriverNumber(compact: string): boolean {
  return (
    /^(?=.{5}\d)[A-Z]{1,5}9{0,4}\d(?:[05][1-9]|[16][0-2])(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}\d[A-Z]{2}$/.test(compact) &&
    compact.length === 16
  )
}

/** 23 letters, without I, O and S, Z first: the remainder by 23 picks one. */
const POLICE_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY'

/**
 * Whether a value is a PNC ID, the number of a person on the Police National Computer: year (four digits or two), slash, serial of up to seven
 * digits, letter of (two-digit year ‖ seven-digit serial) mod 23. Without the slash only the full forms are read.
 * `2002/0073319Z`, `81/34U`. Holding one says that the person has a police record: GDPR Art. 10.
 * Source: HM Prison and Probation Service, hmpps-person-record, PNCIdentifier and its tests.
 */
export function isPnc(compact: string, raw: string): boolean {
  const parts =
    /^(\d{4}|\d{2})\/(\d{1,7})([A-Z])$/.exec(raw.toUpperCase()) ?? /^(\d{4}|\d{2})(\d{7})([A-Z])$/.exec(compact)
  if (!parts) return false
  const [, year, serial, letter] = parts
  if (year.length === 4 && !/^(?:19|20)/.test(year)) return false
  return policeLetter(year.slice(-2) + serial.padStart(7, '0')) === letter
}

/**
 * Whether a value is a CRO number of the Criminal Records Office: six digits, slash, two-digit year, letter of (year ‖ serial) mod 23; or the
 * older `SF` + year, slash, serial without leading zeros, same letter. `085227/65L`, `SF05/482703J`. GDPR Art. 10.
 * Source: as for the PNC ID (hmpps-person-record, CROIdentifier).
 */
export function isCro(_compact: string, raw: string): boolean {
  const upper = raw.toUpperCase()
  const standard = /^(\d{6})\/(\d{2})([A-Z])$/.exec(upper)
  if (standard) return policeLetter(standard[2] + standard[1]) === standard[3]
  const old = /^SF(\d{2})\/([1-9]\d{0,5})([A-Z])$/.exec(upper)
  return old !== null && policeLetter(old[1] + old[2]) === old[3]
}

function policeLetter(digits: string): string {
  return POLICE_LETTERS[Number(digits) % 23]
}

/** Whether a value is a British postcode: area, district, sector, unit, or GIR 0AA. Source: BS 7666; Royal Mail, PAF programmers' guide. */
export function isBritishPostcode(compact: string): boolean {
  if (compact === 'GIR0AA') return true
  return /^(?:[A-PR-UWYZ](?:\d\d?|[A-HK-Y]\d\d?|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY]))\d[ABD-HJLNP-UW-Z]{2}$/.test(
    compact,
  )
}

export const NHS: Recogniser = {
  kind: 'id.gb.nhs',
  mask: shape('999_999_9999'),
  chance: 0.0909,
  check: isNhsNumber,
  needsCue: false,
  text: inText('\\d{3} ?\\d{3} ?\\d{4}'),
  textDigits: 10,
  /** Numbers that begin with 999 are kept for tests. */
  isSample: compact => compact.startsWith('999'),
}

export const NINO: Recogniser = {
  kind: 'id.gb.nino',
  mask: shape('AA_99_99_99_A'),
  chance: 0.0849,
  check: isNino,
  needsCue: false,
  text: inText('[A-Z]{2}_\\d\\d_\\d\\d_\\d\\d_[A-D]'),
  textDigits: 6,
}

/** NINO whose last letter was left out, as many registers do. */
export const NINO_WITHOUT_SUFFIX: Recogniser = {
  ...NINO,
  mask: shape('AA_99_99_99'),
  chance: 0.552,
  check: compact => isNino(`${compact}A`),
  needsCue: true,
  text: null,
}

/** UTR. Ten digits of which one in ten passes: in one cell the name takes a cue. */
export const UTR: Recogniser = {
  kind: 'id.gb.utr',
  mask: shape('9{5}_9{5}_?A?|999_999_9999'),
  chance: 0.1,
  check: isUtr,
  needsCue: true,
  text: null,
}

export const UPN: Recogniser = {
  kind: 'id.gb.upn',
  mask: shape('A9{11}[9A]|A_999_9{4}_99_99[9A]'),
  chance: 0.0385,
  check: isUpn,
  needsCue: false,
  text: inText('[A-HJ-NP-RT-Z]\\d{11}[\\dA-Z]'),
  textDigits: 11,
}

export const BRITISH_DRIVER: Recogniser = {
  kind: 'id.gb.driving-licence',
  mask: /^A{1,5}9{7,11}[A9]{2} ?9 ?AA$|^[A9]{5}[ -]?9{6}[ -]?[A9]{2}9[ -]?AA$/,
  chance: 0.0744,
  check: isBritishDriverNumber,
  needsCue: false,
  text: inText('[A-Z]{1,5}9{0,4}_\\d{6}_[A-Z9]{2}\\d_[A-Z]{2}'),
  textDigits: 7,
}

/** Passport: 9 digits, or 2 letters and 7 digits in the newer books; no key outside the machine-readable zone. */
export const BRITISH_PASSPORT: Recogniser = {
  kind: 'id.gb.passport',
  mask: shape('9{9}|AA9{7}'),
  chance: 1,
  check: compact => /^(?:\d{2}|[A-Z]{2})\d{7}$/.test(compact),
  needsCue: true,
  text: null,
}

export const PNC: Recogniser = {
  kind: 'id.gb.pnc',
  mask: /^(?:99|9999)\/9{1,7}A$|^(?:99|9999)9{7}A$/,
  chance: 0.0385,
  check: isPnc,
  needsCue: false,
  text: inCapitals('(?:19|20)?\\d\\d\\/\\d{1,7}[A-HJ-NP-RT-Z]'),
  textDigits: 3,
}

export const CRO: Recogniser = {
  kind: 'id.gb.cro',
  mask: /^9{6}\/99A$|^AA99\/9{1,6}A$/,
  chance: 0.0385,
  check: isCro,
  needsCue: false,
  text: inCapitals('(?:\\d{6}\\/\\d\\d|SF\\d\\d\\/\\d{1,6})[A-HJ-NP-RT-Z]'),
  textDigits: 3,
}

/** Prison number (NOMIS): a letter, four digits, two letters. */
export const PRISON_NUMBER: Recogniser = {
  kind: 'id.gb.prison',
  mask: shape('A_9{4}_AA'),
  chance: 1,
  check: compact => /^[A-Z]\d{4}[A-Z]{2}$/.test(compact),
  needsCue: true,
  text: null,
}

/** Case reference number of the probation service: a letter and six digits. */
export const PROBATION_NUMBER: Recogniser = {
  kind: 'id.gb.crn',
  mask: shape('A_9{6}'),
  chance: 1,
  check: compact => /^[A-Z]\d{6}$/.test(compact),
  needsCue: true,
  text: null,
}

/** Sort code: six digits in pairs. It takes the account number (8 digits) beside it to name an account. */
export const SORT_CODE: Recogniser = {
  kind: 'account.number',
  mask: shape('99[ -]?99[ -]?99'),
  chance: 1,
  check: compact => /^\d{6}$/.test(compact),
  needsCue: true,
  text: null,
}

export const BRITISH_POSTCODE: Recogniser = {
  kind: 'address.postcode',
  mask: shape('AA?9[9A]? ?9AA|AAA ?9AA'),
  chance: 0.493,
  check: isBritishPostcode,
  needsCue: false,
  text: inCapitals('[A-PR-UWYZ][A-HK-Y]?\\d[\\dA-Z]? \\d[ABD-HJLNP-UW-Z]{2}'),
  textDigits: 2,
}

export const UNITED_KINGDOM: readonly Recogniser[] = [
  NHS, NINO, NINO_WITHOUT_SUFFIX, UTR, UPN, BRITISH_DRIVER, BRITISH_PASSPORT, PNC, CRO, PRISON_NUMBER, PROBATION_NUMBER, SORT_CODE, BRITISH_POSTCODE,
] // biome-ignore format: one list
