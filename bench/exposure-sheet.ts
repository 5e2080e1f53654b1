/**
 * From evidence to fact sheet, by the real command: logs of the planted case and the exposed file in, report, picture and PDF out.
 *   node bench/exposure-sheet.ts [--lines 1000000] [--rows 500000]
 * Prints seconds, and what is to be compared with the truth.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { writeExample } from '../drills/2022-california/example.ts'
import { PLANTED, plant } from '../src/exposure/counting/planted.test-kit.ts'

const { values } = parseArgs({ options: { lines: { type: 'string' }, rows: { type: 'string' } } })
const otherLines = Math.min(10_000_000, Number(values.lines ?? 1_000_000))
const rows = Math.min(10_000_000, Number(values.rows ?? 500_000))
const command = join(import.meta.dirname, '..', 'bin', 'parefuite.js')
const folder = mkdtempSync(join(tmpdir(), 'parefuite-sheet-'))

/** The command's answer; exit 1 is what this case ends with. */
async function exposure(): Promise<string> {
  const window = ['--from', new Date(PLANTED.from).toISOString(), '--to', new Date(PLANTED.to).toISOString()]
  const written = ['--report', 'r.html', '--timeline', 't.svg', '--fact-sheet', 's.pdf']
  const times = window.map(text => text.replace('.000Z', 'Z'))
  const words = ['exposure', 'logs', '--object', PLANTED.object, '--file', 'ccw.csv', ...times, ...written]
  const ran = promisify(execFile)(process.execPath, [command, ...words], { cwd: folder })
  const { stdout } = await ran.catch((cause: { code: number; stdout: string }) => {
    if (cause.code !== 1) throw new Error('the command failed', { cause })
    return cause
  })
  return stdout
}

try {
  await writeExample(join(folder, 'ccw.csv'), rows)
  const fileBytes = statSync(join(folder, 'ccw.csv')).size
  const truth = await plant(join(folder, 'logs'), { seed: 7, otherLines, fileBytes })
  const begun = performance.now()
  const answer = await exposure()
  const seconds = (performance.now() - begun) / 1000
  process.stdout.write(answer)
  process.stdout.write(`\nTRUTH  ${JSON.stringify(truth)}\n`)
  process.stdout.write(
    `${truth.lines} lines and ${rows} rows to report, picture and sheet in ${seconds.toFixed(1)} s\n`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
