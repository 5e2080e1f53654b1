import type { Faker } from '@faker-js/faker'
import type { About, Personal } from '#detect'
import { type Chance, chance, seedOf } from '../chance.ts'
import type { Tongue } from '../column-kinds.ts'
import { fakerOf } from '../column-sets.ts'
import type { LabelledTable } from '../labelled.ts'
import { CITIES, STREETS } from '../word-lists.ts'

/** What a cell is drawn from; `row` counts from 0, `c` and `f` repeat. */
export type Draw = Readonly<{ c: Chance; f: Faker; row: number; tongue: Tongue }>
export type Cell = (draw: Draw) => string
export type Column = Readonly<{ personal: Personal; cell: Cell }>

/** A table as met on data portals, in competitions and in hospital databases: real-looking headers, invented rows. */
export type Template = Readonly<{
  name: string
  about: About
  tongue: Tongue
  rows: number
  delimiter?: string
  /** Exported without its header line: the names of the columns are ours. */
  bare?: boolean
  columns: Readonly<Record<string, Column>>
}>

/** Identifies the person by itself. */
export const D = (cell: Cell): Column => ({ personal: 'direct', cell })
/** Other information relating to the person of the row. */
export const I = (cell: Cell): Column => ({ personal: 'indirect', cell })
/** Not about a person. */
export const N = (cell: Cell): Column => ({ personal: 'none', cell })

export const counter =
  (start = 1): Cell =>
  ({ row }) =>
    String(start + row)
export const int =
  (low: number, high: number): Cell =>
  ({ c }) =>
    String(c.int(low, high))
export const dec =
  (low: number, high: number, places = 2): Cell =>
  ({ c }) =>
    (low + c.next() * (high - low)).toFixed(places)
export const about =
  (mean: number, deviation: number, places = 0): Cell =>
  ({ c }) =>
    Math.max(0, c.normal(mean, deviation)).toFixed(places)
export const of =
  (...choices: readonly string[]): Cell =>
  ({ c }) =>
    c.pick(choices)
export const maybe =
  (share: number, cell: Cell): Cell =>
  draw =>
    draw.c.maybe(share) ? cell(draw) : ''
export const digits =
  (count: number, prefix = ''): Cell =>
  ({ c }) =>
    prefix + c.digits(count)
/** Decimal comma, as in France and Germany. */
export const comma =
  (cell: Cell): Cell =>
  draw =>
    cell(draw).replace('.', ',')
export const text =
  (parts: readonly (string | Cell)[]): Cell =>
  draw =>
    parts.map(part => (typeof part === 'string' ? part : part(draw))).join('')

const two = (n: number): string => String(n).padStart(2, '0')
export const isoDay =
  (from: number, to: number): Cell =>
  ({ c }) =>
    `${c.int(from, to)}-${two(c.int(1, 12))}-${two(c.int(1, 28))}`
export const localDay =
  (from: number, to: number): Cell =>
  ({ c, tongue }) => {
    const [y, m, d] = [c.int(from, to), two(c.int(1, 12)), two(c.int(1, 28))]
    return tongue === 'fr' ? `${d}/${m}/${y}` : tongue === 'de' ? `${d}.${m}.${y}` : `${m}/${d}/${y}`
  }
export const stamp =
  (from: number, to: number): Cell =>
  draw =>
    `${isoDay(from, to)(draw)} ${two(draw.c.int(0, 23))}:${two(draw.c.int(0, 59))}:${two(draw.c.int(0, 59))}`
/** One day after the other, for series. */
export const series =
  (from: string): Cell =>
  ({ row }) =>
    new Date(Date.parse(from) + row * 86_400_000).toISOString().slice(0, 10)

export const given: Cell = ({ f }) => f.person.firstName()
export const family: Cell = ({ f }) => f.person.lastName()
export const fullName: Cell = draw => `${given(draw)} ${family(draw)}`
export const city: Cell = ({ c, tongue }) => c.pick(CITIES[tongue])
export const street: Cell = ({ c, tongue }) =>
  tongue === 'de' ? `${c.pick(STREETS.de)} ${c.int(1, 90)}` : `${c.int(1, 200)} ${c.pick(STREETS[tongue])}`
export const postcode: Cell = ({ c, tongue }) =>
  tongue === 'fr' ? `${two(c.int(1, 95))}${c.pick(['000', '100', '200', '340', '500'])}` : String(c.int(10115, 95000))
export const email: Cell = ({ f }) => f.internet.email().toLowerCase()
export const yesNo = of('Yes', 'No')
export const ouiNon = of('Oui', 'Non')
export const jaNein = of('ja', 'nein')
export const bit = of('0', '1')

/** Fills a template with rows. */
export function filled(template: Template): LabelledTable {
  const c = chance(seedOf(template.name))
  const f = fakerOf(template.tongue, seedOf(template.name) % 2 ** 30)
  const columns = Object.entries(template.columns)
  return {
    name: template.name,
    about: template.about,
    delimiter: template.delimiter ?? (template.tongue === 'en' ? ',' : ';'),
    ...(template.bare ? { bare: true } : {}),
    columns: columns.map(([name, column]) => ({ name, personal: column.personal, kind: null, what: template.name })),
    rows: Array.from({ length: template.rows }, (_, row) =>
      columns.map(([, column]) => column.cell({ c, f, row, tongue: template.tongue })),
    ),
  }
}
