import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../postgres.ts'
import { type Browser, foundInBrowsers, type RunningConsole, startConsole } from './console.ts'

const T = '/api/t/prefecture-exemple'
let postgres: Postgres
let running: RunningConsole
let officers: [Browser, Browser]

beforeAll(async () => {
  postgres = await startPostgres()
  running = await startConsole({ databaseUrl: postgres.url })
  officers = await foundInBrowsers(running, 'prefecture-exemple', 1)
}, 60_000)
afterAll(async () => {
  await running?.stop()
  await postgres?.stop()
})

describe('a hold over everything', () => {
  test('is lifted for one body by two of its officers, and by nobody for another', async () => {
    const [first] = officers
    const draft = await first.post(`${T}/holds/draft`, { scope: { kind: 'everything' }, reason: 'security' })
    const placed = await first.post(`${T}/holds`, {
      body: draft.json.body,
      response: await first.answerTo(draft.json.options),
    })
    expect([placed.status, String(placed.json.state)]).toEqual([200, 'in-force'])
    const [stranger] = await foundInBrowsers(running, 'mairie-exemple', 5)
    expect((await stranger.post(`${T}/holds/${placed.json.id}/lift`)).status).toBe(403)
    const lifting = await first.post(`${T}/holds/${placed.json.id}/lift`)
    expect(lifting.status, lifting.text).toBe(200)
    for (const officer of officers) {
      expect((await officer.approve('prefecture-exemple', String(lifting.json.digest))).status).toBe(200)
    }
    expect(String((await first.get(`${T}/holds`)).json[0].state)).toBe('lifted')
  })
})
