/**
 * How good detection is, on tables that were judged by hand and on generated ones:
 *   node bench/detection.ts [--only clean,people,columns,tables,known,office,identifiers] [--seed N] [--json OUT.json] [--errors]
 * Prints counts, kinds, headers and table names; never a value.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { KindId } from '#detect'
import { scrambledTables } from './column-sets.ts'
import { type Examined, examine } from './examine.ts'
import { identifierTables } from './identifier-tables.ts'
import { type Judgement, judgements } from './judgements.ts'
import { knownTables } from './known-tables.ts'
import { type LabelledTable, writeLabelled } from './labelled.ts'
import { officeTables } from './office-tables.ts'
import { realLookingTables } from './real-tables.ts'
import { line, type Score, scored, three } from './score.ts'

const SHARED = new URL('../../shared/data/', import.meta.url).pathname

type Mistake = Readonly<{ table: string; column: string; what: string; truth: string; seen: string }>
type Answer = Readonly<{ lines: readonly string[]; json: unknown; mistakes: readonly Mistake[] }>

const seenAs = (column: Examined['columns'][number] | undefined): string =>
  column
    ? `${column.personal}${column.kinds[0] ? ` ${column.kinds[0].kind} ${column.kinds[0].confidence}` : ''}`
    : 'not read'

/** A column taken for personal is at block when the finding is certain or likely, at review when it is possible. */
function gateOf(column: Examined['columns'][number]): 'block' | 'review' | 'clear' {
  if (column.personal === 'none') return 'clear'
  return column.kinds.some(kind => kind.confidence !== 'possible') || column.kinds.length === 0 ? 'block' : 'review'
}

/** One survey has 1,093 columns and would outweigh all other tables. */
const WIDE = 200

async function clean(): Promise<Answer> {
  const judged = judgements('tables-clean')
  const seen = await examine(judged.map(one => join(SHARED, 'tables-clean', one.file)))
  const groups = {
    none: judged.filter(one => one.about === 'none'),
    people: judged.filter(one => one.about !== 'none'),
  }
  const columnsOf = (list: readonly Judgement[]): [Judgement, Examined['columns'][number]][] =>
    list.flatMap(one =>
      (seen.get(one.file)?.columns ?? []).map(column => [one, column] as [Judgement, Examined['columns'][number]]),
    )
  const none = columnsOf(groups.none)
  const at = (gate: string): number => none.filter(([, column]) => gateOf(column) === gate).length
  const verdicts = (list: readonly Judgement[], verdict: string): number =>
    list.filter(one => seen.get(one.file)?.verdict === verdict).length
  const pairsOf = (list: readonly Judgement[]): (readonly [boolean, boolean])[] =>
    columnsOf(list).map(
      ([one, column]) => [one.personalOf(column.name) !== 'none', column.personal !== 'none'] as const,
    )
  const pairs = pairsOf(groups.people)
  const score = scored(pairs)
  const usual = scored(pairsOf(groups.people.filter(one => (seen.get(one.file)?.columns.length ?? 0) <= WIDE)))
  const perThousand = { block: (1000 * at('block')) / none.length, review: (1000 * at('review')) / none.length }
  const mistakes = none
    .filter(([, column]) => gateOf(column) !== 'clear')
    .map(
      ([one, column]): Mistake => ({
        table: one.file,
        column: column.name,
        what: gateOf(column),
        truth: 'none',
        seen: seenAs(column),
      }),
    )
  const missed = columnsOf(groups.people)
    .filter(([one, column]) => (one.personalOf(column.name) !== 'none') !== (column.personal !== 'none'))
    .map(
      ([one, column]): Mistake => ({
        table: one.file,
        column: column.name,
        what: one.about,
        truth: one.personalOf(column.name),
        seen: seenAs(column),
      }),
    )
  return {
    lines: [
      `tables about no people: ${groups.none.length} tables, ${none.length} columns: wrongly at block ${at('block')} (${perThousand.block.toFixed(1)} per 1,000, asked ≤ 5), at review ${at('review')} (${perThousand.review.toFixed(1)} per 1,000, asked ≤ 20)`,
      `  verdicts: block ${verdicts(groups.none, 'block')}, review ${verdicts(groups.none, 'review')}, clear ${verdicts(groups.none, 'clear')}`,
      `tables about or naming people: ${groups.people.length} tables: verdicts block ${verdicts(groups.people, 'block')}, review ${verdicts(groups.people, 'review')}, clear ${verdicts(groups.people, 'clear')}; columns ${scoreText(score)}`,
      `  without the table of 1,093 columns: ${scoreText(usual)}`,
    ],
    json: { columns: none.length, perThousand, people: score, peopleUsual: usual },
    mistakes: [...mistakes, ...missed],
  }
}

