// `npm start`: installs what is missing and runs both zones of the wall on this machine, with an example body to walk through.
// `npm start -- walk` acts the whole way from inspection to hold with two invented officers; `npm start -- example` inspects the
// example of the first drill; any other words are the command: `npm start -- inspect FILE`. Runs on Node 20.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { NEEDED, nodeBinary } from '../bin/node.js'
import { inspectExample } from './example.mjs'
import { ensureInstalled, root } from './install.mjs'
import { runZones } from './zones.mjs'

ensureInstalled()
process.exitCode = await started(process.argv.slice(2))

async function started([first, ...more]) {
  if (first === 'example' && more.length === 0) return inspectExample()
  if (first !== undefined && first !== 'walk') return parefuite([first, ...more])
  const node = nodeBinary()
  if (node !== null) return await runZones(node, { walk: first === 'walk' })
  process.stderr.write(`parefuite needs Node ${NEEDED} or newer: npm install --include=optional\n`)
  return 2
}

function parefuite(words) {
  const { status } = spawnSync(process.execPath, [join(root, 'bin', 'parefuite.js'), ...words], { stdio: 'inherit' })
  return status ?? 2
}
