import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openVault, type Vault, migrations as vaultMigrations } from '#vault'
import { foundTenant, given, officerAt, PARTY } from '../../tests/officers/tenant.ts'
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

/** A vault with a clock of its own. */
export type Opened = Readonly<{ vault: Vault; clock: Clock }>

/** One with a body that has its two officers and its first root. */
export type Founded = Opened & Awaited<ReturnType<typeof foundTenant>>

/**
 * One server for a test file. `open` makes a vault with a database, a folder and a clock of its own; `founded` one with a body, a copy of
 * one that was founded once; `clean` removes everything.
 */
export async function officersVaults() {
  const postgres = await startPostgres()
  const root = await mkdtemp(join(tmpdir(), 'parefuite-officers-'))
  const opened: Vault[] = []
  let count = 0

  /** A database, empty or a copy, and a folder beside it. */
  async function place(template: string | null): Promise<Readonly<{ name: string; folder: string }>> {
    count += 1
    const name = `officers_${count}`
    await postgres.run(`create database ${name}${template ? ` template ${template}` : ''}`)
    return { name, folder: join(root, name) }
  }

  async function openAt({ name, folder }: Awaited<ReturnType<typeof place>>): Promise<Opened> {
    const clock: Clock = { now: new Date('2026-03-02T09:00:00.000Z') }
    const databaseUrl = postgres.url.replace(/postgres$/, name)
    const settings = { folder, databaseUrl, ledgerName: 'ledger.example/officers', now: () => clock.now }
    const vault = given(await openVault(settings, [...vaultMigrations, ...migrations]))
    opened.push(vault)
    return { vault, clock }
  }

  async function foundOnce() {
    const first = await place(null)
    const { vault } = await openAt(first)
    const body = await foundTenant(vault)
    await vault.close()
    opened.pop()
    return { ...first, ...body }
  }
  let template: ReturnType<typeof foundOnce> | null = null

  return {
    open: async () => openAt(await place(null)),
    async founded(): Promise<Founded> {
      template ??= foundOnce()
      const { name, folder, tenant, officers } = await template
      const copy = await place(name)
      await cp(folder, copy.folder, { recursive: true })
      const { vault, clock } = await openAt(copy)
      const [first, second] = officers
      return { vault, clock, tenant, officers: [officerAt(vault, PARTY, first), officerAt(vault, PARTY, second)] }
    },
    async clean(): Promise<void> {
      for (const vault of opened) await vault.close()
      await postgres.stop()
      await rm(root, { recursive: true, force: true })
    },
  }
}
