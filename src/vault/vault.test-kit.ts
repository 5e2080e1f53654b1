import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal } from '#kernel'
import { type Postgres, startPostgres } from '../../tests/postgres.ts'
import { type Act, type Migration, migrations, openVault, type Vault, type VaultSettings } from './vault.ts'

/** Vaults for the tests of this room: real ones, each with a database and a folder of its own. */

export const NOW = new Date('2026-03-02T09:00:00.000Z')

/** The growth of a vault with a table for drills. */
export const drillMigrations: readonly Migration[] = [
  ...migrations,
  { name: '0001-drill', sql: 'create table drill (id integer primary key)' },
]

/** One server for a test file; `fresh` makes a folder and a database in it, `clean` removes everything. */
export async function vaults() {
  const postgres: Postgres = await startPostgres()
  const folders: string[] = []
  const opened: Vault[] = []
  const fresh = async (): Promise<VaultSettings> => {
    const folder = await mkdtemp(join(tmpdir(), 'parefuite-vault-'))
    folders.push(folder)
    return { folder, databaseUrl: await database(postgres), ledgerName: 'ledger.example/vault', now: () => NOW }
  }
  const open = async (settings: VaultSettings, list = migrations): Promise<Vault> => {
    const vault = given(await openVault(settings, list))
    opened.push(vault)
    return vault
  }
  const clean = async () => {
    for (const vault of opened) await vault.close()
    await postgres.stop()
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
  return { postgres, fresh, open, clean, folders }
}

async function database(postgres: Postgres): Promise<string> {
  const name = `vault_${randomBytes(8).toString('hex')}`
  await postgres.run(`CREATE DATABASE ${name}`)
  return postgres.url.replace(/postgres$/, name)
}

/** The answer, which is known to be no refusal. */
export function given<Answer>(answer: Answer): Exclude<Answer, Readonly<{ kind: 'refusal' }>> {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code} at ${answer.at}`)
  return answer as Exclude<Answer, Readonly<{ kind: 'refusal' }>>
}

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0')

/** Records the act of a number: every number has one, no two the same. */
export function recorded(act: Act, number: number): void {
  act.record({
    kind: 'release.rejected',
    at: NOW.toISOString(),
    by: `run-${hex(0, 32)}`,
    tenant: `tenant-${hex(0, 32)}`,
    release: `release-${hex(number, 32)}`,
  })
}
