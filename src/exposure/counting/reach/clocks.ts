import type { ReadLogs } from '../../contract.ts'
import { fnv1a } from '../../reading/fnv.ts'
import { chanceAgainst } from '../chance.ts'

/** Two lines of one client further apart than this say nothing about clocks. Clocks without NTP drift minutes, not more. */
const FAR_SECONDS = 300
/** Seconds of difference that are told apart. */
const SECONDS = 2 * FAR_SECONDS + 1
/** How far from the skew the acts of clients spread: the parts of a page within seconds, retries and parts of a download within minutes. */
const SPREADS = [2, 5, 10, 20, 40, 80]
/** Fewer clients than this seen by both servers could agree by chance. */
const FEWEST_CLIENTS = 5
/** With fewer than this, leaving some out shows too little: the heap's half width over the root of their number then is the least error. */
const FEW_CLIENTS = 30
/** A heap no wider than this on either side is a sharp one. */
const SHARP_SECONDS = 5
/** A heap that chance would give in more than one of so many logs is none. */
const ONE_LOG_IN = 1_000
/** Seconds over which differences are blurred: the blur under which the answer rests least on single clients is taken. */
const BLURS = [0, 1, 2, 5, 10, 20, 40]
/** Clients are left out a tenth at a time, to see by how much the answer rests on them. */
const TENTHS = 10
/** Lines of one client looked at on each server: a flood from one address neither decides nor costs. */
const MOST_LINES = 2_000

/** How far a clock is ahead of the first server's, and by how much that may be wrong (two standard errors), in whole seconds. */
export type Skew = Readonly<{ seconds: number; within: number }>

/**
 * How far each server's clock is ahead of the first server's; null where it cannot be told. A client that is seen by both servers does its acts one
 * soon after the other, first on either of them: the differences of its times on the two lie as much above the skew as below. They heap up around it,
 * sharply or with a hollow in the middle, where nobody comes again within seconds. The heap must hold five clients, and more differences than chance
 * puts there (Chernoff's bound of a Poisson sum, times the places looked at); the skew is the second in it around which the heap is most like its own
 * mirror image (the highest autoconvolution), under the blur that makes it surest. The error is the jackknife's, clients left out by tenths (Efron
 * 1982, ch. 3). Each client counts once for each second of difference. The first server is 0.
 */
export function skewsOf(logs: ReadLogs): readonly (Skew | null)[] {
  const exact = { seconds: 0, within: 0 }
  if (logs.servers.length === 1) return [exact]
  const times = timesByServer(logs)
  return logs.servers.map((_, server) => (server === 0 ? exact : skewBetween(logs.clients, times[0], times[server])))
}

type Times = ReadonlyMap<number, Float64Array>

/** Clocks are compared by about this many lines: of more, by some of the clients, the same whatever the order of the lines. */
const ENOUGH_LINES = 2_000_000

/** Seconds of the lines of each client on each server, ascending. */
function timesByServer({ matched, servers, clients: names }: ReadLogs): Times[] {
  const lists = servers.map(() => new Map<number, number[]>())
  const oneIn = Math.ceil(matched.count / ENOUGH_LINES)
  const isTaken = Uint8Array.from(names, name => (oneIn <= 1 || fnv1a(name) % oneIn === 0 ? 1 : 0))
  for (let i = 0; i < matched.count; i++) {
    if (isTaken[matched.client[i]] === 0) continue
    const clients = lists[matched.server[i]]
    const list = clients.get(matched.client[i])
    if (list === undefined) clients.set(matched.client[i], [matched.at(i) / 1000])
    else list.push(matched.at(i) / 1000)
  }
  return lists.map(clients => new Map([...clients].map(([client, list]) => [client, Float64Array.from(list).sort()])))
}

/** How many clients have each difference of −300 to 300 seconds, tenth by tenth of the clients; and these differences client by client. */
type Heaps = Readonly<{ tenths: readonly Float64Array[]; byClient: readonly (readonly number[])[] }>

function skewBetween(names: readonly string[], reference: Times, other: Times): Skew | null {
  const heaps = heapsOf(names, reference, other)
  const all = sumOf(heaps.tenths)
  const heap = clearestHeap(all, heaps)
  if (heap === null) return null
  const without = heaps.tenths.map(tenth => difference(all, tenth))
  const found = BLURS.map(blur => {
    const error = jackknifeError(without.map(some => mirrorOf(blurred(some, blur))))
    return { seconds: mirrorOf(blurred(all, blur)), error }
  })
  const { seconds, error } = found.reduce((best, one) => (one.error < best.error ? one : best))
  return { seconds: Math.round(seconds), within: Math.ceil(2 * Math.max(error, leastError(heap))) }
}

