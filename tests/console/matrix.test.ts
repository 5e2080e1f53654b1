import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep, workOff } from '#release'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

/**
 * Every route of the app, asked by every role, about what is theirs, what is another body's, and what does not exist. The statuses stand
 * in matrix.txt; what may never be among them stands here in words.
 */

const OWN = 'prefecture-exemple'
const OTHER = 'mairie-exemple'
const ROLES = ['nobody', 'removed', 'stranger', 'auditor', 'officer', 'administrator'] as const
type RoleName = (typeof ROLES)[number]
type Things = Readonly<Record<string, string>>
type Row = Readonly<{ route: string; object: string; statuses: Readonly<Record<RoleName, number>> }>

let postgres: Postgres
let running: RunningConsole
const people = {} as Record<RoleName, Browser>
/** Somebody of each body about whom others ask. */
const things: Record<string, Things> = {}
const rows: Row[] = []
const ending = new AbortController()
let working: Promise<unknown>

beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url })
  working = Promise.all([workOff(running.zone, ending.signal), keep(running.zone, ending.signal)])
  const own = await foundInBrowsers(running, OWN, 1)
  const other = await foundInBrowsers(running, OTHER, 11)
  people.nobody = running.browser()
  people.administrator = own[0]
  people.stranger = other[0]
  people.officer = await joined(own[0], 'officer', 21)
  people.auditor = await joined(own[0], 'auditor', 22)
  people.removed = await joined(own[0], 'officer', 23)
  await changeRoot(own, `officers/${people.removed.officer}/admission`)
  await changeRoot(own, `officers/${people.removed.officer}/removal`)
  things.own = await thingsOf(OWN, own, people.officer.officer)
  things.other = await thingsOf(OTHER, other, other[1].officer)
  things.unknown = unknownThings(OWN)
  things['another body’s in one’s own'] = { ...things.other, tenant: OWN }
  await askEverything()
}, 120_000)
afterAll(async () => {
  ending.abort()
  await working
  await running?.stop()
  await postgres?.stop()
})

async function joined(by: Browser, role: string, person: number): Promise<Browser> {
  running.advance(61_000)
  const { json } = await by.post(`/api/t/${OWN}/officers/invitations`, { role })
  const browser = running.browser()
  const answer = await browser.enrol(String(json.code), person)
  expect(answer.status, answer.text).toBe(200)
  return browser
}

async function changeRoot(founders: readonly Browser[], path: string): Promise<void> {
  const { json } = await founders[0].post(`/api/t/${OWN}/${path}`)
  for (const browser of founders) expect((await browser.approve(OWN, String(json.digest))).status).toBe(200)
}

const both = (text: string) => ({ fr: text, en: text })
const words = (candidate: string, slug: string) => ({
  candidate,
  slug,
  title: both('Dossiers'),
  description: both('Dossiers'),
  licence: 'etalab-2.0',
  changes: both('Première version'),
  columns: { nom: both('Nom'), nombre: both('Nombre') },
  table: 0,
  chart: null,
  embargo: null,
})

/** One thing of each kind of a body, and a spare of what a route takes away. */
async function thingsOf(tenant: string, [by, colleague]: readonly Browser[], officer: string): Promise<Things> {
  const T = `/api/t/${tenant}`
  const table = 'nom;nombre\nNord;12\nSud;9\nEst;14\n'
  const [candidate, spareCandidate] = [
    await by.inspected(tenant, 'a.csv', table),
    await by.inspected(tenant, 'b.csv', table),
  ]
  const { json: spare } = await by.post(`${T}/releases`, words(candidate, 'a-retirer'))
  const { json: release } = await by.post(`${T}/releases`, words(candidate, 'dossiers'))
  const { json: document } = await by.post(`${T}/releases/${release.id}/document`)
  const { json: drafted } = await by.post(`${T}/holds/draft`, { scope: { kind: 'tenant' }, reason: 'other' })
  const response = await by.answerTo(drafted.options)
  const { json: hold } = await by.post(`${T}/holds`, { body: drafted.body, response })
  const { json: guest } = await by.post(`${T}/officers/invitations`, { role: 'auditor' })
  const { json: alert } = await by.post(`${T}/alerts`, { reason: 'other' })
  const ids = { release: release.id, spareRelease: spare.id, digest: document.digest, hold: hold.id, alert: alert.id }
  const texts = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, String(id)]))
  const key = '0'.repeat(64)
  return {
    tenant,
    key,
    candidate,
    spareCandidate,
    ...texts,
    officer,
    colleague: colleague.officer,
    guest: String(guest.officer),
    path: 'fr/',
  }
}

