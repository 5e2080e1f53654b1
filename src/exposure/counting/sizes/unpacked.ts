/**
 * As many clients must have had the object unpacked on a server before others that ask alike are known to get it so: with the same agent to the
 * letter; with one that begins alike (`Mozilla/5.0` and all browsers ask for packed content, `curl` does not); with no agent in the log.
 */
const FEWEST = { sameAgent: 2, likeAgent: 5, unnamed: 20 } as const
const NO_FAMILY = ''

/** The first word of an agent, without its version. */
export function familyOf(agent: string): string {
  const family = /^[^\s/(;]+/.exec(agent)?.[0].toLowerCase() ?? NO_FAMILY
  return family === '-' ? NO_FAMILY : family
}

/** Server and agent as one number: agents are fewer than 2³². */
export function keyOf(server: number, agent: number): number {
  return server * 2 ** 32 + agent
}

/** Who had one object unpacked: clients each, agents by server. */
export class Unpacked {
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
