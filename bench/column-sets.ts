import { base, de, en, Faker, fr, type LocaleDefinition } from '@faker-js/faker'
import { type Chance, chance } from './chance.ts'
import { type ColumnKind, ORDINARY_KINDS, PERSONAL_KINDS, type Tongue } from './column-kinds.ts'
import type { LabelledTable, Truth } from './labelled.ts'

const LOCALES: Readonly<Record<Tongue, readonly LocaleDefinition[]>> = {
  fr: [fr, en, base],
  en: [en, base],
  de: [de, en, base],
}

/** Faker of one language, seeded. */
export function fakerOf(tongue: Tongue, seed: number): Faker {
  const faker = new Faker({ locale: [...LOCALES[tongue]], seed })
  faker.setDefaultRefDate('2024-06-30T00:00:00Z')
  return faker
}

/** Headers that say the contrary of what is below. */
const MISLEADING = [
  'price',
  'email',
  'name',
  'date',
  'quantity',
  'code',
  'city',
  'status',
  'ref',
  'value',
  'libelle',
  'nom',
  'Menge',
  'Datum',
  'notes',
  'type',
  'montant',
  'phone',
]

function header(c: Chance, at: number, scrambled: readonly string[]): string {
  if (c.maybe(0.4)) return `c${at + 1}`
  if (c.maybe(0.25)) return `${c.pick(MISLEADING)}_${at}`
  return c.maybe(0.5) ? c.letters(c.int(3, 8), 'abcdefghijklmnopqrstuvwxyz') : (scrambled[at] ?? `x${at}`)
}

/** One slip of the finger: two letters swapped, one lost, one doubled, one replaced. */
export function mistyped(c: Chance, value: string): string {
  if (value.length < 3) return value
  const at = c.int(0, value.length - 2)
  const [before, one, two, after] = [value.slice(0, at), value[at]!, value[at + 1]!, value.slice(at + 2)]
  const other = /\d/.test(one) ? c.digits(1) : c.letters(1, 'abcdefghijklmnopqrstuvwxyz')
  return c.pick([
    before + two + one + after,
    before + two + after,
    before + one + one + two + after,
    before + other + two + after,
  ])
}

function styleOf(c: Chance, kind: ColumnKind): (value: string) => string {
  if (!kind.words) return value => value
  const unaccented = c.maybe(0.25)
  const cased = c.pick<(value: string) => string>([v => v, v => v, v => v, v => v.toUpperCase(), v => v.toLowerCase()])
  return value => cased(unaccented ? value.normalize('NFD').replace(/\p{M}/gu, '') : value)
}

function cellsOf(c: Chance, kind: ColumnKind, tongue: Tongue, rows: number): string[] {
  const f = fakerOf(tongue, c.int(1, 2 ** 30))
  const make = kind.make(c, tongue)
  const style = styleOf(c, kind)
  const blank = c.pick([0, 0, 0.02, 0.1, 0.25, 0.4])
  const typos = kind.kind !== null ? 0.015 : 0
  return Array.from({ length: rows }, (_, row) => {
    if (c.maybe(blank)) return ''
    const value = style(make({ c, f, tongue, row }))
    return c.maybe(typos) ? mistyped(c, value) : value
  })
}

/** How much of a table is personal: some tables are all, some none, most mixed. */
function kindsOf(c: Chance, width: number): ColumnKind[] {
  const share = c.pick([0, 0.3, 0.5, 0.5, 0.7, 1])
  return Array.from({ length: width }, () => c.pick(c.maybe(share) ? PERSONAL_KINDS : ORDINARY_KINDS))
}

/** A mixed table whose headers say nothing, or the wrong thing. */
export function scrambledTable(number: number, seed: number): LabelledTable {
  const c = chance(seed * 1000003 + number)
  const tongue = c.pick<Tongue>(['fr', 'fr', 'en', 'en', 'de'])
  const kinds = kindsOf(c, c.int(5, 12))
  const rows = c.int(60, 300)
  const scrambled = kinds.map(kind =>
    [...kind.what.replaceAll(/\W/g, '')]
      .sort(() => c.next() - 0.5)
      .join('')
      .slice(0, 7),
  )
  const cells = kinds.map(kind => cellsOf(c, kind, tongue, rows))
  const columns = kinds.map(
    (kind, at): Truth => ({
      name: header(c, at, scrambled),
      personal: kind.personal,
      kind: kind.kind,
      what: `${kind.what} (${tongue})`,
    }),
  )
  return {
    name: `mixed-${String(number).padStart(3, '0')}-${tongue}`,
    about: 'unknown',
    delimiter: c.pick([',', ',', ';', '\t']),
    columns,
    rows: Array.from({ length: rows }, (_, row) => cells.map(column => column[row]!)),
  }
}

/** The development set of labelled columns: as many mixed tables as hold at least `columns` columns. */
export function scrambledTables(columns: number, seed: number): LabelledTable[] {
  const tables: LabelledTable[] = []
  for (let count = 0, number = 0; count < columns; number++) {
    const table = scrambledTable(number, seed)
    tables.push(table)
    count += table.columns.length
  }
  return tables
}
