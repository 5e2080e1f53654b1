import type { Lang } from '#kernel'
import { dataAddress, dataSetAddress, pageAddress, versionAddress } from './addresses.ts'
import {
  type Drawing,
  type PageFile,
  PREVIEW_ROWS,
  SITE_RELEASE,
  type Site,
  type SiteDataSet,
  type SiteVersion,
} from './contract.ts'
import { chartFigure } from './figure.ts'
import { licenceLink } from './licence.ts'
import { html, type Markup, paragraphs } from './markup.ts'
import { pageFile } from './page-frame.ts'
import { newestOf } from './page-lists.ts'
import { dayIn, numberIn, sizeIn } from './say.ts'
import { stackedTable } from './stacked-table.ts'
import { siteWords } from './words/words.ts'

/** Columns of the preview: more are not looked through, and the files have them all. */
const PREVIEW_COLUMNS = 30

/** The page of a data set: its newest version with chart, preview, files and dictionary, and the history of all. */
export function dataSetPage(site: Site, dataSet: SiteDataSet, lang: Lang): PageFile {
  const newest = newestOf(dataSet)
  const last = newest ?? dataSet.versions[dataSet.versions.length - 1]
  const words = siteWords(lang).dataSet
  const body = html`${trail(lang, null)}
<h1>${last.title[lang]}</h1>
${newest === null ? html`<div class="notice"><p><strong>${words.withdrawnAll}</strong></p></div>` : newestPart(dataSet, newest, lang)}
${versionsTable(dataSet, lang)}
${newest === null ? null : citation(site, dataSet.slug, newest, lang)}`
  return pageFile(site, {
    lang,
    addresses: { fr: dataSetAddress('fr', dataSet.slug), en: dataSetAddress('en', dataSet.slug) },
    title: last.title[lang],
    summary: last.description[lang],
    under: 'catalogue',
    release: newest?.release ?? SITE_RELEASE,
    body,
  })
}

function newestPart({ slug, shown }: SiteDataSet, version: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  return html`<div class="lead">${paragraphs(version.description[lang])}</div>
${facts(version, lang, words.publishedOn)}
${despiteNotice(version, lang)}
${downloads(slug, version, lang)}
${shown?.drawing ? chartSection(shown.drawing, version, lang) : null}
${shown === null ? null : previewSection(shown.preview, version, lang)}
${dictionary(version, lang)}`
}

/** The page of one version, at its permanent address: it does not change when another version appears. */
export function versionPage(site: Site, slug: string, version: SiteVersion, lang: Lang): PageFile {
  const { dataSet: words, version: numbered } = siteWords(lang)
  const number = numbered(numberIn(lang, version.version))
  const title = `${version.title[lang]}, ${number}`
  const body = html`${trail(lang, { slug, title: version.title[lang] })}
<h1>${version.title[lang]}<span class="part">, ${number}</span></h1>
${version.withdrawn === null ? versionPart(site, slug, version, lang) : withdrawnPart(version, lang)}
<p><a class="more" href="${dataSetAddress(lang, slug)}">${words.toNewest}</a></p>`
  return pageFile(site, {
    lang,
    addresses: { fr: versionAddress('fr', slug, version.version), en: versionAddress('en', slug, version.version) },
    title,
    summary: version.description[lang],
    under: 'catalogue',
    release: version.release,
    body,
  })
}

function versionPart(site: Site, slug: string, version: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  return html`<div class="lead">${paragraphs(version.description[lang])}</div>
${facts(version, lang, words.dateHead)}
${despiteNotice(version, lang)}
<h2>${words.changes}</h2>
${paragraphs(version.changes[lang])}
${downloads(slug, version, lang)}
${dictionary(version, lang)}
${citation(site, slug, version, lang)}`
}

function withdrawnPart({ withdrawn }: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  if (withdrawn === null) throw new Error('a version that was not withdrawn has no such page')
  return html`<div class="notice"><h2>${words.withdrawnTitle}</h2>
<p>${words.withdrawnOn(dayIn(lang, withdrawn.at))}. ${words.withdrawnVersion} ${words.reasons[withdrawn.reason]}</p></div>`
}

function trail(lang: Lang, dataSet: Readonly<{ slug: string; title: string }> | null): Markup {
  const words = siteWords(lang)
  const inner = dataSet && html`<li><a href="${dataSetAddress(lang, dataSet.slug)}">${dataSet.title}</a></li>`
  return html`<nav class="trail" aria-label="${words.dataSet.path}"><ol>
<li><a href="${pageAddress(lang, 'home')}">${words.home}</a></li>
<li><a href="${pageAddress(lang, 'catalogue')}">${words.catalogue.title}</a></li>${inner}
</ol></nav>`
}

