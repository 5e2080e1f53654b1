import type { Reason } from '#detect'
import type { Lang } from '#kernel'
import { printable, shortened } from '#page'
import type { SetRisk } from '#risk'
import type { InspectedColumn, InspectedTable, Inspection, RareFinding, Verdict } from './inspection.ts'
import { namesPeople, surestFirst, tellingAndVague, tellingSets, whyOfTable, worstFirst } from './report-choice.ts'
import { type KindSay, kindSayIn } from './words/kinds.ts'
import { sentence, type Words, wordsIn } from './words/words.ts'

/** How the one-screen answer is written. `width` in characters. */
export type TextOptions = Readonly<{
  lang: Lang
  colour: boolean
  width: number
  /** The places asked for, to write the next command. */
  places: readonly string[]
  /** The page that was asked for besides: the next step is then another. */
  report?: string | null
}>

// One screen: what does not fit is counted, never dropped in silence.
const SHOWN = { reasons: 4, columns: 12, sets: 4, rare: 4, unread: 4, tables: 6 } as const

type Pen = Readonly<{ words: Words; say: KindSay; lang: Lang; width: number; ink(code: string, text: string): string }>

/** The answer as one screen of text, verdict first; ends with a line feed. Holds no value from the data. */
export function textReport(inspection: Inspection, options: TextOptions): string {
  const pen = penOf(options)
  const tables = worstFirst(inspection.tables)
  // Which table the middle of the screen is about, where there are several.
  const named = tables.length > 1 ? `   ${shortened(tables[0].name, 48)}` : ''
  const blocks = [
    tables.length > 0 ? head(inspection, tables, pen) : nothingRead(options.places, pen),
    ...(tables.length > 0 ? [peopleBlock(tables[0], named, pen), aloneBlock(tables[0], named, pen)] : []),
    rareBlock(inspection, pen),
    otherTables(tables.slice(1), pen),
    unreadBlock(inspection, pen),
    nextBlock(inspection, options, pen),
  ]
  return `${blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')}\n`
}

function penOf({ lang, colour, width }: TextOptions): Pen {
  const ink = (code: string, text: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  return { words: wordsIn(lang), say: kindSayIn(lang), lang, width: Math.max(60, width), ink }
}

const VERDICT_INK: Readonly<Record<Verdict, string>> = { block: '1;31', review: '1;33', clear: '1' }

function head(inspection: Inspection, tables: readonly InspectedTable[], pen: Pen): string[] {
  const { words, say } = pen
  const of = tables.length === 1 ? printable(tables[0].name) : words.screen.tableCount(tables.length, say)
  const verdict = pen.ink(VERDICT_INK[inspection.verdict], words.verdict[inspection.verdict])
  const reasons = inspection.reasons.length > 0 ? inspection.reasons : (tables[0]?.reasons ?? [])
  const why = reasons
    .slice(0, SHOWN.reasons)
    .map(reason => `  ${cut(saidInFull(reason, inspection, pen), pen.width - 2)}`)
  return [`${verdict}   ${of}`, `  ${pen.ink('2', extent(inspection, tables, pen))}`, ...why]
}

/** Without any table there is no verdict to give, only what to do about each place. */
function nothingRead(places: readonly string[], { words, ink, width }: Pen): string[] {
  const asked = printable(places.map(withoutPassword).join(' '))
  return [`${ink(VERDICT_INK.review, words.screen.nothingRead)}   ${shortened(asked, width - 30)}`]
}

function saidInFull(reason: Reason, inspection: Inspection, { lang }: Pen): string {
  const why = whyOfTable(inspection, reason)
  return sentence(reason, lang) + (why ? `, ${sentence(why, lang)}` : '')
}

function extent(inspection: Inspection, tables: readonly InspectedTable[], { words, say }: Pen): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0)
  const read = inspection.unread.length === 0 ? words.screen.everyCell : words.screen.notEverything
  const time = say.seconds(inspection.method.seconds)
  return `${words.screen.rows(rows, say)}, ${words.screen.columns(columns, say)}, ${read} (${time})`
}

