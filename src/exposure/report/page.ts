import type { Lang } from '#kernel'
import { factsOf, markupSafe, paragraph, printable, REPORT_STYLE, section } from '#page'
import type { Exposure } from '../counting/document.ts'
import { documentInside } from './inside.ts'
import {
  clientsSection,
  coverageSection,
  figuresSection,
  inputsSection,
  malformedSection,
  objectsSection,
  peopleSection,
  unknownSection,
} from './page-tables.ts'
import { capital, extentOf, moment, type Pen, penIn, statementOf, subjectOf, windowText } from './phrases.ts'
import { REPORT_EXTRA } from './style.ts'
import { timelineSvg } from './timeline.ts'

// The page runs nothing and fetches nothing: what a stranger wrote into a request has nowhere to go.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
const TONE: Readonly<Record<Exposure['evidence'], 'block' | 'review' | 'clear'>> = {
  yes: 'block',
  potentially: 'review',
  none: 'clear',
}

/**
 * The answer as one self-contained page: no script, no request; the statement first, then the figures with their definitions,
 * the picture, how far the evidence reaches, what is not known, and how it was computed. The document itself is inside, for
 * `documentOf`. `made` is when, for the reader.
 */
export function exposurePage(exposure: Exposure, lang: Lang, made: Date | null = null): string {
  const pen = penIn(lang, exposure.question.zone)
  const { page } = pen.words
  const title = `${pen.terms.evidence[exposure.evidence]} – ${subjectOf(exposure, pen)}`
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="generator" content="parefuite"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${markupSafe(title)}</title>
<style>${REPORT_STYLE}${REPORT_EXTRA}</style></head><body>
<a class="skip" href="#statement">${markupSafe(page.skip)}</a>
<header><span class="product">Pare-fuite</span> <span class="extent">${markupSafe(extentOf(exposure, pen))}</span></header>
<main>
${statementSection(exposure, pen)}
${figuresSection(exposure, pen)}
${timelineSection(exposure, pen)}
${coverageSection(exposure, pen)}
${unknownSection(exposure, pen)}
${peopleSection(exposure, pen)}
${clientsSection(exposure, pen)}
${objectsSection(exposure, pen)}
${inputsSection(exposure, pen)}
${malformedSection(exposure, pen)}
${howSection(exposure, made, pen)}
</main>
<footer>${paragraph(hasAddresses(exposure) ? page.addressesShown : page.pseudonyms)}</footer>
${documentInside(exposure)}
</body></html>
`
}

function hasAddresses({ clients }: Exposure): boolean {
  return clients.list.some(client => client.address !== undefined)
}

function statementSection(exposure: Exposure, pen: Pen): string {
  const { page } = pen.words
  const title = pen.terms.evidence[exposure.evidence]
  const warned = hasAddresses(exposure) ? paragraph(page.addressesShown, 'keep') : ''
  return `${warned}<section class="verdict ${TONE[exposure.evidence]}" aria-labelledby="statement"><p class="of">${markupSafe(subjectOf(exposure, pen))}</p>
<h1 id="statement" tabindex="-1">${markupSafe(capital(title))}</h1>
<p class="means">${markupSafe(statementOf(exposure, pen.lang))}</p></section>`
}

function timelineSection(exposure: Exposure, pen: Pen): string {
  const [wide, narrow] = [timelineSvg(exposure, pen.lang, 'wide'), timelineSvg(exposure, pen.lang, 'narrow')]
  const { page, screen, picture } = pen.words
  if (wide === null || narrow === null) return section('timeline', 2, page.timeline, paragraph(screen.noPeriod))
  const marks = [
    ['<span class="strip" aria-hidden="true"></span>', picture.covered],
    ['<span class="strip" aria-hidden="true"><i style="left:0;width:100%"></i></span>', picture.gap],
    ['', picture.times],
  ]
  const legend = marks.map(([mark, text]) => `<li>${mark}${markupSafe(text)}</li>`)
  return section(
    'timeline',
    2,
    page.timeline,
    `<div class="picture">${wide}${narrow}</div><ul class="legend">${legend.join('')}</ul>`,
  )
}

function howSection(exposure: Exposure, made: Date | null, pen: Pen): string {
  const { page } = pen.words
  const paragraphs = page.howParagraphs.map(text => paragraph(text)).join('')
  return section(
    'how',
    2,
    page.how,
    `${paragraphs}${againOf(exposure, pen)}<h3>${markupSafe(page.facts)}</h3>${factsOf(facts(exposure, made, pen))}`,
  )
}

/** The command that does it again; where the report and the logs lie is the reader's. */
function againOf({ file, question }: Exposure, { words, lang }: Pen): string {
  const [report, logs, who] = lang === 'fr' ? ['RAPPORT.html', 'JOURNAUX…', 'QUI'] : ['REPORT.html', 'LOGS…', 'WHO']
  const name = file === null ? '' : ` --file '${printable(file.name).replaceAll("'", "'\\''")}'`
  const own = question.excluded.count === 0 ? '' : ` --exclude ${who}`
  const command = `parefuite exposure verify ${report} ${logs}${name}${own}`
  return `${paragraph(words.page.verify)}<pre><code>${markupSafe(command)}</code></pre>`
}

function facts(
  { question, product, file, lines, transfers }: Exposure,
  made: Date | null,
  pen: Pen,
): [string, string][] {
  const { page } = pen.words
  const { factNames: names } = page
  const { say } = pen
  const listed = (texts: readonly string[]) => (texts.length === 0 ? page.none : texts.join(', '))
  return [
    [names.product, product],
    ...(made ? [[names.made, `${moment(made.toISOString())} ${pen.words.utc}`] as [string, string]] : []),
    ...(file
      ? ([
          [names.file, file.name],
          [names.fileSize, `${say.bytes(file.sizeBytes)} (${say.count(file.sizeBytes)})`],
          [names.fileHash, file.sha256],
        ] as [string, string][])
      : []),
    [names.objects, listed(question.objects)],
    [
      names.reachable,
      question.reachable.from === null && question.reachable.to === null
        ? pen.words.notDeclared
        : windowText(question.reachable, pen),
    ],
    [names.proxies, listed(question.trustedProxies)],
    [
      names.excluded,
      question.excluded.count === 0
        ? pen.words.noWindow
        : page.declared(question.excluded.count, question.excluded.sha256, say),
    ],
    [names.servers, question.servers === null ? pen.words.notDeclared : say.count(question.servers)],
    [names.cache, question.cache ? page.yes : page.no],
    [names.pattern, question.pattern ?? page.byContent],
    [names.zone, question.zone ?? pen.words.utc],
    [names.lines, say.count(lines.matched)],
    [names.merged, say.count(transfers.merged)],
  ]
}
