import type { Lang, Refusal } from '#kernel'
import type { Exposure } from '../counting/document.ts'
import type { PageCheck } from './page-check.ts'
import type { ScreenOptions } from './screen.ts'

/** The forms in which an answer leaves, each loaded when it is asked for: a run that gives the document alone loads none of them. */

/** The answer on one screen. */
export async function exposureScreen(exposure: Exposure, options: ScreenOptions): Promise<string> {
  const { exposureScreen: write } = await import('./screen.ts')
  return write(exposure, options)
}

/** The report: one page that needs nothing beside it, with the document inside. `made` is when, for the reader. */
export async function exposurePage(exposure: Exposure, lang: Lang, made: Date | null = null): Promise<string> {
  const { exposurePage: write } = await import('./page.ts')
  return write(exposure, lang, made)
}

/** The fact sheet as a page to print. */
export async function factSheetPage(exposure: Exposure, lang: Lang, made: Date): Promise<string> {
  const { factSheetPage: write } = await import('./fact-sheet.ts')
  return write(exposure, lang, made)
}

/** The fact sheet as a PDF. Refused where its compiler is not installed (`exposure/no-typesetter`); throws where it fails. */
export async function factSheetPdf(exposure: Exposure, lang: Lang, made: Date): Promise<Uint8Array | Refusal> {
  const { factSheetPdf: write } = await import('./fact-sheet-pdf.ts')
  return await write(exposure, lang, made)
}

/** The timeline as a picture by itself (SVG); null where no time at all is known. */
export async function timelineFile(exposure: Exposure, lang: Lang): Promise<string | null> {
  const { timelineFile: write } = await import('./timeline.ts')
  return write(exposure, lang)
}

/** The document in the text of a report: a page of ours, or the JSON itself. Refuses `exposure/no-document` where there is none. */
export async function documentOf(report: string): Promise<Exposure | Refusal> {
  const { documentOf: read } = await import('./inside.ts')
  return read(report)
}

/** Whether a page shows what the document in it says; null for a document by itself. */
export async function pageCheckOf(report: string, exposure: Exposure): Promise<PageCheck | null> {
  const { pageCheckOf: check } = await import('./page-check.ts')
  return check(report, exposure)
}
