#!/usr/bin/env node
// Starts the command on Node 24 or newer. Plain JavaScript that runs on Node 20: this process when it is new enough,
// otherwise the Node that npm installed beside us for this platform.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { constants, homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isNewEnough, NEEDED, nodeBinary } from './node.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// The packed command has no sources; a clone has, and they are newer than whatever was built.
const source = join(root, 'apps', 'cli', 'main.ts')
const main = existsSync(source) ? source : join(root, 'dist', 'apps', 'cli', 'main.js')

// Compiled code is kept between runs: most of the start. In the user's own folder: one that others may write to, such as /tmp,
// would let them put code of theirs in ours. Where it cannot be written there is simply no cache. Begun here: what a file
// imports is compiled before its own first line is run.
const caches = process.env.XDG_CACHE_HOME || process.env.LOCALAPPDATA || join(homedir(), '.cache')
const compiled = join(caches, 'parefuite')

if (isNewEnough()) {
  module.enableCompileCache(compiled)
  await import(pathToFileURL(main).href)
} else runOn(nodeBinary())

function runOn(node) {
  if (node === null) {
    process.stderr.write(
      `parefuite needs Node ${NEEDED} or newer and this is ${process.version}. Install it from nodejs.org, or install parefuite again with its optional dependencies (npm install --include=optional).\n`,
    )
    process.exit(2)
  }
  const child = spawn(node, [main, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: compiled, ...process.env },
  })
  // Ctrl-C also reaches the child by the terminal: it takes two of the same within a moment for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', () => process.exit(2))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
