import type { Lang } from '#kernel'
import { dataSetAddress, FEED_ADDRESSES, pageAddress } from './addresses.ts'
import type { PageFile, Site, SiteDataSet, SiteVersion } from './contract.ts'
import { html, type Markup } from './markup.ts'
import { clipped, contactLink, pageFile } from './page-frame.ts'
import { dayIn, numberIn } from './say.ts'
import { siteWords } from './words/words.ts'

/** Data sets on the first page: what fits a screen or two. */
const NEWEST = 6
const SUMMARY_LENGTH = 180

/** The version that a data set shows: the newest that is not withdrawn; null when there is none. */
export function newestOf({ versions }: SiteDataSet): SiteVersion | null {
  return versions.findLast(({ withdrawn }) => withdrawn === null) ?? null
}

type Listed = Readonly<{ slug: string; newest: SiteVersion }>

/** The data sets that have something to show, the latest publication first. */
export function listedOf(site: Site): Listed[] {
  return site.dataSets
    .flatMap(dataSet => {
      const newest = newestOf(dataSet)
      return newest === null ? [] : [{ slug: dataSet.slug, newest }]
    })
    .sort((a, b) => compare(b.newest.publishedAt, a.newest.publishedAt) || compare(a.slug, b.slug))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The first page of the body. */
export function homePage(site: Site, lang: Lang): PageFile {
  const words = siteWords(lang)
  const { homePage: home } = words
  const listed = listedOf(site)
  const newest = listed.slice(0, NEWEST).map(
    ({ slug, newest }) => html`<li>
<h3><a href="${dataSetAddress(lang, slug)}">${newest.title[lang]}</a></h3>
<p>${clipped(newest.description[lang], SUMMARY_LENGTH)}</p>
<p class="soft">${words.updated(dayIn(lang, newest.publishedAt))}</p>
</li>`,
  )
  const all = html`<p><a class="more" href="${pageAddress(lang, 'catalogue')}">${home.all(numberIn(lang, listed.length))}</a></p>`
  const body = html`<h1>${site.title[lang]}</h1>
<p class="lead">${home.lead}</p>
<h2>${home.newest}</h2>
${listed.length === 0 ? html`<p>${home.none}</p>` : html`<ul class="cards">${newest}</ul>${all}`}
<h2>${home.verified}</h2>
${home.verifiedText.map(text => html`<p>${text}</p>`)}
<h2>${home.other}</h2>
${otherWays(site, lang)}`
  return pageFile(site, {
    lang,
    addresses: { fr: pageAddress('fr', 'home'), en: pageAddress('en', 'home') },
    title: site.title[lang],
    summary: home.lead,
    under: 'home',
    body,
  })
}

function otherWays({ contacts }: Site, lang: Lang): Markup {
  const { homePage: home, contactLink: write } = siteWords(lang)
  const { help, security } = {
    help: contactLink(contacts.help, write),
    security: contactLink(contacts.security, write),
  }
  return html`<ul>
${help === null ? null : html`<li>${home.help}${help}</li>`}
${security === null ? null : html`<li>${home.leak}${security}</li>`}
<li>${home.machines}<a href="${FEED_ADDRESSES.turtle}">DCAT-AP (Turtle)</a>, <a href="${FEED_ADDRESSES.jsonld}">DCAT-AP (JSON-LD)</a></li>
</ul>`
}

/** Every data set by its title, grouped by letter: one page in which the browser can search. */
export function cataloguePage(site: Site, lang: Lang): PageFile {
  const { catalogue: words, homePage: home, ...rest } = siteWords(lang)
  const listed = listedOf(site)
  const groups = [...byLetter(listed, lang)]
  const letters = groups.map(
    ([letter], at) => html`<li><a href="#${anchor(at)}">${letter ?? words.otherLetter}</a></li>`,
  )
  const sections = groups.map(
    ([letter, members], at) => html`<section><h2 id="${anchor(at)}">${letter ?? words.otherLetter}</h2>
<ul class="index">${members.map(
      ({ slug, newest }) =>
        html`<li><a href="${dataSetAddress(lang, slug)}">${newest.title[lang]}</a> <span class="soft">${rest.updated(dayIn(lang, newest.publishedAt))}</span></li>
`,
    )}</ul></section>
`,
  )
  const lead = listed.length === 0 ? home.none : words.lead(listed.length, numberIn(lang, listed.length))
  const body = html`<h1>${words.title}</h1>
<p class="lead">${lead}</p>
${groups.length < 2 ? null : html`<p class="soft">${words.find}</p><nav aria-label="${words.letters}"><ul class="letters">${letters}</ul></nav>`}
${sections}`
  return pageFile(site, {
    lang,
    addresses: { fr: pageAddress('fr', 'catalogue'), en: pageAddress('en', 'catalogue') },
    title: words.title,
    summary: lead,
    under: 'catalogue',
    body,
  })
}

/** Titles under their first letter without accents, in the order of the language; null for what begins with no letter, last. */
function byLetter(listed: readonly Listed[], lang: Lang): Map<string | null, Listed[]> {
  const order = new Intl.Collator(lang).compare
  const sorted = [...listed].sort(
    (a, b) =>
      order(letterOf(a, lang) ?? '\uffff', letterOf(b, lang) ?? '\uffff') ||
      order(a.newest.title[lang], b.newest.title[lang]) ||
      compare(a.slug, b.slug),
  )
  return Map.groupBy(sorted, one => letterOf(one, lang))
}

function letterOf({ newest }: Listed, lang: Lang): string | null {
  const first = newest.title[lang].normalize('NFKD').trimStart().charAt(0).toUpperCase()
  return /[A-Z]/.test(first) ? first : null
}

/** Anchors are numbers: a letter can be of any script. */
function anchor(at: number): string {
  return `l${at + 1}`
}