/** What is found jumps from second to second, and may stay where it is whoever is left out: a wide heap is never told better than by half a second. */
function leastError({ from, to, clients }: Heap): number {
  const halfWidth = (to - from) / 2
  if (clients < FEW_CLIENTS) return halfWidth / Math.sqrt(clients)
  return halfWidth > SHARP_SECONDS ? 0.5 : 0
}

/** Every count shared out over the seconds beside it, the nearest having most: few differences are too scattered to be like their mirror image. */
function blurred(heap: Float64Array, blur: number): Float64Array {
  if (blur === 0) return heap
  const out = new Float64Array(SECONDS)
  for (let i = 0; i < SECONDS; i++) {
    for (let by = -blur; by <= blur; by++) {
      if (heap[i + by] !== undefined) out[i] += heap[i + by] * (1 - Math.abs(by) / (blur + 1))
    }
  }
  return out
}

function heapsOf(names: readonly string[], reference: Times, other: Times): Heaps {
  const tenths = Array.from({ length: TENTHS }, () => new Float64Array(SECONDS))
  const byClient: number[][] = []
  for (const [client, times] of other) {
    const beside = reference.get(client)
    if (beside === undefined) continue
    const differences = differencesOf(beside, times)
    byClient.push(differences)
    const tenth = tenths[fnv1a(names[client]) % TENTHS]
    for (const seconds of differences) tenth[seconds + FAR_SECONDS]++
  }
  return { tenths, byClient }
}

function sumOf(heaps: readonly Float64Array[]): Float64Array {
  return Float64Array.from(heaps[0], (_, i) => heaps.reduce((sum, heap) => sum + heap[i], 0))
}

function difference(all: Float64Array, some: Float64Array): Float64Array {
  return Float64Array.from(all, (count, i) => count - some[i])
}

/** A stretch of differences, from the first to the last, both in it, and the clients that have one there. */
type Heap = Readonly<{ from: number; to: number; clients: number }>

/** The stretch that holds the most beyond what an even spread would put there; null where chance could, or too few clients. */
function clearestHeap(all: Float64Array, { byClient }: Heaps): Heap | null {
  const sums = new Float64Array(SECONDS + 1)
  for (const [i, count] of all.entries()) sums[i + 1] = sums[i] + count
  let best = { from: 0, to: 0, score: 0 }
  for (const spread of SPREADS) {
    for (let centre = -FAR_SECONDS + spread; centre <= FAR_SECONDS - spread; centre++) {
      const [from, to] = [centre - spread, centre + spread]
      const held = sums[to + FAR_SECONDS + 1] - sums[from + FAR_SECONDS]
      const score = chanceAgainst(held, (sums[SECONDS] * (2 * spread + 1)) / SECONDS)
      const isNearer = Math.abs(from + to) < Math.abs(best.from + best.to)
      if (score > best.score || (score === best.score && isNearer)) best = { from, to, score }
    }
  }
  const clients = byClient.filter(seconds => seconds.some(one => one >= best.from && one <= best.to)).length
  const isClear = best.score > Math.log(ONE_LOG_IN * SPREADS.length * SECONDS) && clients >= FEWEST_CLIENTS
  return isClear ? { ...best, clients } : null
}

/**
 * The difference, to the half second, around which what is more or less than usual lies most evenly on both sides; of equal ones the
 * nearest to 0.
 */
function mirrorOf(counts: Float64Array): number {
  const mean = counts.reduce((sum, count) => sum + count, 0) / SECONDS
  const excess = counts.map(count => count - mean)
  let best = { twice: 0, likeness: Number.NEGATIVE_INFINITY }
  for (let twice = -2 * FAR_SECONDS; twice <= 2 * FAR_SECONDS; twice++) {
    const sum = twice + 2 * FAR_SECONDS
    let likeness = 0
    for (let i = Math.max(0, sum - SECONDS + 1); i <= Math.min(SECONDS - 1, sum); i++) {
      likeness += excess[i] * excess[sum - i]
    }
    const isNearer = Math.abs(twice) < Math.abs(best.twice)
    if (likeness > best.likeness || (likeness === best.likeness && isNearer)) best = { twice, likeness }
  }
  return best.twice / 2
}

/** The standard error of what was found, from what is found without each group. */
function jackknifeError(without: readonly number[]): number {
  const mean = without.reduce((sum, one) => sum + one, 0) / without.length
  const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return Math.sqrt(((without.length - 1) / without.length) * squares)
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

/** What to take off the times of each server, and by how much they may then be wrong beside the first server's, in milliseconds. */
export type Clocks = Readonly<{ corrections: readonly number[]; errors: readonly number[] }>

/** The clocks of all servers; taken for right where the skew is not known. */
export function clocksOf(skews: readonly (Skew | null)[]): Clocks {
  return {
    corrections: skews.map(skew => (skew?.seconds ?? 0) * 1000),
    errors: skews.map(skew => (skew?.within ?? 0) * 1000),
  }
}
