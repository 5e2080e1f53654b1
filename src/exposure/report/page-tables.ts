import { kindName } from '#inspect'
import { type CellOfPage, figure, markupSafe, paragraph, section, shortened, tableOf } from '#page'
import type { Bounds } from '../contract.ts'
import type { ClientClass, ClientFigures, Coverage, Exposure, Figure } from '../counting/document.ts'
import {
  bound,
  boundsText,
  highText,
  hoursText,
  lasting,
  moment,
  noteSentence,
  type Pen,
  serverName,
  windowInWords,
  windowOf,
  windowText,
} from './phrases.ts'
import { uncoveredOf } from './timeline-scale.ts'

// A page that a person can still scroll; the rest is counted, and all of it is in the document inside the page.
const ROWS_SHOWN = 1000
const MALFORMED_SHOWN = 200
const GAPS_SHOWN = 50
const PATH_WIDTH = 300

/** The figures, each with its bounds, its definition, and how far the logs cover the period. */
export function figuresSection(exposure: Exposure, pen: Pen): string {
  const { words, say } = pen
  const { page } = words
  const { transfers, clients, people } = exposure
  const { definitions } = pen.terms
  const strip = stripOf(exposure)
  const row = (name: keyof typeof words.figures, { low, high }: Bounds, means: string): CellOfPage[] => [
    { html: `${markupSafe(words.figures[name])}${strip}` },
    figure(say.count(low)),
    figure(highText(high, pen)),
    bound(means),
  ]
  const rows = [
    row('whole', transfers.whole, definitions.whole),
    row('partial', transfers.partial, definitions.partial),
    row('any', transfers.any, page.anyMeans),
    row('clients', clients, definitions.clients),
    ...(people ? [row('people', people, definitions.people), row('rows', people.rows, page.rowsMeans)] : []),
    row(
      'probes',
      { low: transfers.probes, high: transfers.any.high === null ? null : transfers.probes },
      definitions.probes,
    ),
  ]
  const { figure: name, low, high, means } = page.figureHeads
  const isOpen = [transfers.any, clients, people].some(bounds => bounds?.high === null)
  const table = `<div class="table figures">${tableOf(page.figures, [name, low, high, means], rows)}</div>`
  return section(
    'figures',
    2,
    page.figures,
    `${table}${strip === '' ? '' : paragraph(page.barMeans, 'soft')}${isOpen ? paragraph(page.openHigh, 'soft') : ''}${windows(exposure, pen)}`,
  )
}

/** The period as a bar, hatched where a log is missing: decoration beside what the tables say. Nothing where there is no period. */
function stripOf({ coverage, reach }: Exposure): string {
  if (reach.from === null || reach.to === null || coverage.length === 0) return ''
  const span = { from: Date.parse(reach.from), to: Date.parse(reach.to) }
  const share = (ms: number) => `${Math.round((ms / Math.max(1, span.to - span.from)) * 10_000) / 100}%`
  // A cache or uncounted servers may have answered at any time.
  const isAnywhere = !reach.isWhole && reach.uncoveredHours === 0
  const gaps = (isAnywhere ? [span] : uncoveredOf(coverage, span)).map(
    ({ from, to }) => `<i style="left:${share(from - span.from)};width:${share(to - from)}"></i>`,
  )
  return `<span class="strip" aria-hidden="true">${gaps.join('')}</span>`
}

function windows(exposure: Exposure, pen: Pen): string {
  const { words } = pen
  const names = ['exposureWindow', 'accessWindow'] as const satisfies readonly Figure[]
  const there = (name: (typeof names)[number]) =>
    pen.zone === null || exposure[name].from === null
      ? ''
      : `<span class="small">${markupSafe(windowInWords(exposure[name], pen))}</span>`
  const rows = names.map(name => [
    words.figures[name],
    { html: `${unbroken(windowOf(exposure, name, pen))}${there(name)}` },
    bound(pen.terms.definitions[name]),
  ])
  const heads = [words.page.figureHeads.figure, words.page.windowHead, words.page.windowMeans]
  return `<h3>${markupSafe(words.page.windows)}</h3><div class="table">${tableOf(words.page.windows, heads, rows)}</div>`
}

