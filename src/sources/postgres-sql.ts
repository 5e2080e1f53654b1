import { MAX_RECORD_BYTES } from './table.ts'

/** For each batch, not for the whole table. A server that is slower than this is taken for lost: saying so beats waiting for ever. */
const STATEMENT_TIMEOUT_MS = 300_000
/** Someone is rewriting the table: the table is unread rather than the inspection stuck behind an administrator's work. */
const LOCK_TIMEOUT_MS = 30_000

/** A relation of the catalogue, with what the server says about our rights on it. */
export type Relation = Readonly<{
  schema: string
  name: string
  kind: string
  readable: boolean
  columns: readonly Column[]
}>
/** `varies`: of no fixed length. */
export type Column = Readonly<{ name: string; type: string; varies: boolean; isJson: boolean }>

/**
 * The rows of a relation as text. A cell over the bound is left out and the last column is then true: PostgreSQL's largest
 * cell (1 GB) would not fit in a string here. The lengths asked for are stored beside the value and cost no reading of it.
 */
export function selectOf({ schema, name, kind, columns }: Relation): string {
  const cells = columns.map(column => {
    const text = `${identifier(column.name)}::text`
    return column.varies ? `CASE WHEN ${tooLong(column)} THEN NULL ELSE ${text} END` : text
  })
  const varying = columns.filter(column => column.varies)
  if (varying.length > 0) cells.push(`coalesce(${varying.map(tooLong).join(' OR ')}, false)`)
  // A plain table may have heirs, which are tables of their own here; a partitioned one has its rows in its partitions.
  const only = kind === 'r' ? 'ONLY ' : ''
  return `SELECT ${cells.join(', ')} FROM ${only}${identifier(schema)}.${identifier(name)}`
}

function tooLong({ name, type }: Column): string {
  const length = ['text', 'varchar', 'bpchar', 'bytea'].includes(type) ? 'octet_length' : 'pg_column_size'
  return `${length}(${identifier(name)}) > ${MAX_RECORD_BYTES / 4}`
}

/** Quotes a name of the catalogue (PostgreSQL 4.1.1: a quote in it is doubled). */
function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/**
 * `row_security = off` makes a query fail where row security would silently hide rows. An empty `search_path` leaves no
 * name to guess.
 */
export const BEGIN = `
  BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY;
  SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS};
  SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS};
  SET LOCAL row_security = off;
  SET LOCAL search_path = '';
  SET LOCAL datestyle = ISO;
  SET LOCAL intervalstyle = iso_8601;
  SET LOCAL bytea_output = hex;`

/** $1: null for all, or \`schema.name\`, or a name in any schema. Partitions are read through their table. */
export const RELATIONS = `
  SELECT json_build_object(
    'schema', n.nspname, 'name', c.relname, 'kind', c.relkind,
    'readable', has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),
    'columns', coalesce((
      SELECT json_agg(json_build_object('name', a.attname, 'type', t.typname, 'varies', t.typlen = -1,
        'isJson', t.typname IN ('json', 'jsonb')) ORDER BY a.attnum)
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]')) AS relation
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND (NOT c.relispartition OR $1::text IS NOT NULL)
    AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
    AND ($1::text IS NULL OR n.nspname || '.' || c.relname = $1 OR c.relname = $1)
  ORDER BY n.nspname, c.relname`
