import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { htmlReport } from '#inspect'
import { writeExample } from '../drills/2022-california/example.ts'
import { openChromium } from './chromium.ts'
import { hostileExample, mixedExample } from './cli/example-inspection.ts'
import { folderWith, parefuite } from './cli/run.ts'

/** The report as a person meets it: made by the command on a real file, opened in a real browser. */

const folder = folderWith({})
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser

beforeAll(async () => {
  browser = await openChromium()
  await writeExample(join(folder.path, 'ccw.csv'), 3000)
  const report = (lang: string) => join(folder.path, `${lang}.html`)
  for (const lang of ['en', 'fr'])
    await parefuite(['inspect', 'ccw.csv', '--lang', lang, '--report', report(lang)], { cwd: folder.path })
  writeFileSync(report('mixed'), htmlReport(mixedExample, 'fr'))
  writeFileSync(report('hostile'), htmlReport(hostileExample, 'en'))
})
afterAll(async () => {
  await browser?.close()
  folder.remove()
})

type Look = Readonly<{ width?: number; dark?: boolean; script?: boolean }>

async function opened(name: string, { width = 1440, dark = false, script = true }: Look = {}): Promise<Page> {
  const colorScheme = dark ? 'dark' : 'light'
  // The page's own policy forbids all script; only the test may pass it, to bring axe in.
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme,
    bypassCSP: script,
    javaScriptEnabled: script,
  })
  await page.goto(pathToFileURL(join(folder.path, `${name}.html`)).href)
  return page
}

type Violation = { id: string; nodes: { html: string }[] }

async function violationsOf(page: Page): Promise<{ id: string; where: string[] }[]> {
  await page.evaluate(axe)
  // Everything open: what is folded away is read too.
  await page.evaluate('document.querySelectorAll("details").forEach(one => { one.open = true })')
  const run = `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] }
  return violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map(node => node.html) }))
}

describe('the report in Chromium', () => {
  test.each([
    ['en', { width: 1440 }],
    ['en', { width: 1440, dark: true }],
    ['fr', { width: 360 }],
    ['fr', { width: 360, dark: true }],
    ['mixed', { width: 1024 }],
    ['hostile', { width: 800 }],
  ] as const)('axe finds nothing to say: %s %o', async (name, look) => {
    const page = await opened(name, look)
    expect(await violationsOf(page)).toEqual([])
    await page.close()
  })

  test.each([320, 360, 1440])('nothing but the map scrolls sideways at %i px', async width => {
    for (const name of ['en', 'fr', 'hostile']) {
      const page = await opened(name, { width })
      const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
      expect(wide, name).toBe(0)
      await page.close()
    }
  })

  test('without JavaScript it is whole: verdict, columns, map, formulas', async () => {
    const page = await opened('en', { script: false })
    for (const said of ['Do not publish', 'birth date', 'Map of the risky column sets', 'Skinner & Elliot 2002'])
      expect(await page.getByText(said).first().isVisible(), said).toBe(true)
    await page.close()
  })

  test('its policy stops any script, and nothing is requested', async () => {
    const page = await browser.newPage()
    const requests: string[] = []
    page.on('request', request => requests.push(request.url()))
    await page.goto(pathToFileURL(join(folder.path, 'hostile.html')).href)
    const refused = await page.evaluate(`new Promise(done => {
      document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective))
      const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script)
    })`)
    expect(refused).toBe('script-src-elem')
    expect(requests).toHaveLength(1)
    await page.close()
  })

  test('by keyboard: first the way to the verdict, then what can be opened, each with visible focus', async () => {
    const page = await opened('en')
    const seen: string[] = []
    const focus = 'document.activeElement.tagName + " " + getComputedStyle(document.activeElement).outlineStyle'
    for (let last = ''; last !== 'BODY none' && seen.length < 20; ) {
      await page.keyboard.press('Tab')
      last = (await page.evaluate(focus)) as string
      seen.push(last)
    }
    expect(seen).toEqual(['A solid', 'DIV solid', 'SUMMARY solid', 'BODY none'])
    await page.close()
  })

  test('on paper it is A4, with what is folded on the screen', async () => {
    const page = await opened('en', { script: false })
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/)
    await page.emulateMedia({ media: 'print' })
    const folded = page.locator('details p, details table').first()
    expect(await folded.isVisible()).toBe(true)
    await page.close()
  })
})
