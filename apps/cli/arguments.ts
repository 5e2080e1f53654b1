import { parseArgs } from 'node:util'
import type { Confidence } from '#detect'
import type { Lang } from '#kernel'
import {
  ACT_NAMES,
  ACT_SHAPES,
  type ActAsked,
  type ActName,
  actOf,
  type Values,
  WALL_TOPICS,
  type WallTopic,
} from './acts.ts'
import {
  EXPOSURE_OPTIONS,
  type ExposureArguments,
  type ExposureVerifyArguments,
  exposureAsked,
} from './exposure-arguments.ts'
import { nearest } from './nearest.ts'
import type { CliWords } from './words/words.ts'

export type InspectArguments = Readonly<{
  places: readonly string[]
  format: 'text' | 'json' | 'sarif'
  report: string | null
  quasi: readonly string[]
  failOn: Confidence | null
}>

/** `keys` as they were written; none means the key that lies in the folder. */
export type LedgerArguments = Readonly<{ folder: string; keys: readonly string[]; json: boolean }>

/** A verb that has a help of its own. */
export type Topic = 'inspect' | 'exposure' | 'ledger' | WallTopic

/** What was asked, or why it cannot be understood (one sentence; the exit code is then 2). */
export type Asked =
  | Readonly<{ verb: 'help'; topic: Topic | null }>
  | Readonly<{ verb: 'version' }>
  | Readonly<{ verb: 'inspect'; inspect: InspectArguments }>
  | Readonly<{ verb: 'exposure'; exposure: ExposureArguments }>
  | Readonly<{ verb: 'exposure verify'; verify: ExposureVerifyArguments }>
  | Readonly<{ verb: 'ledger'; ledger: LedgerArguments }>
  | Readonly<{ verb: 'act'; asked: ActAsked }>
  | Readonly<{ verb: 'misuse'; sentence: string; topic: Topic | null }>

export const VERBS: readonly string[] = ['inspect', 'exposure', 'ledger', ...WALL_TOPICS, 'help', 'version']
const OPTIONS = {
  json: { type: 'boolean' },
  sarif: { type: 'boolean' },
  report: { type: 'string' },
  quasi: { type: 'string', multiple: true },
  lang: { type: 'string' },
  'fail-on': { type: 'string' },
  key: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  home: { type: 'string' },
  tenant: { type: 'string' },
  'title-fr': { type: 'string' },
  'title-en': { type: 'string' },
  host: { type: 'string', multiple: true },
  clerk: { type: 'boolean' },
  issuer: { type: 'string' },
  person: { type: 'string' },
  role: { type: 'string' },
  words: { type: 'string' },
  search: { type: 'string' },
  reason: { type: 'string' },
  'despite-verdict': { type: 'string' },
  'despite-alert': { type: 'string' },
  'first-root': { type: 'string' },
  path: { type: 'string' },
  release: { type: 'string' },
  site: { type: 'boolean' },
  everything: { type: 'boolean' },
  released: { type: 'string' },
  to: { type: 'string', multiple: true },
  identity: { type: 'string' },
  'new-epoch': { type: 'boolean' },
  object: { type: 'string', multiple: true },
  file: { type: 'string' },
  from: { type: 'string' },
  'trust-proxy': { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  pattern: { type: 'string' },
  zone: { type: 'string' },
  servers: { type: 'string' },
  cache: { type: 'boolean' },
  crawlers: { type: 'string', multiple: true },
  'case-key': { type: 'string' },
  'show-clients': { type: 'boolean' },
  'fact-sheet': { type: 'string' },
  timeline: { type: 'string' },
  people: { type: 'string' },
} as const
export type Option = keyof typeof OPTIONS
/** The verbs that read and change nothing. */
export type Reader = 'inspect' | 'exposure' | 'ledger'
/** The options that a verb takes, beside those that every one takes. */
const OPTIONS_OF: Readonly<Record<Reader, readonly Option[]>> = {
  inspect: ['json', 'sarif', 'report', 'quasi', 'fail-on'],
  exposure: EXPOSURE_OPTIONS,
  ledger: ['json', 'key'],
}
const OPTIONS_OF_ALL: readonly Option[] = ['lang', 'help', 'version']
const TOPICS: readonly Topic[] = ['inspect', 'exposure', 'ledger', ...WALL_TOPICS]
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible']

type Parsed = Readonly<{ words: readonly string[]; values: Values }>

/** The language asked for anywhere on the line, before anything else is understood; undefined when it is not said well. */
export function langAsked(argv: readonly string[]): Lang | undefined {
  const at = argv.findIndex(word => word === '--lang' || word.startsWith('--lang='))
  const value = at < 0 ? undefined : argv[at].includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1]
  return value === 'fr' || value === 'en' ? value : undefined
}

