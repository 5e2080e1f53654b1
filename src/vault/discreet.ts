import type { PostgresPoolClient } from 'kysely'
import { DatabaseError, type PoolClient } from 'pg'

/**
 * [Note: no value in an error] PostgreSQL quotes rows: “Key (email)=(…) already exists”, “invalid input syntax for type integer: …”. An error
 * that leaves this room names the SQLSTATE, the table and the constraint; its `code` is the SQLSTATE, for whoever expects one.
 */
export function discreet(thrown: unknown): unknown {
  if (!(thrown instanceof DatabaseError)) return thrown
  const { code, table, constraint, severity } = thrown
  const where = [table, constraint].filter(part => part !== undefined).join(', ')
  // Class 22 is about values, class 23 about rows: the words of both quote them.
  const words = /^2[23]/.test(code ?? '') ? 'a value or row that the database does not take' : thrown.message
  return Object.assign(new Error(`${words} (SQLSTATE ${code}${where === '' ? '' : `: ${where}`})`), { code, severity })
}

/** A connection whose errors quote nothing. */
export function discreetClient(client: PoolClient): PostgresPoolClient {
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query(text, [...parameters])
    } catch (thrown) {
      throw discreet(thrown)
    }
  }
  // The other form of `query`, with a cursor, is not used: the dialect was given none.
  return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() }
}
