import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roots } from '#officers'
import { keep, workOff } from '#release'
import { type Random, randomFrom } from '../../drills/people.ts'
import { inventAuthenticator } from '../officers/authenticator.ts'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Answer, type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

/**
 * One person, an administrator, with every means that the console gives to one person: several passkeys, accounts that they invited and
 * enrolled themselves, every route in any order. What takes two must not happen.
 */

const TENANT = 'prefecture-exemple'
const T = `/api/t/${TENANT}`
const SEQUENCES = 8
const ACTS_EACH = 25
const TABLE = 'arrondissement;dossiers\nNord;120\nSud;95\nEst;143\nOuest;88\n'

let postgres: Postgres
let running: RunningConsole
/** The person who acts alone. */
let alone: Browser
/** The other officer, who only looks, until the last test. */
let other: Browser
/** Accounts that the person made for themselves. */
const puppets: Browser[] = []
let published: string
let proposed: string
let held: string
const ending = new AbortController()
let working: Promise<unknown>

beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url })
  working = Promise.all([workOff(running.zone, ending.signal), keep(running.zone, ending.signal)])
  ;[alone, other] = await foundInBrowsers(running, TENANT, 1)
  published = await propose('accueil')
  await other.approve(TENANT, await documentOf(published))
  await alone.approve(TENANT, await documentOf(published))
  proposed = await propose('dossiers')
  held = await hold()
}, 60_000)
afterAll(async () => {
  ending.abort()
  await working
  await running?.stop()
  await postgres?.stop()
})

async function propose(slug: string): Promise<string> {
  const candidate = await alone.inspected(TENANT, `${slug}.csv`, TABLE)
  const both = (text: string) => ({ fr: text, en: text })
  const { json, text } = await alone.post(`${T}/releases`, {
    candidate,
    slug,
    title: both('Dossiers par arrondissement'),
    description: both('Dossiers reçus'),
    licence: 'etalab-2.0',
    changes: both('Première version'),
    columns: { arrondissement: both('Nom'), dossiers: both('Nombre') },
    table: 0,
    chart: null,
    embargo: null,
  })
  expect(json.id, text).toMatch(/^release-/)
  return String(json.id)
}

async function documentOf(release: string): Promise<string> {
  return String((await alone.post(`${T}/releases/${release}/document`)).json.digest)
}

async function hold(): Promise<string> {
  const scope = { kind: 'release', release: published }
  const { json } = await alone.post(`${T}/holds/draft`, { scope, reason: 'wrong-data' })
  const placed = await alone.post(`${T}/holds`, { body: json.body, response: await alone.answerTo(json.options) })
  return String(placed.json.id)
}

/** What must stay as it is, however often one person asks. */
async function standing() {
  const { json: wall } = await other.get(`${T}/wall`)
  const { json: detail } = await other.get(`${T}/releases/${proposed}`)
  const { json: holds } = await other.get(`${T}/holds`)
  const signed = await roots(running.zone.vault, TENANT)
  return {
    outside: [...wall.outside].map(({ id }) => id),
    proposed: detail.state,
    roots: signed.length,
    people: new Set(signed.at(-1)?.body.officers.map(({ person }) => person)).size,
    hold: [...holds].find(({ id }) => String(id) === held)?.state === ('lifted' as never) ? 'lifted' : 'in force',
  }
}

