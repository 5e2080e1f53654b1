import { isDigits, mod97, passesLuhn } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inText, shape } from './mask.ts'

/** How many characters an IBAN has in each country. Source: SWIFT, IBAN Registry (ISO 13616-2), release 99. */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 ' +
    'FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 ' +
    'MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ' +
    'SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map(entry => [entry.slice(0, 2), Number(entry.slice(2))] as const),
)

/**
 * Whether a compact value is an IBAN: country of the registry, its length, remainder by 97 of the number with its first four characters moved
 * to the end equal to 1. Written in fours. Source: ISO 13616-1:2020, 5 and annex A.
 */
export function isIban(compact: string): boolean {
  if (compact.length !== IBAN_LENGTHS.get(compact.slice(0, 2)) || !isDigits(compact.slice(2, 4))) return false
  return mod97(compact.slice(4) + compact.slice(0, 4)) === 1
}

/** What a letter of a French account number counts as: A and J are 1, B K S are 2, … */
const RIB_DIGITS = '12345678912345678923456789'

/**
 * Whether a compact value is a French RIB: bank 5, branch 5, account 11 (letters allowed), key = 97 − ((89 bank + 15 branch + 3 account) mod 97).
 * Source: CFONB, "Le relevé d'identité bancaire", calculation of the key.
 */
export function isRib(compact: string): boolean {
  if (!/^\d{10}[\dA-Z]{11}\d{2}$/.test(compact)) return false
  const account = compact.slice(10, 21).replace(/[A-Z]/g, letter => RIB_DIGITS[letter.charCodeAt(0) - 65])
  const sum = 89 * Number(compact.slice(0, 5)) + 15 * Number(compact.slice(5, 10)) + 3 * Number(account)
  return Number(compact.slice(21)) === 97 - (sum % 97)
}

/** Card numbers by scheme: first digits and lengths. Source: ISO/IEC 7812-1; issuer ranges that the schemes publish. */
const CARD_RANGES: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/, // Visa
  /^(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^3(?:0[0-59]|[689]\d)\d{11,16}$/, // Diners Club
  /^(?:6011|64[4-9]\d|65\d{2})\d{12,15}$/, // Discover
  /^35(?:2[89]|[3-8]\d)\d{12,15}$/, // JCB
  /^62\d{14,17}$/, // UnionPay
  /^(?:50|5[6-8]|6[37])\d{10,17}$/, // Maestro
]

/**
 * Whether a value is a payment card number (PAN): 12 to 19 digits of an issuer's range, Luhn. A value with a decimal point or comma is a measure
 * or a coordinate, not a card. Written in fours. Source: ISO/IEC 7812-1:2017.
 */
export function isCard(compact: string, raw: string): boolean {
  if (compact.length < 12 || compact.length > 19 || /[.,]/.test(raw)) return false
  return passesLuhn(compact) && CARD_RANGES.some(range => range.test(compact))
}

/** Numbers that the schemes and processors publish for tests. */
const SAMPLE_CARDS = new Set(
  (
    '4111111111111111 4012888888881881 4222222222222 4242424242424242 5555555555554444 5105105105105100 378282246310005 371449635398431 ' +
    '6011111111111117 6011000990139424 30569309025904 38520000023237 3530111333300000 3566002020360505'
  ).split(' '),
)

/** Two-letter country codes: ISO 3166-1, and XK (Kosovo) as banks use it. */
const COUNTRIES = new Set(
  (
    'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERES' +
    'ETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLY' +
    'MAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSM' +
    'SNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZWXK'
  ).match(/../g),
)

/** Whether the value has the form of a BIC: institution 4 letters, country of ISO 3166-1, place 2, branch 3 or none. Source: ISO 9362:2022. */
export function isBic(compact: string): boolean {
  return /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/.test(compact) && COUNTRIES.has(compact.slice(4, 6))
}

/** IBAN. Chance: country and length rarely meet by chance, then 1 in 97. */
export const IBAN: Recogniser = {
  kind: 'account.iban',
  mask: /^AA99(?:[ .-]?[9A]){11,30}$/,
  chance: 0.00015,
  check: isIban,
  needsCue: false,
  text: inText('[A-Z]{2}\\d{2}(?:_[A-Z\\d]{4}){2,7}(?:_[A-Z\\d]{1,4})?'),
  textDigits: 2,
}

export const RIB: Recogniser = {
  kind: 'account.number',
  mask: shape('9{5}_9{5}_[9A]{11}_99'),
  chance: 0.0097,
  check: isRib,
  needsCue: false,
  text: inText('\\d{5}_\\d{5}_[A-Z\\d]{11}_\\d\\d'),
  textDigits: 12,
}

export const CARD: Recogniser = {
  kind: 'account.card',
  mask: /^9{12,19}$|^9{4}([ -])9{4}\1[9]{4}\1[9]{1,7}$|^9{4}[ -]9{6}[ -]9{4,5}$/,
  chance: 0.0329,
  check: isCard,
  needsCue: false,
  text: inText('[2-6]\\d{3}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{1,7}|3\\d{3}[ -]?\\d{6}[ -]?\\d{4,5}'),
  textDigits: 12,
  isSample: compact => SAMPLE_CARDS.has(compact),
}

export const BIC: Recogniser = {
  kind: 'account.bic',
  mask: /^A{6}[9A]{2}(?:[9A]{3})?$/,
  chance: 0.369,
  check: isBic,
  needsCue: true,
  text: null,
}

export const PAYMENT: readonly Recogniser[] = [IBAN, RIB, CARD, BIC]
