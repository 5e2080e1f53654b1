import { isDigits, passesLuhn } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inText, shape } from './mask.ts'

/**
 * Whether a compact value is a NIR (numéro d'inscription au répertoire, also the INS of the health system) with its key: sex,
 * year, month, place and order of birth, key = 97 − (N mod 97) where 2A counts as 19 and 2B as 18.
 * Written `2 53 07 2B 073 004 70`, with blanks or none.
 * Source: décret 82-103 of 22 January 1982, art. 4; INSEE, "Numéro d'inscription au répertoire des personnes physiques".
 */
export function isNir(compact: string): boolean {
  return compact.length === 15 && isNirBody(compact.slice(0, 13)) && nirKey(compact) === Number(compact.slice(13))
}

/**
 * The 13 characters of a NIR without its key: first digit 1 or 2, or 3, 4, 7, 8 while registration is pending; month 01–12, or 13, 20,
 * 30–42, 50–99 when the birth is not known to the month; place 01–95, 2A, 2B, 96 (former territories), 97, 98 (overseas), 99 (born
 * abroad, the country follows); order of birth from 001.
 */
export function isNirBody(body: string): boolean {
  return NIR_BODY.test(body) && body.slice(5, 7) !== '00' && body.slice(7, 10) !== '000' && body.slice(10) !== '000'
}
const NIR_BODY = /^[123478]\d\d(?:0[1-9]|1[0-3]|20|3\d|4[0-2]|[5-9]\d)(?:\d\d|2[AB])\d{6}$/

function nirKey(nir: string): number {
  const place = nir[6] === 'A' ? '19' : nir[6] === 'B' ? '18' : nir.slice(5, 7)
  return 97 - (Number(nir.slice(0, 5) + place + nir.slice(7, 13)) % 97)
}

/**
 * Whether a compact value is a SPI, the tax number of a person: 13 digits, the first 0 to 3, the last three the first ten modulo 511.
 * Written `30 23 217 600 053`. Source: European Commission, TIN on EUROPA, "TIN algorithms: public" (FS-TIN), France.
 */
export function isSpi(compact: string): boolean {
  return /^[0-3]\d{12}$/.test(compact) && Number(compact.slice(0, 10)) % 511 === Number(compact.slice(10))
}

/**
 * Whether a compact value is a RPPS, the number of a health professional: 11 digits, Luhn.
 * Source: Agence du numérique en santé, "Annuaire santé, RPPS: dossier des spécifications fonctionnelles" (table of identifiers).
 */
export function isRpps(compact: string): boolean {
  return compact.length === 11 && isLuhn(compact)
}

/** Whether a compact value is a SIREN, the number of a company: 9 digits, Luhn. Source: code de commerce, art. R123-221. */
export function isSiren(compact: string): boolean {
  return compact.length === 9 && isLuhn(compact)
}

const LA_POSTE = '356000000'

/**
 * Whether a compact value is a SIRET, the number of an establishment: a SIREN and five digits, Luhn over the whole. La Poste ran out
 * of them: for its SIREN the sum of the digits is a multiple of 5. Source: code de commerce, art. R123-221; INSEE, "Définition: SIRET".
 */
export function isSiret(compact: string): boolean {
  if (compact.length !== 14 || !isSiren(compact.slice(0, 9))) return false
  if (isLuhn(compact)) return true
  return compact.startsWith(LA_POSTE) && isDigits(compact) && digitSum(compact) % 5 === 0
}

/** Whether a compact value has the 9 digits and the Luhn key of a FINESS, the number of a place of care. */
export function isFiness(compact: string): boolean {
  return isSiren(compact) && isDepartment(compact)
}

/** Whether the value begins with the code of a department: 01–95 without 20, 2A, 2B, 97, 98. */
export function isDepartment(compact: string): boolean {
  return DEPARTMENTS.has(compact.slice(0, 2))
}

/** 20 was Corsica until 1976. */
const DEPARTMENTS = new Set(
  ['2A', '2B', '97', '98', ...Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, '0'))].filter(
    code => code !== '20',
  ),
)

function isLuhn(compact: string): boolean {
  return passesLuhn(compact) && /[1-9]/.test(compact)
}

function digitSum(digits: string): number {
  let sum = 0
  for (const digit of digits) sum += Number(digit)
  return sum
}

/** NIR with its key. Chance: (6 first digits of 10) × (77 months) × (99 places) × … / 97, measured over digits and over 2A/2B. */
export const NIR: Recogniser = {
  kind: 'id.fr.nir',
  mask: shape('9_99_99_9[9A]_999_999_99'),
  chance: 0.0047,
  check: isNir,
  needsCue: false,
  text: inText('[123478]_\\d\\d_\\d\\d_(?:\\d\\d|2[AB])_\\d{3}_\\d{3}_\\d\\d'),
  textDigits: 14,
}

/** The same without its key: nothing to compute, so it takes a header or a neighbour. */
export const NIR_WITHOUT_KEY: Recogniser = {
  kind: 'id.fr.nir',
  mask: shape('9_99_99_9[9A]_999_999'),
  chance: 0.456,
  check: isNirBody,
  needsCue: true,
  text: null,
}

/** SPI. Chance: 4 first digits of 10, one key of a thousand. */
export const SPI: Recogniser = {
  kind: 'id.fr.spi',
  mask: shape('99_99_999_999_999|9_999_999_999_999'),
  chance: 0.0004,
  check: isSpi,
  needsCue: false,
  text: inText('[0-3]\\d_\\d\\d_\\d{3}_\\d{3}_\\d{3}'),
  textDigits: 13,
}

