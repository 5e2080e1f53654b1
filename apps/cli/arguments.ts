import { parseArgs } from 'node:util'
import type { Confidence } from '#detect'
import type { Lang } from '#kernel'
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
export type Topic = 'inspect' | 'ledger'

/** What was asked, or why it cannot be understood (one sentence; the exit code is then 2). */
export type Asked =
  | Readonly<{ verb: 'help'; topic: Topic | null }>
  | Readonly<{ verb: 'version' }>
  | Readonly<{ verb: 'inspect'; inspect: InspectArguments }>
  | Readonly<{ verb: 'ledger'; ledger: LedgerArguments }>
  | Readonly<{ verb: 'misuse'; sentence: string; topic: Topic | null }>

const VERBS = ['inspect', 'ledger', 'help', 'version'] as const
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
} as const
type Option = keyof typeof OPTIONS
/** The options that a verb takes, beside those that every one takes. */
const OPTIONS_OF: Readonly<Record<Topic, readonly Option[]>> = {
  inspect: ['json', 'sarif', 'report', 'quasi', 'fail-on'],
  ledger: ['json', 'key'],
}
const OPTIONS_OF_ALL: readonly Option[] = ['lang', 'help', 'version']
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible']

type Values = Partial<Record<Option, string[]>>
type Parsed = Readonly<{ words: string[]; values: Values }>

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
  const topic = topicOf(verb)
  const sentenceFor = topic && generalMisuse(topic, parsed.values, say)
  if (sentenceFor) return { verb: 'misuse', sentence: sentenceFor, topic }
  if (topic === 'inspect') return inspectAsked(words, parsed.values, say)
  if (topic === 'ledger') return ledgerAsked(words, parsed.values, say)
  const sentence = verb === undefined ? say.noVerb : say.unknownVerb(verb, nearest(verb, VERBS))
  return { verb: 'misuse', sentence, topic: null }
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
  const values: Values = {}
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
  return word === 'inspect' || word === 'ledger' ? word : null
}

/** What is wrong whatever the verb does: an option of another verb, a language that we do not speak. */
function generalMisuse(topic: Topic, values: Values, say: CliWords): string | null {
  const known = [...OPTIONS_OF[topic], ...OPTIONS_OF_ALL]
  const stranger = Object.keys(values).find(name => !known.some(one => one === name))
  if (stranger) return say.optionOfAnother(`--${stranger}`, topic)
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
