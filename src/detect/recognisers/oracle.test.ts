/** Our rules against those of an independent library (stdnum), on random values of each shape. Where the two differ, the reason is stated. */
import { stdnum } from 'stdnum'
import { describe, expect, test } from 'vitest'
import {
  isBelgianNumber,
  isBsn,
  isCitizenCard,
  isCodiceFiscale,
  isDni,
  isGermanIdNr,
  isNie,
  isPesel,
  isPortugueseNif,
} from './europe.ts'
import { isNir, isSiren, isSiret, isSpi } from './france.ts'
import * as others from './other-countries.ts'
import { isNino, isUtr } from './united-kingdom.ts'
import { isEin, isSsn } from './united-states.ts'

const {
  AT: at,
  BE: be,
  BG: bg,
  BR: br,
  CH: ch,
  EE: ee,
  FI: fi,
  IE: ie,
  RO: ro,
  SE: se,
  DE: de,
  ES: es,
  FR: fr,
  GB: gb,
  IT: italy,
  NL: nl,
  PL: pl,
  PT: pt,
  US: us,
} = stdnum

type Oracle = Readonly<{ validate(value: string): Readonly<{ isValid: boolean }> }>

const PAIRS: readonly (readonly [string, (compact: string) => boolean, Oracle, string, (value: string) => boolean])[] =
  [
    // [name, ours, theirs, shape, values on which the two are known to differ]
    ['SIREN', isSiren, fr.siren, '999999999', value => value === '000000000'],
    // theirs does not check the SIREN inside
    ['SIRET', isSiret, fr.siret, '99999999999999', value => !isSiren(value.slice(0, 9))],
    ['SPI', isSpi, fr.nif, '3999999999999', () => false],
    ['NINO', isNino, gb.nino, 'AA999999A', () => false],
    ['UTR', isUtr, gb.utr, '9999999999', () => false],
    ['EIN', isEin, us.ein, '999999999', () => false],
    // theirs lets the serial 0000 pass, which the administration does not give out
    ['SSN', isSsn, us.ssn, '999999999', value => value.endsWith('0000')],
    ['DNI', isDni, es.dni, '99999999A', () => false],
    ['NIE', isNie, es.nie, 'X9999999A', () => false],
    // theirs lets several digits repeat, or one three times in a row; the rule allows neither
    [
      'German tax number',
      isGermanIdNr,
      de.idnr,
      '99999999999',
      value => new Set(value.slice(0, 10)).size < 8 || /(\d)\1\1/.test(value),
    ],
    ['BSN', isBsn, nl.bsn, '999999999', () => false],
    ['Portuguese NIF', isPortugueseNif, pt.nif, '999999999', () => false],
    ['citizen card', isCitizenCard, pt.cc, '999999999AA9', () => false],
    ['PESEL', isPesel, pl.pesel, '99059999999', () => false],
    ['codice fiscale', isCodiceFiscale, italy.codicefiscale, 'AAAAAA85A12A999A', () => false],
    // theirs has no places: 00 is none
    ['NIR', isNir, fr.nir, '285059999999999', value => value.slice(5, 7) === '00'],
    // theirs knows the date of today, wants the day known, and takes keys above 97 by congruence
    ['Belgian national number', isBelgianNumber, be.nn, '85059999999', isFutureOrVague],
    ['Finnish number', value => others.isFinnishNumber('', value), fi.hetu, '010585-999A', () => false],
    ['Swiss number', others.isSwissNumber, ch.ssn, '7569999999999', () => false],
    ['Irish number', others.isIrishNumber, ie.pps, '9999999A', () => false],
    ['Romanian number', others.isRomanianNumber, ro.cnp, '1850512019999', () => false],
    ['Baltic number', others.isBalticNumber, ee.ik, '38505129999', () => false],
    ['Bulgarian number', others.isBulgarianNumber, bg.egn, '8505129999', () => false],
    ['CPF', others.isCpf, br.cpf, '99999999999', () => false],
    [
      'Swedish number',
      value => others.isSwedishNumber(value.replace('-', '')),
      se.personnummer,
      '850512-9999',
      () => false,
    ],
    ['German insurance number', others.isGermanInsuranceNumber, de.svnr, '15070649A999', () => false],
    // theirs takes an order that begins with 0, which is not given out
    ['Austrian number', others.isAustrianNumber, at.vnr, '9999120585', value => value.startsWith('0')],
  ]

describe.each(PAIRS)('%s', (_name, ours, theirs, mask, known) => {
  test('both accept and refuse the same of 12,000 random values', () => {
    const random = randomFrom(11)
    const differing = new Set<string>()
    for (let i = 0; i < 12_000; i++) {
      const value = [...mask]
        .map(unit =>
          unit === '9'
            ? Math.floor(random() * 10)
            : unit === 'A'
              ? String.fromCharCode(65 + Math.floor(random() * 26))
              : unit,
        )
        .join('')
      if (ours(value) !== theirs.validate(value).isValid && !known(value)) differing.add(value)
    }
    expect([...differing].slice(0, 5)).toEqual([])
  })
})

/** The key of the 2000s for a year that has not come, the day 00 of a date not known, or a key that is never written. */
function isFutureOrVague(value: string): boolean {
  if (value.slice(4, 6) === '00' || value.slice(9) > '97') return true
  return Number(value.slice(9)) === 97 - (Number(`2${value.slice(0, 9)}`) % 97) && value.slice(0, 2) > '26'
}

function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}
