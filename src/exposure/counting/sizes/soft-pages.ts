import { FLAGS, type ReadLogs } from '../../contract.ts'
import { chanceAgainst } from '../chance.ts'
import { isBufferEnd } from './buffers.ts'
import { forEachAnswer } from './lengths.ts'
import { type ObjectSize, WHOLE_SHARE } from './object-size.ts'

/** Lengths are told apart by the 4,096th of the object, in steps of 16 to 512 bytes: a page of changing length stays within two of them. */
const STEPS = 4_096
const STEP = { least: 16, most: 512 } as const
/** Steps on either side that show how many answers broke off around there; the nearest of them may hold some of the page. */
const AROUND = 32
const NEAREST = 2
const FEWEST_CLIENTS = 3
/** Longer than this no page is taken to be: nine pages in ten are under 150 kB (HTTP Archive, Web Almanac 2024, Page Weight [from memory]). */
const MOST_PAGE_BYTES = 256 * 1024
/** A heap that chance would give in more than one of so many logs is none. */
const ONE_LOG_IN = 1_000
/** Larger objects are told apart in no more steps than this. */
const MOST_STEPS = 1 << 20

/** Lengths from the first to the last, both in it. */
export type Stretch = readonly [first: number, last: number]

/**
 * The same sizes, with the lengths of answers 200 that may be of a page in the object's place, whose length changes (a login with a token, an error
 * with a time), up to 256 kB. Nothing in such a line tells it from an answer that broke off. But answers break off anywhere, or where a buffer ends;
 * pages are about as long each time. So where three clients and more had answers within two steps of each other, more than chance puts there
 * (Chernoff's bound of a Poisson sum, the answers around and all of them taken for spread evenly, times the steps), each may be a page or a part. The
 * error: fewer pages than that among many parts count as parts; parts that broke off at one place count in the high bounds alone.
 */
export function withSoftPages(logs: ReadLogs, sizes: readonly ObjectSize[]): readonly ObjectSize[] {
  const heaps = new Map<number, Steps>()
  for (const [o, size] of sizes.entries()) if (size.size !== null && !size.isPart) heaps.set(o, new Steps(size))
  const { flags, client } = logs.matched
  const each = (visit: (steps: Steps, bytes: number, client: number) => void) =>
    forEachAnswer(logs, (line, object, bytes) => {
      const steps = heaps.get(object)
      if (steps?.isShort(bytes, (flags[line] & FLAGS.withHeaders) !== 0)) visit(steps, bytes, client[line])
    })
  each((steps, bytes) => steps.count(bytes))
  for (const steps of heaps.values()) steps.findHeaps()
  each((steps, bytes, of) => steps.see(bytes, of))
  return sizes.map((size, o) => {
    const stretches = heaps.get(o)?.stretches() ?? []
    return stretches.length === 0 ? size : { ...size, softPages: stretches }
  })
}

/** How many answers of one object were how long, and who had those that heap up. */
class Steps {
  readonly #size: number
  readonly #headers: number
  readonly #step: number
  /** Answers by step; of most objects there are few. */
  #counts: Map<number, number> | null = null
  #all = 0
  /** By the first of two steps: the clients. */
  readonly #heaps = new Map<number, Set<number>>()

  constructor({ size, headers }: ObjectSize) {
    this.#size = size ?? 0
    this.#headers = headers === null ? 0 : headers.wholes[0][0] - this.#size
    const step = Math.min(STEP.most, Math.max(STEP.least, Math.ceil(this.#size / STEPS)))
    this.#step = Math.max(step, Math.ceil(this.#size / MOST_STEPS))
  }

  /** Whether an answer lacks some of the object, is as short as a page, and did not break off where a buffer ends. */
  isShort(bytes: number, isHeaded: boolean): boolean {
    const body = isHeaded ? bytes - this.#headers : bytes
    return body < this.#size * WHOLE_SHARE && body <= MOST_PAGE_BYTES && !isBufferEnd(body)
  }

  count(bytes: number): void {
    this.#counts ??= new Map()
    const step = Math.floor(bytes / this.#step)
    this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1)
    this.#all++
  }

  findHeaps(): void {
    const held = (first: number) => (this.#counts?.get(first) ?? 0) + (this.#counts?.get(first + 1) ?? 0)
    const many = [...(this.#counts?.keys() ?? [])]
      .flatMap(step => [step - 1, step])
      .filter(first => first >= 0 && held(first) >= FEWEST_CLIENTS)
    for (const first of many) if (this.#isHeap(first, held(first))) this.#heaps.set(first, new Set())
    this.#counts = null
  }

  #isHeap(first: number, held: number): boolean {
    let around = 0
    for (let by = NEAREST + 1; by <= AROUND; by++) {
      around += (this.#counts?.get(first - by) ?? 0) + (this.#counts?.get(first + 1 + by) ?? 0)
    }
    const steps = Math.ceil(this.#size / this.#step)
    const expected = around / (AROUND - NEAREST) + (2 * this.#all) / steps
    return chanceAgainst(held, expected) > Math.log(ONE_LOG_IN * steps)
  }

  see(bytes: number, client: number): void {
    const step = Math.floor(bytes / this.#step)
    for (const first of [step - 1, step]) {
      const clients = this.#heaps.get(first)
      if (clients !== undefined && clients.size < FEWEST_CLIENTS) clients.add(client)
    }
  }

  stretches(): readonly Stretch[] {
    return [...this.#heaps]
      .filter(([, clients]) => clients.size >= FEWEST_CLIENTS)
      .map(([first]) => [first * this.#step, (first + 2) * this.#step - 1] as const)
  }
}
