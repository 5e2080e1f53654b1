import { CATALOGUE, type JudgedColumn, type ObservedColumn, parseDate } from '#detect'
import type { Rung } from '#risk'

/** A coarser reading of one value, as text that is never shown; null keeps the value as it is. */
type Coarsen = (value: string) => string | null

/**
 * The coarser readings of a column that its kind allows, finest first: birth date → month → year → decade, postcode → its
 * first characters (département, ZIP3, outward code), age → bands of 5 and 10 years. Empty where the kind has none.
 */
export function ladderOf(column: JudgedColumn, seen: ObservedColumn): Rung[] {
  const way = column.kinds[0] ? CATALOGUE[column.kinds[0].kind].generalise : null
  const rungs: readonly (readonly [string, Coarsen])[] =
    way === 'date' && column.dateOrder
      ? dateRungs(column.dateOrder)
      : way === 'postcode'
        ? POSTCODE_RUNGS
        : way === 'year'
          ? YEAR_RUNGS
          : way === 'number'
            ? NUMBER_RUNGS
            : []
  return rungs
    .map(([name, coarsen]) => rung(name, coarsen, seen))
    .filter((made, i, all) => made.cardinality < (all[i - 1]?.cardinality ?? seen.dictionary.size + 1))
}

function rung(name: string, coarsen: Coarsen, { dictionary }: ObservedColumn): Rung {
  const codes = new Uint32Array(dictionary.size + 1)
  const known = new Map<string, number>()
  for (let code = 1; code <= dictionary.size; code++) {
    const text = dictionary.text(code).trim()
    const coarse = coarsen(text) ?? `=${text}`
    let number = known.get(coarse)
    if (number === undefined) {
      number = known.size + 1
      known.set(coarse, number)
    }
    codes[code] = number
  }
  return { name, codes, cardinality: known.size + 1 }
}

function dateRungs(order: 'ymd' | 'dmy' | 'mdy'): readonly (readonly [string, Coarsen])[] {
  const part =
    (length: number): Coarsen =>
    text => {
      const parsed = parseDate(text, order)
      return parsed === null ? null : new Date(parsed.day * 86_400_000).toISOString().slice(0, length)
    }
  return [
    ['day', part(10)],
    ['month', part(7)],
    ['year', part(4)],
    ['decade', part(3)],
  ]
}

const first =
  (length: number): Coarsen =>
  text =>
    text.slice(0, length)

/** France: the first two characters are the département (three overseas); US: the first three are the sectional centre; GB: what stands before the last three. */
const POSTCODE_RUNGS: readonly (readonly [string, Coarsen])[] = [
  ['area', text => (/^[A-Za-z]{1,2}\d/.test(text) ? text.replace(/\s*\d[A-Za-z]{2}$/, '') : text.slice(0, 3))],
  ['department', text => (/^[A-Za-z]/.test(text) ? text.replace(/\d.*$/, '') : text.slice(0, 2))],
  ['region', first(1)],
]

const band =
  (width: number): Coarsen =>
  text => {
    const value = Number(text.replace(',', '.').replace(/[^\d.-]/g, ''))
    return Number.isFinite(value) ? String(Math.floor(value / width)) : null
  }
const YEAR_RUNGS: readonly (readonly [string, Coarsen])[] = [
  ['5 years', band(5)],
  ['10 years', band(10)],
]
const NUMBER_RUNGS = YEAR_RUNGS
