import { readFileSync } from 'node:fs'
import { type Kysely, sql, type Transaction } from 'kysely'
import { CHECKPOINT, type LedgerStore } from './store.ts'
import { partialTiles, tilePath } from './tiles.ts'

/** The growth of the ledger's table, for whoever opens the database. */
export const migrations = [
  { name: '0001-ledger', sql: readFileSync(new URL('./migrations/0001-ledger.sql', import.meta.url), 'utf8') },
] as const

/**
 * The ledger of a database, inside one transaction: the entries last exactly when the transaction does. [Note: one behind the
 * other at the end] Reading the checkpoint locks its row, so of many transactions that append only one at a time does; a
 * transaction should append as the last thing before it ends. Needs READ COMMITTED: what the one before appended must be seen.
 */
export function tableStore(transaction: Transaction<unknown>): LedgerStore {
  let edge: ReadonlyMap<string, Uint8Array> = new Map()
  const checkpoint = async () => {
    const bytes = await lockedCheckpoint(transaction)
    if (bytes !== null) edge = await edgeOf(transaction, bytes)
    return bytes
  }
  return {
    ...tablesReader(transaction),
    read: async path => (path === CHECKPOINT ? checkpoint() : (edge.get(path) ?? readFile(transaction, path))),
    commit: step => writeStep(transaction, new Map([...step.files, [CHECKPOINT, step.checkpoint]]), step.obsolete),
    remove: paths => removeFiles(transaction, paths),
    close: async () => undefined,
  }
}

/** The reading half: over a connection for single files, over a REPEATABLE READ transaction for what must fit together. */
export function tablesReader(database: Kysely<unknown>): Pick<LedgerStore, 'read' | 'list'> {
  return {
    read: path => readFile(database, path),
    list: async () => {
      const { rows } = await sql<{ path: string }>`select path from ledger_files`.execute(database)
      return rows.map(({ path }) => path)
    },
  }
}

async function readFile(database: Kysely<unknown>, path: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from ledger_files where path = ${path}`.execute(database)
  return rows[0]?.bytes ?? null
}

/** The first that appends finds no row to lock: it makes an empty one, which others then wait for. Empty means: no ledger yet. */
async function lockedCheckpoint(transaction: Transaction<unknown>): Promise<Uint8Array | null> {
  const locked = () =>
    sql<{ bytes: Buffer }>`select bytes from ledger_files where path = ${CHECKPOINT} for update`.execute(transaction)
  const { rows } = await locked()
  if (rows.length > 0) return rows[0].bytes.length > 0 ? rows[0].bytes : null
  await sql`insert into ledger_files (path, bytes) values (${CHECKPOINT}, ''::bytea) on conflict do nothing`.execute(
    transaction,
  )
  const [row] = (await locked()).rows
  return row && row.bytes.length > 0 ? row.bytes : null
}

/** The tiles that whoever appends reads next, at once: one question to the database however tall the tree is. */
async function edgeOf(
  transaction: Transaction<unknown>,
  checkpoint: Uint8Array,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const size = Number(Buffer.from(checkpoint).toString('utf8').split('\n')[1])
  const paths = Number.isSafeInteger(size) ? partialTiles(size).map(tilePath) : []
  const { rows } = await sql<{ path: string; bytes: Buffer }>`
    select path, bytes from ledger_files where path = any(${paths}::text[])
  `.execute(transaction)
  return new Map(rows.map(({ path, bytes }) => [path, bytes]))
}

async function writeStep(
  transaction: Transaction<unknown>,
  files: ReadonlyMap<string, Uint8Array>,
  obsolete: readonly string[],
): Promise<void> {
  const paths = [...files.keys()]
  const bytes = [...files.values()].map(content => Buffer.from(content))
  await sql`
    with gone as (delete from ledger_files where path = any(${[...obsolete]}::text[]))
    insert into ledger_files (path, bytes)
    select path, bytes from unnest(${paths}::text[], ${bytes}::bytea[]) as file (path, bytes)
    on conflict (path) do update set bytes = excluded.bytes
  `.execute(transaction)
}

async function removeFiles(transaction: Transaction<unknown>, paths: readonly string[]): Promise<void> {
  if (paths.length > 0) await sql`delete from ledger_files where path = any(${[...paths]}::text[])`.execute(transaction)
}
