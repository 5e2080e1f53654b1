// Both zones on this machine, for `npm start`: the portal of the public zone, the private process with its console, and on the
// first start an example body. Runs on Node 20.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename, join, resolve } from 'node:path'
import { root } from './install.mjs'
import { supervise } from './supervise.mjs'
import { wordsOfStart } from './words.mjs'

const say = wordsOfStart(process.env)
/** Ports are kept from one start to the next: passkeys are bound to the address of the console. */
const PORTS = { portal: 8480, console: 8481 }

/** The example body's files and acts: `drills/2026-prefecture-exemple`. */
const DRILL = join(root, 'drills', '2026-prefecture-exemple')
const LOOK_EVERY_MS = 1000

/** Starts both zones and gives the exit code once they are stopped. With `walk` two invented officers walk through them first. */
export async function runZones(node, { walk }) {
  const home = resolve(process.env.PAREFUITE_HOME || join(root, walk ? '.parefuite-walk' : '.parefuite'))
  const stopping = new AbortController()
  let end
  const ended = new Promise(resolve => {
    end = code => {
      stopping.abort()
      resolve(code)
    }
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0))
  makeFolders(home)
  await endOrphans(home)
  const ports = await portsOf(home)
  if (ports === null) return 2
  writeSettings(home, ports)
  const onGiveUp = (name, lastWords) => {
    process.stderr.write(`${say.gaveUp(name, logOf(home, name))}\n${lastWords.trimEnd()}\n`)
    end(2)
  }
  const zones = {
    node,
    home,
    ports,
    onGiveUp,
    signal: stopping.signal,
    running: [],
    scripts: [],
    numbers: { start: process.pid },
  }
  zones.running.push(startConsole(zones))
  const up = begin(zones, built(zones), walk)
  const code = await Promise.race([ended, up.then(isUp => (isUp ? ended : 2))])
  stopping.abort()
  await Promise.all(zones.scripts)
  await Promise.all(zones.running.map(one => one.stop()))
  return code
}

/** Everything after the private process was started: the pages, the example body, the portal, the words. */
async function begin(zones, web, walk) {
  const { home, ports, running } = zones
  await running[0].ready
  const body = await drill(zones, 'begin.ts', 'begin', home)
  if (body.code !== 0 || zones.signal.aborted) return failed(zones, say.noBody, body)
  running.push(startPortal(zones))
  const [, pages] = await Promise.all([running[1].ready, web])
  if (pages.code !== 0) process.stderr.write(`${say.noPages}\n${pages.stderr}`)
  const begun = JSON.parse(body.stdout)
  if (walk) return await walked(zones, begun)
  const waits = !hasOfficers(home)
  process.stdout.write(say.ready(ports, waits ? begun.codes : null, home))
  void proposed(zones)
  return true
}

/** The walk of two invented officers, once; both zones go on running after it. */
async function walked(zones, { release }) {
  const { home, ports } = zones
  process.stdout.write(say.ready(ports, null, home, true))
  if (release !== null) return true
  const words = [join(DRILL, 'walk.ts'), home, `http://127.0.0.1:${ports.portal}`]
  const done = await run(zones, words, text => process.stdout.write(text))
  return done.code === 0 || failed(zones, say.noWalk, done)
}

/** The clerk brings two files, and proposes the statistics as soon as the body has its officers. */
async function proposed(zones) {
  const prepared = await drill(zones, 'begin.ts', 'prepare', zones.home)
  if (prepared.code !== 0) return failed(zones, say.noProposal, prepared)
  while (!zones.signal.aborted && !hasOfficers(zones.home)) await new Promise(next => setTimeout(next, LOOK_EVERY_MS))
  if (zones.signal.aborted) return false
  const done = await drill(zones, 'begin.ts', 'propose', zones.home)
  return done.code === 0 || failed(zones, say.noProposal, done)
}

/** The portal is told whom to trust once both officers have signed their list. */
function hasOfficers(home) {
  return readJson(join(home, 'public', 'state', 'tenants.json')) !== null
}

/** Says what went wrong, unless we were asked to stop: then everything that runs is cut. */
function failed({ signal }, sentence, { stderr }) {
  if (!signal.aborted) process.stderr.write(`${sentence}\n${stderr}`)
  return false
}

function drill(zones, name, ...words) {
  return run(zones, [join(DRILL, name), ...words])
}

function startConsole({ home, ports, ...zones }) {
  const main = join(root, 'apps', 'console', 'server', 'main.ts')
  const origin = `http://localhost:${ports.console}`
  const words = [main, '--home', home, '--listen', `127.0.0.1:${ports.console}`, '--origin', origin]
  return kept({ home, ...zones }, 'console', words, { env: process.env, cwd: root })
}

