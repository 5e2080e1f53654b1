import { passesLuhn } from '../check-digits.ts'
import type { Recogniser } from '../recogniser.ts'
import { inText, shape } from './mask.ts'
import { isGivenOut } from './phone-plans.ts'

/** Whether a value is an e-mail address as people have them: dot-atom, @, a host with a top-level domain of letters. Source: RFC 5322 3.4.1; lengths RFC 5321 4.5.3.1. */
export function isEmail(_compact: string, raw: string): boolean {
  if (raw.length > 254) return false
  return /^[\p{L}\p{M}\d!#$%&'*+/=?^_`{|}~-]{1,64}(?:\.[\p{L}\p{M}\d!#$%&'*+/=?^_`{|}~-]{1,63}){0,9}@(?:[\p{L}\p{M}\d](?:[\p{L}\p{M}\d-]{0,61}[\p{L}\p{M}\d])?\.){1,9}(?:\p{L}{2,24}|xn--[a-z\d-]{1,59})$/iu.test(
    raw,
  )
}

/** Whether a value is the IPv4 address of a machine: four numbers to 255; not 0/8, loopback, multicast or a netmask, nor four single digits, which are versions far more often. Source: RFC 791; RFC 6890. */
export function isIpv4(_compact: string, raw: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(raw)
  if (!parts || raw.length === 7) return false
  const first = Number(parts[1])
  return first > 0 && first < 224 && first !== 127 && parts.slice(1).every(isOctet)
}

function isOctet(part: string): boolean {
  return Number(part) < 256 && (part.length === 1 || part[0] !== '0')
}

/** Whether a value is an IPv6 address: eight groups of up to four hexadecimal digits, one run of zeros as `::`, perhaps an IPv4 tail, a zone after `%`. Not `::` nor `::1`. Source: RFC 4291 2.2; RFC 4007. */
export function isIpv6(_compact: string, raw: string): boolean {
  if (raw.length > 80 || !raw.includes(':')) return false
  const address = raw
    .replace(/%[\w.-]{1,32}$/, '')
    .replace(/:(?:\d{1,3}\.){3}\d{1,3}$/, tail => (isIpv4Tail(tail) ? ':0:0' : '!'))
  if (address === '::' || address === '::1') return false
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  return (
    groups.every(group => /^[\da-f]{1,4}$/i.test(group)) &&
    (halves.length === 2 ? groups.length < 8 : groups.length === 8)
  )
}

function isIpv4Tail(tail: string): boolean {
  return tail.slice(1).split('.').every(isOctet)
}

/** Whether a value is a MAC address: six pairs of hexadecimal digits, or three fours; not all zeros, not broadcast. Source: IEEE 802-2014, 8. */
export function isMac(_compact: string, raw: string): boolean {
  if (!/^[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}$|^[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}$/i.test(raw)) return false
  return !/^[0:.-]+$|^[fF:.-]+$/.test(raw)
}

