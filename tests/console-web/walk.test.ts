import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inventPerson, randomFrom } from '../../drills/people.ts'
import { enrol, faultsIn, openScreens, type Screens, type Sitting, TENANT } from './at-screen.ts'

/** Two officers at two screens, from their one-time codes to a public release, a hold and its lift. */

// A database, a browser and a build on a busy machine.
const MANY_MS = 120_000
let screens: Screens
let first: Sitting
let second: Sitting
const names: string[] = []
let release = ''

beforeAll(async () => {
  screens = await openScreens()
  first = await screens.sit()
  second = await screens.sit()
}, MANY_MS)
afterAll(async () => {
  await screens?.close()
}, MANY_MS)

const to = ({ page }: Sitting, path = '') => page.goto(`${screens.console.origin}/t/${TENANT}${path}`)
const heading = ({ page }: Sitting) => page.getByRole('heading', { level: 1 })

/** The screen as it stands, wide and light, then as narrow as 400 % makes it, in the dark: nothing to find fault with, nothing to scroll sideways. */
async function isSound({ page }: Sitting): Promise<void> {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    // 1280 pixels at 400 %: WCAG 2.2, 1.4.10.
    [320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    expect(await faultsIn(page), `${page.url()} at ${width}`).toEqual([])
    expect(await page.evaluate<number>('document.documentElement.scrollWidth'), page.url()).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

async function sign({ page }: Sitting, said: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Signer avec ma clé' }).click()
  await page.getByRole('status').filter({ hasText: said }).waitFor()
}

/** Presses Tab until what has the focus bears this text; gives up after a round of the screen. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate<string>('document.activeElement.textContent')).trim() === text) return
  }
  throw new Error(`Tab does not lead to ${text}`)
}

async function fill(page: Page, words: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(text)
}

function statistics(): string {
  const lines = [2022, 2023, 2024, 2025].flatMap(year =>
    ['Nord', 'Sud', 'Est'].map((place, i) => `${year},${place},${((year * 7 + i * 131) % 900) + 100}`),
  )
  return `annee,arrondissement,demandes\n${lines.join('\n')}\n`
}

function people(): string {
  const random = randomFrom(5)
  const lines = Array.from({ length: 200 }, () => {
    const { family, given, birthDate, postcode } = inventPerson(random, 'fr')
    return [family, given, birthDate, postcode].join(';')
  })
  return `nom;prenom;date_naissance;code_postal\n${lines.join('\n')}\n`
}

async function drop({ page }: Sitting, name: string, content: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('listitem').filter({ hasText: name }).getByText('inspecté').waitFor()
}

const WORDS = {
  'Titre en français': 'Demandes par arrondissement',
  'Titre en anglais': 'Requests by district',
  'Description en français': 'Demandes reçues, chaque année.',
  'Description en anglais': 'Requests received, each year.',
  'Ce qui a changé en français': 'Première version.',
  'Ce qui a changé en anglais': 'First version.',
}

describe('two officers at their screens', () => {
  test('enrol with their codes, and both sign who may sign', async () => {
    await first.page.goto(screens.console.origin)
    await first.page.getByRole('button', { name: 'Se connecter avec une clé' }).waitFor()
    await isSound(first)
    await first.page.getByRole('link', { name: 'S’inscrire avec un code' }).click()
    await first.page.getByLabel('Votre nom').waitFor()
    await isSound(first)
    for (const [at, one] of [first, second].entries())
      names.push(await enrol(one, screens.console.origin, screens.codes[at], 11 + at))
    for (const one of [first, second]) {
      await to(one)
      await one.page.getByRole('heading', { name: 'Deux signatures ouvrent ce site' }).waitFor()
      await one.page.getByRole('link', { name: 'Qui peut signer' }).click()
      await one.page.getByRole('button', { name: 'Signer avec ma clé' }).waitFor()
      await isSound(one)
      await sign(one, /Signé/)
    }
    await to(first)
    expect(await heading(first).textContent()).toBe('Rien n’est encore public.')
  })

  test('drop files and read what is in them, in words and as a figure', async () => {
    await to(first, '/inspect')
    await drop(first, 'demandes.csv', statistics())
    await drop(first, 'personnes.csv', people())
    await isSound(first)
    await first.page.getByRole('link', { name: 'personnes.csv' }).click()
    await first.page.getByText('Ne pas publier', { exact: false }).first().waitFor()
    await first.page.getByRole('img', { name: 'Qui est seul' }).locator('svg').waitFor()
    await isSound(first)
  })

  test('a proposal says at each field what is missing, and leads there', async () => {
    const { page } = first
    await to(first, '/inspect')
    await page.getByRole('link', { name: 'demandes.csv' }).click()
    await page.getByRole('button', { name: 'Proposer cette table' }).click()
    await page.getByRole('button', { name: 'Proposer', exact: true }).click()
    await page.getByRole('alert').getByText('7 réponses manquent').waitFor()
    await isSound(first)
    await page.getByRole('alert').getByRole('link', { name: 'Description' }).click()
    expect(await page.evaluate('document.activeElement.closest("[id^=field-]").id')).toBe('field-description')
    await fill(page, WORDS)
    for (const column of ['annee', 'arrondissement', 'demandes'])
      await fill(page, { [`${column}, sens en français`]: column, [`${column}, sens en anglais`]: column })
    await page.getByText('barres', { exact: true }).click()
    await page.getByLabel('En abscisse').selectOption('annee')
    await page.getByLabel('En ordonnée').selectOption('demandes')
    await page.getByLabel('Une série par').selectOption('arrondissement')
    await isSound(first)
    await page.getByRole('button', { name: 'Proposer', exact: true }).click()
    await page.waitForURL('**/releases/release-*')
    release = new URL(page.url()).pathname
    await page.frameLocator('iframe').getByRole('heading', { name: 'Demandes par arrondissement' }).waitFor()
    await isSound(first)
  })

  test('a document that is not what its hash says cannot be signed', async () => {
    const { page } = second
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await page.route('**/documents/*', async route => {
      const answer = await route.fetch()
      const document = await answer.json()
      await route.fulfill({ response: answer, json: { ...document, body: { ...document.body, version: 7 } } })
    })
    await page.goto(screens.console.origin + release)
    await page.getByText('Ne signez pas').waitFor()
    await page.getByRole('button', { name: 'Signer avec ma clé' }).click({ force: true })
    expect(asked.filter(url => url.endsWith('/options'))).toEqual([])
    await page.unroute('**/documents/*')
  })

  test('what is signed is what is shown, whatever challenge the private zone sends with it', async () => {
    const { page } = first
    await page.route('**/options', async route => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, json: { ...(await answer.json()), challenge: 'A'.repeat(43) } })
    })
    await page.goto(screens.console.origin + release)
    await sign(first, /^Signé\.$/)
    await page.unroute('**/options')
  })

  test('the second signature makes it public, and the wall says so', async () => {
    await to(second)
    await second.page.getByText('1 signature sur 2').waitFor()
    expect(await heading(second).textContent()).toBe('Rien n’est encore public. 1 document attend votre signature.')
    await isSound(second)
    await second.page.getByRole('link', { name: 'Demandes par arrondissement' }).click()
    await second.page.getByText(names[0]).first().waitFor()
    await sign(second, /^Signé et visible de tous\.$/)
    await isSound(second)
    await to(first)
    await first.page.getByText('✓ En service').or(first.page.getByText('En service')).first().waitFor()
    expect(await heading(first).textContent()).toBe('1 publication est visible de tous. Rien n’est bloqué.')
    await isSound(first)
  })

  test('a second version starts from the words of the first, and nothing that was written is replaced', async () => {
    const { page } = first
    await to(first, '/inspect')
    await drop(first, 'demandes-suite.csv', statistics())
    await page.getByRole('link', { name: 'demandes-suite.csv' }).click()
    await page.getByRole('button', { name: 'Proposer cette table' }).click()
    await fill(page, { 'Titre en anglais': 'Another title', 'annee, sens en français': 'année civile' })
    await page.getByLabel('Nouvelle version de').selectOption('demandes-par-arrondissement')
    await isSound(first)
    await page.getByRole('button', { name: 'Reprendre les textes de la version 1' }).click()
    await page.getByText('Repris de la version 1').waitFor()
    const labels = ['Titre en français', 'Titre en anglais', 'annee, sens en français', 'demandes, sens en anglais']
    const values = [...labels, 'Ce qui a changé en français'].map(one => page.getByLabel(one, { exact: true }))
    expect(await Promise.all(values.map(one => one.inputValue()))).toEqual([
      'Demandes par arrondissement',
      'Another title',
      'année civile',
      'demandes',
      '',
    ])
    expect(await page.getByLabel('En abscisse').inputValue()).toBe('annee')
    await isSound(first)
  })

  test('a file of which nothing can be read is said to be not read', async () => {
    await to(first, '/inspect')
    const buffer = Buffer.from('%PDF-1.7\n%\u0000\u0001')
    await first.page
      .locator('input[type=file]')
      .setInputFiles({ name: 'lettre.pdf', mimeType: 'application/pdf', buffer })
    const row = first.page.getByRole('listitem').filter({ hasText: 'lettre.pdf' })
    await row.getByText('non lu', { exact: true }).waitFor()
    expect(await row.getByText('à examiner').count()).toBe(0)
    await row.getByRole('link').click()
    await first.page.getByText('Rien n’a pu être lu').waitFor()
    await isSound(first)
  })

  test('three presses hold the whole site from any screen, and two signatures lift it', async () => {
    const { page } = first
    await to(first, '/ledger')
    await page.getByText('a publié un nouveau site').waitFor()
    await isSound(first)
    await page.keyboard.press('h')
    await page.getByRole('button', { name: 'Données personnelles' }).click()
    await page.getByText('Ne plus montrer tout le site de Préfecture d’exemple').waitFor()
    await isSound(first)
    await page.getByRole('button', { name: 'Signer et bloquer' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await to(second)
    await second.page.getByRole('heading', { name: 'Tout le site est bloqué' }).waitFor()
    await isSound(second)
    await to(second, '/holds')
    await second.page.getByRole('button', { name: 'Lever…' }).click()
    await second.page.waitForURL('**/documents/*')
    const lift = new URL(second.page.url()).pathname
    for (const one of [second, first]) {
      await one.page.goto(screens.console.origin + lift)
      await sign(one, /Signé/)
    }
    await to(second, '/holds')
    await second.page.getByText('levé le').waitFor()
    await isSound(second)
  })

  test('a release says which other versions of its data set are held', async () => {
    const { page } = second
    const isRelease = (url: URL) => /^\/api\/.*\/releases\/[^/]+$/.test(url.pathname)
    await page.route(isRelease, async route => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), heldVersions: [2, 4] } })
    })
    await to(second, '/releases')
    await page.getByRole('link', { name: 'Demandes par arrondissement' }).click()
    await page.getByText('Les versions 2, 4 de ce jeu de données sont bloquées.').waitFor()
    await isSound(second)
    await page.unroute(isRelease)
  })

  test('what was judged “do not publish” asks each signer why, and stays marked', async () => {
    const { page } = first
    await to(first, '/inspect')
    await page.getByRole('link', { name: 'personnes.csv' }).click()
    await page.getByRole('button', { name: 'Proposer cette table' }).click()
    await fill(page, { ...WORDS, 'Titre en français': 'Registre', 'Titre en anglais': 'Register' })
    for (const column of ['nom', 'prenom', 'date_naissance', 'code_postal'])
      await fill(page, { [`${column}, sens en français`]: column, [`${column}, sens en anglais`]: column })
    await page.getByRole('button', { name: 'Proposer', exact: true }).click()
    await page.waitForURL('**/releases/release-*')
    const blocked = new URL(page.url()).pathname
    for (const one of [first, second]) {
      await one.page.goto(screens.console.origin + blocked)
      await one.page.getByRole('button', { name: 'Signer avec ma clé' }).click()
      await one.page.getByText('Écrivez la raison').waitFor()
      await one.page.getByLabel('Pourquoi il peut sortir').fill('Registre inventé, pour un essai.')
      await sign(one, /Signé/)
    }
    await to(first)
    await first.page.getByText('sortie bien que son inspection ait dit').waitFor()
    await isSound(first)
  })

  test('who opened an alert sees why they do not close it, and the other does', async () => {
    await to(first, '/holds')
    await first.page.getByRole('button', { name: 'Ouvrir une alerte' }).click()
    await first.page.getByRole('dialog').getByRole('button', { name: 'Ouvrir une alerte' }).click()
    const own = first.page.getByRole('button', { name: 'Clore l’alerte' })
    await own.waitFor()
    expect(await own.getAttribute('aria-disabled')).toBe('true')
    await first.page.getByText('Vous avez ouvert cette alerte').waitFor()
    await isSound(first)
    await to(second, '/holds')
    await second.page.getByRole('button', { name: 'Clore l’alerte' }).click()
    await second.page.getByText('close le').waitFor()
  })

  test('an auditor sees every button, and beside it why it is not theirs', async () => {
    await to(first, '/officers')
    await first.page.getByRole('button', { name: 'Inviter…' }).click()
    await first.page
      .locator('label')
      .filter({ hasText: /^auditeur/ })
      .click()
    await first.page.getByRole('button', { name: 'Créer le code' }).click()
    const code = (await first.page.locator('output').textContent()) ?? ''
    await first.page.keyboard.press('Escape')
    await isSound(first)
    const third = await screens.sit()
    await enrol(third, screens.console.origin, code, 13)
    const hold = third.page.getByRole('button', { name: 'Bloquer…' })
    await hold.waitFor()
    expect(await hold.getAttribute('aria-disabled')).toBe('true')
    await third.page.getByText('Les auditeurs ne peuvent pas bloquer').waitFor()
    await hold.click({ force: true })
    expect(await third.page.getByRole('dialog').count()).toBe(0)
    await isSound(third)
    await to(third, '/officers')
    await third.page.getByText('Seul un administrateur fait cela').first().waitFor()
    expect(third.complaints).toEqual([])
  })

  test('every place has its key, and the other language is one press away', async () => {
    const { page } = first
    await to(first)
    await heading(first).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await isSound(first)
    await page.keyboard.press('Escape')
    for (const [letter, title] of Object.entries({ i: 'Inspecter', r: 'Publications', o: 'Agents', l: 'Journal' })) {
      await page.keyboard.press('g')
      await page.keyboard.press(letter)
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
    }
    await page.keyboard.press('/')
    await page.keyboard.type('registre')
    await page.getByText('1 publication affichée').waitFor()
    await isSound(first)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: 'Releases' }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    await page.getByRole('button', { name: 'Français' }).click()
  })

  test('the way to a hold is walked by keyboard alone, and Escape leads back', async () => {
    const { page } = first
    await to(first)
    await heading(first).waitFor()
    await page.keyboard.press('h')
    await page.getByRole('dialog').waitFor()
    await tabTo(page, 'Sécurité')
    await page.keyboard.press('Enter')
    await page.getByText('Classe de raison').waitFor()
    await tabTo(page, 'Signer et bloquer')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await tabTo(page, 'Aller au contenu')
  })

  test('an upload that is cancelled leaves nothing', async () => {
    const { page } = second
    const network = await page.context().newCDPSession(page)
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 }
    await to(second, '/inspect')
    await page.getByText('Déposez un fichier').waitFor()
    await network.send('Network.emulateNetworkConditions', slow)
    const buffer = Buffer.alloc(8_000_000, 'a,b\n')
    await page.locator('input[type=file]').setInputFiles({ name: 'grand.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('progressbar').waitFor()
    await page.getByRole('button', { name: 'Annuler' }).click()
    await page.getByRole('progressbar').waitFor({ state: 'detached' })
    await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 })
    await to(second, '/inspect')
    await page.getByRole('link', { name: 'demandes.csv' }).waitFor()
    expect(await page.getByText('grand.csv').count()).toBe(0)
  })

  test('signing out ends the session, and the same passkey signs in again', async () => {
    const { page } = second
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.waitForURL('**/sign-in')
    await page.goto(`${screens.console.origin}/t/${TENANT}`)
    await page.getByText('Votre session est terminée').waitFor()
    await page.getByRole('button', { name: 'Se connecter avec une clé' }).click()
    await page.waitForURL(`**/t/${TENANT}`)
    await page.getByRole('link', { name: names[1] }).click()
    await page.getByRole('heading', { level: 1, name: names[1] }).waitFor()
    await isSound(second)
  })

  test('who comes back refused from another sign-in reads why at the door, and no word that an address makes up', async () => {
    const guest = await screens.sit()
    const door = (code: string) =>
      guest.page.goto(`${screens.console.origin}/sign-in?refused=${encodeURIComponent(code)}`)
    await door('officers/unknown-identity')
    await guest.page.getByRole('alert').filter({ hasText: 'inscrit ici' }).waitFor()
    await door('call/this-number')
    await heading(guest).waitFor()
    expect([await guest.page.getByRole('alert').count(), guest.complaints]).toEqual([0, []])
  })

  test('in all this the browser refused nothing to the pages, and complained of nothing', () => {
    expect([...first.complaints, ...second.complaints]).toEqual([])
  })
})
