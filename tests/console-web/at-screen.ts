/** The console as officers meet it: a real private zone, its real server and pages, real Chromium with a virtual passkey each. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { isRefusal } from '#kernel'
import { createTenant } from '#officers'
import { workOff } from '#release'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import { openChromium } from '../chromium.ts'
import { type RunningConsole, startConsole } from '../console/console.ts'
import { startPostgres } from '../postgres.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const TENANT = 'prefecture-exemple'

/** Somebody at a screen of their own, with a passkey in their device; `complaints` is what the browser complained of. */
export type Sitting = Readonly<{ page: Page; complaints: string[] }>

export type Screens = Readonly<{
  console: RunningConsole
  browser: Browser
  /** The one-time codes of the two first officers. */
  codes: readonly [string, string]
  sit(locale?: string): Promise<Sitting>
  close(): Promise<void>
}>

/** Builds the pages where they are older than their sources, and serves them from a zone with one body that nobody has entered yet. */
export async function openScreens(): Promise<Screens> {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build-web.mjs')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('the pages of the console do not build')
  const postgres = await startPostgres()
  const web = join(ROOT, 'apps', 'console', 'web', 'dist')
  const running = await startConsole({ databaseUrl: postgres.url, web })
  const title = { fr: 'Préfecture d’exemple', en: 'Example prefecture' }
  const made = await createTenant(running.zone.vault, { name: TENANT, title, hosts: ['exemple.example'] })
  if (isRefusal(made)) throw new Error(`no body: ${made.code}`)
  const ending = new AbortController()
  const working = workOff(running.zone, ending.signal)
  const browser = await openChromium()
  return {
    console: running,
    browser,
    codes: made.codes,
    sit: locale => sit(browser, locale ?? 'fr-FR'),
    close: async () => {
      await browser.close()
      ending.abort()
      await working
      await running.stop()
      await postgres.stop()
    },
  }
}

async function sit(browser: Browser, locale: string): Promise<Sitting> {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const devices = await context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const complaints: string[] = []
  page.on('pageerror', fault => complaints.push(fault.message))
  page.on('console', message => {
    // A refusal is an answer that the page shows; the browser logs its status as a failed load.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  return { page, complaints }
}

/** Enrols an invented person in French, and gives the name that they enrolled under. */
export async function enrol({ page }: Sitting, origin: string, code: string, seed: number): Promise<string> {
  const { given, family, email } = inventPerson(randomFrom(seed), 'fr')
  await page.goto(`${origin}/enrol`)
  await page.getByLabel('Code à usage unique').fill(code)
  await page.getByLabel('Votre nom').fill(`${given} ${family}`)
  await page.getByLabel('Adresse électronique').fill(email)
  await page.getByLabel('Nom de cette clé').fill('portable de bureau')
  await page.getByRole('button', { name: 'Créer ma clé' }).click()
  await page.waitForURL(`**/t/${TENANT}`)
  return `${given} ${family}`
}

/** What axe finds wrong on the page as it stands, by rule and place. */
export async function faultsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE)
  return page.evaluate<string[]>(
    'axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " " + target)))',
  )
}
