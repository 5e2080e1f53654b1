import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Lang, type Refusal, refuse } from '#kernel'
import { printable } from '#page'
import type { Exposure } from '../counting/document.ts'
import { factSheetOf } from './fact-sheet-content.ts'
import { penIn, subjectOf } from './phrases.ts'
import { timelineForPrint } from './timeline.ts'

// From comfortable to the smallest that can still be read on paper; where even that is more than a page, the picture is left to the report.
const SIZES = ['10.5', '10', '9.5', '9', '8.5', '8'] as const
// Inside the compiler, so that the sheet is the same on every machine.
const FONT = 'Libertinus Serif'

/**
 * The fact sheet as a tagged PDF (PDF/UA-1) of one A4 page, by Typst. The compiler is loaded when it is asked for: 50 MB that
 * nothing else needs. Refused where it is not installed for this system (`exposure/no-typesetter`); throws where it fails.
 */
export async function factSheetPdf(exposure: Exposure, lang: Lang, made: Date): Promise<Uint8Array | Refusal> {
  const typst = await import('@myriaddreamin/typst-ts-node-compiler').catch(() => null)
  if (typst === null) return noTypesetter()
  const compiler = typst.NodeCompiler.create({ workspace: import.meta.dirname })
  const mainFileContent = readFileSync(join(import.meta.dirname, 'fact-sheet.typ'), 'utf8')
  const sheet = JSON.stringify(factSheetOf(exposure, lang, made))
  const pen = penIn(lang, exposure.question.zone)
  const alt = pen.words.picture.title(printable(subjectOf(exposure, pen)))
  const picture = timelineForPrint(exposure, lang, FONT) ?? ''
  const last = { size: SIZES[SIZES.length - 1], picture: '' }
  for (const shape of [...SIZES.map(size => ({ size, picture })), last]) {
    const { result: pages } = compiler.compile({ mainFileContent, inputs: { sheet, ...shape, font: FONT, alt } })
    if (!pages) throw new Error('Typst could not set the fact sheet')
    if (pages.numOfPages > 1 && shape !== last) continue
    return compiler.pdf(pages, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(made.getTime() / 1000) })
  }
  throw new Error('no size of type was tried')
}

function noTypesetter(): Refusal {
  return refuse('exposure/no-typesetter', {
    at: '--fact-sheet',
    seen: 'no Typst compiler for this system',
    expected: 'the optional package of @myriaddreamin/typst-ts-node-compiler for this system and processor',
    remedy: 'install again with optional packages, or ask for the sheet as .html and print it',
  })
}
