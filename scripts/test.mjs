// `npm test`: from a bare clone installs what is missing, then format and lint, types, and every test, on the pinned Node.
// All are run even when one fails; the tests come last so that their summary ends the output. Words after `--` go to vitest.
import { spawnSync } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { NEEDED, nodeBinary } from '../bin/node.js'
import { ensureInstalled, root } from './install.mjs'

ensureInstalled()
const node = nodeBinary()
if (node === null) {
  process.stderr.write(`The tests need Node ${NEEDED} or newer: npm install --include=optional\n`)
  process.exit(2)
}
// Hundreds of processes and threads begin with the same sources: what one has compiled, the others need not strip of types again. Many threads that do
// so at once can end in V8's "Check failed: jit_page.has_value()" (nodejs/node#64500).
const env = {
  NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'),
  ...process.env,
  PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
}
const only = process.argv.slice(2)

const steps = [
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['types of the console', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/console/web']],
  ['pages of the console', ['scripts/build-web.mjs']],
  ['tests', ['node_modules/vitest/vitest.mjs', 'run', ...only]],
]
const failed = steps.filter(([name, words]) => !passes(name, words)).map(([name]) => name)
if (failed.length > 0) process.stderr.write(`\nFailed: ${failed.join(', ')}\n`)
process.exitCode = failed.length > 0 ? 1 : 0

function passes(name, words) {
  process.stdout.write(`\n== ${name}\n`)
  const [script, ...rest] = words
  return spawnSync(node, [join(root, script), ...rest], { cwd: root, stdio: 'inherit', env }).status === 0
}
