import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { decodeEvent, entriesOf, folderReader, verifyLedger } from '#ledger'
import { drillMigrations, given } from './vault.test-kit.ts'
import { exportLedger, ledgerAtOnce, openVault, type Vault, type VaultSettings } from './vault.ts'

/** The embedded PostgreSQL and processes that end at any moment. */
const CHILD = join(import.meta.dirname, 'acting-child.test-kit.ts')
let home: string
let settings: VaultSettings
let children: ChildProcess[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parefuite-days-'))
  await chmod(home, 0o711) // the server's user walks through it to its data
  settings = {
    folder: join(home, 'private'),
    databaseUrl: null,
    ledgerName: 'ledger.example/vault',
    now: () => new Date(),
  }
}, 60_000)
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
})
afterAll(async () => {
  await (await alone()).close() // the last one stops the server
  await rm(home, { recursive: true, force: true })
}, 60_000)

/** A vault that no other process has open any more: the server takes notice of one that was killed when it next answers it. */
async function alone(): Promise<Vault> {
  const vault = given(await openVault(settings, drillMigrations))
  await eventually(async () => (await others(vault)) === 0)
  return vault
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 600; tries > 0; tries--) {
    if (await isSo()) return
    await pause(25)
  }
  throw new Error('it did not come about within 15 s')
}

async function postmaster(): Promise<number | null> {
  const lock = await readFile(join(settings.folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => null)
  return lock === null ? null : Number(lock.split('\n')[0])
}

/** Ends the server as a power cut would. Gives what its number was. */
async function killServer(): Promise<number> {
  const server = await postmaster()
  if (server === null || !(server > 1)) throw new Error('there is no server to kill')
  process.kill(server, 'SIGKILL')
  return server
}

/** A process that acts; `numbers` are those that it said last. */
async function actingChild(first: number): Promise<Readonly<{ child: ChildProcess; numbers: number[] }>> {
  const child = spawn(process.execPath, [CHILD, settings.folder, '-', String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const numbers: number[] = []
  let text = ''
  child.stdout.on('data', (piece: Buffer) => {
    text += piece.toString()
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    numbers.push(...lines.filter(line => line !== 'open').map(Number))
  })
  await eventually(async () => numbers.length > 2)
  return { child, numbers }
}

async function rows(vault: Vault): Promise<number[]> {
  return (await sql<{ id: number }>`select id from drill order by id`.execute(vault.sql)).rows.map(({ id }) => id)
}

/** The numbers of the acts that the ledger tells of, each as often as it does. */
async function told(vault: Vault): Promise<number[]> {
  return ledgerAtOnce(vault, async ledger => {
    const { size } = await vault.ledgerHead()
    const entries = (await entriesOf(ledger, size, 0, size)) ?? []
    const events = entries.map(({ entry }) => given(decodeEvent(entry)))
    const numbers = events.flatMap(event =>
      event.kind === 'release.rejected' ? [Number.parseInt(event.release.slice(-32), 16)] : [],
    )
    return numbers.sort((one, other) => one - other)
  })
}

describe('a process that is killed in the middle of acts', () => {
  test.each([
    ['alone', 0],
    ['together with the server', 1_000_000],
  ])('%s, ten times: every acknowledged act is there with its entry, and no act without', async (_, first) => {
    const acknowledged: number[] = []
    for (let round = 0; round < 10; round++) {
      const { child, numbers } = await actingChild(first + round * 100_000)
      await pause((round * 37) % 60)
      child.kill('SIGKILL')
      if (first > 0) await killServer()
      await eventually(async () => child.signalCode !== null)
      acknowledged.push(...numbers)
    }
    const vault = await alone()
    const there = await rows(vault)
    expect(acknowledged.filter(number => !there.includes(number))).toEqual([])
    expect(await told(vault)).toEqual(there)
    const mirror = join(home, 'mirror') // the second time it is brought up to date
    given(await exportLedger(vault, mirror))
    expect(await verifyLedger(folderReader(mirror), [vault.ledgerKey])).toMatchObject({ verified: true })
    await vault.close()
  })
})

describe('processes that share the embedded server', () => {
  test('act at once: every act is there, none twice, in one ledger', async () => {
    const pair = await Promise.all([actingChild(3_000_000), actingChild(4_000_000), actingChild(5_000_000)])
    await eventually(async () => pair.every(({ numbers }) => numbers.length > 30))
    for (const { child } of pair) child.kill('SIGKILL')
    const vault = await alone()
    const there = await rows(vault)
    expect(pair.flatMap(({ numbers }) => numbers).filter(number => !there.includes(number))).toEqual([])
    expect(await told(vault)).toEqual(there)
    await vault.close()
  })

  test('leave it running for one another, and the last one stops it', async () => {
    const first = await alone()
    const second = given(await openVault(settings, drillMigrations))
    const server = await postmaster()
    await first.close()
    expect(await rows(second)).toBeInstanceOf(Array)
    expect(await postmaster()).toBe(server)
    await second.close()
    expect(await postmaster()).toBeNull()
  })
})

describe('the embedded server', () => {
  test('that is killed is started again by whoever needs it next, in the same process', async () => {
    const vault = given(await openVault(settings, drillMigrations))
    const server = await killServer()
    const answers = async () => (await rows(vault).catch(() => null)) !== null
    await eventually(async () => (await answers()) && (await postmaster()) !== server)
    expect(await answers()).toBe(true)
    await vault.close()
  })

  test('keeps its files to itself: the private folder is closed to others, the data to all but the server', async () => {
    const vault = given(await openVault(settings, drillMigrations))
    expect((await stat(settings.folder)).mode & 0o007).toBe(0)
    expect((await stat(join(settings.folder, 'postgres'))).mode & 0o077).toBe(0)
    expect((await stat(join(settings.folder, 'master-key'))).mode & 0o077).toBe(0)
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses')
    `.execute(vault.sql)
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      synchronous_commit: 'on',
    })
    await vault.close()
  })
})

/** How many connections other processes have. */
async function others(vault: Vault): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from pg_stat_activity where application_name = 'parefuite-presence'
  `.execute(vault.sql)
  return Number(rows[0].count) - 1
}
