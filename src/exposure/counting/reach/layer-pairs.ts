import { FLAGS, type MatchedLines, type ReadLogs } from '../../contract.ts'

/**
 * Two logs of one request bear times this near, in seconds, on right clocks. Logs that are written when long answers end are further off: see `WIDE`.
 */
const NEAR_SECONDS = 2
/** Clocks of two layers differ by this at most; with fewer lines than `FEWEST_FOR_CLOCK` they are taken to be right. */
const FAR_SECONDS = 300
const FEWEST_FOR_CLOCK = 5
/** So many of the inner server's lines must have their fellow in the outer log: answers that broke off may bear another status there. */
export const PAIRED_SHARE = 0.9
/** At other differences than that of the clocks at most half as many may pair: else a busy client would pair with itself. */
const CHANCE_SHARE = 0.5
const OTHER_SECONDS = [-101, -37, 37, 101]
/**
 * Where one layer logs a request when it begins and the other when it has ended, or each when it has ended on its own side, times differ by as long
 * as answers take. Then the numbers tell: of nearly every client the outer log has as many lines as the inner one or more, of a part of them just as
 * many; and most have a fellow within an hour. Of two balanced servers, half of the clients with two requests have both or none on the second.
 */
const WIDE = { seconds: 3_600, pairedShare: 0.75, coveredShare: 0.95, evenShare: 0.3, fewestClients: 10 } as const
/** No lines of one request are further apart. */
export const FARTHEST_MS = 1000 * (WIDE.seconds + FAR_SECONDS)
/** A layer may count headers, or answer in fewer bytes, than the other. */
const HEADER_BYTES = 1_500
const BYTES_SHARE = 0.01
/** So many clients ask alike by no chance. */
export const SURE_CLIENTS = 5
/** Of more lines, some clients decide whether to look at all, and then which are looked at. */
const FIRST_LOOK = 20_000
const MOST_LINES = 1_000_000

/** What pairs the lines of an inner server with those of an outer one. `isAll`: every line of the inner server was looked at, and has its fellow. */
export type Pairing = Readonly<{ pairs: number; clients: number; isAll: boolean; hasWhole: boolean }>

/**
 * Whether nearly all lines of a server have one of their own in the logs of `outer`, and by no chance; null where they have not. `byClient`: only
 * lines of the same client are alike.
 */
export function pairingOf(logs: ReadLogs, outer: readonly number[], server: number, byClient: boolean): Pairing | null {
  const { count } = logs.matched
  const first = pairedOf(logs, outer, server, byClient, Math.ceil(count / FIRST_LOOK))
  if (first.lines > FEWEST_FOR_CLOCK && !areLayers(first)) return wideOf(logs, outer, server, byClient)
  const oneIn = Math.ceil(count / MOST_LINES)
  const all = oneIn === Math.ceil(count / FIRST_LOOK) ? first : pairedOf(logs, outer, server, byClient, oneIn)
  if (!areLayers(all)) return wideOf(logs, outer, server, byClient)
  // Where any client may pair, nobody asked both servers.
  const clients = byClient ? all.clients : SURE_CLIENTS
  return { pairs: all.paired, clients, isAll: oneIn <= 1 && all.paired === all.lines, hasWhole: all.hasWhole }
}

type Paired = Readonly<{ lines: number; paired: number; byChance: number; clients: number; hasWhole: boolean }>

function areLayers({ lines, paired, byChance }: Paired): boolean {
  return lines > 0 && paired >= PAIRED_SHARE * lines && byChance <= CHANCE_SHARE * paired
}

/** Times in seconds and bytes of some lines that could be of one request. */
type Alike = { at: number[]; bytes: number[] }