/** Everything that one person can ask; each gives the answers that came. */
const ACTS: Readonly<Record<string, (random: Random) => Promise<Answer | Answer[]>>> = {
  'approve whatever waits': async random => {
    const { json } = await alone.get(`${T}/documents`)
    const digests = [...json].map(({ digest }) => String(digest))
    const browser = random.pick([alone, ...puppets])
    const answers: Answer[] = []
    for (const digest of digests) answers.push(await browser.approve(TENANT, digest, REASONS))
    return answers
  },
  'approve the same twice': async () => {
    const digest = await documentOf(proposed)
    return [await alone.approve(TENANT, digest, REASONS), await alone.approve(TENANT, digest, REASONS)]
  },
  'send the approval of another document': async random => {
    const { json } = await alone.get(`${T}/documents`)
    const digests = [...json].map(({ digest }) => String(digest))
    if (digests.length < 2) return []
    const signed = random.pick(digests)
    const options = await alone.post(`${T}/documents/${signed}/options`)
    const response = await alone.answerTo(options.json)
    const other = random.pick(digests.filter(digest => digest !== signed))
    return await alone.post(`${T}/documents/${other}/approvals`, { response, reasons: REASONS })
  },
  'send an account’s approval under another session': async random => {
    if (puppets.length === 0) return []
    const digest = await documentOf(proposed)
    const [signer, sender] = random.share() < 0.5 ? [alone, random.pick(puppets)] : [random.pick(puppets), alone]
    const options = await signer.post(`${T}/documents/${digest}/options`)
    if (options.status !== 200) return options
    const response = await signer.answerTo(options.json)
    return await sender.post(`${T}/documents/${digest}/approvals`, { response, reasons: REASONS })
  },
  'invite and enrol an account': async random => {
    if (puppets.length >= 3) return []
    const role = random.pick(['officer', 'administrator'])
    const invited = await alone.post(`${T}/officers/invitations`, { role })
    if (invited.status !== 200) return invited
    const puppet = running.browser()
    const answer = await puppet.enrol(String(invited.json.code), 100 + puppets.length)
    if (answer.status === 200) puppets.push(puppet)
    return answer
  },
  'enrol a second account with the same passkey': async () => {
    const invited = await alone.post(`${T}/officers/invitations`, { role: 'officer' })
    if (invited.status !== 200) return invited
    const twin = running.browser()
    twin.authenticator = alone.authenticator
    return await twin.enrol(String(invited.json.code), 200)
  },
  'draft the admission of an account': async random => {
    if (puppets.length === 0) return []
    return await alone.post(`${T}/officers/${random.pick(puppets).officer}/admission`)
  },
  'draft the removal of the other officer': async () => await alone.post(`${T}/officers/${other.officer}/removal`),
  'recover the other officer’s account': async random => {
    const browser = random.pick([alone, ...puppets])
    const confirmed = await browser.post(`${T}/officers/${other.officer}/recovery`)
    const code = confirmed.json.code
    if (code === undefined) return confirmed
    const thief = running.browser()
    thief.authenticator = await inventAuthenticator()
    return await thief.enrol(String(code), 300)
  },
  'draft the end of the hold': async () => await alone.post(`${T}/holds/${held}/lift`),
  'draft the withdrawal of what is public': async () =>
    await alone.post(`${T}/releases/${published}/withdraw`, { reason: 'other' }),
  'open an alert': async () => await alone.post(`${T}/alerts`, { reason: 'security' }),
  'close an alert': async random => {
    const { json } = await alone.get(`${T}/alerts`)
    const all = [...json]
    return all.length === 0 ? [] : await alone.post(`${T}/alerts/${random.pick(all).id}/close`)
  },
  'end the other officer’s sessions': async () => {
    const answer = await alone.ask('DELETE', `${T}/officers/${other.officer}/sessions`)
    await other.signIn()
    return answer
  },
  'sign in again': async () => await alone.signIn(),
  'draft the site again': async () => await alone.post(`${T}/releases/${proposed}/document`),
}
const REASONS = { despiteVerdict: 'parce que', despiteAlert: 'parce que' }

describe('one person', () => {
  test('publishes, withdraws, lifts, closes their own alert and changes officers in no order of acts', async () => {
    const before = await standing()
    const granted = new Set<string>()
    expect(before).toEqual({ outside: [published], proposed: 'proposed', roots: 1, people: 2, hold: 'in force' })
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const random = randomFrom(sequence)
      const names: string[] = []
      for (let act = 0; act < ACTS_EACH; act++) {
        const name = random.pick(Object.keys(ACTS))
        names.push(name)
        running.advance(5_000)
        const answers = [await ACTS[name](random)].flat()
        if (answers.some(({ status }) => status < 300)) granted.add(name)
        expect(answers.filter(({ status }) => status >= 500).map(({ text }) => `${name}: ${text}`)).toEqual([])
      }
      expect(await standing(), names.join(', ')).toEqual(before)
    }
    // Not all was refused: what one person may do alone, they did.
    expect([...granted].sort()).toEqual([
      'approve the same twice',
      'approve whatever waits',
      'draft the admission of an account',
      'draft the end of the hold',
      'draft the site again',
      'draft the withdrawal of what is public',
      'end the other officer’s sessions',
      'invite and enrol an account',

      'open an alert',
      'sign in again',
    ])
  })

  test('needs the other: with one approval of theirs it is published', async () => {
    const digest = await documentOf(proposed)
    await alone.approve(TENANT, digest, REASONS)
    const answer = await other.approve(TENANT, digest, REASONS)
    expect([answer.status, answer.json.published]).toEqual([200, true])
    expect((await standing()).outside).toContain(proposed)
  })
})
