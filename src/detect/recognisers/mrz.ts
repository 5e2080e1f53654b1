import { value36 } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'

const WEIGHTS = [7, 3, 1]

/**
 * The check digit of a field of a machine-readable zone: values (A = 10 … Z = 35, `<` = 0) times 7, 3, 1 in turn, modulo 10; -1 for a character
 * outside that alphabet. Source: ICAO Doc 9303, part 3, 4.9.
 */
export function mrzCheckDigit(field: string): number {
  let sum = 0
  for (let i = 0; i < field.length; i++) {
    const code = field.charCodeAt(i)
    const value = code === FILLER ? 0 : value36(code)
    if (value < 0) return -1
    sum += value * WEIGHTS[i % 3]
  }
  return sum % 10
}
const FILLER = 60 // '<'

/**
 * Whether a compact value is the machine-readable zone of a travel document, whole or its line of numbers: passport (2 × 44), identity card
 * (3 × 30 or 2 × 36), visa (2 × 44 or 2 × 36), the French identity card of before 2021 (2 × 36), the French driving licence (one line of 30).
 * Source: ICAO Doc 9303, parts 4 to 7; for the French card, décret 55-1397 and its public specimen; for the licence, ISO/IEC 18013-1 annex.
 */
export function isMrz(compact: string): boolean {
  if (compact.length < 30 || compact.length > 90 || !/^(?=.*\d)(?=.*[A-Z])[A-Z\d<]+$/.test(compact)) return false
  return (READERS[compact.length] ?? []).some(reads => reads(compact))
}

type Reader = (zone: string) => boolean

/** By total length. A line of names alone has no check digit and is not looked for. */
const READERS: Readonly<Record<number, readonly Reader[]>> = {
  30: [isFrenchLicenceLine],
  36: [hasNumberBirthExpiry],
  44: [hasNumberBirthExpiry],
  72: [isTwoLineCard, isFrenchCard],
  88: [isPassport],
  90: [isThreeLineCard],
}

/** Number, birth date, expiry date each with its digit, and a sex: common to the lines of numbers of passports, visas and two-line cards. */
function hasNumberBirthExpiry(line: string): boolean {
  return agrees(line, 0, 9) && agrees(line, 13, 19) && agrees(line, 21, 27) && /[MFX<]/.test(line[20])
}

/** A passport has one more digit over the whole line; a visa (V) has not. */
function isPassport(zone: string): boolean {
  const line = zone.slice(44)
  if (!/^[PV]/.test(zone) || !hasNumberBirthExpiry(line)) return false
  return (
    zone[0] === 'V' ||
    (agrees(line, 28, 42) && coversAll(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 43), line[43]))
  )
}

function isTwoLineCard(zone: string): boolean {
  const line = zone.slice(36)
  if (!/^[ACIPV]/.test(zone) || !hasNumberBirthExpiry(line)) return false
  return zone[0] === 'V' || coversAll(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 35), line[35])
}

function isThreeLineCard(zone: string): boolean {
  if (!/^[ACI]/.test(zone) || !agrees(zone, 5, 14) || !agrees(zone, 30, 36) || !agrees(zone, 38, 44)) return false
  return /[MFX<]/.test(zone[37]) && coversAll(zone.slice(5, 37) + zone.slice(38, 45) + zone.slice(48, 59), zone[59])
}

/** IDFRA, name; then number of 12, its digit, given names, birth date, its digit, sex, digit over both lines. */
function isFrenchCard(zone: string): boolean {
  return (
    zone.startsWith('IDFRA') && agrees(zone, 36, 48) && agrees(zone, 63, 69) && coversAll(zone.slice(0, 71), zone[71])
  )
}

/** D1FRA, number of 9, its digit, end of validity, name, digit over the line. */
function isFrenchLicenceLine(line: string): boolean {
  return line.startsWith('D1FRA') && agrees(line, 5, 14)
}

/** The character at `end` is the check digit of the field before it; a filler stands for 0. */
function agrees(zone: string, start: number, end: number): boolean {
  return coversAll(zone.slice(start, end), zone[end])
}

function coversAll(field: string, digit: string): boolean {
  return (digit === '<' ? '0' : digit) === String(mrzCheckDigit(field))
}

/** Chance: three check digits and a sex; the letters of random lines seldom fit. Derived on lines of the passport's form. */
export const MRZ: Recogniser = {
  kind: 'id.mrz',
  mask: /^[9A<]{30,64}…?$|^[9A<]{30,44}(?: [9A<]{1,44}){1,2}…?$/,
  chance: 0.000115,
  check: isMrz,
  needsCue: false,
  text: /(?<![\w<])[A-Z\d<]{30,90}(?:\s{1,2}[A-Z\d<]{28,44}){0,2}(?![\w<])/g,
  textDigits: 15,
}

export const MRZ_RECOGNISERS: readonly Recogniser[] = [MRZ]
