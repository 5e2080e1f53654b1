import type { Column, MatchedLines } from '../contract.ts'
import { kindFor, type Packed, type Range, ROW_COLUMNS, type RowColumns } from './rows.ts'

/**
 * The columns of all lines that match. [Note: columns grow where they are] Each column is one buffer that takes more pages as it grows, so that no
 * line is ever there twice; it is as narrow as its numbers allow, and none at all as long as they are the same. 100 million lines take some 16 bytes
 * each.
 */
export class Columns {
  #count = 0
  readonly #columns = Object.fromEntries(NAMES.map(name => [name, new GrowingColumn()])) as Record<Name, GrowingColumn>
  readonly #parts: { input: number; from: number; to: number }[] = []

  /** Adds lines of one input, all of one server. */
  add(input: number, server: number, rows: RowColumns): void {
    if (rows.count === 0) return
    const from = this.#count
    this.#count += rows.count
    for (const name of ROW_COLUMNS) this.#columns[name].append(rows[name], rows.count)
    this.#columns.server.append({ range: { least: server, most: server, isWhole: true }, values: null }, rows.count)
    const before = this.#parts.at(-1)
    if (before?.input === input) before.to = this.#count
    else this.#parts.push({ input, from, to: this.#count })
  }

  /** Takes the lines of one input out again. */
  drop(input: number): void {
    const kept = this.#parts.filter(part => part.input !== input)
    if (kept.length === this.#parts.length) return
    this.#parts.length = 0
    let count = 0
    for (const { input, from, to } of kept) {
      for (const name of NAMES) this.#columns[name].move(from, to, count)
      this.#parts.push({ input, from: count, to: count + to - from })
      count += to - from
    }
    this.#count = count
    for (const name of NAMES) this.#columns[name].cut(count)
  }

  /** All lines, in the arrays that they are in: nothing is to be added any more. */
  take(): MatchedLines {
    const same = new Map<number, Column>()
    const taken = Object.fromEntries(NAMES.map(name => [name, this.#columns[name].take(same)])) as Record<Name, Column>
    const { second, millisecond, ...columns } = taken
    return { count: this.#count, at: i => second[i] * 1000 + millisecond[i], ...columns }
  }
}

const NAMES = ['server', ...ROW_COLUMNS] as const
type Name = (typeof NAMES)[number]

/** Lines are told apart by 32 bits elsewhere. Only addresses are reserved for as many, and no memory. */
const MOST_BYTES = 2 ** 32 * Float64Array.BYTES_PER_ELEMENT
/** Lines for which pages are taken at a time, at least and at most. */
const STEP = { least: 2 ** 14, most: 2 ** 22 } as const
const NONE: Range = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY, isWhole: true }

/** One column that grows where it is, and moves only when a number comes that it is too narrow for. */
class GrowingColumn {
  #range = NONE
  #count = 0
  /** Null as long as all numbers are the same. */
  #values: Column | null = null

  append({ range, values }: Packed, count: number): void {
    const from = this.#count
    this.#widen({
      least: Math.min(this.#range.least, range.least),
      most: Math.max(this.#range.most, range.most),
      isWhole: this.#range.isWhole && range.isWhole,
    })
    this.#count += count
    const into = this.#values
    if (into === null) return
    if (into.length < this.#count) grow(into, this.#count)
    if (values === null) into.fill(range.least, from, this.#count)
    else into.set(values, from)
  }

  move(from: number, to: number, at: number): void {
    if (from !== at) this.#values?.copyWithin(at, from, to)
  }

  cut(count: number): void {
    this.#count = count
  }

  /** The numbers as an array; of those that are the same throughout, one array each. */
  take(same: Map<number, Column>): Column {
    const { least } = this.#range
    if (this.#values !== null) return this.#values.subarray(0, this.#count)
    const known = same.get(least)
    if (known !== undefined) return known
    const values = new (kindFor(this.#range))(this.#count)
    // What was just taken is all zeros, and takes no memory as long as nobody writes.
    if (least !== 0) values.fill(least)
    same.set(least, values)
    return values
  }

  #widen(range: Range): void {
    const before = this.#range
    this.#range = range
    if (range.least === range.most) return
    const Kind = kindFor(range)
    if (this.#values instanceof Kind) return
    const wider = new Kind(new ArrayBuffer(0, { maxByteLength: MOST_BYTES }))
    grow(wider, this.#count)
    if (this.#values !== null) {
      wider.set(this.#values.subarray(0, this.#count))
      ;(this.#values.buffer as ArrayBuffer).resize(0)
    } else wider.fill(before.least, 0, this.#count)
    this.#values = wider
  }
}

function grow(column: Column, count: number): void {
  const step = Math.min(STEP.most, Math.max(STEP.least, count >>> 1))
  const buffer = column.buffer as ArrayBuffer
  buffer.resize(Math.min(buffer.maxByteLength, (count + step) * column.BYTES_PER_ELEMENT))
}
