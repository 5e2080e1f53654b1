import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventTenant } from '../../src/zones/wall.test-kit.ts'
import { ask, install, listed, makeFolders, type Portal, publish, renew, startPortal, until } from './portal.ts'

/** Whatever a stranger sends down a connection: answered with a no or cut off, and the next visitor notices nothing. */

const HOST = 'open.prefecture-a.example'
const BODY = 'released\n'
const folders = makeFolders()
let portal: Portal

beforeAll(async () => {
  const at = new Date(Date.now() - 60_000)
  const tenant = await inventTenant('prefecture-a', at, listed({ '/a.txt': BODY }, 'text/plain'))
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, { '/a.txt': BODY })
  portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/a.txt', 200)
})
afterAll(async () => {
  await portal?.stop()
  folders.remove()
})

/** Sends bytes as they are; gives the status lines that came back before the end, or before half a second without a word. */
function sendRaw(bytes: Uint8Array): Promise<readonly number[]> {
  return new Promise(resolve => {
    let said = ''
    const socket = connect(portal.port, '127.0.0.1', () => socket.end(bytes))
    socket.setTimeout(500, () => socket.destroy())
    socket.on('data', chunk => {
      said += chunk.toString('latin1')
    })
    socket.on('error', () => socket.destroy())
    socket.once('close', () => resolve([...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(match => Number(match[1]))))
  })
}

const path = fc.oneof(
  fc.constantFrom(
    '/a.txt',
    '/',
    '*',
    'a',
    '//',
    '/%00',
    '/%2e%2e/',
    '/../..',
    `http://${HOST}/a.txt`,
    'http://[',
    '/envelope',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).map(text => `/${text.replace(/[\r\n ]/g, '')}`),
  fc.integer({ min: 0, max: 20_000 }).map(length => `/${'x'.repeat(length)}`),
)
const header = fc.oneof(
  fc.constantFrom(
    `Host: ${HOST}`,
    'Host: ',
    'Host: a, b',
    'Host: [::1',
    'Content-Length: 5',
    'Content-Length: 4',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked, chunked',
    'Expect: 100-continue',
    'Expect: the unexpected',
    'Connection: Upgrade, close',
    'Upgrade: websocket',
    'Range: bytes=0-0,1-1',
    'Range: bytes=999999999999999999999-',
    'If-None-Match: "',
    'If-Modified-Since: the day before yesterday',
    'Accept-Encoding: ;q=',
    'Accept-Language: ;;;q=,',
    'Content-Type: application/octet-stream',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const raw = fc
  .record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'CONNECT', 'TRACE', 'OPTIONS', 'PRI', 'get', ''),
    path,
    version: fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9', ''),
    headers: fc.array(header, { maxLength: 6 }),
    body: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ method, path, version, headers, body }) =>
    Buffer.concat([
      Buffer.from(`${[`${method} ${path} ${version}`, ...headers].join('\r\n')}\r\n\r\n`, 'latin1'),
      body,
    ]),
  )

test('nothing that comes over a connection makes the portal fail, or shows anything but the released file and its own pages', async () => {
  const strange: number[] = []
  const fault = () => portal.alarms().some(({ alarm }) => alarm === 'portal/fault')
  const requests = fc.oneof({ weight: 9, arbitrary: raw }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { minLength: 20, maxLength: 20 }), async some => {
      const statuses = (await Promise.all(some.map(sendRaw))).flat()
      strange.push(...statuses.filter(status => status >= 500))
      expect([fault(), portal.process.exitCode]).toEqual([false, null])
    }),
    { numRuns: 30, seed: 3 },
  )
  expect(strange).toEqual([])
  expect((await ask(portal, HOST, '/a.txt')).body.toString()).toBe(BODY)
})
