// `npm start -- example`: inspects the example of the first drill (192,000 invented people) and opens its report. Runs on Node 20.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nodeBinary } from '../bin/node.js'
import { root } from './install.mjs'

/** Makes the example where it is missing, inspects it, shows the report; gives the exit code. */
export function inspectExample() {
  const folder = join(root, '.cache', '2022-california')
  const file = join(folder, 'ccw.csv')
  const report = join(folder, 'report.html')
  const node = nodeBinary()
  if (!existsSync(file)) {
    process.stderr.write('Inventing 192,000 people for the example of June 2022 (drills/2022-california)\n')
    const made =
      node && spawnSync(node, [join(root, 'drills', '2022-california', 'example.ts'), file], { stdio: 'inherit' })
    if (made?.status !== 0) return 2
  }
  const words = [join(root, 'bin', 'parefuite.js'), 'inspect', file, '--report', report]
  const code = spawnSync(process.execPath, words, { stdio: 'inherit' }).status ?? 2
  if (code < 2) show(report)
  return code === 2 ? 2 : 0 // something is found, as it should be
}

/** Opens the page where there is a screen; its path is already printed. */
function show(report) {
  const screen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  const openers = { darwin: ['open', [report]], win32: ['cmd', ['/c', 'start', '', report]] }
  const [opener, words] = openers[process.platform] ?? (screen ? ['xdg-open', [report]] : [null, []])
  process.stderr.write(`${pathToFileURL(report).href}\n`)
  if (!opener || process.env.CI) return
  const child = spawn(opener, words, { stdio: 'ignore', detached: true })
  child.on('error', () => {}) // no opener here: the address above is enough
  child.unref()
}
