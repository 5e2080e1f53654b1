import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import type { RiskReport, SetRisk } from '#risk'
import { measured } from './measured.ts'
import { makeTable, SHAPES, type Shape, WIDE } from './risk-data.ts'

/**
 * How long the risk of a table takes, from its Parquet file to the report, beside DuckDB's one GROUP BY per set in the
 * same run; every count compared. `node bench/risk.ts [rows] [folder] [table]`: 8,700,000 rows by default; tables in
 * a temporary folder that is deleted afterwards, or in the folder named, where they are kept; all tables, or one.
 */

type Measured = Readonly<{ encodeSeconds: number; report: RiskReport; rssMegabytes: number; cpuSeconds: number }>

const CLI = fileURLToPath(new URL('../bin/parefuite.js', import.meta.url))
const rows = Number(process.argv[2] ?? 8_700_000)
const kept = process.argv[3]
const only = process.argv[4]
const folder = kept ?? mkdtempSync(join(tmpdir(), 'parefuite-bench-'))

async function main(): Promise<void> {
  console.log(
    `| table | rows | sets | encode s | sets s | with SUDA s | end to end s | RSS MB | inspect s | DuckDB s | ratio | same |`,
  )
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|')
  for (const shape of [...SHAPES, WIDE])
    if (only === undefined || only === shape.name) await line(shape, shape === WIDE ? Math.min(rows, 192_000) : rows)
  console.log(
    '\nratio: DuckDB, one GROUP BY per set over dictionary codes in memory, to our sets without SUDA, both without',
  )
  console.log('the reading of the file. end to end: Parquet to report, with SUDA scores of every record.')
  console.log(
    'inspect: the command on the same file, every cell examined besides, its risk with a search for what would pass.',
  )
  console.log(
    'Peers, as published or measured elsewhere, on other tables: ARX, 255 sets of 8 columns, 1,000,000 rows: 167 s;',
  )
  console.log('sdcMicro, SUDA2 of 8 columns up to size 4, 100,000 rows: 43 s.')
}

async function line(shape: Shape, count: number): Promise<void> {
  const path = await makeTable(folder, shape, count)
  const plain = await inProcess(path, false)
  const scored = await inProcess(path, true)
  const duck = await groupBys(path, shape.columns, plain.report.sets)
  const command = await measured(CLI, ['inspect', path, '--json', '--quasi', shape.columns.join(',')], 600)
  const ours = plain.report.seconds
  const total = scored.encodeSeconds + scored.report.seconds
  console.log(
    `| ${shape.name} | ${count} | ${plain.report.sets.length} | ${scored.encodeSeconds.toFixed(1)} | ${ours.toFixed(1)} | ` +
      `${scored.report.seconds.toFixed(1)} | ${total.toFixed(1)} | ${scored.rssMegabytes.toFixed(0)} | ${command.exitCode === 1 ? command.wallSeconds.toFixed(1) : 'failed'} | ` +
      `${duck.seconds.toFixed(1)} | ${(duck.seconds / ours).toFixed(1)} | ${duck.different === 0 ? 'yes' : `NO: ${duck.different}`} |`,
  )
}

/** Measures in a process of its own, so that its memory is its own. */
async function inProcess(path: string, suda: boolean): Promise<Measured> {
  const child = fileURLToPath(new URL('./risk-once.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [child, path, suda ? 'suda' : 'plain'], { maxBuffer: 1 << 28 }, (error, stdout) =>
      error === null ? resolve(JSON.parse(stdout) as Measured) : reject(error),
    )
  })
}

/** One GROUP BY per set over integer codes; how long all took, and how many sets differ from ours. */
async function groupBys(path: string, names: readonly string[], sets: readonly SetRisk[]) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '4GB', threads: '2' })
  const connection = await instance.connect()
  await connection.run(`CREATE TABLE t AS SELECT ${names.join(', ')} FROM '${path}'`)
  for (const [i, name] of names.entries())
    await connection.run(
      `CREATE TABLE d${i} AS SELECT v, row_number() OVER ()::INTEGER AS code FROM (SELECT DISTINCT ${name} AS v FROM t)`,
    )
  const joins = names.map((name, i) => `JOIN d${i} ON t.${name} = d${i}.v`).join(' ')
  await connection.run(
    `CREATE TABLE codes AS SELECT ${names.map((name, i) => `d${i}.code AS ${name}`).join(', ')} FROM t ${joins}`,
  )
  await connection.run('DROP TABLE t')
  let different = 0
  const started = performance.now()
  for (const set of sets) {
    const result = await connection.runAndReadAll(
      `SELECT count(*)::DOUBLE, count(*) FILTER (n = 1)::DOUBLE, coalesce(sum(n) FILTER (n < 5), 0)::DOUBLE, min(n)::DOUBLE
       FROM (SELECT count(*) AS n FROM codes GROUP BY ${set.columns.join(', ')})`,
    )
    const found = result.getRows()[0].map(Number)
    if (found.join() !== [set.classes, set.uniques, set.belowK, set.k].join()) different++
  }
  const seconds = (performance.now() - started) / 1000
  instance.closeSync()
  return { seconds, different }
}

try {
  await main()
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true })
}
