import type { Tally } from '../tally.ts'

/** What one client did. Times in milliseconds; infinite where all its times were strays. `copies`: answers 304. */
export type ClientTally = Readonly<Tally & { probes: number; first: number; last: number; copies: number }>

/** What each client did, as columns: of five million clients, 250 MB. Clients are those of the logs. */
export class ClientTallies {
  readonly count: number
  readonly #wholeLow: Uint32Array
  readonly #wholeHigh: Uint32Array
  readonly #partialLow: Uint32Array
  readonly #partialHigh: Uint32Array
  readonly #anyLow: Uint32Array
  readonly #anyHigh: Uint32Array
  readonly #probes: Uint32Array
  readonly #copies: Uint32Array
  readonly #first: Float64Array
  readonly #last: Float64Array

  constructor(clients: number) {
    const column = () => new Uint32Array(clients)
    this.count = clients
    this.#wholeLow = column()
    this.#wholeHigh = column()
    this.#partialLow = column()
    this.#partialHigh = column()
    this.#anyLow = column()
    this.#anyHigh = column()
    this.#probes = column()
    this.#copies = column()
    this.#first = new Float64Array(clients).fill(Number.POSITIVE_INFINITY)
    this.#last = new Float64Array(clients).fill(Number.NEGATIVE_INFINITY)
  }

  add(client: number, one: Tally): void {
    this.#wholeLow[client] += one.wholeLow
    this.#wholeHigh[client] += one.wholeHigh
    this.#partialLow[client] += one.partialLow
    this.#partialHigh[client] += one.partialHigh
    this.#anyLow[client] += one.anyLow
    this.#anyHigh[client] += one.anyHigh
  }

  probe(client: number, isCopy: boolean): void {
    this.#probes[client]++
    if (isCopy) this.#copies[client]++
  }

  widen(client: number, firstAt: number, lastAt: number): void {
    if (firstAt < this.#first[client]) this.#first[client] = firstAt
    if (lastAt > this.#last[client]) this.#last[client] = lastAt
  }

  /** Whether any line of the client was counted: each is a probe, or belongs to what may be a transfer. */
  hasAsked(client: number): boolean {
    return this.#probes[client] > 0 || this.#anyHigh[client] > 0
  }

  of(client: number): ClientTally {
    return {
      wholeLow: this.#wholeLow[client],
      wholeHigh: this.#wholeHigh[client],
      partialLow: this.#partialLow[client],
      partialHigh: this.#partialHigh[client],
      anyLow: this.#anyLow[client],
      anyHigh: this.#anyHigh[client],
      probes: this.#probes[client],
      copies: this.#copies[client],
      first: this.#first[client],
      last: this.#last[client],
    }
  }

  /** Clients that were answered 304 without a transfer of theirs. */
  copiesElsewhere(): number {
    let clients = 0
    for (let c = 0; c < this.count; c++) if (this.#copies[c] > 0 && this.#anyHigh[c] === 0) clients++
    return clients
  }
}
