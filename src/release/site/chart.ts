import { stat } from 'node:fs/promises'
import { type Refusal, refuse } from '#kernel'
import type { Bilingual, ChartSpec } from '../contract.ts'
import { drawSvg } from './chart-svg.ts'
import { numberOf } from './column-types.ts'
import type { Drawing, TableFiles } from './contract.ts'
import { csvRelation, engine } from './csv-relation.ts'

/** More bars than this nobody compares. */
const MOST_BARS = 120
/** A line of more points weighs more than its page. */
const MOST_POINTS = 1000
/** Colours that stay apart for every eye, in light and in dark. */
const MOST_SERIES = 6

/** Where a refusal is, in words: a chart has no line or column of its own. */
const AT = 'the chart'

/** One value to draw; `y` null where the row has none. */
export type Point = Readonly<{ x: string; y: number | null; series: string }>

type ChartTable = Pick<TableFiles, 'rows' | 'columns'>

/**
 * Draws the chart of a table from the rows of the CSV that goes out, each row one value, nothing summed, averaged or left out.
 * `table` is what `tableFiles` gave with that file; `title` names the data set.
 *
 * Refuses (`release/chart-…`) when a column of the spec is not there, when the values are no numbers, when two rows would stand at
 * one place, and when there are more rows or series than can be read. Throws what the disk says.
 */
export async function drawChart(
  csv: string,
  table: ChartTable,
  spec: ChartSpec,
  title: Bilingual,
): Promise<Drawing | Refusal> {
  const refusal = columnsRefusal(table, spec) ?? sizeRefusal(table, spec)
  if (refusal) return refusal
  const points = await readPoints(csv, table, spec)
  const twice = placesRefusal(points)
  if (twice) return twice
  const typeOfX = table.columns.find(({ name }) => name === spec.x)?.type ?? 'text'
  const draw = (lang: 'fr' | 'en', width: 'wide' | 'narrow'): string =>
    drawSvg(points, { spec, lang, width, isNumberX: typeOfX !== 'text', title: title[lang] })
  return {
    kind: 'release/drawing',
    spec,
    wide: { fr: draw('fr', 'wide'), en: draw('en', 'wide') },
    narrow: { fr: draw('fr', 'narrow'), en: draw('en', 'narrow') },
    points: points.map(({ x, y, series }) => [
      x,
      ...(spec.series === null ? [] : [series]),
      y === null ? '' : String(y),
    ]),
    blanks: points.filter(({ y }) => y === null).length,
  }
}

/** The rows of the CSV, in order, as points. */
async function readPoints(csv: string, table: ChartTable, spec: ChartSpec): Promise<Point[]> {
  const at = (name: string): string => `c${table.columns.findIndex(column => column.name === name)}`
  const { size } = await stat(csv)
  const series = spec.series === null ? `''` : `coalesce(${at(spec.series)}, '')`
  const cells = `coalesce(${at(spec.x)}, ''), coalesce(${at(spec.y)}, ''), ${series}`
  const instance = await engine(null)
  try {
    const connection = await instance.connect()
    const from = csvRelation(csv, table.columns.length, Math.min(size, 64 * 1024 * 1024))
    const rows = (await connection.runAndReadAll(`SELECT ${cells} FROM ${from}`)).getRows() as string[][]
    return rows.map(([x, y, series]) => ({ x, y: numberOf(y), series }))
  } finally {
    instance.closeSync()
  }
}

function columnsRefusal({ columns }: ChartTable, { x, y, series }: ChartSpec): Refusal | null {
  const wanted = [x, y, ...(series === null ? [] : [series])]
  const lacking = wanted.filter(name => !columns.some(column => column.name === name)).length
  if (lacking > 0 || new Set(wanted).size < wanted.length)
    return refuse('release/chart-column', {
      at: AT,
      seen: lacking > 0 ? `${lacking} columns that the table has not` : 'one column twice',
      expected: 'different columns of the table for x, y and series',
      remedy: 'choose columns of this table',
    })
  if (columns.find(({ name }) => name === y)?.type !== 'text') return null
  return refuse('release/chart-not-numeric', {
    at: AT,
    seen: 'a column of texts for y',
    expected: 'a column of which every filled cell is a number',
    remedy: 'choose another column, or write its numbers without spaces and signs in the file',
  })
}

function sizeRefusal({ rows }: ChartTable, { kind }: ChartSpec): Refusal | null {
  const most = kind === 'bar' ? MOST_BARS : MOST_POINTS
  if (rows <= most) return null
  return refuse('release/chart-too-many', {
    at: AT,
    seen: `${rows} rows`,
    expected: `${most} rows at most for this kind of chart`,
    remedy: 'publish a smaller table beside this one for the chart, or no chart',
  })
}

function placesRefusal(points: readonly Point[]): Refusal | null {
  const series = new Set(points.map(point => point.series)).size
  if (series > MOST_SERIES)
    return refuse('release/chart-too-many', {
      at: AT,
      seen: `${series} series`,
      expected: `${MOST_SERIES} series at most`,
      remedy: 'choose another column for series, or none',
    })
  const places = new Set(points.map(point => JSON.stringify([point.x, point.series]))).size
  if (places === points.length) return null
  return refuse('release/chart-not-one-each', {
    at: AT,
    seen: `${points.length - places} rows at a place that another row has`,
    expected: 'one row for each x, or for each x and series',
    remedy: 'choose the column that tells these rows apart as series',
  })
}
