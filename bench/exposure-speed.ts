/**
 * Lines per second of the command, from its start to its end, as GoAccess is run: the whole reconstruction from access logs (dates, objects, clients,
 * transfers, ranges, sessions, coverage, figures with their bounds) as JSON, with the cache of compiled code that a person's second run has. Beside GoAccess where it is installed (`apt-get
 * install goaccess`) and knows the format, and a plain loop of Node that splits lines and takes four fields of each, dates left out:
 *   node bench/exposure-speed.ts [--lines 1000000,10000000] [--matching 1000,1] [--format combined] [--clients 131072] [--rounds 3] [--pipe] [--json OUT]
 * One line of `matching` asks for an exposed object; 1 means all. Formats: those of `bench/exposure-lines.ts`, or `all`. Rounds by turns, medians,
 * whole processes from start to end; GoAccess only runs on logs of up to two million lines, since it needs minutes for more. Memory is the largest
 * resident size. With `--pipe` lines are written while they are read, and nothing lies on disk; only ours runs then.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { temporaryFolder } from '#kernel'
import { GOACCESS, type Invented, inventLines, WRITTEN, type Written } from './exposure-lines.ts'
import { type Measured, measured } from './measured.ts'

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000,10000000' },
    matching: { type: 'string', default: '1000,1' },
    format: { type: 'string', default: 'combined' },
    clients: { type: 'string', default: '131072' },
    rounds: { type: 'string', default: '3' },
    pipe: { type: 'boolean', default: false },
    json: { type: 'string' },
    loop: { type: 'string' },
    invent: { type: 'string' },
  },
})
const COMMAND = new URL('../bin/parefuite.js', import.meta.url).pathname
const MOST_FOR_GOACCESS = 2_000_000
const LIMIT_SECONDS = 1_800

type Run = Readonly<{ wallSeconds: number; cpuSeconds: number; peakBytes: number; lines: number }>

/** The plain loop: address, path, status, bytes. */
async function loop(place: string): Promise<void> {
  const clients = new Map<string, number>()
  let [lines, bytes] = [0, 0]
  for await (const line of createInterface({ input: createReadStream(place, { highWaterMark: 1 << 20 }) })) {
    const client = line.slice(0, line.indexOf(' '))
    const quote = line.indexOf('"')
    const path = line.slice(line.indexOf(' ', quote) + 1, line.indexOf(' HTTP', quote))
    const end = line.indexOf('" ', quote + 1)
    const status = Number(line.slice(end + 2, end + 5))
    if (status === 200 && path !== '') bytes += Number(line.slice(end + 6, line.indexOf(' ', end + 6)))
    clients.set(client, (clients.get(client) ?? 0) + 1)
    lines++
  }
  console.log(JSON.stringify({ lines, bytes, clients: clients.size }))
}

/** The command, as a person runs it: all days of the log, one server. */
async function command(place: string): Promise<Run> {
  const writer = place.startsWith('{')
    ? spawn(process.execPath, [import.meta.filename, '--invent', place], { stdio: ['ignore', 'pipe', 'inherit'] })
    : null
  const period = ['--from', '2022-06-27T00:00:00Z', '--to', '2022-06-27T23:59:59Z']
  const words = ['exposure', writer === null ? place : '-', '--object', '/ccw/*', ...period, '--servers', '1', '--json']
  return runOf(await measured(COMMAND, words, LIMIT_SECONDS, writer?.stdout ?? 'ignore'), [0, 1])
}

async function loopOver(place: string): Promise<Run> {
  return runOf(await measured(import.meta.filename, ['--loop', place], LIMIT_SECONDS), [0])
}

/** `right` are the exit codes of a run that answered. */
function runOf(run: Measured, right: readonly number[]): Run {
  if (run.exitCode === null || !right.includes(run.exitCode)) throw new Error(run.stderr)
  const { lines } = JSON.parse(run.stdout) as { lines: number | { read: number } }
  const { wallSeconds, userSeconds, systemSeconds, peakBytes } = run
  const read = typeof lines === 'number' ? lines : lines.read
  return { wallSeconds, cpuSeconds: userSeconds + systemSeconds, peakBytes, lines: read }
}

