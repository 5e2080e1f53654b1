// Keeps a process running: starts it, waits until it says where it listens, starts it again when it ends unasked, ends it when
// asked. Runs on Node 20.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'

/** A process that refuses to run ends with this, and says why: it would refuse again. */
const REFUSED = 2
/** One that ends so often within so long has a reason that starting it again does not remove. */
const ENDS_AT_MOST = 5
const WITHIN_MS = 60_000
const AGAIN_AFTER_MS = 500
const LAST_WORDS = 4096
/** How long a process may take to put itself away; PostgreSQL writes its last pages in it. */
const PATIENCE_MS = 15_000

/**
 * Starts `words` with `node` under a name. What it says goes to the file `log`, but for the line `listening on HOST:PORT`, which
 * resolves `ready`. `onStart` is called with its number at each start, `onGiveUp` with its last words when it refuses to run or ends
 * again and again.
 */
export function supervise(name, node, words, { log, env, cwd, onStart, onGiveUp }) {
  const said = createWriteStream(log, { flags: 'a', mode: 0o600 })
  const ends = []
  let child = null
  let stopping = false
  let isReady
  const ready = new Promise(resolve => {
    isReady = resolve
  })
  const begin = () => {
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we ask it to end once.
    child = spawn(node, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' })
    onStart(child.pid)
    let seen = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => {
        said.write(text)
        seen = (seen + text).slice(-LAST_WORDS)
        const [, port] = /listening on \S*:(\d+)/.exec(seen) ?? []
        if (port) isReady(Number(port))
      })
    child.on('error', () => {}) // tells of itself by its end
    child.once('close', code => again(code, seen))
  }
  const again = (code, lastWords) => {
    child = null
    if (stopping) return
    const now = performance.now()
    ends.push(now)
    const isHopeless = code === REFUSED || ends.filter(at => now - at < WITHIN_MS).length >= ENDS_AT_MOST
    if (isHopeless) onGiveUp(name, lastWords)
    else setTimeout(() => stopping || begin(), AGAIN_AFTER_MS)
  }
  begin()
  return {
    name,
    ready,
    stop: () => {
      stopping = true
      if (child === null) return Promise.resolve()
      const ended = new Promise(resolve => child.once('close', resolve))
      const patience = setTimeout(() => child?.kill('SIGKILL'), PATIENCE_MS)
      child.kill('SIGTERM')
      return ended.then(() => clearTimeout(patience))
    },
  }
}
