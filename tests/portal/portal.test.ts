import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MAX_ENVELOPE_BYTES, signDocument } from '#zones'
import { byTwo, checkpointOfSize, holdOf, inventTenant, liftOf, type Tenant } from '../../src/zones/wall.test-kit.ts'
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

/** The portal as a stranger meets it and as an attacker who can write into its folders does. */

const A = 'open.prefecture-a.example'
const A_TOO = 'www.prefecture-a.example'
const B = 'open.prefecture-b.example'
const PAGE = `<!doctype html><title>a</title>${'<p>Chiffres du trimestre.</p>'.repeat(200)}`
const FILES = { '/': PAGE, '/data.csv': 'dep,n\n46,120\n', '/empty.txt': '' }
const WAIT = { timeout: 5000 }
const BIG = 'x'.repeat(3 * 1024 * 1024)

let folders: Folders
let a: Tenant
let b: Tenant
let portal: Portal

beforeEach(async () => {
  folders = makeFolders()
  const at = new Date(Date.now() - 60_000)
  a = await inventTenant('prefecture-a', at, listed({ ...FILES, '/big.txt': BIG }, 'text/plain; charset=utf-8'))
  b = await inventTenant('prefecture-b', at, listed({ '/b.csv': 'b\n' }, 'text/csv'))
  await install(folders, [a, b], [[A, A_TOO], [B]])
  await publish(folders, a, { ...FILES, '/big.txt': BIG })
  await publish(folders, b, { '/b.csv': 'b\n' })
  portal = await startPortal(folders)
  await renew(folders, a)
  await renew(folders, b)
  expect((await until(portal, A, '/', 200)).status).toBe(200)
  expect((await until(portal, B, '/b.csv', 200)).status).toBe(200)
})

afterEach(async () => {
  await portal.stop()
  folders.remove()
})

const shaOf = (path: string): string => a.manifest.files.find(file => file.path === path)?.sha256 ?? ''
const fileOnDisk = (path: string): string => pathOfDocument(folders, a.name, `files/${shaOf(path)}`)
const place = async (tenant: Tenant, change: Parameters<typeof holdOf>[1] = {}) => {
  const hold = holdOf(tenant.name, change)
  push(folders, tenant.name, `holds/${hold.id}.json`, await signDocument(hold, [tenant.officers[2]]))
  return hold
}

describe('what is served', () => {
  test('a listed file goes out with its type, its language and the headers that protect, and nothing else does', async () => {
    const { status, headers, body } = await ask(portal, A, '/data.csv?x=1')
    expect([status, body.toString()]).toEqual([200, FILES['/data.csv']])
    const { date, etag, 'last-modified': changed, ...rest } = headers
    expect([typeof date, typeof etag, typeof changed]).toEqual(['string', 'string', 'string'])
    expect(rest).toMatchSnapshot()
    for (const path of [
      '/none',
      '/lease.json',
      '/files/',
      `/files/${shaOf('/')}`,
      '/../prefecture-b/lease.json',
      '/%64ata.csv',
      '//data.csv',
    ])
      expect([path, (await ask(portal, A, path)).status]).toEqual([path, 404])
    expect((await ask(portal, 'elsewhere.example', '/')).status).toBe(404)
    expect((await ask(portal, A_TOO, '/')).body.toString()).toBe(PAGE)
  })

  test('HEAD, conditions, ranges and compression are as RFC 9110 says', async () => {
    const { etag, 'last-modified': changed } = (await ask(portal, A, '/data.csv')).headers
    const status = async (headers: Record<string, string>, path = '/data.csv') =>
      (await ask(portal, A, path, { headers })).status
    const head = await ask(portal, A, '/data.csv', { method: 'HEAD' })
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([200, '13', 0])
    expect(await status({ 'if-none-match': `W/${etag}, "x"` })).toBe(304)
    expect(await status({ 'if-modified-since': String(changed) })).toBe(304)
    expect(await status({ 'if-match': '"x"' })).toBe(412)
    const part = await ask(portal, A, '/data.csv', { headers: { range: 'bytes=4-6' } })
    expect([part.status, part.headers['content-range'], part.body.toString()]).toEqual([206, 'bytes 4-6/13', 'n\n4'])
    expect(await status({ range: 'bytes=13-' })).toBe(416)
    expect(await status({ range: 'bytes=0-1', 'if-range': '"x"' })).toBe(200)
    const zipped = await ask(portal, A, '/', { headers: { 'accept-encoding': 'gzip' } })
    const br = await ask(portal, A, '/', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(gunzipSync(zipped.body).toString()).toBe(PAGE)
    expect(brotliDecompressSync(br.body).toString()).toBe(PAGE)
    expect(new Set([zipped, br, await ask(portal, A, '/')].map(reply => reply.headers.etag)).size).toBe(3)
    expect((await ask(portal, A, '/empty.txt')).status).toBe(200)
    const tail = await ask(portal, A, '/big.txt', { headers: { range: 'bytes=-5' } })
    expect([tail.status, tail.body.toString()]).toEqual([206, 'xxxxx'])
    expect((await ask(portal, A, '/big.txt')).body.equals(Buffer.from(BIG))).toBe(true)
  })

  test('other methods, long addresses and bodies where none belongs are refused', async () => {
    const status = async (method: string, path: string) => (await ask(portal, A, path, { method })).status
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) expect(await status(method, '/')).toBe(405)
    expect([await status('POST', '/'), await status('GET', '/envelope')]).toEqual([405, 405])
    expect((await ask(portal, A, '/', { headers: { 'content-length': 1 }, body: Buffer.from('x') })).status).toBe(400)
    expect(await status('GET', `/${'x'.repeat(2100)}`)).toBe(414)
  })
})

