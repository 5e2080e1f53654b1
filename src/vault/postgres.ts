import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { chmod, chown, link, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { isRefusal, type Refusal, refuse } from '#kernel'
import { findBinaries, type ServerUser, serverUser } from './binaries.ts'

/** How a client reaches the server. */
export type Address = Readonly<{ host: string; port: number; user: string; password: string; database: string }>

/** The PostgreSQL of a private folder, which any number of processes share. */
export type Server = Readonly<{
  /** Where it answers; starts it when nobody has, and waits until it is ready. Throws when it does not start. */
  address(): Promise<Address>
  /** Stops it, whoever started it. */
  stop(): Promise<void>
}>

/** Where the server's parts lie. */
type Place = Readonly<{ data: string; binaries: string; user: ServerUser | null; log: string; portFile: string }>

/** A first start, or recovery after a power cut, takes seconds; a machine under heavy load far more. */
const START_SECONDS = 120
/** Where the data go when the server's user cannot enter the private folder, e.g. one under /root. */
const ELSEWHERE = '/var/lib/parefuite'
/** Names that place, should the private folder be moved. */
const POINTER = 'postgres-at'
const SUPERUSER = 'parefuite'
/** The superuser's password lies among the data, in which nobody else can read. */
const PASSWORD = 'parefuite-password'
const run = promisify(execFile)

/**
 * Settings of the server. Durable, on loopback only, without sockets in the file system. Nothing of a statement is logged:
 * a failing one would leave its values in the log.
 */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'max_connections=200',
  // A process that was halted in the middle of an act holds up every other: after this long its act is rolled back.
  'idle_in_transaction_session_timeout=5min',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'logging_collector=off',
  'log_statement=none',
  'log_min_messages=fatal',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
]

/** Finds the server of a private folder, making its data when there are none. Refuses when this machine has no PostgreSQL. */
export async function embeddedServer(folder: string): Promise<Server | Refusal> {
  const place = await placeOf(resolve(folder))
  if (isRefusal(place)) return place
  const before = await readFile(join(place.data, 'PG_VERSION'), 'utf8').catch(() => null)
  if (before === null) await initialise(place)
  else if (before.trim() !== (await versionOf(place))) return otherVersion()
  let child: ChildProcess | null = null
  const address = async (): Promise<Address> => {
    const deadline = performance.now() + START_SECONDS * 1000
    for (;;) {
      const running = await runningAt(place)
      const found = running?.port ? await answering(place, running.port) : null
      if (found !== null) return found
      if (running === null && (child === null || hasEnded(child))) child = await start(place)
      if (performance.now() > deadline)
        throw new Error(`PostgreSQL does not answer; its last words are in ${place.log}`)
      await new Promise(done => setTimeout(done, 50))
    }
  }
  return { address, stop: () => stop(place) }
}

async function placeOf(folder: string): Promise<Place | Refusal> {
  const user = await serverUser()
  const beside = await besideOf(folder, user)
  const binaries = await findBinaries(user, beside)
  if (binaries === null) {
    return refuse('vault/no-postgres', {
      at: 'PostgreSQL',
      seen: 'no PostgreSQL that starts on this machine',
      expected: 'the one that npm installs, or one of the system',
      remedy: 'install PostgreSQL and set PAREFUITE_POSTGRES_BIN to the folder of its initdb, or set DATABASE_URL',
    })
  }
  const files = { log: join(folder, 'postgres.log'), portFile: join(folder, 'postgres-port') }
  return { data: join(beside, 'postgres'), binaries, user, ...files }
}

/** The main version of the binaries, as data name it: `18`. */
async function versionOf({ binaries }: Place): Promise<string> {
  const { stdout } = await run(join(binaries, 'postgres'), ['--version'])
  return / (\d+)/.exec(stdout)?.[1] ?? ''
}

function otherVersion(): Refusal {
  return refuse('vault/postgres-version', {
    at: 'PostgreSQL',
    seen: 'data that another main version of PostgreSQL wrote',
    expected: 'the PostgreSQL of these data',
    remedy: 'set PAREFUITE_POSTGRES_BIN to that version, make a backup, and restore it into a new folder with this one',
  })
}

/**
 * The folder in which the data lie. As root the server's user must be able to walk there: its group may then pass through the
 * private folder (and read nothing in it); where a folder above is closed to it, the data lie in a folder of their own.
 */
async function besideOf(folder: string, user: ServerUser | null): Promise<string> {
  if (user === null) return folder
  await chown(folder, 0, user.gid)
  await chmod(folder, 0o710)
  const noted = await readFile(join(folder, POINTER), 'utf8').catch(() => null)
  if (noted !== null) return noted.trim()
  if (await canEnter(dirname(folder), user)) return folder
  return await newElsewhere(folder)
}

