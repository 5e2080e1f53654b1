/** A process of its own that opens the vault of a folder (argv 2, database argv 3 or `-`) and acts until it is killed, printing each number that lasts. */
import { sql } from 'kysely'
import { isRefusal } from '#kernel'
import { drillMigrations, recorded } from './vault.test-kit.ts'
import { openVault } from './vault.ts'

const [, , folder, database, first] = process.argv
const settings = {
  folder,
  databaseUrl: database === '-' ? null : database,
  ledgerName: 'ledger.example/vault',
  now: () => new Date(),
}
const vault = await openVault(settings, drillMigrations)
if (isRefusal(vault)) throw new Error(vault.code)
process.stdout.write('open\n')
let number = Number(first)
const worker = async () => {
  for (;;) {
    const mine = number++
    await vault.act(async act => {
      await sql`insert into drill (id) values (${mine})`.execute(act.sql)
      recorded(act, mine)
    })
    process.stdout.write(`${mine}\n`)
  }
}
await Promise.all([worker(), worker(), worker()])
