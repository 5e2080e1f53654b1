/**
 * Requests per second for a page of 20 kB over HTTP/1.1, 50 connections kept alive, through the real portal, beside nginx with one
 * worker and the same access log, where it is installed:
 *   node bench/portal.ts [--seconds 5] [--rounds 5]
 * Rounds by turns, medians. The load comes from the same machine: by wrk where it is installed, else by a client of Node, which takes
 * as much of the machine as the portal and so favours nginx. Also what verification costs.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kernel'
import { answerFor, verify } from '#zones'
import { Contents } from '../apps/portal/contents.ts'
import { circumstancesOf, inventTenant, soundDocuments } from '../src/zones/wall.test-kit.ts'
import { install, listed, makeFolders, publish, renew, startPortal, until } from '../tests/portal/portal.ts'

const HOST = 'open.prefecture-a.example'
const CONNECTIONS = 50
const NGINX_PORT = 18_089
const { values } = parseArgs({ options: { seconds: { type: 'string' }, rounds: { type: 'string' } } })
const seconds = Math.min(30, Number(values.seconds ?? 5))
const rounds = Math.min(20, Number(values.rounds ?? 5))
// Random letters do not compress: both servers then send the same 20 kB.
const page = randomBytes(10_240).toString('hex')

type Rate = Readonly<{ perSecond: number; p99Ms: number }>
type Server = Readonly<{ name: string; port: number; pid: number; stop(): Promise<void> }>

async function loadByWrk(port: number): Promise<Rate> {
  const words = [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    '--latency',
    '-H',
    `Host: ${HOST}`,
    `http://127.0.0.1:${port}/`,
  ]
  const child = spawn('wrk', words, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout) said += chunk
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(`answers other than the page:\n${said}`)
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(said) ?? []
  const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1])
  return { perSecond, p99Ms: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'] }
}

async function loadByNode(port: number): Promise<Rate> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const waits: number[] = []
  const end = performance.now() + seconds * 1000
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const began = performance.now()
      const asked = get({ agent, port, host: '127.0.0.1', path: '/', headers: { host: HOST } }, reply => {
        if (reply.statusCode !== 200) reject(new Error(`port ${port} answered ${reply.statusCode}`))
        reply.resume().once('end', () => {
          waits.push(performance.now() - began)
          resolve()
        })
      })
      asked.once('error', reject)
    })
  const visitor = async () => {
    while (performance.now() < end) await once()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, visitor))
  agent.destroy()
  waits.sort((x, y) => x - y)
  return { perSecond: waits.length / seconds, p99Ms: waits[Math.floor(waits.length * 0.99)] }
}

async function startPortalHere(): Promise<Server> {
  const folders = makeFolders()
  const tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), listed({ '/': page }, 'text/html'))
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, { '/': page })
  const portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/', 200)
  const stop = async () => {
    await portal.stop()
    folders.remove()
  }
  return { name: 'portal', port: portal.port, pid: portal.process.pid ?? 0, stop }
}

async function startNginx(): Promise<Server | null> {
  if (spawnSync('nginx', ['-v']).error) return null
  const { path, remove } = makeFolders()
  mkdirSync(join(path, 'site'))
  writeFileSync(join(path, 'site', 'index.html'), page)
  // Started by root it serves as another user, who must be able to enter.
  for (const folder of [path, join(path, 'site')]) chmodSync(folder, 0o755)
  const server = `server { listen 127.0.0.1:${NGINX_PORT}; root ${path}/site; access_log ${path}/access.log combined; }`
  const http = `http { ${server} client_body_temp_path ${path}; }`
  writeFileSync(
    join(path, 'nginx.conf'),
    `daemon off; master_process off; worker_processes 1; pid ${path}/pid; events { worker_connections 1024; } ${http}`,
  )
  const child = spawn('nginx', ['-p', path, '-c', join(path, 'nginx.conf'), '-e', join(path, 'error.log')])
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  await new Promise(resolve => setTimeout(resolve, 500))
  const stop = async () => {
    child.kill()
    await ended
    remove()
  }
  return { name: 'nginx, one worker', port: NGINX_PORT, pid: child.pid ?? 0, stop }
}

async function measureBoth(): Promise<void> {
  const hasWrk = !spawnSync('wrk', ['-v']).error
  const load = hasWrk ? loadByWrk : loadByNode
  const servers = [await startPortalHere(), await startNginx()].filter(one => one !== null)
  const rates = servers.map((): Rate[] => [])
  const workedMs = servers.map(() => 0)
  for (let round = 0; round < rounds; round++) {
    for (const [i, { port, pid }] of servers.entries()) {
      const before = processorMsOf(pid)
      rates[i].push(await load(port))
      workedMs[i] += processorMsOf(pid) - before
    }
  }
  for (const { stop } of servers) await stop()
  console.log(
    `load: ${hasWrk ? 'wrk' : 'a client of Node'}, ${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s`,
  )
  const medians = rates.map(some => median(some.map(one => one.perSecond)))
  for (const [i, { name }] of servers.entries()) {
    const p99 = median(rates[i].map(one => one.p99Ms)).toFixed(1)
    const requests = rates[i].reduce((sum, one) => sum + one.perSecond * seconds, 0)
    const each = `${Math.round((1000 * workedMs[i]) / requests)} µs of processor each`
    console.log(`${name}: ${Math.round(medians[i])} requests/s, 99th percentile ${p99} ms, ${each}`)
  }
  if (servers.length < 2) console.log('nginx: not installed here, no comparison')
  else console.log(`portal : nginx = ${(medians[0] / medians[1]).toFixed(2)}`)
}

/** What a process has worked so far, on Linux: what others do on the machine does not count in it. Not a number elsewhere. */
function processorMsOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // Behind the name in brackets, which may hold blanks, comes the third field; time worked is the fourteenth and fifteenth, in 1/100 s.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [user, system] = fields.slice(11)
    return (Number(user) + Number(system)) * 10
  } catch {
    return Number.NaN
  }
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

