/**
 * Lines per second of reading access logs, with dates, formats, objects, clients and coverage, beside GoAccess where it is installed
 * (`apt-get install goaccess`) and beside a plain loop of Node that splits lines and takes four fields of each, dates left out:
 *   node bench/exposure-speed.ts [--lines 1000000,10000000] [--rounds 3] [--matching 1000] [--json OUT]
 * One line of `matching` asks for an exposed object; 1 means all. Rounds by turns, medians, whole processes from start to end; GoAccess only runs
 * on logs of up to two million lines, since it needs minutes for more. Memory is the largest resident size.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { isRefusal, temporaryFolder } from '#kernel'
import { readLogs } from '../src/exposure/reading/read-logs.ts'
import { measured } from './measured.ts'

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000,10000000' },
    rounds: { type: 'string', default: '3' },
    matching: { type: 'string', default: '1000' },
    json: { type: 'string' },
    read: { type: 'string' },
    loop: { type: 'string' },
  },
})
const MOST_FOR_GOACCESS = 2_000_000

type Run = Readonly<{ wallSeconds: number; cpuSeconds: number; peakBytes: number; lines: number }>

/** What one process of ours does: reads, and says how many lines. */
async function read(place: string): Promise<void> {
  const question = { objects: ['/ccw/*'], fileBytes: null, reachable: { from: null, to: null }, trustedProxies: [] }
  const logs = await readLogs({ ...question, places: [place], excluded: [], pattern: null, zone: null })
  if (isRefusal(logs)) throw new Error(logs.code)
  console.log(JSON.stringify({ lines: logs.lines.read, matched: logs.matched.count, clients: logs.clients.length }))
}

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

/** Writes invented lines: addresses of the range for benchmarks (RFC 2544), one in `matching` for an exposed file. */
async function invent(path: string, lines: number, matching: number): Promise<number> {
  const agent =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0.1700.77 Safari/537.36'
  const out = createWriteStream(path)
  let state = 20_220_627
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  let bytes = 0
  for (let done = 0; done < lines; ) {
    let block = ''
    for (const end = Math.min(lines, done + 10_000); done < end; done++) {
      const clock = new Date(Date.UTC(2022, 5, 27) + (done * 86_400_000) / lines).toISOString().slice(11, 19)
      const target =
        done % matching === 0 ? `/ccw/file-${next(6)}.csv` : `/pages/section-${next(40)}/item-${next(900)}.html`
      const client = `198.${18 + next(2)}.${next(256)}.${next(256)}`
      block += `${client} - - [27/Jun/2022:${clock} +0000] "GET ${target} HTTP/1.1" 200 ${next(90_000)} "https://open.example.org/start" "${agent} ${next(60)}"\n`
    }
    bytes += block.length
    if (!out.write(block)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return bytes
}

async function ours(mode: '--read' | '--loop', place: string): Promise<Run> {
  const run = await measured(import.meta.filename, [mode, place], 600)
  if (run.exitCode !== 0) throw new Error(run.stderr)
  const { lines } = JSON.parse(run.stdout) as { lines: number }
  const { wallSeconds, userSeconds, systemSeconds, peakBytes } = run
  return { wallSeconds, cpuSeconds: userSeconds + systemSeconds, peakBytes, lines }
}

/** GoAccess writes its figures as JSON, as for a report; null where it is not installed. */
async function goaccess(place: string, out: string): Promise<Run | null> {
  const began = performance.now()
  const words = [place, '--log-format=COMBINED', '--no-progress', '--no-global-config', '-o', out]
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
  if (code === null) return null
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

async function compare(folder: string, lines: number, rounds: number, matching: number): Promise<unknown> {
  const place = join(folder, 'access.log')
  const bytes = await invent(place, lines, matching)
  console.log(`${lines.toLocaleString('en')} lines, ${Math.round(bytes / 1e6)} MB, one in ${matching} matches`)
  const runs = { ours: [] as Run[], loop: [] as Run[], goaccess: [] as Run[] }
  for (let round = 0; round < rounds; round++) {
    runs.ours.push(await ours('--read', place))
    runs.loop.push(await ours('--loop', place))
    const other = lines > MOST_FOR_GOACCESS ? null : await goaccess(place, join(folder, 'goaccess.json'))
    if (other !== null) runs.goaccess.push(other)
  }
  const own = medianRun(runs.ours)
  const figures = Object.entries(runs).flatMap(([name, list]) =>
    list.length === 0 ? [] : [{ name, ...medianRun(list) }],
  )
  for (const each of figures) say(each.name, each, each.name === 'ours' ? null : own.perSecond / each.perSecond)
  return { lines, bytes, matching, figures }
}

async function main(): Promise<void> {
  const folder = await temporaryFolder(undefined)
  const sizes = values.lines.split(',').map(Number)
  try {
    const results: unknown[] = []
    for (const lines of sizes) {
      results.push(
        await compare(folder.path, lines, Math.min(9, Number(values.rounds)), Math.max(1, Number(values.matching))),
      )
    }
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`)
  } finally {
    await folder.remove()
  }
}

if (values.read !== undefined) await read(values.read)
else if (values.loop !== undefined) await loop(values.loop)
else await main()
