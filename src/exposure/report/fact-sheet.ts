import type { Lang } from '#kernel'
import { markupSafe, REPORT_STYLE } from '#page'
import type { Exposure } from '../counting/document.ts'
import { type FactSheet, factSheetOf } from './fact-sheet-content.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
const TONE: Readonly<Record<Exposure['evidence'], string>> = { yes: 'block', potentially: 'review', none: 'clear' }
const STYLE = `main,header,footer{max-width:52rem}
.verdict .of{font-weight:400}
.verdict .of strong{font-weight:600}
h1{font-size:1.9rem}
h2{font-size:1.05rem;margin:1.1rem 0 .2rem;padding:0;border:0}
main ul{margin:.1rem 0 .4rem;padding-left:1.2rem;max-width:none}
p,li{overflow-wrap:anywhere}
footer{padding-top:.75rem;padding-bottom:1rem}
@media print{body{font-size:9pt;line-height:1.35}h1{font-size:16pt}h2{font-size:10.5pt;margin-top:.55rem}header{padding-top:0}.verdict{padding:.5rem .8rem;margin-top:.5rem}.verdict .means{font-size:10pt;max-width:none}main{padding-bottom:.5rem}footer{padding:.4rem 0}.long{font-size:8pt;line-height:1.25}.long .verdict .means{font-size:8.5pt}.long h2{margin-top:.35rem}.long .verdict{padding:.3rem .8rem}}
`

// What a page of A4 holds at the usual size, with room for another face of type than the one it was tried with.
const LONG_FROM = 2600

function isLong({ statement, parts }: FactSheet): boolean {
  return parts.flatMap(({ items }) => items).reduce((sum, { length }) => sum + length, statement.length) > LONG_FROM
}

/** The fact sheet as one self-contained page of HTML: no script, no request. */
export function factSheetPage(exposure: Exposure, lang: Lang, made: Date): string {
  const sheet = factSheetOf(exposure, lang, made)
  const parts = sheet.parts.map(
    ({ title, items }) =>
      `<h2>${markupSafe(title)}</h2><ul>${items.map(item => `<li>${markupSafe(item)}</li>`).join('')}</ul>`,
  )
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="generator" content="parefuite"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${markupSafe(`${sheet.title} – ${sheet.subject}`)}</title>
<style>${REPORT_STYLE}${STYLE}</style></head><body${isLong(sheet) ? ' class="long"' : ''}>
<header><span class="product">Pare-fuite</span></header>
<main>
<section class="verdict ${TONE[sheet.evidence]}" aria-labelledby="statement"><p class="of"><strong>${markupSafe(sheet.title)}</strong> – ${markupSafe(sheet.subject)}</p>
<h1 id="statement">${markupSafe(sheet.verdict)}</h1>
<p class="means">${markupSafe(sheet.statement)}</p></section>
${parts.join('\n')}
</main>
<footer><p>${markupSafe(sheet.made)}</p></footer></body></html>
`
}
