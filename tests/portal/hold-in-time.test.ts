import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signDocument } from '#zones'
import { holdOf, inventTenant, type Tenant } from '../../src/zones/wall.test-kit.ts'
import { ask, install, listed, makeFolders, type Portal, publish, push, renew, startPortal, until } from './portal.ts'

/** What is promised of a hold: from five seconds after it, no request gets a byte of what it stops, whatever way it comes. */

const HOSTS = ['open.prefecture-a.example', 'www.prefecture-a.example', 'prefecture-a.example']
const [HOST] = HOSTS
const PROMISED_MS = 5000
const AT_ONCE = 1000
const SECRET = 'canary-of-the-file-'
const BODY = SECRET.repeat(1000)
const folders = makeFolders()
let tenant: Tenant
let portal: Portal
let etag = ''

beforeAll(async () => {
  const files = listed({ '/data.csv': BODY }, 'text/csv')
  tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), files)
  await install(folders, [tenant], [HOSTS])
  await publish(folders, tenant, { '/data.csv': BODY })
  portal = await startPortal(folders)
  await renew(folders, tenant)
  const { headers } = await until(portal, HOST, '/data.csv', 200)
  etag = String(headers.etag)
})
afterAll(async () => {
  await portal?.stop()
  folders.remove()
})

/** The ways in which a file can be asked for. */
const WAYS: readonly Readonly<{ method?: string; path?: string; headers?: IncomingHttpHeaders }>[] = [
  {},
  { headers: { range: 'bytes=0-99' } },
  { headers: { range: 'bytes=-1' } },
  { headers: { 'if-none-match': '"another"' } },
  { headers: { 'if-match': '*' } },
  { headers: { 'accept-encoding': 'br, gzip' } },
  { path: '/data.csv?again=1' },
  { method: 'HEAD' },
]

type Fetched = Readonly<{ begunAt: number; status: number; gotFile: boolean }>

function fetchOnce(i: number, agent: Agent): Promise<Fetched> {
  const { method = 'GET', path = '/data.csv', headers = {} } = WAYS[i % WAYS.length]
  const host = HOSTS[i % HOSTS.length]
  const begunAt = performance.now()
  return new Promise((resolve, reject) => {
    const asked = request(
      { agent, port: portal.port, host: '127.0.0.1', method, path, headers: { ...headers, host } },
      reply => {
        const { statusCode: status = 0, headers: told } = reply
        let sizeBytes = 0
        reply.on('data', chunk => {
          sizeBytes += chunk.length
        })
        reply.once('end', () =>
          resolve({ begunAt, status, gotFile: status < 300 && (sizeBytes > 0 || told.etag === etag) }),
        )
        reply.once('error', reject)
      },
    )
    asked.once('error', reject)
    asked.end()
  })
}

/** A thousand at once, each over a connection of its own. */
async function fetchAll(): Promise<Fetched[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const fetched = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => fetchOnce(i, agent)))
  agent.destroy()
  return fetched
}

test('of a thousand parallel fetches around a hold, none that begins five seconds after it gets a byte, by any way or name', async () => {
  const before = await fetchAll()
  expect(before.filter(one => !one.gotFile)).toEqual([])
  const around = fetchAll()
  const hold = holdOf(tenant.name, { scope: { kind: 'path', path: '/data.csv' } })
  push(folders, tenant.name, `holds/${hold.id}.json`, await signDocument(hold, [tenant.officers[0]]))
  const heldAt = performance.now()
  await around
  await new Promise(resolve => setTimeout(resolve, PROMISED_MS + 20 - (performance.now() - heldAt)))
  const after = await fetchAll()
  expect(after.filter(one => one.begunAt - heldAt >= PROMISED_MS)).toHaveLength(AT_ONCE)
  expect(new Set(after.map(one => one.status))).toEqual(new Set([410]))
  expect(after.filter(one => one.gotFile)).toEqual([])
  // What a visitor kept is not confirmed either.
  expect((await ask(portal, HOST, '/data.csv', { headers: { 'if-none-match': etag } })).status).toBe(410)
})
