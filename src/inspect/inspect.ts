import {
  type Finding,
  type HoldingName,
  holdingNames,
  type JudgedColumn,
  type JudgedTable,
  judge,
  labelOf,
  type ObservedTable,
  scan,
} from '#detect'
import { productName, type Refusal, refuse } from '#kernel'
import { measure, type RiskReport } from '#risk'
import { open, type Table, type Unread } from '#sources'
import type { InspectedColumn, InspectedTable, Inspection, RareFinding } from './inspection.ts'
import { encode, keyVariables } from './key-variables.ts'
import { peopleOf } from './people.ts'
import { judgeAll, judgeTable } from './verdict.ts'

/** What is in this, and may it be shown? */
export type { Reason } from '#detect'
export type { InspectedColumn, InspectedTable, Inspection, PeopleBounds, RareFinding, Verdict } from './inspection.ts'
export { NEARLY_EACH, type PeopleKeys, peopleKeys } from './people.ts'
export * from './report.ts'
export { passes } from './verdict.ts'

export type InspectProgress = Readonly<{
  place: string
  bytesRead: number
  /** Null where the size is not known beforehand. */
  bytesTotal: number | null
  rows: number
  stage: 'reading' | 'measuring'
}>

export type InspectOptions = Readonly<{
  /** Names of columns to take as quasi-identifiers instead of those found. */
  quasi?: readonly string[]
  signal?: AbortSignal
  /** The day on which a birth date is plausible. */
  today: Date
  threads?: number
  onProgress?: (progress: InspectProgress) => void
}>

/**
 * Inspects every table found at the places (files, folders, globs, `-`, `postgresql://…`): what personal data is there, about
 * how many people, how easily they can be singled out, and whether it may be shown. Refuses when `quasi` names columns
 * that no table has. Throws the signal's reason when aborted; scratch files are removed in any case.
 */
export async function inspect(places: readonly string[], options: InspectOptions): Promise<Inspection | Refusal> {
  const started = performance.now()
  const work: Work = { options, tables: [], rare: [], unread: [], bytes: 0, cells: 0, quasi: new Set() }
  for await (const item of open([...places], options.signal ? { signal: options.signal } : {})) {
    options.signal?.throwIfAborted()
    if (item.kind === 'sources/table') await inspectTable(item, work)
    else work.unread.push(item)
  }
  const lacking = (options.quasi ?? []).filter(name => !work.quasi.has(name))
  if (work.tables.length > 0 && lacking.length > 0) return noSuchColumn(lacking, work)
  const { verdict, reasons } = judgeAll(work.tables, work.unread)
  return Object.freeze({
    kind: 'inspection',
    version: 1,
    verdict,
    reasons,
    tables: work.tables,
    rare: work.rare,
    unread: work.unread,
    method: {
      product: productName(),
      seconds: Math.round(performance.now() - started) / 1000,
      bytes: work.bytes,
      cells: work.cells,
      quasi: [...(options.quasi ?? [])],
    },
  })
}

type Work = {
  readonly options: InspectOptions
  readonly tables: InspectedTable[]
  readonly rare: RareFinding[]
  readonly unread: Unread[]
  bytes: number
  cells: number
  readonly quasi: Set<string>
}

/** Columns named in a refusal: a screen of them. */
const MOST_NAMED = 30

function noSuchColumn(lacking: readonly string[], work: Work): Refusal {
  const columns = [...new Set(work.tables.flatMap(table => table.columns.map(column => column.name)))]
  return refuse('inspect/no-such-column', {
    at: lacking.join(', '),
    seen: work.tables.map(table => table.name).join(', '),
    expected: columns.slice(0, MOST_NAMED).join(', '),
    remedy: '--quasi',
  })
}

async function inspectTable(table: Table, work: Work): Promise<void> {
  const { options } = work
  let bytesRead = 0
  let rows = 0
  const report = (stage: InspectProgress['stage']): void =>
    options.onProgress?.({ place: table.name, bytesRead, bytesTotal: table.sizeBytes, rows, stage })
  const scanOptions = {
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.threads ? { threads: options.threads } : {}),
    onProgress: (step: { bytes: number; rows: number }): void => {
      bytesRead += step.bytes
      rows += step.rows
      report('reading')
    },
  }
  await scan(table, scanOptions, async seen => {
    report('measuring')
    const held = holdingNames(seen.columns.map(column => column.name))
    const observed = unnamed(seen, held)
    const judged = judge(observed, options.today)
    const { risk, missing } = await measureRisk(observed, judged, options)
    note(table, observed, judged, { risk, missing, held }, work)
  })
  work.bytes += bytesRead
}