/** The portal may read its own code and the public folder, and write where envelopes, memory and log go: a second layer. */
function startPortal({ home, ports, ...zones }) {
  const folder = join(home, 'public')
  const [released, spool, state] = ['released', 'spool', 'state'].map(name => join(folder, name))
  const code = ['apps/portal', 'src/zones', 'src/kernel', 'package.json'].map(path => join(root, path))
  const layer = [
    '--permission',
    ...[...code, folder].map(path => `--allow-fs-read=${path}`),
    ...[spool, state].map(path => `--allow-fs-write=${path}`),
  ]
  const main = join(root, 'apps', 'portal', 'main.ts')
  const words = ['--released', released, '--spool', spool, '--state', state, '--listen', `127.0.0.1:${ports.portal}`]
  // Nothing of the environment: the private zone's settings are no business of the public process.
  const env = { PATH: process.env.PATH ?? '', TMPDIR: state }
  return kept({ home, ...zones }, 'portal', [...layer, main, ...words], { env, cwd: folder })
}

/** Keeps a process running; the numbers of all are kept in a file, for whoever has to end what a killed start left. */
function kept({ node, home, onGiveUp, numbers }, name, words, { env, cwd }) {
  const onStart = number => note({ home, numbers }, name, number)
  return supervise(name, node, words, { log: logOf(home, name), env, cwd, onStart, onGiveUp })
}

function note({ home, numbers }, name, number) {
  numbers[name] = number
  writeFileSync(join(home, 'processes.json'), `${JSON.stringify(numbers)}\n`)
}

function logOf(home, name) {
  return name === 'portal' ? join(home, 'public', 'portal.log') : join(home, 'private', 'console.log')
}

function makeFolders(home) {
  mkdirSync(home, { recursive: true })
  mkdirSync(join(home, 'private'), { recursive: true, mode: 0o700 })
  for (const name of ['released', 'spool', 'state']) mkdirSync(join(home, 'public', name), { recursive: true })
}

/** How the private zone runs here, written once: everything on this machine, so it may tell the portal whom to trust. */
function writeSettings(home, { portal, console }) {
  const file = join(home, 'private', 'zone.json')
  if (existsSync(file)) return
  const party = { rpId: 'localhost', rpName: 'Pare-fuite', origin: `http://localhost:${console}` }
  const sites = { 'prefecture-exemple': { origin: `http://127.0.0.1:${portal}` } }
  const settings = { ledgerName: 'localhost/prefecture-exemple', party, trustPortal: true, sites }
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 })
}

/** Ends what a start of this home left running when it was killed itself; what runs under a start that lives is left alone. */
async function endOrphans(home) {
  const { start, ...others } = readJson(join(home, 'processes.json')) ?? {}
  if (start === undefined || isOurs(start, 'scripts/start.mjs')) return
  for (const [name, number] of Object.entries(others)) {
    if (!isOurs(number, home)) continue
    process.stderr.write(`${say.orphan(name)}\n`)
    process.kill(number, 'SIGTERM')
    for (let tries = 0; tries < 150 && isOurs(number, home); tries++) await new Promise(next => setTimeout(next, 100))
  }
}

/** Whether a process of this number runs whose line holds the words: numbers are given anew, lines tell whose they are. */
function isOurs(number, words) {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(number)], { encoding: 'utf8' })
  return typeof stdout === 'string' && stdout.includes(words)
}

/** The ports of the first start; on that start the usual ones where they are free, otherwise any. Null, said, when taken since. */
async function portsOf(home) {
  const file = join(home, 'ports.json')
  const kept = readJson(file)
  const wanted = kept ?? PORTS
  const free = { portal: await freePort(wanted.portal), console: await freePort(wanted.console) }
  const taken = ['portal', 'console'].find(name => kept && free[name] !== kept[name])
  if (taken) {
    process.stderr.write(`${say.portTaken(kept[taken], home)}\n`)
    return null
  }
  writeFileSync(file, `${JSON.stringify(free)}\n`)
  return free
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null // not there: the first start
  }
}

/** This port where it is free, otherwise one that is. */
function freePort(wanted) {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(wanted === 0 ? 0 : freePort(0)))
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Builds the console's pages where they are older than their sources. */
function built(zones) {
  return run(zones, [join(root, 'scripts', 'build-web.mjs')])
}

/** Runs a script of ours to its end, or until we are asked to stop; `hear` is told what it says on the way. */
function run({ node, signal, ...zones }, words, hear = () => {}) {
  const child = spawn(node, words, { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] })
  note(zones, basename(words[0]), child.pid)
  const stop = () => child.kill('SIGTERM')
  signal.addEventListener('abort', stop)
  const told = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', text => {
      told[name] += text
      if (name === 'stdout') hear(text)
    })
  }
  const ended = new Promise(resolve => {
    child.once('error', () => resolve({ ...told, code: 2 }))
    child.once('close', code => {
      signal.removeEventListener('abort', stop)
      resolve({ ...told, code })
    })
  })
  zones.scripts.push(ended)
  return ended
}
