import { SUMS, type Sums } from './row-sums.ts'

/** The columns that an answer has, by the bytes of their names in UTF-8. */
export type Names = Readonly<{ count: number; bytes: number }>

/** What JSON makes of a character that it need not escape: leaves it, writes `\uXXXX` (Python), and `\/` too (PHP). */
const MARKS = ['as-is', 'unicode', 'unicode-and-slashes'] as const
/** Blanks and numbers between quotes; blanks as null; numbers bare; both. */
const VALUES = [
  { null: 0, bare: 0 },
  { null: 2, bare: 0 },
  { null: 0, bare: -2 },
  { null: 2, bare: -2 },
] as const
/** Spaces before a cell in JSON that is set out on lines; by 1: tabs. */
const INDENTS = [1, 2, 4] as const
const SEPARATED = ['commas', 'semicolons', 'all'] as const
const ENDS = [1, 2] as const

/**
 * The lengths of so many rows in the usual forms, always in the same order: texts separated by commas, semicolons or tabs, quoted where needed or
 * throughout, with and without header and last line end (RFC 4180), with a byte order mark; JSON as an array of objects, written close (JavaScript,
 * PHP), with spaces (Python), set out on lines, and as one object a line. Bytes. Source: RFC 8259; `JSON.stringify`, `json.dumps`, `json_encode` as
 * they write by default.
 */
export function formLengths(sums: Sums, rows: number, names: Names): readonly number[] {
  return rows === 0 ? [] : [...textLengths(sums, rows, names), ...jsonLengths(sums, rows, names)]
}

function textLengths(sums: Sums, rows: number, { count, bytes }: Names): number[] {
  const out: number[] = []
  for (const quoting of SEPARATED) {
    const added = quoting === 'all' ? sums[SUMS.quotes] + 2 * count * rows : sums[SUMS[quoting]]
    const headerQuotes = quoting === 'all' ? 2 * count : 0
    for (const end of ENDS) {
      const body = sums[SUMS.content] + added + rows * (count - 1 + end)
      const header = bytes + headerQuotes + count - 1 + end
      out.push(body, body - end, body + header, body + header - end, body + header + 3, body + header + 3 - end)
    }
  }
  return out
}

function jsonLengths(sums: Sums, rows: number, names: Names): number[] {
  const out: number[] = []
  const { count, bytes } = names
  const frame = rows * (2 + bytes + 3 * count + count - 1)
  for (const marks of MARKS) {
    for (const values of VALUES) {
      const cells = cellBytes(sums, marks, values) + 2 * count * rows
      const objects = frame + cells
      const close = objects + rows + 1
      const spaced = objects + rows * (2 * count - 1) + 2 * rows
      out.push(close, close + 1, objects + rows, objects + rows - 1, spaced, spaced + 1)
      for (const indent of INDENTS) {
        const line = cells + rows * (count * (2 * indent + bytes / count + 4) + 2 * (count - 1) + 2 * indent + 4)
        const pretty = line + 2 * (rows - 1) + 4
        out.push(pretty, pretty + 1)
      }
    }
  }
  return out
}

type Marks = (typeof MARKS)[number]

function cellBytes(sums: Sums, marks: Marks, values: (typeof VALUES)[number]): number {
  const escapes = sums[SUMS.escapes] + (marks === 'as-is' ? 0 : sums[SUMS.unicode])
  const slashes = marks === 'unicode-and-slashes' ? sums[SUMS.slashes] : 0
  return sums[SUMS.content] + escapes + slashes + values.null * sums[SUMS.blanks] + values.bare * sums[SUMS.numbers]
}

const TEXTS = SEPARATED.length * ENDS.length * 6
const JSONS = 6 + 2 * INDENTS.length

/** Whether a form, by its number among `formLengths`, is one around which an object may be put: JSON as an array on one line. */
export function isWrappable(form: number): boolean {
  return form >= TEXTS && [0, 4].includes((form - TEXTS) % JSONS)
}

/** The bytes of the cells alone in each way of writing them: what changes from page to page whatever stands around the cells. */
export function cellLengths(sums: Sums): readonly number[] {
  const json = MARKS.flatMap(marks => VALUES.map(values => cellBytes(sums, marks, values)))
  const content = sums[SUMS.content]
  return [...json, content + sums[SUMS.commas], content + sums[SUMS.semicolons], content + sums[SUMS.quotes]]
}

/** What a form adds around each row and each cell at most: XML with two tags a cell, or JSON, set out on lines by four spaces. */
const FATTEST = { row: 60, cell: 17 } as const
/** What may stand around the rows: counts, links, names of fields and their types. */
const AROUND = { least: 1_024, cell: 64 } as const

/** The most bytes that so many rows have in a usual form, without what stands around them. */
export function fattest(sums: Sums, rows: number, { count, bytes }: Names): number {
  return sums[SUMS.fat] + rows * (FATTEST.row + 2 * bytes + FATTEST.cell * count)
}

/** The most bytes that usually stand around the rows of an answer. */
export function around({ count, bytes }: Names): number {
  return AROUND.least + AROUND.cell * count + 2 * bytes
}
