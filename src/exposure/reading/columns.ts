import type { Column, MatchedLines } from '../contract.ts'
import type { RowColumns } from './rows.ts'

/** The columns of all lines that match, each as narrow as its numbers allow: 100 million lines take about 24 bytes each. */
export class Columns {
  count = 0
  readonly #pieces: Record<Name, Column[]> = Object.fromEntries(NAMES.map(name => [name, []])) as unknown as Record<
    Name,
    Column[]
  >

  /** Adds the lines of one chunk, all of one server. */
  add(server: number, rows: RowColumns): void {
    if (rows.count === 0) return
    this.count += rows.count
    for (const name of NAMES) {
      const column = name === 'server' ? new Uint16Array(rows.count).fill(server) : rows[name]
      this.#pieces[name].push(narrowed(column as Column))
    }
  }

  /** The columns in one piece each; the pieces are given up one after the other. */
  take(): MatchedLines {
    const shared = new Map<string, Column>()
    const columns = NAMES.map(name => {
      const pieces = this.#pieces[name]
      this.#pieces[name] = []
      return [name, joined(pieces, this.count, shared)] as const
    })
    return { count: this.count, ...(Object.fromEntries(columns) as Record<Name, Column>) }
  }
}

const NAMES = [
  'server',
  'at',
  'client',
  'object',
  'agent',
  'method',
  'status',
  'bytes',
  'rangeFirst',
  'rangeLast',
  'ended',
  'cache',
  'flags',
] as const
type Name = (typeof NAMES)[number]

type Range = Readonly<{ least: number; most: number; isWhole: boolean }>

function rangeOf(column: Column): Range {
  let [least, most, isWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true]
  for (let i = 0; i < column.length; i++) {
    const value = column[i]
    if (value < least) least = value
    if (value > most) most = value
    if (!Number.isInteger(value)) isWhole = false
  }
  return { least, most, isWhole }
}

/** The narrowest array for numbers in a range. */
function arrayFor({ least, most, isWhole }: Range, length: number): Column {
  if (!isWhole) return new Float64Array(length)
  if (least >= 0 && most < 2 ** 8) return new Uint8Array(length)
  if (least >= -128 && most < 128) return new Int8Array(length)
  if (least >= 0 && most < 2 ** 16) return new Uint16Array(length)
  if (least >= 0 && most < 2 ** 32) return new Uint32Array(length)
  if (least >= -(2 ** 31) && most < 2 ** 31) return new Int32Array(length)
  return new Float64Array(length)
}

function narrowed(column: Column): Column {
  const narrow = arrayFor(rangeOf(column), column.length)
  if (narrow.BYTES_PER_ELEMENT >= column.BYTES_PER_ELEMENT) return column
  narrow.set(column)
  return narrow
}

function joined(pieces: Column[], count: number, shared: Map<string, Column>): Column {
  const ranges = pieces.map(rangeOf)
  const range: Range = {
    least: ranges.reduce((least, each) => Math.min(least, each.least), Number.POSITIVE_INFINITY),
    most: ranges.reduce((most, each) => Math.max(most, each.most), Number.NEGATIVE_INFINITY),
    isWhole: ranges.every(each => each.isWhole),
  }
  const key = range.least === range.most ? String(range.least) : ''
  const known = shared.get(key)
  if (known !== undefined) return known
  const whole = arrayFor(range, count)
  let at = 0
  for (const [i, piece] of pieces.entries()) {
    whole.set(piece, at)
    at += piece.length
    pieces[i] = new Uint8Array(0)
  }
  if (key !== '') shared.set(key, whole)
  return whole
}
