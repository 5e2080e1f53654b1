import { FLAGS, type ReadLogs } from '../../contract.ts'
import { isBufferEnd } from './buffers.ts'
import { forEachAnswer, sharedLengths } from './lengths.ts'
import { type FileSize, type ObjectSize, PAGE_BYTES, WHOLE_SHARE } from './object-size.ts'
import { packedRange } from './packed.ts'

/** The object as it was for a time: its size, and the first and the last answer that had all of it. Milliseconds, on the first server's clock. */
export type Version = Readonly<{ size: number; from: number; to: number; isOther: boolean }>

/** Versions are sought in at most so many lines: their answers are put in order of time. */
const MOST_LINES = 5_000_000
/**
 * Clients and agents that must have had a length to the byte, in its time, for it to be that of a version; more where an abort of the file could give
 * it.
 */
const FEWEST = { clients: 5, clientsOfShorter: 20, agentsOfShorter: 3, answers: 5 } as const
/** Of the answers in a version's time, the share that must have its length. */
const MOST_SHARE = 0.6
/** Servers and caches change from one version to the next within this. */
const CHANGE_MS = 15 * 60 * 1000

/**
 * The same sizes, with the versions of objects that were replaced. A length is that of a version when, in a stretch of time of its own, most answers
 * 200 had it to the byte, by at least five clients, and nobody had more; when it is shorter than the file or another version, of which an abort could
 * give it, by twenty clients with three agents, at no end of a buffer, and outside of what packing the file can give. Up to 64 kB it may be a page in
 * the object's place, and proves nothing. A whole population that always stops at the same byte would meet this only where for all that time nobody
 * else took the object, of those who did before and after. Elsewhere nothing is said: what was in doubt stays so.
 */
export function withVersions(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  corrections: readonly number[],
  file: FileSize | null,
): readonly ObjectSize[] {
  if (logs.matched.count > MOST_LINES) return sizes
  const sought = candidatesOf(logs, sizes, file)
  if (sought.size === 0) return sizes
  const answers = answersOf(logs, corrections, sought)
  return sizes.map((size, o) => {
    const all = answers.get(o)
    if (all === undefined) return size
    const versions = versionsIn(all, sought.get(o)!, size)
    if (versions === null) return size
    const latest = versions[versions.length - 1].size
    const main = size.from === 'file' || size.from === 'log' ? size.size! : latest
    if (versions.every(one => isSame(one.size, main))) return size
    const from = size.from ?? 'usual-answer'
    return { ...size, size: main, from, versions: versions.map(one => ({ ...one, isOther: !isSame(one.size, main) })) }
  })
}

/** Lengths that may be those of versions, by object; only where there is one besides the file's. */
function candidatesOf(
  logs: ReadLogs,
  sizes: readonly ObjectSize[],
  file: FileSize | null,
): ReadonlyMap<number, number[]> {
  const found = new Map<number, number[]>()
  for (const [object, shared] of sharedLengths(logs)) {
    const { size, isPart, from } = sizes[object]
    if (isPart || from === 'log') continue
    const packed = from === 'file' ? (file?.packedBytes ?? null) : null
    const lengths = shared
      .filter(({ bytes, clients }) => clients >= FEWEST.clients && !isBufferEnd(bytes) && !isPacked(bytes, packed))
      .map(({ bytes }) => bytes)
    const versions = lengths.filter(bytes => bytes > PAGE_BYTES || (size !== null && isSame(bytes, size)))
    if (versions.some(bytes => size === null || !isSame(bytes, size))) found.set(object, versions)
  }
  return found
}

/** Whether packing the file can give so many bytes; `packed`: what gzip gives at its fastest. */
function isPacked(bytes: number, packed: number | null): boolean {
  if (packed === null) return false
  const [least, most] = packedRange(packed)
  return bytes >= least && bytes <= most
}

/** Whether two lengths are of the same file, give or take a row. */
function isSame(a: number, b: number): boolean {
  return Math.min(a, b) >= Math.max(a, b) * WHOLE_SHARE
}

type Answer = Readonly<{ at: number; bytes: number; client: number; agent: number }>

function answersOf(
  logs: ReadLogs,
  corrections: readonly number[],
  sought: ReadonlyMap<number, unknown>,
): ReadonlyMap<number, readonly Answer[]> {
  const { at, server, client, agent, flags } = logs.matched
  const answers = new Map<number, Answer[]>()
  const headed = new Set<number>()
  forEachAnswer(logs, (i, object, bytes) => {
    if (!sought.has(object)) return
    if ((flags[i] & FLAGS.withHeaders) !== 0) headed.add(object)
    const of = answers.get(object) ?? []
    answers.set(object, of)
    of.push({ at: at(i) - corrections[server[i]], bytes, client: client[i], agent: agent[i] })
  })
  for (const object of headed) answers.delete(object)
  for (const of of answers.values()) of.sort((a, b) => a.at - b.at || a.bytes - b.bytes)
  return answers
}