function pairedOf(logs: ReadLogs, outer: readonly number[], server: number, byClient: boolean, oneIn: number): Paired {
  const taken = takenOf(logs, byClient, oneIn)
  const mine = alikeOf(logs, [server], byClient, taken)
  const theirs = alikeOf(logs, outer, byClient, taken)
  const lines = [...mine.values()].reduce((sum, { at }) => sum + at.length, 0)
  const ahead = lines < FEWEST_FOR_CLOCK ? 0 : aheadOf(mine, theirs)
  const others = OTHER_SECONDS.map(seconds => pairsAt(mine, theirs, ahead + seconds))
  const keys = [...mine.keys()]
  return {
    lines,
    paired: pairsAt(mine, theirs, ahead),
    byChance: others.reduce((sum, pairs) => sum + pairs, 0) / others.length,
    clients: new Set(keys.map(clientIn)).size,
    hasWhole: keys.some(key => !key.startsWith('206 ')),
  }
}

/** Which lines are looked at: of many, those of some clients; where any client may pair, those of a stretch of time. */
function takenOf({ matched }: ReadLogs, byClient: boolean, oneIn: number): (i: number) => boolean {
  if (oneIn <= 1) return () => true
  // Knuth's multiplicative hash: clients are numbered as they come, and their lines with them.
  if (byClient) return i => Math.imul(matched.client[i] + 1, 0x9e3779b1) >>> 0 < 2 ** 32 / oneIn
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < matched.count; i++) {
    first = Math.min(first, matched.at(i))
    last = Math.max(last, matched.at(i))
  }
  const middle = (first + last) / 2
  const half = (last - first) / oneIn / 2
  return i => Math.abs(matched.at(i) - middle) <= half
}

function alikeOf(
  { matched }: ReadLogs,
  servers: readonly number[],
  byClient: boolean,
  isTaken: (i: number) => boolean,
): ReadonlyMap<string, Alike> {
  const found = new Map<string, { at: number; bytes: number }[]>()
  forEachLineOf(matched, servers, i => {
    if ((matched.flags[i] & FLAGS.excluded) !== 0 || !isTaken(i)) return
    const key = keyOf(matched, i, byClient)
    const one = { at: matched.at(i) / 1000, bytes: matched.bytes[i] }
    const list = found.get(key)
    if (list === undefined) found.set(key, [one])
    else list.push(one)
  })
  return new Map(
    [...found].map(([key, list]) => {
      list.sort((a, b) => a.at - b.at || a.bytes - b.bytes)
      return [key, { at: list.map(({ at }) => at), bytes: list.map(({ bytes }) => bytes) }]
    }),
  )
}

/** Where there are more servers, going through all lines for each pair of them takes too long. */
const FEW_SERVERS = 16
const indexes = new WeakMap<MatchedLines, ReadonlyMap<number, readonly number[]>>()

/** Calls back with each line of some servers, in the order of the lines of each. */
function forEachLineOf(matched: MatchedLines, servers: readonly number[], visit: (i: number) => void): void {
  const index = indexes.get(matched) ?? indexOf(matched)
  if (index.size > FEW_SERVERS) {
    for (const server of servers) for (const i of index.get(server) ?? []) visit(i)
    return
  }
  const isOne = new Set(servers)
  for (let i = 0; i < matched.count; i++) if (isOne.has(matched.server[i])) visit(i)
}

/** The lines of each server; of few servers the servers alone, since lines may be many. */
function indexOf(matched: MatchedLines): ReadonlyMap<number, readonly number[]> {
  const index = new Map<number, number[]>()
  for (let i = 0; i < matched.count; i++) if (!index.has(matched.server[i])) index.set(matched.server[i], [])
  if (index.size > FEW_SERVERS) for (let i = 0; i < matched.count; i++) index.get(matched.server[i])!.push(i)
  indexes.set(matched, index)
  return index
}

function keyOf({ status, object, client }: MatchedLines, i: number, byClient: boolean): string {
  return `${status[i]} ${object[i]} ${byClient ? client[i] : ''}`
}

