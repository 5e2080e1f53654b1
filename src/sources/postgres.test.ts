import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Postgres, startPostgres } from '../../tests/postgres.ts'
import { readPostgres } from './postgres.ts'
import { plain, readTables, reasons, rowsOf } from './reading.test-kit.ts'
import type { Chunk } from './table.ts'

let server: Postgres
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.stop())
beforeEach(() =>
  server.run(`DO $$ DECLARE s text; BEGIN
    FOR s IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
    LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; CREATE SCHEMA public; END $$`),
)

const read = (url = server.url, signal = new AbortController().signal) => readTables(readPostgres(url, { signal }))

test('every table and view of a database is read, each cell as text', async () => {
  await server.run(`
    CREATE TABLE people (id int, "nom ""de""" text, born date, at timestamptz, ok bool, n numeric, raw bytea, blank text);
    SET timezone = 'UTC';
    INSERT INTO people VALUES (1, 'Noël', '1980-01-02', '2020-01-02 03:04:05Z', true, 1.50, '\\x00ff', NULL);
    CREATE SCHEMA "Écoles"; CREATE VIEW "Écoles"."élèves" AS SELECT id FROM public.people;
    CREATE MATERIALIZED VIEW m AS SELECT 7 AS x;`)
  const reading = await read(`${server.url}?options=-c%20timezone%3DUTC`)
  expect(reading.unread).toEqual([])
  expect(plain(reading)).toEqual([
    { name: 'public.m', columns: ['x'], rows: [['7']] },
    {
      name: 'public.people',
      columns: ['id', 'nom "de"', 'born', 'at', 'ok', 'n', 'raw', 'blank'],
      rows: [['1', 'Noël', '1980-01-02', '2020-01-02 03:04:05+00', 'true', '1.50', '\\x00ff', '']],
    },
    { name: 'Écoles.élèves', columns: ['id'], rows: [['1']] },
  ])
})

test('JSON in a column is opened: paths are columns, arrays are tables', async () => {
  await server.run(`CREATE TABLE t (id int, doc jsonb, "2019" text, raw json);
    INSERT INTO t VALUES (1, '{"nom": "Brun", "tels": ["01", "02"]}', 'x', '7'), (2, NULL, 'y', NULL), (3, '{"nom": "Roux"}', NULL, NULL)`)
  const reading = await read()
  expect(plain(reading)).toEqual([
    {
      name: 'public.t',
      columns: ['id', 'doc.nom', '2019', 'raw'],
      rows: [
        ['1', 'Brun', 'x', '7'],
        ['2', '', 'y', ''],
        ['3', 'Roux', '', ''],
      ],
    },
    { name: 'public.t!doc.tels[]', columns: ['tels'], rows: [['01'], ['02']] },
  ])
  expect(reasons(reading)).toEqual([])
})

test('one table can be asked for, by address or by fragment, and a missing one is missing', async () => {
  await server.run(`CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE SCHEMA s; CREATE TABLE s.b (z int)`)
  const names = async (suffix: string) => (await read(server.url + suffix)).tables.map(table => table.name)
  expect(await names('?table=public.b')).toEqual(['public.b'])
  expect(await names('#s.b')).toEqual(['s.b'])
  expect(await names('?table=b')).toEqual(['public.b', 's.b'])
  const missing = await read(`${server.url}?table=c`)
  expect(reasons(missing)).toEqual([{ reason: 'sources/missing' }])
  expect(missing.unread.map(({ place }) => place.split('!')[1])).toEqual(['c'])
})

test('a partitioned table is one table, an heir a table of its own: no row comes twice', async () => {
  await server.run(`
    CREATE TABLE p (x int) PARTITION BY RANGE (x); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1), (2);
    CREATE TABLE parent (x int); CREATE TABLE child () INHERITS (parent); INSERT INTO parent VALUES (1); INSERT INTO child VALUES (2)`)
  expect(plain(await read()).map(table => [table.name, table.rows.flat()])).toEqual([
    ['public.child', ['2']],
    ['public.p', ['1', '2']],
    ['public.parent', ['1']],
  ])
})

test('all rows come whatever their number, narrow or wide', async () => {
  await server.run(`CREATE TABLE many AS SELECT i, 'x' || i AS t FROM generate_series(0, 99999) i;
    CREATE TABLE wide AS SELECT repeat('é', 3000000) AS t FROM generate_series(1, 5)`)
  const [many, wide] = plain(await read())
  expect(many.rows.length).toBe(100_000)
  expect(many.rows[99_999]).toEqual(['99999', 'x99999'])
  expect(wide.rows.map(row => row[0].length)).toEqual([3e6, 3e6, 3e6, 3e6, 3e6])
})