/** The routes that take something away are asked about the spare one, for the rest to find theirs. */
const TAKES: Readonly<Record<string, Things>> = {
  'DELETE /api/t/{tenant}/candidates/{candidate}': { candidate: 'spareCandidate' },
  'POST /api/t/{tenant}/releases/{release}/reject': { release: 'spareRelease' },
  'POST /api/t/{tenant}/officers/{officer}/recovery': { officer: 'colleague' },
  'DELETE /api/t/{tenant}/officers/{officer}/sessions': { officer: 'colleague' },
  'POST /api/t/{tenant}/officers/{officer}/dismissal': { officer: 'guest' },
  'POST /api/t/{tenant}/officers/{officer}/forgetting': { officer: 'guest' },
}

function unknownThings(tenant: string): Things {
  const id = '0'.repeat(32)
  const ids = ['candidate', 'release', 'hold', 'alert', 'officer'].map(kind => [kind, `${kind}-${id}`])
  const spares = [
    ['spareCandidate', `candidate-${id}`],
    ['spareRelease', `release-${id}`],
    ['colleague', `officer-${id}`],
    ['guest', `officer-${id}`],
  ]
  const rest = { key: '0'.repeat(64), digest: '0'.repeat(64), path: 'nothing/here' }
  return { tenant, ...Object.fromEntries([...ids, ...spares]), ...rest }
}

/** A body in good form for each route that takes one. A signature in it is nobody's: what it would complete, it does not. */
async function bodyOf(route: string, object: Things): Promise<unknown> {
  const text = 'AAAA'
  const credential = { id: text, rawId: text, type: 'public-key', clientExtensionResults: {} }
  const response = { ...credential, response: { clientDataJSON: text, authenticatorData: text, signature: text } }
  const registration = { ...credential, response: { clientDataJSON: text, attestationObject: text } }
  const hold = { kind: 'zones/hold', tenant: object.tenant, id: '0'.repeat(32), since: '2026-03-02T09:00:00.000Z' }
  const scope = { kind: 'tenant' }
  const bodies: Readonly<Record<string, unknown>> = {
    'POST /api/session': { response },
    'POST /api/enrolment/options': { code: '0000-0000' },
    'POST /api/enrolment': { code: '0000-0000', name: 'A', email: 'a@example.org', label: 'a', response: registration },
    'POST /api/account/keys': { label: 'a', response: registration },
    'POST /api/account/invitations': { code: '0000-0000' },
    'POST /api/t/{tenant}/alerts': { reason: 'other' },
    'POST /api/t/{tenant}/releases': words(object.candidate, 'autres'),
    'POST /api/t/{tenant}/releases/{release}/withdraw': { reason: 'other' },
    'POST /api/t/{tenant}/documents/{digest}/approvals': {
      response,
      reasons: { despiteVerdict: null, despiteAlert: null },
    },
    'POST /api/t/{tenant}/holds/draft': { scope, reason: 'other' },
    'POST /api/t/{tenant}/holds': { body: { ...hold, scope, reason: 'other' }, response },
    'POST /api/t/{tenant}/officers/invitations': { role: 'auditor' },
  }
  return bodies[route]
}

/** The routes as the app itself lists them, in the spelling of the API's document. */
function routesOfApp(): string[] {
  const spelled = running.app.routes
    .filter(({ method, path }) => !(method === 'ALL' && path === '/*'))
    .map(({ method, path }) => `${method} ${path.replace(':path{.*}', '{path}').replace(/:([a-z]+)/g, '{$1}')}`)
  return [...new Set(spelled)]
}

