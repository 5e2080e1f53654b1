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
  cache: number
  flags: number
}>

/** The columns of some lines, as they go from thread to thread; each but those of texts as narrow as its numbers allow. */
export type RowColumns = Readonly<{ count: number } & { [name in keyof Row]: Column }>

const FIRST = 256

/** Columns that grow. */
export class Rows {
  count = 0
  #size = FIRST
  #at = new Float64Array(FIRST)
  #client = new Uint32Array(FIRST)
  #object = new Uint32Array(FIRST)
  #agent = new Uint32Array(FIRST)
  #method = new Uint8Array(FIRST)
  #status = new Uint16Array(FIRST)
  #bytes = new Float64Array(FIRST)
  #rangeFirst = new Float64Array(FIRST)
  #rangeLast = new Float64Array(FIRST)
  #ended = new Uint8Array(FIRST)
  #cache = new Uint8Array(FIRST)
  #flags = new Uint8Array(FIRST)

  add(row: Row): void {
    if (this.count === this.#size) this.#grow()
    const i = this.count++
    this.#at[i] = row.at
    this.#client[i] = row.client
    this.#object[i] = row.object
    this.#agent[i] = row.agent
    this.#method[i] = row.method
    this.#status[i] = row.status
    this.#bytes[i] = row.bytes
    this.#rangeFirst[i] = row.rangeFirst
    this.#rangeLast[i] = row.rangeLast
    this.#ended[i] = row.ended
    this.#cache[i] = row.cache
    this.#flags[i] = row.flags
  }

  /** The columns so far, as copies of their own; begins anew. */
  take(): RowColumns {
    const count = this.count
    this.count = 0
    return {
      count,
      at: narrowed(this.#at.subarray(0, count)),
      client: this.#client.slice(0, count),
      object: this.#object.slice(0, count),
      agent: this.#agent.slice(0, count),
      method: narrowed(this.#method.subarray(0, count)),
      status: narrowed(this.#status.subarray(0, count)),
      bytes: narrowed(this.#bytes.subarray(0, count)),
      rangeFirst: narrowed(this.#rangeFirst.subarray(0, count)),
      rangeLast: narrowed(this.#rangeLast.subarray(0, count)),
      ended: narrowed(this.#ended.subarray(0, count)),
      cache: narrowed(this.#cache.subarray(0, count)),
      flags: narrowed(this.#flags.subarray(0, count)),
    }
  }

  #grow(): void {
    this.#size *= 2
    this.#at = into(new Float64Array(this.#size), this.#at)
    this.#client = into(new Uint32Array(this.#size), this.#client)
    this.#object = into(new Uint32Array(this.#size), this.#object)
    this.#agent = into(new Uint32Array(this.#size), this.#agent)
    this.#method = into(new Uint8Array(this.#size), this.#method)
    this.#status = into(new Uint16Array(this.#size), this.#status)
    this.#bytes = into(new Float64Array(this.#size), this.#bytes)
    this.#rangeFirst = into(new Float64Array(this.#size), this.#rangeFirst)
    this.#rangeLast = into(new Float64Array(this.#size), this.#rangeLast)
    this.#ended = into(new Uint8Array(this.#size), this.#ended)
    this.#cache = into(new Uint8Array(this.#size), this.#cache)
    this.#flags = into(new Uint8Array(this.#size), this.#flags)
  }
}

function into<T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(larger: T, from: T): T {
  larger.set(from)
  return larger
}

/** What the numbers of a column are. */
export type Range = Readonly<{ least: number; most: number; isWhole: boolean }>

/** What the numbers of a column are, by looking at each. */
export function rangeOf(column: Column): Range {
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
export function arrayFor({ least, most, isWhole }: Range, length: number): Column {
  if (!isWhole) return new Float64Array(length)
  if (least >= 0 && most < 2 ** 8) return new Uint8Array(length)
  if (least >= -128 && most < 128) return new Int8Array(length)
  if (least >= 0 && most < 2 ** 16) return new Uint16Array(length)
  if (least >= 0 && most < 2 ** 32) return new Uint32Array(length)
  if (least >= -(2 ** 31) && most < 2 ** 31) return new Int32Array(length)
  return new Float64Array(length)
}

/** The same numbers in the narrowest array, a copy. */
export function narrowed(column: Column): Column {
  const narrow = arrayFor(rangeOf(column), column.length)
  narrow.set(column)
  return narrow
}
