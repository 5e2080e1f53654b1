/** An invented officer at a screen of their own: a browser window with its own device, which holds a passkey. */
import type { Browser, Page } from 'playwright-core'
import { inventPerson, randomFrom } from '../../drills/people.ts'

export const BODY = 'prefecture-exemple'
/** A step of the console may wait for an inspection or a push on a busy machine. */
const PATIENCE_MS = 60_000

export type Officer = Readonly<{ page: Page; origin: string }>

/** Opens a window with a virtual authenticator that verifies its user. `origin` is the address of the console. */
export async function sitDown(browser: Browser, origin: string): Promise<Officer> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true } as const
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return { page, origin }
}

/** Enrols with a one-time code and a new passkey, as somebody who does not exist. */
export async function enrol({ page, origin }: Officer, code: string, seed: number): Promise<void> {
  const { given, family, email } = inventPerson(randomFrom(seed), 'fr')
  await page.goto(`${origin}/enrol`)
  await page.getByLabel('One-time code').fill(code)
  await page.getByLabel('Your name').fill(`${given} ${family}`)
  await page.getByLabel('Professional e-mail address').fill(email)
  await page.getByLabel('Name of this key').fill('work laptop')
  await page.getByRole('button', { name: 'Make my passkey' }).click()
  await page.waitForURL(`**/t/${BODY}`)
}

/** Signs what waits under this name, and gives what the console says of it. */
export async function signDocument(officer: Officer, name: string): Promise<string> {
  await goTo(officer, 'documents')
  await officer.page.getByRole('link', { name }).first().click()
  return sign(officer)
}

/** Signs what is on the screen. */
export async function sign({ page }: Officer): Promise<string> {
  await page.getByRole('button', { name: 'Sign with my passkey' }).click()
  const said = page.getByRole('status').filter({ hasText: /Signed/ })
  await said.waitFor()
  return ((await said.textContent()) ?? '').trim()
}

/** Goes to a place of the console by its address. */
export async function goTo({ page, origin }: Officer, place: string): Promise<void> {
  await page.goto(`${origin}/t/${BODY}${place === '' ? '' : `/${place}`}`)
}

/** Drops a file, waits for its inspection, and opens it. */
export async function inspect(officer: Officer, file: string, name: string): Promise<void> {
  const { page } = officer
  await goTo(officer, 'inspect')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await (await choosing).setFiles(file)
  await page.getByRole('link', { name }).click()
}

export type Words = Readonly<{ title: string; columns: readonly string[]; slug: string }>

/** Proposes the table of the file on the screen; the words are the same in both languages. */
export async function propose({ page }: Officer, { title, columns, slug }: Words): Promise<void> {
  await page.getByRole('button', { name: 'Propose this table' }).click()
  for (const language of ['French', 'English']) {
    for (const field of ['Title', 'Description', 'What changed'])
      await page.getByLabel(`${field} in ${language}`).fill(title)
    for (const column of columns) await page.getByLabel(`${column}, meaning in ${language}`).fill(column)
  }
  await page.getByLabel('Address').fill(slug)
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  await page.getByRole('heading', { name: 'Your signature' }).waitFor()
}

/** Holds the whole site: the key, the reason, the signature. */
export async function holdSite(officer: Officer): Promise<void> {
  const { page } = officer
  await goTo(officer, '')
  await page.getByRole('heading', { name: 'The wall' }).waitFor()
  await page.keyboard.press('h')
  await page.getByRole('button', { name: 'Wrong data' }).click()
  await page.getByRole('button', { name: 'Sign and hold' }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

/** Draws the end of the one hold up and signs it. */
export async function liftHold(officer: Officer): Promise<string> {
  const { page } = officer
  await goTo(officer, 'holds')
  await page.getByRole('button', { name: 'Lift…' }).click()
  return sign(officer)
}