/** Reads the command line. Never throws: what is not understood is a misuse with its sentence. */
export function readArguments(argv: readonly string[], say: CliWords): Asked {
  const parsed = parse(argv, say)
  if (typeof parsed === 'string') return { verb: 'misuse', sentence: parsed, topic: topicOf(argv[0]) }
  const [verb, ...words] = parsed.words
  if (parsed.values.version) return { verb: 'version' }
  if (verb === 'help') return { verb: 'help', topic: topicOf(words[0]) }
  if (parsed.values.help) return { verb: 'help', topic: topicOf(verb) }
  if (verb === 'version') return { verb: 'version' }
  const act = actOf(parsed.words)
  if (act) return actAsked(act.act, act.rest, parsed.values, say)
  const topic = topicOf(verb)
  if (topic === 'inspect' || topic === 'exposure' || topic === 'ledger')
    return readerAsked(topic, words, parsed.values, say)
  return { verb: 'misuse', sentence: unknownOf(topic, parsed.words, say), topic }
}

function readerAsked(topic: Reader, words: readonly string[], values: Values, say: CliWords): Asked {
  const sentence = generalMisuse(topic, OPTIONS_OF[topic], values, say)
  if (sentence) return { verb: 'misuse', sentence, topic }
  if (topic === 'exposure') return exposureAsked(words, values, say)
  return topic === 'inspect' ? inspectAsked(words, values, say) : ledgerAsked(words, values, say)
}

function unknownOf(topic: Topic | null, words: readonly string[], say: CliWords): string {
  if (topic) {
    const acts = ACT_NAMES.filter(name => name.startsWith(`${topic} `))
    if (words.length === 1) return say.noAct(topic, acts)
    const near = nearest(
      words[1],
      acts.map(name => name.slice(topic.length + 1)),
    )
    return say.unknownAct(near && `${topic} ${near}`, acts)
  }
  return words.length === 0 ? say.noVerb : say.unknownVerb(words[0], nearest(words[0], VERBS), VERBS)
}

/** An act upon the zones: its place, the options that it needs, no other. */
function actAsked(act: ActName, places: readonly string[], values: Values, say: CliWords): Asked {
  const shape = ACT_SHAPES[act]
  const topic = topicOf(act.split(' ')[0])
  const missing = shape.needs.find(name => values[name] === undefined)
  const wrong =
    generalMisuse(act, ['json', ...shape.options], values, say) ??
    (places.length !== shape.places || missing ? say.usage(act) : null)
  if (wrong) return { verb: 'misuse', sentence: wrong, topic }
  return { verb: 'act', asked: { act, place: places[0] ?? '', values } }
}

function parse(argv: readonly string[], say: CliWords): Parsed | string {
  const { tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const words: string[] = []
  const values: Partial<Record<Option, string[]>> = {}
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const wrong = wrongOption(token.name, token.rawName, token.value, say)
    if (wrong) return wrong
    const name = token.name as Option
    values[name] = [...(values[name] ?? []), token.value ?? '']
  }
  return { words, values }
}

function wrongOption(name: string, raw: string, value: string | undefined, say: CliWords): string | null {
  if (!Object.hasOwn(OPTIONS, name)) {
    const near = nearest(name, Object.keys(OPTIONS))
    return say.unknownOption(raw, near ? `--${near}` : null)
  }
  const { type } = OPTIONS[name as Option]
  if (type === 'string' && (value === undefined || value === '')) return say.missingValue(raw)
  return type === 'boolean' && value !== undefined ? say.unwantedValue(raw) : null
}

function topicOf(word: string | undefined): Topic | null {
  return TOPICS.find(topic => topic === word) ?? null
}

/** What is wrong whatever the verb does: an option of another verb, a language that we do not speak. */
function generalMisuse(asked: string, options: readonly Option[], values: Values, say: CliWords): string | null {
  const known = [...options, ...OPTIONS_OF_ALL]
  const stranger = Object.keys(values).find(name => !known.some(one => one === name))
  if (stranger) return say.optionOfAnother(`--${stranger}`, asked)
  const lang = values.lang?.at(-1)
  return lang !== undefined && lang !== 'fr' && lang !== 'en' ? say.badChoice('--lang', ['fr', 'en']) : null
}

function ledgerAsked([act, ...folders]: readonly string[], values: Values, say: CliWords): Asked {
  const [folder] = folders
  if (act !== 'verify' || folder === undefined || folders.length > 1)
    return { verb: 'misuse', sentence: say.ledger.usage, topic: 'ledger' }
  return { verb: 'ledger', ledger: { folder, keys: values.key ?? [], json: values.json !== undefined } }
}

function inspectAsked(places: readonly string[], values: Values, say: CliWords): Asked {
  const quasi = (values.quasi ?? []).flatMap(list => list.split(',')).map(name => name.trim())
  const sentence = misuseOf(places, values, quasi, say)
  if (sentence) return { verb: 'misuse', sentence, topic: 'inspect' }
  const format = values.json ? 'json' : values.sarif ? 'sarif' : 'text'
  const report = values.report?.at(-1) ?? null
  const failOn = (values['fail-on']?.at(-1) ?? null) as Confidence | null
  return { verb: 'inspect', inspect: { places, format, report, quasi, failOn } }
}

function misuseOf(places: readonly string[], values: Values, quasi: readonly string[], say: CliWords): string | null {
  const failOn = values['fail-on']?.at(-1)
  if (failOn !== undefined && !CONFIDENCES.some(one => one === failOn)) return say.badChoice('--fail-on', CONFIDENCES)
  if (values.json && values.sarif) return say.twoFormats
  if (quasi.some(name => name === '')) return say.emptyQuasi
  return places.length === 0 ? say.noPath : null
}
