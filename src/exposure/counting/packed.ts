import { FLAGS, type ReadLogs } from '../contract.ts'
import { HEADER_BYTES } from '../reading/of-size.ts'
import { forEachAnswer } from './lengths.ts'
import type { ObjectSize } from './sizes.ts'

/**
 * As many clients must have had the object unpacked on a server before others that ask alike are known to get it so: with the same agent to the letter; with one that
 * begins alike (`Mozilla/5.0` and all browsers ask for packed content, `curl` does not); with no agent in the log.
 */
const FEWEST = { sameAgent: 2, likeAgent: 5, unnamed: 20 } as const
const NO_FAMILY = ''

/** Lengths that packing the file can give, and who is known to get it unpacked. */
export type Packing = Readonly<{
  least: number
  most: number
  /** By server and agent: `keyOf`. */
  unpacked: ReadonlySet<number>
  /** By client: 1 for those that had it unpacked themselves. */
  clients: Uint8Array
}>

/**
 * The same sizes, with what an answer 200 as long as a packed copy may be: a whole one though nobody else had that length, or one that broke off. `packedBytes`
 * is what gzip gives at its fastest: Brotli at its best stays above half of it, nothing is longer by more than a twentieth. A server packs for all who ask for it
 * (RFC 9110 §12.5.3): who asks as others did that got it unpacked, gets it unpacked, and such a length is then that of a part. The error: a client that asks otherwise
 * than its agent tells, alone.
 */
export function withPacking(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  packedBytes: number | null,
  isFile: (object: number) => boolean,
): readonly ObjectSize[] {
  if (packedBytes === null || packedBytes === 0) return sizes
  const [least, most] = [packedBytes / 2, packedBytes * 1.05 + HEADER_BYTES.most]
  const unpacked = new Map<number, Unpacked>()
  const families = logs.agents.map(familyOf)
  for (const [o, { size }] of sizes.entries())
    if (size !== null && isFile(o) && least < size) unpacked.set(o, new Unpacked(families, logs.clients.length))
  if (unpacked.size === 0) return sizes
  const { flags, server, agent, client } = logs.matched
  forEachAnswer(logs, (line, object, bytes) => {
    const headers = (flags[line] & FLAGS.withHeaders) === 0 ? 0 : HEADER_BYTES.least
    if (bytes - headers > most) unpacked.get(object)?.add(server[line], agent[line], client[line])
  })
  return sizes.map((size, o) => {
    const of = unpacked.get(o)
    return of === undefined ? size : { ...size, packing: { least, most, unpacked: of.keys(), clients: of.clients } }
  })
}

/** Whether an answer of so many bytes, at least and at most, may be a packed copy, as far as length and client tell. */
export function mayBePacked(
  { least, most, unpacked, clients }: Packing,
  [low, high]: readonly [number, number],
  { server, agent, client }: Readonly<{ server: number; agent: number; client: number }>,
): boolean {
  return high >= least && low <= most && clients[client] === 0 && !unpacked.has(keyOf(server, agent))
}

/** The first word of an agent, without its version. */
function familyOf(agent: string): string {
  const family = /^[^\s/(;]+/.exec(agent)?.[0].toLowerCase() ?? NO_FAMILY
  return family === '-' ? NO_FAMILY : family
}

/** Agents are fewer than 2³². */
function keyOf(server: number, agent: number): number {
  return server * 2 ** 32 + agent
}

/** Who had one object unpacked: clients each, agents by server. */
class Unpacked {
  readonly clients: Uint8Array
  readonly #families: readonly string[]
  readonly #byAgent = new Map<number, Set<number>>()
  readonly #byFamily = new Map<string, Set<number>>()
  readonly #known = new Set<number>()
  /** Of which no more clients need be told apart. */
  readonly #settled = new Set<number>()
  readonly #servers = new Set<number>()

  constructor(families: readonly string[], clients: number) {
    this.#families = families
    this.clients = new Uint8Array(clients)
  }

  add(server: number, agent: number, client: number): void {
    this.clients[client] = 1
    const key = keyOf(server, agent)
    if (this.#settled.has(key)) return
    this.#servers.add(server)
    const family = this.#families[agent]
    const same = noted(this.#byAgent, key, client)
    const alike = noted(this.#byFamily, `${server} ${family}`, client)
    if (isKnown(family, same, alike)) this.#known.add(key)
    if (isKnown(family, 0, alike)) this.#settled.add(key)
  }

  /** Server and agent of all who get it unpacked. */
  keys(): ReadonlySet<number> {
    for (const server of this.#servers) {
      for (const [agent, family] of this.#families.entries()) {
        const alike = this.#byFamily.get(`${server} ${family}`)?.size ?? 0
        if (isKnown(family, 0, alike)) this.#known.add(keyOf(server, agent))
      }
    }
    return this.#known
  }
}

function isKnown(family: string, same: number, alike: number): boolean {
  if (family === NO_FAMILY) return alike >= FEWEST.unnamed
  return same >= FEWEST.sameAgent || alike >= FEWEST.likeAgent
}

/** How many clients there are with this one; the most that are asked for are told apart. */
function noted<K>(clients: Map<K, Set<number>>, key: K, client: number): number {
  const of = clients.get(key) ?? new Set()
  clients.set(key, of)
  if (of.size < FEWEST.unnamed) of.add(client)
  return of.size
}
