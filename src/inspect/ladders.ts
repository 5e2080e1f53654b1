import { CATALOGUE, type ColumnCodes, type DateOrder, type JudgedColumn, parseDate } from '#detect'
import type { Rung } from '#risk'

/**
 * The coarser readings of a column that its kind allows, finest first: birth date → month → year → decade, postcode → its
 * first characters (sectional centre or outward code, département, region), ages and years → bands of 5 and 10. Empty where
 * the kind has none. A value that is not written like the others stays in a class of its own.
 */
export function ladderOf(column: JudgedColumn, codes: ColumnCodes): Rung[] {
  const way = column.kinds[0] ? CATALOGUE[column.kinds[0].kind].generalise : null
  const rungs = way === 'date' && column.dateOrder ? dateRungs(codes, column.dateOrder) : textRungs(way, codes)
  let finer = codes.cardinality
  return rungs.filter(rung => {
    const isCoarser = rung.cardinality < finer
    if (isCoarser) finer = rung.cardinality
    return isCoarser
  })
}

type Coarsen = (value: string) => string | null

const band =
  (width: number): Coarsen =>
  text => {
    const value = Number(text.replace(',', '.').replace(/[^\d.-]/g, ''))
    return Number.isFinite(value) ? String(Math.floor(value / width)) : null
  }
const isBritish = (text: string): boolean => /^[A-Za-z]{1,2}\d/.test(text)

/**
 * France: the first two characters are the département (INSEE), three overseas; US: the first three are the sectional centre
 * (USPS Publication 65); GB: what stands before the last three is the outward code (BS 7666).
 */
const TEXT_RUNGS: Readonly<Record<string, readonly (readonly [string, Coarsen])[]>> = {
  postcode: [
    ['area', text => (isBritish(text) ? text.replace(/\s*\d[A-Za-z]{2}$/, '') : text.slice(0, 3))],
    ['department', text => (isBritish(text) ? text.replace(/\d.*$/, '') : text.slice(0, 2))],
    ['region', text => text.slice(0, 1)],
  ],
  year: [
    ['5 years', band(5)],
    ['10 years', band(10)],
  ],
  number: [
    ['5 years', band(5)],
    ['10 years', band(10)],
  ],
}

/** A closed column of values that are no dates keeps no texts to make coarser. */
function textRungs(way: string | null, codes: ColumnCodes): Rung[] {
  return (TEXT_RUNGS[way ?? ''] ?? []).flatMap(([name, coarsen]) => {
    const rung = textRung(name, coarsen, codes)
    return rung ? [rung] : []
  })
}

function textRung(name: string, coarsen: Coarsen, { cardinality, text }: ColumnCodes): Rung | null {
  const codes = new Uint32Array(cardinality)
  const known = new Map<string, number>()
  for (let code = 1; code < cardinality; code++) {
    const value = text(code)?.trim()
    if (value === undefined) return null
    const coarse = coarsen(value) ?? `=${value}`
    let number = known.get(coarse)
    if (number === undefined) {
      number = known.size + 1
      known.set(coarse, number)
    }
    codes[code] = number
  }
  return { name, codes, cardinality: known.size + 1 }
}

/** Not a day: the value is kept as it is. */
const NO_DAY = -(2 ** 31)

function dateRungs(codes: ColumnCodes, order: DateOrder): Rung[] {
  const days = daysOf(codes, order)
  const rungs: readonly (readonly [string, number])[] = [
    ['day', 10],
    ['month', 7],
    ['year', 4],
    ['decade', 3],
  ]
  return rungs.map(([name, length]) => dateRung(name, length, days))
}

/** The day of each code, from 1970-01-01. Millions of timestamps have few days: each text is read once. */
function daysOf({ cardinality, text }: ColumnCodes, order: DateOrder): Int32Array {
  const days = new Int32Array(cardinality).fill(NO_DAY)
  const read = new Map<string, number>()
  for (let code = 1; code < cardinality; code++) {
    const value = text(code)
    if (value === null) continue
    let day = read.get(value)
    if (day === undefined) {
      day = parseDate(value.trim(), order)?.day ?? NO_DAY
      read.set(value, day)
    }
    days[code] = day
  }
  return days
}

function dateRung(name: string, length: number, days: Int32Array): Rung {
  const codes = new Uint32Array(days.length)
  const ofDay = new Map<number, number>()
  const known = new Map<string, number>()
  let next = 1
  for (let code = 1; code < days.length; code++) {
    const day = days[code]
    if (day === NO_DAY) {
      codes[code] = next++
      continue
    }
    let number = ofDay.get(day)
    if (number === undefined) {
      const period = new Date(day * 86_400_000).toISOString().slice(0, length)
      number = known.get(period) ?? next++
      known.set(period, number)
      ofDay.set(day, number)
    }
    codes[code] = number
  }
  return { name, codes, cardinality: next }
}