/** Whether a value is the address of a page or file: http, https, ftp, or www. Source: RFC 3986. */
export function isUrl(_compact: string, raw: string): boolean {
  return /^(?:(?:https?|ftps?):\/\/[^\s/?#<>"]{1,255}|www\.[^\s/?#<>".]{1,63}\.[^\s/?#<>"]{2,190})(?:[/?#][^\s<>"]{0,8000})?$/i.test(
    raw,
  )
}

/** Whether a compact value is an IMEI, the number of a telephone: 15 digits, Luhn. Source: 3GPP TS 23.003, 6.2.1 and annex B. */
export function isImei(compact: string): boolean {
  return /^\d{15}$/.test(compact) && /[1-9]/.test(compact) && passesLuhn(compact)
}

/** The digits of a phone number as dialled, a leading `+` kept, `(0)` and an extension dropped; null when anything else is in it. */
export function dialled(raw: string): string | null {
  if (raw.length > 40) return null
  const number = raw.replace(/ ?(?:#|x|ext\.?|poste|post) ?\d{1,5}$/i, '').replace('(0)', '')
  if (!/^\+?[\d\s().\-/\u2010-\u2014]+$/.test(number)) return null
  return number.replace(/[^\d+]/g, '')
}

/**
 * Whether a value is a phone number with its country: `+` or `00`, then a number that the country's plan gives out. France, the United
 * Kingdom and North America by rule, the others by libphonenumber's plans. Source: ITU-T E.164; the national plans below.
 */
export function isInternationalPhone(_compact: string, raw: string): boolean {
  const number = dialled(raw)?.replace(/^00/, '+')
  if (!number || !/^\+[1-9]\d{6,14}$/.test(number)) return false
  if (number.startsWith('+33')) return isFrenchPhone(`0${number.slice(3)}`)
  if (number.startsWith('+1')) return isAmericanPhone(number.slice(2))
  if (number.startsWith('+44') && isBritishPhone(`0${number.slice(3)}`)) return true
  return isGivenOut(number.slice(1))
}

/** Whether the digits are a French number: 0, 1 to 9, eight more. Source: ARCEP, décision 2018-0881 (plan national de numérotation). */
export function isFrenchPhone(digits: string): boolean {
  return /^0[1-9]\d{8}$/.test(digits)
}

/** Whether the digits are a British number of eleven digits. Source: Ofcom, National Telephone Numbering Plan (01, 02, 03, 07, 08). */
export function isBritishPhone(digits: string): boolean {
  return /^0(?:1[1-9]\d|2[03489]\d|3[0347]\d|7[1-9]\d|8[047]\d)\d{7}$/.test(digits)
}

/** Whether the digits are a number of the North American plan: area and exchange begin with 2 to 9, neither ends in 11, the area's second digit is not 9. Source: NANPA, NPA and CO code assignment guidelines. */
export function isAmericanPhone(digits: string): boolean {
  return /^[2-9](?!11|9)\d\d[2-9](?!11)\d{6}$/.test(digits)
}

/** Whether the digits are a German number: 0, an area or mobile code, 7 to 12 digits in all; lengths vary too much to say more. Source: Bundesnetzagentur, Nummernraum für öffentliche Telekommunikation. */
export function isGermanPhone(digits: string): boolean {
  return /^0[1-9]\d{5,11}$/.test(digits)
}

/** True for the numbers that ARCEP, Ofcom and NANPA set apart for films, books and examples. */
function isFictionalPhone(compact: string): boolean {
  return /^(?:0|\+?33|0033)(?:19900|26191|35301|46571|53649|63998)\d{4}$|^(?:0|\+?44)(?:7700900|1632960|2079460)\d{3}$|^(?:\+?1)?\d{3}55501\d{2}$/.test(
    compact,
  )
}

export const EMAIL: Recogniser = {
  kind: 'contact.email',
  mask: /^[^ @]{1,64}(?:@[^ @]{2,}|…)$/,
  chance: 1,
  check: isEmail,
  needsCue: false,
  text: /(?<![\p{L}\d])[\p{L}\d](?:[\p{L}\d._%+'-]{0,62}[\p{L}\d_+-])?@[\p{L}\d](?:[\p{L}\d.-]{0,190}[\p{L}\d])?\.\p{L}{2,24}(?![\p{L}\d])/giu,
  /** Hosts set apart for documents: RFC 2606. */
  isSample: compact => /@(?:.{0,60})EXAMPLE(?:COM|ORG|NET)$|@.{0,60}(?:TEST|INVALID|LOCALHOST)$/.test(compact),
}

export const PHONE_INTERNATIONAL: Recogniser = {
  kind: 'contact.phone',
  mask: /^\(?\+[9 ().\-/]{7,26}(?: ?(?:A{1,5}\.?|#) ?9{1,5})?$|^9{11,17}$|^(?:9{3,5}|99[ -]9{1,3})[ .-][9 .()-]{6,18}$/,
  chance: 0.347,
  check: isInternationalPhone,
  needsCue: false,
  text: /(?<![\p{L}\d_+.,-])(?:\+|00)[1-9](?:[ .\-/()\u00a0\u202f]{0,2}\d){6,14}(?![\p{L}\d_])/gu,
  textDigits: 7,
  isSample: isFictionalPhone,
}

export const PHONE_FRANCE: Recogniser = {
  kind: 'contact.phone',
  mask: shape('99_99_99_99_99|9{4}[ .-]999[ .-]999'),
  chance: 0.09,
  check: (_compact, raw) => isFrenchPhone(dialled(raw) ?? ''),
  needsCue: false,
  text: inText('0[1-9](?:_\\d\\d){4}'),
  textDigits: 10,
  isSample: isFictionalPhone,
}

/** French number whose leading zero a spreadsheet has eaten: nine digits. */
export const PHONE_FRANCE_CUT: Recogniser = {
  kind: 'contact.phone',
  mask: shape('9_99_99_99_99'),
  chance: 0.9,
  check: compact => isFrenchPhone(`0${compact}`),
  needsCue: true,
  text: null,
}

export const PHONE_BRITAIN: Recogniser = {
  kind: 'contact.phone',
  mask: /^9{5} ?9{6}$|^\(?9{3}\)?[ -]9{4}[ -]?9{4}$|^\(?9{4}\)?[ -]9{3}[ -]?9{4}$|^\(?9{5}\)?[ -]9{3}[ -]?9{3}$/,
  chance: 0.03,
  check: (_compact, raw) => isBritishPhone(dialled(raw) ?? ''),
  needsCue: false,
  text: inText('\\(?0[12378]\\d{1,3}\\)?[ -]?\\d{3,4}[ -]?\\d{3,4}(?:[ -]?\\d{3})?'),
  textDigits: 10,
  isSample: isFictionalPhone,
}

/** North American number with its punctuation. */
export const PHONE_AMERICA: Recogniser = {
  kind: 'contact.phone',
  mask: /^(?:9[ .-]?)?(?:\(999\) ?|999[ .-])999[ .-]9{4}(?: ?A{1,5}\.? ?9{1,5})?$/,
  chance: 0.5639,
  check: (_compact, raw) => isAmericanPhone((dialled(raw) ?? '').replace(/^1(?=\d{10}$)/, '')),
  needsCue: false,
  text: /(?<![\p{L}\d_]|\d[.,-])(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[.-]\d{4}(?![\p{L}\d_]|[.,-]\d)/gu,
  textDigits: 10,
  isSample: isFictionalPhone,
}

/** North American number as ten digits, or eleven with the 1: it takes a header. */
export const PHONE_AMERICA_PLAIN: Recogniser = { ...PHONE_AMERICA, mask: /^9{10,11}$/, needsCue: true, text: null }

export const PHONE_GERMANY: Recogniser = {
  kind: 'contact.phone',
  mask: /^9{6,12}$|^\(?9{3,5}\)? ?[ /-] ?9[9 ]{2,12}(?:-9{1,4})?$/,
  chance: 0.09,
  check: (_compact, raw) => isGermanPhone(dialled(raw) ?? ''),
  needsCue: true,
  text: null,
}

export const IPV4: Recogniser = {
  kind: 'online.ip',
  mask: /^9{1,3}\.9{1,3}\.9{1,3}\.9{1,3}$/,
  chance: 0.01554,
  check: isIpv4,
  needsCue: false,
  text: inText('\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}'),
  textDigits: 4,
}

export const IPV6: Recogniser = {
  kind: 'online.ip',
  mask: /^(?=.*:.*:)[9A:]{3,39}(?:\.9{1,3}\.9{1,3}\.9{1,3})?(?:%[9A]+)?$/,
  chance: 0.0533,
  check: isIpv6,
  needsCue: false,
  text: /(?<![\p{L}\d_:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?:(?:\.\d{1,3}){3})?(?![\p{L}\d_:])/giu,
}

export const MAC: Recogniser = {
  kind: 'online.mac',
  mask: /^[9A]{2}([:-])(?:[9A]{2}\1){4}[9A]{2}$|^[9A]{4}\.[9A]{4}\.[9A]{4}$/,
  chance: 0.0533,
  check: isMac,
  needsCue: false,
  text: /(?<![\p{L}\d_:-])(?:[\da-f]{2}([:-])(?:[\da-f]{2}\1){4}[\da-f]{2}|[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4})(?![\p{L}\d_:-])/giu,
}

export const URL_ADDRESS: Recogniser = {
  kind: 'online.url',
  mask: /^A{3,5}:\/\/.+$|^AAA\.[^ ]+$/,
  chance: 0.0000022,
  check: isUrl,
  needsCue: false,
  text: /(?<![\p{L}\d_])(?:(?:http|ftp)s?:\/\/|www\.)[^\s<>"]{2,2000}[^\s<>".,;:!?)\]]/giu,
}

export const IMEI: Recogniser = {
  kind: 'online.device',
  mask: /^9{15}$|^99[ -]9{6}[ -]9{6}[ -]9$/,
  chance: 0.1,
  check: isImei,
  needsCue: true,
  text: null,
}

export const CONTACT: readonly Recogniser[] = [
  EMAIL, PHONE_INTERNATIONAL, PHONE_FRANCE, PHONE_FRANCE_CUT, PHONE_BRITAIN, PHONE_AMERICA, PHONE_AMERICA_PLAIN, PHONE_GERMANY, IPV4,
  IPV6, MAC, URL_ADDRESS, IMEI,
] // biome-ignore format: one list
