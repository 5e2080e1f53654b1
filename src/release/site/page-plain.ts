import type { Lang } from '#kernel'
import { CHECKPOINT_PATH } from '#zones'
import { ICON_ADDRESS, pageAddress, STATUS_ADDRESS, STYLE_ADDRESS } from './addresses.ts'
import type { PageFile, Site } from './contract.ts'
import { html, type Markup } from './markup.ts'
import { contactLink, pageFile, textFile } from './page-frame.ts'
import { minuteIn } from './say.ts'
import { stackedTable } from './stacked-table.ts'
import { siteWords } from './words/words.ts'

const LANGS: readonly Lang[] = ['fr', 'en']
/** SOURCE: defenseurdesdroits.fr, form of referral; RGAA 4.1, model of the statement, "voies de recours". */
const DEFENDER = 'https://formulaire.defenseurdesdroits.fr/'

/** What can be expected of the site, in honest words: a page made beforehand measures nothing. */
export function statusPage(site: Site, lang: Lang): PageFile {
  const { status: words } = siteWords(lang)
  const body = html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<p>${words.made(minuteIn(lang, site.at))}</p>
${stackedTable('services', [words.service, words.whatToExpect], words.services)}
<h2>${words.held}</h2>
<p>${words.heldText}</p>
<h2>${words.off}</h2>
<p>${words.offText}</p>
<h2>${words.record}</h2>
<p>${words.recordText}<a href="${CHECKPOINT_PATH}">${siteWords(lang).footer.checkpoint}</a></p>`
  return plainPage(site, lang, 'status', { title: words.title, summary: words.lead, body })
}

/** The accessibility statement. SOURCE: decree 2019-768 of 24 July 2019, art. 4; RGAA 4.1: without an audit a site is "non conforme". */
export function accessibilityPage(site: Site, lang: Lang): PageFile {
  const { accessibility: words, contactLink: write } = siteWords(lang)
  const contact = contactLink(site.contacts.help, write)
  const lead = words.lead(site.title[lang])
  const body = html`<h1>${words.title}</h1>
<p class="lead">${lead}</p>
<h2>${words.state}</h2>
${words.stateText.map(text => html`<p>${text}</p>`)}
<h2>${words.tested}</h2>
${listOf(words.tests)}
<h2>${words.limits}</h2>
${listOf(words.limitsList)}
<h2>${words.contact}</h2>
<p>${contact === null ? words.noContact : html`${words.contactText}${contact}`}</p>
<h2>${words.remedy}</h2>
<p>${words.remedyText}<a href="${DEFENDER}">${words.remedyLink}</a></p>`
  return plainPage(site, lang, 'accessibility', { title: words.title, summary: lead, body })
}

function plainPage(
  site: Site,
  lang: Lang,
  under: 'status' | 'accessibility',
  page: Readonly<{ title: string; summary: string; body: Markup }>,
): PageFile {
  const addresses = { fr: pageAddress('fr', under), en: pageAddress('en', under) }
  return pageFile(site, { lang, addresses, under, ...page })
}

function listOf(items: readonly string[]): Markup {
  return html`<ul>${items.map(item => html`<li>${item}</li>`)}</ul>`
}

/** `/` and `/status`: the same in both languages, for who comes without knowing which; no script chooses for them. */
export function choicePages(site: Site): PageFile[] {
  return [choicePage(site, '/', 'home'), choicePage(site, STATUS_ADDRESS, 'status')]
}

function choicePage(site: Site, path: string, to: 'home' | 'status'): PageFile {
  const nameIn = (lang: Lang): string => (to === 'home' ? site.title[lang] : siteWords(lang).status.title)
  const ways = LANGS.map(lang => {
    const words = siteWords(lang)
    return html`<section lang="${lang}"><h2><a href="${pageAddress(lang, to)}" hreflang="${lang}">${words.language}</a></h2>
<p>${to === 'home' ? words.homePage.lead : words.status.lead}</p></section>
`
  })
  const [fr, en] = [nameIn('fr'), nameIn('en')]
  const text = html`<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${fr === en ? fr : html`${fr} – ${en}`}</title>
<link rel="stylesheet" href="${STYLE_ADDRESS}">
<link rel="icon" href="${ICON_ADDRESS}" type="image/svg+xml">
</head>
<body class="choice">
<main>
<h1>${fr}${fr === en ? null : html` <span lang="en">${en}</span>`}</h1>
${ways}
</main>
</body>
</html>
`
  return textFile(path, 'text/html; charset=utf-8', text.text, { languages: ['fr', 'en'] })
}

/** `/fr` and `/en`, as people type them: each leads on to its home page, at once and without script. Where a browser does not, by a link. */
export function shortPages(site: Site): PageFile[] {
  return LANGS.map(lang => {
    const home = pageAddress(lang, 'home')
    const text = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url=${home}">
<title>${site.title[lang]}</title>
<link rel="stylesheet" href="${STYLE_ADDRESS}">
<link rel="icon" href="${ICON_ADDRESS}" type="image/svg+xml">
<link rel="canonical" href="${site.origin}${home}">
</head>
<body class="choice">
<main>
<h1><a href="${home}">${site.title[lang]}</a></h1>
</main>
</body>
</html>
`
    return textFile(home.slice(0, -1), 'text/html; charset=utf-8', text.text, { languages: [lang] })
  })
}
