import { html, type Markup } from './markup.ts'

type Head = string | Readonly<{ number: string }>

/**
 * A table whose rows become blocks on a telephone. The roles are said: a table that is not laid out as one would otherwise be
 * none to a screen reader either. The first cell of each row is its header.
 */
export function stackedTable(
  kind: string,
  heads: readonly Head[],
  rows: readonly (readonly (Markup | string)[])[],
): Markup {
  const textOf = (head: Head): string => (typeof head === 'string' ? head : head.number)
  const classOf = (head: Head): Markup | null => (typeof head === 'string' ? null : html` class="number"`)
  const head = heads.map(one => html`<th role="columnheader" scope="col"${classOf(one)}>${textOf(one)}</th>`)
  const lines = rows.map(([first, ...cells]) => {
    const rest = cells.map((cell, at) => html`<td role="cell"${classOf(heads[at + 1])}>${cell}</td>`)
    return html`<tr role="row"><th role="rowheader" scope="row">${first}</th>${rest}</tr>
`
  })
  return html`<table role="table" class="stacked ${kind}"><thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${lines}</tbody></table>`
}
