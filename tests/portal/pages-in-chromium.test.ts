import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signDocument } from '#zones'
import { holdOf, inventTenant } from '../../src/zones/wall.test-kit.ts'
import { openChromium } from '../chromium.ts'
import { install, listed, makeFolders, type Portal, publish, push, renew, startPortal, until } from './portal.ts'

/** The portal's own pages as a person meets them, under the policy that they are sent with. */

const HOST = 'localhost'
const folders = makeFolders()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser
let portal: Portal

beforeAll(async () => {
  browser = await openChromium()
  const tenant = await inventTenant('prefecture-a', new Date(Date.now() - 60_000), listed({ '/': 'a' }, 'text/plain'))
  const closed = await inventTenant('prefecture-b', new Date())
  await install(folders, [tenant, closed], [[HOST], ['127.0.0.1']])
  await publish(folders, tenant, { '/': 'a' })
  const hold = holdOf(tenant.name, { scope: { kind: 'path', path: '/held' } })
  push(folders, tenant.name, 'holds/1.json', await signDocument(hold, [tenant.officers[0]]))
  portal = await startPortal(folders)
  await renew(folders, tenant)
  await until(portal, HOST, '/', 200)
})
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
  folders.remove()
})

/** A page in a window, with what axe finds wrong and what the browser complains of. */
async function seen(address: string, width: number, colorScheme: 'light' | 'dark', locale: string) {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, locale })
  const complaints: string[] = []
  // The status itself is what was asked for, and no icon is published here.
  page.on('console', message => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  await page.goto(address)
  await page.evaluate(axe)
  const violations = await page.evaluate<string[]>('axe.run().then(({ violations }) => violations.map(({ id }) => id))')
  const look = await page.evaluate<[string, boolean, string]>(
    '[getComputedStyle(document.body).backgroundColor, document.documentElement.scrollWidth <= innerWidth, document.documentElement.lang]',
  )
  await page.close()
  return { violations, complaints, look }
}

test.each([
  ['not there', () => `http://${HOST}:${portal.port}/none`],
  ['held', () => `http://${HOST}:${portal.port}/held`],
  ['back in a moment', () => `http://127.0.0.1:${portal.port}/`],
])('the page "%s" is accessible, fits every width, and is light or dark, French or English', async (_, address) => {
  const clean = { violations: [], complaints: [] }
  expect(await seen(address(), 360, 'dark', 'fr-FR')).toEqual({ ...clean, look: ['rgb(15, 24, 34)', true, 'fr'] })
  expect(await seen(address(), 1440, 'light', 'en-GB')).toEqual({ ...clean, look: ['rgb(255, 255, 255)', true, 'en'] })
})
