import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

/** What the console takes from browsers and gives them, over real HTTP. */

const TENANT = 'prefecture-exemple'
let postgres: Postgres
let running: RunningConsole
let officer: Browser
beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url })
  officer = (await foundInBrowsers(running, TENANT, 1))[0]
}, 60_000)
afterAll(async () => {
  await running?.stop()
  await postgres?.stop()
})

describe('a request that another site began', () => {
  const alert = { body: { reason: 'security' } }
  const path = `/api/t/${TENANT}/alerts`
  test.each([
    ['another origin', { origin: 'https://example.org' }],
    ['no origin', { origin: undefined }],
    ['the origin null, as a sandboxed page has', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
    ['the same site but another origin', { 'sec-fetch-site': 'same-site' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ])('with %s changes nothing', async (_, headers) => {
    const answer = await officer.ask('POST', path, { ...alert, headers })
    expect([answer.status, answer.json.code]).toEqual([403, 'console/origin-wrong'])
    expect((await officer.get(path)).json).toEqual([])
  })

  test('reads nothing', async () => {
    const answer = await officer.ask('GET', path, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect(answer.status).toBe(403)
  })

  test('reaches a page of the console, as a link in a mail does; it has no session there', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', cookie: undefined }
    expect((await officer.ask('GET', '/releases/one', { headers })).json.code).toBe('console/not-built')
  })

  test('under another name of this machine is not answered: rebinding a name gives nothing', async () => {
    for (const host of ['127.0.0.1:1', 'console.example.org', `localhost.example.org:${running.port}`]) {
      const answer = await officer.ask('GET', '/api/session', { headers: { host } })
      expect([answer.status, answer.json.code]).toEqual([421, 'console/host'])
    }
  })

  test('gets no permission to read from elsewhere', async () => {
    const headers = { origin: 'https://example.org', 'access-control-request-method': 'POST' }
    const answer = await officer.ask('OPTIONS', path, { headers })
    expect(answer.status).toBe(403)
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  })
})

describe('a body', () => {
  const path = `/api/t/${TENANT}/alerts`
  test.each([
    ['text/plain', '{"reason":"security"}', 415],
    ['application/x-www-form-urlencoded', 'reason=security', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['application/json; charset=utf-16', '{"reason":"security"}', 415],
    ['application/json', '{"reason":"security"', 400],
    ['application/json', '', 400],
    ['application/json', 'null', 400],
    ['application/json', '[]', 400],
    ['application/json', '{"reason":"whatever"}', 400],
    ['application/json', '{"reason":"security","role":"administrator"}', 400],
    ['application/json', '{"__proto__":{"reason":"security"}}', 400],
  ])('of type %s with %s is refused', async (type, raw, status) => {
    const answer = await officer.ask('POST', path, { raw, headers: { 'content-type': type } })
    expect(answer.status).toBe(status)
    expect((await officer.get(path)).json).toEqual([])
  })

  test('of more bytes than the console takes is refused before it is read', async () => {
    const raw = `{"reason":"${'x'.repeat(70_000)}"}`
    const answer = await officer.ask('POST', path, { raw, headers: { 'content-type': 'application/json' } })
    expect([answer.status, answer.json.code]).toEqual([413, 'console/too-large'])
  })

  test('is quoted by no refusal', async () => {
    const raw = '{"reason":"SECRET-VALUE","SECRET-NAME":1}'
    const answer = await officer.ask('POST', path, { raw, headers: { 'content-type': 'application/json' } })
    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('SECRET')
  })

  test('without its length is refused', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': undefined, 'transfer-encoding': 'chunked' }
    expect((await officer.ask('POST', path, { raw: '{"reason":"security"}', headers })).status).toBe(400)
  })
})

describe('an address', () => {
  test.each([
    `/api/t/${TENANT}/../other/wall`,
    `/api/t/${TENANT}%2f..%2fother/wall`,
    '/api/t/UPPER/wall',
    '/api/t/%00/wall',
    '/api/t//wall',
    `/api/t/${TENANT}/documents/..%2f..%2f`,
    `/api/t/${TENANT}/candidates/%2e%2e/report`,
    `/api/t/${TENANT}/releases?limit=100000`,
    `/api/t/${TENANT}/releases?unknown=1`,
    '/api/T/x/wall',
    '/api/unknown',
    '/api',
  ])('%s gives nothing', async path => {
    const answer = await officer.get(path)
    expect([400, 403, 404]).toContain(answer.status)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('longer than any of the console’s is not read', async () => {
    expect((await officer.get(`/api/${'x'.repeat(3000)}`)).status).toBe(400)
  })

  test('that no HTTP has is answered without a word of ours being broken', async () => {
    const answer = await new Promise<string>(resolve => {
      let text = ''
      const socket = connect(running.port, '127.0.0.1', () => socket.write('GET http://[/ HTTP/1.1\r\nHost: x\r\n\r\n'))
      socket.on('data', piece => {
        text += piece
        socket.end()
      })
      socket.on('close', () => resolve(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).not.toContain('node:internal')
  })
})

describe('the log of requests', () => {
  test('says who and what kind, and nothing that a person typed or is called', async () => {
    const { length } = running.logged
    await officer.get(`/api/t/${TENANT}/releases?search=DUPONT`)
    await officer.get('/api/t/other-body/wall')
    await running.browser().get('/releases/DUPONT')
    expect(running.logged.slice(length).map(({ time, ms, ...rest }) => rest)).toEqual([
      { method: 'GET', route: '/api/t/{tenant}/releases', status: 200, officer: officer.officer, refusal: null },
      {
        method: 'GET',
        route: '/api/t/{tenant}/wall',
        status: 403,
        officer: officer.officer,
        refusal: 'officers/not-here',
      },
      { method: 'GET', route: '/*', status: 503, officer: null, refusal: null },
    ])
  })
})

describe('every answer', () => {
  const always = {
    'strict-transport-security': 'max-age=63072000',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'x-frame-options': 'DENY',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; " +
      "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
  }
  test.each([
    ['GET', '/api/session'],
    ['GET', '/api/openapi.json'],
    ['GET', '/api/unknown'],
    ['POST', '/api/session'],
    ['PUT', '/api/session'],
    ['GET', '/'],
    ['GET', '/assets/index-00000000.js'],
    ['POST', '/'],
  ])('to %s %s carries the whole policy', async (method, path) => {
    const { headers } = await officer.ask(method, path)
    expect(headers).toMatchObject(always)
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers.server).toBeUndefined()
  })

  test('of the API is never kept', async () => {
    for (const path of ['/api/session', `/api/t/${TENANT}/wall`, '/api/unknown'])
      expect((await officer.get(path)).headers['cache-control']).toBe('no-store')
  })
})
