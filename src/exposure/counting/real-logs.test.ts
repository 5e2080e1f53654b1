import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '#kernel'
import type { Column, ExposureQuestion, MatchedLines } from '../contract.ts'
import { readLogs } from '../reading/read-logs.ts'
import { reconstruct } from './reconstruct.ts'
import { sizesOf } from './sizes/sizes.ts'
import type { Transfer } from './transfers/joining.ts'
import { forEachTransfer } from './transfers/transfers.ts'

/** 10,000 lines of a real server (elastic/examples, Apache-2.0), where they are: they are of others, and not ours to keep here. */
const LOG = join(import.meta.dirname, '../../../../shared/data/logs/apache-combined-10000.log')

const QUESTION: ExposureQuestion = {
  places: [LOG],
  objects: [],
  fileBytes: null,
  reachable: { from: null, to: null },
  trustedProxies: [],
  excluded: [],
  pattern: null,
  zone: null,
}

/** An oracle of its own: lines of 206 as (client, target), by one expression, without our readers. */
function pairsOf206(): string[] {
  const lines = readFileSync(LOG, 'utf8').split('\n')
  const found = lines.map(line => /^(\S+) .*?"GET (\S+) [^"]*" 206 /.exec(line)).filter(match => match !== null)
  return found.map(([, client, target]) => `${client} ${target.split('?')[0]}`)
}

/** The same columns with the lines of status 206 alone. */
function only206(lines: MatchedLines): MatchedLines {
  const kept = Array.from({ length: lines.count }, (_, i) => i).filter(i => lines.status[i] === 206)
  const pick = (column: Column) => Float64Array.from(kept, i => column[i])
  const { server, at, client, object, agent, method, status, bytes, rangeFirst, rangeLast, ended, flags } = lines
  return {
    count: kept.length,
    server: pick(server),
    at: i => at(kept[i]),
    client: pick(client),
    object: pick(object),
    agent: pick(agent),
    method: pick(method),
    status: pick(status),
    bytes: pick(bytes),
    rangeFirst: pick(rangeFirst),
    rangeLast: pick(rangeLast),
    ended: pick(ended),
    flags: pick(flags),
  }
}

describe.skipIf(!existsSync(LOG))('10,000 real lines (skipped where they are not on disk)', () => {
  test('45 lines of status 206 are 14 transfers', async () => {
    const pairs = pairsOf206()
    expect([pairs.length, new Set(pairs).size]).toEqual([45, 14])
    const logs = await readLogs({ ...QUESTION, objects: ['*'] }, { threads: 1 })
    if (isRefusal(logs)) throw new Error(logs.code)
    let requests = 0
    const transfers: Transfer[] = []
    forEachTransfer(
      { ...logs, matched: only206(logs.matched) },
      sizesOf(logs, null),
      { corrections: [0], errors: [0] },
      {
        transfer: transfer => {
          requests += transfer.requests
          transfers.push(transfer)
        },
        probe: () => expect.unreachable(),
      },
    )
    expect(requests).toBe(45)
    expect(transfers.map(({ client, object }) => `${logs.clients[client]} ${logs.objects[object]}`).sort()).toEqual(
      [...new Set(pairs)].sort(),
    )
  })

  test('445 conditional answers are probes, and never transfers', async () => {
    const answer = await reconstruct({ ...QUESTION, objects: ['*'] }, { today: new Date('2026-03-03'), threads: 1 })
    if (isRefusal(answer)) throw new Error(answer.code)
    const lines = readFileSync(LOG, 'utf8').split('\n')
    const status = (wanted: RegExp) => lines.filter(line => wanted.test(line)).length
    expect(status(/" 304 /)).toBe(445)
    expect(answer.transfers.probes).toBe(
      status(/"HEAD [^"]*" 2/) + status(/" (?:3|4|5)\d\d /) + status(/"(?:GET|POST) [^"]*" 20[06] (?:-|0) /),
    )
  })
})
