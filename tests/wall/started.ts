/** `npm start` as a process of its own, in a home of its own: both zones with the example body. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const START = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs')

export type Started = Readonly<{
  home: string
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  site: string
  /** `http://localhost:PORT`. */
  console: string
  /** Of the two first officers; none once they signed their list. */
  codes: readonly string[]
  /** What it printed so far. */
  said(): string
  /** Resolves when this was printed; throws after `ms`. */
  hears(text: string, ms: number): Promise<void>
  /** Ends one of the two processes as a power cut would. */
  kill(name: 'portal' | 'console'): Promise<void>
  /** Ends the start itself without a word; what it started goes on. */
  crash(): Promise<void>
  /** Ctrl-C. Resolves with the exit code. */
  stop(): Promise<number | null>
}>

/** A folder for the home of both zones; the database's own user must be able to walk through it. */
export function makeHome(): Readonly<{ path: string; remove(): void }> {
  const path = mkdtempSync(join(tmpdir(), 'parefuite-wall-'))
  chmodSync(path, 0o711)
  return { path: join(path, 'home'), remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts both zones on free ports, in English unless told, and waits until the two addresses are printed. */
export async function start(home: string, words: readonly string[] = [], lang = 'en_GB.UTF-8'): Promise<Started> {
  if (!existsSync(home)) await choosePorts(home)
  const env = { ...process.env, PAREFUITE_HOME: home, LANG: lang, LC_ALL: '' }
  const child = spawn(process.execPath, [START, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
  const hears = async (wanted: string, ms: number) => {
    for (const end = performance.now() + ms; !text.includes(wanted); await wait(50))
      if (child.exitCode !== null || performance.now() > end) throw new Error(`“${wanted}” was not said:\n${text}`)
  }
  // The first start of a machine also builds the console's pages; a busy one takes long over that.
  await hears('Ctrl-C', 180_000)
  const [site = '', office = ''] = text.match(/http:\/\/[\w.]+:\d+(?=\/)/g) ?? []
  const codes = text.match(/\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b/g) ?? []
  const kill = (name: 'portal' | 'console') => killed(home, name)
  const crash = async () => {
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return { home, site, console: office, codes, said: () => text, hears, kill, crash, stop: () => stopped(child) }
}

/** Ends a process without a word and waits until another has taken its place. */
async function killed(home: string, name: 'portal' | 'console'): Promise<void> {
  const number = () => (JSON.parse(readFileSync(join(home, 'processes.json'), 'utf8')) as Record<string, number>)[name]
  const before = number()
  process.kill(before, 'SIGKILL')
  for (const end = performance.now() + 10_000; number() === before; await wait(50))
    if (performance.now() > end) throw new Error(`the ${name} was not started again`)
}

function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  child.kill('SIGINT')
  return new Promise(resolve => child.once('exit', resolve))
}

/** Gives a home ports that nobody has, so that two tests never wish for the same. */
async function choosePorts(home: string): Promise<void> {
  mkdirSync(home)
  const [portal, office] = [await freePort(), await freePort()]
  writeFileSync(join(home, 'ports.json'), JSON.stringify({ portal, console: office }))
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The status of a public page as a stranger gets it: asked again until it is the wanted one, or the time is over. */
export async function statusOf(address: string, wanted: number, ms: number): Promise<number> {
  for (const end = performance.now() + ms; ; await wait(50)) {
    const seen = await fetch(address).then(
      answer => answer.status,
      () => 0,
    )
    if (seen === wanted || performance.now() > end) return seen
  }
}
