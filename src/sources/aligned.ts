import type { Pull } from './bytes.ts'
import { cellType, isTyped } from './dialect.ts'
import { type Encoding, toUtf8 } from './encoding.ts'

/**
 * How lines without a delimiter become cells: cut where every line has blanks (`positions`, in characters), or at each run of
 * blanks (null).
 */
export type Alignment = Readonly<{ positions: readonly number[] | null }>

/** Stands between the cells of an aligned text once it is rewritten: the ASCII unit separator. */
export const ALIGNED_DELIMITER = 0x1f
const MIN_LINES = 4
/** A longer line is not a line of an aligned table: it is left as it is. */
const MAX_LINE = 64 * 1024

/**
 * Whether lines are a table aligned with spaces, the last resort of the search for a dialect. Columns stand apart where every
 * line has a blank and some lines two: numbers written in groups (telephones, NIR) always have one. Lines of numbers divided
 * by single blanks need a line of as many names above them.
 */
export function alignmentOf(lines: readonly string[]): Alignment | null {
  const filled = lines.map(line => line.trimEnd()).filter(line => line.trim() !== '')
  if (filled.length < MIN_LINES) return null
  const positions = gutters(filled)
  if (positions.length > 0 && isTable(filled, { positions })) return { positions }
  return isMatrix(filled) ? { positions: null } : null
}

/** The cells of a line. */
export function split(line: string, { positions }: Alignment): string[] {
  if (positions === null) return line.trim().split(/\s+/)
  const characters = isPlain(line) ? line : [...line]
  const slice = (from: number, to?: number) => {
    const part = characters.slice(from, to)
    return (typeof part === 'string' ? part : part.join('')).trim()
  }
  return [0, ...positions].map((from, i) => slice(from, positions[i]))
}

function isPlain(line: string): boolean {
  return !/[\ud800-\udbff]/.test(line)
}

/** Where columns begin: after each stretch of positions that are blank in every line, two wide in some. */
function gutters(lines: readonly string[]): number[] {
  const rows = lines.map(line => (isPlain(line) ? line : [...line].map(c => (c.length > 1 ? 'x' : c)).join('')))
  const longest = Math.min(MAX_LINE, Math.max(...rows.map(row => row.length)))
  const starts: number[] = []
  let blankFrom = -1
  for (let at = 0; at < longest; at++) {
    const isGutter = rows.every(row => at >= row.length || row[at] === ' ')
    if (isGutter && blankFrom < 0) blankFrom = at
    if (isGutter || blankFrom < 0) continue
    const gutter = blankFrom
    if (gutter > 0 && rows.some(row => isWide(row, gutter, at))) starts.push(at)
    blankFrom = -1
  }
  return starts
}

function isWide(row: string, from: number, to: number): boolean {
  if (row.length <= to) return false
  return to - from > 1 || row[from - 1] === ' ' || row[to] === ' '
}

/** Most cells are filled, and some column holds numbers or dates, or all gutters are wide. */
function isTable(lines: readonly string[], alignment: Alignment): boolean {
  const rows = lines.slice(1).map(line => split(line, alignment))
  const cells = rows.flat()
  if (cells.filter(cell => cell !== '').length < cells.length / 2) return false
  return rows[0].some((_, c) => {
    const column = rows.map(row => row[c]).filter(cell => cell !== '')
    return (
      column.length > rows.length / 2 && column.filter(cell => isTyped(cellType(cell))).length > column.length * 0.8
    )
  })
}

function isMatrix(lines: readonly string[]): boolean {
  const rows = lines.map(line => line.trim().split(/\s+/))
  const [names, ...body] = rows
  if (names.length < 2 || rows.some(row => row.length !== names.length)) return false
  if (names.some(name => isTyped(cellType(name)))) return false
  const typed = body.flat().filter(cell => isTyped(cellType(cell))).length
  return typed > (body.length * names.length) / 2
}

/** Rewrites an aligned text, while it is read, as UTF-8 with `ALIGNED_DELIMITER` between cells and LF after lines. */
export function pullAligned(pull: Pull, alignment: Alignment, encoding: Encoding): Pull {
  const decoder = new TextDecoder()
  const piece = new Uint8Array(1024 * 1024)
  let held = 0
  let ready: Uint8Array = new Uint8Array(0)
  let ended = false
  async function next(): Promise<void> {
    const got = await pull.fill(piece, held)
    ended = held + got < piece.length
    const used = held + got
    const newline = piece.subarray(0, used).lastIndexOf(10)
    const end = ended || newline < 0 ? used : newline + 1
    const text = decoder.decode(toUtf8(piece.slice(0, end), encoding === 'windows-1252' ? encoding : 'utf-8'))
    const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '')
    const join = (line: string) => split(line, alignment).join(String.fromCharCode(ALIGNED_DELIMITER))
    ready = new TextEncoder().encode(lines.map(line => `${line.length > MAX_LINE ? line : join(line)}\n`).join(''))
    piece.copyWithin(0, end, used)
    held = used - end
  }
  return {
    async fill(target, at) {
      let to = at
      while (to < target.length) {
        if (ready.length === 0 && ended) break
        if (ready.length === 0) {
          await next()
          continue
        }
        const taken = Math.min(ready.length, target.length - to)
        target.set(ready.subarray(0, taken), to)
        ready = ready.subarray(taken)
        to += taken
      }
      return to - at
    },
    close: () => pull.close(),
  }
}