export const RPPS: Recogniser = {
  kind: 'id.fr.rpps',
  mask: shape('9{11}|9{2}_9{3}_9{3}_9{3}|9_9{2}_9{2}_9{2}_9{2}_9{2}'),
  chance: 0.1,
  check: isRpps,
  needsCue: false,
  text: null,
}

/** ADELI: department, profession, number; no public key. Source: DREES, "Le répertoire ADELI". */
export const ADELI: Recogniser = {
  kind: 'id.fr.adeli',
  mask: shape('9[9A]9{7}'),
  chance: 0.96,
  check: compact => /^\d[\dAB]\d{7}$/.test(compact) && isDepartment(compact),
  needsCue: true,
  text: null,
}

/** Passport: two digits, two letters, five digits, no key outside the machine-readable zone. Source: ANTS, sample document. */
export const FRENCH_PASSPORT: Recogniser = {
  kind: 'id.fr.passport',
  mask: shape('99_AA_9{5}'),
  chance: 1,
  check: compact => /^\d{2}[A-Z]{2}\d{5}$/.test(compact),
  needsCue: true,
  text: null,
}

/**
 * Identity card. Before August 2021: 12 digits, year and month of issue first. Since: 9 capital letters and digits, of which the exact
 * alphabet is not published (the letters of public specimens are consonants, not relied on here).
 */
export const IDENTITY_CARD: Recogniser = {
  kind: 'id.fr.cni',
  mask: shape('9{12}|[9A]{9}'),
  chance: 0.12,
  check: compact => /^\d\d(?:0[1-9]|1[0-2])\d{8}$/.test(compact) || /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{9}$/.test(compact),
  needsCue: true,
  text: null,
}

/** Driving licence: the card's number (2 digits, 2 letters, 5 digits) or the file number NEPH (12 digits). Neither has a public key. */
export const FRENCH_DRIVING_LICENCE: Recogniser = {
  kind: 'id.fr.driving-licence',
  mask: shape('99_AA_9{5}|9{12}'),
  chance: 1,
  check: compact => /^\d{2}(?:[A-Z]{2}\d{5}|\d{10})$/.test(compact),
  needsCue: true,
  text: null,
}

/**
 * INE, the number of a pupil or student: 10 digits and a letter (BEA), 9 digits and two letters (RNIE, since 2018), or 4 digits, A,
 * 5 digits, a letter (apprentice). The key letter is not published; a guess at it (mod 23) fails on public examples: not enforced.
 */
export const INE: Recogniser = {
  kind: 'id.fr.ine',
  mask: shape('9{10}A|9{9}AA|9{4}A9{5}A'),
  chance: 1,
  check: compact => /^\d{9}[\dA-Z][A-Z]$|^\d{4}A\d{5}[A-Z]$/.test(compact),
  needsCue: true,
  text: null,
}

/** CAF beneficiary number: 7 digits and, often, a letter. */
export const CAF: Recogniser = {
  kind: 'id.fr.caf',
  mask: shape('9{7}_A'),
  chance: 1,
  check: compact => /^\d{7}[A-Z]$/.test(compact),
  needsCue: true,
  text: null,
}

/** SIREN. Nine digits and Luhn are also a Canadian SIN or a FINESS: the name takes a cue. */
export const SIREN: Recogniser = {
  kind: 'company.siren',
  mask: shape('999_999_999'),
  chance: 0.1,
  check: isSiren,
  needsCue: true,
  text: null,
}

/** SIRET: two nested Luhn keys. */
export const SIRET: Recogniser = {
  kind: 'company.siret',
  mask: shape('999_999_999_9{5}'),
  chance: 0.01,
  check: isSiret,
  needsCue: false,
  text: inText('\\d{3}_\\d{3}_\\d{3}_\\d{5}'),
  textDigits: 14,
}

export const FINESS: Recogniser = {
  kind: 'place.finess',
  mask: shape('99_?9{7}|99_9{3}_9{4}|99_9{6}_9'),
  chance: 0.096,
  check: isFiness,
  needsCue: true,
  text: null,
}

/** Code of a commune: department and three digits. A place; with other columns a quasi-identifier. Source: INSEE, code officiel géographique. */
export const COMMUNE: Recogniser = {
  kind: 'place.commune',
  mask: shape('9[9A]999'),
  chance: 0.959,
  check: compact => /^\d[\dAB]\d{3}$/.test(compact) && isDepartment(compact) && !compact.endsWith('000'),
  needsCue: true,
  text: null,
}

/** French postcode: five digits, 01000 to 98999. */
export const FRENCH_POSTCODE: Recogniser = {
  kind: 'address.postcode',
  mask: shape('9{5}'),
  chance: 0.98,
  check: compact => /^\d{5}$/.test(compact) && Number(compact) >= 1000 && Number(compact) < 99000,
  needsCue: true,
  text: null,
}

export const FRANCE: readonly Recogniser[] = [
  NIR, NIR_WITHOUT_KEY, SPI, RPPS, ADELI, FRENCH_PASSPORT, IDENTITY_CARD, FRENCH_DRIVING_LICENCE, INE, CAF, SIREN, SIRET, FINESS, COMMUNE,
  FRENCH_POSTCODE,
] // biome-ignore format: one list
