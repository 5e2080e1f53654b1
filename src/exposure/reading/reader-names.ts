import { isIPv4 } from 'node:net'
import { FLAGS } from '../contract.ts'
import { type AddressSet, clientKey } from './clients.ts'
import { Interner } from './interner.ts'
import { ipv4At, ipv4Number, ipv4Text, NumberMap } from './ipv4.ts'

/** Agents are told apart by this many characters: real ones have less, and each is kept. */
export const AGENT_LENGTH = 512
/** Beyond this many agents, all others are one: only an attacker sends more. */
const MOST_AGENTS = 1 << 20
const MANY_AGENTS = '(more agents)'
/** When the texts of clients or agents seen as bytes take more, they are forgotten and met anew. */
export const MOST_TEXT_BYTES = 32 * 1024 * 1024

/** What a reader met for the first time. IPv4 clients have the numbers 0, 2, 4 …, all others 1, 3, 5 … */
export type NewNames = Readonly<{
  ipv4: Uint32Array
  clients: readonly string[]
  objects: readonly string[]
  /** Sizes that the log says: an object's number and its size, by turns. */
  objectSizes: readonly number[]
  agents: readonly string[]
}>

/** The numbers that one reader gives to clients, objects and agents as it meets them, and which of them were left out by declaration. */
export class ReaderNames {
  readonly #excludedAddresses: AddressSet
  readonly #excludedAgents: ReadonlySet<string>
  #buf: Buffer<ArrayBuffer> = Buffer.alloc(0)
  #clientBytes = new Interner()
  readonly #ipv4 = new NumberMap()
  #ipv4Count = 0
  #agentBytes = new Interner()
  readonly #clientIds = new Map<string, number>()
  readonly #objectIds = new Map<string, number>()
  readonly #objectSizes = new Map<number, number>()
  readonly #agentIds = new Map<string, number>()
  #clientFlags = new Uint8Array(1024)
  #agentFlags = new Uint8Array(1024)
  #newIpv4: number[] = []
  #newClients: string[] = []
  #newObjects: string[] = []
  #newSizes: number[] = []
  #newAgents: string[] = []

  /** `excludedAgents`: to the letter, or the names of products. */
  constructor(excludedAddresses: AddressSet, excludedAgents: ReadonlySet<string>) {
    this.#excludedAddresses = excludedAddresses
    this.#excludedAgents = excludedAgents
  }

  /** The bytes in which clients and agents stand that are asked for by place. */
  begin(buf: Buffer<ArrayBuffer>): void {
    this.#buf = buf
    if (this.#clientBytes.bytes > MOST_TEXT_BYTES) this.#clientBytes = new Interner()
    if (this.#agentBytes.bytes > MOST_TEXT_BYTES) this.#agentBytes = new Interner()
  }

  /** The client whose address stands in `[from, to)`. */
  clientIn(from: number, to: number): number {
    const address = ipv4At(this.#buf, from, to)
    if (address === -1) return this.#clientBytes.get(this.#buf, from, to, this.#clientAt)
    const known = this.#ipv4.get(address)
    return known === -1 ? this.#newAddress(address) : known
  }

  /** The agent whose name stands in `[from, to)`. */
  agentIn(from: number, to: number): number {
    return this.#agentBytes.get(this.#buf, from, to, this.#agentAt)
  }

  readonly #clientAt = (from: number, to: number): number => this.client(this.#buf.toString('utf8', from, to))

  readonly #agentAt = (from: number, to: number): number => this.agent(this.#buf.toString('utf8', from, to))

  /** 2 where the client or the agent was left out by declaration, else 0. */
  flagsOf(client: number, agent: number): number {
    return this.#clientFlags[client] | this.#agentFlags[agent]
  }

  /** `size`: as the log says it; −1 where it does not. */
  object(name: string, size: number): number {
    let id = this.#objectIds.get(name)
    if (id === undefined) {
      id = this.#objectIds.size
      this.#objectIds.set(name, id)
      this.#newObjects.push(name)
    }
    if (size >= 0 && size !== this.#objectSizes.get(id)) {
      this.#objectSizes.set(id, size)
      this.#newSizes.push(id, size)
    }
    return id
  }

  client(text: string): number {
    const key = clientKey(text)
    if (isIPv4(key)) {
      const address = ipv4Number(key)
      const seen = this.#ipv4.get(address)
      return seen === -1 ? this.#newAddress(address) : seen
    }
    const known = this.#clientIds.get(key)
    if (known !== undefined && this.#excludedAddresses.isEmpty) return known
    if (known !== undefined && (this.#clientFlags[known] === FLAGS.excluded) === this.#excludedAddresses.has(text))
      return known
    return this.#newClient(key, text)
  }

  /** Of one /64, the addresses that are excluded are a client of their own. */
  #newClient(key: string, text: string): number {
    const isExcluded = this.#excludedAddresses.has(text)
    const own = isExcluded ? `${key} ` : key
    const known = this.#clientIds.get(own)
    if (known !== undefined) return known
    const id = this.#clientIds.size * 2 + 1
    this.#flag(id, isExcluded)
    this.#clientIds.set(own, id)
    this.#newClients.push(key)
    return id
  }

  #newAddress(address: number): number {
    const id = this.#ipv4Count++ * 2
    this.#flag(id, !this.#excludedAddresses.isEmpty && this.#excludedAddresses.has(ipv4Text(address)))
    this.#ipv4.add(address, id)
    this.#newIpv4.push(address)
    return id
  }

  #flag(client: number, isExcluded: boolean): void {
    while (client >= this.#clientFlags.length) this.#clientFlags = doubled(this.#clientFlags)
    this.#clientFlags[client] = isExcluded ? FLAGS.excluded : 0
  }

  agent(text: string): number {
    const kept = text.slice(0, AGENT_LENGTH)
    const known = this.#agentIds.get(kept)
    if (known !== undefined) return known
    if (this.#agentIds.size > MOST_AGENTS && kept !== MANY_AGENTS) return this.agent(MANY_AGENTS)
    const id = this.#agentIds.size
    if (id >= this.#agentFlags.length) this.#agentFlags = doubled(this.#agentFlags)
    this.#agentFlags[id] = this.#isExcludedAgent(kept) ? FLAGS.excluded : 0
    this.#agentIds.set(kept, id)
    this.#newAgents.push(kept)
    return id
  }

  /** The agent as declared, to the letter, or by its product's name without the version (RFC 9110 §10.1.5); every browser's is Mozilla. */
  #isExcludedAgent(agent: string): boolean {
    const product = /^[^\s/()]+(?=\/)/.exec(agent)?.[0] ?? ''
    return this.#excludedAgents.has(agent) || (product !== 'Mozilla' && this.#excludedAgents.has(product))
  }

  /** What was met since this was asked for last. */
  take(): NewNames {
    const taken = {
      ipv4: Uint32Array.from(this.#newIpv4),
      clients: this.#newClients,
      objects: this.#newObjects,
      objectSizes: this.#newSizes,
      agents: this.#newAgents,
    }
    this.#newIpv4 = []
    this.#newClients = []
    this.#newObjects = []
    this.#newSizes = []
    this.#newAgents = []
    return taken
  }
}

function doubled(flags: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(flags.length * 2)
  larger.set(flags)
  return larger
}