describe('an attacker who can write into released/', () => {
  test('a dropped file is not there, an altered one is 503 with an alarm, and right again it is served', async () => {
    writeFileSync(pathOfDocument(folders, a.name, 'files/dropped.html'), 'x')
    writeFileSync(pathOfDocument(folders, a.name, 'dropped.html'), 'x')
    expect((await ask(portal, A, '/dropped.html')).status).toBe(404)
    for (const path of ['/data.csv', '/big.txt']) {
      const right = readFileSync(fileOnDisk(path))
      const wrong = Buffer.from(right)
      wrong[right.length - 1] ^= 1
      writeFileSync(fileOnDisk(path), wrong)
      const { status, headers, body } = await ask(portal, A, path)
      expect([status, headers['retry-after'], body.includes('moment')]).toEqual([503, '30', true])
      expect(portal.alarms()).toContainEqual(
        expect.objectContaining({ alarm: 'portal/altered', tenant: a.name, at: path }),
      )
      writeFileSync(fileOnDisk(path), right)
      expect((await ask(portal, A, path)).status).toBe(200)
    }
  })

  test('a folder of files that is gone, or is a file, refuses the files and nothing falls over', async () => {
    const files = pathOfDocument(folders, a.name, 'files')
    rmSync(files, { recursive: true })
    expect((await ask(portal, A, '/data.csv')).status).toBe(503)
    writeFileSync(files, 'x')
    expect((await ask(portal, A, '/data.csv')).status).toBe(503)
    expect((await ask(portal, B, '/b.csv')).status).toBe(200)
  })

  test('a link in place of a file is refused, even to the right bytes', async () => {
    const path = fileOnDisk('/data.csv')
    renameSync(path, join(folders.path, 'outside'))
    symlinkSync(join(folders.path, 'outside'), path)
    expect((await ask(portal, A, '/data.csv')).status).toBe(503)
    expect((await ask(portal, A, '/')).status).toBe(200)
    const lease = pathOfDocument(folders, a.name, 'lease.json')
    renameSync(lease, join(folders.path, 'lease'))
    symlinkSync(join(folders.path, 'lease'), lease)
    expect((await until(portal, A, '/', 503)).status).toBe(503)
  })

  test("another tenant's documents, pushed into this one's folder, serve nothing", async () => {
    for (const name of ['lease.json', 'manifest/5.json']) {
      cpSync(pathOfDocument(folders, b.name, name), pathOfDocument(folders, a.name, name))
    }
    expect((await until(portal, A, '/', 503)).status).toBe(503)
    expect((await ask(portal, A, '/b.csv')).status).toBe(503)
    expect((await ask(portal, B, '/b.csv')).status).toBe(200)
  })

  test("a manifest of one tenant signed by the officers of another, and a path into another's folder, are refused", async () => {
    const files = listed({ '/../prefecture-b/files/b.csv': 'b\n' }, 'text/csv')
    const next = { ...a, manifest: { ...a.manifest, version: 6, files } }
    push(folders, a.name, 'manifest/6.json', await byTwo(next, next.manifest))
    await renew(folders, next)
    expect((await until(portal, A, '/', 503)).status).toBe(503)
    const foreign = { ...a, officers: b.officers, manifest: { ...a.manifest, version: 7 } }
    push(folders, a.name, 'manifest/7.json', await byTwo(foreign, foreign.manifest))
    await renew(folders, foreign)
    await expect.poll(() => portal.alarms().map(({ alarm }) => alarm), WAIT).toContain('zones/not-an-officer')
    expect((await ask(portal, A, '/')).status).toBe(503)
    expect(portal.alarms().map(({ alarm }) => alarm)).toContain('zones/malformed')
  })

  test('one bit of lease, root, manifest or hold flipped on disk: nothing is served', async () => {
    await place(a, { scope: { kind: 'path', path: '/none' } })
    await until(portal, A, '/none', 410)
    for (const name of ['lease.json', 'root/1.json', 'manifest/5.json', `holds/${'ab'.repeat(16)}.json`]) {
      const path = pathOfDocument(folders, a.name, name)
      const right = readFileSync(path)
      const wrong = Buffer.from(right)
      wrong[Math.floor(right.length / 2)] ^= 4
      writeFileSync(path, wrong)
      expect([name, (await until(portal, A, '/', 503)).status]).toEqual([name, 503])
      writeFileSync(path, right)
      expect([name, (await until(portal, A, '/', 200)).status]).toEqual([name, 200])
    }
  })
})

