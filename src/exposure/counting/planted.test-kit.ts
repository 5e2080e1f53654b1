import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Random, randomFrom } from '../../../drills/people.ts'

/**
 * A case shaped like California's of June 2022, with a known truth: who took what is decided first, and lines are written from it. Nothing here knows
 * how transfers are counted but what a transfer is: acts of one client on the file are at least twenty minutes apart.
 */
export type Planted = Readonly<{
  seed: number
  /** Lines of other objects, malformed ones included. */
  otherLines: number
  fileBytes: number
  /** Stretches whose lines are lost, by server number or on all; in milliseconds. */
  lost?: readonly Readonly<{ server: number | null; from: number; to: number }>[]
  /** Shares of all transfers that a cache answers: the origin never sees them. */
  cacheShare?: number
}>

export type PlantedTruth = Readonly<{
  whole: number
  partial: number
  clients: number
  probes: number
  from: number
  to: number
  first: number
  last: number
  malformed: number
  lines: number
}>

export const PLANTED = {
  object: '/ccw/registrants.csv',
  from: Date.UTC(2022, 5, 27, 20, 30),
  to: Date.UTC(2022, 5, 28, 7, 30),
  restart: Date.UTC(2022, 5, 28, 4, 30),
  clients: 507,
  transfers: 2_734,
  skewSeconds: 40,
} as const

const HOUR = 3_600_000
const LOG_FROM = PLANTED.from - HOUR
const LOG_TO = PLANTED.to + HOUR
const SLOT_MS = 20 * 60 * 1000
const SLOTS = Math.floor((PLANTED.to - PLANTED.from) / SLOT_MS)

type Line = Readonly<{ at: number; server: number; text: string }>
type Act = Readonly<{ client: string; agent: string; at: number; kind: (typeof KINDS)[number] }>
const KINDS = ['whole', 'retried', 'ranges', 'aborted', 'some-ranges'] as const
const IS_WHOLE: Readonly<Record<Act['kind'], boolean>> = {
  whole: true,
  retried: true,
  ranges: true,
  aborted: false,
  'some-ranges': false,
}

/** Writes the logs of two servers under `folder` (`web1/`, `web2/`, three members each, the oldest packed) and gives the truth. */
export async function plant(folder: string, planted: Planted): Promise<PlantedTruth> {
  const random = randomFrom(planted.seed)
  const acts = actsOf(random)
  const seen = planted.cacheShare === undefined ? acts : acts.filter(() => random.share() >= planted.cacheShare!)
  const lines = [...seen.flatMap(act => linesOf(act, random, planted.fileBytes))]
  const probes = probesOf(random, acts)
  const kept = await writeAll(folder, [...lines, ...probes], planted, random)
  const times = acts.map(act => act.at)
  return {
    whole: acts.filter(({ kind }) => IS_WHOLE[kind]).length,
    partial: acts.filter(({ kind }) => !IS_WHOLE[kind]).length,
    clients: new Set(acts.map(({ client }) => client)).size,
    probes: probes.length,
    from: PLANTED.from,
    to: PLANTED.to,
    first: Math.min(...times),
    last: Math.max(...times),
    ...kept,
  }
}

/** Every client once, then more of them, each in a stretch of twenty minutes of its own. */
function actsOf(random: Random): Act[] {
  const clients = Array.from({ length: PLANTED.clients }, (_, i) => addressOf(i))
  const free = clients.map(() => Array.from({ length: SLOTS }, (_, slot) => slot))
  return Array.from({ length: PLANTED.transfers }, (_, i): Act => {
    const pick = i < PLANTED.clients ? i : pickFree(random, free)
    const [slot] = free[pick].splice(random.between(0, free[pick].length - 1), 1)
    const at = PLANTED.from + slot * SLOT_MS + random.between(0, 300) * 1000
    const kind = random.share() < 0.6 ? 'whole' : random.pick(KINDS)
    return { client: clients[pick], agent: pick % 40 === 7 ? BOT : random.pick(AGENTS), at, kind }
  })
}

/** A few clients come often. */
function pickFree(random: Random, free: readonly (readonly number[])[]): number {
  for (;;) {
    const pick = Math.floor(random.share() ** 2 * free.length)
    if (free[pick].length > 0) return pick
  }
}

const BOT = 'Mozilla/5.0 (compatible; ExampleBot/2.1; +http://crawler.example/bot.html)'
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) Firefox/101.0',
  'curl/7.83.1',
  'Mozilla/5.0 (Macintosh) Safari/605.1.15',
]

/** Addresses for documentation: 192.0.2.0/24, 198.51.100.0/24 and 2001:db8::/32. */
function addressOf(i: number): string {
  if (i < 250) return `192.0.2.${i + 1}`
  if (i < 500) return `198.51.100.${i - 249}`
  return `2001:db8:0:${i.toString(16)}::${(i * 7).toString(16)}`
}

