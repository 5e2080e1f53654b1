import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { type Exposure, exposurePage, factSheetPage, factSheetPdf, timelineFile } from '#exposure'
import { isRefusal, type Lang, type Refusal } from '#kernel'
import { printable } from '#page'
import type { ExposureArguments } from './exposure-arguments.ts'
import type { Surroundings } from './inspect.ts'
import { sayExposureRefusal } from './refused-exposure.ts'
import { beginReport, codeOf, type ReportFile, type ReportRefusal } from './report-file.ts'
import type { CliWords } from './words/words.ts'

/** The files that `parefuite exposure` writes besides its answer. */

type Kind = 'report' | 'factSheet' | 'timeline'
const KINDS: readonly Kind[] = ['report', 'factSheet', 'timeline']
type Begun = Readonly<{ kind: Kind; path: string; file: ReportFile }>

/** The first file to be written that would lie in a folder of logs, where this run or the next would read it as one; null for none. */
export function amongInputs(asked: ExposureArguments): string | null {
  const { report, factSheet, timeline, people, caseKey } = asked
  const written = [report, factSheet, timeline, people, caseKey].filter(path => path !== null)
  const folders = placesOf(asked).filter(place => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true)
  const isInside = (path: string) => folders.some(folder => resolve(path).startsWith(resolve(folder, '.') + sep))
  return written.find(isInside) ?? null
}

/** Logs and the exposed file, without the names of servers. */
function placesOf({ places, file }: ExposureArguments): readonly string[] {
  return [...places.map(place => place.replace(/^[^/=]+=/, '')), ...(file === null ? [] : [file])]
}

// What every page, picture and sheet of ours says of itself, near its beginning or its end.
const OURS = /name="generator" content="parefuite"|<svg [^>]*class="timeline|\/Author \(Pare-fuite\)/
const LOOKED_AT = 32_768

/** Whether something of somebody else's is there: it is not ours to replace. An earlier answer is, and so is an empty file. */
function isForeign(path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false })
  if (!there?.isFile() || there.size === 0) return false
  try {
    return !OURS.test(endsOf(path, there.size))
  } catch {
    return true // what cannot be read may be anything
  }
}

function endsOf(path: string, size: number): string {
  const descriptor = openSync(path, 'r')
  try {
    const parts = [0, Math.max(0, size - LOOKED_AT)].map(at => {
      const bytes = Buffer.alloc(LOOKED_AT)
      return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, LOOKED_AT, at))
    })
    return parts.join('\n')
  } finally {
    closeSync(descriptor)
  }
}

/** The name that two of the files to be written have; null for none. */
function namedTwice({ report, factSheet, timeline, people, caseKey }: ExposureArguments): string | null {
  const all = [report, factSheet, timeline, people, caseKey].filter(path => path !== null).map(path => resolve(path))
  return all.find((path, at) => all.indexOf(path) !== at) ?? null
}

/** Begins every file that was asked for, before the long work; a sentence where one has no place. */
export function beginFiles(asked: ExposureArguments, words: CliWords, around: Surroundings): readonly Begun[] | string {
  const twice = namedTwice(asked)
  if (twice !== null) return words.exposure.sameFile(printable(twice))
  const begun: Begun[] = []
  for (const kind of KINDS) {
    const path = asked[kind]
    if (path === null) continue
    const file = beginReport(path, placesOf(asked), process.pid)
    if (!('why' in file)) {
      around.onStop(file.drop)
      begun.push({ kind, path, file })
      continue
    }
    for (const one of begun) one.file.drop()
    return whyNot(file, printable(path), words)
  }
  const foreign = begun.find(({ path }) => isForeign(path))
  if (foreign === undefined) return begun
  for (const one of begun) one.file.drop()
  return words.exposure.notOurs(printable(foreign.path))
}

function whyNot({ why, code }: ReportRefusal, at: string, words: CliWords): string {
  if (why === 'is-input') return words.reportIsInput(at)
  return why === 'is-folder' ? words.reportIsFolder(at) : words.reportUnwritable(at, code)
}

type Keeping = Readonly<{ lang: Lang; today: Date; words: CliWords; around: Surroundings }>

/** Writes every file that was begun; false where one could not be made, which was said. */
export async function keepFiles(files: readonly Begun[], answer: Exposure, keeping: Keeping): Promise<boolean> {
  const kept: boolean[] = []
  for (const one of files) kept.push(await keepFile(one, answer, keeping))
  return kept.every(isKept => isKept)
}

async function keepFile({ kind, path, file }: Begun, answer: Exposure, keeping: Keeping): Promise<boolean> {
  const { words, around } = keeping
  const content = await contentOf(kind, path, answer, keeping)
  if (isRefusal(content)) {
    sayExposureRefusal(content, words, around)
    return false
  }
  if (content === null) {
    around.stderr.write(`${words.exposure.noTimeline}\n`)
    return true
  }
  try {
    file.keep(content)
  } catch (cause) {
    around.stderr.write(`${words.reportUnwritable(printable(path), codeOf(cause))}\n`)
    return false
  }
  around.stderr.write(`${words.exposure.written(printable(path))}\n`)
  return true
}

async function contentOf(
  kind: Kind,
  path: string,
  answer: Exposure,
  { lang, today }: Keeping,
): Promise<string | Uint8Array | Refusal | null> {
  if (kind === 'report') return exposurePage(answer, lang, today)
  if (kind === 'timeline') return timelineFile(answer, lang)
  return /\.pdf$/i.test(path) ? await factSheetPdf(answer, lang, today) : factSheetPage(answer, lang, today)
}