/** A folder of its own for each private folder that is made, whatever stood at the same path before; of two starts one decides. */
async function newElsewhere(folder: string): Promise<string> {
  const elsewhere = join(ELSEWHERE, randomBytes(16).toString('hex'))
  const pointer = join(folder, POINTER)
  const draft = `${pointer}-${randomBytes(8).toString('hex')}`
  await mkdir(elsewhere, { recursive: true, mode: 0o711 })
  await writeFile(draft, `${elsewhere}\n`, { mode: 0o600 })
  try {
    await link(draft, pointer)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    await rm(elsewhere, { recursive: true })
  } finally {
    await rm(draft)
  }
  return (await readFile(pointer, 'utf8')).trim()
}

async function canEnter(folder: string, { uid, gid }: ServerUser): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(folder)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  if ((mode & bit) === 0) return false
  return dirname(folder) === folder || canEnter(dirname(folder), { uid, gid })
}

/**
 * Makes the data beside their name and moves them there with the password inside, so that a stopped first start leaves nothing
 * half made, and of two at the same time one wins with both.
 */
async function initialise({ data, binaries, user }: Place): Promise<void> {
  const draft = await mkdtemp(`${data}-`)
  if (user !== null) await chown(draft, user.uid, user.gid)
  const given = join(draft, PASSWORD)
  await writeFile(given, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (user !== null) await chown(given, user.uid, user.gid)
  const how = ['-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${given}`, '-E', 'UTF8', '--no-locale', '-k']
  await run(join(binaries, 'initdb'), ['-D', join(draft, 'data'), ...how], { ...user, cwd: draft })
  await rename(given, join(draft, 'data', PASSWORD))
  const lost = await rename(join(draft, 'data'), data).then(
    () => null,
    (cause: Error) => cause,
  )
  await rm(draft, { recursive: true, force: true })
  if (lost !== null && !(await isThere(join(data, 'PG_VERSION')))) throw lost
}

/** What the lock file of the server says: null when no server holds the data; `port` null while it is not ready. */
async function runningAt({ data }: Place): Promise<Readonly<{ pid: number; port: number | null }> | null> {
  const lock = join(data, 'postmaster.pid')
  const lines = (await readFile(lock, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  if (!(await isServer(pid))) {
    // After a power cut the number may belong to another program, and PostgreSQL would wait for that to end.
    if (isAlive(pid)) await rm(lock, { force: true })
    return null
  }
  return { pid, port: lines[7]?.trim() === 'ready' ? Number(lines[3]) : null }
}

async function isServer(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  return name.trim() === 'postgres' && !(await isZombie(pid))
}

/** A server that was killed and whose parent has not taken notice. */
async function isZombie(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z')
  return status.slice(status.lastIndexOf(')') + 2).startsWith('Z')
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** The address when a server answers there to the password of these data, otherwise null. */
async function answering({ data }: Place, port: number): Promise<Address | null> {
  const password = (await readFile(join(data, PASSWORD), 'utf8')).trim()
  const address = { host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' }
  const client = new Client({ ...address, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return address
  } catch {
    return null // still starting, or just stopped: asked again until the deadline
  }
}

/** Starts the server in a session of its own, so that Ctrl-C at a terminal stops those who use it first. */
async function start({ data, binaries, user, log, portFile }: Place): Promise<ChildProcess> {
  const port = await freePort(Number(await readFile(portFile, 'utf8').catch(() => '0')))
  await writeFile(portFile, String(port), { mode: 0o600 })
  const output = openSync(log, 'a', 0o600)
  try {
    const words = ['-D', data, '-p', String(port), ...SETTINGS.flatMap(setting => ['-c', setting])]
    const env = { PATH: process.env.PATH, LC_ALL: 'C' }
    const how = { ...user, cwd: dirname(data), env, detached: true, stdio: ['ignore', output, output] as const }
    const child = spawn(join(binaries, 'postgres'), words, { ...how, stdio: [...how.stdio] })
    child.on('error', () => {}) // seen as ended: tried again until the deadline
    child.unref()
    return child
  } finally {
    closeSync(output)
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null
}

async function stop({ data, binaries, user }: Place): Promise<void> {
  const words = ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60']
  await run(join(binaries, 'pg_ctl'), words, { ...user, cwd: dirname(data) })
}

/** The port of the last time when it is free, otherwise another. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer()
  try {
    probe.listen(Number.isSafeInteger(wanted) ? wanted : 0, '127.0.0.1')
    await once(probe, 'listening')
  } catch {
    return freePort(0) // taken by another program
  }
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No loopback port is free.')
  return address.port
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null
}