/** Each server with its stretches without evidence, and how much of the period that leaves. */
export function coverageSection({ coverage, reach, estimate }: Exposure, pen: Pen): string {
  const { words, say } = pen
  const { page, screen } = words
  const { server, from, to, lines, malformed, clock, gaps } = page.coverageHeads
  const rows = coverage.map((one, at) => [
    serverName(one, pen),
    time(one.from, pen),
    time(one.to, pen),
    figure(say.count(one.lines)),
    figure(say.count(one.malformed)),
    clockText(one, at, pen),
    { html: gapsCell(one, pen) },
  ])
  const covered = reach.isWhole
    ? screen.covered
    : reach.uncoveredHours === 0 && reach.hours > 0
      ? screen.elsewhere
      : screen.uncovered(hoursText(reach.uncoveredHours, pen), hoursText(reach.hours, pen))
  const extent = reach.from === null && reach.to === null ? screen.noPeriod : `${windowText(reach, pen)} – ${covered}`
  const table =
    rows.length === 0
      ? ''
      : scrolled(page.coverage, tableOf(page.coverage, [server, from, to, lines, malformed, clock, gaps], rows))
  const guess = estimate
    ? paragraph(
        `${page.estimate} ${screen.estimated(say.count(estimate.whole + estimate.partial), say.count(estimate.whole))}, ${pen.terms.estimates[estimate.assumption]}.`,
      )
    : ''
  return section(
    'coverage',
    2,
    page.coverage,
    `<p class="big">${markupSafe(extent)}</p>${paragraph(page.coverageMeans)}${table}${guess}`,
  )
}

function clockText({ skewSeconds, skewWithin, lines }: Coverage, at: number, { words }: Pen): string {
  const { page } = words
  if (lines === 0) return '–'
  if (at === 0) return page.clockFirst
  if (skewSeconds === null) return page.clockUnknown
  if (skewSeconds === 0) return page.clockSame
  const within = skewWithin ?? 0
  return skewSeconds > 0 ? page.clockAhead(skewSeconds, within) : page.clockBehind(-skewSeconds, within)
}

function gapsCell({ lines, gaps, pauses }: Coverage, pen: Pen): string {
  const { words, say } = pen
  const items = gaps.slice(0, GAPS_SHOWN).map(gap => {
    const long = lasting((Date.parse(gap.to) - Date.parse(gap.from)) / 1000, pen)
    return `<li>${markupSafe(`${words.screen.gap(moment(gap.from), moment(gap.to), pen.terms.gaps[gap.reason])} (${long})`)}</li>`
  })
  const rest =
    gaps.length > GAPS_SHOWN ? `<li>${markupSafe(words.screen.moreGaps(gaps.length - GAPS_SHOWN, say))}</li>` : ''
  const list =
    items.length === 0
      ? markupSafe(lines === 0 ? words.screen.noLine : words.screen.noGap)
      : `<ul>${items.join('')}${rest}</ul>`
  const short =
    pauses.length > 0 ? `<span class="small">${markupSafe(words.page.pauses(pauses.length, say))}</span>` : ''
  return list + short
}

/** What had to be left open or assumed, each with its reason. */
export function unknownSection({ notes }: Exposure, pen: Pen): string {
  const { page } = pen.words
  const items = notes.slice(0, ROWS_SHOWN).map(note => `<li>${markupSafe(noteSentence(note, pen))}</li>`)
  const body =
    items.length === 0 ? paragraph(page.nothingUnknown) : `<ul>${items.join('')}</ul>${restOf(notes.length, pen)}`
  return section('unknown', 2, page.unknown, body)
}

/** How many people, with which kinds of data; nothing where no file was given. */
export function peopleSection({ people }: Exposure, pen: Pen): string {
  if (people === null || people.columns.length === 0) return ''
  const { words, say } = pen
  const { page } = words
  const rows = people.columns.map(one => [
    one.column,
    kindName(one.kind, pen.lang),
    {
      html: `<span class="tag${one.personal === 'direct' ? ' direct' : ''}">${markupSafe(words.personal[one.personal])}</span>`,
    },
    figure(say.count(one.people.low)),
    figure(highText(one.people.high, pen)),
  ])
  const { column, kind, personal, low, high } = page.peopleHeads
  const table = `<div class="table">${tableOf(page.people, [column, kind, personal, low, high], rows)}</div>`
  return section('people', 2, page.people, `${paragraph(page.peopleMeans)}${table}`)
}

const CLASSES: readonly ClientClass[] = ['other', 'crawler-known', 'crawler-claimed']

export function clientsSection({ clients, transfers }: Exposure, pen: Pen): string {
  const { words } = pen
  const { page } = words
  const { class: kind, clients: many, transfers: took } = page.classHeads
  const rows = CLASSES.map(one => [
    pen.terms.classes[one],
    figure(boundsText(clients.byClass[one], pen)),
    figure(boundsText(transfers.byClass[one], pen)),
  ])
  const classes = `<div class="table">${tableOf(page.clients, [kind, many, took], rows)}</div>`
  return section(
    'clients',
    2,
    page.clients,
    `${paragraph(page.clientsMeans)}${classes}${clientList(clients.list, pen)}`,
  )
}

