import { ENDED, type MatchedLines, METHOD, type ReadLogs } from '../../contract.ts'

/** Clients are told apart up to this many for each length: beyond, a length is usual however many more there are. */
const MOST_CLIENTS = 1_000
/** As many must have had a length to the byte before it is kept; of those that two had, the longest of each object is. */
const SEVERAL = 3
/**
 * As many lengths are held at a time, each in some 36 bytes: where there are more, a part of them, and the lines are gone through once for each part.
 */
const LENGTHS_AT_A_TIME = 2 * 1024 * 1024
/** Of more parts the lines would be gone through too often. */
const MOST_PARTS = 1024

/** A length of answers that several clients had to the byte: how many had it, and when the first and the last did. */
export type Shared = Readonly<{ bytes: number; clients: number; first: number; last: number }>

/** Clients that had a length, and when the first and the last did. */
export type Seen = Readonly<{ clients: ReadonlySet<number>; first: number; last: number }>
export type Lengths = ReadonlyMap<number, Seen>
type Entry = Seen & Readonly<{ bytes: number }>

/** Calls back with each answer 200 to GET that is not known to have been cut off, and has bytes. */
export function forEachAnswer(
  { matched }: ReadLogs,
  visit: (line: number, object: number, bytes: number) => void,
): void {
  const { count, status, method, ended, bytes, object } = matched
  for (let i = 0; i < count; i++) {
    if (status[i] === 200 && method[i] !== METHOD.head && ended[i] !== ENDED.aborted && bytes[i] > 0)
      visit(i, object[i], bytes[i])
  }
}

/**
 * For each object that has any, the lengths of its answers that three clients had or more, and the longest of those that two had. Of millions of
 * answers that broke off nearly each has a length of its own: those are never all in memory.
 */
export function sharedLengths(logs: ReadLogs, atATime = LENGTHS_AT_A_TIME): ReadonlyMap<number, readonly Shared[]> {
  const shared = [...sharedEntries(logs, atATime)].map(
    ([object, entries]) => [object, entries.map(one => ({ ...one, clients: one.clients.size }))] as const,
  )
  return new Map(shared)
}

/**
 * The lengths of each object's answers that can tell its size: the shared ones, of which the most frequent is the usual one; all that are whole by
 * `isWhole`, which is given the usual length or null; and the longest of two clients, which show whether anything longer was had. The rest tell
 * nothing.
 */
export function tellingLengths(
  logs: ReadLogs,
  isWhole: (object: number, bytes: number, usual: number | null) => boolean,
  atATime = LENGTHS_AT_A_TIME,
): readonly Lengths[] {
  const found = new Map<number, Map<number, Telling>>()
  const shared = sharedEntries(logs, atATime)
  const usual = new Map([...shared].map(([object, entries]) => [object, usualOf(entries)]))
  const longest = longestOfTwo(logs)
  forEachAnswer(logs, (line, object, bytes) => {
    if (!longest.has(object, bytes) && !isWhole(object, bytes, usual.get(object) ?? null)) return
    const lengths = found.get(object) ?? new Map<number, Telling>()
    found.set(object, lengths)
    tell(lengths, bytes, logs.matched, line)
  })
  return logs.objects.map((_, o): Lengths => {
    const own = shared.get(o)
    const other = found.get(o)
    if (own === undefined) return other ?? NOTHING
    return new Map<number, Seen>([...(other ?? []), ...own.map(one => [one.bytes, one] as const)])
  })
}

const NOTHING: Lengths = new Map()

type Telling = { clients: Set<number>; first: number; last: number }

function tell(lengths: Map<number, Telling>, bytes: number, { client, at }: MatchedLines, line: number): void {
  const time = at(line)
  const seen = lengths.get(bytes) ?? { clients: new Set(), first: time, last: time }
  lengths.set(bytes, seen)
  if (seen.clients.size < MOST_CLIENTS) seen.clients.add(client[line])
  seen.first = Math.min(seen.first, time)
  seen.last = Math.max(seen.last, time)
}

function usualOf(entries: readonly Entry[]): number {
  const more = (a: Entry, b: Entry) => b.clients.size - a.clients.size || b.bytes - a.bytes
  return entries.reduce((usual, one) => (more(usual, one) > 0 ? one : usual)).bytes
}

/** For each object the longest answer, and the longest of another client. */
function longestOfTwo(logs: ReadLogs): Readonly<{ has(object: number, bytes: number): boolean }> {
  const { client } = logs.matched
  const [first, second] = [new Float64Array(logs.objects.length), new Float64Array(logs.objects.length)]
  const by = new Int32Array(logs.objects.length).fill(-1)
  forEachAnswer(logs, (line, object, bytes) => {
    if (client[line] === by[object]) {
      if (bytes > first[object]) first[object] = bytes
    } else if (bytes > first[object]) {
      second[object] = first[object]
      first[object] = bytes
      by[object] = client[line]
    } else if (bytes > second[object]) second[object] = bytes
  })
  return { has: (object, bytes) => bytes === first[object] || bytes === second[object] }
}

