import { CATALOGUE, type ColumnCodes, type DateOrder, type JudgedColumn, parseDate } from '#detect'
import type { Rung } from '#risk'

/**
 * The coarser readings of a column that its kind allows, finest first: postcode → its first characters (sectional centre or
 * outward code, département, region), ages and years → bands of 5 and 10. Empty where the kind has none; dates have `byDay`.
 */
export function ladderOf(column: JudgedColumn, codes: ColumnCodes): Rung[] {
  return onlyCoarser(textRungs(wayOf(column), codes), codes.cardinality)
}

/** Whether a column is read by its days. */
export function isReadByDay(column: JudgedColumn): column is JudgedColumn & { dateOrder: DateOrder } {
  return wayOf(column) === 'date' && column.dateOrder !== null
}

/** Rungs that merge something that the rung below keeps apart. */
export function onlyCoarser(rungs: readonly Rung[], cardinality: number): Rung[] {
  let finer = cardinality
  return rungs.filter(rung => {
    const isCoarser = rung.cardinality < finer
    if (isCoarser) finer = rung.cardinality
    return isCoarser
  })
}

function wayOf({ kinds: [best] }: JudgedColumn): string | null {
  return best ? CATALOGUE[best.kind].generalise : null
}

/** The class of a value on a rung; null keeps the value apart. */
type Coarsen = (value: string) => string | null

/** Bands of `width` from 0. What is no number (a remark, `18-25`) stays as it is. */
const band =
  (width: number): Coarsen =>
  text => {
    const figures = text.replace(',', '.').replace(/[^\d.-]/g, '')
    const value = Number(figures)
    return /\d/.test(figures) && Number.isFinite(value) ? String(Math.floor(value / width)) : null
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

const MILLISECONDS_PER_DAY = 86_400_000
/** Not a day: the value is kept as it is. */
const NO_DAY = -(2 ** 31)
/** Characters of an ISO date that each coarser rung keeps. */
const DATE_RUNGS = [
  ['month', 7],
  ['year', 4],
  ['decade', 3],
] as const

/** A column of dates read by its days: `base` leads from the column's codes to those of days, `ladder` on from there. */
export type DayReading = Readonly<{ base: Rung; ladder: readonly Rung[] }>

/** Reads a column of dates by its days. Values that are no date keep a class of their own on every rung. */
export function byDay({ cardinality, text }: ColumnCodes, order: DateOrder): DayReading {
  const codes = new Uint32Array(cardinality)
  const days: number[] = [NO_DAY]
  const ofText = new Map<string, number>()
  const ofDay = new Map<number, number>()
  for (let code = 1; code < cardinality; code++) {
    const value = text(code)
    const known = value === null ? undefined : ofText.get(value)
    if (known !== undefined) {
      codes[code] = known
      continue
    }
    const day = value === null ? NO_DAY : (parseDate(value.trim(), order)?.day ?? NO_DAY)
    const number = (day === NO_DAY ? undefined : ofDay.get(day)) ?? days.push(day) - 1
    if (day !== NO_DAY) ofDay.set(day, number)
    if (value !== null) ofText.set(value, number)
    codes[code] = number
  }
  return {
    base: { name: 'day', codes, cardinality: days.length },
    ladder: DATE_RUNGS.map(([name, length]) => dateRung(name, length, days)),
  }
}

function dateRung(name: string, length: number, days: readonly number[]): Rung {
  const codes = new Uint32Array(days.length)
  const known = new Map<string, number>()
  let next = 1
  for (let code = 1; code < days.length; code++) {
    const day = days[code]
    const period = day === NO_DAY ? null : new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, length)
    const number = (period === null ? undefined : known.get(period)) ?? next++
    if (period !== null) known.set(period, number)
    codes[code] = number
  }
  return { name, codes, cardinality: next }
}