async function askEverything(): Promise<void> {
  for (const route of routesOfApp()) {
    const objects = /\{tenant.*\{/.test(route)
      ? ['unknown', 'other', 'another body’s in one’s own', 'own']
      : route.includes('{tenant}')
        ? ['other', 'own']
        : ['own']
    for (const object of objects) {
      running.advance(61_000)
      rows.push({ route, object, statuses: await askAll(route, things[object]) })
    }
  }
}

async function askAll(route: string, object: Things): Promise<Record<RoleName, number>> {
  const statuses = {} as Record<RoleName, number>
  for (const role of ROLES) statuses[role] = await askAs(people[role], route, object)
  return statuses
}

async function askAs(browser: Browser, route: string, object: Things): Promise<number> {
  const [method, pattern] = route.split(' ')
  const taken = TAKES[route] ?? {}
  const path = pattern.replace(/\{([a-z]+)\}/g, (_, name) => object[taken[name] ?? name]).replace('*', 'anything')
  if (route === 'POST /api/t/{tenant}/candidates')
    return (await browser.upload(object.tenant, 'b.csv', 'a;b\n1;2\n')).status
  const body = await bodyOf(route, object)
  const { status } = await browser.ask(method === 'ALL' ? 'GET' : method, path, body === undefined ? {} : { body })
  if (route === 'DELETE /api/session' && browser.authenticator) await browser.signIn()
  return status
}

const isChange = (route: string) => !/^(?:GET|ALL) /.test(route)
/** Without a session: signing in and enrolling, the description of the API, and the pages. */
const OPEN =
  /^(?:POST \/api\/(?:session|enrolment)(?:\/options)?|GET \/api\/openapi\.json|GET \*|GET \/\*|ALL \/api\/\*)$/

describe('every route, every role, every object', () => {
  test('gives the statuses of the table', async () => {
    const width = Math.max(...rows.map(({ route }) => route.length))
    const line = (route: string, object: string, cells: readonly (string | number)[]) =>
      `${route.padEnd(width)}  ${object.padEnd(28)}${cells.map(cell => String(cell).padEnd(14)).join('')}`.trimEnd()
    const table = rows.map(({ route, object, statuses }) =>
      line(
        route,
        object,
        ROLES.map(role => statuses[role]),
      ),
    )
    const text = [line('route', 'about', ROLES), ...table].join('\n')
    await expect(`${text}\n`).toMatchFileSnapshot('matrix.txt')
  })

  test('asks for a session everywhere but at the door', () => {
    const wrong = rows.filter(({ route, statuses }) => !OPEN.test(route) && statuses.nobody !== 401)
    expect(wrong).toEqual([])
  })

  test('gives nothing to somebody who was removed', () => {
    const wrong = rows.filter(({ route, statuses }) => !OPEN.test(route) && statuses.removed !== 401)
    expect(wrong).toEqual([])
  })

  test('gives nothing of a body to officers of another', () => {
    const theirs = rows.filter(({ route }) => route.includes('{tenant}'))
    const stranger = theirs.filter(
      ({ object, statuses }) => object !== 'other' && statuses.stranger !== 403 && statuses.stranger !== 401,
    )
    expect(stranger).toEqual([])
    const foreign = theirs.filter(({ object }) => object !== 'own')
    const wrong = foreign.filter(
      ({ statuses: { auditor, officer, administrator } }) => Math.min(auditor, officer, administrator) < 400,
    )
    expect(wrong).toEqual([])
  })

  test('lets an auditor change nothing', () => {
    const changes = rows.filter(
      ({ route }) => isChange(route) && !/ \/api\/(?:session|account)/.test(route) && !OPEN.test(route),
    )
    expect(changes.filter(({ statuses }) => statuses.auditor < 400)).toEqual([])
  })

  test('never breaks', () => {
    expect(rows.filter(({ statuses }) => Object.values(statuses).some(status => status === 500))).toEqual([])
  })
})
