import { isRefusal, type Refusal } from '#kernel'
import { FLAGS, type ReadLogs } from '../../contract.ts'
import { type AddressSet, addressSet, isInside, isLoopback } from '../../reading/clients.ts'

/** A peer from inside that forwarded as many different addresses is a proxy: nobody else's stands inside. */
const SEVERAL_INSIDE = 2
/** A peer on the internet may be a company's proxy, which forwards a few of its own: three from the internet and a large share take more. */
const SEVERAL_OUTSIDE = 3
/** Shares of all lines that concern the objects: of peers that forwarded several addresses each, and of all that forwarded any. */
const LARGE_SHARE = 0.2
const MOST_LINES = 0.5
/** Fewer forwarded lines open nothing: `main` of nginx logs what any client sends. */
const FEWEST_LINES = 10
/** As few peers from inside as balancers have addresses; more are the machines of a house, as long as each seems to be one. */
const FEW_PEERS = 8
/** One machine has one or two agents: as many are several machines. */
const SEVERAL_AGENTS = 3
/** Addresses of proxies that are named, where names are asked for. */
const MOST_NAMED = 20

/** Behind whom several clients may be, and what says so. */
export type Proxies = Readonly<{
  /** The logs with all such peers as one client; the same logs where there is none. */
  logs: ReadLogs
  /** The number of that client; null where there is none. */
  many: number | null
  /** Clients cannot be counted at all where nobody was named; behind `many` alone, when it had a transfer. */
  isNobodyNamed: boolean
  /** Peers that forwarded addresses and are not declared, and the lines they sent. */
  undeclared: Readonly<{ peers: number; lines: number }>
  /** Lines of servers that saw peers from inside alone, and of declared proxies that named nobody. */
  hiddenLines: number
}>

type Peers = Readonly<{ byId: ReadonlyMap<number, Peer>; total: number }>
type Peer = { lines: number; forwarded: number; inside: number; outside: number; agents: Set<number> }

/**
 * Finds clients that are proxies for others, though nobody said so. A peer is one that forwarded two different addresses or more and is an address
 * from inside; or is among peers that forwarded three from the internet each and sent a fifth of all lines together; or among those that forwarded
 * any and sent half of them. Ten lines at least. A declared proxy that stands for itself is one too. Where a server saw addresses from inside alone
 * and none was forwarded, any of them may be a proxy: clients cannot be counted there; transfers can, unless the peers are eight at most, are the
 * machine itself, or one shows three agents. The error that remains: a proxy whose clients all send the same X-Forwarded-For, and a proxy on the
 * internet that forwards nothing, seem one client each. Refused where a declared proxy is no network.
 */
export function proxiesOf(logs: ReadLogs, declared: readonly string[]): Proxies | Refusal {
  const trusted = addressSet(declared)
  if (isRefusal(trusted)) return trusted
  const { byId: peers, total } = peersOf(logs, trusted)
  const undeclared = undeclaredOf(logs, peers, total)
  const own = [...peers.keys()].filter(id => isIn(trusted, logs.clients[id]))
  const hidden = hiddenOf(logs, peers, new Set(undeclared), own.length > 0 || declared.length > 0)
  const many = [...new Set([...undeclared, ...own, ...hidden.many])]
  return {
    ...joinedIn(logs, many),
    isNobodyNamed: hidden.lines > 0,
    undeclared: { peers: undeclared.length, lines: sumOf(undeclared.map(id => peers.get(id)!.lines)) },
    hiddenLines: hidden.lines + sumOf(own.map(id => peers.get(id)!.lines)),
  }
}

/**
 * What clients sent that connected themselves and are from inside, forwarded somebody, or are declared proxies, by number; and how many lines came
 * from all. Of millions of clients nearly all are none of these.
 */
function peersOf(logs: ReadLogs, trusted: AddressSet): Peers {
  const { matched, clients } = logs
  const isPeer = Uint8Array.from(clients, client => (isInside(client) || isIn(trusted, client) ? 1 : 0))
  for (let i = 0; i < matched.count; i++) {
    if ((matched.flags[i] & (FLAGS.hearsayInside | FLAGS.hearsayPublic)) !== 0) isPeer[matched.client[i]] = 1
  }
  const peers = new Map<number, Peer>()
  let total = 0
  for (let i = 0; i < matched.count; i++) {
    if ((matched.flags[i] & FLAGS.excluded) !== 0) continue
    total++
    if ((matched.flags[i] & FLAGS.forwarded) !== 0 || isPeer[matched.client[i]] === 0) continue
    let peer = peers.get(matched.client[i])
    if (peer === undefined) {
      peer = { lines: 0, forwarded: 0, inside: 0, outside: 0, agents: new Set() }
      peers.set(matched.client[i], peer)
    }
    addTo(peer, matched.flags[i], matched.agent[i])
  }
  return { byId: peers, total }
}

