/**
 * The planted case among many other lines: what is recovered, with how many seconds and how much memory.
 *   node bench/exposure-planted.ts [--lines 3000000] [--seed N]
 * Then the same with two hours lost, and with one of the two servers' logs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Exposure, type ExposureQuestion, type ReconstructOptions, reconstruct } from '#exposure'
import { isRefusal } from '#kernel'
import { PLANTED, type Planted, plant } from '../src/exposure/counting/planted.test-kit.ts'

const { values } = parseArgs({ options: { lines: { type: 'string' }, seed: { type: 'string' } } })
const planted: Planted = {
  seed: Number(values.seed ?? 7),
  otherLines: Math.min(10_000_000, Number(values.lines ?? 3_000_000)),
  fileBytes: 23_456_789,
}
const HOUR = 3_600_000
const lost = [{ server: null, from: PLANTED.from + 3 * HOUR, to: PLANTED.from + 5 * HOUR }]

async function found(places: readonly string[], options: Partial<ReconstructOptions> = {}): Promise<Exposure> {
  const question: ExposureQuestion = {
    places,
    objects: ['/ccw/*'],
    fileBytes: planted.fileBytes,
    reachable: { from: PLANTED.from, to: PLANTED.to },
    trustedProxies: [],
    excluded: [],
    pattern: null,
    zone: null,
  }
  const answer = await reconstruct(question, { today: new Date(PLANTED.to), ...options })
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer
}

function report(name: string, { transfers, clients, reach, lines, statement }: Exposure, seconds: number): void {
  const { whole, partial, probes } = transfers
  const memory = Math.round(process.memoryUsage().rss / 1e6)
  console.log(
    `${name}: ${lines.read} lines read, ${lines.malformed} malformed, ${seconds.toFixed(1)} s, ${memory} MB resident`,
  )
  console.log(
    `  ${JSON.stringify({ whole, partial, probes, clients: { low: clients.low, high: clients.high }, reach })}`,
  )
  console.log(`  ${statement}`)
}

async function timed(name: string, places: readonly string[], options?: Partial<ReconstructOptions>): Promise<void> {
  const began = performance.now()
  report(name, await found(places, options), (performance.now() - began) / 1000)
}

const folder = mkdtempSync(join(tmpdir(), 'parefuite-planted-'))
try {
  const truth = await plant(join(folder, 'all'), planted)
  console.log('truth:', JSON.stringify(truth))
  await timed('all', [join(folder, 'all')])
  await timed('one of two servers', [join(folder, 'all', 'web1')], { servers: 2 })
  rmSync(join(folder, 'all'), { recursive: true })
  await plant(join(folder, 'less'), { ...planted, lost })
  await timed('two hours lost', [join(folder, 'less')])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
