import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtWeb } from './web.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parefuite-web-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>x</title>')
  writeFileSync(join(folder, 'assets/index-BxY3k9_a.js'), 'export {}')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the built pages', () => {
  test('a file with its hash in its name is kept for a year, the page is asked for each time', async () => {
    const web = builtWeb(folder)
    const script = web.answer('/assets/index-BxY3k9_a.js', '', '')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const page = web.answer('/', '', '')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect(await page.text()).toBe('<!doctype html><title>x</title>')
    expect(web.answer('/', '', page.headers.get('etag') ?? '').status).toBe(304)
  })

  test('brotli is used where the browser takes it', async () => {
    const page = builtWeb(folder).answer('/', 'gzip, br', '')
    expect(page.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await page.arrayBuffer())).toString()).toContain('<title>x</title>')
  })

  test('every other address is a screen, but a script of an older build is not there', async () => {
    const web = builtWeb(folder)
    expect(await web.answer('/releases/release-1', '', '').text()).toContain('<title>x</title>')
    expect(web.answer('/assets/index-00000000.js', '', '').status).toBe(404)
  })

  test.each(['/../web.test.ts', '/assets/../../etc/passwd', '/%2e%2e/x', '//etc/passwd', '/\u0000'])(
    'no spelling of %j leaves the folder: what was not read at the start does not exist',
    async path => {
      const answer = builtWeb(folder).answer(path, '', '')
      const text = await answer.text()
      expect(answer.status === 404 || text === '<!doctype html><title>x</title>').toBe(true)
    },
  )

  test('without a build the answer says what to run', async () => {
    const answer = builtWeb(join(folder, 'assets')).answer('/', '', '')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ code: 'console/not-built' })
  })
})
