import { readFileSync } from 'node:fs'
import type { Migration } from '#vault'

/** The tables of this room, in their order. */
export const migrations: readonly Migration[] = [
  {
    name: '0001-officers',
    sql: readFileSync(new URL('./migrations/0001-officers.sql', import.meta.url), 'utf8'),
  },
]
