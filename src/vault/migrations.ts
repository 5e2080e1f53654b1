import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PoolClient } from 'pg'
import { type Refusal, refuse } from '#kernel'
import { migrations as ledgerMigrations } from '#ledger'
import type { Migration } from './contract.ts'
import { appliedMigrations, applyMigration } from './store-migrations.ts'

/** The growth of the tables of this room, and of the ledger's below it: first in the list of every zone. */
export const migrations: readonly Migration[] = [
  ...ledgerMigrations,
  { name: '0001-vault', sql: readFileSync(new URL('./migrations/0001-vault.sql', import.meta.url), 'utf8') },
]

/** The SHA-256 of a migration's text, in hexadecimal. */
export function migrationHash({ sql }: Migration): string {
  return hash('sha256', sql)
}

/**
 * Applies what is new, in the order given, each in a transaction of its own. Refuses, before anything is applied, a database in
 * which a migration was applied that is not in the list or had another text: it belongs to another version of the product.
 */
export async function migrate(client: PoolClient, list: readonly Migration[], at: Date): Promise<Refusal | null> {
  const applied = await appliedMigrations(client)
  const hashes = new Map(list.map(migration => [migration.name, migrationHash(migration)]))
  const stranger = applied.find(({ name, sha256 }) => hashes.get(name) !== sha256)
  if (stranger) return foreignMigration(stranger.name)
  const done = new Set(applied.map(({ name }) => name))
  for (const migration of list.filter(({ name }) => !done.has(name))) {
    await applyMigration(client, migration, migrationHash(migration), at)
  }
  return null
}

/** A step that this version does not know, or knows with another text. */
export function foreignMigration(name: string): Refusal {
  return refuse('vault/migrations', {
    at: name,
    seen: 'a database that grew by a step which this version does not know, or knows otherwise',
    expected: 'only steps of this version, unchanged',
    remedy: 'run the version of the product that this database was last used with, or a newer one',
  })
}
