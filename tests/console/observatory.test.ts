import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { observe } from '../observatory.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { startTlsFront, type TlsFront } from '../tls-front.ts'
import { type RunningConsole, startConsole } from './console.ts'

/** The headers of the console behind TLS, scored as MDN HTTP Observatory scores them. */

const HOST = 'console.prefecture-a.example'
let postgres: Postgres
let running: RunningConsole
let front: TlsFront
let web: string

beforeAll(async () => {
  postgres = await startPostgres()
  web = mkdtempSync(join(tmpdir(), 'parefuite-web-'))
  writeFileSync(
    join(web, 'index.html'),
    '<!doctype html><title>a</title><script type="module" src="/assets/a.js"></script>',
  )
  running = await startConsole({ databaseUrl: postgres.url, web, origin: `https://${HOST}` })
  front = await startTlsFront(running.port, HOST)
}, 60_000)
afterAll(async () => {
  await front?.stop()
  await running?.stop()
  await postgres?.stop()
  rmSync(web, { recursive: true, force: true })
})

test.each(['/', '/releases', '/api/session', '/api/none'])('%s behind TLS gets an A+', async path => {
  expect(await observe(front, path)).toEqual({
    score: 130,
    grade: 'A+',
    tests: {
      'content-security-policy': 10,
      cookies: 0,
      'cross-origin-resource-sharing': 0,
      redirection: 0,
      'referrer-policy': 5,
      'strict-transport-security': 0,
      'subresource-integrity': 0,
      'x-content-type-options': 0,
      'x-frame-options': 5,
      'cross-origin-resource-policy': 10,
    },
  })
})
