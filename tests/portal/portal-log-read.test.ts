import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import { type ReadLogs, readLogs } from '../../src/exposure/exposure.ts'
import { inventTenant } from '../../src/zones/wall.test-kit.ts'
import {
  ask,
  type Folders,
  install,
  listed,
  makeFolders,
  type Portal,
  publish,
  renew,
  startPortal,
  until,
} from './portal.ts'

/** Who took what from the portal itself: its own log, as it writes it, is read by the room that asks that of any log. */

const HOST = 'open.prefecture-a.example'
const FILES = { '/data.csv': 'dep,n\n46,120\n' }

let folders: Folders
let portal: Portal

beforeEach(async () => {
  folders = makeFolders()
  const tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), listed(FILES, 'text/csv'))
  await install(folders, [tenant], [[HOST]])
  await publish(folders, tenant, FILES)
  portal = await startPortal(folders)
  await renew(folders, tenant)
  expect((await until(portal, HOST, '/data.csv', 200)).status).toBe(200)
})

afterEach(async () => {
  await portal.stop()
  folders.remove()
})

/** What the log says when all that was asked is in it. */
async function logOf(requests: number): Promise<ReadLogs> {
  const question = { objects: ['/*'], fileBytes: null, reachable: { from: null, to: null }, trustedProxies: [] }
  for (const end = performance.now() + 5000; ; await wait(50)) {
    const folder = join(folders.state, 'log')
    if (readdirSync(folder).length > 0) {
      const read = await readLogs({ ...question, places: [folder], excluded: [], pattern: null, zone: null })
      if (isRefusal(read)) throw new Error(read.code)
      if (read.lines.read >= requests || performance.now() > end) return read
    }
  }
}

describe('the log of the portal', () => {
  test('is read to the line: objects, statuses, bytes, methods, agents, and nothing malformed', async () => {
    const agent = { 'user-agent': 'curl/8 "quoted" é' }
    await ask(portal, HOST, '/data.csv?name=x', { headers: agent })
    await ask(portal, HOST, '/data.csv', { headers: { ...agent, range: 'bytes=0-4' } })
    await ask(portal, HOST, '/data.csv', { method: 'HEAD', headers: agent })
    await ask(portal, HOST, '/none"\\x', { headers: agent })
    const { lines, matched, objects, agents, inputs } = await logOf(5)
    expect(lines).toEqual({ read: matched.count, malformed: 0 })
    expect(inputs).toMatchObject([{ format: 'combined', malformed: 0, directives: 0 }])
    const rows = Array.from({ length: matched.count }, (_, i) => i)
      .filter(i => agents[matched.agent[i]].startsWith('curl/8 "quoted"'))
      .map(i => [objects[matched.object[i]], matched.method[i], matched.status[i], matched.bytes[i]].join(' '))
    expect(rows).toEqual([
      '/data.csv 0 200 13',
      '/data.csv 0 206 5',
      '/data.csv 1 200 0',
      expect.stringMatching(/^\/none"\\x 0 404 /),
    ])
  })
})
