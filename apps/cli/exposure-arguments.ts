import { isIP } from 'node:net'
import { timeZoneOf } from '#kernel'
import type { Values } from './acts.ts'
import type { Asked, Option } from './arguments.ts'
import type { CliWords } from './words/words.ts'

/** What `parefuite exposure` was asked: the question as it was written, and what to write besides. */
export type ExposureArguments = Readonly<{
  places: readonly string[]
  objects: readonly string[]
  file: string | null
  /** Milliseconds since 1970 UTC; null where it was not said. */
  from: number | null
  to: number | null
  trustedProxies: readonly string[]
  excluded: readonly string[]
  pattern: string | null
  zone: string | null
  servers: number | null
  cache: boolean
  crawlers: readonly string[]
  caseKey: string | null
  showClients: boolean
  report: string | null
  factSheet: string | null
  timeline: string | null
  people: string | null
  recipients: readonly string[]
  json: boolean
}>

/** `parefuite exposure verify REPORT LOGS…`. What was left out of a report, because it is one's own, is said again. */
export type ExposureVerifyArguments = Readonly<{
  report: string
  places: readonly string[]
  file: string | null
  excluded: readonly string[]
  crawlers: readonly string[]
  json: boolean
}>

export const EXPOSURE_OPTIONS: readonly Option[] = [
  'object',
  'file',
  'from',
  'to',
  'trust-proxy',
  'exclude',
  'pattern',
  'zone',
  'servers',
  'cache',
  'crawlers',
  'case-key',
  'show-clients',
  'report',
  'fact-sheet',
  'timeline',
  'people',
  'json',
]
const VERIFY_OPTIONS: readonly Option[] = ['file', 'exclude', 'crawlers', 'json']

/** Reads the words after `exposure`; a misuse is one sentence. */
export function exposureAsked(words: readonly string[], values: Values, say: CliWords): Asked {
  return words[0] === 'verify' ? verifyAsked(words.slice(1), values, say) : reconstructAsked(words, values, say)
}

function verifyAsked([report, ...places]: readonly string[], values: Values, say: CliWords): Asked {
  const stranger = Object.keys(values).find(
    name => EXPOSURE_OPTIONS.some(one => one === name) && !VERIFY_OPTIONS.some(one => one === name),
  )
  if (stranger) return misuse(say.optionOfAnother(`--${stranger}`, 'exposure verify'))
  if (report === undefined || places.length === 0) return misuse(say.exposure.verifyUsage)
  const verify = {
    report,
    places,
    file: last(values.file),
    excluded: values.exclude ?? [],
    crawlers: values.crawlers ?? [],
    json: values.json !== undefined,
  }
  return { verb: 'exposure verify', verify }
}

function reconstructAsked(places: readonly string[], values: Values, say: CliWords): Asked {
  // `--to` names an end, or who a list is sealed to as in `vault backup`: no moment looks like a key.
  const recipients = (values.to ?? []).filter(text => RECIPIENT.test(text))
  const ends = (values.to ?? []).filter(text => !RECIPIENT.test(text))
  const zone = last(values.zone)
  const from = timeOf(last(values.from), zone, 'earlier')
  const to = timeOf(last(ends), zone, 'later')
  const servers = last(values.servers)
  const wrong = misuseOf(places, values, { from, to, servers, recipients }, say)
  if (wrong) return misuse(wrong)
  const exposure: ExposureArguments = {
    places,
    objects: values.object ?? [],
    file: last(values.file),
    from,
    to,
    trustedProxies: values['trust-proxy'] ?? [],
    excluded: values.exclude ?? [],
    pattern: last(values.pattern),
    zone,
    servers: servers === null ? null : Number(servers),
    cache: values.cache !== undefined,
    crawlers: values.crawlers ?? [],
    caseKey: last(values['case-key']),
    showClients: values['show-clients'] !== undefined,
    report: last(values.report),
    factSheet: last(values['fact-sheet']),
    timeline: last(values.timeline),
    people: last(values.people),
    recipients,
    json: values.json !== undefined,
  }
  return { verb: 'exposure', exposure }
}

type Understood = Readonly<{
  from: number | null
  to: number | null
  servers: string | null
  recipients: readonly string[]
}>

function misuseOf(
  places: readonly string[],
  values: Values,
  { from, to, servers, recipients }: Understood,
  say: CliWords,
): string | null {
  const words = say.exposure
  if (places.length === 0) return words.noLogs
  if (values.object === undefined && values.file === undefined) return words.noObject
  if (Number.isNaN(from)) return words.badTime('--from')
  if (Number.isNaN(to)) return words.badTime('--to')
  if (from !== null && to !== null && from >= to) return words.backwards
  if (servers !== null && !/^[1-9]\d{0,5}$/.test(servers)) return words.badServers
  for (const name of ['trust-proxy', 'exclude'] as const) {
    const nets = (values[name] ?? []).filter(text => name !== 'exclude' || !text.startsWith('agent:'))
    if (!nets.every(isNetwork)) return words.badNetwork[name]
  }
  const unnamed = FILES.find(name => last(values[name]) === '-')
  if (unnamed !== undefined) return words.badFile(`--${unnamed}`)
  const sheet = last(values['fact-sheet'])
  if (sheet !== null && !/\.(?:pdf|html?)$/i.test(sheet)) return words.badSheet
  if ((values.people === undefined) !== (recipients.length === 0)) return words.peopleSealed
  if (values.people !== undefined && values.file === undefined) return words.peopleOfFile
  return null
}

// Standard output is for the answer.
const FILES: readonly Option[] = ['report', 'timeline', 'people', 'case-key', 'fact-sheet', 'file']
const RECIPIENT = /^age1/i
// A day alone means its first moment; without a zone, that of the logs, else UTC.
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/

/** An address, or a network in CIDR form. */
function isNetwork(text: string): boolean {
  const [address, bits, ...more] = text.split('/')
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return most > 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

/**
 * A moment as it may be written on the command line; NaN where it is none. Of an hour that the clock of the zone showed twice it is the reading that leaves
 * nothing out. A zone that is none is refused where it is used.
 */
function timeOf(text: string | null, zone: string | null, reading: 'earlier' | 'later'): number | null {
  if (text === null) return null
  const found = TIME.exec(text)
  if (found === null) return Number.NaN
  const [, day, minute = '00:00', second = ':00', offset] = found
  // 31 February is no day, though some parsers take it for one in March.
  if (!isRealDay(day)) return Number.NaN
  const at = Date.parse(`${day}T${minute}${second}${offset ?? 'Z'}`)
  if (offset !== undefined || zone === null) return at
  return timeZoneOf(zone)?.utcOf(at, reading === 'later' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY) ?? at
}

function isRealDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}

function last(texts: readonly string[] | undefined): string | null {
  return texts?.at(-1) ?? null
}

function misuse(sentence: string): Asked {
  return { verb: 'misuse', sentence, topic: 'exposure' }
}