/** GoAccess writes its figures as JSON, as for a report; null where it is not installed. */
async function goaccess(place: string, format: string, out: string): Promise<Run | null> {
  const began = performance.now()
  const words = [place, `--log-format=${format}`, '--no-progress', '--no-global-config', '-o', out]
  const child = spawn('goaccess', words, { stdio: 'ignore', timeout: 600_000 })
  let peakBytes = 0
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      status => {
        peakBytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
      },
      () => {},
    )
  }, 100)
  const code = await new Promise<number | null>(resolve => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  clearInterval(watch)
  if (code !== 0) return null
  const { general } = JSON.parse(await readFile(out, 'utf8')) as { general: { total_requests: number } }
  const wallSeconds = (performance.now() - began) / 1000
  return { wallSeconds, cpuSeconds: Number.NaN, peakBytes, lines: general.total_requests }
}

function medianRun(runs: readonly Run[]): Run & { perSecond: number } {
  const run = [...runs].sort((a, b) => a.wallSeconds - b.wallSeconds)[runs.length >> 1]
  return { ...run, perSecond: run.lines / run.wallSeconds }
}

function say(name: string, run: Run & { perSecond: number }, ratio: number | null): void {
  const cells = [
    name.padEnd(12),
    `${Math.round(run.perSecond).toLocaleString('en')} lines/s`.padStart(22),
    `${run.wallSeconds.toFixed(2)} s`.padStart(10),
    Number.isNaN(run.cpuSeconds) ? ''.padStart(14) : `${run.cpuSeconds.toFixed(2)} s of cpu`.padStart(14),
    `${Math.round(run.peakBytes / 2 ** 20)} MiB`.padStart(10),
    ratio === null ? '' : `ours is ${ratio.toFixed(1)} times as fast`,
  ]
  console.log(cells.join(' '))
}

/** Writes one log, and reads it by turns. */
async function compare(folder: string, invented: Invented, rounds: number): Promise<unknown> {
  const place = values.pipe ? JSON.stringify(invented) : join(folder, 'access.log')
  const bytes = values.pipe ? 0 : await written(place, invented)
  const { lines, matching, clients, format } = invented
  const size = values.pipe ? 'through a pipe' : `${Math.round(bytes / 1e6)} MB`
  console.log(`${lines.toLocaleString('en')} lines ${format}, ${size}, one in ${matching} matches, ${clients} clients`)
  const runs = { ours: [] as Run[], loop: [] as Run[], goaccess: [] as Run[] }
  const name = GOACCESS[format]
  const isFor = { loop: format === 'combined' && !values.pipe, goaccess: !values.pipe && lines <= MOST_FOR_GOACCESS }
  for (let round = 0; round < rounds; round++) {
    runs.ours.push(await command(place))
    if (isFor.loop) runs.loop.push(await loopOver(place))
    if (name === undefined || !isFor.goaccess) continue
    const other = await goaccess(place, name, join(folder, 'goaccess.json'))
    if (other !== null) runs.goaccess.push(other)
  }
  const own = medianRun(runs.ours)
  const figures = Object.entries(runs).flatMap(([each, list]) =>
    list.length === 0 ? [] : [{ name: each, ...medianRun(list) }],
  )
  for (const each of figures) say(each.name, each, each.name === 'ours' ? null : own.perSecond / each.perSecond)
  return { ...invented, bytes, figures }
}

async function tenLines(folder: string): Promise<string> {
  const place = join(folder, 'ten.log')
  await written(place, { lines: 10, matching: 1, clients: 1, format: 'combined' })
  return place
}

async function written(place: string, invented: Invented): Promise<number> {
  const out = createWriteStream(place)
  const closed = once(out, 'close')
  const bytes = await inventLines(out, invented)
  await closed
  return bytes
}

function formatsAsked(): readonly Written[] {
  const asked = values.format === 'all' ? WRITTEN : values.format.split(',')
  return WRITTEN.filter(format => asked.includes(format))
}

async function main(): Promise<void> {
  const folder = await temporaryFolder(undefined)
  const [sizes, shares] = [values.lines.split(',').map(Number), values.matching.split(',').map(Number)]
  const clients = Math.min(2 ** 28, Math.max(1, Number(values.clients)))
  // A cache of compiled code of its own, filled by one run before those that are measured.
  process.env.XDG_CACHE_HOME = folder.path
  try {
    await command(await tenLines(folder.path))
    const results: unknown[] = []
    for (const format of formatsAsked()) {
      for (const lines of sizes) {
        for (const share of shares) {
          const invented = { lines, matching: Math.max(1, share), clients, format }
          results.push(await compare(folder.path, invented, Math.min(9, Number(values.rounds))))
        }
      }
    }
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`)
  } finally {
    await folder.remove()
  }
}

if (values.loop !== undefined) await loop(values.loop)
else if (values.invent !== undefined) await inventLines(process.stdout, JSON.parse(values.invent) as Invented)
else await main()
