// Installs what is missing: `npm ci` when there are no dependencies or the lock file is newer than they are. Quiet when there
// is nothing to do. Runs on Node 20.
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

// npm writes this file at the end of every install: what it says is what is there.
const INSTALLED = join(root, 'node_modules', '.package-lock.json')
const WANTED = join(root, 'package-lock.json')

/** Whether the installed packages are those of the lock file. A clone sets new times on old files, hence versions, not times alone. */
function isInstalled() {
  const there = statSync(INSTALLED, { throwIfNoEntry: false })
  if (!there) return false
  return there.mtimeMs >= statSync(WANTED).mtimeMs || sameVersions()
}

function sameVersions() {
  const versions = file => JSON.parse(readFileSync(file, 'utf8')).packages
  const there = versions(INSTALLED)
  // Packages for other platforms are wanted and rightly absent.
  return Object.entries(versions(WANTED)).every(
    ([path, one]) => path === '' || there[path]?.version === one.version || (one.optional && !there[path]),
  )
}

/** Installs if needed; npm's words go to standard error, so that standard output stays the command's. Ends the process with 2 if it fails. */
export function ensureInstalled() {
  if (isInstalled()) return
  process.stderr.write('parefuite: installing what is missing (npm ci)\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' }
  const { status } = spawnSync(
    npm,
    ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    options,
  )
  if (status === 0) return
  process.stderr.write('parefuite: npm ci failed; what it says is above\n')
  process.exit(2)
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) ensureInstalled()
