import type { About, KindId } from '#detect'
import type { Tongue } from '../column-kinds.ts'
import { CHECKED, CUED } from '../identifiers.ts'
import { type Cell, type Column, D, I, N, of, type Template, text } from './template.ts'

/** A bare cell takes what most columns of its table are; `D`, `I` and `N` say otherwise. */
type Cells = Readonly<Record<string, Cell | Column>>
type Maker = (name: string, tongue: Tongue, rows: number, cells: Cells) => Template

const columnsOf = (cells: Cells, usual: (cell: Cell) => Column): Record<string, Column> =>
  Object.fromEntries(
    Object.entries(cells).map(([name, one]) => [name, typeof one === 'function' ? usual(one) : one] as const),
  )

/** An export whose rows are persons or events of one person: a bare cell is information relating to that person. */
export const persons: Maker = (name, tongue, rows, cells) => ({
  name: `office-${name}`,
  about: 'people',
  tongue,
  rows,
  columns: columnsOf(cells, I),
})

/** An export whose rows are something else: a bare cell is not about a person. */
export const others =
  (about: About): Maker =>
  (name, tongue, rows, cells) => ({
    name: `office-${name}`,
    about,
    tongue,
    rows,
    columns: columnsOf(cells, N),
  })

/** The same export without its header line. */
export const bare = (template: Template): Template => ({ ...template, bare: true })

/** An invented identifier that obeys the rule of its kind. */
export const number = (kind: KindId): Cell => {
  const maker = [...CHECKED, ...CUED].find(one => one.kind === kind)
  if (!maker) throw new Error(`nothing makes ${kind}`)
  return ({ c }) => maker.make(c)
}
export const numbered = (kind: KindId): Column => D(number(kind))

/** Fixed width with leading zeros. */
export const padded =
  (low: number, high: number, width: number): Cell =>
  ({ c }) =>
    String(c.int(low, high)).padStart(width, '0')

/** 06 12 34 56 78, 0612345678 or 07700 900123, as the office of the table writes it. */
export const mobile = (way: 'fr' | 'fr-packed' | 'gb' | 'de'): Cell =>
  ({
    fr: text([
      of('06', '07'),
      ' ',
      padded(0, 99, 2),
      ' ',
      padded(0, 99, 2),
      ' ',
      padded(0, 99, 2),
      ' ',
      padded(0, 99, 2),
    ]),
    'fr-packed': text([of('06', '07', '02', '04'), padded(0, 99999999, 8)]),
    gb: text(['07', padded(400, 999, 3), ' ', padded(0, 999999, 6)]),
    de: text([of('0171', '0160', '0351', '0221'), '/', padded(100000, 9999999, 7)]),
  })[way]
