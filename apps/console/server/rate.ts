import { RATES, type RateName } from './policy.ts'

/** Addresses known at once: beyond that all are forgotten, and the count in all goes on. */
const ADDRESSES_MAX = 10_000

type Count = { begun: number; all: number; byAddress: Map<string, number> }

/** Counts tries in windows of fixed length; keeps addresses in memory for one window and writes them nowhere. */
export class Rates {
  readonly #now: () => Date
  readonly #counts = new Map<RateName, Count>()

  constructor(now: () => Date) {
    this.#now = now
  }

  /** Whether one more try is in bounds; a try that is not still counts. */
  allows(name: RateName, address: string): boolean {
    const { perAddress, inAll, windowMs } = RATES[name]
    const count = this.#current(name, windowMs)
    if (count.byAddress.size >= ADDRESSES_MAX) count.byAddress.clear()
    const tries = (count.byAddress.get(address) ?? 0) + 1
    count.byAddress.set(address, tries)
    if (tries > perAddress) return false
    count.all++
    return count.all <= inAll
  }

  #current(name: RateName, windowMs: number): Count {
    const now = this.#now().getTime()
    const known = this.#counts.get(name)
    if (known && now - known.begun < windowMs && now >= known.begun) return known
    const fresh: Count = { begun: now, all: 0, byAddress: new Map() }
    this.#counts.set(name, fresh)
    return fresh
  }
}
