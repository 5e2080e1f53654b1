/**
 * What one act costs with a large ledger behind it: acts a second, p50 and p99 of one, on the embedded PostgreSQL.
 *   node bench/ledger-act.ts [--entries 1000000] [--acts 500]
 * Asked: the same with a million entries as with none.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { isRefusal } from '#kernel'
import type { LedgerEvent } from '#ledger'
import { type Migration, migrations, openVault, type Vault } from '#vault'

const { values } = parseArgs({ options: { entries: { type: 'string' }, acts: { type: 'string' } } })
const entries = Number(values.entries ?? 1_000_000)
const acts = Number(values.acts ?? 500)
const AT_ONCE = 8
const ROUNDS = 10
const BATCH = 25_600
const NAME = 'ledger.example/bench'
const drill: Migration = { name: '0001-drill', sql: 'create table drill (id integer primary key)' }
const shown = (value: number) => value.toLocaleString('en-GB')

function given<Answer>(answer: Answer): Exclude<Answer, Readonly<{ kind: 'refusal' }>> {
  if (isRefusal(answer)) throw new Error(`${answer.code} at ${answer.at}`)
  return answer as Exclude<Answer, Readonly<{ kind: 'refusal' }>>
}

function eventOf(number: number): LedgerEvent {
  const id = number.toString(16).padStart(32, '0')
  const at = new Date(1_700_000_000_000 + number * 1000).toISOString()
  return { kind: 'release.rejected', at, by: `run-${id}`, tenant: `tenant-${id}`, release: `release-${id}` }
}

let next = 1
async function actOnce(vault: Vault): Promise<number> {
  const mine = next++
  const began = performance.now()
  await vault.act(async act => {
    await sql`insert into drill values (${mine})`.execute(act.sql)
    act.record(eventOf(mine))
  })
  return performance.now() - began
}

/** Acts on both by turns, so that whatever else the machine does slows both the same. */
async function byTurns(vaults: readonly Vault[]): Promise<readonly string[]> {
  const sizes = await Promise.all(vaults.map(async vault => (await vault.ledgerHead()).size))
  const times = vaults.map((): number[] => [])
  for (let done = 0; done < acts; done++)
    for (const [at, vault] of vaults.entries()) times[at].push(await actOnce(vault))
  const seconds = vaults.map(() => 0)
  for (let round = 0; round < ROUNDS; round++)
    for (const [at, vault] of vaults.entries()) seconds[at] += await crowd(vault, acts / ROUNDS)
  return vaults.map((_, at) => {
    const sorted = times[at].sort((a, b) => a - b)
    const share = (part: number) => `${sorted[Math.floor(sorted.length * part)].toFixed(1)} ms`
    return `| ${shown(sizes[at])} | ${share(0.5)} | ${share(0.99)} | ${shown(Math.round(acts / seconds[at]))} |`
  })
}

/** How many seconds so many acts take, eight at once. */
async function crowd(vault: Vault, count: number): Promise<number> {
  const began = performance.now()
  const worker = async () => {
    for (let done = 0; done < count / AT_ONCE; done++) await actOnce(vault)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return (performance.now() - began) / 1000
}

/** Fills the ledger by acts of many entries each: as many as a batch holds take hardly longer than one. */
async function fill(vault: Vault, size: number): Promise<void> {
  for (let from = (await vault.ledgerHead()).size; from < size; from += BATCH) {
    const count = Math.min(BATCH, size - from)
    const filled = await vault.act(async act => {
      for (let at = 0; at < count; at++) act.record(eventOf(from + at))
    })
    given(filled)
  }
}

const home = await mkdtemp(join(tmpdir(), 'parefuite-bench-act-'))
await chmod(home, 0o711) // as root, the server's user walks through it to its data
const open = async (name: string) =>
  given(
    await openVault({ folder: join(home, name), databaseUrl: null, ledgerName: NAME, now: () => new Date() }, [
      ...migrations,
      drill,
    ]),
  )
try {
  const [small, large] = [await open('small'), await open('large')]
  const began = performance.now()
  await fill(large, entries)
  const seconds = (performance.now() - began) / 1000
  const rows = await byTurns([small, large])
  await small.close()
  await large.close()
  console.log(
    `| entries before | p50 of an act | p99 | acts a second, ${AT_ONCE} at once |\n|---|---|---|---|\n${rows.join('\n')}`,
  )
  console.log(`\n${shown(entries)} entries written in acts of ${shown(BATCH)}: ${seconds.toFixed(0)} s`)
} finally {
  await rm(home, { recursive: true, force: true })
}
