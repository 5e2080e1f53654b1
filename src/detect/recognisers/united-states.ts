import { isDigits, passesLuhn, weightedSum } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inText, shape } from './mask.ts'

/**
 * Whether a compact value can be a Social Security number: area not 000, 666 or 900–999, group not 00, serial not 0000. Nothing to compute:
 * nine strings in ten pass. Written `536-90-4399`. Source: SSA, "Social Security Number Randomization", 2011; 20 CFR 422.103.
 */
export function isSsn(compact: string): boolean {
  return /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(compact)
}

/** Numbers that were printed on sample cards and in advertisements, and so belong to nobody. Source: SSA, "Misused SSNs". */
const SAMPLE_SSN = new Set(['078051120', '219099999', '457555462', '123456789'])

/**
 * Whether a compact value can be an Individual Taxpayer Identification Number: 9, then a group 50–65, 70–88, 90–92 or 94–99 (89 is not used,
 * 93 is for adoptions). Written `912-90-3456`. Source: IRS, Internal Revenue Manual 3.21.263, "ITIN ranges".
 */
export function isItin(compact: string): boolean {
  return /^9\d{2}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(compact)
}

/**
 * Whether a compact value is a Medicare Beneficiary Identifier: 11 characters, the letters without S L O I B Z. Written `1EG4-TE5-MK73`.
 * Source: CMS, "Understanding the Medicare Beneficiary Identifier (MBI) Format", 2017.
 */
export function isMbi(compact: string): boolean {
  return /^[1-9][AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y][\dAC-HJKMNP-RT-Y]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/.test(
    compact,
  )
}

/** Whether a compact value is a National Provider Identifier: 10 digits from 1 or 2, Luhn over 80840 ‖ number. Source: 45 CFR 162.406; CMS. */
export function isNpi(compact: string): boolean {
  return compact.length === 10 && /^[12]/.test(compact) && passesLuhn(`80840${compact}`)
}

/**
 * Whether a compact value is a DEA registration of a prescriber: class letter, initial (or 9), seven digits, of which the last is the last
 * digit of (d1+d3+d5) + 2(d2+d4+d6). A changed even digit that differs by five passes. Source: the rule that pharmacists are taught;
 * the DEA itself publishes none.
 */
export function isDea(compact: string): boolean {
  if (!/^[A-HJ-MPRSTUX][A-Z9]\d{7}$/.test(compact)) return false
  return (weightedSum(compact.slice(2), DEA_WEIGHTS) - Number(compact[8])) % 10 === 0
}
const DEA_WEIGHTS = [1, 2, 1, 2, 1, 2]

/**
 * Whether a compact value is an ABA routing number of a bank: 9 digits, weights 3 7 1, multiple of 10; first two digits 00–12, 21–32, 61–72 or 80.
 * Source: ABA, Routing Number Administrative Board, "Routing Number Policy".
 */
export function isAba(compact: string): boolean {
  if (!/^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(compact) || compact === '000000000') return false
  return weightedSum(compact, ABA_WEIGHTS) % 10 === 0
}
const ABA_WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1]

/** First two digits that no IRS campus uses. Source: IRS, "How EINs are assigned and valid EIN prefixes". */
const UNUSED_EIN_PREFIXES = new Set('00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'.split(' '))

/** Whether a compact value can be an Employer Identification Number: 9 digits, prefix of an IRS campus. Written `91-1144442`. */
export function isEin(compact: string): boolean {
  return compact.length === 9 && isDigits(compact) && !UNUSED_EIN_PREFIXES.has(compact.slice(0, 2))
}

/**
 * The states whose driver licences have this form, by two-letter code; empty when none of those listed. California is one of them.
 * Source: the public tables of nooDL (noodle-group/nooDL); no authority publishes one for all states.
 */
export function drivingLicenceStates(compact: string): readonly string[] {
  return Object.keys(STATE_LICENCES).filter(state => STATE_LICENCES[state].test(compact))
}

const STATE_LICENCES: Readonly<Record<string, RegExp>> = {
  CA: /^[A-Z]\d{7}$/,
  FL: /^[A-Z]\d{12}$/,
  GA: /^\d{7,9}$/,
  IL: /^[A-Z]\d{11,12}$/,
  MI: /^[A-Z]\d{10}(?:\d{2})?$/,
  NJ: /^[A-Z]\d{14}$/,
  NY: /^(?:\d{8,9}|\d{16}|[A-Z]\d{7})$/,
  PA: /^\d{8}$/,
  TX: /^\d{7,8}$/,
  VA: /^[A-Z]\d{8,11}$/,
}

/** All of them in one test. */
const ANY_STATE_LICENCE = /^(?:\d{7,9}|\d{16}|[A-Z](?:\d{7,12}|\d{14}))$/

