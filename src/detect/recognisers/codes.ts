import { isDigits, passesLuhn, passesVerhoeff, weightedSum } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inText } from './mask.ts'

/** The 22 chapters of ICD-10, by first and last three-character category. Source: WHO, ICD-10 (2019), tabular list; K95, D49 from ICD-10-CM. */
const CHAPTERS: readonly (readonly [string, string])[] = [
  ['A00', 'B99'],
  ['C00', 'D49'],
  ['D50', 'D89'],
  ['E00', 'E90'],
  ['F00', 'F99'],
  ['G00', 'G99'],
  ['H00', 'H59'],
  ['H60', 'H95'],
  ['I00', 'I99'],
  ['J00', 'J99'],
  ['K00', 'K95'],
  ['L00', 'L99'],
  ['M00', 'M99'],
  ['N00', 'N99'],
  ['O00', 'O99'],
  ['P00', 'P96'],
  ['Q00', 'Q99'],
  ['R00', 'R99'],
  ['S00', 'T98'],
  ['V01', 'Y98'],
  ['Z00', 'Z99'],
  ['U00', 'U99'],
]

/**
 * The chapter (1 to 22) of an ICD-10 code, with its dot or without (CIM-10 in France), or null when the value is no such code: a letter, a
 * digit, a digit or A or B, then up to four characters.
 */
export function icd10Chapter(code: string): number | null {
  const parts = /^([A-Z]\d)([\dAB])\.?[\dA-Z]{0,4}$/.exec(code.toUpperCase())
  if (!parts) return null
  const category = parts[1] + (parts[2] >= 'A' ? '9' : parts[2])
  const chapter = CHAPTERS.findIndex(([first, last]) => category >= first && category <= last)
  return chapter < 0 ? null : chapter + 1
}

/** Whether a value is a LOINC code: number, dash, Luhn digit over the number. Source: Regenstrief Institute, LOINC Users' Guide, "Check digit". */
export function isLoinc(_compact: string, raw: string): boolean {
  return /^[1-9]\d{0,6}-\d$/.test(raw) && passesLuhn(raw.replace('-', ''))
}

/**
 * Whether a compact value is a SNOMED CT identifier: 6 to 18 digits, no leading zero, partition 00–02 or 10–12 in the two digits before the last,
 * Verhoeff. Source: SNOMED International, Release File Specifications, 6 "SCTIDs".
 */
export function isSnomed(compact: string): boolean {
  return /^[1-9]\d{2,14}[01][0-2]\d$/.test(compact) && passesVerhoeff(compact)
}

/** Whether a compact value is a complete ATC code of a medicine: anatomical group of the fourteen, digits, letters, digits. Source: WHO Collaborating Centre for Drug Statistics Methodology, "ATC structure and principles". */
export function isAtc(compact: string): boolean {
  return /^[ABCDGHJLMNPRSV]\d{2}[A-Z]{2}\d{2}$/.test(compact)
}

/** Whether a compact value has the form of a CCAM code of a medical act: three letters (place, action), a letter of access, three digits. Source: ATIH, CCAM descriptive, "Structure du code". */
export function isCcam(compact: string): boolean {
  return /^[A-HJ-NPQYZ][A-Z]{3}\d{3}$/.test(compact) && !compact.endsWith('000')
}

/** Whether a compact value has the form of a GHM, the group of a hospital stay: category 01–28 or 90, C K M or Z, two digits, level. Source: ATIH, Manuel des GHM, volume 1. */
export function isGhm(compact: string): boolean {
  return /^(?:0[1-9]|1\d|2[0-8]|90)[CHKMZ]\d{2}[1-4A-EJTZ]?$/.test(compact)
}

/** Whether a compact value is a CIP13, the number of a medicine's packet in France: 34009, EAN-13 key. Source: ANSM, "Codification CIP 13 chiffres"; GS1 General Specifications, 7.9. */
export function isCip13(compact: string): boolean {
  if (!/^34009\d{8}$/.test(compact) || !isDigits(compact)) return false
  return weightedSum(compact, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0
}

/** Whether a value is a blood group: A, B, AB or O with its rhesus as sign or word. */
export function isBloodGroup(_compact: string, raw: string): boolean {
  return /^(?:A|B|AB|O) ?(?:RH(?:ESUS)? ?)?(?:\+|-|\u2212|POS(?:ITIF|ITIVE)?|NEG(?:ATIF|ATIVE)?|N[EÉ]G(?:ATIF)?)$/i.test(
    raw,
  )
}

/** Whether a compact value names one variant of the human genome: `rs` and its number. Source: NCBI, dbSNP, "Reference SNP cluster ID". */
export function isSnp(compact: string): boolean {
  return /^RS[1-9]\d{2,10}$/.test(compact)
}

export const ICD10: Recogniser = {
  kind: 'health.icd10',
  mask: /^A9[9A](?:\.?[9A]{1,4})?$/,
  chance: 0.9873,
  check: (_compact, raw) => icd10Chapter(raw) !== null,
  needsCue: true,
  text: null,
}

export const LOINC: Recogniser = {
  kind: 'health.loinc',
  mask: /^9{2,7}-9$/,
  chance: 0.09,
  check: isLoinc,
  needsCue: false,
  text: null,
}

/** SNOMED CT. Chance: nine first digits of ten, six partitions of a hundred, one key of ten. */
export const SNOMED: Recogniser = {
  kind: 'health.snomed',
  mask: /^9{6,18}$/,
  chance: 0.0054,
  check: isSnomed,
  needsCue: false,
  text: null,
}

export const ATC: Recogniser = {
  kind: 'health.atc',
  mask: /^A99AA99$/,
  chance: 0.538,
  check: isAtc,
  needsCue: true,
  text: null,
}

export const CCAM: Recogniser = {
  kind: 'health.ccam',
  mask: /^A{4}9{3}$/,
  chance: 0.653,
  check: isCcam,
  needsCue: true,
  text: null,
}

export const GHM: Recogniser = {
  kind: 'health.ghm',
  mask: /^99A99[9A]?$/,
  chance: 0.0197,
  check: isGhm,
  needsCue: true,
  text: null,
}

/** CIP13. Chance: one beginning of 100,000, one key of ten. */
export const CIP13: Recogniser = {
  kind: 'health.cip',
  mask: /^9{13}$|^9{5} 999 999 9 9$|^9{4} 9{3} 9{3} 9{3}$/,
  chance: 0.000001,
  check: isCip13,
  needsCue: false,
  text: inText('34009\\d{8}|34009 \\d{3} \\d{3} \\d \\d'),
  textDigits: 13,
}

export const BLOOD_GROUP: Recogniser = {
  kind: 'health.blood-group',
  mask: /^A{1,4} ?[+\-\u2212]$|^A{1,2} A{2,8}(?: ?[+\-\u2212]| A{3,8})?$/,
  chance: 0.00075,
  check: isBloodGroup,
  needsCue: true,
  text: null,
}

export const SNP: Recogniser = {
  kind: 'genetic',
  mask: /^AA9{3,11}$/,
  chance: 0.00133,
  check: isSnp,
  needsCue: false,
  text: null,
}

export const CODES: readonly Recogniser[] = [ICD10, LOINC, SNOMED, ATC, CCAM, GHM, CIP13, BLOOD_GROUP, SNP]
