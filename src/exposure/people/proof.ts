import type { Interval } from '../counting/intervals.ts'
import { lengthOf } from '../counting/intervals.ts'
import { around, cellLengths, fattest, formLengths, isWrappable, type Names } from './forms.ts'
import { noSums, type RowSums, type Sums } from './row-sums.ts'

/** One page or selection that was answered. */
export type Asked = Readonly<{
  /** Answers of one group come from one path in one form. */
  group: string
  /** The rows asked for, as far as the table has them, from 0. */
  rows: readonly Interval[]
  /** How many rows were asked for by position, also beyond the end of the table; null where they are asked for by values. */
  asked: number | null
  /** The rows come in the order of the file. */
  isInOrder: boolean
  /** Where rows are asked by page: its number from 0. The place of a page is another where the server gives fewer rows a page. */
  page: number | null
  /** Bytes of the longest answer, without headers: at least, at most. */
  bytes: number
  mostBytes: number
  sums: RowSums
  names: Names
  /** The bytes that these rows have in the exposed file, as a part of it: with and without line end, header. Empty where not known. */
  inFile: readonly number[]
}>

/** What an answer proves of the rows asked for. */
export type Proven = Readonly<{
  certain: readonly Interval[]
  /** All rows asked for, no less. */
  isAll: boolean
  /** More bytes than these rows have in any usual form: it carried more than was asked for. */
  isMore: boolean
}>

/** Pages that servers cut longer ones down to: 10, 12, 15, 20, 25 … of each power of ten, and the powers of two. */
const CAPS: readonly number[] = [
  ...new Set([
    ...[0, 1, 2, 3, 4, 5, 6].flatMap(e => [1, 1.2, 1.5, 2, 2.5, 3, 3.2, 4, 5, 6, 7.5, 8].map(m => m * 10 ** e)),
    ...Array.from({ length: 18 }, (_, e) => 2 ** (e + 3)),
  ]),
]
  .filter(cap => Number.isInteger(cap) && cap >= 5)
  .sort((a, b) => a - b)
/** `{"data":[…]}` and the like around an array: bytes; with counts and page numbers in long answers, where so few bytes are no rows. */
const WRAPPED = { least: 9, most: 13, mostOfLong: 40, longBytes: 20_000 } as const
/** Shorter answers have the bytes of some page that was cut by mere chance: about ten usual lengths in 25 forms each come near. */
const CUT_BYTES = 50_000
/**
 * As many answers must agree before they prove each other's form, and before bytes around the cells are taken as constant. Of many answers some fit a
 * form by chance, one in twenty at worst: less than this share of a group proves nothing.
 */
const AGREE = { form: 3, constant: 5, share: 0.2 } as const
/** Numbers of pages and of milliseconds in an answer vary by so many bytes. */
const VARYING = 4
/** Cells must vary in bytes from page to page by so many times more than the rest to prove anything. */
const TELLING = 10
/** How far answers that grow with the rows may be from one line. */
const LINE_SHARE = 0.02
/** Growing answers must differ in rows by this much from one to the next. */
const GROWTH = 1.1
/** Lines that are tried, evenly among the answers. */
const MOST_LINES = 64

/**
 * Which rows answers prove, one by one and together, in the same order. An answer proves all rows asked for when its bytes are, to the byte, those of
 * exactly these rows in a usual form; or when enough answers of its group show by their bytes that what stands around the cells is constant, or that
 * they grow with the rows that were asked for. Where the form is known from others, or the bytes are those of a page that servers cut to, it proves
 * the first rows that fit; else only those that fit in the fattest form. A wrong form fits by chance about once in as many bytes as a row has, and
 * then only where the server cut the page too.
 */
export function provenRows(asked: readonly Asked[]): readonly Proven[] {
  const proven = new Map<Asked, Proven>()
  for (const group of Map.groupBy(asked, ({ group }) => group).values()) provenOf(group, proven)
  return asked.map(one => proven.get(one)!)
}

function provenOf(group: readonly Asked[], proven: Map<Asked, Proven>): void {
  const fits = new Map(group.map(one => [one, fitsOf(one)]))
  const { trusted, known } = formsOf(group, fits)
  const grown = new Set([...steady(group), ...growing(group)])
  const isWhole = (one: Asked) => grown.has(one) || fits.get(one)!.some(form => trusted.has(form))
  const placed = new Set(group.filter(isWhole).map(({ asked }) => asked))
  for (const one of group) {
    const isMore = one.bytes > fattest(sumsOf(one), countOf(one), one.names) + around(one.names)
    if (isWhole(one)) proven.set(one, { certain: one.rows, isAll: true, isMore })
    else proven.set(one, { certain: leading(one, known, placed.has(one.asked)), isAll: isNothing(one, placed), isMore })
  }
}

