/**
 * From a fresh clone to both addresses: `npm start` with npm's cache warm (run it twice: the first run warms it). Prints the
 * seconds until the two addresses are printed, and of a second start. The aim is 60 s.
 */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const AIM_SECONDS = 60
const PATIENCE_MS = 10 * 60_000

const clone = mkdtempSync(join(tmpdir(), 'parefuite-start-'))
// The database's own user walks through it where this runs as root.
chmodSync(clone, 0o711)
try {
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${ROOT}`, clone], { stdio: 'inherit' })
  const first = await secondsToAddresses()
  const second = await secondsToAddresses()
  const shown = (seconds: number) => seconds.toFixed(1).padStart(6)
  process.stdout.write(`${cpus().length} cores, Node ${process.versions.node}; committed state of ${ROOT}\n`)
  process.stdout.write(`fresh clone to both addresses  ${shown(first)} s (aim ${AIM_SECONDS} s)\n`)
  process.stdout.write(`second start                   ${shown(second)} s\n`)
  process.exitCode = first <= AIM_SECONDS ? 0 : 1
} finally {
  rmSync(clone, { recursive: true, force: true })
}

/** Runs `npm start` until it has printed both addresses, then ends it as Ctrl-C would, and waits until it is gone. */
async function secondsToAddresses(): Promise<number> {
  const env = { ...process.env, PAREFUITE_HOME: join(clone, '.parefuite'), npm_config_prefer_offline: 'true' }
  const began = performance.now()
  const child = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const seconds = await new Promise<number>((resolve, reject) => {
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
      if (text.includes('Ctrl-C')) resolve((performance.now() - began) / 1000)
    })
    child.once('close', () => reject(new Error(`npm start ended before it said its addresses:\n${text}`)))
    setTimeout(() => reject(new Error('npm start did not say its addresses')), PATIENCE_MS).unref()
  })
  // The whole group, as a terminal does it: npm, its shell, the start.
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  return seconds
}