function peopleBlock(table: InspectedTable, named: string, pen: Pen): string[] {
  const { words, say } = pen
  const { telling, vague } = tellingAndVague(table)
  const { low, high } = table.people
  if (telling.length + vague.length === 0 && high === 0) return []
  const many = high > 0 ? words.screen.peopleBetween(low, high, namesPeople(table), say) : words.screen.noPeople
  const lines = columnLines(telling.slice(0, SHOWN.columns), table, pen)
  const rest = restOfColumns(table, telling.length, vague.length, pen)
  return [`${pen.ink('1', words.screen.people)}${named}   ${many}`, ...lines, ...rest]
}

function columnLines(shown: readonly InspectedColumn[], table: InspectedTable, pen: Pen): string[] {
  const names = shown.map(column => shortened(columnName(column, pen.words), 26))
  const kinds = shown.map(column => shortened(pen.say.kind(column.kinds[0].kind), 30))
  const nameWidth = widest(names)
  const kindWidth = widest(kinds)
  return shown.map((column, at) => {
    const best = column.kinds[0]
    const share = pen.say.share(best.share).padStart(8)
    const sure = pen.words.confidence[best.confidence].padEnd(8)
    const start = `  ${names[at].padEnd(nameWidth)}  ${kinds[at].padEnd(kindWidth)}  ${share}  ${sure}  `
    return (start + cut(whyInFewWords(column, table, pen), pen.width - start.length)).trimEnd()
  })
}

function whyInFewWords(column: InspectedColumn, _table: InspectedTable, pen: Pen): string {
  return column.kinds[0].reasons
    .slice(0, 2)
    .map(reason => sentence(reason, pen.lang))
    .join(', ')
}

function restOfColumns(table: InspectedTable, telling: number, vague: number, { words, say }: Pen): string[] {
  const hidden = telling - Math.min(telling, SHOWN.columns)
  const nothing = table.columns.length - telling - vague
  return [
    ...(hidden > 0 ? [`  ${words.screen.moreColumns(hidden, true, say)}`] : []),
    ...(vague > 0 ? [`  ${words.screen.vagueColumns(vague, say)}`] : []),
    ...(nothing > 0 ? [`  ${words.screen.moreColumns(nothing, false, say)}`] : []),
  ]
}

function aloneBlock(table: InspectedTable, named: string, pen: Pen): string[] {
  const { words, say } = pen
  if (!table.risk || table.risk.quasiIdentifiers.length === 0) return []
  const title = pen.ink('1', words.screen.alone) + named
  const sets = tellingSets(table.risk)
  if (sets.length === 0) return [title, `  ${words.screen.nobodyAlone(table.risk.k, say)}`]
  const rest = sets.length - Math.min(sets.length, SHOWN.sets)
  const more = rest > 0 ? [`  ${words.screen.moreSets(rest, say)}`] : []
  return [title, ...setLines(sets.slice(0, SHOWN.sets), table.rows, pen), ...more, ...wayOut(table, pen)]
}

function setLines(sets: readonly SetRisk[], rows: number, pen: Pen): string[] {
  const names = sets.map(set => shortened(set.columns.join(' + '), Math.max(30, pen.width - 42)))
  const width = widest(names)
  return sets.map(
    (set, at) => `  ${names[at].padEnd(width)}  ${pen.words.screen.aloneShare(set.uniques, rows, pen.say)}`,
  )
}

function wayOut(table: InspectedTable, pen: Pen): string[] {
  const found = table.risk?.generalisation
  if (!table.risk || !found || (found.passes && found.steps.length === 0)) return []
  const { screen } = pen.words
  if (!found.passes) return [`  ${screen.nothingWouldPass(table.risk.threshold, pen.say)}`]
  const steps = found.steps.map(step => screen.step(step.column, step.to, pen.say)).join(', ')
  return wrapped(screen.wouldPass(steps, found.suppressed, found.k, namesPeople(table), pen.say), pen.width - 2).map(
    line => `  ${line}`,
  )
}

