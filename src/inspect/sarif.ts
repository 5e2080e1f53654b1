import type { Location, Log, ReportingDescriptor, Result } from 'sarif'
import { CATALOGUE, type Confidence, type KindId } from '#detect'
import type { Lang } from '#kernel'
import { printable } from '#page'
import type { InspectedColumn, InspectedTable, Inspection, RareFinding } from './inspection.ts'
import { columnsThatMatter } from './report-choice.ts'
import { columnName } from './report-text.ts'
import { type KindSay, kindSayIn } from './words/kinds.ts'
import { sentence, type Words, wordsIn } from './words/words.ts'

type Level = NonNullable<Result['level']>
type Pen = Readonly<{ words: Words; say: KindSay; lang: Lang; rules: string[] }>

const LEVEL: Readonly<Record<Confidence, Level>> = { certain: 'error', likely: 'error', possible: 'warning' }
const UNREAD_RULE = 'unread'

/**
 * The answer as a SARIF 2.1.0 log for code-scanning systems: one rule per kind of data, one result per column or rare
 * finding, columns as logical locations; what was not read is a result of its own, so that an unread file never passes as clean.
 * SOURCE: OASIS, SARIF 2.1.0 plus Errata 01 (28 August 2023), sections 3.13, 3.14, 3.19, 3.27, 3.33, 3.49.
 */
export function sarifReport(inspection: Inspection, lang: Lang): string {
  const pen: Pen = { words: wordsIn(lang), say: kindSayIn(lang), lang, rules: [] }
  const results = [
    ...inspection.tables.flatMap(table => columnsThatMatter(table).map(column => columnResult(table, column, pen))),
    ...inspection.rare.map(rare => rareResult(rare, pen)),
    ...inspection.unread.map(unread => {
      const why = pen.words.unread[unread.reason](unread.facts, pen.say)
      return result(
        UNREAD_RULE,
        'warning',
        `${printable(unread.place)} – ${why}`,
        [fileLocation(unread.place, [])],
        pen,
      )
    }),
  ]
  return `${JSON.stringify(logOf(inspection, results, pen), null, 2)}\n`
}

function logOf(inspection: Inspection, results: Result[], pen: Pen): Log {
  const [name, version] = inspection.method.product.split(' ')
  const driver = {
    name: name || 'parefuite',
    ...(version ? { semanticVersion: version } : {}),
    rules: pen.rules.map(id => ruleOf(id, pen)),
  }
  const properties = { verdict: inspection.verdict }
  const run = { tool: { driver }, language: pen.lang, columnKind: 'utf16CodeUnits' as const, results, properties }
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }
}

function ruleOf(id: string, { words, say }: Pen): ReportingDescriptor {
  if (id === UNREAD_RULE) return { id, shortDescription: { text: words.screen.notEverything } }
  const kind = id as KindId
  const { legal, law, dpv } = CATALOGUE[kind]
  return {
    id,
    shortDescription: { text: say.kind(kind) },
    fullDescription: { text: `${say.kind(kind)} (${words.law[legal]})` },
    properties: { legal, law: law.eu, dpv, tags: ['privacy', legal] },
  }
}

function columnResult(table: InspectedTable, column: InspectedColumn, pen: Pen): Result {
  const { words, say } = pen
  const best = column.kinds[0]
  const name = columnName(column, words)
  const why = best.reasons.map(reason => sentence(reason, pen.lang)).join(', ')
  const told = `${say.name(name)} – ${say.kind(best.kind)}, ${say.share(best.share)}, ${words.confidence[best.confidence]}${why ? ` (${why})` : ''}`
  const properties = { personal: column.personal, confidence: best.confidence, rows: best.rows, share: best.share }
  return result(best.kind, LEVEL[best.confidence], told, [fileLocation(table.name, [name])], pen, properties)
}

function rareResult(rare: RareFinding, pen: Pen): Result {
  const { words, say } = pen
  const where = words.screen.records(rare.at, rare.rows, say)
  const told = `${say.name(rare.column)} – ${say.kind(rare.kind)}, ${words.screen.rows(rare.rows, say)} (${where})`
  const properties = { confidence: rare.confidence, rows: rare.rows, records: rare.at }
  return result(rare.kind, LEVEL[rare.confidence], told, [fileLocation(rare.table, [rare.column])], pen, properties)
}

function result(
  ruleId: string,
  level: Level,
  text: string,
  locations: Location[],
  pen: Pen,
  properties?: Record<string, unknown>,
): Result {
  if (!pen.rules.includes(ruleId)) pen.rules.push(ruleId)
  const ruleIndex = pen.rules.indexOf(ruleId)
  return { ruleId, ruleIndex, level, message: { text }, locations, ...(properties ? { properties } : {}) }
}

/** The file as a relative reference (RFC 3986) and, inside it, the table and the column as logical locations. */
function fileLocation(table: string, columns: readonly string[]): Location {
  const uri = table.split('!')[0].replaceAll('\\', '/').split('/').map(encoded).join('/')
  const logical = columns.map(column => ({
    name: printable(column),
    fullyQualifiedName: printable(`${table}/${column}`),
    kind: 'member',
  }))
  return {
    physicalLocation: { artifactLocation: { uri } },
    ...(logical.length > 0 ? { logicalLocations: logical } : {}),
  }
}

function encoded(segment: string): string {
  return encodeURIComponent(segment.toWellFormed())
}
