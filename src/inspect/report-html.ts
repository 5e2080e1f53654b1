import { CATALOGUE, type Finding, type Reason } from '#detect'
import type { Lang } from '#kernel'
import { type CellOfPage, factsOf, figure, paragraph, REPORT_STYLE, markupSafe as safe, section, tableOf } from '#page'
import type { RiskReport } from '#risk'
import type { InspectedColumn, InspectedTable, Inspection } from './inspection.ts'
import {
  columnsAside,
  columnsThatMatter,
  namesPeople,
  surestFirst,
  tableOfReason,
  tellingAndVague,
  whyOfTable,
  worstFirst,
} from './report-choice.ts'
import { FORMULAS } from './report-method.ts'
import { riskSections } from './report-risk.ts'
import { columnName } from './report-text.ts'
import { type KindSay, kindSayIn } from './words/kinds.ts'
import { sentence, type Words, wordsIn } from './words/words.ts'

type Pen = Readonly<{ words: Words; say: KindSay; lang: Lang }>

// Tables in which nothing was found are one line each; a folder of ten thousand of them is cut and counted.
const PLAIN_TABLES = 500
const COLUMNS_NAMED = 400

// The page runs nothing and fetches nothing: what a hostile column name could inject has nowhere to go.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/**
 * The answer as one self-contained page: no script, no request, readable without either; verdict first, then the columns, the
 * map of risky column sets, what was not read, and how it was computed. `made` is when, for the reader. Holds no value from the data.
 */
