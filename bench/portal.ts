/**
 * Requests per second for a page of 20 kB, 50 connections kept alive, through the real portal, beside nginx where it is installed:
 *   node bench/portal.ts [--seconds 5]
 * Also: how long verification takes for a manifest of 10,000 files. The load comes from the same machine and is the same for both.
 */
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kernel'
import { verify } from '#zones'
import { circumstancesOf, inventTenant, soundDocuments } from '../src/zones/wall.test-kit.ts'
import { install, listed, makeFolders, publish, renew, startPortal, until } from '../tests/portal/portal.ts'

const HOST = 'open.prefecture-a.example'
const CONNECTIONS = 50
const NGINX_PORT = 18_089
const { values } = parseArgs({ options: { seconds: { type: 'string' } } })
const seconds = Math.min(30, Number(values.seconds ?? 5))
// Random letters do not compress: both servers then send the same 20 kB.
const page = randomBytes(10_240).toString('hex')

async function measure(name: string, port: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const waits: number[] = []
  const end = performance.now() + seconds * 1000
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const began = performance.now()
      const asked = get({ agent, port, host: '127.0.0.1', path: '/', headers: { host: HOST } }, reply => {
        if (reply.statusCode !== 200) reject(new Error(`${name} answered ${reply.statusCode}`))
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
  const p99 = waits[Math.floor(waits.length * 0.99)].toFixed(1)
  console.log(`${name}: ${Math.round(waits.length / seconds)} requests/s, 99th percentile ${p99} ms`)
}

async function measurePortal(): Promise<void> {
  const folders = makeFolders()
  const tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), listed({ '/': page }, 'text/html'))
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, { '/': page })
  const portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/', 200)
  await measure('portal', portal.port)
  await portal.stop()
  folders.remove()
}

async function measureNginx(): Promise<void> {
  if (spawnSync('nginx', ['-v']).error) return console.log('nginx: not installed here, no comparison')
  const { path, remove } = makeFolders()
  mkdirSync(join(path, 'site'))
  writeFileSync(join(path, 'site', 'index.html'), page)
  const server = `server { listen 127.0.0.1:${NGINX_PORT}; root ${path}/site; access_log ${path}/access.log combined; }`
  const http = `http { ${server} client_body_temp_path ${path}; }`
  writeFileSync(
    join(path, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${path}/pid; events { worker_connections 1024; } ${http}`,
  )
  const child = spawn('nginx', ['-p', path, '-c', join(path, 'nginx.conf'), '-e', join(path, 'error.log')])
  await new Promise(resolve => setTimeout(resolve, 500))
  await measure('nginx, one worker', NGINX_PORT).finally(() => child.kill())
  remove()
}

async function measureVerification(): Promise<void> {
  const files = Array.from({ length: 10_000 }, (_, i) => ({
    ...listed({ '/x': page }, 'text/csv')[0],
    path: `/${String(i).padStart(6, '0')}.csv`,
  }))
  const tenant = await inventTenant('prefecture-a', new Date(), files)
  const documents = await soundDocuments(tenant)
  const circumstances = await circumstancesOf(tenant)
  const began = performance.now()
  const standing = await verify(documents, circumstances)
  if (isRefusal(standing)) throw new Error(standing.code)
  console.log(`verifying a manifest of 10,000 files: ${Math.round(performance.now() - began)} ms`)
}

await measureVerification()
await measurePortal()
await measureNginx()
