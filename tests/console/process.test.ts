import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTenant } from '#officers'
import { closeZone, openZone } from '#release'
import { given } from '../officers/tenant.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { Browser, freePort } from './console.ts'

/** The process itself: how it begins, what it holds in memory, how it ends. */

const MAIN = join(import.meta.dirname, '../../apps/console/server/main.ts')
const MIB = 2 ** 20
const CANDIDATES = '/api/t/prefecture-exemple/candidates'
let postgres: Postgres
let home: string
/** Of the officer who signed in; a session outlives the process. */
let cookie: string | null = null
beforeAll(async () => {
  postgres = await startPostgres()
  home = mkdtempSync(join(tmpdir(), 'parefuite-process-'))
}, 60_000)
afterAll(async () => {
  await postgres?.stop()
  rmSync(home, { recursive: true, force: true })
})

type Started = Readonly<{ child: ChildProcess; port: number; origin: string; output(): string }>

async function start(): Promise<Started> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const words = [MAIN, '--home', home, '--listen', `127.0.0.1:${port}`, '--origin', origin]
  const env = { ...process.env, DATABASE_URL: postgres.url }
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const pieces: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', piece => pieces.push(String(piece)))
  await expect.poll(() => pieces.join(''), { timeout: 30_000 }).toContain(`listening on 127.0.0.1:${port}\n`)
  return { child, port, origin, output: () => pieces.join('') }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit')
  return child.exitCode
}

async function run(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Readonly<{ code: number | null; text: string }>> {
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pieces: string[] = []
  child.stderr.on('data', piece => pieces.push(String(piece)))
  return { code: await ended(child), text: pieces.join('') }
}

describe('the private process', () => {
  test('says how it is used when asked in another way, and exits with 2', async () => {
    const { code, text } = await run([])
    expect([code, text.split(':')[0]]).toEqual([2, 'console/usage'])
  })

  test('does not listen where others could reach it without TLS', async () => {
    const { code, text } = await run(['--home', home, '--listen', '0.0.0.0:0', '--origin', 'https://a.example'])
    expect([code, text.split(':')[0]]).toEqual([2, 'console/exposed'])
  })

  test('does not begin on settings that it cannot read, and says which', async () => {
    const other = mkdtempSync(join(tmpdir(), 'parefuite-process-'))
    try {
      mkdirSync(join(other, 'private'), { mode: 0o700 })
      writeFileSync(join(other, 'private', 'zone.json'), '{"trustPortal":"yes"}')
      const words = ['--home', other, '--listen', '127.0.0.1:0', '--origin', 'http://localhost:1']
      const { code, text } = await run(words)
      expect([code, text.split(';')[0]]).toEqual([2, 'release/settings: private/zone.json, trustPortal: another form'])
    } finally {
      rmSync(other, { recursive: true })
    }
  })

  test('says so when something else listens at its address', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const words = ['--home', home, '--listen', `127.0.0.1:${port}`, '--origin', `http://localhost:${port}`]
    const { code, text } = await run(words, { DATABASE_URL: postgres.url })
    expect([code, text.split(';')[0]]).toEqual([2, 'console/cannot-listen: --listen: EADDRINUSE'])
    await new Promise(closed => taken.close(closed))
  }, 60_000)

  test('ends at the first signal, with what is under way answered, and begins again where it was', async () => {
    const first = await start()
    expect((await new Browser(first.origin, first.port).get('/api/session')).status).toBe(401)
    first.child.kill('SIGTERM')
    expect(await ended(first.child)).toBe(0)
    const second = await start()
    second.child.kill('SIGINT')
    expect(await ended(second.child)).toBe(0)
  }, 60_000)

  test('takes an upload of 200 MB without holding it in memory', async context => {
    if (process.platform !== 'linux') context.skip('the peak of memory is read from /proc')
    const codes = await invited()
    const started = await start()
    const officer = new Browser(started.origin, started.port)
    expect((await officer.enrol(codes[0], 1)).status).toBe(200)
    const before = peakMiB(started.child)
    let peak = 0
    const status = await uploadMiB(200, officer, () => {
      peak = peakMiB(started.child) - before
    })
    expect([status, peak < 100]).toEqual([200, true])
    const [candidate] = [...(await officer.get(CANDIDATES)).json]
    expect(Number(candidate.sizeBytes)).toBe(200 * MIB)
    expect((await officer.ask('DELETE', `${CANDIDATES}/${candidate.id}`)).status).toBe(204)
    cookie = officer.cookie
    started.child.kill('SIGTERM')
    expect(await ended(started.child)).toBe(0)
    expect(started.output()).not.toContain('console/fault')
  }, 120_000)

  test('waits a little for an upload that is under way, and not at a second signal', async () => {
    const started = await start()
    const officer = new Browser(started.origin, started.port)
    officer.cookie = cookie
    expect((await officer.get('/api/session')).status).toBe(200)
    const slow = request({ ...uploadOf(officer, 10 * MIB), host: '127.0.0.1', port: started.port, method: 'POST' })
    slow.on('error', () => undefined)
    slow.write('--form\r\nContent-Disposition: form-data; name="file"; filename="x.bin"\r\n\r\nNord;12')
    // What is on its way shows nowhere yet: a later answer on another connection says that it has begun.
    await new Promise(done => setTimeout(done, 500))
    expect((await officer.get(CANDIDATES)).status).toBe(200)
    const began = performance.now()
    started.child.kill('SIGTERM')
    await new Promise(done => setTimeout(done, 500))
    expect(started.child.exitCode).toBe(null)
    started.child.kill('SIGTERM')
    expect(await ended(started.child)).toBe(130)
    expect(performance.now() - began).toBeLessThan(2500)
    slow.destroy()
  }, 60_000)

  test('tells whoever runs it what the keeper of the public folder cannot do, without a word of the error', async () => {
    const released = join(home, 'public', 'released')
    rmSync(released, { recursive: true, force: true })
    writeFileSync(released, '')
    const started = await start()
    await expect.poll(started.output, { timeout: 30_000 }).toContain('"route":"release/push-failed"')
    expect(started.output()).not.toContain(released)
    started.child.kill('SIGTERM')
    expect(await ended(started.child)).toBe(0)
    rmSync(released)
  }, 60_000)
})

