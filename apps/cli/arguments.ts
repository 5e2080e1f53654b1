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

/** What was asked, or why it cannot be understood (one sentence; the exit code is then 2). */
export type Asked =
  | Readonly<{ verb: 'help'; topic: 'inspect' | null }>
  | Readonly<{ verb: 'version' }>
  | Readonly<{ verb: 'inspect'; inspect: InspectArguments }>
  | Readonly<{ verb: 'misuse'; sentence: string; topic: 'inspect' | null }>

const VERBS = ['inspect', 'help', 'version'] as const
const OPTIONS = {
  json: { type: 'boolean' },
  sarif: { type: 'boolean' },
  report: { type: 'string' },
  quasi: { type: 'string', multiple: true },
  lang: { type: 'string' },
  'fail-on': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const
type Option = keyof typeof OPTIONS
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
  if (typeof parsed === 'string')
    return { verb: 'misuse', sentence: parsed, topic: argv[0] === 'inspect' ? 'inspect' : null }
  const [verb, ...words] = parsed.words
  if (parsed.values.version) return { verb: 'version' }
  if (verb === 'help') return { verb: 'help', topic: words[0] === 'inspect' ? 'inspect' : null }
  if (parsed.values.help) return { verb: 'help', topic: verb === 'inspect' ? 'inspect' : null }
  if (verb === 'version') return { verb: 'version' }
  if (verb === 'inspect') return inspectAsked(words, parsed.values, say)
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
  const lang = values.lang?.at(-1)
  const failOn = values['fail-on']?.at(-1)
  if (lang !== undefined && lang !== 'fr' && lang !== 'en') return say.badChoice('--lang', ['fr', 'en'])
  if (failOn !== undefined && !CONFIDENCES.some(one => one === failOn)) return say.badChoice('--fail-on', CONFIDENCES)
  if (values.json && values.sarif) return say.twoFormats
  if (quasi.some(name => name === '')) return say.emptyQuasi
  return places.length === 0 ? say.noPath : null
}