function isIn(set: AddressSet, client: string): boolean {
  return !set.isEmpty && set.has(client.replace(/\/64$/, ''))
}

function addTo(peer: Peer, flags: number, agent: number): void {
  const heap = 1 << ((flags & FLAGS.hearsayHeap) / 32)
  peer.lines++
  if (peer.agents.size < SEVERAL_AGENTS) peer.agents.add(agent)
  if ((flags & (FLAGS.hearsayInside | FLAGS.hearsayPublic)) !== 0) peer.forwarded++
  if ((flags & FLAGS.hearsayInside) !== 0) peer.inside |= heap
  if ((flags & FLAGS.hearsayPublic) !== 0) peer.outside |= heap
}

function undeclaredOf({ clients }: ReadLogs, peers: Peers['byId'], total: number): readonly number[] {
  const all = [...peers]
  const forwardedBy = (some: typeof all): number => sumOf(some.map(([, { forwarded }]) => forwarded))
  const inside = all.filter(
    ([id, { inside, outside }]) => isInside(clients[id]) && onesIn(inside) + onesIn(outside) >= SEVERAL_INSIDE,
  )
  const outside = all.filter(([id, peer]) => !isInside(clients[id]) && peer.outside > 0)
  const several = outside.filter(([, peer]) => onesIn(peer.outside) >= SEVERAL_OUTSIDE)
  const heaps = outside.reduce((heaps, [, peer]) => heaps | peer.outside, 0)
  const isMost = forwardedBy(outside) >= total * MOST_LINES && onesIn(heaps) >= SEVERAL_OUTSIDE
  const suspects = isMost ? outside : forwardedBy(several) >= total * LARGE_SHARE ? several : []
  const known = forwardedBy(suspects) >= FEWEST_LINES ? suspects : []
  return [...inside, ...known].map(([id]) => id)
}

type Hidden = Readonly<{ many: readonly number[]; lines: number }>

/** Peers of servers that saw addresses from inside alone, when no proxy was declared and none of them forwarded anybody. */
function hiddenOf(
  { matched, clients, servers }: ReadLogs,
  peers: Peers['byId'],
  undeclared: ReadonlySet<number>,
  isDeclared: boolean,
): Hidden {
  if (isDeclared || ![...peers.keys()].some(id => isInside(clients[id]))) return { many: [], lines: 0 }
  const inside = clients.map((client, id) => peers.has(id) && isInside(client))
  const isSeen = servers.map(() => false)
  const isOutside = servers.map(() => false)
  const isCounted = (i: number): boolean =>
    (matched.flags[i] & FLAGS.excluded) === 0 && !undeclared.has(matched.client[i])
  for (let i = 0; i < matched.count; i++) {
    if (!isCounted(i)) continue
    isSeen[matched.server[i]] = true
    if (!inside[matched.client[i]]) isOutside[matched.server[i]] = true
  }
  const ids = new Set<number>()
  let lines = 0
  for (let i = 0; i < matched.count; i++) {
    const server = matched.server[i]
    if (!isCounted(i) || !isSeen[server] || isOutside[server]) continue
    ids.add(matched.client[i])
    lines++
  }
  const isFew = ids.size <= FEW_PEERS
  const many = [...ids].filter(id => isFew || isLoopback(clients[id]) || peers.get(id)!.agents.size >= SEVERAL_AGENTS)
  return { many, lines }
}

/** The logs with some clients as one. */
function joinedIn(logs: ReadLogs, ids: readonly number[]): Pick<Proxies, 'logs' | 'many'> {
  if (ids.length === 0) return { logs, many: null }
  const named = [...ids].sort((a, b) => (logs.clients[a] < logs.clients[b] ? -1 : 1))
  const many = named[0]
  if (ids.length === 1) return { logs, many }
  const isOne = new Set(ids)
  const client = logs.matched.client.slice()
  for (let i = 0; i < client.length; i++) if (isOne.has(client[i])) client[i] = many
  const clients = [...logs.clients]
  clients[many] = named
    .slice(0, MOST_NAMED)
    .map(id => logs.clients[id])
    .join(' ')
  return { logs: { ...logs, clients, matched: { ...logs.matched, client } }, many }
}

function onesIn(heaps: number): number {
  let ones = 0
  for (let rest = heaps; rest !== 0; rest &= rest - 1) ones++
  return ones
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}
