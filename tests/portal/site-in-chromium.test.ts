import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '#kernel'
import { type Manifest, signDocument } from '#zones'
import { renderSite } from '../../src/release/site/render.ts'
import { exampleSite } from '../../src/release/site/site.test-kit.ts'
import { DATA_MEDIA_TYPES } from '../../src/release/site/site.ts'
import { holdOf, inventTenant } from '../../src/zones/wall.test-kit.ts'
import { openChromium } from '../chromium.ts'
import { type Folders, install, makeFolders, type Portal, publish, push, startPortal, until } from './portal.ts'

/** The public pages as a person meets them: rendered, signed by two, served by the real portal, opened in a real browser. */

const HOST = 'localhost'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let work: TemporaryFolder
let folders: Folders
let browser: Browser
let portal: Portal

type Served = Readonly<{
  path: string
  release: string
  mediaType: string
  languages: readonly ('fr' | 'en')[]
  text: string
}>

/** Pages and data files; a text for each byte, which all of the example's text files are. */
async function servedFiles(): Promise<Served[]> {
  const { site, files } = await exampleSite(work.path)
  const pages = renderSite(site).map(page => ({ ...page, text: Buffer.from(page.bytes).toString('utf8') }))
  const data = [...files].flatMap(([path, bytes]) => {
    const format = path.endsWith('.csv') ? 'csv' : 'json'
    if (!path.endsWith(format)) return []
    return [
      {
        path,
        release: 'r-1',
        mediaType: DATA_MEDIA_TYPES[format],
        languages: [],
        text: Buffer.from(bytes).toString('utf8'),
      },
    ]
  })
  return [...pages, ...data]
}

function listedOf(files: readonly Served[]): Manifest['files'] {
  return files
    .map(({ path, release, mediaType, languages, text }) => ({
      path,
      from: '2026-01-01T00:00:00.000Z',
      release,
      sha256: createHash('sha256').update(text).digest('hex'),
      sizeBytes: Buffer.byteLength(text),
      mediaType,
      languages: [...languages],
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

beforeAll(async () => {
  work = await temporaryFolder()
  folders = makeFolders()
  browser = await openChromium()
  const files = await servedFiles()
  const tenant = await inventTenant('prefecture-exemple', new Date(Date.now() - 60_000), listedOf(files))
  await install(folders, [tenant], [[HOST]])
  portal = await startPortal(folders)
  await publish(folders, tenant, Object.fromEntries(files.map(({ path, text }) => [path, text])))
  const held = files.find(({ path }) => path === '/fr/donnees/accueil-2025/')
  const hold = holdOf(tenant.name, { scope: { kind: 'release', release: held?.release ?? '' } })
  push(folders, tenant.name, 'holds/1.json', await signDocument(hold, [tenant.officers[0]]))
  await until(portal, HOST, '/fr/', 200)
  await until(portal, HOST, '/fr/donnees/accueil-2025/', 410)
})
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
  folders?.remove()
  await work?.remove()
})

type Look = Readonly<{ width?: number; dark?: boolean; script?: boolean }>

/** A page in a window, and what the browser complains of: violations of the policy, files that are not there. */
async function opened(path: string, { width = 1440, dark = false, script = true }: Look = {}) {
  const colorScheme = dark ? 'dark' : 'light'
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled: script })
  const complaints: string[] = []
  page.on('console', message => complaints.push(message.text()))
  page.on('pageerror', error => complaints.push(error.message))
  await page.goto(`http://${HOST}:${portal.port}${path}`)
  return { page, complaints }
}

type Violation = { id: string; nodes: { html: string }[] }

async function violationsOf(page: Page): Promise<{ id: string; where: string[] }[]> {
  await page.evaluate(axe)
  await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
  const run = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] }
  return violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map(node => node.html) }))
}

const EVERY_KIND = [
  '/',
  '/fr/',
  '/fr/catalogue/',
  '/fr/donnees/titres-de-sejour/',
  '/fr/donnees/titres-de-sejour/1/',
  '/en/data/delais-par-commune/',
  '/en/data/delais-par-commune/1/',
  '/en/data/hostile/',
  '/en/status/',
  '/fr/accessibilite/',
]

describe('the public pages in Chromium, served by the portal', () => {
  test.each(EVERY_KIND)(
    'axe and the policy have nothing to say and only framed tables scroll sideways, at 1440 px light and 320 px dark: %s',
    async path => {
      for (const look of [{ width: 1440 }, { width: 320, dark: true }]) {
        const { page, complaints } = await opened(path, look)
        expect(complaints).toEqual([])
        expect(await violationsOf(page)).toEqual([])
        const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
        expect(wide).toBe(0)
        await page.close()
      }
    },
  )

  test('without scripts everything is there, and the chart that fits the screen is the one shown', async () => {
    for (const [width, shown] of [
      [1440, 'wide'],
      [360, 'narrow'],
    ] as const) {
      const { page } = await opened('/fr/donnees/titres-de-sejour/', { width, script: false })
      expect(await page.locator('figure > svg:visible').getAttribute('class')).toBe(shown)
      expect(await page.getByRole('img', { name: 'Graphique : Titres délivrés par mois' }).count()).toBe(1)
      await page.getByText('Les valeurs du graphique').click()
      expect(await page.getByRole('cell', { name: 'Première demande' }).first().isVisible()).toBe(true)
      await page.close()
    }
  })

  test('colours of series come from the style sheet, so that they follow light and dark', async () => {
    const fills: unknown[] = []
    for (const dark of [false, true]) {
      const { page } = await opened('/fr/donnees/titres-de-sejour/', { dark })
      fills.push(await page.evaluate('getComputedStyle(document.querySelector("figure svg.wide circle")).fill'))
      await page.close()
    }
    expect(fills).toEqual(['rgb(22, 50, 79)', 'rgb(185, 212, 239)'])
  })

  test('the keyboard reaches the content first, then every link in sight', async () => {
    const { page } = await opened('/fr/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Aller au contenu')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.close()
  })

  test('a stranger goes from the first page to the file, in the other language too', async () => {
    const { page } = await opened('/')
    await page.getByRole('link', { name: 'Français' }).click()
    await page.getByRole('link', { name: 'Titres délivrés par mois' }).click()
    await page.getByRole('link', { name: 'English' }).click()
    expect(new URL(page.url()).pathname).toBe('/en/data/titres-de-sejour/')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('titres-de-sejour-3.csv')
    expect(readFileSync(await download.path(), 'utf8').split('\r\n')[0]).toBe('mois,type,titres')
    await page.close()
  })

  test('who leaves out the last slash of a language comes to its home page, without scripts', async () => {
    for (const lang of ['fr', 'en']) {
      const { page, complaints } = await opened(`/${lang}`, { script: false })
      await page.waitForURL(`**/${lang}/`)
      expect(complaints).toEqual([])
      await page.close()
    }
  })

  test('a hold on the newest release stops the page of the data set, in both languages, and leaves its other versions', async () => {
    for (const path of ['/fr/donnees/accueil-2025/', '/en/data/accueil-2025/', '/fr/donnees/accueil-2025/2/'])
      expect((await until(portal, HOST, path, 410)).status, path).toBe(410)
    expect((await until(portal, HOST, '/fr/donnees/accueil-2025/1/', 200)).status).toBe(200)
  })
})
