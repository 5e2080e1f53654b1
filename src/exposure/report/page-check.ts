import { productName } from '#kernel'
import type { Exposure } from '../counting/document.ts'
import { exposurePage } from './page.ts'
import { reportWordsIn } from './words/words.ts'

/** Whether a page shows what the document in it says; `unknown` for one that another version of the program wrote. */
export type PageCheck = 'same' | 'otherwise' | 'unknown'

/**
 * Compares a page with the one that is written from the document in it, sign for sign but for the ends of lines: a reader believes the page, while a
 * verification reads the document. Null for a document by itself, which has no page around it.
 */
export function pageCheckOf(report: string, exposure: Exposure): PageCheck | null {
  const page = report.replaceAll('\r\n', '\n')
  if (page.trimStart().startsWith('{')) return null
  if (exposure.product !== productName()) return 'unknown'
  const lang = /<html lang="fr">/.test(page) ? 'fr' : 'en'
  try {
    return exposurePage(exposure, lang, madeOf(page, lang)) === page ? 'same' : 'otherwise'
  } catch {
    return 'otherwise' // the document lacks what every page shows: no page of ours was made from it
  }
}

function madeOf(page: string, lang: 'fr' | 'en'): Date | null {
  const { made } = reportWordsIn(lang).page.factNames
  const [, day, time] =
    page.match(new RegExp(`<dt>${made}</dt><dd>(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d) `)) ?? []
  const at = Date.parse(`${day}T${time}Z`)
  return Number.isNaN(at) ? null : new Date(at)
}