describe('starts and restores', () => {
  test('after a start only the page of a moment, until a lease issued since', async () => {
    await portal.stop()
    portal = await startPortal(folders)
    for (const path of ['/', '/data.csv', '/none']) expect((await ask(portal, A, path)).status).toBe(503)
    expect(portal.alarms()).toContainEqual(expect.objectContaining({ alarm: 'zones/lease-before-start' }))
    await renew(folders, a)
    expect((await until(portal, A, '/', 200)).status).toBe(200)
  })

  test('an old backup of released/ put back serves nothing, with or without a restart, even with the state of then', async () => {
    const backup = join(folders.path, 'backup')
    cpSync(folders.released, join(backup, 'released'), { recursive: true })
    cpSync(folders.state, join(backup, 'state'), { recursive: true })
    const next = { ...a, manifest: { ...a.manifest, version: 6, files: a.manifest.files.slice(0, 1) } }
    await publish(folders, next, {})
    expect((await until(portal, A, '/data.csv', 404)).status).toBe(404)
    const restore = (which: string) => {
      rmSync(join(folders.path, which), { recursive: true })
      cpSync(join(backup, which), join(folders.path, which), { recursive: true })
    }
    restore('released')
    await until(portal, A, '/data.csv', 503)
    expect([(await ask(portal, A, '/data.csv')).status, (await ask(portal, A, '/')).status]).toEqual([503, 503])
    await portal.stop()
    restore('state')
    portal = await startPortal(folders)
    expect((await ask(portal, A, '/data.csv')).status).toBe(503)
    // The private zone renews what is current, and the backup has not got it.
    await renew(folders, next)
    await expect.poll(() => portal.alarms().map(({ alarm }) => alarm), WAIT).toContain('portal/missing')
    expect((await ask(portal, A, '/data.csv')).status).toBe(503)
  })

  test('a lease that runs out stops everything', async () => {
    await renew(folders, a, { expires: new Date(Date.now() + 700).toISOString() })
    expect((await until(portal, A, '/', 503)).status).toBe(503)
  })

  test('a damaged memory is never taken for none', async () => {
    await portal.stop()
    writeFileSync(join(folders.state, 'memory', `${a.name}.json`), '')
    portal = await startPortal(folders)
    await renew(folders, a)
    await expect.poll(() => portal.alarms().map(({ alarm }) => alarm), WAIT).toContain('zones/memory-damaged')
    expect((await ask(portal, A, '/')).status).toBe(503)
  })
})