type Measured = Readonly<{ risk: RiskReport | null; missing: string | null }>

async function measureRisk(observed: ObservedTable, judged: JudgedTable, options: InspectOptions): Promise<Measured> {
  const { keys, sensitive } = keyVariables(judged, options.quasi ?? [])
  const asked = (options.quasi ?? []).length > 0
  if (keys.length === 0 || judged.rows === 0 || (judged.about !== 'people' && !asked))
    return { risk: null, missing: null }
  if (!observed.hasCodes) return { risk: null, missing: 'scratch-full' }
  const columns = [...keys, ...sensitive].map(column => encode(observed, column))
  const risk = await measure(
    { rows: judged.rows, columns },
    {
      quasiIdentifiers: keys.map((_, i) => i),
      sensitive: sensitive.map((_, i) => keys.length + i),
      ...(options.signal ? { signal: options.signal } : {}),
    },
  )
  return { risk, missing: null }
}

function note(
  table: Table,
  observed: ObservedTable,
  judged: JudgedTable,
  { risk, missing, held }: Measured & Readonly<{ held: readonly HoldingName[] }>,
  work: Work,
): void {
  const inNames = held.map(({ index, hit }) => ({ table: table.name, column: labelOf({ name: '', index }), ...hit }))
  const rare = [...inNames, ...judged.columns.flatMap(column => rareOf(table, column))]
  const unread = [...table.unread, ...withoutRows(table, judged.rows)]
  const columns = judged.columns.map(column => columnOf(observed, column))
  const parts = {
    name: table.name,
    rows: judged.rows,
    about: judged.about,
    aboutReasons: judged.aboutReasons,
    people: peopleOf(observed, judged),
    columns,
    risk,
  }
  const { verdict, reasons } = judgeTable({ ...parts, rare, riskMissing: missing })
  work.tables.push({ ...parts, verdict: unclear(verdict, unread), reasons })
  work.rare.push(...rare)
  work.unread.push(...unread)
  work.cells += columns.reduce((sum, column) => sum + column.filled, 0)
  for (const column of columns) work.quasi.add(column.name)
}

/** A name that is a value of the data is shown nowhere: the column is called by its number. */
function unnamed(observed: ObservedTable, held: readonly HoldingName[]): ObservedTable {
  if (held.length === 0) return observed
  const indices = new Set(held.map(({ index }) => index))
  return { ...observed, columns: observed.columns.map(one => (indices.has(one.index) ? { ...one, name: '' } : one)) }
}

/** A header over nothing: that the table is empty, or the export broke off, cannot be told. */
function withoutRows({ place, unread }: Table, rows: number): Unread[] {
  return rows === 0 && unread.length === 0 ? [{ place, reason: 'sources/empty', facts: {} }] : []
}

/** What was not read is never clear. */
function unclear(verdict: InspectedTable['verdict'], unread: readonly Unread[]): InspectedTable['verdict'] {
  return verdict === 'clear' && unread.length > 0 ? 'review' : verdict
}

/** A column as the document gives it. Different values are counted over all rows where a person may be behind them. */
function columnOf(observed: ObservedTable, column: JudgedColumn): InspectedColumn {
  const { name, index, personal, filled, kinds } = column
  const isWorthCounting = column.distinct === null && personal !== 'none'
  const distinct = isWorthCounting ? observed.differentOf(observed.columns[index]) : column.distinct
  return {
    name,
    index,
    personal,
    filled,
    distinct,
    kinds: kinds.map(found => ({ ...found, distinct: found.distinct ?? wholly(found, distinct) })),
  }
}

/** A kind that every cell carries has as many different values as the column. */
function wholly(found: Finding, distinct: number | null): number | null {
  return found.share === 1 ? distinct : null
}

function rareOf(table: Table, { label, rare }: JudgedColumn): RareFinding[] {
  return rare.map(hit => ({ table: table.name, column: label, ...hit }))
}
