import type { PoolClient } from 'pg'
import type { Migration } from './contract.ts'

/** A migration that was applied, and the SHA-256 of its text. */
export type AppliedMigration = Readonly<{ name: string; sha256: string }>

/** What was applied so far, in order; makes the table that remembers it. */
export async function appliedMigrations(client: PoolClient): Promise<readonly AppliedMigration[]> {
  await client.query(`
    create table if not exists vault_migrations (
      place integer generated always as identity,
      name text primary key,
      sha256 text not null,
      at timestamptz not null
    )
  `)
  return appliedMigrationsIn(client)
}

/** What was applied, in order, where the table is known to be. */
export async function appliedMigrationsIn(client: PoolClient): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>('select name, sha256 from vault_migrations order by place')
  return rows
}

/** Applies one in a transaction together with the memory of it. Throws what PostgreSQL says, and then nothing of it lasts. */
export async function applyMigration(
  client: PoolClient,
  migration: Migration,
  sha256: string,
  at: Date,
): Promise<void> {
  await client.query('begin')
  try {
    await growBy(client, migration, sha256, at)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`the migration ${migration.name} does not run`, { cause })
  }
}

/** Applies one inside a transaction of the caller, with the memory of it. */
export async function growBy(client: PoolClient, { name, sql }: Migration, sha256: string, at: Date): Promise<void> {
  await client.query(sql)
  await client.query('insert into vault_migrations (name, sha256, at) values ($1, $2, $3)', [name, sha256, at])
}
