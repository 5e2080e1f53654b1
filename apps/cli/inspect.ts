import type { Confidence } from '#detect'
import { htmlReport, type Inspection, inspect, jsonReport, passes, sarifReport, textReport } from '#inspect'
import { isRefusal, type Lang, type Refusal } from '#kernel'
import { printable, sayIn } from '#page'
import type { InspectArguments } from './arguments.ts'
import { progressLine } from './progress.ts'
import { beginReport, codeOf, type ReportFile, type ReportRefusal } from './report-file.ts'
import type { CliWords } from './words/words.ts'

/** What a command may touch: everything that is not its arguments. */
export type Surroundings = Readonly<{
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  env: Readonly<Record<string, string | undefined>>
  signal: AbortSignal
  /** Undone when the process must stop at once. */
  onStop(undo: () => void): void
}>

// Wider lines are hard to follow; a pipe has no width, and then the reasons should not be cut too soon.
const WIDTH_MAX = 140
const WIDTH_OF_A_PIPE = 120

/** Runs `parefuite inspect` and gives the exit code: 0 nothing found, 1 something found, 2 misuse or nothing could be read. */
export async function runInspect(
  asked: InspectArguments,
  lang: Lang,
  words: CliWords,
  around: Surroundings,
): Promise<number> {
  const begun = asked.report === null ? null : beginReport(asked.report, asked.places, process.pid)
  if (begun && 'why' in begun) return refuseReport(begun, asked.report ?? '', words, around)
  if (begun) around.onStop(begun.drop)
  const today = new Date()
  const line = progressLine(around.stderr, () => performance.now(), words, sayIn(lang))
  try {
    const answer = await inspect([...asked.places], {
      quasi: asked.quasi,
      signal: around.signal,
      today,
      onProgress: line.show,
    })
    line.clear()
    if (isRefusal(answer)) return sayRefusal(answer, words, around)
    // The answer is given even when the report has no room: it may have taken minutes.
    const kept = begun === null || keepReport(begun, htmlReport(answer, lang, today), asked.report ?? '', words, around)
    around.stdout.write(written(answer, asked, lang, around))
    return kept ? exitCode(answer, asked.failOn) : 2
  } finally {
    line.clear()
    begun?.drop()
  }
}

function written(answer: Inspection, asked: InspectArguments, lang: Lang, { stdout, env }: Surroundings): string {
  if (asked.format === 'json') return jsonReport(answer, lang)
  if (asked.format === 'sarif') return sarifReport(answer, lang)
  const colour = stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const width = Math.min(WIDTH_MAX, stdout.isTTY ? stdout.columns || 80 : WIDTH_OF_A_PIPE)
  return textReport(answer, { lang, colour, width, places: asked.places, report: asked.report })
}

/** 2 when nothing at all could be read. */
function exitCode(answer: Inspection, failOn: Confidence | null): 0 | 1 | 2 {
  if (answer.tables.length === 0) return 2
  return passes(answer, failOn) ? 0 : 1
}

function keepReport(begun: ReportFile, page: string, path: string, words: CliWords, { stderr }: Surroundings): boolean {
  try {
    begun.keep(page)
  } catch (cause) {
    stderr.write(`${words.reportUnwritable(printable(path), codeOf(cause))}\n`)
    return false
  }
  stderr.write(`${words.reportWritten(printable(path))}\n`)
  return true
}

function refuseReport({ why, code }: ReportRefusal, path: string, words: CliWords, { stderr }: Surroundings): 2 {
  const at = printable(path)
  const sentences = {
    'is-input': words.reportIsInput(at),
    'is-folder': words.reportIsFolder(at),
    unwritable: words.reportUnwritable(at, code),
  }
  stderr.write(`${sentences[why]}\n`)
  return 2
}

function sayRefusal(refusal: Refusal, words: CliWords, { stderr }: Surroundings): 2 {
  const [at, seen, expected, remedy] = [refusal.at, refusal.seen, refusal.expected, refusal.remedy].map(printable)
  const known = words.refused(refusal.code, at, seen, expected)
  const sentence =
    known ??
    `${refusal.code}: ${at}; ${words.seen}: ${seen}; ${words.expected}: ${expected}; ${words.remedy}: ${remedy}`
  stderr.write(`${sentence}\n`)
  return 2
}
