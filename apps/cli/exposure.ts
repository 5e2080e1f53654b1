import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import {
  crawlerRangesIn,
  type Exposure,
  type ExposureQuestion,
  exposureScreen,
  type ReconstructOptions,
  reconstruct,
} from '#exposure'
import { isRefusal, type Lang, type Refusal } from '#kernel'
import { printable, sayIn } from '#page'
import type { ExposureArguments } from './exposure-arguments.ts'
import { amongInputs, beginFiles, keepFiles } from './exposure-files.ts'
import { nextOf } from './exposure-next.ts'
import type { Surroundings } from './inspect.ts'
import { rewrittenLine } from './progress.ts'
import { sayExposureRefusal } from './refused-exposure.ts'
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
  const astray = amongInputs(asked)
  if (astray !== null) return refuseWith(words.exposure.amongLogs(printable(astray)), around)
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
    if (isRefusal(answer)) return sayExposureRefusal(placed(answer, asked), words, around)
    if (asked.people !== null) around.stderr.write(`${words.exposure.written(printable(asked.people))}\n`)
    // The files first: a reader of the answer may go away (`| head`). The answer is given even where a file cannot be made.
    const isKept = await keepFiles(files, answer, { lang, today, words, around }).finally(async () =>
      around.stdout.write(await written(answer, asked, lang, around)),
    )
    return isKept ? exitCode(answer) : 2
  } finally {
    line.clear()
    for (const { file } of files) file.drop()
  }
}

/** A refusal of the exposed file, at the path that was given. */
function placed(refusal: Refusal, { file }: ExposureArguments): Refusal {
  const isOfFile = refusal.code === 'exposure/unreadable-file' && file !== null
  return isOfFile ? { ...refusal, at: `--file ${file}` } : refusal
}

function exitCode({ evidence, lines }: Exposure): 0 | 1 | 2 {
  if (lines.read === 0) return 2
  return evidence === 'none' ? 0 : 1
}

/** The question as the room takes it. */
function questionOf(asked: ExposureArguments): ExposureQuestion {
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

async function written(
  answer: Exposure,
  asked: ExposureArguments,
  lang: Lang,
  { stdout, env }: Surroundings,
): Promise<string> {
  if (asked.json) return `${JSON.stringify(answer, null, 2)}\n`
  const colour = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const width = Math.min(WIDTH_MAX, stdout.isTTY ? stdout.columns || 80 : WIDTH_MAX)
  return exposureScreen(answer, { lang, colour, width, next: nextOf(asked, { env }) })
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
  const text = (bytes: number, onDisk: number): string => {
    const seconds = Math.max((performance.now() - begun) / 1000, 0.001)
    return words.exposure.reading(say.bytes(bytes), say.bytes(onDisk), `${say.bytes(bytes / seconds)}/s`)
  }
  return { show: ({ bytes, totalBytes }) => line.show(() => text(bytes, totalBytes)), clear: line.clear }
}

function refuseWith(sentence: string, { stderr }: Surroundings): 2 {
  stderr.write(`${sentence}\n`)
  return 2
}
