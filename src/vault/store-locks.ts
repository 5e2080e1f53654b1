import type { ClientBase } from 'pg'

/** PostgreSQL's advisory locks by name: held by one connection, gone with it. */

const KEY = 'hashtextextended($1, 0)'

/** Waits until nobody else holds the name. */
export async function hold(client: ClientBase, name: string): Promise<void> {
  await client.query(`select pg_advisory_lock(${KEY})`, [name])
}

export async function release(client: ClientBase, name: string): Promise<void> {
  await client.query(`select pg_advisory_unlock(${KEY})`, [name])
}

/** Holds the name together with others who share it. */
export async function share(client: ClientBase, name: string): Promise<void> {
  await client.query(`select pg_advisory_lock_shared(${KEY})`, [name])
}

export async function unshare(client: ClientBase, name: string): Promise<void> {
  await client.query(`select pg_advisory_unlock_shared(${KEY})`, [name])
}

/** Whether nobody else held or shared the name; then this connection holds it. */
export async function holdIfFree(client: ClientBase, name: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(`select pg_try_advisory_lock(${KEY}) as held`, [name])
  return rows[0].held
}