async function measureVerification(count: number): Promise<void> {
  const files = Array.from({ length: count }, (_, i) => ({
    ...listed({ '/x': page }, 'text/csv')[0],
    path: `/${String(i).padStart(6, '0')}.csv`,
  }))
  const tenant = await inventTenant('prefecture-a', new Date(), files)
  const documents = await soundDocuments(tenant)
  const circumstances = await circumstancesOf(tenant)
  const waits: number[] = []
  // The second time as after each renewal of the lease: the same manifest in memory.
  for (let i = 0; i < 2; i++) {
    const began = performance.now()
    const standing = await verify(documents, circumstances)
    if (isRefusal(standing)) throw new Error(standing.code)
    waits.push(Math.round(performance.now() - began))
  }
  console.log(`verifying a manifest of ${count} files: ${waits[0]} ms; under a renewed lease: ${waits[1]} ms`)
}

/** What stands between a request and its file: the answer for its path, and a look at whether the file was changed on disk. */
async function measurePerRequest(): Promise<void> {
  const folders = makeFolders()
  const files = listed({ '/': page }, 'text/html')
  const tenant = await inventTenant('prefecture-a', new Date(), files)
  const standing = await verify(await soundDocuments(tenant), await circumstancesOf(tenant))
  if (isRefusal(standing)) throw new Error(standing.code)
  writeFileSync(join(folders.path, files[0].sha256), page)
  const contents = new Contents(folders.path)
  await contents.find(files[0])
  const times = 200_000
  const began = performance.now()
  for (let i = 0; i < times; i++) {
    const answer = answerFor(standing, '/', tenant.at)
    if (answer.kind === 'serve') contents.find(answer.file)
  }
  console.log(`for each request of a file in memory: ${((1000 * (performance.now() - began)) / times).toFixed(1)} µs`)
  folders.remove()
}

await measureVerification(10_000)
await measureVerification(100_000)
await measurePerRequest()
await measureBoth()