/** How far the inner clock is ahead, in seconds: where most of its lines have one of the outer log beside them; the nearest to 0 of equal ones. */
function aheadOf(mine: ReadonlyMap<string, Alike>, theirs: ReadonlyMap<string, Alike>): number {
  const votes = new Uint32Array(2 * FAR_SECONDS + 1)
  for (const [key, { at: times }] of mine) {
    const beside = theirs.get(key)?.at ?? []
    let from = 0
    for (const at of times.slice(0, FIRST_LOOK)) {
      while (from < beside.length && beside[from] < at - FAR_SECONDS) from++
      const seen = new Set<number>()
      for (let i = from; i < beside.length && beside[i] <= at + FAR_SECONDS && seen.size < votes.length; i++) {
        seen.add(Math.round(at - beside[i]) + FAR_SECONDS)
      }
      for (const bin of seen) votes[bin]++
    }
  }
  const near = (bin: number): number =>
    votes.subarray(Math.max(0, bin - NEAR_SECONDS), bin + NEAR_SECONDS + 1).reduce((sum, count) => sum + count, 0)
  let best = FAR_SECONDS
  for (let step = 1; step <= FAR_SECONDS; step++) {
    for (const bin of [FAR_SECONDS - step, FAR_SECONDS + step]) if (near(bin) > near(best)) best = bin
  }
  return best - FAR_SECONDS
}

/** How many lines have one of their own in the other log, when the one clock is so many seconds ahead. */
function pairsAt(mine: ReadonlyMap<string, Alike>, theirs: ReadonlyMap<string, Alike>, ahead: number): number {
  let pairs = 0
  for (const [key, alike] of mine) {
    const beside = theirs.get(key)
    if (beside !== undefined) pairs += pairsOf(alike, beside, ahead)
  }
  return pairs
}

/** [Note: layers by numbers]: never sure. */
function wideOf(logs: ReadLogs, outer: readonly number[], server: number, byClient: boolean): Pairing | null {
  const taken = takenOf(logs, byClient, Math.ceil(logs.matched.count / FIRST_LOOK))
  const mine = alikeOf(logs, [server], byClient, taken)
  const theirs = alikeOf(logs, outer, byClient, taken)
  const groups = [...mine].map(([key, one]) => {
    const beside = theirs.get(key) ?? { at: [], bytes: [] }
    return { key, lines: one.at.length, beside: beside.at.length, pairs: pairsOf(one, beside, 0, WIDE.seconds) }
  })
  const linesIn = (some: typeof groups): number => some.reduce((sum, { lines }) => sum + lines, 0)
  const all = linesIn(groups)
  const pairs = groups.reduce((sum, one) => sum + one.pairs, 0)
  const clients = new Set(groups.map(({ key }) => clientIn(key))).size
  const isCovered = linesIn(groups.filter(({ lines, beside }) => beside >= lines)) >= WIDE.coveredShare * all
  const even = linesIn(groups.filter(({ lines, beside }) => beside === lines))
  const isOfMany = clients >= WIDE.fewestClients && even >= WIDE.evenShare * all
  const areFound = all > 0 && pairs >= WIDE.pairedShare * all && isCovered && (isOfMany || !byClient)
  return areFound ? { pairs, clients, isAll: false, hasWhole: true } : null
}

function clientIn(key: string): string {
  return key.slice(key.lastIndexOf(' ') + 1)
}

function pairsOf(mine: Alike, theirs: Alike, ahead: number, nearSeconds: number = NEAR_SECONDS): number {
  const isUsed = new Uint8Array(theirs.at.length)
  let pairs = 0
  let from = 0
  for (const [i, time] of mine.at.entries()) {
    const at = time - ahead
    while (from < isUsed.length && (isUsed[from] === 1 || theirs.at[from] < at - nearSeconds)) from++
    for (let k = from; k < isUsed.length && theirs.at[k] <= at + nearSeconds; k++) {
      if (isUsed[k] === 1 || !areNear(mine.bytes[i], theirs.bytes[k])) continue
      isUsed[k] = 1
      pairs++
      break
    }
  }
  return pairs
}

function areNear(a: number, b: number): boolean {
  return a < 0 || b < 0 || Math.abs(a - b) <= Math.max(HEADER_BYTES, BYTES_SHARE * Math.max(a, b))
}
