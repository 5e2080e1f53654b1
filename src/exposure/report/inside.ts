import { z } from 'zod'
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

const text = z.string()
const window = z.object({ from: text.nullable(), to: text.nullable() })
/** The members that a verification reads before it compares; all others are only compared. */
const READ = z.looseObject({
  kind: z.literal('exposure'),
  version: z.literal(1),
  question: z.looseObject({
    objects: z.array(text),
    fileBytes: z.number().nullable(),
    reachable: window,
    trustedProxies: z.array(text),
    excluded: z.object({ count: z.number(), sha256: text }),
    pattern: text.nullable(),
    zone: text.nullable(),
    servers: z.number().nullable(),
    cache: z.boolean(),
  }),
  file: z.looseObject({ name: text, sizeBytes: z.number(), sha256: text }).nullable(),
  inputs: z.array(z.looseObject({ sha256: text })),
  clients: z.looseObject({}),
})

/**
 * The document in the text of a report: a page of ours, or the JSON itself. What a verification reads is checked, the rest is as
 * it was found. Refuses `exposure/no-document` where there is none.
 */
export function documentOf(report: string): Exposure | Refusal {
  const start = report.indexOf(OPENS)
  const end = report.indexOf(CLOSES, start)
  const json = start < 0 ? report : report.slice(start + OPENS.length, end < 0 ? undefined : end)
  const read = parsed(start < 0 ? json : json.replace(/&(?:amp|lt|gt);/g, sign => PLAIN[sign]))
  return READ.safeParse(read).success ? (read as Exposure) : noDocument()
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null // no JSON, so no document either
  }
}

function noDocument(): Refusal {
  return refuse('exposure/no-document', {
    at: 'the report',
    seen: 'a file without an exposure in it, or one of another version',
    expected: 'a page made with --report, or a document made with --json',
    remedy: 'name the report as it was written',
  })
}
