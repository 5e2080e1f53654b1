import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exposurePage, factSheetPage, timelineFile } from '#exposure'
import {
  cleanExample,
  emptyExample,
  hostileExample,
  longestExample,
  openExample,
} from '../src/exposure/report/example.test-kit.ts'
import { openChromium } from './chromium.ts'
import { folderWith } from './cli/run.ts'

/** The exposure report and its fact sheet as a person meets them, in a real browser. */

const folder = folderWith({})
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const DAY = new Date('2026-03-02T09:00:00Z')
let browser: Browser

/** With a dozen clients: axe looks at every cell. */
const brief = { ...openExample, clients: { ...openExample.clients, list: openExample.clients.list.slice(0, 12) } }

beforeAll(async () => {
  browser = await openChromium()
  const pages = {
    'open-en': await exposurePage(brief, 'en', DAY),
    'open-fr': await exposurePage(brief, 'fr', DAY),
    clean: await exposurePage(cleanExample, 'fr', DAY),
    empty: await exposurePage(emptyExample, 'en', DAY),
    hostile: await exposurePage(hostileExample, 'en', DAY),
    sheet: await factSheetPage(openExample, 'fr', DAY),
    'sheet-hostile': await factSheetPage(hostileExample, 'en', DAY),
    'sheet-longest': await factSheetPage(longestExample, 'fr', DAY),
  }
  for (const [name, page] of Object.entries(pages)) writeFileSync(join(folder.path, `${name}.html`), page)
  writeFileSync(join(folder.path, 'open.svg'), (await timelineFile(openExample, 'fr')) ?? '')
})
afterAll(async () => {
  await browser?.close()
  folder.remove()
})

type Look = Readonly<{ width?: number; dark?: boolean; script?: boolean }>

async function opened(file: string, { width = 1440, dark = false, script = true }: Look = {}): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    // The page's own policy forbids all script; only the test may pass it, to bring axe in.
    bypassCSP: script,
    javaScriptEnabled: script,
  })
  await page.goto(pathToFileURL(join(folder.path, file)).href)
  return page
}

type Violation = { id: string; nodes: { html: string }[] }

async function violationsOf(page: Page): Promise<{ id: string; where: string[] }[]> {
  await page.evaluate(axe)
  await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
  const run = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] }
  return violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map(node => node.html) }))
}

describe('the exposure report in Chromium', () => {
  test.each([
    ['open-en', { width: 1440 }],
    ['open-en', { width: 1440, dark: true }],
    ['open-fr', { width: 360 }],
    ['open-fr', { width: 360, dark: true }],
    ['clean', { width: 1024 }],
    ['empty', { width: 1024 }],
    ['hostile', { width: 800 }],
    ['sheet', { width: 1024 }],
    ['sheet-hostile', { width: 360, dark: true }],
  ] as const)('axe finds nothing to say: %s %o', async (name, look) => {
    const page = await opened(`${name}.html`, look)
    expect(await violationsOf(page)).toEqual([])
    await page.close()
  })

  test.each([320, 360, 1440])('nothing scrolls sideways at %i px', async width => {
    for (const name of ['open-en', 'open-fr', 'hostile', 'sheet', 'sheet-hostile']) {
      const page = await opened(`${name}.html`, { width })
      await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(wide, name).toBe(0)
      await page.close()
    }
  })

  test('one picture is shown: lanes with their names at the side, or above them on a telephone', async () => {
    for (const [width, shown, other] of [
      [1440, 'wide', 'narrow'],
      [360, 'narrow', 'wide'],
    ] as const) {
      const page = await opened('open-en.html', { width })
      expect(await page.locator(`.picture .${shown}`).isVisible()).toBe(true)
      expect(await page.locator(`.picture .${other}`).isVisible()).toBe(false)
      await page.close()
    }
  })

  test('no text of the picture leaves it or lies over another', async () => {
    for (const [name, width] of [
      ['open-en', 1440],
      ['open-fr', 1440],
      ['open-fr', 360],
      ['hostile', 1440],
    ] as const) {
      const page = await opened(`${name}.html`, { width })
      const wrong = await page.evaluate(`(() => {
        const svg = [...document.querySelectorAll('.picture svg')].find(one => one.getBoundingClientRect().width > 0)
        const frame = svg.getBoundingClientRect()
        const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
        const outside = texts.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1).map(([text]) => text)
        const over = texts.flatMap(([text, a], at) => texts.slice(at + 1)
          .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
          .map(([other]) => text + ' over ' + other))
        return [...outside, ...over]
      })()`)
      expect(wrong, `${name} ${width}`).toEqual([])
      await page.close()
    }
  })

  test('without JavaScript it is whole, and nothing is requested', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false })
    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    await page.goto(pathToFileURL(join(folder.path, 'open-en.html')).href)
    for (const said of ['Access shown', 'How far the evidence reaches', 'What is not known, or had to be assumed'])
      expect(await page.getByText(said).first().isVisible(), said).toBe(true)
    expect(requests).toHaveLength(1)
    await page.close()
  })

  test('its policy stops any script', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(join(folder.path, 'hostile.html')).href)
    const refused = await page.evaluate(`new Promise(done => {
      document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective))
      const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script)
    })`)
    expect(refused).toBe('script-src-elem')
    await page.close()
  })

  test('on paper the report is A4, and the fact sheet is one page of it', async () => {
    for (const [name, pages] of [
      ['open-fr', null],
      ['sheet', 1],
      ['sheet-hostile', 1],
      ['sheet-longest', 1],
    ] as const) {
      const page = await opened(`${name}.html`, { script: false })
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/)
      if (pages !== null) expect(pdf.match(/\/Type\s*\/Page\b/g), name).toHaveLength(pages)
      await page.close()
    }
  })

  test('on paper a list that is closed stays closed, and says how to have it', async () => {
    const page = await opened('open-fr.html', { script: true })
    await page.emulateMedia({ media: 'print' })
    const clients = page.locator('#clients').locator('xpath=..')
    expect(await clients.locator('details table').isVisible()).toBe(false)
    expect(await clients.getByText('Ouvrir cette liste avant d’imprimer').isVisible()).toBe(true)
    await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
    expect(await clients.locator('details table').isVisible()).toBe(true)
    expect(await clients.getByText('Ouvrir cette liste avant d’imprimer').isVisible()).toBe(false)
    await page.close()
  })

  test('the picture by itself is drawn, with its colours', async () => {
    const page = await opened('open.svg', { width: 1200 })
    const fill = await page.evaluate(`getComputedStyle(document.querySelector('.whole')).fill`)
    expect(fill).toBe('rgb(200, 50, 30)')
    await page.close()
  })
})
