import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderReader, KEY_FILE, readKey, type VerifierKey, verifyLedger } from '#ledger'
import { workOff } from '#release'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import { openChromium } from '../chromium.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

/** What the console shows that others made: reports, previews, the ledger to take away; and uploads, whole or cut. */

const TENANT = 'prefecture-exemple'
const T = `/api/t/${TENANT}`
let postgres: Postgres
let running: RunningConsole
let officer: Browser
let candidate: string
let release: string
const ending = new AbortController()
let working: Promise<unknown>

beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url })
  working = workOff(running.zone, ending.signal)
  officer = (await foundInBrowsers(running, TENANT, 1))[0]
  candidate = await officer.inspected(TENANT, 'a.csv', 'nom;nombre\nNord;12\nSud;9\nEst;14\n')
  const both = (text: string) => ({ fr: text, en: text })
  const proposed = await officer.post(`${T}/releases`, {
    candidate,
    slug: 'dossiers',
    title: both('Dossiers <script>alert(1)</script>'),
    description: both('Dossiers'),
    licence: 'etalab-2.0',
    changes: both('Première version'),
    columns: { nom: both('Nom'), nombre: both('Nombre') },
    table: 0,
    chart: { kind: 'bar', x: 'nom', y: 'nombre', series: null },
    embargo: null,
  })
  release = String(proposed.json.id)
}, 60_000)
afterAll(async () => {
  ending.abort()
  await working
  await running?.stop()
  await postgres?.stop()
})

describe('a page that others made', () => {
  test('is shown in a sandbox without scripts, forms or windows, in a frame of the console alone', async () => {
    for (const path of [`${T}/releases/${release}/preview/fr/`, `${T}/candidates/${candidate}/report`]) {
      const { status, headers } = await officer.get(path)
      expect([path, status]).toEqual([path, 200])
      const policy = String(headers['content-security-policy'])
      expect(policy.split('; ').filter(part => !part.startsWith('style-src'))).toEqual([
        'sandbox allow-same-origin allow-downloads',
        "default-src 'none'",
        "img-src 'self' data:",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
      ])
      expect(policy).not.toContain('unsafe-inline')
      expect(headers['x-frame-options']).toBe('SAMEORIGIN')
      expect(headers['cache-control']).toBe('no-store')
    }
  })

  test('looks as it will, in Chromium, and breaks no rule of its policy', async () => {
    const { json } = await officer.post(`${T}/officers/invitations`, { role: 'auditor' })
    const browser = await openChromium()
    try {
      const page = await browser.newPage()
      const said: string[] = []
      page.on('console', message => said.push(message.text()))
      await enrolIn(page, String(json.code))
      said.length = 0
      const font = 'getComputedStyle(document.body).fontFamily'
      await page.goto(`${running.origin}${T}/releases/${release}/preview/fr/`)
      expect(await page.evaluate(font)).toContain('system-ui')
      await page.click('a[href$="/fr/donnees/dossiers/"]')
      await page.waitForURL(`${running.origin}${T}/releases/${release}/preview/fr/donnees/dossiers/`)
      expect(await page.evaluate("document.querySelectorAll('svg').length > 0")).toBe(true)
      await page.goto(`${running.origin}${T}/candidates/${candidate}/report`)
      expect(await page.evaluate(font)).toContain('system-ui')
      expect(said).toEqual([])
    } finally {
      await browser.close()
    }
  })

  test('is the very bytes when it is no page: what is downloaded in a preview is what goes out', async () => {
    const { json } = await officer.get(`${T}/releases/${release}`)
    const file = [...json.files].find(({ path }) => String(path).endsWith('.csv'))
    const answer = await officer.get(`${T}/releases/${release}/preview${file?.path}`)
    expect(answer.text).toBe('nom,nombre\r\nNord,12\r\nSud,9\r\nEst,14\r\n')
  })
})

describe('an upload', () => {
  test('that is cut leaves nothing', async () => {
    const before = (await officer.get(`${T}/candidates`)).json
    await new Promise<void>(resolve => {
      const headers = {
        host: new URL(running.origin).host,
        origin: running.origin,
        cookie: `__Host-session=${officer.cookie}`,
        'content-type': 'multipart/form-data; boundary=form',
        'content-length': 10_000_000,
      }
      const sent = request({ host: '127.0.0.1', port: running.port, method: 'POST', path: `${T}/candidates`, headers })
      sent.on('error', () => resolve())
      sent.write(
        `--form\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\n${'a;b\n'.repeat(500_000)}`,
      )
      setTimeout(() => sent.destroy(), 200)
    })
    await expect.poll(() => running.logged.at(-1)).toMatchObject({ status: 400, refusal: 'console/upload-cut' })
    expect((await officer.get(`${T}/candidates`)).json).toEqual(before)
  })
})

describe('the ledger', () => {
  test('comes in pages, the newest without being asked', async () => {
    const { json } = await officer.get('/api/ledger?limit=3')
    const size = Number(json.size)
    expect([...json.entries].map(({ index }) => index)).toEqual([size - 3, size - 2, size - 1])
    const first = await officer.get('/api/ledger?from=0&limit=1')
    expect(first.json.entries[0].event.kind).toBe('vault.key-made')
    expect(String(json.checkpoint).split('\n').slice(0, 2)).toEqual(['ledger.localhost/parefuite', String(size)])
  })

  test('is taken away as a folder that verifies off line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parefuite-export-'))
    try {
      const archive = await download('/api/ledger/export')
      writeFileSync(join(folder, 'ledger.tar'), archive)
      execFileSync('tar', ['-xf', 'ledger.tar'], { cwd: folder })
      rmSync(join(folder, 'ledger.tar'))
      const store = folderReader(folder)
      const key = readKey(
        Buffer.from((await store.read(KEY_FILE)) ?? [])
          .toString('utf8')
          .trim(),
      ) as VerifierKey
      const { size } = (await officer.get('/api/ledger')).json
      expect(await verifyLedger(store, [key])).toMatchObject({ verified: true, size, faults: [] })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

/** Enrols with a passkey that Chromium itself makes, from the console's origin: its cookie is the browser's own from then on. */
async function enrolIn(page: Page, code: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, isUserVerified: true } })
  await page.goto(`${running.origin}/api/openapi.json`)
  const { given, family, email } = inventPerson(randomFrom(31), 'fr')
  const who = JSON.stringify({ code, name: `${given} ${family}`, email, label: 'Chromium' })
  const status = await page.evaluate(`(async () => {
    const headers = { 'content-type': 'application/json' }
    const send = (path, body) => fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
    const who = ${who}
    const { options } = await (await send('/api/enrolment/options', { code: who.code })).json()
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
    const response = (await navigator.credentials.create({ publicKey })).toJSON()
    return (await send('/api/enrolment', { ...who, response })).status
  })()`)
  expect(status).toBe(200)
}

async function download(path: string): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const headers = { host: new URL(running.origin).host, cookie: `__Host-session=${officer.cookie}` }
    const sent = request({ host: '127.0.0.1', port: running.port, path, headers }, response => {
      const pieces: Buffer[] = []
      response.on('data', piece => pieces.push(piece))
      response.on('end', () => resolve(Buffer.concat(pieces)))
    })
    sent.on('error', reject)
    sent.end()
  })
}
