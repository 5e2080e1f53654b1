import { documentOf, type Exposure, type ExposureVerification, verifyExposure } from '#exposure'
import { isRefusal, type Lang } from '#kernel'
import { printable } from '#page'
import { rangesOf, readingLine, textAt } from './exposure.ts'
import type { ExposureVerifyArguments } from './exposure-arguments.ts'
import type { Surroundings } from './inspect.ts'
import { sayExposureRefusal } from './refused-exposure.ts'
import type { CliWords } from './words/words.ts'

const SHOWN = 12

/** Runs `parefuite exposure verify` and gives the exit code: 0 the same figures, 1 others, 2 misuse or nothing could be checked. */
export async function runExposureVerify(
  asked: ExposureVerifyArguments,
  lang: Lang,
  words: CliWords,
  around: Surroundings,
): Promise<number> {
  const { stdout, stderr } = around
  const ranges = rangesOf(asked.crawlers, words)
  const text = textAt(asked.report)
  if (typeof ranges === 'string' || text === null) {
    stderr.write(`${typeof ranges === 'string' ? ranges : words.exposure.unreadable(printable(asked.report))}\n`)
    return 2
  }
  const report = await documentOf(text)
  if (isRefusal(report)) return sayExposureRefusal({ ...report, at: asked.report }, words, around)
  const line = readingLine(lang, words, around)
  try {
    const answer = await verifyExposure(report, asked.places, {
      file: asked.file,
      excluded: asked.excluded,
      crawlerRanges: ranges,
      today: new Date(),
      signal: around.signal,
      onProgress: line.show,
    })
    line.clear()
    if (isRefusal(answer)) return sayExposureRefusal(answer, words, around)
    stdout.write(asked.json ? `${JSON.stringify(answer, null, 2)}\n` : screen(answer, report, asked.report, words))
    return answer.isSame ? 0 : 1
  } finally {
    line.clear()
  }
}

function screen(answer: ExposureVerification, report: Exposure, path: string, { exposure: say }: CliWords): string {
  const { isSame, missingInputs, unknownInputs, differences } = answer
  const shown = differences.slice(0, SHOWN)
  const placeOf = (hash: string) => printable(report.inputs.find(({ sha256 }) => sha256 === hash)?.place ?? '')
  const lines = [
    `${isSame ? say.verified : say.differs}   ${printable(path)}`,
    ...missingInputs.slice(0, SHOWN).map(hash => `  ${say.missingInput(placeOf(hash), hash)}`),
    ...unknownInputs.slice(0, SHOWN).map(hash => `  ${say.unknownInput(hash)}`),
    ...shown.map(member => `  ${say.difference(printable(member))}`),
  ]
  const more = missingInputs.length + unknownInputs.length + differences.length - (lines.length - 1)
  return `${[...lines, ...(more > 0 ? [`  ${say.more(more)}`] : [])].join('\n')}\n`
}
