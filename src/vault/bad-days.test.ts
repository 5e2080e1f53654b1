import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decodeEvent, entriesOf, folderReader, verifyLedger } from '#ledger'
import { drillMigrations, given } from './vault.test-kit.ts'
import { exportLedger, ledgerAtOnce, openVault, type Vault, type VaultSettings } from './vault.ts'

/** The embedded PostgreSQL and processes that end at any moment. */
const CHILD = join(import.meta.dirname, 'acting-child.test-kit.ts')
let home: string
let settings: VaultSettings
let children: ChildProcess[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'parefuite-days-'))
  await chmod(home, 0o711) // the server's user walks through it to its data
  settings = {
    folder: join(home, 'private'),
    databaseUrl: null,
    ledgerName: 'ledger.example/vault',
    now: () => new Date(),
  }
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  given(await openVault(settings, drillMigrations)).close() // the last one stops the server
  await eventually(async () => (await postmaster()) === null)
  await rm(home, { recursive: true, force: true })
}, 60_000)

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
  test('twenty times, with the server or without: every acknowledged act is there with its entry, and no act without', async () => {
    const acknowledged: number[] = []
    for (let round = 0; round < 20; round++) {
      const { child, numbers } = await actingChild(round * 100_000)
      await pause((round * 37) % 60)
      const server = await postmaster()
      child.kill('SIGKILL')
      if (round % 2 === 0 && server !== null) process.kill(server, 'SIGKILL')
      await eventually(async () => child.signalCode !== null)
      acknowledged.push(...numbers)
    }
    const vault = given(await openVault(settings, drillMigrations))
    const there = await rows(vault)
    expect(acknowledged.filter(number => !there.includes(number))).toEqual([])
    expect(await told(vault)).toEqual(there)
    const mirror = join(home, 'mirror')
    given(await exportLedger(vault, mirror))
    expect(await verifyLedger(folderReader(mirror), [vault.ledgerKey])).toMatchObject({ verified: true })
    await vault.close()
  })
})

describe('processes that share the embedded server', () => {
  test('act at once: every act is there, none twice, in one ledger', async () => {
    const pair = await Promise.all([actingChild(0), actingChild(100_000), actingChild(200_000)])
    await eventually(async () => pair.every(({ numbers }) => numbers.length > 30))
    for (const { child } of pair) child.kill('SIGKILL')
    const vault = given(await openVault(settings, drillMigrations))
    // The server takes notice of a process that is gone once it answers it: until then its last act may still come.
    await eventually(async () => (await others(vault)) === 0)
    const there = await rows(vault)
    expect(pair.flatMap(({ numbers }) => numbers).filter(number => !there.includes(number))).toEqual([])
    expect(await told(vault)).toEqual(there)
    await vault.close()
  })

  test('leave it running for one another, and the last one stops it', async () => {
    const first = given(await openVault(settings, drillMigrations))
    const second = given(await openVault(settings, drillMigrations))
    const server = await postmaster()
    await first.close()
    expect(await rows(second)).toEqual([])
    expect(await postmaster()).toBe(server)
    await second.close()
    expect(await postmaster()).toBeNull()
  })
})

describe('the embedded server', () => {
  test('that is killed is started again by whoever needs it next, in the same process', async () => {
    const vault = given(await openVault(settings, drillMigrations))
    const server = await postmaster()
    process.kill(server ?? 0, 'SIGKILL')
    const answers = async () => (await rows(vault).catch(() => null))?.length === 0
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