const scoreText = (score: Score): string =>
  `precision ${three(score.precision)} recall ${three(score.recall)} F1 ${three(score.f1)} (${score.hits} found, ${score.misses} missed, ${score.alarms} false)`

async function people(): Promise<Answer> {
  const judged = judgements('tables-people')
  const seen = await examine(judged.map(one => join(SHARED, 'tables-people', one.file)))
  const mistakes: Mistake[] = []
  const pairs = judged.flatMap(one =>
    (seen.get(one.file)?.columns ?? []).map(column => {
      const truth = one.personalOf(column.name)
      if ((truth !== 'none') !== (column.personal !== 'none'))
        mistakes.push({ table: one.file, column: column.name, what: 'people', truth, seen: seenAs(column) })
      return [truth !== 'none', column.personal !== 'none'] as const
    }),
  )
  const score = scored(pairs)
  const bounds = judged.map(one => `${one.file}: ${seen.get(one.file)?.people.low}–${seen.get(one.file)?.people.high}`)
  return {
    lines: [`asked: every personal column: ${scoreText(score)}`, `  people: ${bounds.join('; ')}`],
    json: score,
    mistakes,
  }
}

type Group = Readonly<{ called: string; of(table: LabelledTable): boolean }>
const PEOPLE_AND_NOT: readonly Group[] = [
  { called: 'about people', of: table => table.about === 'people' },
  { called: 'not about people', of: table => table.about !== 'people' },
]

async function generated(
  tables: readonly LabelledTable[],
  folder: string,
  asked: number,
  groups: readonly Group[] = [],
): Promise<Answer> {
  const seen = await examine(tables.map(table => writeLabelled(folder, table)))
  const mistakes: Mistake[] = []
  const pairsOf = (table: LabelledTable): (readonly [boolean, boolean])[] =>
    table.columns.map((truth, index) => {
      const column = seen.get(`${table.name}.csv`)?.columns[index]
      const pair = [truth.personal !== 'none', (column?.personal ?? 'none') !== 'none'] as const
      if (pair[0] !== pair[1])
        mistakes.push({
          table: table.name,
          column: truth.name,
          what: truth.what,
          truth: truth.personal,
          seen: seenAs(column),
        })
      return pair
    })
  const byTable = tables.map(table => [table, pairsOf(table)] as const)
  const pairs = byTable.flatMap(([, found]) => found)
  const score = scored(pairs)
  const abouts = tables.filter(table => table.about !== 'unknown')
  const right = abouts.filter(
    table => (seen.get(`${table.name}.csv`)?.about === 'people') === (table.about === 'people'),
  ).length
  return {
    lines: [
      `${tables.length} tables, ${pairs.length} columns: ${scoreText(score)}, asked ${asked}`,
      ...(abouts.length ? [`  about people or not: ${right} of ${abouts.length} right`] : []),
      ...groups.map(
        group =>
          `  ${group.called}: ${scoreText(scored(byTable.filter(([table]) => group.of(table)).flatMap(([, found]) => found)))}`,
      ),
    ],
    json: score,
    mistakes,
  }
}

/** Kinds whose country the header alone tells: the kind that leaves the country open is right too. */
const GENERIC: Readonly<Partial<Record<KindId, KindId>>> = {
  'id.fr.passport': 'id.passport',
  'id.gb.passport': 'id.passport',
  'id.us.passport': 'id.passport',
  'id.fr.driving-licence': 'id.driving-licence',
  'id.gb.driving-licence': 'id.driving-licence',
  'id.us.driving-licence': 'id.driving-licence',
  'id.fr.cni': 'id.national',
}