function facts(version: SiteVersion, lang: Lang, dated: string): Markup {
  const words = siteWords(lang).dataSet
  const { rows, columns, publishedAt, licence } = version
  const size = words.rowsAndColumns(rows, columns.length, numberIn(lang, rows), numberIn(lang, columns.length))
  return html`<dl class="facts">
<div><dt>${dated}</dt><dd><time datetime="${publishedAt}">${dayIn(lang, publishedAt)}</time></dd></div>
<div><dt>${words.versionIs}</dt><dd>${numberIn(lang, version.version)}</dd></div>
<div><dt>${words.size}</dt><dd>${size}</dd></div>
<div><dt>${words.licence}</dt><dd>${licenceLink(licence, lang)}</dd></div>
</dl>`
}

function despiteNotice({ verdict }: SiteVersion, lang: Lang): Markup | null {
  if (verdict !== 'block') return null
  const words = siteWords(lang).dataSet
  return html`<div class="notice"><p><strong>${words.despite}.</strong></p><p>${words.despiteText}</p></div>`
}

function downloads(slug: string, version: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  const rows = version.files.map(({ format, sizeBytes, sha256 }) => {
    const name = format === 'parquet' ? 'Parquet' : format.toUpperCase()
    const address = dataAddress(slug, version.version, format)
    return [
      html`<a class="file" href="${address}" download>${words.download} ${name}</a> <span class="soft">${words.suits[format]}</span>`,
      sizeIn(lang, sizeBytes),
      html`<code>${sha256}</code>`,
    ]
  })
  return html`<h2 id="download">${words.download}</h2>
${stackedTable('files', [words.format, { number: words.fileSize }, words.fingerprint], rows)}
<p class="soft">${words.fingerprintText} ${words.spreadsheetNote}</p>`
}

function chartSection(drawing: Drawing, version: SiteVersion, lang: Lang): Markup {
  return html`<h2 id="chart">${siteWords(lang).dataSet.chart}</h2>
${chartFigure(drawing, version, lang)}`
}

function previewSection(preview: readonly (readonly string[])[], version: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  const { columns, rows } = version
  const shown = columns.slice(0, PREVIEW_COLUMNS)
  const classes = shown.map(({ type }) => (type === 'text' ? null : html` class="number"`))
  const head = shown.map(({ name }, at) => html`<th scope="col"${classes[at]}>${name}</th>`)
  const lines = preview.slice(0, PREVIEW_ROWS).map(
    row => html`<tr>${shown.map((_, at) => html`<td${classes[at]}>${row[at] ?? ''}</td>`)}</tr>
`,
  )
  const extent =
    rows <= preview.length
      ? words.previewAll(rows, numberIn(lang, rows))
      : words.previewPart(numberIn(lang, preview.length), numberIn(lang, rows))
  const width =
    shown.length < columns.length
      ? ` ${words.previewColumns(numberIn(lang, shown.length), numberIn(lang, columns.length))}`
      : ''
  return html`<h2 id="preview">${words.preview}</h2>
<p>${extent}${width}</p>
<div class="scroll" role="region" aria-labelledby="preview" tabindex="0"><table class="cells"><thead><tr>${head}</tr></thead>
<tbody>${lines}</tbody></table></div>`
}

function dictionary({ columns }: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  const none = html`<span class="soft">${words.noMeaning}</span>`
  const rows = columns.map(({ name, type, meaning }) => [name, meaning?.[lang] || none, words.types[type]])
  return html`<h2 id="columns">${words.columns}</h2>
${stackedTable('dictionary', [words.columnName, words.columnMeaning, words.columnType], rows)}`
}

function versionsTable({ slug, versions }: SiteDataSet, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  const rows = versions
    .toReversed()
    .map(version => [
      html`<a href="${versionAddress(lang, slug, version.version)}">${siteWords(lang).version(numberIn(lang, version.version))}</a>`,
      dayIn(lang, version.publishedAt),
      changesOf(version, lang),
    ])
  return html`<h2 id="versions">${words.versions}</h2>
<p>${words.versionsLead}</p>
${stackedTable('versions', [words.versionHead, words.dateHead, words.changesHead], rows)}`
}

/** What the history says of a version: the words of one that was withdrawn are withdrawn too. */
function changesOf({ withdrawn, changes, verdict }: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  const despite = verdict === 'block' ? html` <span class="soft">(${words.despiteMark})</span>` : null
  if (withdrawn === null) return html`${changes[lang]}${despite}`
  const day = dayIn(lang, withdrawn.at)
  return html`<strong>${words.withdrawnOn(day)}.</strong> ${words.reasons[withdrawn.reason]}${despite}`
}

function citation(site: Site, slug: string, version: SiteVersion, lang: Lang): Markup {
  const words = siteWords(lang).dataSet
  const address = `${site.origin}${versionAddress(lang, slug, version.version)}`
  return html`<h2 id="cite">${words.permalink}</h2>
<p>${words.permalinkText}<br><a class="address" href="${versionAddress(lang, slug, version.version)}">${address}</a></p>`
}
