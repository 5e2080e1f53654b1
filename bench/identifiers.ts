import type { KindId } from '#detect'
import type { Chance } from './chance.ts'

/**
 * Invented identifiers that obey the published rule of their kind, written apart from the recognisers so that one checks
 * the other. The rules and their sources: the room `detect`, beside each recogniser.
 */
export type IdentifierMaker = Readonly<{
  kind: KindId
  /** A header that names it, for kinds that need a cue; null when the values must be enough. */
  header: string | null
  make(c: Chance): string
}>

const pad = (n: number, width: number): string => String(n).padStart(width, '0')
const sum = (text: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, at) => total + weight * Number(text[at]), 0)

/** The digit that makes `body` + digit pass Luhn (ISO/IEC 7812-1, annex B). */
export function luhnDigit(body: string): string {
  let total = 0
  for (let at = body.length - 1, double = true; at >= 0; at--, double = !double) {
    const digit = Number(body[at]) * (double ? 2 : 1)
    total += digit > 9 ? digit - 9 : digit
  }
  return String((10 - (total % 10)) % 10)
}

const withLuhn = (body: string): string => body + luhnDigit(body)

const DIHEDRAL = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
] as const
const TURNS = '1576283094'

function verhoeffDigit(body: string): string {
  let state = 0
  for (let at = body.length - 1, place = 1; at >= 0; at--, place++) {
    let digit = Number(body[at])
    for (let turn = 0; turn < place % 8; turn++) digit = Number(TURNS[digit])
    state = DIHEDRAL[state]![digit]!
  }
  return String(DIHEDRAL[state]!.indexOf(0))
}

/** ISO 7064 mod 11,10. */
function mod1110(body: string): string {
  let product = 10
  for (const digit of body) {
    const step = (Number(digit) + product) % 10 || 10
    product = (step * 2) % 11
  }
  return String((11 - product) % 10)
}

const mod97 = (text: string): number => Number(BigInt(text) % 97n)
const asDigits = (text: string): string => [...text].map(letter => parseInt(letter, 36)).join('')
const date = (c: Chance, from: number, to: number): [number, number, number] => [
  c.int(from, to),
  c.int(1, 12),
  c.int(1, 28),
]

function nir(c: Chance): string {
  const place = c.maybe(0.05) ? c.pick(['2A', '2B']) : pad(c.pick([c.int(1, 19), c.int(21, 95), 99]), 2)
  const body = `${c.int(1, 2)}${pad(c.int(0, 99), 2)}${pad(c.int(1, 12), 2)}${place}${pad(c.int(1, 600), 3)}${pad(c.int(1, 600), 3)}`
  return body + pad(97 - mod97(body.replace('2A', '19').replace('2B', '18')), 2)
}

function spi(c: Chance): string {
  const body = `${c.int(0, 3)}${c.digits(9)}`
  return body + pad(Number(body) % 511, 3)
}