export function htmlReport(inspection: Inspection, lang: Lang, made: Date | null = null): string {
  const pen: Pen = { words: wordsIn(lang), say: kindSayIn(lang), lang }
  const tables = worstFirst(inspection.tables)
  const title = pen.words.page.title(subject(tables, pen))
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="generator" content="parefuite"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${safe(`${pen.words.verdict[inspection.verdict]} – ${title}`)}</title>
<style>${REPORT_STYLE}</style></head><body>
<a class="skip" href="#verdict">${safe(pen.words.page.skip)}</a>
<header><span class="product">Pare-fuite</span> <span class="extent">${safe(extent(inspection, tables, pen))}</span></header>
<main>
${verdictSection(inspection, tables, pen)}
${tables.map((table, at) => tableSection(table, `t${at}`, tables.length > 1, pen)).join('\n')}
${plainTables(tables, pen)}
${rareSection(inspection, pen)}
${unreadSection(inspection, pen)}
${howSection(inspection, tables, made, pen)}
</main>
<footer>${paragraph(pen.words.page.noValue)}</footer></body></html>
`
}

function subject(tables: readonly InspectedTable[], { words, say }: Pen): string {
  return tables.length === 1 ? tables[0].name : words.screen.tableCount(tables.length, say)
}

function extent(inspection: Inspection, tables: readonly InspectedTable[], { words, say }: Pen): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0)
  const read = inspection.unread.length === 0 ? words.screen.everyCell : words.screen.notEverything
  return `${words.screen.rows(rows, say)}, ${words.screen.columns(columns, say)}, ${read}`
}

function verdictSection(inspection: Inspection, tables: readonly InspectedTable[], pen: Pen): string {
  const { words } = pen
  const reasons = inspection.reasons.length > 0 ? inspection.reasons : (tables[0]?.reasons ?? [])
  const list = reasons.map(reason => reasonItem(reason, inspection, tables, pen)).join('')
  const why = list === '' ? '' : `<h2>${safe(words.page.why)}</h2><ul>${list}</ul>`
  const verdict = words.verdict[inspection.verdict]
  return `<section class="verdict ${inspection.verdict}" aria-labelledby="verdict"><p class="of">${safe(subject(tables, pen))}</p>
<h1 id="verdict" tabindex="-1">${safe(verdict.charAt(0).toUpperCase() + verdict.slice(1))}</h1>
<p class="means">${safe(words.verdictMeans[inspection.verdict])}</p>${why}</section>`
}

/** A reason; where it names a table, that is the way to the table's part of the page. */
function reasonItem(reason: Reason, inspection: Inspection, tables: readonly InspectedTable[], { lang }: Pen): string {
  const table = tableOfReason(tables, reason)
  const why = whyOfTable(inspection, reason)
  const text = safe(sentence(reason, lang))
  const linked = table && !isPlain(table) ? `<a href="#t${tables.indexOf(table)}">${text}</a>` : text
  return `<li>${linked}${why ? safe(`, ${sentence(why, lang)}`) : ''}</li>`
}

function tableSection(table: InspectedTable, id: string, several: boolean, pen: Pen): string {
  const { words, say } = pen
  if (several && isPlain(table)) return ''
  const reasons = several ? table.reasons.map(reason => `<li>${safe(sentence(reason, pen.lang))}</li>`).join('') : ''
  const columns = `${people(table, pen)}${columnsTable(table, pen)}${otherColumns(table, pen)}`
  const risk = table.risk ? riskSections(table.risk, id, words, say) : ''
  const title = several ? `${table.name} – ${words.verdict[table.verdict]}` : words.page.columns
  return section(id, 2, title, `${reasons ? `<ul>${reasons}</ul>` : ''}${columns}${risk}`)
}

/** Nothing was found in any column: one line says all. */
function isPlain(table: InspectedTable): boolean {
  return table.verdict === 'clear' && columnsThatMatter(table).length === 0
}

function people(table: InspectedTable, { words, say, lang }: Pen): string {
  const { low, high } = table.people
  const many = high > 0 ? words.screen.peopleBetween(low, high, namesPeople(table), say) : words.screen.noPeople
  const why = table.aboutReasons.map(reason => sentence(reason, lang)).join(' · ')
  const about = `${words.about[table.about]}${why ? ` (${why})` : ''}`
  const rows = `${words.screen.rows(table.rows, say)}, ${words.screen.columns(table.columns.length, say)} · ${about}`
  return `<p class="big">${safe(`${capital(words.screen.people)} – ${many}`)}</p>${paragraph(rows, 'soft')}`
}

function capital(heading: string): string {
  return heading.charAt(0) + heading.slice(1).toLowerCase()
}

function columnsTable(table: InspectedTable, pen: Pen): string {
  const { page } = pen.words
  const { telling, vague } = tellingAndVague(table)
  if (telling.length + vague.length === 0) return ''
  const { name, kind, personal, share, sure, legal, why } = page.columnHeads
  const rows = telling.map(column => columnRow(column, pen))
  const body = tableOf(page.columns, [name, kind, personal, share, sure, legal, why], rows)
  const told = telling.length > 0 ? `<div class="table">${body}</div>${paragraph(page.columnMeans, 'soft')}` : ''
  return told + vagueColumns(vague, pen)
}

function vagueColumns(vague: readonly InspectedColumn[], { words, say }: Pen): string {
  if (vague.length === 0) return ''
  const rest = vague.length > COLUMNS_NAMED ? ', …' : ''
  const names = vague.slice(0, COLUMNS_NAMED).map(column => columnName(column, words))
  const title = words.screen.vagueColumns(vague.length, say)
  return `<details><summary>${safe(title.charAt(0).toUpperCase() + title.slice(1))}</summary>${paragraph(names.join(', ') + rest)}</details>`
}

function columnRow(column: InspectedColumn, pen: Pen): CellOfPage[] {
  const { words, say } = pen
  const best = column.kinds[0]
  const direct = column.personal === 'direct' ? ' direct' : ''
  return [
    columnName(column, words),
    { html: kindCell(column, pen) },
    { html: `<span class="tag${direct}">${safe(words.personal[column.personal])}</span>` },
    figure(say.share(best.share)),
    words.confidence[best.confidence],
    { html: lawCell(best, pen) },
    { html: whyCell(best, pen.lang) },
  ]
}

function kindCell(column: InspectedColumn, { words, say }: Pen): string {
  const [best, ...others] = column.kinds
  const also = others.map(one => `${say.kind(one.kind)} (${words.confidence[one.confidence]})`).join(', ')
  return (
    safe(say.kind(best.kind)) + (also ? `<span class="small">${safe(`${words.page.otherKinds} ${also}`)}</span>` : '')
  )
}

function lawCell(finding: Finding, { words, lang }: Pen): string {
  const more = finding.legal === 'ordinary' ? '' : ' more'
  const article = (lang === 'en' && CATALOGUE[finding.kind]?.law.eu) || words.law[finding.legal]
  return `<span class="tag${more}">${safe(words.legal[finding.legal])}</span><span class="small">${safe(article)}</span>`
}

function whyCell(finding: Finding, lang: Lang): string {
  const reasons = finding.reasons.map(reason => sentence(reason, lang))
  if (reasons.length < 2) return safe(reasons.join(''))
  return `<ul>${reasons.map(text => `<li>${safe(text)}</li>`).join('')}</ul>`
}

function otherColumns(table: InspectedTable, pen: Pen): string {
  const { words, say } = pen
  const aside = columnsAside(table)
  const shown = new Set([...columnsThatMatter(table), ...aside])
  const nothing = table.columns.filter(column => !shown.has(column))
  const named = [
    ...aside.map(column => `${columnName(column, words)} (${say.kind(column.kinds[0].kind)})`),
    ...nothing.slice(0, COLUMNS_NAMED).map(column => columnName(column, words)),
  ]
  if (named.length === 0) return ''
  const rest =
    nothing.length > COLUMNS_NAMED ? `, ${words.screen.moreColumns(nothing.length - COLUMNS_NAMED, false, say)}` : ''
  const title = words.page.otherColumns(aside.length + nothing.length, say)
  return `<details><summary>${safe(title)}</summary>${paragraph(named.join(', ') + rest)}</details>`
}

function plainTables(tables: readonly InspectedTable[], { words, say, lang }: Pen): string {
  const plain = tables.length > 1 ? tables.filter(isPlain) : []
  if (plain.length === 0) return ''
  const rows = plain
    .slice(0, PLAIN_TABLES)
    .map(table => [
      table.name,
      figure(say.count(table.rows)),
      figure(say.count(table.columns.length)),
      table.reasons.length > 0 ? sentence(table.reasons[0], lang) : words.about[table.about],
    ])
  const heads = [words.page.rareHeads.table, words.page.rareHeads.rows, words.page.columns, words.page.why]
  const rest = plain.length > PLAIN_TABLES ? paragraph(words.screen.moreTables(plain.length - PLAIN_TABLES, say)) : ''
  const title = words.verdict.clear
  return section(
    'plain',
    2,
    capital(title.toUpperCase()),
    `<div class="table">${tableOf(title, heads, rows)}</div>${rest}`,
  )
}

function rareSection(inspection: Inspection, pen: Pen): string {
  const { words, say } = pen
  if (inspection.rare.length === 0) return ''
  const heads = words.page.rareHeads
  const rows = surestFirst(inspection.rare).map(rare => [
    rare.column,
    rare.table,
    say.kind(rare.kind),
    words.confidence[rare.confidence],
    figure(say.count(rare.rows)),
    words.screen.records(rare.at, rare.rows, say),
    rare.reasons.map(reason => sentence(reason, pen.lang)).join(' · '),
  ])
  const names = [heads.column, heads.table, heads.kind, heads.sure, heads.rows, heads.where, heads.why]
  const body = `${paragraph(words.page.rareExplained)}<div class="table">${tableOf(words.screen.rare, names, rows)}</div>`
  return section('rare', 2, capital(words.screen.rare), body)
}

function unreadSection(inspection: Inspection, { words, say }: Pen): string {
  const lines = inspection.unread.map(
    one => `<li><strong>${safe(one.place)}</strong> – ${safe(words.unread[one.reason](one.facts, say))}</li>`,
  )
  const body = lines.length === 0 ? paragraph(words.page.unreadNothing) : `<ul>${lines.join('')}</ul>`
  return section('unread', 2, capital(words.screen.unread), body)
}

function howSection(inspection: Inspection, tables: readonly InspectedTable[], made: Date | null, pen: Pen): string {
  const { page } = pen.words
  const measured = tables.find(table => table.risk && table.risk.quasiIdentifiers.length > 0)?.risk ?? null
  const paragraphs = page.howParagraphs.map(text => paragraph(text)).join('')
  const run = `<h3>${safe(page.facts)}</h3>${factsOf([...madeOn(made, pen), ...runFacts(inspection, measured, pen)])}`
  return section('how', 2, page.how, paragraphs + (measured ? formulas(measured, pen) : '') + run)
}

function formulas(risk: RiskReport, { words }: Pen): string {
  const { page } = words
  const used = FORMULAS.filter(one => one.measures !== 'sensitive' || risk.sensitive.length > 0)
  const rows = used.map(one => [
    typeof one.measures === 'string'
      ? one.measures === 'sensitive'
        ? page.sensitive
        : page.map
      : one.measures.map(measure => page.measure[measure].name).join(' · '),
    { html: `<code>${safe(one.formula)}</code>` },
    one.source,
  ])
  const heads = [page.measureHeads.measure, page.formulas, page.papers]
  return `<h3>${safe(page.formulas)}</h3>${paragraph(page.letters)}<div class="table">${tableOf(page.formulas, heads, rows)}</div>`
}

function madeOn(made: Date | null, { words, lang }: Pen): [string, string][] {
  if (!made) return []
  const form = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'long' })
  return [[words.page.factNames.made, form.format(made)]]
}

function runFacts(inspection: Inspection, risk: RiskReport | null, { words, say }: Pen): [string, string][] {
  const { factNames: names, ...page } = words.page
  const { product, seconds, bytes, cells, quasi } = inspection.method
  const facts: [string, string][] = [
    [names.product, product],
    [names.seconds, say.seconds(seconds)],
    [names.bytes, say.bytes(bytes)],
    [names.cells, say.count(cells)],
  ]
  if (!risk) return facts
  const { coverage, population } = risk
  const chosen = quasi.length > 0 ? '' : ` (${page.chosenByFindings})`
  const measured =
    coverage.mode === 'all'
      ? page.everyCombination(risk.quasiIdentifiers.length, say)
      : page.combinationsUpTo(coverage.maxSize, risk.quasiIdentifiers.length - coverage.leftOut.length, say)
  const left = coverage.leftOut.length > 0 ? `; ${page.leftOut(coverage.leftOut.join(', '))}` : ''
  const how = population.assumed ? page.samplingAssumed : page.samplingGiven
  return [
    ...facts,
    [names.quasi, risk.quasiIdentifiers.join(', ') + chosen],
    [names.covered, `${measured} (${say.count(coverage.measured)})${left}`],
    [names.sampling, `${say.share(population.samplingFraction)} (${how})`],
  ]
}