test('a cell past the bound is said, the rest of its row is read', async () => {
  await server.run(`CREATE TABLE big AS SELECT 'a' AS k, repeat('x', 20000000) AS t UNION ALL SELECT 'b', 'short'`)
  const reading = await read()
  expect(plain(reading)[0].rows).toEqual([
    ['a', ''],
    ['b', 'short'],
  ])
  expect(reasons(reading)).toEqual([{ reason: 'sources/too-large', records: 1 }])
})

test('an empty database is empty, and an empty table has its columns', async () => {
  expect(reasons(await read())).toEqual([{ reason: 'sources/empty' }])
  await server.run('CREATE TABLE t (a int, b text)')
  expect(plain(await read())).toEqual([{ name: 'public.t', columns: ['a', 'b'], rows: [] }])
})

test('what this user may not read, or would see only in part, is denied, and the rest is read', async () => {
  await server.run(`
    DROP ROLE IF EXISTS agent; CREATE ROLE agent LOGIN; GRANT USAGE ON SCHEMA public TO agent;
    CREATE TABLE closed (x int); CREATE TABLE filtered (x int); CREATE TABLE open (x int); INSERT INTO open VALUES (1);
    ALTER TABLE filtered ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON filtered USING (x = 1);
    CREATE VIEW broken AS SELECT 1 / (x - 1) AS y FROM open;
    GRANT SELECT ON filtered, open, broken TO agent`)
  const reading = await read(server.url.replace('postgres@', 'agent@'))
  expect(reading.unread.map(each => [each.place.split('!')[1], each.reason])).toEqual([
    ['public.closed', 'sources/denied'],
  ])
  expect(
    reading.tables.map(table => [table.name, table.rows, table.unread.map(each => [each.reason, each.facts])]),
  ).toEqual([
    ['public.broken', [], [['sources/connection', { record: 1, sqlstate: '22012' }]]],
    ['public.filtered', [], [['sources/denied', { record: 1, sqlstate: '42501' }]]],
    ['public.open', [['1']], []],
  ])
})

test('nothing can be written: the transaction is read-only', async () => {
  await server.run(`CREATE TABLE t (x int); CREATE FUNCTION write() RETURNS int LANGUAGE sql AS 'INSERT INTO public.t VALUES (1) RETURNING x';
    CREATE VIEW v AS SELECT public.write() AS x`)
  const reading = await read()
  expect(reasons(reading)).toEqual([{ reason: 'sources/connection', record: 1, sqlstate: '25006' }])
})

test('a server that drops the connection midway: that table and all that follow are unread', async () => {
  await server.run(`CREATE TABLE a AS SELECT i, repeat('x', 200) AS t FROM generate_series(1, 200000) i;
    CREATE TABLE b (x int); CREATE TABLE c (x int)`)
  const stream = readPostgres(server.url, { signal: new AbortController().signal })
  const given: unknown[] = []
  for await (const table of stream) {
    if (table.kind === undefined) {
      given.push([table.place.split('!')[1], table.reason])
      continue
    }
    let rows = 0
    for await (const chunk of table.chunks()) {
      rows += rowsIn(chunk)
      await server.run(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parefuite inspect'`,
      )
    }
    const [{ reason, facts }] = table.unread
    expect(facts.record).toBe(rows + 1)
    given.push([table.name, reason])
  }
  expect(given).toEqual([
    ['public.a', 'sources/connection'],
    ['public.b', 'sources/connection'],
    ['public.c', 'sources/connection'],
  ])
})

test('no server, no base, no right to enter: each is said, and the password is nowhere', async () => {
  const wrong = server.url.replace('postgres@', 'postgres:s3cret@')
  const none = await read(wrong.replace(/:\d+\//, ':1/'))
  const base = await read(wrong.replace(/postgres$/, 'nowhere'))
  const user = await read(wrong.replace('postgres:', 'nobody:'))
  expect([none, base, user].map(reading => reasons(reading))).toEqual([
    [{ reason: 'sources/connection' }],
    [{ reason: 'sources/missing', sqlstate: '3D000' }],
    [{ reason: 'sources/denied', sqlstate: '28000' }],
  ])
  expect(JSON.stringify([none, base, user, await read(wrong)])).not.toContain('s3cret')
  expect(JSON.stringify(await read('postgresql://u:s3cret@[broken'))).not.toContain('s3cret')
})

test('an abort stops the reading at once', async () => {
  await server.run(`CREATE VIEW slow AS SELECT pg_catalog.pg_sleep(60)::text AS x`)
  const abort = new AbortController()
  const reading = read(server.url, abort.signal)
  setTimeout(() => abort.abort(new Error('stop')), 300)
  await expect(reading).rejects.toThrow('stop')
})

function rowsIn(chunk: Chunk): number {
  return rowsOf(chunk).length
}
