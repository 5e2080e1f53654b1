/**
 * The 907 MB of 8.7 million sales: generated, inspected by the command line in a process of its own, checked against what was
 * planted and against DuckDB:
 *   node bench/inspect-big.ts [--rows 8700000] [--folder DIR] [--keep] [--json OUT.json]
 * Asked: at most 60 s and 2 GB on two cores.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { judge, scan } from '#detect'
import type { Inspection } from '#inspect'
import { open } from '#sources'
import { SALES_ROWS, type SalesTruth, writeSales } from './big-sales.ts'
import { measured } from './measured.ts'

const CLI = new URL('../bin/parefuite.js', import.meta.url).pathname
/** Column sets whose uniques are counted twice: by us and by DuckDB. */
const CHECKED_SETS = [
  ['birth_date', 'zip'],
  ['birth_date', 'sex', 'zip'],
] as const

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    folder: { type: 'string' },
    keep: { type: 'boolean' },
    json: { type: 'string' },
  },
})
const rows = Number(values.rows ?? SALES_ROWS)
const folder = values.folder ?? join(tmpdir(), 'parefuite-bench-big')
const [file, truthFile] = [join(folder, `sales-${rows}.csv`), join(folder, `sales-${rows}.truth.json`)]

async function generated(): Promise<SalesTruth> {
  if (existsSync(truthFile) && existsSync(file)) {
    const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as SalesTruth
    if (statSync(file).size === truth.bytes) return truth
  }
  mkdirSync(folder, { recursive: true })
  const truth = await writeSales(file, rows)
  writeFileSync(truthFile, JSON.stringify(truth))
  return truth
}

/** Rows alone in their class for a set of columns, by one GROUP BY. */
async function uniquesByDuckDb(columns: readonly string[]): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  const list = columns.map(name => `"${name}"`).join(', ')
  const answer = await connection.runAndReadAll(
    `select count(*)::double from (select 1 from read_csv('${file}', all_varchar = true, header = true) group by ${list} having count(*) = 1)`,
  )
  connection.closeSync()
  return Number(answer.getRows()[0]![0])
}

function check(what: string, ours: unknown, truth: unknown): boolean {
  const same = ours === truth
  console.log(`  ${same ? 'same' : 'DIFFERENT'}  ${what}: ${String(ours)}${same ? '' : `, expected ${String(truth)}`}`)
  return same
}

const began = performance.now()
const truth = await generated()
console.log(
  `${(truth.bytes / 1e6).toFixed(0)} MB, ${rows} rows ready in ${((performance.now() - began) / 1000).toFixed(1)} s`,
)

/** Reading, every cell seen, every column judged, in this process: what a second of processor does. */
async function detectionAlone(): Promise<number> {
  const before = process.cpuUsage()
  for await (const item of open([file]))
    if (item.kind === 'sources/table') await scan(item, {}, async seen => judge(seen, new Date('2026-11-01')))
  const used = process.cpuUsage(before)
  return truth.bytes / (used.user + used.system)
}
console.log(`detection alone: ${(await detectionAlone()).toFixed(1)} MB per second of one processor (asked 30)`)

const run = await measured(CLI, ['inspect', file, '--json'], 900)
const speed = truth.bytes / 1e6 / run.wallSeconds
console.log(
  `inspect: ${run.wallSeconds.toFixed(1)} s wall (asked 60), ${run.userSeconds.toFixed(1)} s user, ${run.systemSeconds.toFixed(1)} s system, ${(run.peakBytes / 2 ** 30).toFixed(2)} GiB at most (asked 2 GB), ${speed.toFixed(1)} MB/s, exit ${run.exitCode}`,
)
if (run.exitCode !== 0 && run.exitCode !== 1) {
  console.error(run.stderr.slice(-2000))
  process.exit(1)
}
const inspection = JSON.parse(run.stdout) as Inspection
const table = inspection.tables[0]!
const phones = [...inspection.rare, ...(table.columns.find(column => column.name === 'comment')?.kinds ?? [])].find(
  finding => finding.kind === 'contact.phone',
)
check('verdict', inspection.verdict, 'block')
check('rows', table.rows, truth.rows)
check('comments with a telephone number', phones?.rows, truth.phones)
const licences = table.columns.find(column => column.name === 'licence')?.distinct
if (licences == null) console.log('  not counted  distinct licences')
else check('distinct licences', licences, truth.people)
console.log(`  people estimated: ${table.people.low} to ${table.people.high}, truly ${truth.people}`)
const sets: unknown[] = []
for (const columns of CHECKED_SETS) {
  const ours = table.risk?.sets.find(
    set => set.columns.length === columns.length && columns.every(name => set.columns.includes(name)),
  )
  const expected = await uniquesByDuckDb(columns)
  check(`rows alone by ${columns.join(' + ')}`, ours?.uniques, expected)
  sets.push({ columns, ours: ours?.uniques ?? null, duckdb: expected })
}
if (values.json)
  writeFileSync(
    values.json,
    JSON.stringify(
      { truth, ...run, stdout: undefined, stderr: undefined, sets, people: table.people, phones: phones?.rows ?? null },
      null,
      1,
    ),
  )
if (!values.keep) for (const path of [file, truthFile]) rmSync(path, { force: true })