function sharedEntries(logs: ReadLogs, atATime: number): ReadonlyMap<number, readonly Entry[]> {
  for (let parts = 1; parts < MOST_PARTS; parts *= 4) {
    const shared = sharedIn(logs, parts, atATime)
    if (shared !== null) return shared
  }
  return sharedIn(logs, MOST_PARTS, Number.POSITIVE_INFINITY)!
}

/** Null where some part has more lengths than are to be held at a time. */
function sharedIn(logs: ReadLogs, parts: number, most: number): ReadonlyMap<number, readonly Entry[]> | null {
  const shared = new Map<number, Entry[]>()
  for (let part = 0; part < parts; part++) {
    const table = new LengthTable(logs.matched)
    forEachAnswer(logs, (line, object, bytes) => {
      const hash = hashOf(object, bytes)
      if (table.count <= most && (parts === 1 || (hash >>> 8) % parts === part)) table.add(line, object, bytes, hash)
    })
    if (table.count > most) return null
    table.forEachShared((object, one) => keep(shared, object, one))
  }
  return shared
}

function keep(shared: Map<number, Entry[]>, object: number, one: Entry): void {
  const of = shared.get(object)
  if (of === undefined) return void shared.set(object, [one])
  if (one.clients.size >= SEVERAL) return void of.push(one)
  const few = of.findIndex(({ clients }) => clients.size < SEVERAL)
  if (few === -1) of.push(one)
  else if (of[few].bytes < one.bytes) of[few] = one
}

function hashOf(object: number, bytes: number): number {
  const hash = Math.imul(object ^ Math.imul(bytes >>> 0, 0x85ebca6b) ^ Math.floor(bytes / 2 ** 32), 0x9e3779b1)
  return hash ^ (hash >>> 15)
}

const FIRST = 1024

/** Lengths by object, in flat arrays; clients apart only where a second one comes. */
class LengthTable {
  readonly #lines: MatchedLines
  #slots = new Int32Array(2 * FIRST).fill(-1)
  #hashes = new Int32Array(FIRST)
  #objects = new Uint32Array(FIRST)
  #bytes = new Float64Array(FIRST)
  /** Lines that were written first and last. */
  #first = new Uint32Array(FIRST)
  #last = new Uint32Array(FIRST)
  count = 0
  readonly #clients = new Map<number, Set<number>>()

  constructor(lines: MatchedLines) {
    this.#lines = lines
  }

  add(line: number, object: number, bytes: number, hash: number): void {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let entry = this.#slots[slot]; entry !== -1; slot = (slot + 1) & mask, entry = this.#slots[slot]) {
      if (this.#bytes[entry] !== bytes || this.#objects[entry] !== object) continue
      this.#again(entry, line)
      return
    }
    if (this.count === this.#objects.length) this.#grow()
    const entry = this.count++
    this.#hashes[entry] = hash
    this.#objects[entry] = object
    this.#bytes[entry] = bytes
    this.#first[entry] = this.#last[entry] = line
    this.#put(entry)
  }

  forEachShared(visit: (object: number, entry: Entry) => void): void {
    for (const [entry, clients] of this.#clients) {
      const [first, last] = [this.#lines.at(this.#first[entry]), this.#lines.at(this.#last[entry])]
      visit(this.#objects[entry], { bytes: this.#bytes[entry], clients, first, last })
    }
  }

  #again(entry: number, line: number): void {
    const { at, client } = this.#lines
    const known = this.#clients.get(entry)
    if (known !== undefined) {
      if (known.size < MOST_CLIENTS) known.add(client[line])
    } else if (client[this.#first[entry]] !== client[line]) {
      this.#clients.set(entry, new Set([client[this.#first[entry]], client[line]]))
    }
    if (at(line) < at(this.#first[entry])) this.#first[entry] = line
    if (at(line) > at(this.#last[entry])) this.#last[entry] = line
  }

  #put(entry: number): void {
    const mask = this.#slots.length - 1
    let slot = this.#hashes[entry] & mask
    while (this.#slots[slot] !== -1) slot = (slot + 1) & mask
    this.#slots[slot] = entry
  }

  #grow(): void {
    const size = 2 * this.count
    this.#hashes = into(new Int32Array(size), this.#hashes)
    this.#objects = into(new Uint32Array(size), this.#objects)
    this.#bytes = into(new Float64Array(size), this.#bytes)
    this.#first = into(new Uint32Array(size), this.#first)
    this.#last = into(new Uint32Array(size), this.#last)
    this.#slots = new Int32Array(2 * size).fill(-1)
    for (let entry = 0; entry < this.count; entry++) this.#put(entry)
  }
}

function into<T extends Int32Array | Uint32Array | Float64Array>(larger: T, from: T): T {
  larger.set(from)
  return larger
}
