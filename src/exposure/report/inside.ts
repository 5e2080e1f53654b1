import { type Refusal, refuse } from '#kernel'
import type { Exposure } from '../counting/document.ts'

/** The document inside its own page: inert, not shown, and read back sign for sign. */

const OPENS = '<template id="exposure-document">'
const CLOSES = '</template>'
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const PLAIN: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }
// What would act in an editor or a terminal is written as JSON escapes it: the text stays the same.
const ACTING = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** The document as the page carries it. */
export function documentInside(exposure: Exposure): string {
  const json = JSON.stringify(exposure).replace(
    ACTING,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `${OPENS}${json.replace(/[&<>]/g, sign => ESCAPES[sign])}${CLOSES}`
}

/**
 * The document in the text of a report: a page of ours, or the JSON itself. What it holds is not judged here. Refuses
 * `exposure/no-document` where there is none.
 */
export function documentOf(text: string, at: string): unknown | Refusal {
  const start = text.indexOf(OPENS)
  const end = text.indexOf(CLOSES, start)
  const json = start < 0 ? text : text.slice(start + OPENS.length, end < 0 ? undefined : end)
  const plain = start < 0 ? json : json.replace(/&(?:amp|lt|gt);/g, sign => PLAIN[sign])
  try {
    return JSON.parse(plain)
  } catch {
    return refuse('exposure/no-document', {
      at,
      seen: '',
      expected: 'exposure.html, exposure.json',
      remedy: '--report, --json',
    })
  }
}
