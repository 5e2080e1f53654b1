import { FLAGS, type ReadLogs } from '../../contract.ts'
import { HEADER_BYTES } from '../../reading/of-size.ts'
import { covers, type Interval, joined } from '../intervals.ts'
import { BUFFER_BYTES } from './buffers.ts'
import { forEachAnswer } from './lengths.ts'
import type { FileSize, ObjectSize } from './object-size.ts'
import { familyOf, keyOf, Unpacked } from './unpacked.ts'

/**
 * What packers give beside gzip at its fastest as Node has it: Brotli at its best stays above half; Debian's zlib, nginx's at its usual level 1,
 * gives 6 % more, zlib-ng and igzip at their fastest a fifth to a third. Narrower calls a packed whole a part, the worse error.
 */
const TIMES = { least: 0.5, most: 1.5 } as const
/**
 * nginx counts the frames of chunks with the body (8 bytes each, of a buffer or of what the network took), so that packed copies of one file differ
 * by less than one in two thousand. As many clients as make a heap no chance of one in a hundred, three at least, were within twice that.
 */
const HEAP = { share: 0.0005, leastBytes: 64, clients: 3, chance: 0.01 } as const

/** The head of gzip's format and its trailer are 18 bytes (RFC 1952 §2.3), some more where the name of the file is in it. */
const USUAL_WITHIN = 20

/** Lengths that packing the file can give, and who is known to get it unpacked. */
export type Packing = Readonly<{
  least: number
  most: number
  /** What gzip gives as usual; null where it is not known. */
  usual: number | null
  /** Lengths as logged, so near each other that several clients had a packed whole, whoever asked. */
  heaps: readonly Interval[]
  /** By server and agent: `keyOf`. */
  unpacked: ReadonlySet<number>
  /** By client: 1 for those that had it unpacked themselves. */
  clients: Uint8Array
}>

/**
 * The same sizes, with what an answer 200 as long as a packed copy may be: a whole one though nobody else had that length, or one that broke off.
 * `packedBytes` is what gzip gives at its fastest. A server packs for all who ask for it (RFC 9110 §12.5.3): who asks as others did that got it
 * unpacked, gets it unpacked, and such a length is then that of a part. The error: a client that asks otherwise than its agent tells, alone: but not
 * where the length is that of gzip at its usual level, within 20 bytes, which is a whole perhaps whoever asked.
 */
export function withPacking(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  file: Pick<FileSize, 'packedBytes' | 'usuallyPackedBytes'> | null,
  isFile: (object: number) => boolean,
): readonly ObjectSize[] {
  const packedBytes = file?.packedBytes ?? 0
  if (packedBytes === 0) return sizes
  const [least, most] = packedRange(packedBytes)
  const unpacked = new Map<number, Unpacked>()
  const families = logs.agents.map(familyOf)
  for (const [o, { size }] of sizes.entries())
    if (size !== null && isFile(o) && least < size) unpacked.set(o, new Unpacked(families, logs.clients.length))
  const heaps = new Map([...unpacked.keys()].map(o => [o, new Heaps(least, Math.min(most, sizes[o].size!))]))
  if (unpacked.size === 0) return sizes
  const { flags, server, agent, client } = logs.matched
  forEachAnswer(logs, (line, object, bytes) => {
    const headers = (flags[line] & FLAGS.withHeaders) === 0 ? 0 : HEADER_BYTES.least
    heaps.get(object)?.add(bytes, client[line])
    if (bytes - headers > most) unpacked.get(object)?.add(server[line], agent[line], client[line])
  })
  return sizes.map((size, o) => {
    const of = unpacked.get(o)
    if (of === undefined) return size
    const usual = file?.usuallyPackedBytes ?? null
    return {
      ...size,
      packing: { least, most, usual, heaps: heaps.get(o)!.found(), unpacked: of.keys(), clients: of.clients },
    }
  })
}

/** The lengths that packing a file can give, with headers perhaps; `packedBytes`: what gzip gives at its fastest. */
export function packedRange(packedBytes: number): readonly [least: number, most: number] {
  return [packedBytes * TIMES.least, packedBytes * TIMES.most + HEADER_BYTES.most]
}

/** Whether so many bytes, at least and at most, can be a packed copy by their number alone. */
export function isPackedLength({ least, most }: Packing, [low, high]: readonly [low: number, high: number]): boolean {
  return high >= least && low <= most
}

/** Whether an answer of so many bytes, at least and at most, logged with so many, may be a packed copy, as far as length and client tell. */
export function mayBePacked(
  packing: Packing,
  body: readonly [low: number, high: number],
  logged: number,
  { server, agent, client }: Readonly<{ server: number; agent: number; client: number }>,
): boolean {
  const { usual, heaps, unpacked, clients } = packing
  const [low, high] = body
  if (covers(heaps, [logged, logged])) return true
  if (usual !== null && high >= usual - USUAL_WITHIN && low <= usual + USUAL_WITHIN) return true
  return isPackedLength(packing, body) && clients[client] === 0 && !unpacked.has(keyOf(server, agent))
}

/** Lengths in narrow bins, and which clients had them. */
class Heaps {
  readonly #least: number
  readonly #width: number
  readonly #bins: (Set<number> | undefined)[]

  constructor(least: number, most: number) {
    this.#least = least
    this.#width = Math.max(HEAP.leastBytes, Math.ceil(least * (HEAP.share / TIMES.least)))
    this.#bins = Array.from({ length: Math.ceil(Math.max(0, most - least) / this.#width) })
  }

  add(bytes: number, client: number): void {
    const bin = Math.floor((bytes - this.#least) / this.#width)
    if (bin < 0 || bin >= this.#bins.length || bytes % BUFFER_BYTES === 0) return
    const clients = this.#bins[bin] ?? new Set()
    this.#bins[bin] = clients
    clients.add(client)
  }

  /** Two bins beside each other that hold more clients than chance puts there: answers that broke off end anywhere. */
  found(): readonly Interval[] {
    const all = this.#bins.reduce((sum, clients) => sum + (clients?.size ?? 0), 0)
    const heaps = this.#bins.flatMap((clients, bin): Interval[] => {
      const both = new Set([...(clients ?? []), ...(this.#bins[bin + 1] ?? [])]).size
      if (clients === undefined || both < HEAP.clients) return []
      const isChance = all * manyByChance(both - 1, (2 * all) / this.#bins.length) > HEAP.chance
      const from = this.#least + bin * this.#width
      return isChance ? [] : [[Math.ceil(from), Math.ceil(from + 2 * this.#width) - 1]]
    })
    return joined(heaps)
  }
}

/** How likely so many or more are where `mean` are to be expected (Poisson). */
function manyByChance(count: number, mean: number): number {
  let [term, fewer] = [Math.exp(-mean), 0]
  for (let k = 0; k < count; k++) {
    fewer += term
    term *= mean / (k + 1)
  }
  // Beyond what the sum can show, its first term is near enough.
  return Math.max(1 - fewer, term)
}