describe('holds', () => {
  test('a hold acts within five seconds on every route and host name, says its class and since when, in both languages', async () => {
    const { etag } = (await ask(portal, A, '/data.csv')).headers
    const began = performance.now()
    await place(a, { scope: { kind: 'path', path: '/data.csv' } })
    await until(portal, A, '/data.csv', 410)
    expect(performance.now() - began).toBeLessThan(5000)
    for (const host of [A, A_TOO, `${A}:80`, A.toUpperCase()]) {
      for (const headers of [
        {},
        { range: 'bytes=0-1' },
        { 'if-none-match': String(etag) },
        { 'accept-encoding': 'br' },
      ]) {
        expect((await ask(portal, host, '/data.csv', { headers })).status).toBe(410)
      }
      expect((await ask(portal, host, '/data.csv?v=2')).status).toBe(410)
      expect((await ask(portal, host, '/data.csv', { method: 'HEAD' })).status).toBe(410)
    }
    const french = await ask(portal, A, '/data.csv', { headers: { 'accept-language': 'fr-FR,en;q=0.5' } })
    expect(french.body.toString()).toContain('<dd>protection de données personnelles</dd>')
    expect(french.body.toString()).toContain('<time datetime="2026-03-02T08:00:00.000Z">2 mars 2026')
    const english = await ask(portal, A, '/data.csv')
    expect(english.body.toString()).toMatch(
      /<html lang="en">.*<dd>protection of personal data<\/dd>.*<section lang="fr">/s,
    )
    expect((await ask(portal, A, '/')).status).toBe(200)
  })

  test('a hold also cuts a download that has begun', async () => {
    const huge = 'y'.repeat(32 * 1024 * 1024)
    const next = { ...a, manifest: { ...a.manifest, version: 6, files: listed({ '/huge.txt': huge }, 'text/plain') } }
    await publish(folders, next, { '/huge.txt': huge })
    await until(portal, A, '/', 404)
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port: portal.port, host: '127.0.0.1', path: '/huge.txt', headers: { host: A } }, resolve).once(
        'error',
        reject,
      )
    })
    const ended = new Promise<string>(resolve => {
      reply.once('end', () => resolve('whole'))
      reply.once('error', () => resolve('cut'))
    })
    // Nothing is read until the hold acts: what comes afterwards was on its way.
    await place(next)
    await until(portal, A, '/', 410)
    reply.resume()
    expect([reply.statusCode, await ended]).toEqual([200, 'cut'])
  })

  test('a hold survives kill -9, the removal of its file and a fresh lease; two lift it', async () => {
    const hold = await place(a)
    await until(portal, A, '/', 410)
    await portal.stop('SIGKILL')
    rmSync(pathOfDocument(folders, a.name, 'holds'), { recursive: true })
    portal = await startPortal(folders)
    expect((await ask(portal, A, '/')).status).toBe(503)
    await renew(folders, a, { holds: [hold.id] })
    expect((await until(portal, A, '/', 410)).status).toBe(410)
    expect((await ask(portal, A, '/envelope', { method: 'POST' })).status).toBe(410)
    expect((await ask(portal, B, '/b.csv')).status).toBe(503)
    push(folders, a.name, 'lifts/1.json', await byTwo(a, liftOf(hold)))
    expect((await until(portal, A, '/', 200)).status).toBe(200)
  })
})

