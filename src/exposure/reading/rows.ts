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

/** The columns of some lines, as they go from thread to thread. */
export type RowColumns = Readonly<
  { count: number } & { [name in keyof Row]: Float64Array | Uint32Array | Uint16Array | Uint8Array }
>

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
      at: this.#at.slice(0, count),
      client: this.#client.slice(0, count),
      object: this.#object.slice(0, count),
      agent: this.#agent.slice(0, count),
      method: this.#method.slice(0, count),
      status: this.#status.slice(0, count),
      bytes: this.#bytes.slice(0, count),
      rangeFirst: this.#rangeFirst.slice(0, count),
      rangeLast: this.#rangeLast.slice(0, count),
      ended: this.#ended.slice(0, count),
      cache: this.#cache.slice(0, count),
      flags: this.#flags.slice(0, count),
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