function nhs(c: Chance): string {
  for (;;) {
    const body = `${c.pick(['4', '6', '7'])}${c.digits(8)}`
    const check = (11 - (sum(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11
    if (check < 10) return body + check
  }
}

function utr(c: Chance): string {
  const body = c.digits(9)
  return '21987654321'[sum(body, [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11] + body
}

function upn(c: Chance): string {
  const body = `${c.int(200, 938)}${c.digits(9)}`
  return 'ABCDEFGHJKLMNPQRTUVWXYZ'[sum(body, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) % 23] + body
}

const POLICE = 'ZABCDEFGHJKLMNPQRTUVWXY'
function pnc(c: Chance): string {
  const year = c.int(1975, 2022)
  const serial = c.digits(7)
  return `${year}/${serial}${POLICE[Number(pad(year % 100, 2) + serial) % 23]}`
}

function cro(c: Chance): string {
  const serial = c.digits(6)
  const year = pad(c.int(50, 95), 2)
  return `${serial}/${year}${POLICE[Number(year + serial) % 23]}`
}

const NINO_FIRST = 'ABCEGHJKLMNOPRSTWXYZ'
const NINO_SECOND = 'ABCEGHJKLMNPRSTWXYZ'
function nino(c: Chance): string {
  for (;;) {
    const prefix = c.letters(1, NINO_FIRST) + c.letters(1, NINO_SECOND)
    if (!['BG', 'GB', 'NK', 'KN', 'NT', 'TN', 'ZZ'].includes(prefix)) return prefix + c.digits(6) + c.letters(1, 'ABCD')
  }
}

function dea(c: Chance): string {
  const body = c.digits(6)
  const check = (sum(body, [1, 0, 1, 0, 1, 0]) + 2 * sum(body, [0, 1, 0, 1, 0, 1])) % 10
  return c.letters(1, 'ABFGMPR') + c.letters(1) + body + check
}

const MBI_LETTERS = 'ACDEFGHJKMNPQRTUVWXY'
function mbi(c: Chance): string {
  const letter = (): string => c.letters(1, MBI_LETTERS)
  const either = (): string => c.letters(1, `${MBI_LETTERS}0123456789`)
  return [
    c.int(1, 9),
    letter(),
    either(),
    c.digits(1),
    letter(),
    either(),
    c.digits(1),
    letter(),
    letter(),
    c.digits(2),
  ].join('')
}

function ssn(c: Chance): string {
  const area = c.pick([c.int(1, 665), c.int(667, 899)])
  return `${pad(area, 3)}-${pad(c.int(1, 99), 2)}-${pad(c.int(1, 9999), 4)}`
}

function itin(c: Chance): string {
  return `9${c.digits(2)}-${c.pick([c.int(50, 65), c.int(70, 88), c.int(90, 92), c.int(94, 99)])}-${c.digits(4)}`
}

const SPANISH = 'TRWAGMYFPDXBNJZSQVHLCKE'
const dni = (n: number): string => pad(n, 8) + SPANISH[n % 23]
function nie(c: Chance): string {
  const first = c.int(0, 2)
  const body = c.digits(7)
  return 'XYZ'[first] + body + SPANISH[Number(`${first}${body}`) % 23]
}

const ODD: Readonly<Record<string, number>> = Object.fromEntries(
  [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
    .map((value, at) => [String(at), value] as const)
    .concat(
      [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].map(
        (value, at) => [String.fromCharCode(65 + at), value] as const,
      ),
    ),
)
function codiceFiscale(c: Chance): string {
  const consonants = 'BCDFGLMNPRSTVZ'
  const day = c.int(1, 28) + (c.maybe(0.5) ? 40 : 0)
  const body = `${c.letters(6, consonants)}${pad(c.int(30, 99), 2)}${c.letters(1, 'ABCDEHLMPRST')}${pad(day, 2)}${c.letters(1, 'ABCDEFGHIL')}${pad(c.int(1, 999), 3)}`
  const even = (letter: string): number => (/\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65)
  const total = [...body].reduce((all, letter, at) => all + (at % 2 === 0 ? ODD[letter]! : even(letter)), 0)
  return body + String.fromCharCode(65 + (total % 26))
}

/** Ten digits of which one, and only one, comes twice (BZSt, rule since 2016 for two), then ISO 7064. */
function idnr(c: Chance): string {
  for (;;) {
    const bag = [...'0123456789']
    bag[c.int(0, 9)] = c.pick(bag)
    const body = bag
      .map(digit => [c.next(), digit] as const)
      .sort((a, b) => a[0] - b[0])
      .map(pair => pair[1])
      .join('')
    if (body[0] !== '0' && new Set(body).size === 9) return body + mod1110(body)
  }
}

function belgian(c: Chance): string {
  const [year, month, day] = date(c, 1930, 2012)
  const body = `${pad(year % 100, 2)}${pad(month, 2)}${pad(day, 2)}${pad(c.int(1, 997), 3)}`
  return body + pad(97 - (Number((year >= 2000 ? '2' : '') + body) % 97), 2)
}

function bsn(c: Chance): string {
  for (;;) {
    const body = c.int(10000000, 69999999).toString()
    const check = sum(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
    if (check < 10) return body + check
  }
}

function nif(c: Chance): string {
  const body = c.pick(['1', '2']) + c.digits(7)
  const check = 11 - (sum(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)
  return body + (check > 9 ? 0 : check)
}

function cartaoDeCidadao(c: Chance): string {
  const body = c.digits(9) + c.letters(2, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')
  const total = [...body].reverse().reduce((all, letter, at) => {
    const value = parseInt(letter, 36) * (at % 2 === 0 ? 2 : 1)
    return all + (at % 2 === 0 && value > 9 ? value - 9 : value)
  }, 0)
  return body + String((((10 - total) % 10) + 10) % 10)
}

function pesel(c: Chance): string {
  const [year, month, day] = date(c, 1930, 2012)
  const body = `${pad(year % 100, 2)}${pad(month + (year >= 2000 ? 20 : 0), 2)}${pad(day, 2)}${c.digits(4)}`
  return body + ((10 - (sum(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10)
}

/** Lengths: SWIFT IBAN registry. The French, Belgian, Italian and Spanish inner keys are left to chance. */
const BANKS: Readonly<Record<string, (c: Chance) => string>> = {
  FR: c => c.digits(10) + c.letters(1) + c.digits(12),
  DE: c => c.digits(18),
  GB: c => c.letters(4) + c.digits(14),
  BE: c => c.digits(12),
  NL: c => c.letters(4) + c.digits(10),
  ES: c => c.digits(20),
  IT: c => c.letters(1) + c.digits(22),
}
function iban(c: Chance): string {
  const country = c.pick(Object.keys(BANKS))
  const account = BANKS[country]!(c)
  return country + pad(98 - mod97(asDigits(`${account}${country}00`)), 2) + account
}

const card = (c: Chance): string =>
  withLuhn(
    c.pick([
      () => `4${c.digits(14)}`,
      () => `5${c.int(1, 5)}${c.digits(13)}`,
      () => `3${c.pick([4, 7])}${c.digits(12)}`,
    ])(),
  )

const siren = (c: Chance): string => withLuhn(`${c.int(3, 9)}${c.digits(7)}`)
function frenchVat(c: Chance): string {
  const company = siren(c)
  return `FR${pad(Number(((BigInt(company) * 100n) % 97n) + 12n) % 97, 2)}${company}`
}

function aba(c: Chance): string {
  const body = pad(c.pick([c.int(1, 12), c.int(21, 32)]), 2) + c.digits(6)
  return body + ((10 - (sum(body, [3, 7, 1, 3, 7, 1, 3, 7]) % 10)) % 10)
}

function cip(c: Chance): string {
  const body = `34009${c.digits(7)}`
  return body + ((10 - (sum(body, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10)) % 10)
}

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const
function vin(c: Chance): string {
  const alphabet = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'
  const body =
    c.pick(['1G1', 'WVW', 'VF1', 'JHM', '2HG', 'WBA']) +
    c.letters(5, alphabet) +
    '0' +
    c.letters(2, alphabet) +
    c.digits(6)
  const values: Readonly<Record<string, string>> = Object.fromEntries(
    [...'ABCDEFGHJKLMNPRSTUVWXYZ'].map((letter, at) => [letter, '12345678123457923456789'[at]!]),
  )
  const check = sum([...body].map(letter => values[letter] ?? letter).join(''), VIN_WEIGHTS) % 11
  return `${body.slice(0, 8)}${check === 10 ? 'X' : check}${body.slice(9)}`
}

/** ICAO 9303-3, 4.9: weights 7, 3, 1 over 0–9, A–Z = 10–35, < = 0. */
function icaoDigit(field: string): string {
  const value = (letter: string): number => (letter === '<' ? 0 : parseInt(letter, 36))
  return String([...field].reduce((total, letter, at) => total + value(letter) * [7, 3, 1][at % 3]!, 0) % 10)
}
function mrz(c: Chance): string {
  const [birth, expiry] = [date(c, 1940, 2008), date(c, 2025, 2034)].map(
    ([y, m, d]) => `${pad(y % 100, 2)}${pad(m, 2)}${pad(d, 2)}`,
  )
  const number = `${c.digits(2)}${c.letters(2)}${c.digits(5)}`
  const [a, b, e] = [number, birth!, expiry!].map(field => field + icaoDigit(field))
  const optional = '<'.repeat(14)
  const name = `P<FRA${c.letters(c.int(4, 9))}<<${c.letters(c.int(4, 8))}`.padEnd(44, '<')
  return `${name}${a}FRA${b}${c.pick(['M', 'F'])}${e}${optional}0${icaoDigit(`${a}${b}${e}${optional}0`)}`
}

function plate(c: Chance): string {
  const letters = 'ABCDEFGHJKLMNPQRSTVWXYZ'
  return `${c.letters(2, letters)}-${pad(c.int(1, 999), 3)}-${c.letters(2, letters)}`
}

function britishLicence(c: Chance): string {
  const surname = c.letters(c.int(3, 5)).padEnd(5, '9')
  const month = c.int(1, 12) + (c.maybe(0.5) ? 50 : 0)
  return `${surname}${c.int(4, 9)}${pad(month, 2)}${pad(c.int(1, 28), 2)}${c.int(0, 9)}${c.letters(1)}${c.pick([c.letters(1), '9'])}9${c.letters(2)}`
}

/** Kinds with a check digit, or letters placed by a rule: the values alone must be enough. */
export const CHECKED: readonly IdentifierMaker[] = [
  { kind: 'id.fr.nir', header: null, make: nir },
  { kind: 'id.fr.spi', header: null, make: spi },
  { kind: 'id.fr.rpps', header: null, make: c => withLuhn(`10${c.digits(8)}`) },
  { kind: 'id.gb.nhs', header: null, make: nhs },
  { kind: 'id.gb.utr', header: null, make: utr },
  { kind: 'id.gb.upn', header: null, make: upn },
  { kind: 'id.gb.pnc', header: null, make: pnc },
  { kind: 'id.gb.cro', header: null, make: cro },
  { kind: 'id.us.npi', header: null, make: npi },
  { kind: 'id.us.dea', header: null, make: dea },
  { kind: 'id.es.dni', header: null, make: c => dni(c.int(1000000, 99999999)) },
  { kind: 'id.es.nie', header: null, make: nie },
  { kind: 'id.it.codice-fiscale', header: null, make: codiceFiscale },
  { kind: 'id.de.idnr', header: null, make: idnr },
  { kind: 'id.be.nn', header: null, make: belgian },
  { kind: 'id.nl.bsn', header: null, make: bsn },
  { kind: 'id.pt.nif', header: null, make: nif },
  { kind: 'id.pt.cc', header: null, make: cartaoDeCidadao },
  { kind: 'id.pl.pesel', header: null, make: pesel },
  { kind: 'id.mrz', header: null, make: mrz },
  { kind: 'account.iban', header: null, make: iban },
  { kind: 'account.card', header: null, make: card },
  { kind: 'company.siren', header: null, make: siren },
  { kind: 'company.siret', header: null, make: c => withLuhn(siren(c) + pad(c.int(1, 60), 4)) },
  { kind: 'company.vat', header: null, make: frenchVat },
  { kind: 'company.aba', header: null, make: aba },
  { kind: 'vehicle.vin', header: null, make: vin },
  { kind: 'health.loinc', header: null, make: c => loinc(c) },
  { kind: 'health.snomed', header: null, make: c => snomed(c) },
  { kind: 'health.cip', header: null, make: cip },
]

function npi(c: Chance): string {
  const body = `1${c.digits(8)}`
  return body + luhnDigit(`80840${body}`)
}

function loinc(c: Chance): string {
  const body = c.int(100, 99999).toString()
  return `${body}-${luhnDigit(body)}`
}

function snomed(c: Chance): string {
  const body = `${c.int(10000, 9999999)}00`
  return body + verhoeffDigit(body)
}

/** Kinds that a header or a neighbour must name: no check digit, or one that another kind shares (FINESS and SIREN are both nine digits with Luhn). */
export const CUED: readonly IdentifierMaker[] = [
  { kind: 'id.gb.nino', header: 'ni_number', make: nino },
  { kind: 'id.us.itin', header: 'itin', make: itin },
  { kind: 'id.us.mbi', header: 'mbi', make: mbi },
  { kind: 'place.finess', header: 'numero_finess', make: c => withLuhn(`${pad(c.int(1, 95), 2)}0${c.digits(5)}`) },
  { kind: 'id.us.ssn', header: 'ssn', make: ssn },
  { kind: 'id.fr.adeli', header: 'num_adeli', make: c => c.digits(9) },
  { kind: 'id.fr.passport', header: 'numero_passeport', make: c => `${c.digits(2)}${c.letters(2)}${c.digits(5)}` },
  {
    kind: 'id.fr.cni',
    header: 'numero_cni',
    make: c => `${pad(c.int(10, 20), 2)}${pad(c.int(1, 12), 2)}${c.digits(8)}`,
  },
  { kind: 'id.fr.driving-licence', header: 'numero_permis_conduire', make: c => c.digits(12) },
  { kind: 'id.fr.ine', header: 'INE', make: c => c.digits(9) + c.letters(2) },
  { kind: 'id.fr.ipp', header: 'IPP', make: c => `80${c.digits(8)}` },
  { kind: 'id.fr.caf', header: 'numero_allocataire', make: c => c.digits(7) + c.letters(1) },
  { kind: 'id.fr.matricule', header: 'matricule_agent', make: c => c.digits(6) },
  { kind: 'id.gb.driving-licence', header: 'driving_licence_number', make: britishLicence },
  { kind: 'id.gb.passport', header: 'uk passport number', make: c => c.digits(9) },
  { kind: 'id.gb.prison', header: 'noms_number', make: c => `A${c.digits(4)}${c.letters(2)}` },
  { kind: 'id.gb.crn', header: 'crn', make: c => c.letters(1) + c.digits(6) },
  { kind: 'id.us.ca.driving-licence', header: 'california driver license', make: c => c.letters(1) + c.digits(7) },
  { kind: 'id.us.driving-licence', header: 'driver_license_no', make: c => `${c.letters(1)}${c.digits(12)}` },
  { kind: 'id.us.passport', header: 'us_passport', make: c => c.letters(1) + c.digits(8) },
  { kind: 'id.us.cii', header: 'cii_number', make: c => `A${c.digits(8)}` },
  { kind: 'vehicle.plate', header: 'immatriculation', make: plate },
  { kind: 'company.ein', header: 'ein', make: c => `${c.pick(['12', '36', '45', '91', '94'])}-${c.digits(7)}` },
  {
    kind: 'health.icd10',
    header: 'icd10_code',
    make: c => `${c.letters(1, 'CEFIJKMN')}${pad(c.int(0, 89), 2)}.${c.int(0, 9)}`,
  },
  {
    kind: 'health.atc',
    header: 'atc_code',
    make: c => `${c.letters(1, 'ABCDGHJLMNRSV')}${pad(c.int(1, 9), 2)}${c.letters(2, 'ABCDEX')}${pad(c.int(1, 30), 2)}`,
  },
  { kind: 'health.ccam', header: 'code_ccam', make: c => `${c.letters(4)}${c.digits(3)}` },
  {
    kind: 'health.ghm',
    header: 'ghm',
    make: c =>
      `${pad(c.int(1, 27), 2)}${c.pick(['C', 'K', 'M', 'Z'])}${pad(c.int(1, 30), 2)}${c.pick(['1', '2', '3', '4', 'J', 'T'])}`,
  },
  {
    kind: 'health.blood-group',
    header: 'groupe_sanguin',
    make: c => c.pick(['A', 'B', 'AB', 'O']) + c.pick(['+', '-']),
  },
  { kind: 'offence.natinf', header: 'code_natinf', make: c => String(c.int(100, 33000)) },
  { kind: 'account.card-security', header: 'cvv', make: c => c.digits(3) },
  {
    kind: 'account.bic',
    header: 'bic',
    make: c => `${c.letters(4)}${c.pick(['FR', 'DE', 'GB'])}${c.letters(1)}${c.digits(1)}XXX`,
  },
  {
    kind: 'credential.password',
    header: 'password_hash',
    make: c => `$2b$10$${c.letters(22)}${c.letters(31, 'abcdefghijklmnopqrstuvwxyz')}`,
  },
]
