import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import {
  crawlerRangesIn,
  type Exposure,
  type ExposureQuestion,
  exposurePage,
  exposureScreen,
  factSheetPage,
  factSheetPdf,
  type ReconstructOptions,
  reconstruct,
  timelineFile,
} from '#exposure'
import { printable, sayIn } from '#inspect'
import { isRefusal, type Lang, type Refusal } from '#kernel'
import type { ExposureArguments } from './exposure-arguments.ts'
import type { Surroundings } from './inspect.ts'
import { rewrittenLine } from './progress.ts'
import { beginReport, codeOf, type ReportFile } from './report-file.ts'
import type { CliWords } from './words/words.ts'

// Wider lines are hard to follow; a pipe has no width.
const WIDTH_MAX = 120

/** Runs `parefuite exposure` and gives the exit code: 0 no access and all covered, 1 access found or open, 2 misuse or unreadable. */
export async function runExposure(
  asked: ExposureArguments,
  lang: Lang,
  words: CliWords,
  around: Surroundings,
): Promise<number> {
  const declared = declaredBeside(asked, words)
  if (typeof declared === 'string') return refuseWith(declared, around)
  const files = beginFiles(asked, words, around)
  if (typeof files === 'string') return refuseWith(files, around)
  const line = readingLine(lang, words, around)
  const today = new Date()
  try {
    const options = { ...declared, ...optionsOf(asked), lang, today, signal: around.signal, onProgress: line.show }
    const answer = await reconstruct(questionOf(asked), options)
    line.clear()
    if (isRefusal(answer)) return sayExposureRefusal(answer, words, around)
    if (asked.people !== null) around.stderr.write(`${words.exposure.written(printable(asked.people))}\n`)
    const isKept = await keepFiles(files, answer, { lang, today, words, around })
    around.stdout.write(written(answer, asked, lang, around))
    return isKept ? exitCode(answer) : 2
  } finally {
    line.clear()
    for (const { file } of files) file.drop()
  }
}

function exitCode({ evidence, lines }: Exposure): 0 | 1 | 2 {
  if (lines.read === 0) return 2
  return evidence === 'none' ? 0 : 1
}

/** The question as the room takes it. */
export function questionOf(asked: ExposureArguments): ExposureQuestion {
  const { places, objects, from, to, trustedProxies, excluded, pattern, zone } = asked
  return { places, objects, fileBytes: null, reachable: { from, to }, trustedProxies, excluded, pattern, zone }
}

function optionsOf({
  file,
  servers,
  cache,
  showClients,
  people,
  recipients,
}: ExposureArguments): Partial<ReconstructOptions> {
  const list = people === null ? {} : { peopleList: { out: people, recipients } }
  return { file, servers, cache, showClients, ...list }
}

type Declared = Readonly<{ crawlerRanges: readonly string[]; pseudonymKey?: Uint8Array }>

/** What lies in files beside the question: published networks, the key of the case. A sentence where it cannot be read. */
function declaredBeside({ crawlers, caseKey }: ExposureArguments, words: CliWords): Declared | string {
  const ranges = rangesOf(crawlers, words)
  if (typeof ranges === 'string') return ranges
  if (caseKey === null) return { crawlerRanges: ranges }
  const key = keyAt(caseKey)
  return key === null ? words.exposure.badCaseKey(printable(caseKey)) : { crawlerRanges: ranges, pseudonymKey: key }
}

/** Networks of all the lists named; a sentence where one is none. */
export function rangesOf(lists: readonly string[], words: CliWords): readonly string[] | string {
  const all: string[] = []
  for (const path of lists) {
    const text = textAt(path)
    const ranges = text === null ? null : crawlerRangesIn(text)
    if (ranges === null) return words.exposure.badCrawlers(printable(path))
    all.push(...ranges)
  }
  return all
}

/** A text file; null where it cannot be read. */
export function textAt(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null // missing, denied, a folder: the caller says which file
  }
}

