/**
 * How long a ledger takes to write and to verify, through the installed command:
 *   node bench/ledger.ts [--entries 1000000]
 * Asked: one million entries verified in at most 60 s.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isRefusal } from '#kernel'
import { ed25519Signer, folderStore, KEY_FILE, keyText, type LedgerEvent, openLedger } from '#ledger'
import { measured } from './measured.ts'

const BATCH = 25_600
const MAIN = new URL('../bin/parefuite.js', import.meta.url).pathname
const { values } = parseArgs({ options: { entries: { type: 'string' } } })
const entries = Number(values.entries ?? 1_000_000)

function eventOf(number: number): LedgerEvent {
  const id = number.toString(16).padStart(32, '0')
  return {
    kind: 'release.approved',
    at: new Date(1_700_000_000_000 + number * 1000).toISOString(),
    by: `officer-${id}`,
    tenant: `tenant-${id}`,
    release: `release-${id}`,
    artefact: id + id,
    key: id + id,
  }
}

function given<Answer>(answer: Answer): Exclude<Answer, Readonly<{ kind: 'refusal' }>> {
  if (isRefusal(answer)) throw new Error(answer.code)
  return answer as Exclude<Answer, Readonly<{ kind: 'refusal' }>>
}

const seconds = (since: number) => (performance.now() - since) / 1000
const folder = mkdtempSync(join(tmpdir(), 'parefuite-bench-ledger-'))
try {
  const signer = ed25519Signer('ledger.example/bench', generateKeyPairSync('ed25519').privateKey)
  const ledger = given(await openLedger(given(folderStore(folder)), signer))
  writeFileSync(join(folder, KEY_FILE), keyText(signer.key))
  const began = performance.now()
  for (let size = 0; size < entries; size += BATCH) {
    const count = Math.min(BATCH, entries - size)
    given(await ledger.append(Array.from({ length: count }, (_, at) => eventOf(size + at))))
  }
  const written = seconds(began)
  const single = performance.now()
  for (let more = 0; more < 50; more++) given(await ledger.append([eventOf(entries + more)]))
  const each = seconds(single) / 50
  const proving = performance.now()
  for (let asked = 0; asked < 200; asked++) await ledger.inclusion((asked * 7919) % entries)
  const proof = seconds(proving) / 200
  await ledger.close()
  const run = await measured(MAIN, ['ledger', 'verify', folder, '--json'], 300)
  const shown = (value: number) => value.toLocaleString('en-GB')
  console.log(`${shown(entries)} entries written in batches of ${shown(BATCH)}: ${written.toFixed(1)} s`)
  console.log(
    `one entry at a time, each lasting: ${(each * 1000).toFixed(1)} ms; an inclusion proof: ${(proof * 1000).toFixed(1)} ms`,
  )
  console.log(
    `verified by the command (exit ${run.exitCode}): ${run.wallSeconds.toFixed(1)} s, ${Math.round(run.peakBytes / 2 ** 20)} MiB`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