function clientList(list: readonly ClientFigures[], pen: Pen): string {
  if (list.length === 0) return ''
  const { words, say } = pen
  const { client, class: kind, whole, partial, probes, first, last } = words.page.clientHeads
  const rows = list
    .slice(0, ROWS_SHOWN)
    .map(one => [
      shortened(one.address ?? one.client, PATH_WIDTH),
      pen.terms.classes[one.class],
      figure(boundsText(one.whole, pen)),
      figure(boundsText(one.partial, pen)),
      figure(say.count(one.probes)),
      time(one.first, pen),
      time(one.last, pen),
    ])
  const table = tableOf(words.page.clientsShown, [client, kind, whole, partial, probes, first, last], rows)
  return `<details><summary>${markupSafe(`${words.page.clientsShown} (${say.count(list.length)})`)}</summary>${scrolled(words.page.clientsShown, table)}${restOf(list.length, pen)}</details>${closedOnPaper(pen)}`
}

export function objectsSection({ objects }: Exposure, pen: Pen): string {
  if (objects.length === 0) return ''
  const { words, say } = pen
  const { path, size, whole, partial, probes } = words.page.objectHeads
  const rows = objects
    .slice(0, ROWS_SHOWN)
    .map(one => [
      shortened(one.path, PATH_WIDTH),
      one.size === null
        ? words.notKnown
        : `${say.bytes(one.size)}${one.sizeFrom ? `, ${words.sizeFrom[one.sizeFrom]}` : ''}`,
      figure(boundsText(one.whole, pen)),
      figure(boundsText(one.partial, pen)),
      figure(say.count(one.probes)),
    ])
  const table = tableOf(words.page.objects, [path, size, whole, partial, probes], rows)
  return section(
    'objects',
    2,
    words.page.objects,
    `${scrolled(words.page.objects, table)}${restOf(objects.length, pen)}`,
  )
}

/** Every input with its hash: what the figures rest on. */
export function inputsSection({ inputs }: Exposure, pen: Pen): string {
  const { words, say } = pen
  const { page } = words
  if (inputs.length === 0) return section('inputs', 2, page.inputs, paragraph(page.none))
  const { place, server, format, lines, malformed, period } = page.inputHeads
  const rows = inputs
    .slice(0, ROWS_SHOWN)
    .map(one => [
      { html: `${markupSafe(one.place)}<code class="small hash">${markupSafe(one.sha256)}</code>${stateOf(one, pen)}` },
      one.server,
      one.format === null ? words.notKnown : words.formats[one.format],
      figure(say.count(one.lines)),
      figure(say.count(one.malformed)),
      { html: unbroken(windowText({ from: one.from, to: one.to }, pen)) },
    ])
  const table = tableOf(page.inputs, [`${place}, SHA-256`, server, format, lines, malformed, period], rows)
  return section('inputs', 2, page.inputs, `${scrolled(page.inputs, table)}${restOf(inputs.length, pen)}`)
}

function stateOf({ cut, sameAs }: Exposure['inputs'][number], { words, terms }: Pen): string {
  const said = [
    ...(cut === null ? [] : [`${words.page.cut} (${terms.reasons[cut] ?? cut})`]),
    ...(sameAs === null ? [] : [words.page.sameAs(sameAs)]),
  ]
  return said.map(text => `<span class="small">${markupSafe(text)}</span>`).join('')
}

/** Malformed lines by place; never their text. */
export function malformedSection({ malformed, lines }: Exposure, pen: Pen): string {
  const { words, say } = pen
  const { page } = words
  if (lines.malformed === 0) return section('malformed', 2, page.malformed, paragraph(page.noMalformed))
  const { place, line, wrong } = page.malformedHeads
  const shown = malformed.slice(0, MALFORMED_SHOWN)
  const rows = shown.map(one => [shortened(one.place, PATH_WIDTH), figure(say.count(one.line)), words.wrong[one.wrong]])
  const table = `<div class="table">${tableOf(page.malformed, [place, line, wrong], rows)}</div>`
  const count = page.malformedCount(lines.malformed, shown.length, say)
  return section(
    'malformed',
    2,
    page.malformed,
    `<p class="big">${markupSafe(count)}</p>${paragraph(page.malformedMeans)}<details><summary>${markupSafe(page.malformedShown)}</summary>${table}</details>${closedOnPaper(pen)}`,
  )
}

/** A table of many columns: where it is wider than the window it is scrolled, by keyboard too. */
function scrolled(name: string, table: string): string {
  return `<div class="table" role="group" tabindex="0" aria-label="${markupSafe(name)}">${table}</div>`
}

/** On paper a closed list stays closed: hundreds of addresses are not what a printed report is for. */
function closedOnPaper({ words }: Pen): string {
  return paragraph(words.page.closedOnPaper, 'on-paper')
}

function restOf(count: number, { words, say }: Pen): string {
  return count > ROWS_SHOWN ? paragraph(words.page.more(count - ROWS_SHOWN, say), 'soft') : ''
}

/** A text whose moments are not broken over lines. */
function unbroken(text: string): string {
  return markupSafe(text).replace(/(?:→ )?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<span class="when">$&</span>')
}

function time(iso: string | null, { words }: Pen): CellOfPage {
  return { html: `<span class="when">${iso === null ? words.notKnown : markupSafe(moment(iso))}</span>` }
}
