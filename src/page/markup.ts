import { printable } from './printable.ts'

/** Text that is safe between tags and inside quoted attributes. The only way text enters the page. */
export function markupSafe(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** A cell: text, or markup that this room made, with a class for figures. */
export type CellOfPage = string | Readonly<{ html: string; number?: boolean }>

/**
 * A table with a caption and headers; on narrow screens each row becomes a block whose cells repeat their header, hence the
 * explicit roles (changing `display` would otherwise remove the table from the accessibility tree).
 */
export function tableOf(caption: string, heads: readonly string[], rows: readonly (readonly CellOfPage[])[]): string {
  const isNumber = (at: number) => rows.length > 0 && typeof rows[0][at] !== 'string' && rows[0][at].number === true
  const head = heads
    .map(
      (text, at) =>
        `<th role="columnheader" scope="col"${isNumber(at) ? ' class="number"' : ''}>${markupSafe(text)}</th>`,
    )
    .join('')
  const body = rows.map(row => `<tr role="row">${row.map((cell, at) => cellOf(cell, heads[at], at)).join('')}</tr>`)
  return `<table role="table"><caption>${markupSafe(caption)}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${body.join('\n')}</tbody></table>`
}

function cellOf(cell: CellOfPage, head: string, at: number): string {
  const html = typeof cell === 'string' ? (at === 0 ? breakable(cell) : markupSafe(cell)) : cell.html
  const number = typeof cell !== 'string' && cell.number ? ' class="number"' : ''
  const label = ` data-head="${markupSafe(head)}"`
  return at === 0
    ? `<th role="rowheader" scope="row"${label}>${html}</th>`
    : `<td role="cell"${number}${label}>${html}</td>`
}

/** A name that may be broken where its words meet, not in the middle of one. */
function breakable(name: string): string {
  return markupSafe(name).replace(/(?<=[_./-])(?=\w)/g, '<wbr>')
}

/** A figure, right-aligned. */
export function figure(text: string): CellOfPage {
  return { html: markupSafe(text), number: true }
}

/** A list of facts: term and description. */
export function factsOf(facts: readonly (readonly [string, string])[]): string {
  return `<dl>${facts.map(([term, text]) => `<div><dt>${markupSafe(term)}</dt><dd>${markupSafe(text)}</dd></div>`).join('')}</dl>`
}

/**
 * A part of the page under its heading; `level` 2 or 3. Headings carry the structure: as landmarks, the parts of many tables
 * would be dozens of the same name.
 */
export function section(id: string, level: 2 | 3, title: string, body: string): string {
  return `<section><h${level} id="${id}">${markupSafe(title)}</h${level}>\n${body}</section>`
}

export function paragraph(text: string, kind = ''): string {
  return `<p${kind ? ` class="${kind}"` : ''}>${markupSafe(text)}</p>`
}
