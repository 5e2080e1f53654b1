import type { Column, MatchedLines } from '../contract.ts'
import { arrayFor, narrowed, type Range, type RowColumns, rangeOf } from './rows.ts'

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
      const column = name === 'server' ? narrowed(new Uint16Array(rows.count).fill(server)) : rows[name]
      this.#pieces[name].push(column)
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
