import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TemporaryFolder, temporaryFolder } from '#kernel'
import { CHECKPOINT_PATH, isServablePath } from '#zones'
import type { Site, SiteVersion } from './contract.ts'
import { renderPages, renderSite } from './render.ts'
import { type ExampleSite, exampleSite, ORIGIN } from './site.test-kit.ts'

let folder: TemporaryFolder
let example: ExampleSite
let pages: Map<string, string>

beforeAll(async () => {
  folder = await temporaryFolder()
  example = await exampleSite(folder.path)
  pages = textsOf(example.site)
})
afterAll(() => folder.remove())

function textsOf(site: Site): Map<string, string> {
  return new Map(renderSite(site).map(({ path, bytes }) => [path, Buffer.from(bytes).toString('utf8')]))
}

/** The example with its first data set changed. */
function withFirst(change: (version: SiteVersion, at: number) => SiteVersion, shown = true): Map<string, string> {
  const [first, ...others] = example.site.dataSets
  const changed = { ...first, versions: first.versions.map(change), shown: shown ? first.shown : null }
  return textsOf({ ...example.site, dataSets: [changed, ...others] })
}

const html = (path: string): string => pages.get(path) ?? ''

describe('the public pages', () => {
  test('are the same bytes for the same state', () => {
    expect(textsOf(structuredClone(example.site))).toEqual(pages)
  })

  test('stand each once at an address that a manifest may list', () => {
    const paths = [...renderPages(example.site)].map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths.filter(path => !isServablePath(path))).toEqual([])
  })

  test('link to nothing of their own that is not there', () => {
    const there = new Set([...pages.keys(), ...example.files.keys(), CHECKPOINT_PATH])
    const dead = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/ (?:href|src)="(\/[^"#]*)"/g)]
        .map(([, to]) => to)
        .filter(to => !there.has(to))
        .map(to => `${path} → ${to}`),
    )
    expect(dead).toEqual([])
    expect(
      [...example.files.keys()].every(path => [...pages.values()].some(text => text.includes(`href="${path}"`))),
    ).toBe(true)
  })

  test('are found at the address of a language without its last slash too', () => {
    for (const lang of ['fr', 'en'] as const) {
      expect(html(`/${lang}`)).toContain(`<meta http-equiv="refresh" content="0; url=/${lang}/">`)
      expect(html(`/${lang}`)).toContain(`<a href="/${lang}/">${example.site.title[lang]}</a>`)
    }
    expect(html('/sitemap.xml')).not.toContain(`${ORIGIN}/fr<`)
  })

  test('have an anchor for each link within the page', () => {
    for (const [path, text] of pages)
      for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text, path).toContain(`id="${id}"`)
  })

  test('belong to the release whose data they show, and to the site otherwise', () => {
    const files = renderSite(example.site)
    const of = (path: string): string | undefined => files.find(file => file.path === path)?.release
    const { versions } = example.site.dataSets[0]
    expect(of('/fr/donnees/titres-de-sejour/')).toBe(versions[2].release)
    expect(of('/en/data/titres-de-sejour/2/')).toBe(versions[1].release)
    expect(of('/fr/')).toBe('site')
    expect(of('/catalog.ttl')).toBe('site')
  })

  test('let nothing that people wrote become markup', () => {
    for (const [path, text] of pages) {
      if (!text.startsWith('<!doctype')) continue
      expect(text, path).not.toContain('\u202e')
      const elements = [...parseHTML(text).document.querySelectorAll('*')]
      const names = new Set(elements.map(({ localName }) => localName))
      expect(
        [...names].filter(name => ['script', 'img', 'style', 'iframe', 'object'].includes(name)),
        path,
      ).toEqual([])
      const attributes = elements.flatMap(element => [...element.attributes])
      expect(
        attributes.filter(({ name }) => name === 'style' || name.startsWith('on')),
        path,
      ).toEqual([])
      const links = attributes.filter(({ name }) => name === 'href').map(({ value }) => value)
      expect(
        links.filter(link => !/^(?:[/#]|https:|mailto:)/.test(link)),
        path,
      ).toEqual([])
    }
    expect(html('/fr/donnees/hostile/')).toContain('<h1>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img')
  })

  test('weigh less than 50 kB without their data', () => {
    for (const [path, text] of pages) {
      const without = text.replace(/<(svg|tbody)\b[\s\S]*?<\/\1>/g, '')
      expect(Buffer.byteLength(without), path).toBeLessThan(50_000)
    }
  })

  test('of a data set have its files with sizes and checksums, its first rows, its columns and its history', () => {
    const page = html('/fr/donnees/delais-par-commune/')
    const { files } = example.site.dataSets[1].versions[0]
    for (const { sha256 } of files) expect(page).toContain(`<code>${sha256}</code>`)
    expect(page).toContain('Les 100 premières lignes sur 320.')
    expect(page.match(/<tbody>[\s\S]*?<\/tbody>/)?.[0].match(/<tr>/g)?.length).toBe(100)
    expect(page).toContain('Délai médian en jours ouvrés')
    expect(page).toContain('320 lignes, 5 colonnes')
    expect(page).toContain(`${ORIGIN}/fr/donnees/delais-par-commune/1/`)
  })

  test('say for ever that a version went out in spite of its inspection', () => {
    const said = 'Publié malgré l’inspection automatique, par une décision écrite de deux agents habilités'
    expect(html('/fr/donnees/delais-par-commune/')).toContain(said)
    expect(html('/fr/donnees/delais-par-commune/1/')).toContain(said)
    expect(html('/fr/donnees/accueil-2025/')).not.toContain(said)
    const later = withFirst((version, at) => (at === 1 ? { ...version, verdict: 'block' } : version))
    expect(later.get('/en/data/titres-de-sejour/')).toContain('(published in spite of the automatic inspection)')
  })

  test('date a publication by the day in Paris', () => {
    expect(html('/fr/donnees/titres-de-sejour/')).toContain(
      '<time datetime="2026-02-26T23:30:00.000Z">27 février 2026</time>',
    )
  })

  test('of a withdrawn version have no files, no words of it, and say so', () => {
    const page = html('/fr/donnees/titres-de-sejour/1/')
    expect(page).toContain(
      'Retirée le 20 février 2026. Ses fichiers ne sont plus publiés. Motif\u00a0: les données étaient erronées.',
    )
    expect(page).not.toContain('href="/data/')
    expect(html('/fr/donnees/titres-de-sejour/')).not.toContain('Première publication.')
  })

  test('show the newest version that is not withdrawn, and nothing of a data set that has none', () => {
    const withdrawn = { at: '2026-03-01T00:00:00.000Z', reason: 'personal-data' } as const
    const none = withFirst(version => ({ ...version, withdrawn }), false)
    expect(none.get('/fr/donnees/titres-de-sejour/')).toContain(
      'Toutes les versions de ce jeu de données ont été retirées.',
    )
    expect(none.get('/fr/donnees/titres-de-sejour/')).not.toContain('2024-01')
    expect(none.get('/fr/catalogue/')).not.toContain('titres-de-sejour')
    expect(none.get('/fr/')).not.toContain('titres-de-sejour')
  })

  test('list data sets under their letter, accents aside', () => {
    expect(html('/fr/catalogue/').match(/<h2 id="l\d">[^<]*/g)).toEqual([
      '<h2 id="l1">A',
      '<h2 id="l2">D',
      '<h2 id="l3">T',
      '<h2 id="l4">Autres',
    ])
  })

  test('keep a version page as it was when another version appears', () => {
    const [first, ...others] = example.site.dataSets
    const before = textsOf({
      ...example.site,
      dataSets: [{ ...first, versions: first.versions.slice(0, 2) }, ...others],
    })
    expect(before.get('/fr/donnees/titres-de-sejour/2/')).toBe(html('/fr/donnees/titres-de-sejour/2/'))
  })

  test('have security.txt with a contact and an end within a year, and none without a contact', () => {
    expect(html('/.well-known/security.txt')).toBe(
      `Contact: mailto:securite@prefecture-exemple.example\nExpires: 2027-01-26T00:00:00.000Z\nPreferred-Languages: fr, en\nCanonical: ${ORIGIN}/.well-known/security.txt\n`,
    )
    const contacts = { security: null, help: null }
    expect(textsOf({ ...example.site, contacts }).has('/.well-known/security.txt')).toBe(false)
  })

  test('name no contact that is neither mail nor a secure address', () => {
    const contacts = { security: 'javascript:alert(1)', help: 'mailto:a@b.example\r\nContact: x' }
    for (const text of textsOf({ ...example.site, contacts }).values())
      expect(text).not.toMatch(/javascript:alert\(1\)|Contact: x/)
  })

  test('of 500 data sets with 20 versions each are made in less than ten seconds', { timeout: 30_000 }, () => {
    const [first] = example.site.dataSets
    const dataSets = Array.from({ length: 500 }, (_, at) => ({
      ...first,
      slug: `set-${at}`,
      versions: Array.from({ length: 20 }, (_, v) => ({
        ...first.versions[2],
        version: v + 1,
        release: `r-${at}-${v}`,
      })),
    }))
    const started = performance.now()
    let count = 0
    for (const { bytes } of renderPages({ ...example.site, dataSets })) count += bytes.length > 0 ? 1 : 0
    expect(count).toBe(8 + 500 * 2 * 21 + 11)
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