function rareBlock(inspection: Inspection, pen: Pen): string[] {
  const { words, say } = pen
  if (inspection.rare.length === 0) return []
  const shown = surestFirst(inspection.rare).slice(0, SHOWN.rare)
  const several = inspection.tables.length > 1
  const cells = shown.map(rare => [
    shortened(rare.column, 26),
    ...(several ? [shortened(rare.table, 30)] : []),
    shortened(say.kind(rare.kind), 44),
    words.screen.rows(rare.rows, say),
  ])
  const lines = cells.map((row, at) => {
    const padded = row.map((cell, column) => cell.padEnd(widest(cells.map(other => other[column])))).join('  ')
    return `  ${padded}  ${placesThatFit(shown[at], pen.width - padded.length - 4, pen)}`.trimEnd()
  })
  const rest = inspection.rare.length - lines.length
  return [pen.ink('1', words.screen.rare), ...lines, ...(rest > 0 ? [`  ${words.screen.moreRare(rest, say)}`] : [])]
}

/** Where the cells are, as many as there is room for: a number cut in two would be another number. */
function placesThatFit({ at, rows }: RareFinding, width: number, { words, say }: Pen): string {
  const tries = [5, 3, 1].map(most => `(${words.screen.records(at.slice(0, most), rows, say)})`)
  return tries.find(text => text.length <= width) ?? ''
}

function otherTables(tables: readonly InspectedTable[], pen: Pen): string[] {
  const { words, say } = pen
  if (tables.length === 0) return []
  const shown = tables.slice(0, SHOWN.tables)
  const names = shown.map(table => shortened(table.name, 36))
  const lines = shown.map((table, at) => {
    const verdict = words.verdict[table.verdict].padEnd(widest(Object.values(words.verdict)))
    const why = table.reasons.length > 0 ? sentence(table.reasons[0], pen.lang) : words.about[table.about]
    const rows = words.screen.rows(table.rows, say)
    return `  ${cut(`${verdict}  ${names[at].padEnd(widest(names))}  ${rows}, ${why}`, pen.width - 2)}`
  })
  const rest = tables.length - shown.length
  return [pen.ink('1', words.screen.tables), ...lines, ...(rest > 0 ? [`  ${words.screen.moreTables(rest, say)}`] : [])]
}

function unreadBlock(inspection: Inspection, pen: Pen): string[] {
  const { words, say } = pen
  if (inspection.unread.length === 0) return []
  const lines = inspection.unread.slice(0, SHOWN.unread).map(unread => {
    const why = words.unread[unread.reason](unread.facts, say)
    return `  ${shortened(unread.place, Math.max(48, pen.width - why.length - 4))}  ${why}`
  })
  const rest = inspection.unread.length - lines.length
  const more = rest > 0 ? [`  ${words.screen.moreUnread(rest, say)}`] : []
  return [pen.ink('1', words.screen.unread), ...lines, ...more]
}

function nextBlock(inspection: Inspection, { places, report }: TextOptions, pen: Pen): string[] {
  if (inspection.verdict === 'clear' || inspection.tables.length === 0) return []
  const { screen } = pen.words
  const title = pen.ink('1', screen.next)
  const command = `parefuite inspect ${printable(places.map(place => quoted(withoutPassword(place))).join(' '))}`
  if (!report) return [`${title}   ${command} --report report.html   ${screen.nextReport}`]
  const isMeasured = inspection.tables.some(table => table.risk !== null)
  return isMeasured ? [`${title}   ${command} --quasi A,B   ${screen.nextQuasi}`] : []
}

/** The address of a database as it may be shown. */
function withoutPassword(place: string): string {
  return place.replace(/^(postgres(?:ql)?:\/\/[^:@/]*):[^@/]*@/, '$1@').replace(/([?&]password=)[^&]*/, '$1…')
}

/** A path as a shell takes it. */
function quoted(place: string): string {
  return /^[\w./:@%+=,-]+$/.test(place) ? place : `'${place.replaceAll("'", "'\\''")}'`
}

/** The name of a column, or its position where the source has none. */
export function columnName(column: Pick<InspectedColumn, 'name' | 'index'>, words: Words): string {
  return column.name.trim() === '' ? words.screen.unnamed(column.index) : column.name
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(text => text.length))
}

function cut(text: string, width: number): string {
  if (text.length <= width) return text
  return width < 4 ? '' : `${text.slice(0, width - 1)}…`
}

function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}
