import { stdnum } from 'stdnum'
import { expect, test } from 'vitest'
import { chance } from './chance.ts'
import { CHECKED, CUED, luhnDigit } from './identifiers.ts'

const JUDGES: Readonly<Record<string, (value: string) => Readonly<{ isValid: boolean }>>> = {
  'id.fr.nir': stdnum.FR!.nir!.validate,
  'id.fr.spi': stdnum.FR!.nif!.validate,
  'company.siren': stdnum.FR!.siren!.validate,
  'company.siret': stdnum.FR!.siret!.validate,
  'company.vat': stdnum.FR!.tva!.validate,
  'id.gb.utr': stdnum.GB!.utr!.validate,
  'id.gb.nino': stdnum.GB!.nino!.validate,
  'id.us.ssn': stdnum.US!.ssn!.validate,
  'id.es.dni': stdnum.ES!.dni!.validate,
  'id.es.nie': stdnum.ES!.nie!.validate,
  'id.it.codice-fiscale': stdnum.IT!.codicefiscale!.validate,
  'id.de.idnr': stdnum.DE!.idnr!.validate,
  'id.be.nn': stdnum.BE!.nn!.validate,
  'id.nl.bsn': stdnum.NL!.bsn!.validate,
  'id.pt.nif': stdnum.PT!.nif!.validate,
  'id.pt.cc': stdnum.PT!.cc!.validate,
  'id.pl.pesel': stdnum.PL!.pesel!.validate,
}

test.each(Object.keys(JUDGES))('every generated %s is valid for an independent library', kind => {
  const maker = [...CHECKED, ...CUED].find(one => one.kind === kind)!
  const c = chance(7)
  const made = Array.from({ length: 300 }, () => maker.make(c))
  expect(made.filter(value => !JUDGES[kind]!(value).isValid).length).toBe(0)
})

test('the Luhn digit of the worked example of ISO/IEC 7812-1 is 3', () => {
  expect(luhnDigit('7992739871')).toBe('3')
})

test('no kind is generated twice', () => {
  const kinds = [...CHECKED, ...CUED].map(maker => maker.kind)
  expect(new Set(kinds).size).toBe(kinds.length)
})