/** SSN with its separators: the form itself names it. Chance: (898/1000) × (99/100) × (9999/10000). */
export const SSN: Recogniser = {
  kind: 'id.us.ssn',
  mask: /^999[- ]99[- ]9999$/,
  chance: 0.889,
  check: isSsn,
  needsCue: false,
  text: inText('\\d{3}(?:-\\d\\d-| \\d\\d )\\d{4}'),
  textDigits: 9,
  isSample: compact => SAMPLE_SSN.has(compact),
}

/** SSN as nine digits: it takes a header or a neighbour. */
export const SSN_PLAIN: Recogniser = { ...SSN, mask: /^9{9}$/, needsCue: true, text: null }

/** ITIN with its separators. Chance: (1/10) × (44/100). */
export const ITIN: Recogniser = {
  kind: 'id.us.itin',
  mask: /^999[- ]99[- ]9999$/,
  chance: 0.044,
  check: isItin,
  needsCue: false,
  text: inText('9\\d{2}(?:-\\d\\d-| \\d\\d )\\d{4}'),
  textDigits: 9,
}

export const ITIN_PLAIN: Recogniser = { ...ITIN, mask: /^9{9}$/, needsCue: true, text: null }

export const MBI: Recogniser = {
  kind: 'id.us.mbi',
  mask: shape('9A[9A]9_A[9A]9_AA99'),
  chance: 0.1865,
  check: isMbi,
  needsCue: false,
  text: inText('[1-9][A-Z][\\dA-Z]\\d_[A-Z][\\dA-Z]\\d_[A-Z]{2}\\d{2}'),
  textDigits: 5,
  /** The number on the specimen card of CMS. */
  isSample: compact => compact === '1EG4TE5MK73' || compact === '1EG4TE5MK72',
}

/** NPI. Chance: 2 first digits of 10, one key of ten. */
export const NPI: Recogniser = {
  kind: 'id.us.npi',
  mask: shape('9{10}|999_999_9999'),
  chance: 0.02,
  check: isNpi,
  needsCue: false,
  text: null,
  isSample: compact => compact === '1234567893',
}

export const DEA: Recogniser = {
  kind: 'id.us.dea',
  mask: shape('A[A9]_?9{7}'),
  chance: 0.0692,
  check: isDea,
  needsCue: false,
  text: inText('[A-HJ-MPRSTUX][A-Z9]\\d{7}'),
  textDigits: 7,
}

export const CALIFORNIA_LICENCE: Recogniser = {
  kind: 'id.us.ca.driving-licence',
  mask: shape('A_?9{7}'),
  chance: 1,
  check: compact => STATE_LICENCES.CA.test(compact),
  needsCue: true,
  text: null,
}

/** Any state's licence: the state beside it, or a header, must agree (`drivingLicenceStates`). */
export const STATE_LICENCE: Recogniser = {
  kind: 'id.us.driving-licence',
  mask: shape('9{7,9}|9{16}|A_?9{7,12}|A9{14}|A9{3}_9{3}_9{2}_9{3}_9|A9{4}_9{5}_9{5}'),
  chance: 1,
  check: compact => ANY_STATE_LICENCE.test(compact),
  needsCue: true,
  text: null,
}

/** Passport: 9 digits, or a letter and 8 digits. */
export const AMERICAN_PASSPORT: Recogniser = {
  kind: 'id.us.passport',
  mask: shape('[9A]9{8}'),
  chance: 1,
  check: compact => /^[\dA-Z]\d{8}$/.test(compact),
  needsCue: true,
  text: null,
}

/** CII, the number of a person in California's criminal history system: A and 8 digits. No public rule was found for the form: a header must name it. */
export const CII: Recogniser = {
  kind: 'id.us.cii',
  mask: shape('A9{8}'),
  chance: 0.0385,
  check: compact => /^A\d{8}$/.test(compact),
  needsCue: true,
  text: null,
}

export const EIN: Recogniser = {
  kind: 'company.ein',
  mask: shape('99-?9{7}'),
  chance: 0.83,
  check: isEin,
  needsCue: true,
  text: null,
}

export const ABA: Recogniser = {
  kind: 'company.aba',
  mask: shape('9{9}|9{4}[ -]9{4}[ -]9'),
  chance: 0.038,
  check: isAba,
  needsCue: true,
  text: null,
}

/** ZIP code, five digits or nine. */
export const ZIP_CODE: Recogniser = {
  kind: 'address.postcode',
  mask: shape('9{5}(?:-9{4})?'),
  chance: 0.995,
  check: (_compact, raw) => /^\d{5}(?:-\d{4})?$/.test(raw) && raw >= '00501',
  needsCue: true,
  text: null,
}

export const UNITED_STATES: readonly Recogniser[] = [
  SSN, SSN_PLAIN, ITIN, ITIN_PLAIN, MBI, NPI, DEA, CALIFORNIA_LICENCE, STATE_LICENCE, AMERICAN_PASSPORT, CII, EIN, ABA, ZIP_CODE,
] // biome-ignore format: one list
