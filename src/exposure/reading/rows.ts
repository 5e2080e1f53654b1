import type { Column } from '../contract.ts'

/** One value each of a line that concerns the question. */
export type Row = Readonly<{
  at: number
  client: number
  object: number
  agent: number
  method: number
  status: number
  bytes: number
  rangeFirst: number
  rangeLast: number
  ended: number
  flags: number
}>

/** What is kept of each line: times as seconds since 1970 and the milliseconds beyond, which most logs do not say. */
export const ROW_COLUMNS = [
  'second',
  'millisecond',
  'client',
  'object',
  'agent',
  'method',
  'status',
  'bytes',
  'rangeFirst',
  'rangeLast',
  'ended',
  'flags',
] as const
export type RowColumn = (typeof ROW_COLUMNS)[number]

/** What the numbers of a column are. */
export type Range = Readonly<{ least: number; most: number; isWhole: boolean }>

/** The numbers of one column in the narrowest array that holds them; null: all are `range.least`. */
export type Packed = Readonly<{ range: Range; values: Column | null }>

/** The columns of some lines, as they go from thread to thread. */
export type RowColumns = Readonly<{ count: number } & { [name in RowColumn]: Packed }>

const FIRST = 256

/** Columns that grow. */
export class Rows {
  count = 0
  #size = FIRST
  #second = new Float64Array(FIRST)
  #millisecond = new Float64Array(FIRST)
  #client = new Uint32Array(FIRST)
  #object = new Uint32Array(FIRST)
  #agent = new Uint32Array(FIRST)
  #method = new Uint8Array(FIRST)
  #status = new Uint16Array(FIRST)
  #bytes = new Float64Array(FIRST)
  #rangeFirst = new Float64Array(FIRST)
  #rangeLast = new Float64Array(FIRST)
  #ended = new Uint8Array(FIRST)
  #flags = new Uint8Array(FIRST)

  add(row: Row): void {
    if (this.count === this.#size) this.#grow()
    const i = this.count++
    const second = Math.floor(row.at / 1000)
    this.#second[i] = second
    this.#millisecond[i] = row.at - second * 1000
    this.#client[i] = row.client
    this.#object[i] = row.object
    this.#agent[i] = row.agent
    this.#method[i] = row.method
    this.#status[i] = row.status
    this.#bytes[i] = row.bytes
    this.#rangeFirst[i] = row.rangeFirst
    this.#rangeLast[i] = row.rangeLast
    this.#ended[i] = row.ended
    this.#flags[i] = row.flags
  }

  /** The columns so far, as copies of their own; begins anew. */
  take(): RowColumns {
    const count = this.count
    this.count = 0
    const packedUpTo = (column: Column) => packed(column.subarray(0, count))
    return {
      count,
      second: packedUpTo(this.#second),
      millisecond: packedUpTo(this.#millisecond),
      client: packedUpTo(this.#client),
      object: packedUpTo(this.#object),
      agent: packedUpTo(this.#agent),
      method: packedUpTo(this.#method),
      status: packedUpTo(this.#status),
      bytes: packedUpTo(this.#bytes),
      rangeFirst: packedUpTo(this.#rangeFirst),
      rangeLast: packedUpTo(this.#rangeLast),
      ended: packedUpTo(this.#ended),
      flags: packedUpTo(this.#flags),
    }
  }

  #grow(): void {
    this.#size *= 2
    this.#second = into(new Float64Array(this.#size), this.#second)
    this.#millisecond = into(new Float64Array(this.#size), this.#millisecond)
    this.#client = into(new Uint32Array(this.#size), this.#client)
    this.#object = into(new Uint32Array(this.#size), this.#object)
    this.#agent = into(new Uint32Array(this.#size), this.#agent)
    this.#method = into(new Uint8Array(this.#size), this.#method)
    this.#status = into(new Uint16Array(this.#size), this.#status)
    this.#bytes = into(new Float64Array(this.#size), this.#bytes)
    this.#rangeFirst = into(new Float64Array(this.#size), this.#rangeFirst)
    this.#rangeLast = into(new Float64Array(this.#size), this.#rangeLast)
    this.#ended = into(new Uint8Array(this.#size), this.#ended)
    this.#flags = into(new Uint8Array(this.#size), this.#flags)
  }
}

function into<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(larger: T, from: T): T {
  larger.set(from)
  return larger
}

/** The same numbers, packed; a copy. */
export function packed(column: Column): Packed {
  const range = rangeOf(column)
  if (range.least === range.most) return { range, values: null }
  const values = new (kindFor(range))(column.length)
  values.set(column)
  return { range, values }
}

/** Packed numbers, each as another one says. */
export function mapped({ range, values }: Packed, count: number, to: (value: number) => number): Packed {
  if (values === null) {
    const only = to(range.least)
    return count === 0 ? { range, values } : { range: { least: only, most: only, isWhole: true }, values }
  }
  const others = new Uint32Array(count)
  for (let i = 0; i < count; i++) others[i] = to(values[i])
  return packed(others)
}

/** The buffers of packed columns, to be handed to another thread. */
export function buffersOf(rows: RowColumns): ArrayBuffer[] {
  return ROW_COLUMNS.flatMap(name => (rows[name].values?.buffer as ArrayBuffer | undefined) ?? [])
}

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

type Kind = new (from: number | ArrayBuffer) => Column

/** The narrowest array for numbers in a range. */
export function kindFor({ least, most, isWhole }: Range): Kind {
  if (!isWhole) return Float64Array
  if (least >= 0 && most < 2 ** 8) return Uint8Array
  if (least >= -128 && most < 128) return Int8Array
  if (least >= 0 && most < 2 ** 16) return Uint16Array
  if (least >= 0 && most < 2 ** 32) return Uint32Array
  if (least >= -(2 ** 31) && most < 2 ** 31) return Int32Array
  return Float64Array
}
