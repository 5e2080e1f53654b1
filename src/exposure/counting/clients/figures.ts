import { createSecretKey, type KeyObject } from 'node:crypto'
import type { ReadLogs } from '../../contract.ts'
import type { ClientClass, ClientFigures, Exposure } from '../document.ts'
import { iso } from '../moments.ts'
import { bounds } from '../tally.ts'
import { pseudonym } from './classes.ts'
import type { ClientTallies, ClientTally } from './tallies.ts'

/** Clients shown one by one; figures count them all. */
const MOST_CLIENTS_SHOWN = 10_000

/** What is said of clients, beside what each did. */
export type ClientsShown = Readonly<{
  pseudonymKey: Uint8Array
  showClients: boolean
  /** The evidence does not bound the high ones. */
  isOpen: boolean
  /** The client behind whom several may be, and whether nobody was named anywhere: then no number bounds them. */
  many?: number | null
  isNobodyNamed?: boolean
}>

/**
 * How many clients, in all and by class, and a list of those that took most. A line that could not be read and names an object may be of a client
 * that no other line has.
 */
export function clientFigures(
  logs: ReadLogs,
  clients: ClientTallies,
  classes: readonly ClientClass[],
  shown: ClientsShown,
): Exposure['clients'] {
  const naming = logs.malformedNaming ?? 0
  const sums = { other: noSum(), 'crawler-known': noSum(), 'crawler-claimed': noSum() }
  const foremost = new Foremost(logs.clients, createSecretKey(shown.pseudonymKey))
  let asked = 0
  let [manyLow, manyHigh] = [0, 0]
  for (let id = 0; id < clients.count; id++) {
    if (!clients.hasAsked(id)) continue
    const client = clients.of(id)
    const sum = sums[classes[id]]
    const isMany = id === shown.many
    asked++
    if (isMany) [manyLow, manyHigh] = [client.anyLow, client.anyHigh]
    else if (client.anyLow > 0) sum.low++
    if (client.anyHigh > 0) sum.high++
    foremost.add(id, client)
  }
  const all = Object.values(sums)
  // Whoever came through a proxy may have come without it too.
  const low = Math.max(
    all.reduce((total, sum) => total + sum.low, 0),
    Math.min(1, manyLow),
  )
  const high = all.reduce((total, sum) => total + sum.high, naming)
  const isOpen = shown.isOpen || (high > 0 && (manyHigh > 0 || shown.isNobodyNamed === true))
  const inClass = (name: ClientClass) => bounds(sums[name].low, sums[name].high + naming, isOpen)
  const list = foremost
    .list()
    .map(({ id, name, client }) => figuresOf(name, logs.clients[id], classes[id], client, shown))
  return {
    ...bounds(low, high, isOpen),
    asked,
    byClass: {
      other: inClass('other'),
      'crawler-known': inClass('crawler-known'),
      'crawler-claimed': inClass('crawler-claimed'),
    },
    list,
  }
}

function noSum(): { low: number; high: number } {
  return { low: 0, high: 0 }
}

function figuresOf(
  name: string,
  address: string,
  clientClass: ClientClass,
  client: ClientTally,
  { showClients }: ClientsShown,
): ClientFigures {
  const hasTime = Number.isFinite(client.first)
  return {
    client: name,
    ...(showClients ? { address } : {}),
    class: clientClass,
    whole: { low: client.wholeLow, high: client.wholeHigh },
    partial: { low: client.partialLow, high: client.partialHigh },
    probes: client.probes,
    first: hasTime ? iso(client.first) : '',
    last: hasTime ? iso(client.last) : '',
  }
}

type Named = Readonly<{ id: number; name: string; client: ClientTally }>

/**
 * The clients with the most wholes for certain, then the most parts that may be, then by their pseudonyms: which depend on no order of lines. A
 * pseudonym is made only for those that may be among them.
 */
class Foremost {
  readonly #addresses: readonly string[]
  readonly #key: KeyObject
  #named: Named[] = []
  /** The last of those that are among the foremost so far; null as long as there is room. */
  #last: Named | null = null

  constructor(addresses: readonly string[], key: KeyObject) {
    this.#addresses = addresses
    this.#key = key
  }

  add(id: number, client: ClientTally): void {
    if (this.#last !== null && byTaken(client, this.#last.client) > 0) return
    const one = { id, name: pseudonym(this.#addresses[id], this.#key), client }
    if (this.#last !== null && byTakenAndName(one, this.#last) > 0) return
    this.#named.push(one)
    if (this.#named.length < 2 * MOST_CLIENTS_SHOWN) return
    this.#named = this.list()
    this.#last = this.#named[this.#named.length - 1]
  }

  list(): Named[] {
    return this.#named.sort(byTakenAndName).slice(0, MOST_CLIENTS_SHOWN)
  }
}

function byTaken(a: ClientTally, b: ClientTally): number {
  return b.wholeLow - a.wholeLow || b.partialHigh - a.partialHigh
}

function byTakenAndName(a: Named, b: Named): number {
  return byTaken(a.client, b.client) || (a.name < b.name ? -1 : 1)
}
