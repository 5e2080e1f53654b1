import type { About } from '#detect'
import type { Tongue } from '../column-kinds.ts'
import { type Cell, type Column, I, N, type Template } from './template.ts'

/** A bare cell takes what most columns of its table are; `D`, `I` and `N` say otherwise. */
type Cells = Readonly<Record<string, Cell | Column>>

const columnsOf = (cells: Cells, usual: (cell: Cell) => Column): Record<string, Column> =>
  Object.fromEntries(
    Object.entries(cells).map(([name, one]) => [name, typeof one === 'function' ? usual(one) : one] as const),
  )

/** A known table whose rows are persons or events of one person: a bare cell is information relating to that person. */
export const persons = (name: string, tongue: Tongue, rows: number, cells: Cells): Template => ({
  name: `known-${name}`,
  about: 'people',
  tongue,
  rows,
  columns: columnsOf(cells, I),
})

/** A known table whose rows are something else: a bare cell is not about a person. */
export const others = (name: string, about: About, tongue: Tongue, rows: number, cells: Cells): Template => ({
  name: `known-${name}`,
  about,
  tongue,
  rows,
  columns: columnsOf(cells, N),
})

const two = (n: number): string => String(n).padStart(2, '0')

export const clock: Cell = ({ c }) => `${two(c.int(0, 23))}:${two(c.int(0, 59))}`
export const ukDay =
  (from: number, to: number): Cell =>
  ({ c }) =>
    `${two(c.int(1, 28))}/${two(c.int(1, 12))}/${c.int(from, to)}`
/** 20210315, as in registers with fixed widths. */
export const packedDay =
  (from: number, to: number): Cell =>
  ({ c }) =>
    `${c.int(from, to)}${two(c.int(1, 12))}${two(c.int(1, 28))}`
export const month =
  (from: number, to: number): Cell =>
  ({ c }) =>
    `${c.int(from, to)}-${two(c.int(1, 12))}`
export const zulu =
  (from: number, to: number): Cell =>
  ({ c }) =>
    `${c.int(from, to)}-${two(c.int(1, 12))}-${two(c.int(1, 28))}T${two(c.int(0, 23))}:${two(c.int(0, 59))}:${two(c.int(0, 59))}Z`
export const uuid: Cell = ({ f }) => f.string.uuid()
export const letters =
  (count: number, alphabet?: string): Cell =>
  ({ c }) =>
    c.letters(count, alphabet)
export const upper =
  (cell: Cell): Cell =>
  draw =>
    cell(draw).toUpperCase()
export const firm: Cell = ({ f }) => f.company.name()
export const phone: Cell = ({ f }) => f.phone.number()
export const blank: Cell = () => ''
/** Several rows of one key in turn: 0 0 0 1 1 1 … */
export const each =
  (times: number, start: number): Cell =>
  ({ row }) =>
    String(start + Math.floor(row / times))
/** A word that f makes up from common nouns: titles of films, books, songs. */
export const title: Cell = ({ f }) => {
  const words = `${f.word.adjective()} ${f.word.noun()}`
  return words.replace(/\b[a-z]/g, letter => letter.toUpperCase())
}
export const remark: Cell = ({ f }) => f.word.words({ count: { min: 4, max: 12 } })

export const icd9 =
  (): Cell =>
  ({ c }) =>
    c.pick(['4019', '4280', '42731', '41401', '25000', '2724', 'V5861', '5849', '51881', '5990', '2859', '0389'])
export const icd10 =
  (): Cell =>
  ({ c }) =>
    c.pick(['I10', 'E785', 'Z87891', 'K219', 'F329', 'I2510', 'N179', 'E119', 'J9601', 'A419', 'F419', 'Z794'])
