import { DuckDBInstance } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { runWithin, secondsFor, wasStopped } from './parquet-groups.ts'

test('a query is stopped after its time, and the connection is of use after it', async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const endless = runWithin(0.2, connection, 'SELECT sum(hash(i)) FROM range(1000000000000) r(i)')
  expect(await endless.then(() => false, wasStopped)).toBe(true)
  const after = await runWithin(10, connection, 'SELECT 1')
  expect(await after.getRows()).toEqual([[1]])
  connection.closeSync()
  instance.closeSync()
}, 5000)

test('other errors are not taken for a stop', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  expect(await runWithin(10, connection, 'SELECT x').then(() => null, wasStopped)).toBe(false)
  connection.closeSync()
  instance.closeSync()
})

test('a small file has ten seconds, one of a gigabyte some minutes', () => {
  expect([secondsFor(0), secondsFor(2 ** 30)]).toEqual([10, 266])
})
