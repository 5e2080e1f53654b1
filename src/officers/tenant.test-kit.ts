import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openVault, type Vault, migrations as vaultMigrations } from '#vault'
import { given } from '../../tests/officers/tenant.ts'
import { startPostgres } from '../../tests/postgres.ts'
import { migrations } from './officers.ts'

/** What tests of every room and app use stands in the tests' own folder. */
export * from '../../tests/officers/tenant.ts'

/** Every row of a table as text, bytes as hexadecimal and as Latin letters: to look for what must not be there. */
export async function everyRow(vault: Vault, table: string): Promise<string> {
  const { rows } = await sql<{ row: string }>`
    select t::text as row from ${sql.table(table)} t
  `.execute(vault.sql)
  const text = rows.map(one => one.row).join('\n')
  const bytes = [...text.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, hex]) => Buffer.from(hex, 'hex').toString('utf8'))
  return [text, ...bytes].join('\n')
}

/** How long a server may take to start and stop on a machine that is busy. */
export const START_MS = 120_000

/** A clock that tests move. */
export type Clock = { now: Date }

/** One server for a test file; `open` makes a vault with a database, folder and clock of its own; `clean` removes everything. */
export async function officersVaults() {
  const postgres = await startPostgres()
  const ends: (() => Promise<unknown>)[] = []
  const open = async (): Promise<Readonly<{ vault: Vault; clock: Clock }>> => {
    const database = `officers_${randomBytes(8).toString('hex')}`
    await postgres.run(`create database ${database}`)
    const folder = await mkdtemp(join(tmpdir(), 'parefuite-officers-'))
    const clock: Clock = { now: new Date('2026-03-02T09:00:00.000Z') }
    const databaseUrl = postgres.url.replace(/postgres$/, database)
    const settings = { folder, databaseUrl, ledgerName: 'ledger.example/officers', now: () => clock.now }
    const vault = given(await openVault(settings, [...vaultMigrations, ...migrations]))
    ends.push(() => vault.close().then(() => rm(folder, { recursive: true, force: true })))
    return { vault, clock }
  }
  const clean = async (): Promise<void> => {
    for (const end of ends) await end()
    await postgres.stop()
  }
  return { open, clean }
}