/**
 * How many answers agree at most that these are the rows they carried: by their bytes in one form, by what stands around the cells, or by how they
 * grow.
 */
export function agreement(asked: readonly Asked[]): number {
  const groups = [...Map.groupBy(asked, ({ group }) => group).values()]
  return Math.max(
    0,
    ...groups.map(group =>
      Math.max(...countsOf(group.map(fitsOf)).values(), steady(group).length, growing(group).length),
    ),
  )
}

/** Whether rows beyond the end of the table were asked for, where pages are as long as was asked for. */
function isNothing({ rows, asked, page }: Asked, placed: ReadonlySet<number | null>): boolean {
  return rows.length === 0 && asked !== null && (page === null || placed.has(asked))
}

function countOf({ rows }: Asked): number {
  return lengthOf(rows)
}

/** Sums over the first rows asked for; all without a count. */
function sumsOf({ rows, sums }: Asked, count = Number.POSITIVE_INFINITY): Sums {
  const out = noSums()
  let left = count
  for (const [first, last] of rows) {
    if (left <= 0) break
    const taken = Math.min(left, last - first + 1)
    sums.between(first, taken, out)
    left -= taken
  }
  return out
}

/** Forms as numbers: those of `formLengths`, the same wrapped, and the file's own. */
const WRAPPED_FORM = 1_000
const OWN_FORM = 2_000

/** The forms in which exactly the rows asked for have the bytes of the answer. */
function fitsOf(one: Asked): readonly number[] {
  if (one.bytes !== one.mostBytes || one.rows.length === 0) return []
  const own = one.inFile.includes(one.bytes) ? [OWN_FORM] : []
  const lengths = formLengths(sumsOf(one), countOf(one), one.names)
  return [...own, ...lengths.flatMap((length, form) => fitOf(length, one.bytes, form))]
}

function fitOf(length: number, bytes: number, form: number): readonly number[] {
  const over = bytes - length
  if (over === 0) return [form]
  const most = bytes >= WRAPPED.longBytes ? WRAPPED.mostOfLong : WRAPPED.most
  return over >= WRAPPED.least && over <= most && isWrappable(form) ? [WRAPPED_FORM + form] : []
}

type Forms = Readonly<{
  /** Forms that enough answers fit for a fit to be no chance. */
  trusted: ReadonlySet<number>
  /** The form that so many agree on that the others of the group have it too; null: not known. */
  known: ReadonlySet<number> | null
}>

function formsOf(group: readonly Asked[], fits: ReadonlyMap<Asked, readonly number[]>): Forms {
  const counts = countsOf(group.map(one => fits.get(one)!))
  const most = Math.max(0, ...counts.values())
  const fewest = Math.max(most < AGREE.form ? 1 : most, Math.ceil(group.length * AGREE.share))
  const trusted = new Set([...counts].filter(([, count]) => count >= fewest).map(([form]) => form))
  return { trusted, known: trusted.size > 0 && most >= AGREE.form ? trusted : null }
}

/** How many answers fit each form. */
function countsOf(fits: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const form of fits.flat()) counts.set(form, (counts.get(form) ?? 0) + 1)
  return counts
}

/** Answers with as many rows in which what is left besides the cells is nearly constant while the cells are not: none lacks rows that another has. */
function steady(group: readonly Asked[]): readonly Asked[] {
  const exact = group.filter(one => one.rows.length > 0)
  return [...Map.groupBy(exact, countOf).values()].flatMap(same => {
    if (same.length < AGREE.constant) return []
    const cells = same.map(one => cellLengths(sumsOf(one)))
    const ways = cells[0].map((_, way) =>
      steadyIn(
        same,
        cells.map(lengths => lengths[way]),
      ),
    )
    return ways.reduce((best, way) => (way.length > best.length ? way : best), [])
  })
}

