import { printable } from '#page'

/** Markup of a page. Only `html` and `svgMarkup` make it: everything else that enters a page is text. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | null | readonly Part[]

/**
 * A template whose every `${…}` is text, unless it is markup made the same way: nothing that people wrote or that stands in a
 * table becomes a tag, an attribute or an entity. Attributes are always quoted in our templates, so quotes are escaped too.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0]
  for (let at = 0; at < parts.length; at++) text += written(parts[at]) + strings[at + 1]
  return new Markup(text)
}

/** The drawing that this room made itself, as markup. */
export function svgMarkup(svg: string): Markup {
  return new Markup(svg)
}

function written(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  if (part instanceof Markup) return part.text
  let text = ''
  for (const inner of part) text += written(inner)
  return text
}

const SPECIAL = /[&<>"']/
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
// Plain letters need no second look: most cells are such.
const PLAIN = /^[ -~À-ÿœŒ’–—…€]*$/

/**
 * Text as it may stand between tags and in quoted attributes. Ends of line become spaces; characters that act instead of showing
 * (overrides of direction, control characters) are written as `\u202e`.
 */
export function escaped(text: string): string {
  const shown = PLAIN.test(text) ? text : printable(text.replace(/[\t\r\n]+/g, ' '))
  return SPECIAL.test(shown) ? shown.replace(/[&<>"']/g, char => ENTITIES[char]) : shown
}

/** Text of several paragraphs, which blank lines part. */
export function paragraphs(text: string): Markup[] {
  return text
    .split(/\r?\n\s*\r?\n/)
    .filter(part => part.trim() !== '')
    .map(part => html`<p>${part.trim()}</p>`)
}