async function invited(): Promise<readonly string[]> {
  const zone = given(await openZone({ home, databaseUrl: postgres.url }))
  const title = { fr: 'Préfecture inventée', en: 'Invented prefecture' }
  const { codes } = given(await createTenant(zone.vault, { name: 'prefecture-exemple', title, hosts: ['a.example'] }))
  await closeZone(zone)
  return codes
}

/** The most memory that the process had, in MiB. */
function peakMiB({ pid }: ChildProcess): number {
  const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) / 1024
}

/** The address and the head of an upload, as the console's page sends it. */
function uploadOf({ origin, cookie }: Browser, lengthBytes: number) {
  const headers = {
    host: new URL(origin).host,
    origin,
    cookie: `__Host-session=${cookie}`,
    'content-type': 'multipart/form-data; boundary=form',
    'content-length': lengthBytes,
  }
  return { path: CANDIDATES, headers }
}

/** Uploads so many MiB; `almost` is called before the last bytes go, when nothing is inspected yet. */
async function uploadMiB(count: number, officer: Browser, almost: () => void): Promise<number | undefined> {
  const piece = Buffer.alloc(MIB, 'Nord;12\n')
  const head = '--form\r\nContent-Disposition: form-data; name="file"; filename="x.bin"\r\n\r\n'
  const tail = '\r\n--form--\r\n'
  return await new Promise((resolve, reject) => {
    const upload = uploadOf(officer, head.length + count * MIB + tail.length)
    const sent = request({ ...upload, host: '127.0.0.1', port: officer.port, method: 'POST' }, response =>
      resolve(response.resume().statusCode),
    )
    sent.on('error', reject)
    sent.write(head)
    const more = (left: number): void => {
      if (left === 0) {
        almost()
        return void sent.end(tail)
      }
      if (sent.write(piece)) setImmediate(more, left - 1)
      else sent.once('drain', () => more(left - 1))
    }
    more(count)
  })
}
