import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statistics } from '../../drills/2026-prefecture-exemple/files.ts'
import { openChromium } from '../chromium.ts'
import {
  enrol,
  goTo,
  holdSite,
  inspect,
  liftHold,
  type Officer,
  propose,
  sign,
  signDocument,
  sitDown,
} from './officer.ts'
import { makeHome, type Started, start, statusOf } from './started.ts'

/** The whole way as two officers and a stranger meet it: `npm start`, two windows with a passkey each, and the public address. */

const place = makeHome()
const HOLD_MS = 5000
/** After a start the portal waits for a lease issued since; on a busy machine that takes a while. */
const BACK_MS = 30_000
let zones: Started
let browser: Browser
let first: Officer
let second: Officer
let page = ''

beforeAll(async () => {
  browser = await openChromium()
  zones = await start(place.path)
  first = await sitDown(browser, zones.console)
  second = await sitDown(browser, zones.console)
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await zones?.stop()
  place.remove()
})

describe('two officers and a stranger', () => {
  test('both enrol with a code and a passkey, and sign who may sign; before that nothing is public', async () => {
    expect(await statusOf(`${zones.site}/`, 503, 0)).toBe(503)
    await enrol(first, zones.codes[0], 1)
    await enrol(second, zones.codes[1], 2)
    expect(await signDocument(first, 'Who may sign')).toBe('Signed.')
    expect(await signDocument(second, 'Who may sign')).toBe('Signed.')
  })

  test('a dropped file is inspected and proposed; one signature publishes nothing, the second does', async () => {
    const file = join(place.path, 'requests.csv')
    writeFileSync(file, statistics())
    await inspect(first, file, 'requests.csv')
    const columns = ['mois', 'arrondissement', 'demandes', 'delai_moyen_jours']
    await propose(first, { title: 'Requests', columns, slug: 'requests' })
    page = `${zones.site}/en/data/requests/`
    const address = first.page.url()
    expect(await sign(first)).toBe('Signed.')
    expect(await statusOf(page, 200, 1000)).not.toBe(200)
    await second.page.goto(address)
    expect(await sign(second)).toBe('Signed and public.')
    expect(await statusOf(page, 200, BACK_MS)).toBe(200)
    expect(await (await fetch(page)).text()).toContain('<h1>Requests</h1>')
  })

  test('one of them holds the site: within five seconds a stranger is told so', async () => {
    await holdSite(second)
    expect(await statusOf(page, 410, HOLD_MS)).toBe(410)
    expect((await fetch(page, { headers: { range: 'bytes=0-9' } })).status).toBe(410)
  })

  test('both processes are killed and come back: the hold is in force', async () => {
    await zones.kill('portal')
    await zones.kill('console')
    expect(await statusOf(page, 410, BACK_MS)).toBe(410)
  })

  test('one cannot lift it alone, two can', async () => {
    await statusOf(`${zones.console}/`, 200, BACK_MS)
    expect(await liftHold(first)).toBe('Signed.')
    expect(await statusOf(page, 200, 1000)).toBe(410)
    await signDocument(second, 'The end of a hold')
    expect(await statusOf(page, 200, HOLD_MS)).toBe(200)
  })

  test('the table of people that the clerk received says: do not publish', async () => {
    await goTo(first, 'inspect')
    const row = first.page.getByRole('listitem').filter({ hasText: 'usagers-du-guichet.csv' })
    await row.getByText('do not publish').waitFor({ timeout: 60_000 })
    expect(await row.count()).toBe(1)
  })
})