/** The key of the case, made where there is no such file; null where it can be neither read nor made. */
function keyAt(path: string): Uint8Array | null {
  const text = textAt(path)
  if (text !== null) return /^[0-9a-f]{64}\s*$/.test(text) ? Buffer.from(text.trim(), 'hex') : null
  const key = randomBytes(32)
  try {
    writeFileSync(path, `${key.toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
    return key
  } catch {
    return null // there after all and not to be read, or no place to write
  }
}

type Kind = 'report' | 'factSheet' | 'timeline'
const KINDS: readonly Kind[] = ['report', 'factSheet', 'timeline']
type Begun = Readonly<{ kind: Kind; path: string; file: ReportFile }>

/** Begins every file that was asked for, before the long work; a sentence where one has no place. */
function beginFiles(asked: ExposureArguments, words: CliWords, around: Surroundings): readonly Begun[] | string {
  const inputs = [
    ...asked.places.map(place => place.replace(/^[^/=]+=/, '')),
    ...(asked.file === null ? [] : [asked.file]),
  ]
  const begun: Begun[] = []
  for (const kind of KINDS) {
    const path = asked[kind]
    if (path === null) continue
    const file = beginReport(path, inputs, process.pid)
    if (!('why' in file)) {
      around.onStop(file.drop)
      begun.push({ kind, path, file })
      continue
    }
    for (const one of begun) one.file.drop()
    const at = printable(path)
    return {
      'is-input': words.reportIsInput(at),
      'is-folder': words.reportIsFolder(at),
      unwritable: words.reportUnwritable(at, file.code),
    }[file.why]
  }
  return begun
}

type Keeping = Readonly<{ lang: Lang; today: Date; words: CliWords; around: Surroundings }>

async function keepFiles(files: readonly Begun[], answer: Exposure, keeping: Keeping): Promise<boolean> {
  const { words, around } = keeping
  let isKept = true
  for (const { kind, path, file } of files) {
    const content = await contentOf(kind, path, answer, keeping)
    try {
      if (content === null) {
        around.stderr.write(`${words.exposure.noTimeline}\n`)
        continue
      }
      file.keep(content)
      around.stderr.write(`${words.exposure.written(printable(path))}\n`)
    } catch (cause) {
      around.stderr.write(`${words.reportUnwritable(printable(path), codeOf(cause))}\n`)
      isKept = false
    }
  }
  return isKept
}

async function contentOf(
  kind: Kind,
  path: string,
  answer: Exposure,
  { lang, today }: Keeping,
): Promise<string | Uint8Array | null> {
  if (kind === 'report') return exposurePage(answer, lang, today)
  if (kind === 'timeline') return timelineFile(answer, lang)
  return /\.pdf$/i.test(path) ? await factSheetPdf(answer, lang, today) : factSheetPage(answer, lang, today)
}

function written(answer: Exposure, asked: ExposureArguments, lang: Lang, { stdout, env }: Surroundings): string {
  if (asked.json) return `${JSON.stringify(answer, null, 2)}\n`
  const colour = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const width = Math.min(WIDTH_MAX, stdout.isTTY ? stdout.columns || 80 : WIDTH_MAX)
  return exposureScreen(answer, { lang, colour, width, next: nextOf(asked) })
}

function nextOf(asked: ExposureArguments): Readonly<{ command: string; what: 'report' | 'verify' }> {
  const { report, places, file, excluded, crawlers } = asked
  if (report === null) return { command: 'parefuite exposure … --report exposure.html', what: 'report' }
  const again = [
    ...(file === null ? [] : [['file', file]]),
    ...excluded.map(one => ['exclude', one]),
    ...crawlers.map(one => ['crawlers', one]),
  ].map(([name, value]) => `--${name} ${quoted(value)}`)
  return {
    command: ['parefuite exposure verify', ...[report, ...places].map(quoted), ...again].join(' '),
    what: 'verify',
  }
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** Progress of the reading, on a terminal: bytes unpacked, and their rate. */
export function readingLine(
  lang: Lang,
  words: CliWords,
  { stderr }: Surroundings,
): Readonly<{ show: NonNullable<ReconstructOptions['onProgress']>; clear(): void }> {
  const begun = performance.now()
  const line = rewrittenLine(stderr, () => performance.now())
  const say = sayIn(lang)
  const text = (bytes: number): string => {
    const seconds = Math.max((performance.now() - begun) / 1000, 0.001)
    return words.exposure.reading(say.bytes(bytes), `${say.bytes(bytes / seconds)}/s`)
  }
  return { show: ({ bytes }) => line.show(() => text(bytes)), clear: line.clear }
}

function refuseWith(sentence: string, { stderr }: Surroundings): 2 {
  stderr.write(`${sentence}\n`)
  return 2
}

/** Says a refusal of the room; in English its own facts do. */
export function sayExposureRefusal(refusal: Refusal, words: CliWords, { stderr }: Surroundings): 2 {
  const [at, seen, expected, remedy] = [refusal.at, refusal.seen, refusal.expected, refusal.remedy].map(printable)
  const told = words.exposure.refusals[refusal.code]
  const sentence = told
    ? `${refusal.code}: ${at}: ${told}`
    : `${refusal.code}: ${at}; ${words.seen}: ${seen}; ${words.expected}: ${expected}; ${words.remedy}: ${remedy}`
  stderr.write(`${sentence}\n`)
  return 2
}
