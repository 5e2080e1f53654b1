import {
  documentOf,
  type Exposure,
  type ExposureVerification,
  type PageCheck,
  pageCheckOf,
  verifyExposure,
} from '#exposure'
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
    if (isRefusal(answer)) {
      const at = answer.code === 'exposure/other-evidence' ? asked.report : answer.at
      return sayExposureRefusal({ ...answer, at }, words, around)
    }
    const page = await pageCheckOf(text, report)
    const checked = { ...answer, page, isSame: answer.isSame && page !== 'otherwise' }
    stdout.write(asked.json ? `${JSON.stringify(checked, null, 2)}\n` : screen(checked, report, asked.report, words))
    return checked.isSame ? 0 : 1
  } finally {
    line.clear()
  }
}

type Checked = ExposureVerification & Readonly<{ page: PageCheck | null }>

function screen(answer: Checked, report: Exposure, path: string, { exposure: say }: CliWords): string {
  const { isSame, missingInputs, unknownInputs, page } = answer
  const differences = [...new Set(answer.differences.map(member => member.replace(/\.\d+(?:\..*)?$/, '')))]
  const shown = differences.slice(0, SHOWN)
  const placeOf = (hash: string) => printable(report.inputs.find(({ sha256 }) => sha256 === hash)?.place ?? '')
  const lines = [
    `${isSame ? say.verified : say.differs}   ${printable(path)}`,
    ...(page === 'otherwise' ? [`  ${say.otherPage}`] : page === 'unknown' ? [`  ${say.unknownPage}`] : []),
    ...missingInputs.slice(0, SHOWN).map(hash => `  ${say.missingInput(placeOf(hash), hash)}`),
    ...unknownInputs.slice(0, SHOWN).map(hash => `  ${say.unknownInput(hash)}`),
    ...shown.map(member => `  ${say.difference(printable(member))}`),
  ]
  const left = [missingInputs, unknownInputs, differences].map(all => Math.max(0, all.length - SHOWN))
  const more = left.reduce((sum, one) => sum + one, 0)
  return `${[...lines, ...(more > 0 ? [`  ${say.more(more)}`] : [])].join('\n')}\n`
}
