import type { ReadLogs } from '../contract.ts'

/** Two lines of one client further apart than this say nothing about clocks. Clocks without NTP drift minutes, not more. */
const FAR_SECONDS = 300
/** Lines of one act (parts of a file, a page and its table) lie within this of each other on right clocks. */
const NEAR_SECONDS = 5
/** Fewer clients than this seen by both servers could agree by chance. */
const FEWEST_CLIENTS = 5
/** The peak must hold this many times what an even spread would put there. */
const CLEAR_PEAK = 3
/** Lines of one client looked at on each server: a flood from one address neither decides nor costs. */
const MOST_LINES = 2_000

/**
 * How far each server's clock is ahead of the first server's, in seconds; null where it cannot be told. A client that is seen by both servers does
 * its acts within seconds, so the differences of its times on the two heap up around the skew. Each client counts once for each second of
 * difference. The skew is the centre of the heap, when at least five clients are in it and it is three times as high as chance would make it.
 * The method is ours; the first server is 0.
 */
export function skewsOf(logs: ReadLogs): readonly (number | null)[] {
  if (logs.servers.length === 1) return [0]
  const times = timesByServer(logs)
  return logs.servers.map((_, server) => (server === 0 ? 0 : skewBetween(times[0], times[server])))
}

type Times = ReadonlyMap<number, Float64Array>

/** Clocks are compared by about this many lines: of more, by some of the clients, the same whatever the order of the lines. */
const ENOUGH_LINES = 2_000_000

/** Seconds of the lines of each client on each server, ascending. */
function timesByServer({ matched, servers, clients: names }: ReadLogs): Times[] {
  const lists = servers.map(() => new Map<number, number[]>())
  const oneIn = Math.ceil(matched.count / ENOUGH_LINES)
  const isTaken = Uint8Array.from(names, name => (oneIn <= 1 || hashOf(name) % oneIn === 0 ? 1 : 0))
  for (let i = 0; i < matched.count; i++) {
    if (isTaken[matched.client[i]] === 0) continue
    const clients = lists[matched.server[i]]
    const list = clients.get(matched.client[i])
    if (list === undefined) clients.set(matched.client[i], [matched.at(i) / 1000])
    else list.push(matched.at(i) / 1000)
  }
  return lists.map(clients => new Map([...clients].map(([client, list]) => [client, Float64Array.from(list).sort()])))
}

/** FNV-1a of a text, 32 bits: to choose, never to protect. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

type Difference = Readonly<{ seconds: number; client: number }>

function skewBetween(reference: Times, other: Times): number | null {
  const differences: Difference[] = []
  for (const [client, times] of other) {
    const beside = reference.get(client)
    if (beside !== undefined) differences.push(...differencesOf(beside, times).map(seconds => ({ seconds, client })))
  }
  differences.sort((a, b) => a.seconds - b.seconds || a.client - b.client)
  const peak = peakOf(differences)
  const byChance = (differences.length * (2 * NEAR_SECONDS + 1)) / (2 * FAR_SECONDS + 1)
  const isClear =
    new Set(peak.map(({ client }) => client)).size >= FEWEST_CLIENTS && peak.length > CLEAR_PEAK * byChance
  return isClear ? centreOf(differences, peak[peak.length >> 1].seconds) : null
}

/** The differences of one client's times, each whole second once. */
function differencesOf(reference: Float64Array, times: Float64Array): number[] {
  const seen = new Set<number>()
  let from = 0
  for (const time of times.subarray(0, MOST_LINES)) {
    while (from < reference.length && reference[from] < time - FAR_SECONDS) from++
    for (let i = from; i < Math.min(reference.length, from + MOST_LINES) && reference[i] <= time + FAR_SECONDS; i++) {
      seen.add(Math.round(time - reference[i]))
    }
  }
  return [...seen]
}

/** The centre of the heap around a first guess: the mean of what lies near it, until that no longer moves. */
function centreOf(sorted: readonly Difference[], guess: number): number {
  let centre = guess
  for (let round = 0; round < 20; round++) {
    const near = sorted.filter(({ seconds }) => Math.abs(seconds - centre) <= NEAR_SECONDS)
    const next = Math.round(near.reduce((sum, { seconds }) => sum + seconds, 0) / near.length)
    if (next === centre) break
    centre = next
  }
  return centre
}

/** The most differences that lie within twice the nearness; ascending in, ascending out. The one nearest to 0 of equal heaps. */
function peakOf(sorted: readonly Difference[]): readonly Difference[] {
  let best = { from: 0, to: 0 }
  for (let from = 0, to = 0; from < sorted.length; from++) {
    while (to < sorted.length && sorted[to].seconds <= sorted[from].seconds + 2 * NEAR_SECONDS) to++
    const more = to - from - (best.to - best.from)
    const isNearer = Math.abs(sorted[from].seconds) < Math.abs(sorted[best.from].seconds)
    if (more > 0 || (more === 0 && isNearer)) best = { from, to }
  }
  return sorted.slice(best.from, best.to)
}

/** Milliseconds to take off the times of each server; 0 where the skew is not known. */
export function correctionsOf(skews: readonly (number | null)[]): readonly number[] {
  return skews.map(skew => (skew ?? 0) * 1000)
}