describe('envelopes', () => {
  const envelope = (n: number): Uint8Array =>
    Buffer.from(
      `age-encryption.org/v1\n-> X25519 ${'B'.repeat(43)}\n${'C'.repeat(43)}\n--- ${'A'.repeat(43)}\n${String(n).padStart(64)}`,
    )
  const headers = { 'content-type': 'application/octet-stream' }
  const send = (body: Uint8Array) => ask(portal, A, '/envelope', { method: 'POST', headers, body })
  const inSpool = () => readdirSync(join(folders.spool, a.name))

  test('an envelope is kept whole, its sender is not, and nobody reads it back', async () => {
    const { status, body } = await ask(portal, A, '/envelope', {
      method: 'POST',
      headers: { ...headers, 'user-agent': 'canary-agent' },
      body: envelope(1),
    })
    const { receipt } = JSON.parse(body.toString()) as { receipt: string }
    expect([status, inSpool()]).toEqual([201, [`${receipt}.age`]])
    expect(readFileSync(join(folders.spool, a.name, `${receipt}.age`)).equals(envelope(1))).toBe(true)
    for (const path of ['/envelope', `/envelope/${receipt}`, `/spool/${receipt}.age`, `/${receipt}.age`])
      expect((await ask(portal, A, path)).status).toBeGreaterThanOrEqual(404)
    await portal.stop('SIGTERM')
    const [name] = readdirSync(join(folders.state, 'log'))
    const log = readFileSync(join(folders.state, 'log', name), 'utf8')
    const line = log.split('\n').find(one => one.includes('POST /envelope'))
    expect(line).toMatch(
      /^0\.0\.0\.0 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "POST \/envelope HTTP\/1\.1" 201 \d+ "-" "-"$/,
    )
    expect(log).not.toContain('canary-agent')
  })

  test('what is no envelope, too large or of another type is refused and leaves nothing', async () => {
    expect((await send(Buffer.from('in clear'))).status).toBe(422)
    expect((await ask(portal, A, '/envelope', { method: 'POST', body: envelope(1) })).status).toBe(415)
    const claimed = { ...headers, 'content-length': MAX_ENVELOPE_BYTES + 1, expect: '100-continue' }
    expect(
      (
        await ask(portal, A, '/envelope', { method: 'POST', headers: claimed, body: envelope(1) }).catch(() => ({
          status: 413,
        }))
      ).status,
    ).toBe(413)
    expect(inSpool()).toEqual([])
  })

  test('more than the rate for all senders together is refused, with a time to come back', async () => {
    const replies = []
    for (let i = 0; i < 20; i++) {
      replies.push(...(await Promise.all(Array.from({ length: 20 }, () => send(Buffer.from('in clear'))))))
    }
    expect(replies[0].status).toBe(422)
    expect(replies.find(reply => reply.status === 429)?.headers['retry-after']).toBe('30')
    expect(replies.filter(reply => reply.status !== 422 && reply.status !== 429)).toEqual([])
  })

  test('kill -9 in the middle of writes loses no acknowledged envelope and leaves no half one', async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < 4; round++) {
      let onFirst = () => {}
      const first = new Promise<void>(resolve => {
        onFirst = resolve
      })
      const senders = Array.from({ length: 12 }, async (_, i) => {
        const reply = await send(envelope(round * 100 + i)).catch(() => null)
        if (reply?.status !== 201) return
        acknowledged.push(JSON.parse(reply.body.toString()).receipt)
        onFirst()
      })
      // Killed while the others are being written, a little later each time.
      await first
      await new Promise(resolve => setTimeout(resolve, round))
      await portal.stop('SIGKILL')
      await Promise.all(senders)
      portal = await startPortal(folders)
      await renew(folders, a)
      await until(portal, A, '/', 200)
    }
    const kept = inSpool()
    const sizeBytes = envelope(0).length
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(kept).toEqual(expect.arrayContaining(acknowledged.map(receipt => `${receipt}.age`)))
    expect(
      kept.every(name => name.endsWith('.age') && statSync(join(folders.spool, a.name, name)).size === sizeBytes),
    ).toBe(true)
  })
})

describe('the list of tenants', () => {
  test('without one every name gets the page of a moment; what is added is taken up without a restart', async () => {
    await portal.stop()
    rmSync(folders.state, { recursive: true })
    portal = await startPortal(folders)
    expect([(await ask(portal, A, '/')).status, (await ask(portal, 'elsewhere.example', '/')).status]).toEqual([
      503, 503,
    ])
    expect(portal.alarms()).toContainEqual(expect.objectContaining({ alarm: 'portal/tenants' }))
    await install(folders, [a], [[A]])
    await renew(folders, a)
    expect((await until(portal, A, '/', 200)).status).toBe(200)
    expect((await ask(portal, B, '/b.csv')).status).toBe(404)
    await install(folders, [a, b], [[A], [B]])
    await renew(folders, b)
    expect((await until(portal, B, '/b.csv', 200)).status).toBe(200)
    expect((await ask(portal, A, '/')).status).toBe(200)
  })

  test('a damaged one changes nothing and raises an alarm; a tenant that is taken out answers no more', async () => {
    const path = join(folders.state, 'tenants.json')
    const right = readFileSync(path, 'utf8')
    writeFileSync(path, right.slice(1))
    await expect.poll(() => portal.alarms().map(({ alarm }) => alarm), WAIT).toContain('portal/tenants')
    expect((await ask(portal, B, '/b.csv')).status).toBe(200)
    await install(folders, [a], [[A, A_TOO]])
    expect((await until(portal, B, '/b.csv', 404)).status).toBe(404)
    // Back again it begins as after a start: what was leased before counts for nothing.
    writeFileSync(path, right)
    expect((await until(portal, B, '/b.csv', 503)).status).toBe(503)
    await renew(folders, b)
    expect((await until(portal, B, '/b.csv', 200)).status).toBe(200)
    expect((await ask(portal, A, '/')).status).toBe(200)
  })
})

