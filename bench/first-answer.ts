/**
 * How long a person waits for the first word on a small file, through the installed command:
 *   node bench/first-answer.ts [--runs 9]
 * Asked: at most 0.5 s.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inventPerson, randomFrom } from '../drills/people.ts'

const LAUNCHER = new URL('../bin/parefuite.js', import.meta.url).pathname
const { values } = parseArgs({ options: { runs: { type: 'string' } } })
const runs = Number(values.runs ?? 9)

/** Seconds until the first byte on standard output, and until the end. */
async function wait(file: string): Promise<{ first: number; end: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, [LAUNCHER, 'inspect', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  let first = 0
  child.stdout.on('data', () => {
    first ||= (performance.now() - began) / 1000
  })
  await new Promise(resolve => child.once('close', resolve))
  return { first, end: (performance.now() - began) / 1000 }
}

const folder = mkdtempSync(join(tmpdir(), 'parefuite-bench-first-'))
const file = join(folder, 'people.csv')
const random = randomFrom(1)
const rows = Array.from({ length: 500 }, () => inventPerson(random, 'fr')).map(p =>
  [p.family, p.given, p.birthDate, p.postcode].join(','),
)
writeFileSync(file, `nom,prenom,date_naissance,code_postal\n${rows.join('\n')}\n`)
await wait(file)
const waits: { first: number; end: number }[] = []
for (let run = 0; run < runs; run++) waits.push(await wait(file))
const median = (of: 'first' | 'end'): string =>
  waits
    .map(one => one[of])
    .sort((a, b) => a - b)
    [Math.floor(runs / 2)].toFixed(2)
console.log(
  `500 rows, ${runs} runs after one: first answer after ${median('first')} s (median; asked 0.5), end after ${median('end')} s`,
)
rmSync(folder, { recursive: true })
