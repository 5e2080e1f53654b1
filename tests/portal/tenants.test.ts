import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CHECKPOINT_PATH, ENVELOPE_PATH, signDocument, type WallDocument } from '#zones'
import {
  byTwo,
  checkpointOfSize,
  holdOf,
  inventTenant,
  leaseFor,
  liftOf,
  type Tenant,
} from '../../src/zones/wall.test-kit.ts'
import {
  ask,
  type Folders,
  install,
  listed,
  makeFolders,
  type Portal,
  pathOfDocument,
  publish,
  push,
  renew,
  startPortal,
  until,
} from './portal.ts'

/** Two bodies on one platform: whatever the one holds, keys and documents, does nothing to the other. */

const HOST = { a: 'open.prefecture-a.example', b: 'open.prefecture-b.example' }
const ONLY = { a: '/a.csv', b: '/b.csv' }
const BOTH = '/both.csv'
const filesOf = (which: 'a' | 'b') => ({ [ONLY[which]]: `only ${which}\n`, [BOTH]: `of ${which}\n` })

let folders: Folders
let portal: Portal
let a: Tenant
let b: Tenant

beforeAll(async () => {
  folders = makeFolders()
  const at = new Date(Date.now() - 60_000)
  a = await inventTenant('prefecture-a', at, listed(filesOf('a'), 'text/csv'))
  b = await inventTenant('prefecture-b', at, listed(filesOf('b'), 'text/csv'))
  await install(folders, [a, b], [[HOST.a], [HOST.b]])
  portal = await startPortal(folders)
})
beforeEach(async () => {
  await publish(folders, a, filesOf('a'))
  await publish(folders, b, filesOf('b'))
  expect([(await until(portal, HOST.a, BOTH, 200)).status, (await until(portal, HOST.b, BOTH, 200)).status]).toEqual([
    200, 200,
  ])
})
afterAll(async () => {
  await portal?.stop()
  folders?.remove()
})

const body = async (which: 'a' | 'b', path: string) => (await ask(portal, HOST[which], path)).body.toString()

describe('routes', () => {
  test('each name answers with its own files on every route, and the files of the other are not there', async () => {
    expect([await body('a', BOTH), await body('b', BOTH)]).toEqual(['of a\n', 'of b\n'])
    for (const options of [
      {},
      { method: 'HEAD' },
      { headers: { range: 'bytes=0-1' } },
      { headers: { 'if-none-match': '*' } },
    ]) {
      expect((await ask(portal, HOST.a, ONLY.b, options)).status).toBe(404)
      expect((await ask(portal, HOST.b, ONLY.a, options)).status).toBe(404)
    }
  })

  test('an address that names the other in itself is answered for the name that was asked', async () => {
    for (const path of [
      `http://${HOST.b}${BOTH}`,
      `//${HOST.b}${BOTH}`,
      `/../prefecture-b${BOTH}`,
      `/prefecture-b${BOTH}`,
    ]) {
      const reply = await ask(portal, HOST.a, path)
      expect([path, reply.status, reply.body.includes('of b')]).toEqual([path, 404, false])
    }
  })

  test('an envelope for the one is refused while the other alone is open', async () => {
    await holdEverythingOf(a)
    await until(portal, HOST.a, BOTH, 410)
    expect((await ask(portal, HOST.a, ENVELOPE_PATH, { method: 'POST' })).status).toBe(410)
    expect((await ask(portal, HOST.a, CHECKPOINT_PATH)).status).toBe(410)
    expect((await ask(portal, HOST.b, ENVELOPE_PATH, { method: 'POST' })).status).toBe(415)
    expect((await ask(portal, HOST.b, CHECKPOINT_PATH)).status).toBe(200)
    push(folders, a.name, 'lifts/1.json', await byTwo(a, liftOf(holdOf(a.name))))
  })
})

async function holdEverythingOf(tenant: Tenant): Promise<void> {
  push(folders, tenant.name, 'holds/1.json', await signDocument(holdOf(tenant.name), [tenant.officers[0]]))
}

/** Every kind of document, as the other tenant could write it for this one: its own as it is, and this one's under its own keys. */
const DOCUMENTS: Readonly<Record<string, (of: Tenant) => Promise<WallDocument>>> = {
  'root/1.json': async of => of.root,
  'root/2.json': async of => ({ ...of.root, version: 2 }),
  'manifest/5.json': async of => of.manifest,
  'manifest/6.json': async of => ({ ...of.manifest, version: 6 }),
  'lease.json': of => leaseFor({ ...of, at: new Date() }),
  'holds/9.json': async of => holdOf(of.name, { id: 'cd'.repeat(16) }),
  'lifts/9.json': async of => liftOf(holdOf(of.name)),
}

describe.each(Object.keys(DOCUMENTS))('%s of the one, put into the folder of the other', name => {
  test.each([
    ['as it is', async () => DOCUMENTS[name](b)],
    ["naming the other's tenant, under keys of its own", async () => DOCUMENTS[name](a)],
  ])('%s: stops the other at most, and never shows or lifts anything', async (_, written) => {
    const document = await written()
    const signers = name === 'lease.json' ? [b.zone] : b.officers.slice(0, 2)
    push(folders, a.name, name, await signDocument(document, signers))
    const { root, manifest } = a
    // The private zone renews meanwhile, and names whatever is newest.
    if (name === 'root/2.json') await renew(folders, { ...a, root: { ...root, version: 2 } })
    else if (name === 'manifest/6.json') await renew(folders, { ...a, manifest: { ...manifest, version: 6 } })
    else if (name !== 'lease.json') await renew(folders, a)
    const reply = await until(portal, HOST.a, BOTH, 503)
    expect([reply.status, reply.body.includes('of b')]).toEqual([503, false])
    expect((await ask(portal, HOST.a, ONLY.b)).status).toBe(503)
    expect([await body('b', BOTH), (await ask(portal, HOST.b, ONLY.a)).status]).toEqual(['of b\n', 404])
    rmSync(pathOfDocument(folders, a.name, name))
  })
})

// The last of the file: afterwards the second body's ledger is larger than its leases here say.
test('a hold over everything, laid into every folder, stops the bodies whose officer signed it and no other', async () => {
  const hold = holdOf('*', { id: 'ef'.repeat(16), scope: { kind: 'everything' } })
  const signed = await signDocument(hold, [a.officers[1]])
  for (const { name } of [a, b]) push(folders, name, 'holds/everything.json', signed)
  expect((await until(portal, HOST.a, BOTH, 410)).status).toBe(410)
  // The checkpoint of a renewed lease tells that the other folder was looked at since.
  await renew(folders, b, { checkpoint: checkpointOfSize(13) })
  await expect.poll(() => body('b', CHECKPOINT_PATH), { timeout: 5000 }).toBe(checkpointOfSize(13))
  expect(await body('b', BOTH)).toBe('of b\n')
  const lift = liftOf({ ...hold, tenant: a.name })
  push(folders, a.name, 'lifts/everything.json', await byTwo(a, lift))
  expect((await until(portal, HOST.a, BOTH, 200)).status).toBe(200)
})
