import { type Chance, chance, seedOf } from './chance.ts'
import { mistyped } from './column-sets.ts'
import { CHECKED, CUED, type IdentifierMaker } from './identifiers.ts'
import type { LabelledTable, Truth } from './labelled.ts'

/** A generated identifier column and how many of its rows truly carry the identifier. */
export type IdentifierTable = LabelledTable & Readonly<{ target: IdentifierMaker; positive: boolean; valid: number }>

/** Columns as the issue asks: 200 different values, of which 2 % are mistyped, and 30 % blank rows. */
const DISTINCT = 200
const ROWS = 286
const BLANK = 0.3
const TYPOS = 0.02
const POSITIVES = 4

const UNRELATED: readonly [string, (c: Chance, row: number) => string][] = [
  ['product', c => c.pick(['Desk lamp', 'Wooden chair', 'Kettle', 'Rug', 'Blanket', 'Shelf'])],
  ['price', c => (c.int(100, 90000) / 100).toFixed(2)],
  ['stock', c => String(c.int(0, 400))],
  ['updated', c => `2024-0${c.int(1, 9)}-${c.int(10, 28)}`],
]

/** Random characters with the shape of `value`: digits for digits, letters for letters. */
function sameMask(c: Chance, value: string): string {
  return value.replaceAll(/[0-9A-Za-z]/g, one => (/\d/.test(one) ? c.digits(1) : c.letters(1)))
}

/** Consecutive numbers of the length of `value`, as record numbers are. */
function sequential(value: string, row: number): string {
  const width = value.replaceAll(/\D/g, '').length
  return String(10 ** Math.max(3, width - 1) + 371_000 + row).slice(0, Math.max(4, width))
}

function table(
  maker: IdentifierMaker,
  name: string,
  header: string,
  cells: readonly string[],
  c: Chance,
): Omit<IdentifierTable, 'positive' | 'valid'> {
  const truth = (column: string, kind: Truth['kind']): Truth => ({
    name: column,
    personal: 'none',
    kind,
    what: maker.kind,
  })
  return {
    name,
    target: maker,
    about: 'unknown',
    delimiter: ',',
    columns: [
      truth('product', null),
      truth(header, maker.kind),
      truth('price', null),
      truth('stock', null),
      truth('updated', null),
    ],
    rows: cells.map((cell, row) => {
      const [product, ...others] = UNRELATED.map(([, make]) => make(c, row))
      return [product!, cell, ...others]
    }),
  }
}

function positive(maker: IdentifierMaker, turn: number): IdentifierTable {
  const c = chance(seedOf(maker.kind) + turn)
  const distinct = new Set<string>()
  for (let tries = 0; distinct.size < DISTINCT && tries < 20 * DISTINCT; tries++) distinct.add(maker.make(c))
  const values = [...distinct].map(value =>
    c.maybe(TYPOS) ? { cell: mistyped(c, value), valid: 0 } : { cell: value, valid: 1 },
  )
  let used = 0
  const drawn = Array.from({ length: ROWS }, () => {
    if (c.maybe(BLANK)) return { cell: '', valid: 0 }
    return values[used++ % values.length]!
  })
  const name = `${maker.kind}-yes-${turn}`
  return {
    ...table(
      maker,
      name,
      maker.header ?? 'c1',
      drawn.map(one => one.cell),
      c,
    ),
    positive: true,
    valid: drawn.reduce((total, one) => total + one.valid, 0),
  }
}

/** One table of columns that look like the kind and are not: random of the same shape, consecutive numbers, article codes; opaque headers. */
function negative(maker: IdentifierMaker): IdentifierTable {
  const c = chance(seedOf(maker.kind) + 99)
  const shapes: readonly ((row: number) => string)[] = [
    () => sameMask(c, maker.make(c)),
    () => sameMask(c, maker.make(c)),
    row => sequential(maker.make(c), row),
    row => `${c.letters(2)}-${String(4000 + row)}`,
  ]
  return {
    name: `${maker.kind}-no`,
    target: maker,
    about: 'unknown',
    delimiter: ',',
    columns: shapes.map((_, at) => ({ name: `c${at + 1}`, personal: 'none', kind: null, what: maker.kind })),
    rows: Array.from({ length: ROWS }, (_, row) => shapes.map(make => (c.maybe(BLANK) ? '' : make(row)))),
    positive: false,
    valid: 0,
  }
}

/** Positive and negative tables for every kind with a check, and, with a header, for those without. */
export function identifierTables(): IdentifierTable[] {
  return [...CHECKED, ...CUED].flatMap(maker => [
    ...Array.from({ length: POSITIVES }, (_, turn) => positive(maker, turn)),
    negative(maker),
  ])
}