async function identifiers(folder: string): Promise<Answer> {
  const tables = identifierTables()
  const seen = await examine(tables.map(table => writeLabelled(folder, table)))
  const mistakes: Mistake[] = []
  const byKind = new Map<
    string,
    { cued: boolean; columns: (readonly [boolean, boolean])[]; rows: [number, number, number] }
  >()
  for (const table of tables) {
    const kind = table.target.kind
    const entry = byKind.get(kind) ?? { cued: table.target.header !== null, columns: [], rows: [0, 0, 0] }
    byKind.set(kind, entry)
    const columns = seen.get(`${table.name}.csv`)?.columns ?? []
    columns.forEach((column, index) => {
      const named = column.kinds.find(
        finding =>
          (finding.kind === kind || finding.kind === GENERIC[kind]) &&
          (index === 1 ? column.kinds[0] === finding : true),
      )
      const truth = table.positive && index === 1
      entry.columns.push([truth, named !== undefined])
      if (truth !== (named !== undefined))
        mistakes.push({
          table: table.name,
          column: column.name,
          what: kind,
          truth: truth ? kind : 'not it',
          seen: seenAs(column),
        })
      const rows = named?.rows ?? 0
      const valid = index === 1 ? table.valid : 0
      entry.rows[0] += Math.min(rows, valid)
      entry.rows[1] += Math.max(0, valid - rows)
      entry.rows[2] += Math.max(0, rows - valid)
    })
  }
  const results = [...byKind].map(([kind, { cued, columns, rows }]) => {
    const [hits, misses, alarms] = rows
    return {
      kind,
      cued,
      f1: scored(columns).f1,
      rowF1: hits + misses + alarms === 0 ? 0 : (2 * hits) / (2 * hits + misses + alarms),
    }
  })
  const low = results.filter(one => one.f1 < (one.cued ? 0.95 : 0.995))
  const lowRows = results.filter(one => one.rowF1 < (one.cued ? 0.95 : 0.995))
  return {
    lines: [
      `${results.length} kinds: ${results.length - low.length} reach what is asked by column (0.995 by check digit, 0.95 with a header), ${results.length - lowRows.length} by row`,
      ...results
        .filter(one => low.includes(one) || lowRows.includes(one))
        .map(
          one =>
            `  ${line([one.kind, one.cued ? 'header' : 'opaque', `columns ${three(one.f1)}`, `rows ${three(one.rowF1)}`], [28, 6, 14, 10])}`,
        ),
    ],
    json: results,
    mistakes,
  }
}

function printed(mistakes: readonly Mistake[]): void {
  for (const one of [...mistakes].sort((a, b) => a.what.localeCompare(b.what)))
    console.log(
      `    ${line([one.what.slice(0, 30), one.table.slice(0, 44), one.column.slice(0, 34), `truth ${one.truth}`, `seen ${one.seen}`], [30, 44, 34, 16, 30])}`,
    )
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string' },
    errors: { type: 'boolean' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'parefuite-bench-'))
const parts: Readonly<Record<string, () => Promise<Answer>>> = {
  clean,
  people,
  columns: () => generated(scrambledTables(600, Number(values.seed ?? 1)), join(folder, 'columns'), 0.985),
  tables: () => generated(realLookingTables(), join(folder, 'tables'), 0.9),
  known: () => generated(knownTables(), join(folder, 'known'), 0.9),
  office: () => generated(officeTables(), join(folder, 'office'), 0.9, PEOPLE_AND_NOT),
  identifiers: () => identifiers(join(folder, 'identifiers')),
}
const shared = new Set(['clean', 'people'])
const result: Record<string, unknown> = {}
for (const name of values.only?.split(',') ?? Object.keys(parts)) {
  const part = parts[name]
  if (!part) throw new Error(`no part of this name; there are ${Object.keys(parts).join(', ')}`)
  if (
    shared.has(name) &&
    !readdirSync(join(SHARED, '..'), { withFileTypes: true }).some(entry => entry.name === basename(SHARED))
  ) {
    console.log(`${name.toUpperCase()}  skipped: the evaluation data is not beside the project`)
    continue
  }
  const began = performance.now()
  const answer = await part()
  console.log(`${name.toUpperCase()}  (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  for (const text of answer.lines) console.log(`  ${text}`)
  if (values.errors) printed(answer.mistakes)
  result[name] = { score: answer.json, mistakes: answer.mistakes }
}
rmSync(folder, { recursive: true, force: true })
if (values.json) writeFileSync(values.json, JSON.stringify(result, null, 1))