/** An unbroken run of answers that had the length of a version. */
type Run = { size: number; from: number; to: number; answers: Answer[] }

/** The versions in order of time; null where a length among them is not proven. */
function versionsIn(
  answers: readonly Answer[],
  lengths: readonly number[],
  { size }: ObjectSize,
): readonly Version[] | null {
  const known = [...lengths].sort((a, b) => b - a)
  const longest = Math.max(size ?? 0, ...known)
  const kept = known.filter(length => isSame(length, size ?? -1) || !isAmong(length, answers, known))
  const runs = runsOf(answers, new Set(kept))
  const proven = runs.filter(run => isSame(run.size, size ?? -1) || isVersion(run, answers, longest))
  if (proven.length === 0 || proven.length < runs.length) return null
  return proven.map(({ size, from, to }) => ({ size, from, to, isOther: false }))
}

/** Whether a length comes again and again among answers of a longer one: that of an abort or of a copy, and not of a time. */
function isAmong(length: number, answers: readonly Answer[], lengths: readonly number[]): boolean {
  const longer = new Set(lengths.filter(other => other > length && !isSame(other, length)))
  const runs = runsOf(answers, new Set([...longer, length]), 1)
  return runs.filter(run => run.size === length && run.answers.length < FEWEST.answers).length > 2
}

/** Answers of the lengths, run by run; those of fewer answers than `fewest`, as while one version follows another, are left out. */
function runsOf(
  answers: readonly Answer[],
  lengths: ReadonlySet<number>,
  fewest: number = FEWEST.answers,
): readonly Run[] {
  const single: Run[] = []
  for (const answer of answers) {
    if (lengths.has(answer.bytes))
      take(single, { size: answer.bytes, from: answer.at, to: answer.at, answers: [answer] })
  }
  const runs: Run[] = []
  for (const run of single) if (run.answers.length >= fewest) take(runs, run)
  return runs
}

/** Adds a run to those before, as one with the last where it is of the same length. */
function take(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last === undefined || !isSame(last.size, run.size)) {
    runs.push(run)
    return
  }
  last.to = run.to
  for (const answer of run.answers) last.answers.push(answer)
}

function isVersion(run: Run, answers: readonly Answer[], longest: number): boolean {
  const within = answers.filter(({ at }) => at >= run.from && at <= run.to)
  const inside = within.filter(({ at }) => at >= run.from + CHANGE_MS && at <= run.to - CHANGE_MS)
  const same = within.filter(({ bytes }) => isSame(bytes, run.size))
  const isShorter = !isSame(run.size, longest)
  const clients = new Set(same.map(({ client }) => client)).size
  const agents = new Set(same.map(({ agent }) => agent)).size
  const isEnough = isShorter
    ? clients >= FEWEST.clientsOfShorter && agents >= FEWEST.agentsOfShorter
    : clients >= FEWEST.clients
  const isLongest = inside.every(({ bytes }) => bytes <= run.size / WHOLE_SHARE)
  return isEnough && isLongest && same.length >= within.length * MOST_SHARE
}

/**
 * The object as it was when an answer was sent: that version of those around then of which the answer is the whole, else the longest of them, of
 * which a shorter answer is a part whichever it was. An answer as long as the file to the byte is the file.
 */
export function sizeAt(object: ObjectSize, at: number, bytes: number): ObjectSize {
  const { versions } = object
  if (versions === undefined || versions.length === 0 || bytes === object.size) return object
  const around = versions.filter(({ from, to }) => at >= from - CHANGE_MS && at <= to + CHANGE_MS)
  const some = around.length > 0 ? around : between(versions, at)
  const whole = some.find(({ size }) => isSame(size, bytes))
  const { size, isOther } = whole ?? some.reduce((longest, one) => (one.size > longest.size ? one : longest))
  return isOther ? { ...object, size, from: 'usual-answer', isOther } : object
}

/** The versions before and after a time at which nobody had all of one. */
function between(versions: readonly Version[], at: number): readonly Version[] {
  const before = versions.filter(({ to }) => to < at).at(-1)
  const after = versions.find(({ from }) => from > at)
  return [before, after].filter(one => one !== undefined)
}
