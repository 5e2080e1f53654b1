import type { Readable, Writable } from 'node:stream'
import type { PoolClient } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/** Whole tables, out and in. Names come from PostgreSQL's own catalogue and are quoted by one function. */

/** What remembers the growth is not copied: a restore grows the tables itself. */
const GROWTH = 'vault_migrations'

/** How far a sequence has counted; null when it was never asked. */
export type SequenceState = Readonly<{ name: string; last: string | null }>

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Every table of the zone, those that others refer to first. Throws when references run in a circle. */
export async function tablesInOrder(client: PoolClient): Promise<readonly string[]> {
  const tables = await client.query<{ name: string }>(
    `
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> $1 order by 1
  `,
    [GROWTH],
  )
  const references = await client.query<{ from: string; to: string }>(`
    select one.relname as from, other.relname as to from pg_constraint c
    join pg_class one on one.oid = c.conrelid join pg_class other on other.oid = c.confrelid
    where c.contype = 'f' and c.conrelid <> c.confrelid
  `)
  const waiting = new Set(tables.rows.map(({ name }) => name))
  const ordered: string[] = []
  while (waiting.size > 0) {
    const free = [...waiting].filter(name => !references.rows.some(({ from, to }) => from === name && waiting.has(to)))
    if (free.length === 0) throw new Error('tables refer to one another in a circle: none can be restored first')
    for (const name of free) waiting.delete(name)
    ordered.push(...free)
  }
  return ordered
}

/** Whether there is any table at all, whoever made it. */
export async function hasTables(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query(`
    select 1 from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm') limit 1
  `)
  return rows.length > 0
}

export async function sequences(client: PoolClient): Promise<readonly SequenceState[]> {
  const { rows } = await client.query<SequenceState>(`
    select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = current_schema() and sequencename not like '${GROWTH}%' order by 1
  `)
  return rows
}

export async function setSequences(client: PoolClient, states: readonly SequenceState[]): Promise<void> {
  for (const { name, last } of states)
    if (last !== null) await client.query('select setval(quote_ident($1)::regclass, $2)', [name, last])
}

export async function beginSnapshot(client: PoolClient): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
}

/** Begins a transaction that may rest for as long as files are written beside it. */
export async function begin(client: PoolClient): Promise<void> {
  await client.query('begin; set local idle_in_transaction_session_timeout = 0')
}

export async function commit(client: PoolClient): Promise<void> {
  await client.query('commit')
}

export async function rollback(client: PoolClient): Promise<void> {
  await client.query('rollback')
}

/** The rows of a table as PostgreSQL's own text. */
export function rowsOut(client: PoolClient, table: string): Readable {
  return client.query(copyTo(`copy ${quoted(table)} to stdout`))
}

/** Takes rows of that text into a table. */
export function rowsIn(client: PoolClient, table: string): Writable {
  return client.query(copyFrom(`copy ${quoted(table)} from stdin`))
}

/** Empties tables that their migration filled: what was in them comes from the backup. */
export async function empty(client: PoolClient, tables: readonly string[]): Promise<void> {
  if (tables.length > 0) await client.query(`truncate ${tables.map(quoted).join(', ')}`)
}

export async function fileIdsOf(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('select id from vault_files order by id')
  return rows.map(({ id }) => id)
}

export async function masterOfSnapshot(client: PoolClient): Promise<Readonly<{ version: number; print: string }>> {
  const { rows } = await client.query('select version, print from vault_masters order by version desc limit 1')
  return rows[0]
}