function steadyIn(same: readonly Asked[], cells: readonly number[]): readonly Asked[] {
  const left = same
    .map((one, i) => ({ one, cells: cells[i], rest: one.mostBytes - cells[i] }))
    .sort((a, b) => a.rest - b.rest)
  let best: typeof left = []
  for (let from = 0, to = 0; from < left.length; from++) {
    while (to < left.length && left[to].rest - left[from].rest <= VARYING) to++
    if (to - from > best.length) best = left.slice(from, to)
  }
  const lengths = best.map(one => one.cells)
  const rest = best[best.length - 1].rest - best[0].rest
  const isTelling =
    new Set(lengths).size >= AGREE.constant && Math.max(...lengths) - Math.min(...lengths) >= TELLING * (rest + 1)
  return isTelling && best.length >= same.length / 2 ? best.map(({ one }) => one) : []
}

/** Answers whose bytes grow with the rows asked for, on one line: a server that cuts pages down gives the same bytes for more rows. */
function growing(group: readonly Asked[]): readonly Asked[] {
  const points = group
    .filter(one => one.rows.length > 0)
    .map(one => ({ one, rows: fattest(sumsOf(one), countOf(one), one.names), bytes: one.mostBytes }))
    .sort((a, b) => a.rows - b.rows)
  if (points.length < AGREE.form) return []
  const [least] = points
  const slopes = points
    .filter(({ rows }) => rows > least.rows * GROWTH)
    .map(p => (p.bytes - least.bytes) / (p.rows - least.rows))
  const step = Math.ceil(slopes.length / MOST_LINES)
  const lines = slopes.filter((_, i) => i % step === 0).map(slope => onLine(points, slope))
  return lines.reduce<readonly Asked[]>((best, line) => (line.length > best.length ? line : best), [])
}

type Point = Readonly<{ one: Asked; rows: number; bytes: number }>

function onLine(points: readonly Point[], slope: number): readonly Asked[] {
  const [least] = points
  const start = least.bytes - slope * least.rows
  if (slope <= 0 || slope > 1 || start < -LINE_SHARE * least.bytes || start > around(least.one.names)) return []
  const on = points.filter(({ rows, bytes }) => Math.abs(bytes - start - slope * rows) <= LINE_SHARE * bytes)
  const steps: number[] = []
  for (const { rows } of on) if (rows > (steps.at(-1) ?? 0) * GROWTH) steps.push(rows)
  const isEnough = steps.length >= AGREE.form && steps[steps.length - 1] >= 2 * steps[0]
  return isEnough ? on.map(({ one }) => one) : []
}

/** The first rows that an answer carried for certain, where not all are proven. `isPlaced`: others prove that pages are as long as was asked for. */
function leading(one: Asked, form: ReadonlySet<number> | null, isPlaced: boolean): readonly Interval[] {
  const isAtPlace = one.page === null || one.page === 0 || (isPlaced && one.asked !== null)
  if (!one.isInOrder) return []
  const cut = form === null && one.rows.length === 1 && one.asked !== null ? cutRows(one) : null
  if (cut !== null) return cut
  if (!isAtPlace) return []
  const known = form === null ? null : [...form].filter(number => number < WRAPPED_FORM)
  const most = one.bytes - around(one.names)
  const count = Math.max(
    mostRows(countOf(one), rows => fattest(sumsOf(one, rows), rows, one.names) <= most),
    known === null || known.length === 0 ? 0 : mostRows(countOf(one), rows => isLonger(one, rows, known)),
  )
  return firstOf(one.rows, count)
}

function isLonger(one: Asked, rows: number, forms: readonly number[]): boolean {
  const lengths = formLengths(sumsOf(one, rows), rows, one.names)
  return forms.every(form => lengths[form] <= one.bytes)
}

/** The rows of a page that was cut to a usual length, where the bytes are those of just these; the fewest that are. */
function cutRows(one: Asked): readonly Interval[] | null {
  if (one.bytes !== one.mostBytes || one.bytes < CUT_BYTES) return null
  const [[first, last]] = one.rows
  const asked = one.asked ?? last - first + 1
  for (const cap of CAPS) {
    if (cap >= asked) return null
    const from = one.page === null ? first : one.page * cap
    if (from + cap > one.sums.rows) continue
    const sums = one.sums.between(from, cap, noSums())
    if (formLengths(sums, cap, one.names).includes(one.bytes)) return [[from, from + cap - 1]]
  }
  return null
}

/** The most rows of `count` for which something holds that holds for fewer too. */
function mostRows(count: number, holds: (rows: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** The first rows of some. */
export function firstOf(rows: readonly Interval[], count: number): readonly Interval[] {
  const out: Interval[] = []
  let left = count
  for (const [first, last] of rows) {
    if (left <= 0) break
    const taken = Math.min(left, last - first + 1)
    out.push([first, first + taken - 1])
    left -= taken
  }
  return out
}