test('a tenant whose spool cannot be used gets the page of a moment and an alarm, and stops no other', async () => {
  const c = await inventTenant('prefecture-c', new Date(), [])
  const inTheWay = join(folders.spool, c.name)
  writeFileSync(inTheWay, 'x')
  await install(folders, [a, b, c], [[A, A_TOO], [B], ['c.example']])
  expect((await until(portal, 'c.example', '/', 503)).status).toBe(503)
  await expect
    .poll(() => portal.alarms(), WAIT)
    .toContainEqual(expect.objectContaining({ alarm: 'portal/tenant-unusable', tenant: c.name }))
  expect([(await ask(portal, A, '/')).status, (await ask(portal, B, '/b.csv')).status]).toEqual([200, 200])
  rmSync(inTheWay)
  await publish(folders, c, {})
  expect((await until(portal, 'c.example', '/', 404)).status).toBe(404)
})

describe('embargoes and the ledger', () => {
  test('a file under embargo is nowhere before its lease, and needs not be on the disk; then it takes the place of the other', async () => {
    const from = new Date(Date.now() + 1500).toISOString()
    const [before] = listed({ '/data.csv': FILES['/data.csv'] }, 'text/csv')
    const [after] = listed({ '/data.csv': 'dep,n\n46,121\n' }, 'text/csv', 'r-2')
    const [added] = listed({ '/new.csv': 'new\n' }, 'text/csv', 'r-2')
    const files = [before, { ...after, from }, { ...added, from }]
    const next = { ...a, manifest: { ...a.manifest, version: 6, files } }
    await publish(folders, next, {})
    expect((await until(portal, A, '/', 404)).status).toBe(404)
    expect([(await ask(portal, A, '/data.csv')).body.toString(), (await ask(portal, A, '/new.csv')).status]).toEqual([
      FILES['/data.csv'],
      404,
    ])
    expect(portal.alarms().filter(({ alarm }) => alarm === 'portal/altered')).toEqual([])
    push(folders, a.name, `files/${after.sha256}`, 'dep,n\n46,121\n')
    push(folders, a.name, `files/${added.sha256}`, 'new\n')
    await new Promise(resolve => setTimeout(resolve, Math.max(0, Date.parse(from) - Date.now() + 10)))
    // The moment has come, the lease has not.
    expect((await ask(portal, A, '/new.csv')).status).toBe(404)
    await renew(folders, next)
    expect((await until(portal, A, '/new.csv', 200)).body.toString()).toBe('new\n')
    expect((await ask(portal, A, '/data.csv')).body.toString()).toBe('dep,n\n46,121\n')
  })

  test('everybody can read the newest checkpoint, and a lease with an older one stops everything', async () => {
    const path = '/.well-known/parefuite/checkpoint'
    await renew(folders, a, { checkpoint: checkpointOfSize(13) })
    const seen = () => ask(portal, A, path).then(({ body }) => body.toString())
    await expect.poll(seen, WAIT).toBe(checkpointOfSize(13))
    const head = await ask(portal, A, path, { method: 'HEAD' })
    expect([head.status, head.headers['content-type'], head.body.length]).toEqual([200, 'text/plain; charset=utf-8', 0])
    expect((await ask(portal, A, path, { method: 'POST' })).status).toBe(405)
    await renew(folders, a, { checkpoint: checkpointOfSize(12) })
    expect((await until(portal, A, '/', 503)).status).toBe(503)
    expect(portal.alarms()).toContainEqual(expect.objectContaining({ alarm: 'zones/rollback', at: 'lease.json' }))
  })
})