/** The lines of one act, within four minutes of its beginning. */
function linesOf({ client, agent, at, kind }: Act, random: Random, size: number): Line[] {
  const line = (seconds: number, status: number, bytes: number): Line => {
    const server = random.between(0, 1)
    const time = at + seconds * 1000
    return { at: time, server, text: textOf(time, server, client, 'GET', PLANTED.object, status, bytes, agent) }
  }
  const cut = random.between(1, Math.floor(size * 0.9))
  const quarter = Math.ceil(size / 4)
  const rest = size - 3 * quarter
  switch (kind) {
    case 'whole':
      return [line(0, 200, random.share() < 0.05 ? Math.ceil(size * 0.9995) : size)]
    case 'retried':
      return [
        line(0, 200, cut),
        ...(random.share() < 0.3 ? [line(60, 200, cut)] : []),
        line(random.between(61, 240), 200, size),
      ]
    case 'ranges':
      return [
        line(0, 206, quarter),
        line(1, 206, quarter),
        line(2, 206, quarter),
        line(random.between(3, 200), 206, rest),
      ]
    case 'aborted':
      return [line(0, 200, cut), ...(random.share() < 0.3 ? [line(random.between(1, 200), 200, cut)] : [])]
    case 'some-ranges':
      return [line(0, 206, quarter), line(2, 206, quarter)]
  }
}

/** HEAD, conditional and refused requests, by those who took it and by others. */
function probesOf(random: Random, acts: readonly Act[]): Line[] {
  return Array.from({ length: 400 }, (_, i): Line => {
    const client = i % 2 === 0 ? random.pick(acts).client : `203.0.113.${random.between(1, 200)}`
    const at = PLANTED.from + random.between(0, (PLANTED.to - PLANTED.from) / 1000) * 1000
    const [method, status, bytes] = random.pick([
      ['HEAD', 200, 0],
      ['GET', 304, 0],
      ['GET', 416, 190],
      ['GET', 503, 312],
    ] as const)
    const server = random.between(0, 1)
    return { at, server, text: textOf(at, server, client, method, PLANTED.object, status, bytes, AGENTS[0]) }
  })
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function textOf(
  at: number,
  server: number,
  client: string,
  method: string,
  path: string,
  status: number,
  bytes: number,
  agent: string,
): string {
  const time = new Date(at + server * PLANTED.skewSeconds * 1000)
  const [date, clock] = time.toISOString().split('T')
  const [year, month, day] = date.split('-')
  const stamp = `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`
  return `${client} - - [${stamp}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "-" "${agent}"\n`
}

type Kept = { malformed: number; lines: number }

/** Lines second by second: those of the case, and the others among them. */
async function writeAll(folder: string, lines: readonly Line[], planted: Planted, random: Random): Promise<Kept> {
  const bySecond = Map.groupBy(lines, ({ at }) => Math.floor(at / 1000))
  const kept: Kept = { malformed: 0, lines: 0 }
  const third = Math.ceil((LOG_TO - LOG_FROM) / 3 / 1000)
  for (const [member, name] of ['access.log.2.gz', 'access.log.1', 'access.log'].entries()) {
    const from = LOG_FROM / 1000 + member * third
    const parts: [string[], string[]] = [[], []]
    for (let second = from; second < Math.min(from + third, LOG_TO / 1000); second++) {
      for (const line of [...(bySecond.get(second) ?? []), ...othersOf(second, planted, random)]) {
        if (isLost(line, planted)) continue
        const isOdd = !line.text.includes(PLANTED.object) && random.share() < 0.01
        kept[isOdd ? 'malformed' : 'lines']++
        parts[line.server].push(isOdd ? line.text.replace('[', '') : line.text)
      }
    }
    for (const server of [0, 1]) await write(join(folder, `web${server + 1}`, name), parts[server])
  }
  return kept
}

async function write(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = createWriteStream(path)
  const pieces = Readable.from(chunksOf(lines))
  await (path.endsWith('.gz') ? pipeline(pieces, createGzip({ level: 1 }), file) : pipeline(pieces, file))
}

function* chunksOf(lines: readonly string[]): Generator<string> {
  for (let i = 0; i < lines.length; i += 10_000) yield lines.slice(i, i + 10_000).join('')
}

function isLost({ at, server }: Line, { lost = [] }: Planted): boolean {
  return lost.some(one => (one.server === null || one.server === server) && at >= one.from && at < one.to)
}

/** As many in each second, none of the first server in the ninety seconds of its restart. */
function othersOf(second: number, { otherLines }: Planted, random: Random): Line[] {
  const seconds = (LOG_TO - LOG_FROM) / 1000
  const place = second - LOG_FROM / 1000
  const many = Math.floor(((place + 1) * otherLines) / seconds) - Math.floor((place * otherLines) / seconds)
  const at = second * 1000
  const isRestarting = at >= PLANTED.restart && at < PLANTED.restart + 90_000
  return Array.from({ length: many }, (): Line => {
    const server = isRestarting ? 1 : random.between(0, 1)
    const client = `203.0.113.${random.between(1, 254)}`
    const path = `/page/${random.between(1, 999)}.html`
    return { at, server, text: textOf(at, server, client, 'GET', path, 200, random.between(200, 90_000), AGENTS[0]) }
  })
}
