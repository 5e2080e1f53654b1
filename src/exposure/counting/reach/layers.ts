import { FLAGS, type ReadLogs } from '../../contract.ts'
import { isInside } from '../../reading/clients.ts'
import { FARTHEST_MS, PAIRED_SHARE, type Pairing, pairingOf, SURE_CLIENTS } from './layer-pairs.ts'

/** Fewer pairs, or of fewer clients, show layers and do not prove them: then the high bounds are open. */
const SURE_PAIRS = 20
/** A balancer's own addresses. */
const FEW_PEERS = 8

/** Servers whose requests stand in another server's log too. */
export type Layers = Readonly<{
  /** The logs with the lines of inner servers left out as if by declaration; the same logs where there is none. */
  logs: ReadLogs
  /** By number. */
  inner: ReadonlySet<number>
  /** Lines of inner servers, which are not counted. */
  lines: number
  /** Every one of them was found in the outer log, and what pairs them is no chance: nothing is lost by leaving them out. */
  isSure: boolean
}>

/**
 * Finds a balancer's or proxy's log beside the logs of the servers behind it: each request stands in both, and would count twice. A server is inner
 * when nine in ten of its lines have one of their own in the outer log: the same object and status, near the same bytes, within two seconds when the
 * clocks are put right; by the same client, or, where all of the inner server's clients are a few addresses from inside, by any. Two balanced servers
 * that answer a busy client pair as well at any other difference of their clocks, and are no layers. What is left of the layers is the outermost,
 * whose clients are not the other's address. The errors that remain: clients that each ask both servers within two seconds seem layers, which lowers
 * low bounds and opens high ones. [Note: layers by numbers] Where answers take longer than two seconds and the layers log them at different ends,
 * fewer than ten clients seem those of two servers; more show layers by their numbers of lines, and high bounds are open.
 */
export function layersOf(logs: ReadLogs): Layers {
  const inner = new Set<number>()
  const profiles = profilesOf(logs)
  const serving = logs.servers.map((_, server) => server).filter(server => profiles[server].lines > 0)
  const pairings: Pairing[] = []
  for (const server of serving.toSorted(byName(logs))) {
    const found = outerOf(logs, profiles, server, serving, inner)
    if (found === null) continue
    inner.add(server)
    pairings.push(found)
  }
  if (inner.size === 0) return { logs, inner, lines: 0, isSure: true }
  const { matched } = logs
  const flags = matched.flags.slice()
  for (let i = 0; i < flags.length; i++) if (inner.has(matched.server[i])) flags[i] |= FLAGS.excluded
  const lines = [...inner].reduce((sum, server) => sum + profiles[server].lines, 0)
  return { logs: { ...logs, matched: { ...matched, flags } }, inner, lines, isSure: areSure(pairings) }
}

function byName({ servers }: ReadLogs): (a: number, b: number) => number {
  return (a, b) => (servers[a].name < servers[b].name ? 1 : -1)
}

type Profile = {
  lines: number
  forwarded: number
  /** Of these, by somebody whom no declaration trusts. */
  hearsay: number
  hasOutside: boolean
  clients: Set<number>
  first: number
  last: number
}

function profilesOf({ matched, servers, clients }: ReadLogs): readonly Profile[] {
  const profiles = servers.map(
    (): Profile => ({
      lines: 0,
      forwarded: 0,
      hearsay: 0,
      hasOutside: false,
      clients: new Set(),
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
    }),
  )
  if (servers.length < 2) return profiles
  for (let i = 0; i < matched.count; i++) {
    const flags = matched.flags[i]
    if ((flags & FLAGS.excluded) !== 0) continue
    const profile = profiles[matched.server[i]]
    profile.lines++
    const at = matched.at(i)
    if (at < profile.first) profile.first = at
    if (at > profile.last) profile.last = at
    if ((flags & (FLAGS.forwarded | FLAGS.hearsayInside | FLAGS.hearsayPublic)) !== 0) profile.forwarded++
    if ((flags & (FLAGS.hearsayInside | FLAGS.hearsayPublic)) !== 0) profile.hearsay++
    if (profile.clients.size > FEW_PEERS || profile.clients.has(matched.client[i])) continue
    profile.clients.add(matched.client[i])
    if (!isInside(clients[matched.client[i]])) profile.hasOutside = true
  }
  return profiles
}

/** All of a server's clients are a few addresses, from inside or such as forward nearly all that they ask for: a balancer's own. */
function isBehind({ clients, hasOutside, hearsay, lines }: Profile): boolean {
  return clients.size <= FEW_PEERS && (!hasOutside || hearsay >= PAIRED_SHARE * lines)
}

function outerOf(
  logs: ReadLogs,
  profiles: readonly Profile[],
  server: number,
  serving: readonly number[],
  inner: ReadonlySet<number>,
): Pairing | null {
  const seemsInner = (one: number): boolean =>
    isBehind(profiles[one]) || profiles[one].forwarded >= PAIRED_SHARE * profiles[one].lines
  const others = serving.filter(one => one !== server && !inner.has(one))
  const outer = others.filter(one => !seemsInner(one))
  if (seemsInner(server) && outer.length > 0) return pairingOf(logs, outer, server, !isBehind(profiles[server]))
  const own = profiles[server].lines
  const larger = (one: number): boolean =>
    profiles[one].lines > own || (profiles[one].lines === own && byName(logs)(one, server) > 0)
  const candidates = others.filter(
    one => seemsInner(one) === seemsInner(server) && larger(one) && areTogether(profiles[one], profiles[server]),
  )
  for (const one of candidates) {
    const pairing = pairingOf(logs, [one], server, true)
    if (pairing !== null) return pairing
  }
  return null
}

/** Whether two servers answered in the same hours. */
function areTogether(a: Profile, b: Profile): boolean {
  return a.first <= b.last + FARTHEST_MS && b.first <= a.last + FARTHEST_MS
}

/** Enough pairs, of enough clients, and not of parts alone, which one client asks for together. */
function areSure(pairings: readonly Pairing[]): boolean {
  const sum = (of: (one: Pairing) => number): number => pairings.reduce((total, one) => total + of(one), 0)
  const isProven = sum(one => one.pairs) >= SURE_PAIRS && sum(one => one.clients) >= SURE_CLIENTS
  return isProven && pairings.every(({ isAll }) => isAll) && pairings.some(({ hasWhole }) => hasWhole)
}
