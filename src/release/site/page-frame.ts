import type { Lang } from '#kernel'
import { FEED_ADDRESSES, ICON_ADDRESS, pageAddress, STYLE_ADDRESS } from './addresses.ts'
import { type PageFile, SITE_RELEASE, type Site } from './contract.ts'
import { html, type Markup } from './markup.ts'
import { siteWords } from './words/words.ts'

/** What is inside the frame that all pages share. */
export type Page = Readonly<{
  lang: Lang
  /** The page in both languages. */
  addresses: Readonly<Record<Lang, string>>
  title: string
  /** One sentence for search engines. */
  summary: string
  /** Which entry of the menu the page stands under. */
  under: 'home' | 'catalogue' | 'status' | 'accessibility'
  release?: string
  body: Markup
}>

const BYTES = new TextEncoder()

/** A page of the site: header, menu, the other language, content, footer. Works without script and has none. */
export function pageFile(site: Site, page: Page): PageFile {
  const { lang, addresses, title, summary, body } = page
  const words = siteWords(lang)
  const name = site.title[lang]
  const full = page.under === 'home' ? name : `${title} – ${name}`
  const text = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${full}</title>
<meta name="description" content="${clipped(summary, 200)}">
<link rel="stylesheet" href="${STYLE_ADDRESS}">
<link rel="icon" href="${ICON_ADDRESS}" type="image/svg+xml">
<link rel="canonical" href="${site.origin}${addresses[lang]}">
<link rel="alternate" hreflang="fr" href="${site.origin}${addresses.fr}">
<link rel="alternate" hreflang="en" href="${site.origin}${addresses.en}">
<link rel="alternate" type="text/turtle" href="${FEED_ADDRESSES.turtle}" title="DCAT-AP">
<link rel="alternate" type="application/ld+json" href="${FEED_ADDRESSES.jsonld}" title="DCAT-AP">
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header>
<div class="bar">
<a class="body" href="${pageAddress(lang, 'home')}">${name}</a>
<nav aria-label="${words.mainMenu}"><ul>
${menuItem(page, 'catalogue', words.catalogue.title)}
${menuItem(page, 'status', words.status.title)}
</ul></nav>
<a class="language" href="${addresses[other(lang)]}" hreflang="${other(lang)}" lang="${other(lang)}">${words.otherLanguage}</a>
</div>
</header>
<main id="content">
${body}
</main>
<footer>
<div class="bar">
<p>${words.footer.signed}</p>
<ul>
<li><a href="${pageAddress(lang, 'status')}">${words.status.title}</a></li>
<li><a href="${pageAddress(lang, 'accessibility')}">${words.accessibility.title}</a></li>
<li><a href="${FEED_ADDRESSES.turtle}">${words.footer.feed}</a></li>
</ul>
</div>
</footer>
</body>
</html>
`
  return textFile(addresses[lang], 'text/html; charset=utf-8', text.text, {
    languages: [lang],
    release: page.release ?? SITE_RELEASE,
  })
}

/** A file of text. */
export function textFile(
  path: string,
  mediaType: string,
  text: string,
  { languages = [], release = SITE_RELEASE }: Partial<Pick<PageFile, 'languages' | 'release'>> = {},
): PageFile {
  return { path, mediaType, languages, release, bytes: BYTES.encode(text) }
}

function menuItem(page: Page, to: 'catalogue' | 'status', text: string): Markup {
  const current = page.under === to ? html` aria-current="${isOwnAddress(page, to) ? 'page' : 'true'}"` : null
  return html`<li><a href="${pageAddress(page.lang, to)}"${current}>${text}</a></li>`
}

function isOwnAddress({ lang, addresses }: Page, to: 'catalogue' | 'status'): boolean {
  return addresses[lang] === pageAddress(lang, to)
}

function other(lang: Lang): Lang {
  return lang === 'fr' ? 'en' : 'fr'
}

/** The beginning of a text, cut where a word ends. */
export function clipped(text: string, length: number): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= length) return flat
  const cut = flat.slice(0, flat.lastIndexOf(' ', length) > length / 2 ? flat.lastIndexOf(' ', length) : length)
  return `${cut.replace(/[\s.,;:]+$/u, '')}…`
}

/** A link to a contact of the body; null where it names none, or one that is neither mail nor a secure address. */
export function contactLink(contact: string | null, text: string): Markup | null {
  if (contact === null || !/^(?:mailto:[^\s<>]+@[^\s<>]+|https:\/\/[^\s<>]+)$/.test(contact)) return null
  return html`<a href="${contact}">${contact.startsWith('mailto:') ? contact.slice('mailto:'.length) : text}</a>`
}
