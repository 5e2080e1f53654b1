// Builds the officers' console for browsers: apps/console/web to apps/console/web/dist. `npm run build`, `npm start` and the tests
// ask for it; it is built again only when a source, one of the rooms' modules in it, or the lock file is newer than the build.
import { spawnSync } from 'node:child_process'
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './install.mjs'

const WEB = join(root, 'apps', 'console', 'web')
const DIST = join(WEB, 'dist')
const BUILT = join(DIST, 'index.html')
const SOURCES = [
  'apps/console/web',
  'src/zones',
  'src/page',
  'src/inspect/words',
  'src/detect',
  'src/kernel',
  'package-lock.json',
]

/** When a file or anything under a folder was changed last, in milliseconds; the build and tests aside. */
function changedAt(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  const names = readdirSync(path).filter(name => name !== 'dist' && !/\.test(-kit)?\.ts$/.test(name))
  return Math.max(0, ...names.map(name => changedAt(join(path, name))))
}

/** Builds the console's pages when they are not there or older than what they are made of. True when they stand. */
export function buildWeb() {
  const built = statSync(BUILT, { throwIfNoEntry: false })
  if (built && built.mtimeMs >= Math.max(...SOURCES.map(path => changedAt(join(root, path))))) return true
  // Beside first, then in its place at once: whoever serves the folder meanwhile never reads half a build.
  const made = join(root, '.cache', `web-${process.pid}`)
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', WEB, '--outDir', made, '--emptyOutDir', '--logLevel', 'warn'],
    // Under a test runner React would be built as for its own developers.
    { cwd: WEB, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } },
  )
  if (status !== 0) return false
  rmSync(DIST, { recursive: true, force: true })
  renameSync(made, DIST)
  return true
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) process.exitCode = buildWeb() ? 0 : 1
