import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, workOff } from '#release'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type Json, type RunningConsole, startConsole } from './console.ts'

/** The description of the API is the committed one, and what the console answers is what it says. */

const TENANT = 'prefecture-exemple'
const T = `/api/t/${TENANT}`
let postgres: Postgres
let running: RunningConsole
let officer: Browser
let document: Json
const ending = new AbortController()
let working: Promise<unknown>

beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url, origin: 'http://localhost:8481' })
  working = Promise.all([workOff(running.zone, ending.signal), keep(running.zone, ending.signal)])
  officer = (await foundInBrowsers(running, TENANT, 1))[0]
  document = (await officer.get('/api/openapi.json')).json
}, 60_000)
afterAll(async () => {
  ending.abort()
  await working
  await running?.stop()
  await postgres?.stop()
})

describe('the description of the API', () => {
  test('is the one that is committed', async () => {
    const described = { ...document, info: { title: document.info.title, version: '*' } }
    await expect(`${JSON.stringify(described, null, 2)}\n`).toMatchFileSnapshot('../../docs/formats/console-api.json')
  })

  test('names every route that the app has, and the page about it stands in docs', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
    const routes = running.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method} ${path.replace(':path{.*}', '{path}').replace(/:([a-z]+)/g, '{$1}')}`)
    expect(described.sort()).toEqual([...new Set(routes)].sort())
    expect(readFileSync(join(import.meta.dirname, '../../docs/formats/console-api.md'), 'utf8')).toContain(
      'console-api.json',
    )
  })

  test('describes what is answered, member by member', async () => {
    const both = (text: string) => ({ fr: text, en: text })
    const candidate = await officer.inspected(TENANT, 'a.csv', 'nom;nombre\nNord;12\nSud;9\nEst;14\n')
    const proposed = await officer.post(`${T}/releases`, {
      candidate,
      slug: 'dossiers',
      title: both('Dossiers'),
      description: both('Dossiers'),
      licence: 'etalab-2.0',
      changes: both('Première version'),
      columns: { nom: both('Nom'), nombre: both('Nombre') },
      table: 0,
      chart: null,
      embargo: null,
    })
    const release = String(proposed.json.id)
    const pending = await officer.post(`${T}/releases/${release}/document`)
    const digest = String(pending.json.digest)
    const drafted = await officer.post(`${T}/holds/draft`, { scope: { kind: 'tenant' }, reason: 'other' })
    const placed = await officer.post(`${T}/holds`, {
      body: drafted.json.body,
      response: await officer.answerTo(drafted.json.options),
    })
    const alert = await officer.post(`${T}/alerts`, { reason: 'other' })
    const options = await officer.post(`${T}/documents/${digest}/options`)
    const approved = await officer.approve(TENANT, digest, { despiteVerdict: null, despiteAlert: 'parce que' })
    const answers = {
      'GET /api/session': await officer.get('/api/session'),
      'GET /api/account': await officer.get('/api/account'),
      'GET /api/t/{tenant}/wall': await officer.get(`${T}/wall`),
      'GET /api/t/{tenant}/candidates': await officer.get(`${T}/candidates`),
      'GET /api/t/{tenant}/candidates/{candidate}': await officer.get(`${T}/candidates/${candidate}`),
      'GET /api/t/{tenant}/releases': await officer.get(`${T}/releases`),
      'POST /api/t/{tenant}/releases': proposed,
      'GET /api/t/{tenant}/releases/{release}': await officer.get(`${T}/releases/${release}`),
      'POST /api/t/{tenant}/releases/{release}/document': pending,
      'GET /api/t/{tenant}/documents': await officer.get(`${T}/documents`),
      'POST /api/t/{tenant}/documents/{digest}/options': options,
      'POST /api/t/{tenant}/documents/{digest}/approvals': approved,
      'POST /api/t/{tenant}/holds/draft': drafted,
      'POST /api/t/{tenant}/holds': placed,
      'GET /api/t/{tenant}/holds': await officer.get(`${T}/holds`),
      'POST /api/t/{tenant}/holds/{hold}/lift': await officer.post(`${T}/holds/${placed.json.id}/lift`),
      'POST /api/t/{tenant}/alerts': alert,
      'GET /api/t/{tenant}/alerts': await officer.get(`${T}/alerts`),
      'GET /api/t/{tenant}/officers': await officer.get(`${T}/officers`),
      'GET /api/t/{tenant}/officers/signals': await officer.get(`${T}/officers/signals`),
      'GET /api/ledger': await officer.get('/api/ledger'),
    }
    const wrong = Object.entries(answers).flatMap(([route, answer]) => differences(route, answer.status, answer.json))
    expect(wrong).toEqual([])
  })
})

/** Where an answer is not as described: a status, a member that is missing, of another type, or not described. */
function differences(route: string, status: number, answer: Json): string[] {
  if (status !== 200) return [`${route}: ${status}`]
  const [method, path] = route.split(' ')
  const { schema } = document.paths[path][method.toLowerCase()].responses[200].content['application/json']
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false })
  const closed = JSON.parse(JSON.stringify({ ...schema, components: document.components }), close)
  const isRight = ajv.compile(closed)
  return isRight(answer) ? [] : (isRight.errors ?? []).map(one => `${route}${one.instancePath} ${one.message}`)
}

/** A record that says nothing of other members has none. */
function close(_: string, value: unknown): unknown {
  const isOpen =
    typeof value === 'object' && value !== null && 'properties' in value && !('additionalProperties' in value)
  return isOpen ? { ...value, additionalProperties: false } : value
}
